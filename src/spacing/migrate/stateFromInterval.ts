import { isLeft } from "fp-ts/lib/Either.js";
import {
  clean,
  type Found,
  type NumberRange,
  note,
  type Path,
  readArray,
  readFields,
  readInteger,
  reading,
  readNumber,
} from "../../core/check/index.ts";
import { exp, expm1, log, pow } from "../../core/numeric/elementary/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { checkMemory } from "../checkMemory.ts";
import { clamp } from "../clamp.ts";
import type { Fsrs6Model } from "../fsrs6/model.ts";
import { FSRS6_STABILITY, type Fsrs6State } from "../fsrs6/state.ts";
import type { Fsrs7Model } from "../fsrs7/model.ts";
import { FSRS7_STABILITY, type Fsrs7State } from "../fsrs7/state.ts";
import { type Memory, type MemoryState, RETENTION_RANGE } from "../memory.ts";
import { readMoment } from "../moment.ts";

/** A card of a schedule that knows intervals only. */
export interface IntervalCard {
  /** The interval the card was given at its last review: days, above 0 and at most 36500, with fractions if need be. */
  readonly intervalDays: number;
  /** What SM-2 or Anki multiplies its interval by, above 1 and at most 65.535 (Anki stores it in thousandths: divide by 1000). Left out, 2.5. */
  readonly ease?: number | undefined;
  /** The recall that the old schedule reached at the end of its intervals, in [0.0001, 0.9999]. Left out, 0.9. */
  readonly retention?: number | undefined;
  /** When the card was last reviewed: epoch milliseconds or a Date. */
  readonly at: number | Date;
  /** The number of the study day of that review, as in `review`. Left out, the UTC day. */
  readonly day?: number | undefined;
  /** Reviews so far, at least 1. Left out, one more than the lapses. */
  readonly reviews?: number | undefined;
  /** How often it was forgotten, fewer than the reviews. Left out, 0. */
  readonly lapses?: number | undefined;
}

const NAME = "spacing.stateFromInterval";
const ROOT: Path = [];
const KEYS = ["intervalDays", "ease", "retention", "at", "day", "reviews", "lapses"];
const PATHS = { at: ["at"], day: ["day"] } as const;
const INTERVAL: NumberRange = { above: 0, max: 36_500 };
const EASE: NumberRange = { above: 1, max: 65.535 };

/** What is known of the reviews so far. */
type Counts = Omit<MemoryState, "kind" | "version">;

/** w8, w9 and w10 of FSRS-6. */
type Gain = readonly [number, number, number];

/** What a rounding may pass a bound by. */
const ROUNDING = 1e-9;

/** Notes a stability that the model does not know: below its least or above its greatest by more than a rounding. */
const checkStability = (found: Found, fits: boolean, interval: number, retention: number, least: number): void => {
  if (fits) return;
  const expected = `an interval after which recall is ${retention} for some stability from ${least} to 36500 days`;
  note(found, ["intervalDays"], "out-of-range", expected, interval);
};

/** S = I / (interval at r of S = 1); D = 11 - (ease - 1) / (e^w8 S^-w9 (e^(w10 (1 - r)) - 1)), in [1, 10]. */
const fsrs6State = (
  found: Found,
  { kernel }: Memory<Fsrs6Model, Fsrs6State>,
  [w8, w9, w10]: Gain,
  interval: number,
  ease: number,
  retention: number,
  counts: Counts,
): Fsrs6State => {
  const stateOf = (stability: number, difficulty: number): Fsrs6State => ({
    kind: "fsrs-6",
    version: 1,
    stability,
    difficulty,
    ...counts,
  });
  const longest = kernel.intervalDays(stateOf(1, 5), retention);
  const { min, max } = FSRS6_STABILITY;
  const exact = interval / longest;
  checkStability(found, exact >= min * (1 - ROUNDING) && exact <= max * (1 + ROUNDING), interval, retention, min);
  const stability = clamp(exact, min, max);
  const gain = exp(w8) * pow(stability, -w9) * expm1(w10 * (1 - retention));
  return stateOf(stability, clamp(11 - (ease - 1) / gain, 1, 10));
};

/** Halvings that leave nothing of ln 36500 - ln 0.0001. */
const HALVINGS = 80;

/** D = 5, F = 0.8 S, and S where recall after the interval is r. */
const fsrs7State = (
  found: Found,
  { kernel }: Memory<Fsrs7Model, Fsrs7State>,
  interval: number,
  retention: number,
  counts: Counts,
): Fsrs7State => {
  const stateOf = (stability: number): Fsrs7State => ({
    kind: "fsrs-7",
    version: 1,
    stability,
    fastStability: Math.max(0.8 * stability, FSRS7_STABILITY.min),
    difficulty: 5,
    ...counts,
  });
  const { min, max } = FSRS7_STABILITY;
  const fits = kernel.recall(stateOf(min), interval) <= retention && kernel.recall(stateOf(max), interval) >= retention;
  checkStability(found, fits, interval, retention, min);
  let low = log(min);
  let high = log(max);
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (kernel.recall(stateOf(exp(middle)), interval) < retention) low = middle;
    else high = middle;
  }
  return stateOf(clamp(exp((low + high) / 2), min, max));
};

/**
 * We come from SM-2, from Anki without FSRS, or from any schedule with intervals: what is remembered of a card of which we know its
 * interval and its ease? The state of an FSRS memory in which recall falls to `retention` at the end of that interval, so that nothing
 * falls due all at once on the day of the change. Where you have the reviews themselves, `replay` says more.
 *
 * `fsrs6`: S from the curve, D = 11 - (ease - 1) / (e^w8 S^-w9 (e^(w10 (1 - r)) - 1)) in [1, 10], the difficulty at which a good
 * review when due multiplies S by the ease. `fsrs7`: D = 5, F = 0.8 S, S by bisection; the ease is not read. Other models are refused: give their states
 * by `replay`.
 *
 * Fails on an interval that is not above 0, one that no stability of the model has at that retention (nothing but the difficulty is clipped), an ease as
 * thousandths, and whatever `review` refuses in a time. Cost: constant.
 *
 * Source: fsrs-rs, `memory_state_from_sm2`.
 *
 * @param memory from `createMemory` or `parseMemoryModel`, of `fsrs6` or `fsrs7`
 * @returns a function from a card of the old schedule to the state
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const at = new Date("2025-03-03T09:00:00Z");
 * const state = orThrow(spacing.stateFromInterval(memory)({ intervalDays: 10, ease: 2.5, at }));
 * [state.stability, state.difficulty]; // => [10, 6.914]
 * ```
 */
export const stateFromInterval = <M extends Fsrs6Model | Fsrs7Model, S extends Fsrs6State | Fsrs7State>(
  memory: Memory<M, S>,
): ((card: IntervalCard) => Result<S>) => {
  const looked = checkMemory(NAME, memory);
  const checked = isLeft(looked)
    ? looked
    : reading(NAME, (found) => {
        const { kind, weights } = memory.model;
        if (kind !== "fsrs-6" && kind !== "fsrs-7") {
          note(found, ["memory", "model", "kind"], "unknown-value", 'a memory of the kind "fsrs-6" or "fsrs-7"', kind);
          return [];
        }
        const read = readArray(found, ["memory", "model", "weights"], weights, (each) => each);
        return [8, 9, 10].map((index) => readNumber(found, ["memory", "model", "weights", index], read[index]));
      });
  return (card) => {
    if (isLeft(checked)) return checked;
    return reading(NAME, (found) => {
      const source = readFields(found, ROOT, card, "a card with an interval", KEYS);
      const { ease: factor = 2.5, retention = 0.9, lapses = 0 } = source;
      const forgotten = readInteger(found, ["lapses"], lapses, { min: 0 });
      const reviews = source["reviews"] === undefined ? forgotten + 1 : source["reviews"];
      const reviewed = Number.isNaN(forgotten) ? 1 : readInteger(found, ["reviews"], reviews, { min: 1 });
      if (forgotten >= reviewed) note(found, ["lapses"], "inconsistent", "fewer lapses than reviews", lapses);
      const { at, day } = readMoment(found, PATHS, source["at"], source["day"]);
      const interval = readNumber(found, ["intervalDays"], source["intervalDays"], INTERVAL);
      const ease = readNumber(found, ["ease"], factor, EASE);
      const reached = readNumber(found, ["retention"], retention, RETENTION_RANGE);
      if (!clean(found)) return NOTHING as S; // used only if nothing was noted
      const counts: Counts = { lastAt: at, lastDay: day, reviews: reviewed, lapses: forgotten };
      const gain = checked.right as unknown as Gain; // three numbers
      const state =
        memory.model.kind === "fsrs-6"
          ? fsrs6State(
              found,
              memory as unknown as Memory<Fsrs6Model, Fsrs6State>,
              gain,
              interval,
              ease,
              reached,
              counts,
            ) // its kind says so
          : fsrs7State(found, memory as unknown as Memory<Fsrs7Model, Fsrs7State>, interval, reached, counts); // its kind says so
      return state as S; // the state of its own kind
    });
  };
};

const NOTHING: unknown = Object.freeze({});
