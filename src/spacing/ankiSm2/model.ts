import type { MemoryModel } from "../memory.ts";

/** An SM-2 model as Anki changed it: plain JSON to store. The names are those of Anki's deck options. */
export interface AnkiSm2Model extends MemoryModel {
  /** The algorithm. */
  readonly kind: "anki-sm-2";
  /** The interval after learning: whole days, from 1. */
  readonly graduatingIntervalDays: number;
  /** The interval after learning that ended with easy: whole days, from 1. */
  readonly easyIntervalDays: number;
  /** The ease of a learned card, in [1.31, 5]. */
  readonly startingEase: number;
  /** What easy multiplies the interval by beside the ease, in [1, 5]. */
  readonly easyBonus: number;
  /** What hard multiplies the interval by in place of the ease, in [0.5, 1.3]. */
  readonly hardMultiplier: number;
  /** What every interval after a pass is multiplied by, in [0.5, 2]: "interval modifier". */
  readonly intervalModifier: number;
  /** What the interval is multiplied by when the card is forgotten, in [0, 1]: "new interval". */
  readonly lapseMultiplier: number;
  /** The shortest interval after it was forgotten: whole days, from 1: "minimum interval". */
  readonly lapseMinimumDays: number;
}
