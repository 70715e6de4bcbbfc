import {
  type Found,
  note,
  type Path,
  readBoolean,
  readChoice,
  readId,
  readInstant,
  readInteger,
  reading,
  readJson,
  readNumber,
  readObject,
  readText,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { ACTS, type LearnerEvent, OBJECT_KINDS } from "../event.ts";
import type { Writable } from "./writable.ts";

/** Any string, the empty one included: an answer may be empty. */
const readAnswer = (found: Found, path: Path, value: unknown): string => {
  if (typeof value === "string") return value;
  note(found, path, "wrong-type", "a string", value);
  return "";
};

/** Reads one learner event into a copy; what does not fit is noted. */
export const readLearnerEvent = (found: Found, path: Path, value: unknown): LearnerEvent => {
  const from = readObject(found, path, value, "a learner event");
  const event: Writable<LearnerEvent> = {
    learner: readId(found, [...path, "learner"], from["learner"]),
    at: readInstant(found, [...path, "at"], from["at"]),
    act: readChoice(found, [...path, "act"], from["act"], ACTS),
    object: readId(found, [...path, "object"], from["object"]),
    objectKind: readChoice(found, [...path, "objectKind"], from["objectKind"], OBJECT_KINDS),
    source: readText(found, [...path, "source"], from["source"], "the name of a source"),
  };
  const here = (key: keyof LearnerEvent): Path => [...path, key];
  if (from["id"] !== undefined) event.id = readId(found, here("id"), from["id"]);
  if (from["course"] !== undefined) event.course = readId(found, here("course"), from["course"]);
  if (from["registration"] !== undefined)
    event.registration = readId(found, here("registration"), from["registration"]);
  if (from["attempt"] !== undefined) event.attempt = readInteger(found, here("attempt"), from["attempt"], { min: 1 });
  if (from["score"] !== undefined) event.score = readNumber(found, here("score"), from["score"], { min: 0, max: 1 });
  if (from["success"] !== undefined) event.success = readBoolean(found, here("success"), from["success"]);
  if (from["completion"] !== undefined) event.completion = readBoolean(found, here("completion"), from["completion"]);
  if (from["response"] !== undefined) event.response = readAnswer(found, here("response"), from["response"]);
  if (from["durationMs"] !== undefined)
    event.durationMs = readNumber(found, here("durationMs"), from["durationMs"], { min: 0 });
  if (from["count"] !== undefined) event.count = readInteger(found, here("count"), from["count"], { min: 1 });
  if (from["decision"] !== undefined) event.decision = readId(found, here("decision"), from["decision"]);
  if (from["channel"] !== undefined) event.channel = readId(found, here("channel"), from["channel"]);
  if (from["purpose"] !== undefined) event.purpose = readId(found, here("purpose"), from["purpose"]);
  if (from["raw"] !== undefined) event.raw = readJson(found, here("raw"), from["raw"]);
  return event;
};

/**
 * Is this value a learner event? Checks one from outside and copies it; keys it does not know are left behind.
 *
 * Times are epoch milliseconds or a `Date`; seconds are refused by name. Ids are strings. `score` is in [0, 1].
 *
 * Fails with `InvalidInput`, naming each field that does not fit. Cost: one pass over the fields.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const event = orThrow(
 *   records.parseLearnerEvent({
 *     learner: "E1042",
 *     at: Date.UTC(2026, 2, 3, 9, 30),
 *     act: "viewed",
 *     object: "incident-review",
 *     objectKind: "module",
 *     source: "lms",
 *   }),
 * );
 * event.act; // => "viewed"
 * ```
 */
export const parseLearnerEvent = (value: unknown): Result<LearnerEvent> =>
  reading("records.parseLearnerEvent", (found) => readLearnerEvent(found, [], value));
