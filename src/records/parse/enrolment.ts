import {
  type Found,
  note,
  type Path,
  readChoice,
  readId,
  readInstant,
  reading,
  readObject,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { ENROLMENT_ORIGINS, type Enrolment } from "../enrolment.ts";
import type { Writable } from "./writable.ts";

/** Reads one enrolment into a copy; what does not fit is noted. */
const readEnrolment = (found: Found, path: Path, value: unknown): Enrolment => {
  const from = readObject(found, path, value, "an enrolment");
  const enrolment: Writable<Enrolment> = {
    learner: readId(found, [...path, "learner"], from["learner"]),
    course: readId(found, [...path, "course"], from["course"]),
    origin: readChoice(found, [...path, "origin"], from["origin"], ENROLMENT_ORIGINS),
    enrolledAt: readInstant(found, [...path, "enrolledAt"], from["enrolledAt"]),
  };
  if (from["dueAt"] !== undefined) enrolment.dueAt = readInstant(found, [...path, "dueAt"], from["dueAt"]);
  for (const end of ["leftAt", "completedAt"] as const) {
    // the two literal keys, so that each may be assigned
    if (from[end] === undefined) continue;
    const at = readInstant(found, [...path, end], from[end]);
    if (at < enrolment.enrolledAt)
      note(found, [...path, end], "inconsistent", `not before enrolledAt (${enrolment.enrolledAt})`, at);
    enrolment[end] = at;
  }
  return enrolment;
};

/**
 * Is this value an enrolment? Checks one from outside and copies it.
 *
 * `leftAt` and `completedAt` may not lie before `enrolledAt`; `dueAt` may (some courses are assigned late).
 *
 * Fails with `InvalidInput`, naming each field that does not fit. Cost: one pass over the fields.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const enrolment = orThrow(
 *   records.parseEnrolment({
 *     learner: "E1042",
 *     course: "security-basics",
 *     origin: "mandatory",
 *     enrolledAt: Date.UTC(2026, 0, 12),
 *     dueAt: Date.UTC(2026, 2, 31),
 *   }),
 * );
 * enrolment.origin; // => "mandatory"
 * ```
 */
export const parseEnrolment = (value: unknown): Result<Enrolment> =>
  reading("records.parseEnrolment", (found) => readEnrolment(found, [], value));
