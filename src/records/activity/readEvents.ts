import {
  type Found,
  type Path,
  readArray,
  readChoice,
  readId,
  readInstant,
  readInteger,
  readObject,
} from "../../core/check/index.ts";
import { ACTS, type LearnerEvent, OBJECT_KINDS } from "../event.ts";

/** What summaries and joins read of an event. */
export type ReadEvent = Pick<LearnerEvent, "learner" | "at" | "act" | "object" | "objectKind" | "count" | "decision">;

const readEvent = (found: Found, path: Path, value: unknown): ReadEvent => {
  const event = readObject(found, path, value, "an event");
  const count = event["count"];
  const decision = event["decision"];
  return {
    learner: readId(found, [...path, "learner"], event["learner"]),
    at: readInstant(found, [...path, "at"], event["at"]),
    act: readChoice(found, [...path, "act"], event["act"], ACTS),
    object: readId(found, [...path, "object"], event["object"]),
    objectKind: readChoice(found, [...path, "objectKind"], event["objectKind"], OBJECT_KINDS),
    ...(count === undefined ? {} : { count: readInteger(found, [...path, "count"], count, { min: 1 }) }),
    ...(decision === undefined ? {} : { decision: readId(found, [...path, "decision"], decision) }),
  };
};

/** The events of a list, copied and checked. Cost: one pass. */
export const readEvents = (found: Found, path: Path, value: unknown): readonly ReadEvent[] =>
  readArray(found, path, value, (event, at) => readEvent(found, at, event));
