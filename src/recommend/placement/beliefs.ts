import { log } from "../../core/numeric/elementary/index.ts";
import type { SkillOrder } from "../skillOrder.ts";

/** What a skill is held to be because another one was passed or failed. */
export interface Implied {
  /** The skill it follows from, by place. */
  readonly by: number;
  /** How sure that makes it. */
  readonly confidence: number;
}

/** What the skills that are settled by themselves say of one that is not. */
export interface Belief {
  /** The strongest sign that it is known. */
  readonly pro: Implied | null;
  /** The strongest sign that it is not. */
  readonly contra: Implied | null;
  /** ln of the odds that it is known: those of the one sign against those of the other. */
  readonly logOdds: number;
}

/** By place: whether a skill was found to be known, for those that were asked or measured. */
export type Found = ReadonlyMap<number, boolean>;

/** ln(p / (1 - p)). */
export const logOddsOf = (probability: number): number => log(probability / (1 - probability));

/** What one half or less says is nothing. */
const NOTHING = 0.5;

const strongest = (
  signs: Iterable<readonly [number, number]>,
  counts: (place: number) => boolean,
  step: number,
): Implied | null => {
  let best: Implied | null = null;
  for (const [by, steps] of signs) {
    if (!counts(by)) continue;
    let confidence = 1;
    for (let one = 0; one < steps; one += 1) confidence *= step;
    if (confidence > (best?.confidence ?? NOTHING)) best = { by, confidence };
  }
  return best;
};

/**
 * What is to be believed of a skill: who knows one that builds on it, n steps away, knows it with confidence c^n, and who does not know
 * one it builds on, n steps away, does not know it with confidence c^n. Only the strongest sign of either kind counts, since signs along
 * one chain are not independent; ln of the odds is that of the one less that of the other.
 */
export const beliefIn = (place: number, { before, after }: SkillOrder, found: Found, step: number): Belief => {
  const pro = strongest(after[place] ?? [], (by) => found.get(by) === true, step);
  const contra = strongest(before[place] ?? [], (by) => found.get(by) === false, step);
  const weight = (sign: Implied | null): number => (sign === null ? 0 : logOddsOf(sign.confidence));
  return { pro, contra, logOdds: weight(pro) - weight(contra) };
};
