import { isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Result } from "../../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../../event.ts";
import { guarded, importList } from "../../gather.ts";
import type { Imported, ImportOutcome } from "../../imported.ts";
import { mapRow } from "./mapRow.ts";
import { type ImportRowsOptions, readRowOptions } from "./options.ts";

/**
 * What did learners do, as one row of a table tells it? One row at a time, for hosts that stream; `importRows` does the same for a
 * list and also recognises second copies.
 *
 * Fails with `InvalidInput` if the options do not fit. Cost: the number of named columns.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const one = records.importRow({ source: "lms", columns: { learner: "user", at: "time", object: "page" }, act: "viewed" });
 * const outcome = orThrow(one({ user: "1042", time: "2026-03-01T09:30:00+01:00", page: "p3" }));
 * outcome.outcome; // => "mapped"
 * ```
 */
export const importRow = (options: ImportRowsOptions): ((row: unknown) => Result<ImportOutcome<LearnerEvent>>) => {
  const settings = readRowOptions("records.importRow", options);
  if (isLeft(settings)) return () => left(settings.left);
  const one = guarded((found, row) => mapRow(settings.right, found, row));
  return (row) => right(one(row));
};

/**
 * What did learners do, as these rows tell it? For exports and query results: say in which column each field stands and what the
 * source's words mean. Every row ends as an event, as a refusal, or set aside, each with its index and its reason: nothing is
 * thrown and nothing is lost.
 *
 * Cells may be strings, as in a CSV file, or typed, as from a database. Times are epoch milliseconds, a `Date`, or ISO 8601 with an
 * offset; a local time without one is refused, because it names another instant in every zone; seconds are refused by name unless
 * `timeUnit` declares them. Ids are strings; a whole number below 2^53 is written as one, a larger one is refused. A blank cell
 * (null, undefined, "") of an optional field is absence.
 *
 * Two rows with the same id (`columns.id`): the second is merged if it says the same, and refused as `conflicting-duplicate` if
 * it does not. Rows without an id are never merged.
 *
 * Fails with `InvalidInput` if the options do not fit or the argument is no array. Cost: rows × named columns.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const imported = orThrow(
 *   records.importRows({
 *     source: "lms",
 *     columns: { learner: "user_id", at: "ts", act: "what", object: "quiz", score: "points" },
 *     acts: { quiz_done: "scored", quiz_opened: "viewed", heartbeat: null },
 *     objectKind: "assessment",
 *     scoreRange: [0, 20],
 *   })([
 *     { user_id: 1042, ts: "2026-03-01T09:30:00+01:00", what: "quiz_done", quiz: "q7", points: "17" },
 *     { user_id: 1042, ts: "2026-03-01 09:31", what: "quiz_opened", quiz: "q8", points: "" },
 *     { user_id: 1042, ts: "2026-03-01T09:32:00Z", what: "heartbeat", quiz: "q8", points: "" },
 *   ]),
 * );
 * imported.accepted[0]?.score; // => 0.85
 * imported.refused[0]?.reason.code; // => "invalid-time"
 * imported.setAside[0]?.reason.code; // => "word-without-act"
 * ```
 */
export const importRows = (options: ImportRowsOptions): ((rows: unknown) => Result<Imported<LearnerEvent>>) => {
  const name = "records.importRows";
  const settings = readRowOptions(name, options);
  if (isLeft(settings)) return () => left(settings.left);
  return importList(
    name,
    [],
    "an array of rows",
    guarded((found, row) => mapRow(settings.right, found, row)),
  );
};
