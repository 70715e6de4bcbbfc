import { isLeft, left } from "fp-ts/lib/Either.js";
import { clean, type Found, reading, readOptions, readText } from "../../core/check/index.ts";
import { type Result, reason } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { guarded, importList, refusedFor, shown } from "../gather.ts";
import type { Imported, ImportOutcome } from "../imported.ts";
import { readLearnerEvent } from "../parse/learnerEvent.ts";
import type { IdentityMap } from "./identityMap.ts";
import { readIdentityMap } from "./parseIdentityMap.ts";
import { indexPeople } from "./resolveIdentity.ts";
import { comparable, keyOf } from "./systemId.ts";

/** How events get their learners' own names. */
export interface IdentifyEventsOptions {
  /** Who is who. */
  readonly map: IdentityMap;
  /** The system whose ids the events carry as `learner`. */
  readonly system: string;
}

/**
 * Whose events are these? Puts each learner's one id in the place of the id of a system. Events of ids that the map does not know
 * are refused as `unknown-identity`, with their index, so that they can be linked and taken later.
 *
 * Fails with `InvalidInput` if the options do not fit or the argument is no array. Cost: one look-up an event.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const ids = [{ system: "hr", id: "E1042" }, { system: "xapi", id: "https://lms.example.org|42" }];
 * const map = orThrow(records.identityMap()([{ ids }]));
 * const named = orThrow(
 *   records.identifyEvents({ map, system: "xapi" })([
 *     {
 *       learner: "https://lms.example.org|42",
 *       at: Date.UTC(2026, 2, 3),
 *       act: "viewed",
 *       object: "m1",
 *       objectKind: "module",
 *       source: "xapi",
 *     },
 *   ]),
 * );
 * named.accepted[0]?.learner; // => "E1042"
 * ```
 */
export const identifyEvents = (
  options: IdentifyEventsOptions,
): ((events: readonly LearnerEvent[]) => Result<Imported<LearnerEvent>>) => {
  const name = "records.identifyEvents";
  const settings = reading(name, (found) => {
    const given = readOptions(found, [], options ?? null, ["map", "system"]);
    return {
      map: readIdentityMap(found, ["map"], given["map"]),
      system: readText(found, ["system"], given["system"], "the name of a system"),
    };
  });
  if (isLeft(settings)) return () => left(settings.left);
  const { map, system } = settings.right;
  const index = indexPeople(map);
  const one = (found: Found, value: unknown): ImportOutcome<LearnerEvent> => {
    const event = readLearnerEvent(found, [], value);
    if (!clean(found)) return refusedFor("invalid-event", found);
    const person = index.get(keyOf({ system, id: comparable(event.learner) }));
    if (person === undefined)
      return { outcome: "refused", reason: reason("unknown-identity", { system, id: shown(event.learner) }) };
    return { outcome: "mapped", accepted: [{ ...event, learner: person.learner }], notes: [] };
  };
  return importList(name, [], "an array of events", guarded(one));
};
