import type { Reason } from "../core/vocabulary/index.ts";
import { numberText } from "./numberText.ts";
import { templatesOf } from "./templates.ts";

const PLACEHOLDER = /\{([A-Za-z0-9]+)\}/g;

/** The names that a template asks for. */
export const placeholders = (template: string): readonly string[] =>
  (template.match(PLACEHOLDER) ?? []).map((placeholder) => placeholder.slice(1, -1));

const valueText = (value: string | number | boolean): string =>
  typeof value === "number" ? numberText(value) : String(value);

/**
 * A reason as a clause. Where several areas use its code, the template whose placeholders it fills; of a code that no area knows,
 * the code and its values.
 */
export const explainReason = ({ code, values }: Reason): string => {
  const known = new Map(Object.entries(values).map(([name, value]) => [name, valueText(value)]));
  const template = templatesOf(code).find((words) => placeholders(words).every((name) => known.has(name)));
  if (template !== undefined) return template.replace(PLACEHOLDER, (_, name: string) => known.get(name) ?? "");
  const listed = Array.from(known, ([name, value]) => `${name} = ${value}`).join(", ");
  return listed === "" ? code : `${code} (${listed})`;
};
