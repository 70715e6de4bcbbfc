import type { Found, Path } from "../../../core/check/index.ts";
import type { Json } from "../../../core/vocabulary/index.ts";

/** A summary that any split of the events adds up to, whatever the order: what the states of folds are made of. */
export interface Part<State> {
  empty(): State;
  /** Adds `from` to `into`, which it may change, and keeps no part of `from`. */
  merge(into: State, from: State): State;
  save(state: State): Json;
  /** Reads what `save` made. */
  read(found: Found, path: Path, value: unknown): State;
}
