import type { GradeNumber } from "../grade.ts";
import type { CardPhase } from "./card.ts";

/** Minutes from each step to its review. */
export interface StepRules {
  /** For cards that are new or learning. */
  readonly learning: readonly number[];
  /** For cards that were forgotten in review. */
  readonly relearning: readonly number[];
}

/** Which step is next, and after how many minutes. */
export interface NextStep {
  readonly step: number;
  readonly minutes: number;
  /** How many steps there are. */
  readonly steps: number;
}

/**
 * The step that follows from a grade, or `null` where the card leaves its steps or has none (ts-fsrs 5.4, BasicLearningStepsStrategy).
 *
 * - again: the first step
 * - hard: the same step again, after the mean of the first two steps, or one and a half times the only one, in whole minutes
 * - good: the next step, or none after the last
 * - easy: none
 *
 * In review only again leads to a step: the first one, after the minutes of the step whose index the card has kept (0, unless a step of
 * a day or more brought it into review). Where there is no step of that index any more, the card leaves its steps whatever the grade.
 */
export const stepAfter = (rules: StepRules, phase: CardPhase, step: number, grade: GradeNumber): NextStep | null => {
  const minutes = phase === "new" || phase === "learning" ? rules.learning : rules.relearning;
  const [first, second] = minutes;
  const here = minutes[step];
  const steps = minutes.length;
  if (first === undefined || here === undefined) return null;
  if (phase === "review") return grade === 1 ? { step: 0, minutes: here, steps } : null;
  if (grade === 1) return { step: 0, minutes: first, steps };
  if (grade === 2)
    return { step, minutes: Math.round(second === undefined ? 1.5 * first : (first + second) / 2), steps };
  const next = grade === 3 ? minutes[step + 1] : undefined;
  return next === undefined ? null : { step: step + 1, minutes: next, steps };
};
