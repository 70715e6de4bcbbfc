import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  hopeless,
  note,
  orDefault,
  readChoice,
  reading,
  readNumber,
  readOptions,
} from "../../core/check/index.ts";
import { normalQuantile } from "../../core/numeric/distributions/index.ts";
import { type Estimate, insufficientData, type Reason, type Result } from "../../core/vocabulary/index.ts";
import { type Rows, readColumnName, readLabels, readNumbers, readSource, readTruths } from "../columns.ts";
import { completeRows, droppedWarning, labelsPart, type MissingRule, numbersPart, pick } from "../completeRows.ts";
import { bandAt } from "./band.ts";
import type { BandKind, SurvivalCurve, SurvivalCurves } from "./curve.ts";
import { medianTime } from "./medianTime.ts";
import { riskTable } from "./riskTable.ts";

const NAME = "metrics.kaplanMeier";

/** Which columns hold what, and how the band is made. */
export interface KaplanMeierOptions {
  /** Column with the time at which observation ended: at least 0, in any unit (days, weeks). */
  readonly time: string;
  /** Column that is true (or 1) where observation ended with the event, false (or 0) where it only ended (still enrolled). */
  readonly event: string;
  /** Column with the time at which observation began, for rows that came under observation late; default: 0 for all, time 0 included. */
  readonly entry?: string;
  /** Column that splits the rows into groups; one curve for each. */
  readonly group?: string;
  /** Coverage of the bands, in (0, 1); default 0.95. */
  readonly level?: number;
  /** How the band is made; default `"log"`, as in R. */
  readonly band?: BandKind;
  /** What to do with rows that lack a value; default `"refuse"`. */
  readonly missing?: MissingRule;
}

interface Settings {
  readonly time: string;
  readonly event: string;
  readonly entry: string | null;
  readonly group: string | null;
  readonly level: number;
  readonly band: BandKind;
  readonly missing: MissingRule;
}

const KNOWN = ["time", "event", "entry", "group", "level", "band", "missing"];

const readSettings = (found: Found, value: unknown): Settings => {
  const options = readOptions(found, [], value, KNOWN);
  return {
    time: readColumnName(found, ["time"], options["time"]),
    event: readColumnName(found, ["event"], options["event"]),
    entry: orDefault<string | null>(options["entry"], null, (name) => readColumnName(found, ["entry"], name)),
    group: orDefault<string | null>(options["group"], null, (name) => readColumnName(found, ["group"], name)),
    level: orDefault(options["level"], 0.95, (level) => readNumber(found, ["level"], level, { above: 0, below: 1 })),
    band: orDefault<BandKind>(options["band"], "log", (band) =>
      readChoice(found, ["band"], band, ["log", "log-log", "plain"]),
    ),
    missing: orDefault<MissingRule>(options["missing"], "refuse", (rule) =>
      readChoice(found, ["missing"], rule, ["refuse", "drop"]),
    ),
  };
};

interface Observations {
  readonly time: Float64Array;
  readonly event: Float64Array;
  readonly entry: Float64Array | null;
  /** For each row the index of its group. */
  readonly group: Int32Array;
  readonly groups: readonly (string | null)[];
  readonly warnings: readonly Reason[];
}

const readObservations = (found: Found, settings: Settings, value: unknown): Observations => {
  const source = readSource(found, value);
  const time = readNumbers(found, source, "time", settings.time);
  const event = readTruths(found, source, "event", settings.event);
  const entry = settings.entry === null ? null : readNumbers(found, source, "entry", settings.entry);
  const labels = settings.group === null ? null : readLabels(found, source, "group", settings.group);
  for (let row = 0; row < time.length && !hopeless(found); row += 1) {
    const end = time[row] as number; // row < length
    if (end < 0)
      note(
        found,
        [row, settings.time],
        "out-of-range",
        "a time of at least 0 (count from where observation began)",
        end,
      );
    const start = entry?.[row];
    if (start !== undefined && start >= end)
      note(found, [row, settings.entry ?? "entry"], "inconsistent", `an entry before the time ${end}`, start);
  }
  const parts = [numbersPart(settings.time, time), numbersPart(settings.event, event)];
  if (entry !== null) parts.push(numbersPart(settings.entry ?? "", entry));
  if (labels !== null) parts.push(labelsPart(settings.group ?? "", labels.codes));
  const rows = completeRows(found, source.rowCount, parts, settings.missing);
  return {
    time: pick(time, rows),
    event: pick(event, rows),
    entry: entry === null ? null : pick(entry, rows),
    group: labels === null ? new Int32Array(rows.length) : rows.map((row) => labels.codes[row] as number), // rows are in range
    groups: labels === null ? [null] : labels.labels,
    warnings: droppedWarning(source.rowCount, rows.length),
  };
};

/**
 * How many are still with us after so many days, and when have half of them left? People who are still enrolled when the data end
 * are not drop-outs; they count for as long as they were seen.
 *
 * Product-limit estimator: S(t) = product over event times s <= t of (1 - d_s / n_s), with d_s events among n_s at risk. Those censored
 * at the time of an event are counted as at risk there. Standard error by Greenwood; the median is the first time at which S is below one
 * half (the middle of the rest where S is exactly one half), its interval where the band crosses one half.
 *
 * @param options - see `KaplanMeierOptions`; an unknown key is a failure.
 * @returns a function from a table or rows to the curves. `InvalidInput` names option, row and column; `InsufficientData` where no row is left.
 *
 * Cost: O(n log n) in the rows. Source: Kaplan and Meier 1958; Greenwood 1926; band and median agree with R's `survfit`.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const enrolments = [
 *   { days: 12, left: true },
 *   { days: 30, left: true },
 *   { days: 30, left: false },
 *   { days: 44, left: true },
 *   { days: 60, left: false },
 * ];
 * const { curves } = orThrow(metrics.kaplanMeier({ time: "days", event: "left" })(enrolments));
 * curves[0]?.survival.map((share) => share.toFixed(2)); // => ["0.80", "0.60", "0.30", "0.30"]
 * curves[0]?.median.estimate; // => 44
 * ```
 */
export const kaplanMeier = (options: KaplanMeierOptions): ((rows: Rows) => Result<SurvivalCurves>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (rows) => {
    if (isLeft(settings)) return settings;
    const observations = reading(NAME, (found) => readObservations(found, settings.right, rows));
    if (isLeft(observations)) return observations;
    return observations.right.time.length === 0
      ? insufficientData(NAME, "rows", 1, 0)
      : right(curvesOf(settings.right, observations.right));
  };
};

const curvesOf = (settings: Settings, observations: Observations): SurvivalCurves => {
  const order = observations.groups.map((_, code) => code);
  order.sort((a, b) => ((observations.groups[a] ?? "") < (observations.groups[b] ?? "") ? -1 : 1));
  const curves: SurvivalCurve[] = [];
  for (const code of order) {
    const rows = Int32Array.from(indicesOf(observations.group, code));
    if (rows.length > 0) curves.push(curveOf(settings, observations, rows, observations.groups[code] ?? null));
  }
  return { kind: "kaplan-meier", level: settings.level, band: settings.band, curves, warnings: observations.warnings };
};

const indicesOf = (codes: Int32Array, code: number): number[] => {
  const rows: number[] = [];
  for (let row = 0; row < codes.length; row += 1) if (codes[row] === code) rows.push(row);
  return rows;
};

const curveOf = (
  settings: Settings,
  observations: Observations,
  rows: Int32Array,
  group: string | null,
): SurvivalCurve => {
  const { entry } = observations;
  const table = riskTable(
    pick(observations.time, rows),
    pick(observations.event, rows),
    entry === null ? null : pick(entry, rows),
  );
  const z = normalQuantile(0.5 + settings.level / 2);
  const survival: number[] = [];
  const standardError: number[] = [];
  const lower: (number | null)[] = [];
  const upper: (number | null)[] = [];
  let share = 1;
  let sum = 0;
  let eventCount = 0;
  for (let at = 0; at < table.time.length; at += 1) {
    const events = table.events[at] as number; // at < length
    const atRisk = table.atRisk[at] as number; // at < length
    if (events > 0) {
      share *= (atRisk - events) / atRisk;
      sum += events / (atRisk * (atRisk - events));
      eventCount += events;
    }
    const ends = bandAt(settings.band, share, sum, z);
    survival.push(share);
    standardError.push(share === 0 ? 0 : share * Math.sqrt(sum));
    lower.push(ends.lower);
    upper.push(ends.upper);
  }
  const time = Array.from(table.time);
  return {
    group,
    n: rows.length,
    eventCount,
    time,
    atRisk: Array.from(table.atRisk),
    events: Array.from(table.events),
    censored: Array.from(table.censored),
    survival,
    standardError,
    lower,
    upper,
    median: medianOf(settings, time, { survival, lower, upper }, rows.length, eventCount),
  };
};

const medianOf = (
  { level, band }: Settings,
  time: readonly number[],
  curve: {
    readonly survival: readonly number[];
    readonly lower: readonly (number | null)[];
    readonly upper: readonly (number | null)[];
  },
  rows: number,
  events: number,
): Estimate => ({
  estimand: "median time to the event",
  scale: "time",
  evidence: "descriptive",
  estimate: medianTime(time, curve.survival),
  interval: {
    lower: medianTime(time, curve.lower),
    upper: medianTime(time, curve.upper),
    level,
    kind: "confidence",
    method: band,
  },
  n: { rows },
  diagnostics: { events },
  warnings: [],
});
