import { sortTimes } from "./sortTimes.ts";

/**
 * Counts of one group: what happened at each distinct time, ascending. Together with entries this is all that survival estimates need of
 * the rows.
 */
export interface Tally {
  readonly time: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** Rows that were under observation from the start, time 0 included. */
  readonly fromStart: number;
  /** Distinct times at which others came under observation, ascending, and how many; a row is at risk after its entry. */
  readonly entryTime: Float64Array;
  readonly entered: Float64Array;
}

/** Counts who was at risk, who had the event and who was censored at the distinct times of one group, ascending. */
export interface RiskTable {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/** Who was under observation just before each time: those who had entered by then, without those who had gone. */
export const riskTable = ({ time, events, censored, fromStart, entryTime, entered }: Tally): RiskTable => {
  const atRisk = new Float64Array(time.length);
  let here = fromStart;
  let next = 0;
  // at < time.length, the length of all columns of a tally; next < entryTime.length
  for (let at = 0; at < time.length; at += 1) {
    const now = time[at] as number;
    while (next < entryTime.length && (entryTime[next] as number) < now) here += entered[next++] as number;
    atRisk[at] = here;
    here -= (events[at] as number) + (censored[at] as number);
  }
  return { time, atRisk, events, censored };
};

/** Rows of a tally. */
export const rowsOf = ({ fromStart, entered }: Tally): number => entered.reduce((sum, count) => sum + count, fromStart);

const NONE = new Float64Array(0);

/** Whole times up to this many per row are counted in boxes; others are sorted. */
const BOXES_PER_ROW = 4;

/**
 * The tally of rows: `event` is 1 for an event and 0 for censoring, `entry` when a row came under observation, or `null` for "from the
 * start". Whole times are counted in boxes, O(n); others are sorted, events and censorings apart, and merged,
 * O(n) where they spread and O(n log n) at worst.
 */
export const tallyOf = (time: Float64Array, event: Float64Array, entry: Float64Array | null): Tally => {
  const counts = tallyWhole(time, event) ?? tallySorted(time, event);
  if (entry === null) return { ...counts, fromStart: time.length, entryTime: NONE, entered: NONE };
  const sorted = entry.slice().sort();
  const [entryTime, entered] = [new Float64Array(entry.length), new Float64Array(entry.length)];
  let distinct = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    const now = sorted[at] as number; // at < length
    if (distinct === 0 || entryTime[distinct - 1] !== now) entryTime[distinct++] = now;
    entered[distinct - 1] = (entered[distinct - 1] as number) + 1; // distinct is at least 1
  }
  return {
    ...counts,
    fromStart: 0,
    entryTime: entryTime.subarray(0, distinct),
    entered: entered.subarray(0, distinct),
  };
};

type Counts = Pick<Tally, "time" | "events" | "censored">;

/** `null` where a time is not whole, or larger than boxes are worth. */
const tallyWhole = (time: Float64Array, event: Float64Array): Counts | null => {
  const rows = time.length;
  let last = 0;
  for (let row = 0; row < rows; row += 1) {
    const at = time[row] as number; // row < rows
    if (at > BOXES_PER_ROW * rows + 64 || at !== Math.floor(at)) return null;
    if (at > last) last = at;
  }
  const boxes = new Int32Array(2 * last + 2);
  for (let row = 0; row < rows; row += 1) {
    const box = 2 * (time[row] as number) + (event[row] as number); // row < rows, so the box is there
    boxes[box] = (boxes[box] as number) + 1;
  }
  const counts = room(Math.min(rows, last + 1));
  let distinct = 0;
  for (let at = 0; at <= last; at += 1) {
    const [censored, events] = [boxes[2 * at] as number, boxes[2 * at + 1] as number]; // at <= last
    if (censored + events === 0) continue;
    counts.time[distinct] = at;
    counts.events[distinct] = events;
    counts.censored[distinct] = censored;
    distinct += 1;
  }
  return cut(counts, distinct);
};

const tallySorted = (time: Float64Array, event: Float64Array): Counts => {
  const rows = time.length;
  let eventCount = 0;
  for (let row = 0; row < rows; row += 1) eventCount += event[row] as number; // row < rows, the length of both
  const eventTimes = new Float64Array(eventCount);
  const censoredTimes = new Float64Array(rows - eventCount);
  for (let row = 0, e = 0, c = 0; row < rows; row += 1) {
    if (event[row] === 1)
      eventTimes[e++] = (time[row] as number) + 0; // + 0: one time of 0 and -0
    else censoredTimes[c++] = (time[row] as number) + 0;
  }
  return mergeSorted(sortTimes(eventTimes), sortTimes(censoredTimes));
};

/** Counts equal times of two ascending lists; a list that is at its end has no time before infinity. */
const mergeSorted = (eventTimes: Float64Array, censoredTimes: Float64Array): Counts => {
  const [eventCount, censoredCount] = [eventTimes.length, censoredTimes.length];
  const counts = room(eventCount + censoredCount);
  const { time, events, censored } = counts;
  let distinct = 0;
  for (let e = 0, c = 0; e < eventCount || c < censoredCount; distinct += 1) {
    const nextEvent = e < eventCount ? (eventTimes[e] as number) : Number.POSITIVE_INFINITY;
    const nextCensored = c < censoredCount ? (censoredTimes[c] as number) : Number.POSITIVE_INFINITY;
    const now = Math.min(nextEvent, nextCensored);
    const [eventsBefore, censoredBefore] = [e, c];
    while (e < eventCount && eventTimes[e] === now) e += 1;
    while (c < censoredCount && censoredTimes[c] === now) c += 1;
    time[distinct] = now;
    events[distinct] = e - eventsBefore;
    censored[distinct] = c - censoredBefore;
  }
  return cut(counts, distinct);
};

const room = (size: number): Counts => ({
  time: new Float64Array(size),
  events: new Float64Array(size),
  censored: new Float64Array(size),
});

const cut = ({ time, events, censored }: Counts, size: number): Counts => ({
  time: time.subarray(0, size),
  events: events.subarray(0, size),
  censored: censored.subarray(0, size),
});

/** The counts of several tallies as one. */
export const mergeTallies = (tallies: readonly Tally[]): Tally => {
  const [first] = tallies;
  if (first !== undefined && tallies.length === 1) return first;
  const counts = mergeColumns(tallies.map(({ time, events, censored }) => [time, events, censored]));
  const entries = mergeColumns(tallies.map(({ entryTime, entered }) => [entryTime, entered]));
  return {
    time: counts[0] ?? NONE,
    events: counts[1] ?? NONE,
    censored: counts[2] ?? NONE,
    fromStart: tallies.reduce((sum, { fromStart }) => sum + fromStart, 0),
    entryTime: entries[0] ?? NONE,
    entered: entries[1] ?? NONE,
  };
};

/** Merges lists of columns, the first of which is the key, ascending; the others are summed where keys are equal. */
const mergeColumns = (lists: readonly (readonly Float64Array[])[]): readonly Float64Array[] => {
  const sums = new Map<number, number[]>();
  for (const [keys, ...columns] of lists)
    keys?.forEach((key, at) => {
      const sum = sums.get(key) ?? columns.map(() => 0);
      sums.set(
        key,
        sum.map((value, place) => value + (columns[place]?.[at] ?? 0)),
      );
    });
  const keys = Float64Array.from(sums.keys()).sort();
  const width = (lists[0]?.length ?? 1) - 1;
  const columns = Array.from({ length: width }, (_, place) => keys.map((key) => sums.get(key)?.[place] ?? 0));
  return [keys, ...columns];
};
