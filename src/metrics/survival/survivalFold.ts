import { type Found, note, type Path, readArray, readNumber } from "../../core/check/index.ts";
import type { Fold, Json } from "../../core/vocabulary/index.ts";
import { loadCount, loadState, savedState } from "../../core/vocabulary/saved.ts";
import { compareLabels, type SurvivalCounts, type SurvivalGroupCounts } from "./counts.ts";

/** How long one row was observed, and how that ended. */
export interface SurvivalObservation {
  /** When observation ended: at least 0, in any unit. */
  readonly time: number;
  /** True where it ended with the event, false where it only ended. */
  readonly event: boolean;
  /** When observation began, for rows that came late; default: from the start. */
  readonly entry?: number;
  /** The group it belongs to. */
  readonly group?: string;
  /** The stratum it belongs to, for stratified tests. */
  readonly stratum?: string;
}

/** Counts of one group in one stratum so far. */
interface Cell {
  readonly group: string | null;
  readonly stratum: string | null;
  /** For each time: events, censored. */
  readonly ends: Map<number, [number, number]>;
  /** For each time of a late entry: how many. */
  readonly entries: Map<number, number>;
}

/** The counts of all groups so far. */
export interface SurvivalState {
  /** By group and stratum. */
  readonly cells: Map<string, Cell>;
  /** Observations with an impossible time. */
  missing: number;
}

const KIND = "survival";

const cellOf = ({ cells }: SurvivalState, group: string | null, stratum: string | null): Cell => {
  const key = JSON.stringify([group, stratum]);
  const known = cells.get(key);
  if (known !== undefined) return known;
  const cell: Cell = { group, stratum, ends: new Map(), entries: new Map() };
  cells.set(key, cell);
  return cell;
};

const addEnd = ({ ends }: Cell, time: number, events: number, censored: number): void => {
  const known = ends.get(time) ?? [0, 0];
  ends.set(time, [known[0] + events, known[1] + censored]);
};

const addEntry = ({ entries }: Cell, time: number, count: number): void => {
  entries.set(time, (entries.get(time) ?? 0) + count);
};

const possible = ({ time, entry }: SurvivalObservation): boolean =>
  Number.isFinite(time) && time >= 0 && (entry === undefined || (Number.isFinite(entry) && entry < time));

/**
 * What do I keep, learner by learner or shard by shard, so that I can draw the curves later? Counts of events and censorings at each
 * distinct time, for each group (and stratum): hand what it says to `kaplanMeierFromCounts` and `logRankFromCounts`.
 *
 * Rows count once they are over, or as censored at the time of asking; counts of shards add up exactly. An observation whose time is not
 * finite, negative, or not after its entry counts as missing. Memory grows with the distinct times, not with the rows.
 *
 * @example
 * ```ts
 * import { foldOver, metrics, orThrow } from "learnlift";
 *
 * const counts = orThrow(
 *   foldOver(metrics.survivalFold)([
 *     { time: 12, event: true },
 *     { time: 30, event: false },
 *     { time: 30, event: true },
 *     { time: 44, event: false },
 *   ]),
 * );
 * counts.groups[0]?.events; // => [1, 1, 0]
 * orThrow(metrics.kaplanMeierFromCounts()(counts)).curves[0]?.survival; // => [0.75, 0.5, 0.5]
 * ```
 */
export const survivalFold: Fold<SurvivalObservation, SurvivalState, SurvivalCounts> = {
  kind: KIND,
  empty: () => ({ cells: new Map(), missing: 0 }),
  step(state, observation) {
    if (!possible(observation)) {
      state.missing += 1;
      return state;
    }
    const { time, event, entry, group = null, stratum = null } = observation;
    const cell = cellOf(state, group, stratum);
    addEnd(cell, time, event ? 1 : 0, event ? 0 : 1); // a Map takes 0 and -0 for one key
    if (entry !== undefined) addEntry(cell, entry, 1);
    return state;
  },
  merge(into, from) {
    into.missing += from.missing;
    for (const { group, stratum, ends, entries } of from.cells.values()) {
      const cell = cellOf(into, group, stratum);
      for (const [time, [events, censored]] of ends) addEnd(cell, time, events, censored);
      for (const [time, count] of entries) addEntry(cell, time, count);
    }
    return into;
  },
  extract: (state) => ({
    groups: sortedCells(state).map(countsOf),
    missing: state.missing,
  }),
  save: (state) =>
    savedState(KIND, {
      cells: sortedCells(state).map(
        ({ group, stratum, ends, entries }): Json => ({
          group,
          stratum,
          ends: Array.from(ends, ([time, [events, censored]]): Json => [time, events, censored]),
          entries: Array.from(entries, ([time, count]): Json => [time, count]),
        }),
      ),
      missing: state.missing,
    }),
  load: (saved) =>
    loadState(
      KIND,
      saved,
      (found, held) => {
        const state: SurvivalState = { cells: new Map(), missing: loadCount(found, ["missing"], held["missing"]) };
        readArray(found, ["cells"], held["cells"], (cell, path) => loadCell(found, path, cell, state));
        return state;
      },
      { cells: new Map(), missing: 0 },
    ),
};

const sortedCells = ({ cells }: SurvivalState): readonly Cell[] =>
  Array.from(cells.values()).sort((a, b) => compareLabels(a.stratum, b.stratum) || compareLabels(a.group, b.group));

const countsOf = ({ group, stratum, ends, entries }: Cell): SurvivalGroupCounts => {
  const time = Array.from(ends.keys()).sort((a, b) => a - b);
  const entryTime = Array.from(entries.keys()).sort((a, b) => a - b);
  return {
    group,
    ...(stratum === null ? {} : { stratum }),
    time,
    events: time.map((at) => ends.get(at)?.[0] ?? 0),
    censored: time.map((at) => ends.get(at)?.[1] ?? 0),
    ...(entryTime.length === 0 ? {} : { entryTime, entered: entryTime.map((at) => entries.get(at) ?? 0) }),
  };
};

const loadCell = (found: Found, path: Path, value: unknown, state: SurvivalState): void => {
  const held: Readonly<Record<string, unknown>> = typeof value === "object" && value !== null ? { ...value } : {};
  const label = (name: string): string | null => {
    const text = held[name];
    if (text !== null && typeof text !== "string") note(found, [...path, name], "wrong-type", "a label or null", text);
    return typeof text === "string" ? text : null;
  };
  const cell = cellOf(state, label("group"), label("stratum"));
  readArray(found, [...path, "ends"], held["ends"], (end, at) => {
    const [time, events, censored] = Array.isArray(end) ? end : [];
    addEnd(
      cell,
      readNumber(found, [...at, 0], time, { min: 0 }),
      loadCount(found, [...at, 1], events),
      loadCount(found, [...at, 2], censored),
    );
  });
  readArray(found, [...path, "entries"], held["entries"], (entry, at) => {
    const [time, count] = Array.isArray(entry) ? entry : [];
    addEntry(cell, readNumber(found, [...at, 0], time), loadCount(found, [...at, 1], count));
  });
};
