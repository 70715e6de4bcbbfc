import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readInteger,
  readNumber,
  readObject,
  readText,
} from "../../core/check/index.ts";
import type { Reason } from "../../core/vocabulary/index.ts";
import { droppedWarning } from "../completeRows.ts";
import { rowsOf, type Tally } from "./tally.ts";

/** What is kept of one group, in one stratum, for survival estimates: counts at its distinct times. */
export interface SurvivalGroupCounts {
  /** The group's label, or `null` where nothing was grouped. */
  readonly group: string | null;
  /** The stratum's label, or `null` (also absent) where nothing was stratified. */
  readonly stratum?: string | null;
  /** Distinct times at which observation ended, ascending, at least 0. */
  readonly time: readonly number[];
  /** Events at each time. */
  readonly events: readonly number[];
  /** Rows censored at each time. */
  readonly censored: readonly number[];
  /** Distinct times at which rows came under observation late, ascending; absent where all were there from the start. */
  readonly entryTime?: readonly number[];
  /** How many came at each of them. */
  readonly entered?: readonly number[];
}

/** What `survivalFold` says: all that survival estimates need of the rows. */
export interface SurvivalCounts {
  /** One for each group and stratum. */
  readonly groups: readonly SurvivalGroupCounts[];
  /** Rows that were left out because a value is missing or impossible. */
  readonly missing?: number;
}

/** A tally with the group and stratum that it belongs to. */
export interface GroupTally {
  readonly group: string | null;
  readonly stratum: string | null;
  readonly tally: Tally;
}

/** The order of groups and strata: by label, those without one first. */
export const compareLabels = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? -1 : b === null || a > b ? 1 : -1;

/** Counts from outside, checked. */
export interface ReadCounts {
  readonly groups: readonly GroupTally[];
  /** That rows were left out when they were counted, where some were. */
  readonly warnings: readonly Reason[];
}

/** Reads counts from outside. */
export const readCounts = (found: Found, value: unknown): ReadCounts => {
  const given = readObject(found, [], value, "counts from survivalFold");
  const groups = readArray(found, ["groups"], given["groups"], (group, path) => readGroup(found, path, group));
  groups.forEach(({ group, stratum }, at) => {
    const first = groups.findIndex((other) => other.group === group && other.stratum === stratum);
    if (first < at) note(found, ["groups", at], "duplicate", "each group and stratum once", group);
  });
  const missing = orDefault(given["missing"], 0, (rows) => readInteger(found, ["missing"], rows, { min: 0 }));
  const counted = groups.reduce((rows, { tally }) => rows + rowsOf(tally), 0);
  return { groups, warnings: droppedWarning(counted + missing, counted) };
};

const readGroup = (found: Found, path: Path, value: unknown): GroupTally => {
  const given = readObject(found, path, value, "the counts of a group");
  const label = (name: "group" | "stratum", held: unknown): string | null =>
    held === null ? null : readText(found, [...path, name], held, `the name of a ${name}`);
  const time = readTimes(found, [...path, "time"], given["time"], 0);
  const events = readColumn(found, [...path, "events"], given["events"], time.length);
  const censored = readColumn(found, [...path, "censored"], given["censored"], time.length);
  const none = new Float64Array(0);
  const entryTime = orDefault<Float64Array>(given["entryTime"], none, (held) =>
    readTimes(found, [...path, "entryTime"], held, Number.NEGATIVE_INFINITY),
  );
  const entered = orDefault<Float64Array>(given["entered"], none, (held) =>
    readColumn(found, [...path, "entered"], held, entryTime.length),
  );
  if (entered.length !== entryTime.length)
    note(found, [...path, "entered"], "missing", "a count for each entryTime", given["entered"]);
  const rows = total(events) + total(censored);
  const late = total(entered);
  if (late > rows) note(found, [...path, "entered"], "inconsistent", `at most the ${rows} rows of the group`, late);
  const tally = { time, events, censored, fromStart: rows - late, entryTime, entered };
  noteEmptyRiskSets(found, path, tally);
  return { group: label("group", given["group"]), stratum: label("stratum", given["stratum"] ?? null), tally };
};

/** Nobody can leave who has not come: notes the first time at which more left than were there. */
const noteEmptyRiskSets = (found: Found, path: Path, tally: Tally): void => {
  let here = tally.fromStart;
  let next = 0;
  for (let at = 0; at < tally.time.length; at += 1) {
    const now = tally.time[at] ?? 0;
    while (next < tally.entryTime.length && (tally.entryTime[next] ?? 0) < now) here += tally.entered[next++] ?? 0;
    here -= (tally.events[at] ?? 0) + (tally.censored[at] ?? 0);
    if (here >= 0) continue;
    note(found, [...path, "time", at], "inconsistent", "no more rows that leave than came before", now);
    return;
  }
};

const readTimes = (found: Found, path: Path, value: unknown, min: number): Float64Array => {
  const range = min === 0 ? { min: 0 } : {};
  const times = Float64Array.from(readArray(found, path, value, (time, at) => readNumber(found, at, time, range)));
  const place = times.findIndex((time, at) => at > 0 && time <= (times[at - 1] ?? 0));
  if (place > 0) note(found, [...path, place], "unordered", "ascending times, each once", times[place]);
  return times;
};

const readColumn = (found: Found, path: Path, value: unknown, length: number): Float64Array => {
  const counts = readArray(found, path, value, (count, at) => {
    const read = readNumber(found, at, count, { min: 0, max: 2 ** 40 });
    if (read !== Math.floor(read) && !Number.isNaN(read)) note(found, at, "not-integer", "a whole number", count);
    return read;
  });
  if (Array.isArray(value) && counts.length !== length)
    note(found, path, "inconsistent", `an array of ${length}, one for each time`, value);
  return Float64Array.from(counts);
};

const total = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);
