import type { Reason } from "../core/vocabulary/index.ts";
import { numberTexts } from "./numberText.ts";
import { templatesOf } from "./templates.ts";

const PLACEHOLDER = /\{([A-Za-z0-9]+)\}/g;

/** A value and what it counts. */
const COUNTED =
  /\{([A-Za-z0-9]+)\}((?: other)? (?:days|hours|iterations|minutes|months|reviews|rounds|times|weeks)\b)?/g;

/** The names that a template asks for. */
export const placeholders = (template: string): readonly string[] =>
  (template.match(PLACEHOLDER) ?? []).map((placeholder) => placeholder.slice(1, -1));

/** Each value as text, by name. */
const textsOf = (values: Reason["values"]): ReadonlyMap<string, string> => {
  const entries = Object.entries(values);
  const numbers = entries.filter((entry): entry is [string, number] => typeof entry[1] === "number");
  const texts = numberTexts(numbers.map(([, value]) => value));
  const shown = new Map(numbers.map(([name], place) => [name, texts[place]]));
  return new Map(entries.map(([name, value]) => [name, shown.get(name) ?? String(value)]));
};

/**
 * A reason as a clause; one day is a day. Where several areas use its code, the template whose placeholders it fills; of a code that no area knows,
 * the code and its values.
 */
export const explainReason = ({ code, values }: Reason): string => {
  const known = textsOf(values);
  const template = templatesOf(code).find((words) => placeholders(words).every((name) => known.has(name)));
  if (template !== undefined)
    return template.replace(COUNTED, (_, name: string, counted = "") => {
      const value = known.get(name) ?? "";
      return value + (value === "1" ? counted.slice(0, -1) : counted); // each of them is its singular and an s
    });
  const listed = Array.from(known, ([name, value]) => `${name} = ${value}`).join(", ");
  return listed === "" ? code : `${code} (${listed})`;
};
