import {
  type Found,
  note,
  type Path,
  readArray,
  readChoice,
  readId,
  readInteger,
  reading,
  readNumber,
  readObject,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { type Journey, type JourneyStep, STEP_KINDS } from "../journey.ts";
import type { Writable } from "./writable.ts";

const readStep = (found: Found, path: Path, value: unknown): JourneyStep => {
  const from = readObject(found, path, value, "a step of the journey");
  const step: Writable<JourneyStep> = {
    id: readId(found, [...path, "id"], from["id"]),
    kind: readChoice(found, [...path, "kind"], from["kind"], STEP_KINDS),
  };
  if (from["clicks"] !== undefined) step.clicks = readInteger(found, [...path, "clicks"], from["clicks"], { min: 0 });
  if (from["minutes"] !== undefined)
    step.minutes = readNumber(found, [...path, "minutes"], from["minutes"], { min: 0 });
  return step;
};

/**
 * Is this value a journey? Checks one from outside and copies it. It needs at least one step, and each step an id of its own.
 *
 * Fails with `InvalidInput`, naming each field that does not fit. Cost: one pass over the steps.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const journey = orThrow(
 *   records.parseJourney({
 *     id: "security-onboarding",
 *     course: "security-basics",
 *     steps: [
 *       { id: "mail", kind: "message", clicks: 1 },
 *       { id: "sign-in", kind: "login", clicks: 3, minutes: 0.5 },
 *       { id: "quiz", kind: "assessment", minutes: 6 },
 *     ],
 *   }),
 * );
 * journey.steps.length; // => 3
 * ```
 */
export const parseJourney = (value: unknown): Result<Journey> =>
  reading("records.parseJourney", (found) => {
    const from = readObject(found, [], value, "a journey");
    const steps = readArray(found, ["steps"], from["steps"], (step, path) => readStep(found, path, step));
    if (Array.isArray(from["steps"]) && steps.length === 0) note(found, ["steps"], "empty", "at least one step", steps);
    const seen = new Set<string>();
    steps.forEach((step, index) => {
      if (step.id !== "" && seen.has(step.id))
        note(found, ["steps", index, "id"], "duplicate", "an id that no earlier step has", step.id);
      seen.add(step.id);
    });
    return {
      id: readId(found, ["id"], from["id"]),
      course: readId(found, ["course"], from["course"]),
      steps,
    };
  });
