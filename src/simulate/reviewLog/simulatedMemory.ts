import type { RandomStream } from "../../core/numeric/random/index.ts";

/** When something happens to a simulated memory. */
export interface MemoryTime {
  /** Days since the log began. */
  readonly days: number;
  /** Seconds that the learner has spent in sessions so far. */
  readonly studySeconds: number;
}

/** One card in one simulated head. */
export interface SimulatedCard {
  /** How easy the card is for everybody, before it was ever seen: mean 0, standard deviation 1. */
  readonly ease: number;
  /** The probability of recall now; the card has been met before. */
  recall(time: MemoryTime): number;
  /** The card is met: for the first time, recalled, or forgotten and read again. */
  meet(time: MemoryTime, outcome: "first" | "recalled" | "forgotten"): void;
}

/** One simulated head: parameters of its own, and the cards in it. */
export interface SimulatedHead {
  /** The parameters by name, for the truth. */
  readonly parameters: Readonly<Record<string, number>>;
  /** A card that was never met. */
  card(ease: number): SimulatedCard;
}

/** A way of remembering: heads whose parameters vary from learner to learner. */
export type SimulatedMind = (source: RandomStream) => SimulatedHead;
