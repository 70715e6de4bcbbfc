import { isLeft } from "fp-ts/lib/Either.js";
import type * as z from "zod/v4/core";
import type { IssueCode, Result } from "../vocabulary/failure.ts";
import type { Json } from "../vocabulary/json.ts";
import { clean, type Found, note, type Path, reading } from "./reading.ts";

const DEEPEST = 64;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Copies a document from outside into plain JSON: own enumerable keys only, no key that reaches the prototype, at most 64 levels,
 * finite numbers. Everything a schema sees afterwards is our own copy, so no getter runs twice.
 */
export const readJson = (found: Found, path: Path, value: unknown): Json => {
  if (path.length > DEEPEST) {
    note(found, path.slice(0, 6), "too-deep", `at most ${DEEPEST} levels`, value);
    return null;
  }
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) note(found, path, "not-finite", "a finite number", value);
    return value;
  }
  if (Array.isArray(value)) return Array.from(value, (element, index) => readJson(found, [...path, index], element));
  if (typeof value === "object" && !(value instanceof Date) && !ArrayBuffer.isView(value)) {
    const copy: Record<string, Json> = {};
    for (const [key, element] of Object.entries(value)) {
      if (FORBIDDEN_KEYS.has(key))
        note(found, [...path, key], "forbidden-key", "no key that reaches the prototype", key);
      else if (element !== undefined) copy[key] = readJson(found, [...path, key], element);
    }
    return copy;
  }
  note(found, path, "wrong-type", "plain JSON", value);
  return null;
};

const CODES: Readonly<Record<string, IssueCode>> = {
  invalid_type: "wrong-type",
  too_big: "out-of-range",
  too_small: "out-of-range",
  invalid_format: "unknown-value",
  not_multiple_of: "not-integer",
  unrecognized_keys: "unknown-key",
  invalid_union: "unknown-value",
  invalid_key: "unknown-key",
  invalid_element: "wrong-type",
  invalid_value: "unknown-value",
  custom: "inconsistent",
};

const at = (document: Json, path: Path): unknown => {
  let value: unknown = document;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  return value;
};

const expectation = (issue: z.$ZodIssue): string => {
  switch (issue.code) {
    case "invalid_type":
      return `${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
    case "too_big":
      return `at most ${issue.maximum}`;
    case "too_small":
      return `at least ${issue.minimum}`;
    case "invalid_value":
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "invalid_union":
      return "one of the known forms";
    default:
      return issue.message === "" ? "a valid value" : issue.message;
  }
};

/** Notes zod's issues as ours, with the offending value taken from the document. */
export const noteZodIssues = (found: Found, path: Path, document: Json, issues: readonly z.$ZodIssue[]): void => {
  for (const issue of issues) {
    const inside = issue.path.map((step) => (typeof step === "symbol" ? step.toString() : step));
    const where = [...path, ...inside];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys)
        note(found, [...where, key], "unknown-key", "no such key", at(document, [...inside, key]));
      continue;
    }
    const value = at(document, inside);
    const missing = value === undefined && issue.code === "invalid_type";
    note(found, where, missing ? "missing" : (CODES[issue.code] ?? "inconsistent"), expectation(issue), value);
  }
};

/**
 * Parses a stored document (a model, a policy, a configuration) by a zod schema, into our own copy.
 *
 * A document whose `kind` is known but whose `version` is newer than ours is refused as `unsupported-version` before its
 * schema looks at it, so that the message says what to do.
 */
export const parseDocument = <A>(
  name: string,
  schema: z.$ZodType<A>,
  parse: (schema: z.$ZodType<A>, value: unknown) => z.util.SafeParseResult<A>,
  newestVersion = 1,
): ((value: unknown) => Result<A>) => {
  return (value) => {
    const copied = reading(name, (found) => readJson(found, [], value));
    if (isLeft(copied)) return copied;
    const document = copied.right;
    return reading(name, (found) => {
      const version = at(document, ["version"]);
      if (typeof version === "number" && version > newestVersion) {
        note(
          found,
          ["version"],
          "unsupported-version",
          `version ${newestVersion} or older (a newer learnlift wrote this)`,
          version,
        );
      }
      const parsed = parse(schema, document);
      if (!parsed.success && clean(found)) noteZodIssues(found, [], document, parsed.error.issues);
      return parsed.data as A; // used only if nothing was noted, that is when parsing succeeded
    });
  };
};
