import { exp, logistic } from "../../core/numeric/elementary/index.ts";
import { drawNormal, drawUniform, type RandomStream } from "../../core/numeric/random/index.ts";

/** How a simulated learner works with cards, whatever the memory. */
export interface Habits {
  /** The chance to study on a day. */
  readonly diligence: number;
  /** New cards on a day of study. */
  readonly newCards: number;
  /** By how much an interval grows after a card was recalled. */
  readonly growth: number;
  /** The hour at which a session begins. */
  readonly hour: number;
  /** Seconds a card. */
  readonly pace: number;
  /** Chances of hard and of easy among the cards that are recalled. */
  readonly hard: number;
  readonly easy: number;
  /** The share of first meetings that feel like "again" to this learner on a card of middling ease. */
  readonly unknown: number;
}

/** Draws the habits of one learner. */
export const drawHabits = (source: RandomStream): Habits => ({
  diligence: logistic(1.2 + 0.7 * drawNormal(source)),
  newCards: 2 + Math.floor(7 * drawUniform(source)),
  growth: 2.1 * exp(0.25 * drawNormal(source)),
  hour: 7 + 13 * drawUniform(source),
  pace: 12 * exp(0.4 * drawNormal(source)),
  // some learners press two buttons only
  ...(drawUniform(source) < 0.4
    ? { hard: 0, easy: 0 }
    : { hard: 0.25 * drawUniform(source), easy: 0.2 * drawUniform(source) }),
  unknown: logistic(-0.9 + 0.6 * drawNormal(source)),
});

/** The grade of a first meeting: the easier the card, the better. */
export const firstGrade = ({ unknown, easy, hard }: Habits, ease: number, source: RandomStream): 1 | 2 | 3 | 4 => {
  const chance = drawUniform(source);
  const shift = exp(0.9 * ease);
  const again = unknown / (unknown + (1 - unknown) * shift);
  if (chance < again) return 1;
  const within = (chance - again) / (1 - again);
  if (within < hard) return 2;
  return within > 1 - easy * Math.min(1.5, shift) ? 4 : 3;
};

/** The grade of a later one: among the recalled, the surer the better. */
export const laterGrade = (
  { hard, easy }: Habits,
  recalled: boolean,
  recall: number,
  source: RandomStream,
): 1 | 2 | 3 | 4 => {
  const chance = drawUniform(source);
  if (!recalled) return 1;
  if (chance < hard * 2 * (1 - recall) + 0.5 * hard) return 2;
  return chance > 1 - easy * recall ? 4 : 3;
};
