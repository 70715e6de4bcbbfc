import { type Found, note, orDefault, readChoice } from "../../core/check/index.ts";
import type { Reason } from "../../core/vocabulary/index.ts";
import { type Labels, readColumnName, readLabels, readNumbers, readSource, readTruths } from "../columns.ts";
import {
  completeRows,
  droppedWarning,
  keptCount,
  labelsPart,
  type MissingRule,
  numbersPart,
  type Part,
  pick,
  pickCodes,
} from "../completeRows.ts";
import { addFault, type Faults, noteFaults } from "../faults.ts";
import { compareLabels, type GroupTally } from "./counts.ts";
import { tallyOf } from "./tally.ts";

/** Which columns say how long a row was observed, and how that ended. */
export interface SurvivalColumns {
  /** Column with the time at which observation ended: at least 0, in any unit (days, weeks). */
  readonly time: string;
  /** Column that is true (or 1) where observation ended with the event, false (or 0) where it only ended (still enrolled). */
  readonly event: string;
  /** Column with the time at which observation began, for rows that came under observation late; default: 0 for all, time 0 included. */
  readonly entry?: string;
  /** What to do with rows that lack a value; default `"refuse"`. */
  readonly missing?: MissingRule;
}

/** The columns of a survival estimate, checked. */
export interface SurvivalSource {
  readonly time: string;
  readonly event: string;
  readonly entry: string | null;
  readonly group: string | null;
  readonly stratum: string | null;
  readonly missing: MissingRule;
}

/** The keys of `SurvivalColumns`. */
export const SURVIVAL_KEYS: readonly string[] = ["time", "event", "entry", "missing"];

/** Reads which columns hold what. */
export const readSurvivalSource = (found: Found, options: Readonly<Record<string, unknown>>): SurvivalSource => {
  const optional = (key: string): string | null =>
    orDefault<string | null>(options[key], null, (name) => readColumnName(found, [key], name));
  return {
    time: readColumnName(found, ["time"], options["time"]),
    event: readColumnName(found, ["event"], options["event"]),
    entry: optional("entry"),
    group: optional("group"),
    stratum: optional("stratum"),
    missing: orDefault<MissingRule>(options["missing"], "refuse", (rule) =>
      readChoice(found, ["missing"], rule, ["refuse", "drop"]),
    ),
  };
};

/** The rows of a survival estimate: complete, in the order of the input. */
export interface Observations {
  readonly time: Float64Array;
  readonly event: Float64Array;
  readonly entry: Float64Array | null;
  readonly group: Labels | null;
  readonly stratum: Labels | null;
  readonly warnings: readonly Reason[];
}

/** Reads rows or a table. */
export const readObservations = (found: Found, columns: SurvivalSource, value: unknown): Observations => {
  const source = readSource(found, value);
  const time = readNumbers(found, source, "time", columns.time);
  const event = readTruths(found, source, "event", columns.event);
  const entry = columns.entry === null ? null : readNumbers(found, source, "entry", columns.entry);
  const labels = (option: "group" | "stratum"): Labels | null => {
    const name = columns[option];
    return name === null ? null : readLabels(found, source, option, name);
  };
  const [group, stratum] = [labels("group"), labels("stratum")];
  noteTimes(found, columns, time, entry);
  const parts: Part[] = [numbersPart(columns.time, time), numbersPart(columns.event, event)];
  if (entry !== null) parts.push(numbersPart(columns.entry ?? "", entry));
  if (group !== null) parts.push(labelsPart(columns.group ?? "", group.codes));
  if (stratum !== null) parts.push(labelsPart(columns.stratum ?? "", stratum.codes));
  const rows = completeRows(found, source.rowCount, parts, columns.missing);
  const kept = (held: Labels | null): Labels | null =>
    held === null ? null : { codes: pickCodes(held.codes, rows), labels: held.labels };
  return {
    time: pick(time, rows),
    event: pick(event, rows),
    entry: entry === null ? null : pick(entry, rows),
    group: kept(group),
    stratum: kept(stratum),
    warnings: droppedWarning(source.rowCount, keptCount(rows, source.rowCount)),
  };
};

const noteTimes = (found: Found, columns: SurvivalSource, time: Float64Array, entry: Float64Array | null): void => {
  const [negative, late]: [Faults, Faults] = [new Map(), new Map()];
  for (let row = 0; row < time.length; row += 1) {
    const end = time[row] as number; // row < length
    if (end < 0)
      addFault(negative, "out-of-range", "a time of at least 0 (count from where observation began)", row, end);
    if (entry === null) continue;
    const start = entry[row] as number; // row < length
    if (start >= end) addFault(late, "inconsistent", `an entry before the time ${end}`, row, start);
  }
  noteFaults(found, negative, (row) => [row, columns.time]);
  noteFaults(found, late, (row) => [row, columns.entry ?? ""]);
};

/** Counts the rows of each group and stratum that has any, in the order of their labels. */
export const tallies = ({ time, event, entry, group, stratum }: Observations): readonly GroupTally[] => {
  if (group === null && stratum === null)
    return time.length === 0 ? [] : [{ group: null, stratum: null, tally: tallyOf(time, event, entry) }];
  const groups = group === null ? 1 : group.labels.length;
  const strata = stratum === null ? 1 : stratum.labels.length;
  const cell = new Int32Array(time.length);
  const sizes = new Int32Array(groups * strata);
  // row < length; codes of kept rows are at least 0 and below the number of labels
  for (let row = 0; row < cell.length; row += 1) {
    const at = (stratum === null ? 0 : (stratum.codes[row] as number) * groups) + ((group?.codes[row] ?? 0) as number);
    cell[row] = at;
    sizes[at] = (sizes[at] as number) + 1;
  }
  const columns = Array.from(sizes, (size) => ({
    time: new Float64Array(size),
    event: new Float64Array(size),
    entry: entry === null ? null : new Float64Array(size),
  }));
  const filled = new Int32Array(sizes.length);
  for (let row = 0; row < cell.length; row += 1) {
    const at = cell[row] as number;
    const place = filled[at] as number;
    const column = columns[at];
    filled[at] = place + 1;
    if (column === undefined) continue;
    column.time[place] = time[row] as number;
    column.event[place] = event[row] as number;
    if (column.entry !== null && entry !== null) column.entry[place] = entry[row] as number;
  }
  const counted = columns.flatMap((column, at) =>
    column.time.length === 0
      ? []
      : [
          {
            group: group === null ? null : (group.labels[at % groups] ?? ""),
            stratum: stratum === null ? null : (stratum.labels[Math.floor(at / groups)] ?? ""),
            tally: tallyOf(column.time, column.event, column.entry),
          },
        ],
  );
  return counted.sort((a, b) => compareLabels(a.stratum, b.stratum) || compareLabels(a.group, b.group));
};

/** Notes nothing; true where two options name one column. */
export const noteSharedParts = (found: Found, { time, event, entry, group, stratum }: SurvivalSource): void => {
  const parts = Object.entries({ time, event, entry, group, stratum });
  parts.forEach(([option, column], at) => {
    const first = parts.findIndex((part) => part[1] === column);
    if (column !== null && column !== "" && first < at)
      note(found, [option], "duplicate", `another column than ${parts[first]?.[0] ?? ""} has`, column);
  });
};
