import type { Json } from "../../core/vocabulary/index.ts";

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/**
 * The one text of a JSON value, as RFC 8785 has it: no spaces, keys ascending by UTF-16 code units, numbers and strings as
 * `JSON.stringify` writes them. So -0 is "0", 1e21 is "1e+21", nothing is normalised in Unicode, and half of a surrogate pair, which
 * the RFC does not know, is escaped.
 */
export const canonicalText = (value: Json): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`);
  return `{${parts.join(",")}}`;
};
