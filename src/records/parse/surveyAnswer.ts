import { readId, readInstant, reading, readNumber, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { SurveyAnswer } from "../journey.ts";

/**
 * Is this value an answer to a survey? Checks one from outside and copies it.
 *
 * `value` is a finite number, a text (an empty one too), or `null` for a question seen and left unanswered; a missing `value`
 * is refused, because it does not say which.
 *
 * Fails with `InvalidInput`, naming each field that does not fit. Cost: one pass over the fields.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const answer = orThrow(
 *   records.parseSurveyAnswer({
 *     learner: "E1042",
 *     survey: "pulse-2026-03",
 *     question: "know-where-to-find-training",
 *     at: Date.UTC(2026, 2, 3),
 *     value: 4,
 *   }),
 * );
 * answer.value; // => 4
 * ```
 */
export const parseSurveyAnswer = (value: unknown): Result<SurveyAnswer> =>
  reading("records.parseSurveyAnswer", (found) => {
    const from = readObject(found, [], value, "an answer to a survey");
    const answered = from["value"];
    return {
      learner: readId(found, ["learner"], from["learner"]),
      survey: readId(found, ["survey"], from["survey"]),
      question: readId(found, ["question"], from["question"]),
      at: readInstant(found, ["at"], from["at"]),
      value: answered === null || typeof answered === "string" ? answered : readNumber(found, ["value"], answered),
    };
  });
