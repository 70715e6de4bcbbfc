import { isLeft } from "fp-ts/lib/Either.js";
import type * as z from "zod/v4/core";
import type { Result } from "../vocabulary/failure.ts";
import type { Json } from "../vocabulary/json.ts";
import { refuseNewer } from "./header.ts";
import { isRecord, ownValue } from "./isRecord.ts";
import { clean, reading } from "./reading.ts";
import { readJson } from "./readJson.ts";
import { noteZodIssues } from "./zodIssues.ts";

const versionOf = (document: Json): unknown => (isRecord(document) ? ownValue(document, "version") : undefined);

/**
 * Parses a stored document (a model, a policy, a configuration) by a zod schema, into our own copy.
 *
 * `parse` is zod's `safeParse`, handed in so that only files with schemas load zod:
 * `parseDocument("spacing.parseMemoryModel", schema, z.safeParse)`.
 *
 * A document whose `version` is newer than ours is refused as `unsupported-version` before its schema looks at it, so that the
 * message says what to do.
 */
export const parseDocument = <A>(
  name: string,
  schema: z.$ZodType<A>,
  parse: (schema: z.$ZodType<A>, value: unknown) => z.util.SafeParseResult<A>,
): ((value: unknown) => Result<A>) => {
  return (value) => {
    const copied = reading(name, (found) => readJson(found, [], value));
    if (isLeft(copied)) return copied;
    const document = copied.right;
    return reading(name, (found) => {
      refuseNewer(found, [], versionOf(document));
      const parsed = parse(schema, document);
      if (!parsed.success && clean(found)) noteZodIssues(found, [], schema, document, parsed.error.issues);
      return parsed.data as A; // used only if nothing was noted, that is when parsing succeeded
    });
  };
};
