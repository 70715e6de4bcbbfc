import type * as z from "zod/v4/core";
import type { IssueCode } from "../vocabulary/failure.ts";
import type { Json } from "../vocabulary/json.ts";
import { isRecord, ownValue } from "./isRecord.ts";
import { oneOf } from "./listed.ts";
import { type Found, note, type Path } from "./reading.ts";

/** Zod's own words where a schema gives none. */
const WORDLESS = new Set(["", "Invalid input"]);

const CODES: Readonly<Record<string, IssueCode>> = {
  invalid_type: "wrong-type",
  too_big: "out-of-range",
  too_small: "out-of-range",
  invalid_format: "unknown-value",
  not_multiple_of: "not-integer",
  invalid_union: "unknown-value",
  invalid_key: "unknown-key",
  invalid_element: "wrong-type",
  invalid_value: "unknown-value",
  custom: "inconsistent",
};

const stepInto = (value: unknown, step: string | number): unknown => {
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return isRecord(value) ? ownValue(value, String(step)) : undefined;
};

const at = (document: unknown, path: Path): unknown => path.reduce(stepInto, document);

/** The parts of a schema we read: what kind it is, and what it holds. */
const definition = (schema: unknown): Readonly<Record<string, unknown>> => {
  const inner = typeof schema === "object" && schema !== null && "_zod" in schema ? schema._zod : undefined;
  const def = typeof inner === "object" && inner !== null && "def" in inner ? inner.def : undefined;
  return isRecord(def) ? def : {};
};

/** The schema of what stands one step inside, as far as the value tells which it is. */
const schemaInside = (schema: unknown, step: string | number): unknown => {
  const def = definition(schema);
  if (isRecord(def["shape"])) return ownValue(def["shape"], String(step));
  if (Array.isArray(def["items"]) && typeof step === "number") return def["items"][step];
  return def["element"] ?? def["valueType"];
};

/** A schema without its wrappers (optional, nullable, default, readonly). */
const unwrap = (schema: unknown): unknown => {
  let inside = schema;
  for (let layer = 0; layer < 8; layer += 1) {
    const next = definition(inside)["innerType"];
    if (next === undefined) return inside;
    inside = next;
  }
  return inside;
};

/** The alternative of a union that a document's `kind` chooses, or the schema itself. */
const chosen = (schema: unknown, value: unknown): unknown => {
  const options = definition(schema)["options"];
  if (!Array.isArray(options) || !isRecord(value)) return schema;
  return (
    options.find((option) => {
      const shape = definition(option)["shape"];
      const values = isRecord(shape) ? definition(shape["kind"])["values"] : undefined;
      return Array.isArray(values) && values.includes(value["kind"]);
    }) ?? schema
  );
};

const knownKeys = (schema: unknown, document: Json, path: Path): readonly string[] => {
  let here = chosen(unwrap(schema), document);
  let value: unknown = document;
  for (const step of path) {
    value = stepInto(value, step);
    here = chosen(unwrap(schemaInside(here, step)), value);
  }
  const shape = definition(here)["shape"];
  return isRecord(shape) ? Object.keys(shape) : [];
};

const TYPES: Readonly<Record<string, string>> = {
  int: "a whole number",
  boolean: "true or false",
  record: "an object",
  tuple: "an array",
  nan: "nothing",
};

const countable = (issue: z.$ZodIssueTooBig | z.$ZodIssueTooSmall, bound: string): string => {
  switch (issue.origin) {
    case "array":
    case "set":
      return `an array of ${issue.exact === true ? "" : `${bound} `}${sizeOf(issue)} elements`;
    case "string":
      return `a string of ${issue.exact === true ? "" : `${bound} `}${sizeOf(issue)} characters`;
    default:
      return `a number ${bound} ${sizeOf(issue)}`;
  }
};

const sizeOf = (issue: z.$ZodIssueTooBig | z.$ZodIssueTooSmall): string =>
  String(issue.code === "too_big" ? issue.maximum : issue.minimum);

const expectation = (issue: z.$ZodIssue, value: unknown): string => {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? `${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
    case "too_big":
      return countable(issue, issue.inclusive === false ? "below" : "at most");
    case "too_small":
      return countable(issue, issue.inclusive === false ? "above" : "at least");
    case "invalid_value":
      return oneOf(issue.values.map(String), value, (choice) => JSON.stringify(choice));
    case "invalid_union":
      return WORDLESS.has(issue.message) ? unionForms(issue, value) : issue.message;
    default:
      return WORDLESS.has(issue.message) ? "a valid value" : issue.message;
  }
};

/** A union told apart by one key lists that key's values; of any other nothing short can be said. */
const unionForms = (issue: z.$ZodIssueInvalidUnion, value: unknown): string => {
  const options = "options" in issue ? issue.options : undefined;
  return Array.isArray(options)
    ? oneOf(options.map(String), value, (choice) => JSON.stringify(choice))
    : "one of the known forms";
};

const codeOf = (issue: z.$ZodIssue, value: unknown): IssueCode => {
  if (value === undefined) return "missing";
  if (issue.code === "invalid_type" && issue.expected === "int" && typeof value === "number") return "not-integer";
  return CODES[issue.code] ?? "inconsistent";
};

/** Notes zod's issues as ours: where, what the schema wanted there, and the offending value as the document has it. */
export const noteZodIssues = (
  found: Found,
  path: Path,
  schema: unknown,
  document: Json,
  issues: readonly z.$ZodIssue[],
): void => {
  for (const issue of issues) {
    const inside = issue.path.map((step) => (typeof step === "symbol" ? step.toString() : step));
    const value = at(document, inside);
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, document, inside);
      for (const key of issue.keys)
        note(found, [...path, ...inside, key], "unknown-key", oneOf(known, key), stepInto(value, key));
    } else note(found, [...path, ...inside], codeOf(issue, value), expectation(issue, value), value);
  }
};
