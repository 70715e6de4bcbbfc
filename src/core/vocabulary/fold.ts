import type { Monoid } from "fp-ts/lib/Monoid.js";
import type { Result } from "./failure.ts";
import type { Json } from "./json.ts";

/**
 * A summary that can be built from any order of pieces: one event at a time, one shard at a time.
 *
 * Laws, where `fold(xs)` is `xs.reduce(step, empty())`:
 * - `merge(fold(xs), fold(ys))` extracts the same as `fold([...xs, ...ys])`: exactly for counts, within 1e-12 relative for sums;
 * - `merge(s, empty())` and `merge(empty(), s)` extract the same as `s`;
 * - `load(save(s))` extracts the same as `s`.
 *
 * `step` and `merge` consume their first argument: use what they return and forget what you gave. `merge` leaves its second
 * argument as it was and keeps no part of it.
 */
export interface Fold<in In, State, out Out> {
  /** Names the fold in saved states. */
  readonly kind: string;
  /** A fresh summary of nothing. */
  empty(): State;
  /** The summary with one more input. */
  step(state: State, input: In): State;
  /** The summary of both. */
  merge(into: State, from: State): State;
  /** What the summary says; the state stays as it was. */
  extract(state: State): Out;
  /** The state as plain JSON. */
  save(state: State): Json;
  /** A state that `save` wrote, checked; `InvalidInput` for anything else. */
  load(saved: unknown): Result<State>;
}

/**
 * The fold's fp-ts instance: `concat` merges both into a fresh state, so it is pure.
 *
 * @example
 * ```ts
 * import { countFold, monoid } from "learnlift";
 * import { concatAll } from "fp-ts/lib/Monoid.js";
 *
 * concatAll(monoid(countFold))([2, 3]); // 5, the count of two shards of 2 and 3
 * ```
 */
export const monoid = <In, State, Out>(fold: Fold<In, State, Out>): Monoid<State> => ({
  empty: fold.empty(),
  concat: (x, y) => fold.merge(fold.merge(fold.empty(), x), y),
});
