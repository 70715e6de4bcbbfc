import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  orDefault,
  readChoice,
  reading,
  readNumber,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { normalQuantile } from "../../core/numeric/distributions/index.ts";
import { type Estimate, insufficientData, type Reason, type Result } from "../../core/vocabulary/index.ts";
import type { Rows } from "../columns.ts";
import { bandAt } from "./band.ts";
import { compareLabels, type GroupTally, readCounts, type SurvivalCounts } from "./counts.ts";
import type { BandKind, SurvivalCurve, SurvivalCurves } from "./curve.ts";
import {
  noteSharedParts,
  readObservations,
  readSurvivalSource,
  SURVIVAL_KEYS,
  type SurvivalColumns,
  tallies,
} from "./observations.ts";
import { quantileTime } from "./quantileTime.ts";
import { UNIT } from "./readCurves.ts";
import { mergeTallies, type RiskTable, riskTable, rowsOf } from "./tally.ts";

const NAME = "metrics.kaplanMeier";
const FROM_COUNTS = "metrics.kaplanMeierFromCounts";

/** How the band around a survival curve is made. */
export interface BandOptions {
  /** Coverage of the bands, in (0, 1); default 0.95. */
  readonly level?: number;
  /** How the band is made; default `"log"`, as in R. */
  readonly band?: BandKind;
  /** What times are counted in, for the wording of estimates: "days". Default: the name of the column of times, or "time" where there is none. */
  readonly unit?: string;
}

/** Which columns hold what, and how the band is made. */
export interface KaplanMeierOptions extends SurvivalColumns, BandOptions {
  /** Column that splits the rows into groups; one curve for each. */
  readonly group?: string;
}

interface Band {
  readonly level: number;
  readonly band: BandKind;
  readonly unit: string;
}

const readBand = (found: Found, options: Readonly<Record<string, unknown>>, unit: string): Band => ({
  level: orDefault(options["level"], 0.95, (level) => readNumber(found, ["level"], level, { above: 0, below: 1 })),
  band: orDefault<BandKind>(options["band"], "log", (band) =>
    readChoice(found, ["band"], band, ["log", "log-log", "plain"]),
  ),
  unit: orDefault(options["unit"], unit, (name) => readText(found, ["unit"], name)),
});

/**
 * How many are still with us after so many days, and when have half of them left? People who are still enrolled when the data end
 * are not drop-outs; they count for as long as they were seen.
 *
 * Product-limit estimator: S(t) = product over event times s <= t of (1 - d_s / n_s), with d_s events among n_s at risk. Those censored
 * at the time of an event are counted as at risk there. Standard error by Greenwood; the median is the first time at which S is below one
 * half (the middle of the rest where S is exactly one half), its interval where the band crosses one half. Rows are counted first, as
 * `survivalFold` counts them, and the estimate sees only the counts.
 *
 * @param options - see `KaplanMeierOptions`; an unknown key is a failure.
 * @returns a function from a table or rows to the curves. `InvalidInput` names option, row and column; `InsufficientData` where no row is left.
 *
 * Cost: O(n log n) in the rows; O(n) where times are whole numbers. Source: Kaplan and Meier 1958; Greenwood 1926; band and median agree
 * with R's `survfit`.
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
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options, [...SURVIVAL_KEYS, "group", "level", "band", "unit"]);
    const source = readSurvivalSource(found, given);
    noteSharedParts(found, source);
    return { source, band: readBand(found, given, source.time) };
  });
  return (rows) => {
    if (isLeft(settings)) return settings;
    const observations = reading(NAME, (found) => readObservations(found, settings.right.source, rows));
    if (isLeft(observations)) return observations;
    const { warnings } = observations.right;
    return curvesOf(NAME, settings.right.band, tallies(observations.right), warnings);
  };
};

/**
 * The same curves where only counts are at hand: from `survivalFold`, or from a query that counts events and censorings a day.
 *
 * @param options - see `BandOptions`; an unknown key is a failure.
 * @returns a function from counts to the curves; strata of one group are put together. Where `missing` counts rows, a warning says how many
 *   were left out.
 *
 * Cost: linear in the distinct times.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const counts = { groups: [{ group: null, time: [12, 30, 44], events: [1, 1, 0], censored: [0, 1, 1] }] };
 * orThrow(metrics.kaplanMeierFromCounts({ band: "log-log" })(counts)).curves[0]?.survival; // => [0.75, 0.5, 0.5]
 * ```
 */
export const kaplanMeierFromCounts = (
  options: BandOptions = {},
): ((counts: SurvivalCounts) => Result<SurvivalCurves>) => {
  const settings = reading(FROM_COUNTS, (found) =>
    readBand(found, readOptions(found, [], options, ["level", "band", "unit"]), UNIT),
  );
  return (counts) => {
    if (isLeft(settings)) return settings;
    const read = reading(FROM_COUNTS, (found) => readCounts(found, counts));
    if (isLeft(read)) return read;
    return curvesOf(FROM_COUNTS, settings.right, read.right.groups, read.right.warnings);
  };
};

const curvesOf = (
  name: string,
  band: Band,
  counted: readonly GroupTally[],
  warnings: readonly Reason[],
): Result<SurvivalCurves> => {
  const groups = new Map<string | null, GroupTally[]>();
  for (const one of counted) {
    if (rowsOf(one.tally) > 0) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  }
  if (groups.size === 0) return insufficientData(name, "rows", 1, 0);
  const labels = Array.from(groups.keys()).sort(compareLabels);
  const curves = labels.map((group) => {
    const tally = mergeTallies((groups.get(group) ?? []).map((one) => one.tally));
    return curveOf(band, riskTable(tally), rowsOf(tally), group);
  });
  return right({ kind: "kaplan-meier", ...band, curves, warnings });
};

const curveOf = ({ level, band, unit }: Band, table: RiskTable, n: number, group: string | null): SurvivalCurve => {
  const z = normalQuantile(0.5 + level / 2);
  const length = table.time.length;
  // lists of a known length are filled, not pushed to: a million times cost half as much
  const survival = new Array<number>(length);
  const standardError = new Array<number>(length);
  const lower = new Array<number | null>(length);
  const upper = new Array<number | null>(length);
  let share = 1;
  let sum = 0;
  let eventCount = 0;
  let ends = bandAt(band, share, sum, z);
  let spread = 0;
  for (let at = 0; at < length; at += 1) {
    const events = table.events[at] as number; // at < length
    if (events > 0) {
      const atRisk = table.atRisk[at] as number; // at < length
      share *= (atRisk - events) / atRisk;
      sum += events / (atRisk * (atRisk - events));
      eventCount += events;
      ends = bandAt(band, share, sum, z);
      spread = share === 0 ? 0 : share * Math.sqrt(sum);
    }
    survival[at] = share;
    standardError[at] = spread;
    lower[at] = ends.lower;
    upper[at] = ends.upper;
  }
  const time = listOf(table.time);
  const curve = { survival, lower, upper };
  return {
    group,
    n,
    eventCount,
    time,
    atRisk: listOf(table.atRisk),
    events: listOf(table.events),
    censored: listOf(table.censored),
    ...curve,
    standardError,
    median: medianOf({ level, band, unit }, time, curve, n, eventCount),
  };
};

/** A column as a plain list; several times as fast as Array.from. */
const listOf = (column: Float64Array): number[] => {
  const list = new Array<number>(column.length);
  for (let at = 0; at < column.length; at += 1) list[at] = column[at] as number; // at < length
  return list;
};

const medianOf = (
  { level, band, unit }: Band,
  time: readonly number[],
  curve: Pick<SurvivalCurve, "survival" | "lower" | "upper">,
  rows: number,
  events: number,
): Estimate => ({
  estimand: "median time to the event",
  scale: unit,
  evidence: "descriptive",
  estimate: quantileTime(time, curve.survival, 0.5),
  interval: {
    lower: quantileTime(time, curve.lower, 0.5),
    upper: quantileTime(time, curve.upper, 0.5),
    level,
    kind: "confidence",
    method: band,
  },
  n: { rows },
  diagnostics: { events },
  warnings: [],
});
