import { drawUniform, stream } from "../../core/numeric/random/index.ts";
import type { MemoryState, Moment } from "../memory.ts";
import { firstAleaDraw } from "./alea.ts";
import type { Card } from "./card.ts";

/**
 * By what chance moves an interval, so that cards that were learned together do not stay together for ever.
 *
 * - `"none"`: each interval is what the memory model says.
 * - `"card"`: the first uniform draw of `stream(seed, id + " " + reviews)`, where `reviews` counts the review that is made. The same card gets
 *   the same answer at any time, in every engine.
 * - `"ts-fsrs-card"`: as ts-fsrs with `GenSeedStrategyWithCardId` on a field of strings: Alea, seeded with the id followed by `reviews`.
 * - `"ts-fsrs-time"`: as ts-fsrs by default: Alea, seeded with time, `reviews`, and difficulty times stability before the review (0 where the
 *   memory has none of the two). The product is written with all its digits, and ts-fsrs rounds both factors to eight decimals after each
 *   review: the draws agree for memories whose numbers came from there, not for ones that were computed here.
 */
export type Fuzz = "none" | "card" | "ts-fsrs-card" | "ts-fsrs-time";

export const FUZZES = ["none", "card", "ts-fsrs-card", "ts-fsrs-time"] as const;

/** The first and the last interval that fuzz may choose, in days. */
export interface FuzzRange {
  readonly earliest: number;
  readonly latest: number;
}

/** Shorter intervals stay as they are. */
export const SHORTEST_FUZZED = 2.5;

/** So many days more on either side for each day of the interval within these bounds. */
const BANDS = [
  { from: 2.5, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Number.POSITIVE_INFINITY, share: 0.05 },
] as const;

/**
 * How far an interval may be moved (ts-fsrs 5.4, get_fuzz_range, which is Anki's): a day, and 15 % of what lies between 2.5 and 7 days, 10 % of
 * what lies between 7 and 20, 5 % of the rest, to either side; at least two days, at most the longest interval; and later than the time that
 * has just passed, where the interval is.
 */
export const fuzzRange = (days: number, elapsedDays: number, maximumIntervalDays: number): FuzzRange => {
  let delta = 1;
  for (const { from, to, share } of BANDS) delta += share * Math.max(Math.min(days, to) - from, 0);
  const interval = Math.min(days, maximumIntervalDays);
  const latest = Math.min(Math.round(interval + delta), maximumIntervalDays);
  const alone = Math.max(2, Math.round(interval - delta));
  const earliest = interval > elapsedDays ? Math.max(alone, elapsedDays + 1) : alone;
  return { earliest: Math.min(earliest, latest), latest };
};

/** Which fuzz there is, and the seed of ours. */
export interface FuzzRules {
  readonly fuzz: Fuzz;
  readonly seed: string | number;
}

/** Whether the fuzz goes by the card's id. */
export const needsId = (fuzz: Fuzz): boolean => fuzz === "card" || fuzz === "ts-fsrs-card";

const factor = (memory: MemoryState | null, name: "difficulty" | "stability"): number => {
  const value: unknown = memory === null ? 0 : Reflect.get(memory, name);
  return typeof value === "number" ? value : 0;
};

/** The draw in [0, 1) that belongs to a review of a card. */
export const fuzzDraw = ({ fuzz, seed }: FuzzRules, before: Card, id: string, { at }: Moment): number => {
  const reviews = before.reviews + 1;
  if (fuzz === "card") return drawUniform(stream(seed, `${id} ${reviews}`));
  if (fuzz === "ts-fsrs-card") return firstAleaDraw(`${id}${reviews}`);
  return firstAleaDraw(`${at}_${reviews}_${factor(before.memory, "difficulty") * factor(before.memory, "stability")}`);
};

/** An interval moved by a draw; one that is too short stays. */
export const fuzzed = (days: number, draw: number, elapsedDays: number, maximumIntervalDays: number): number => {
  if (days < SHORTEST_FUZZED) return days;
  const { earliest, latest } = fuzzRange(days, elapsedDays, maximumIntervalDays);
  return Math.floor(draw * (latest - earliest + 1) + earliest);
};
