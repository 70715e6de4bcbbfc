import { type Found, orDefault, readInstant } from "../../core/check/index.ts";
import { type Fold, loadState, savedState } from "../../core/vocabulary/index.ts";
import type { ReadEvent } from "./readEvents.ts";
import type { Part } from "./state/part.ts";

/** Until when events count. */
export interface AsOf {
  /** Epoch milliseconds or a Date. Events at or after it are passed over, so nothing leaks in from the future. Default: all count. */
  readonly asOf?: number | Date;
}

/** The instant before which events count; infinity where none was given. */
export const readAsOf = (found: Found, options: Readonly<Record<string, unknown>>): number =>
  orDefault(options["asOf"], Number.POSITIVE_INFINITY, (value) => readInstant(found, ["asOf"], value));

/** What makes a fold over events. */
export interface EventFoldParts<State, Out> {
  /** The public function, as users call it. */
  readonly name: string;
  /** The options as text: it is part of the fold's kind, so a state saved under other options is refused. */
  readonly rule: string;
  readonly asOf: number;
  readonly part: Part<State>;
  /** Takes in one event before `asOf` that stands for `count` of its like. */
  readonly add: (state: State, event: ReadEvent, count: number) => State;
  readonly extract: (state: State) => Out;
}

/** A fold over events. */
export const eventFold = <State, Out>(parts: EventFoldParts<State, Out>): Fold<ReadEvent, State, Out> => {
  const { name, rule, asOf, part, add, extract } = parts;
  const kind = `${name}(${rule})`;
  return {
    kind,
    empty: () => part.empty(),
    step: (state, event) => (event.at < asOf ? add(state, event, event.count ?? 1) : state),
    merge: (into, from) => part.merge(into, from),
    extract,
    save: (state) => savedState(kind, { state: part.save(state) }),
    load: (saved) => loadState(kind, saved, (found, held) => part.read(found, ["state"], held["state"]), part.empty()),
  };
};
