import { isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Result } from "../../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../../event.ts";
import { guarded, importList } from "../../gather.ts";
import type { Imported, ImportOutcome } from "../../imported.ts";
import { type ImportXapiOptions, readXapiOptions } from "./options.ts";
import { mapStatement } from "./statement.ts";

/**
 * What did learners do, as one xAPI statement tells it? Statements of 1.0.3 and 2.0 (IEEE 9274.1.1), one at a time, for hosts
 * that stream. `importXapi` does the same for a list and also settles what statements say about each other.
 *
 * The learner is the actor's one identifier: account as `homePage|name`, mailbox in lower case, sum of the mailbox, openid. A
 * group without an identifier is several learners; a group with one is that one (noted). The time is `timestamp`, else
 * `stored`, else `receivedAt`. The verb is looked up by its IRI, never by its text. The score is `scaled` or
 * (raw - min)/(max - min); where the two contradict each other, a note says which was taken. The course is the first activity
 * of type course among the parents, then the groupings, then the object itself.
 *
 * Strict where it reads: actor, verb, object, result, registration, id, time and the courses around the statement must be as the
 * standard has them, or the statement is refused with the place and the value. Lenient where it does not: authority,
 * instructor, team, attachments, language maps and extensions are not looked at, whatever they hold; and Open edX's object type
 * "GroupActivity", which the standard does not know, is taken for an activity. Set aside: withdrawals, plans (SubStatements) and
 * verbs that are no learner's act.
 *
 * Fails with `InvalidInput` if the options do not fit. Cost: one pass over the statement.
 *
 * Source: ADL, xAPI 1.0.3, part 2; IEEE 9274.1.1 (2023).
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const outcome = orThrow(
 *   records.importXapiStatement()({
 *     actor: { mbox: "mailto:Ann@example.org" },
 *     verb: { id: "http://adlnet.gov/expapi/verbs/passed" },
 *     object: { id: "https://example.org/quiz/7" },
 *     result: { score: { scaled: 0.85 }, success: true },
 *     timestamp: "2026-03-01T09:30:00+01:00",
 *   }),
 * );
 * const [event] = outcome.outcome === "mapped" ? outcome.accepted : [];
 * event?.learner; // => "mailto:ann@example.org"
 * ```
 */
export const importXapiStatement = (
  options?: ImportXapiOptions,
): ((statement: unknown) => Result<ImportOutcome<LearnerEvent>>) => {
  const settings = readXapiOptions("records.importXapiStatement", options);
  if (isLeft(settings)) return () => left(settings.left);
  const one = guarded((found, statement) => mapStatement(settings.right, found, statement));
  return (statement) => right(one(statement));
};

/**
 * What did learners do, as these xAPI statements tell it? Every statement ends as one or more events, as a refusal, or set
 * aside, each with its index and its reason: nothing is thrown and nothing is lost. See `importXapiStatement` for the rules.
 *
 * Over a list three rules more hold, whatever the order: a voided statement is set aside wherever its withdrawal stands; a
 * second statement with the same id is merged if it says the same; and refused as `conflicting-duplicate` if it does not (of
 * several, the first in the list is kept).
 *
 * Fails with `InvalidInput` if the options do not fit or the argument is no array. Cost: one pass.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const imported = orThrow(
 *   records.importXapi({ verbs: { "https://example.org/verbs/skimmed": "viewed" } })([
 *     {
 *       actor: { account: { homePage: "https://lms.example.org", name: "1042" } },
 *       verb: { id: "https://example.org/verbs/skimmed" },
 *       object: { id: "https://lms.example.org/page/3" },
 *       timestamp: "2026-03-01T09:30:00Z",
 *     },
 *     { actor: "Ann" },
 *   ]),
 * );
 * imported.accepted[0]?.act; // => "viewed"
 * imported.refused[0]?.reason.code; // => "invalid-actor"
 * imported.counts.inputs; // => 2
 * ```
 */
export const importXapi = (options?: ImportXapiOptions): ((statements: unknown) => Result<Imported<LearnerEvent>>) => {
  const name = "records.importXapi";
  const settings = readXapiOptions(name, options);
  if (isLeft(settings)) return () => left(settings.left);
  return importList(
    name,
    [],
    "an array of statements",
    guarded((found, statement) => mapStatement(settings.right, found, statement)),
  );
};
