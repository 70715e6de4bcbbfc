import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  ifGiven,
  orDefault,
  readArray,
  reading,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../core/check/index.ts";
import type { Estimate, Result } from "../core/vocabulary/index.ts";
import { readDrawable, readOpen } from "./readDrawable.ts";
import { AXIS_APART, AXIS_NAME, axisName, BLUE, type ChartSpec, chart, MUTED, VERMILION } from "./spec.ts";

/** One estimate with its place in the chart. */
export interface LabelledEstimate {
  /** The row: "randomised". */
  readonly label: string;
  /** What is estimated, with its interval. */
  readonly estimate: Estimate;
  /** The known truth, in simulations. */
  readonly truth?: number;
  /** Rows with the same group stand together under its name. */
  readonly group?: string;
}

/** How an effect chart is worded. */
export interface EffectChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
  /** The unit on the axis: "percentage points". */
  readonly unit: string;
  /** What estimates are multiplied by: 100 for percentage points. Above 0, at most 1e9. Default 1. */
  readonly factor?: number;
}

interface Settings {
  readonly title: string;
  readonly unit: string;
  readonly factor: number;
}

/** What is drawn of a labelled estimate. */
interface LabelledInterval {
  readonly label: string;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly truth: number | null;
  readonly group: string | undefined;
}

const NAME = "charts.effectChart";

const readSettings = (found: Found, options: unknown): Settings => {
  const given = readOptions(found, [], options ?? null, ["title", "unit", "factor"]);
  return {
    title: readText(found, ["title"], given["title"]),
    unit: readText(found, ["unit"], given["unit"]),
    factor: orDefault(given["factor"], 1, (factor) => readNumber(found, ["factor"], factor, { above: 0, max: 1e9 })),
  };
};

const readEstimates = (found: Found, value: unknown): readonly LabelledInterval[] =>
  readArray(found, [], value, (element, path) => {
    const row = readObject(found, path, element, "an estimate with its label");
    const whole = readObject(found, [...path, "estimate"], row["estimate"], "an estimate");
    const ends = readObject(found, [...path, "estimate", "interval"], whole["interval"], "an interval");
    return {
      label: readText(found, [...path, "label"], row["label"]),
      estimate: readOpen(found, [...path, "estimate", "estimate"], whole["estimate"]),
      lower: readOpen(found, [...path, "estimate", "interval", "lower"], ends["lower"]),
      upper: readOpen(found, [...path, "estimate", "interval", "upper"], ends["upper"]),
      truth: orDefault<number | null>(row["truth"], null, (truth) => readDrawable(found, [...path, "truth"], truth)),
      group: ifGiven(row["group"], (group) => readText(found, [...path, "group"], group)),
    };
  });

type ChartRow = {
  /** Where it stands: rows are sorted by this, and no two share it. */
  readonly row: string;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly truth: number | null;
  readonly openLeft: boolean;
  readonly openRight: boolean;
};

const wordsOf = ({ label, group }: LabelledInterval): string => (group === undefined ? label : `${group}, ${label}`);

const scaled = (value: number | null, factor: number): number | null => (value === null ? null : factor * value);

/** Without the sign of a zero: what rounds to nothing has no direction. */
const shown = (value: number | null): string => (value === null ? "open" : value.toFixed(1).replace(/^-(0\.0)$/, "$1"));

/** The rows of the chart: for each group a line with its name, then its estimates. */
const rowsOf = (estimates: readonly LabelledInterval[], factor: number): readonly ChartRow[] => {
  const groups = new Set(estimates.map(({ group }) => group));
  return Array.from(groups).flatMap((group) => {
    const rows = estimates
      .filter((row) => row.group === group)
      .map(({ label, estimate, lower, upper, truth }) => ({
        row: axisName(group ?? "", label),
        estimate: scaled(estimate, factor),
        lower: scaled(lower, factor),
        upper: scaled(upper, factor),
        truth: scaled(truth, factor),
        openLeft: lower === null,
        openRight: upper === null,
      }));
    if (group === undefined) return rows;
    const heading = {
      row: axisName(group, ""),
      estimate: null,
      lower: null,
      upper: null,
      truth: null,
      openLeft: false,
      openRight: false,
    };
    return [heading, ...rows];
  });
};

/** From the least to the greatest number that is drawn, 0 among them. */
const rangeOf = (rows: readonly ChartRow[]): readonly [number, number] => {
  let [least, most] = [0, 0];
  for (const { estimate, lower, upper, truth } of rows) {
    for (const value of [estimate, lower, upper, truth]) {
      least = Math.min(least, value ?? 0);
      most = Math.max(most, value ?? 0);
    }
  }
  return least === most ? [-1, 1] : [least, most];
};

/**
 * Which estimates agree, how sure are they, and where is the truth? A row each: the interval as a line, the estimate as a dot, no effect
 * as a dashed rule at 0, the truth (of a simulation) as a diamond. An interval without an end runs to the edge of the chart, with an arrow.
 *
 * Fails on empty texts, an unknown option, a factor that is not above 0, and numbers that no axis can show.
 *
 * @example
 * ```ts
 * import { charts, metrics, orThrow } from "learnlift";
 *
 * const estimate = orThrow(
 *   metrics.differenceInMeansFromMoments()({
 *     treated: { n: 50, mean: 0.4, variance: 0.24 },
 *     control: { n: 50, mean: 0.3, variance: 0.21 },
 *   }),
 * );
 * const drawn = charts.effectChart({ title: "Ten points more", unit: "points", factor: 100 })([{ label: "plain", estimate }]);
 * orThrow(drawn).description;
 * // => "Ten points more: plain 10.0 points, from -8.8 to 28.8."
 * ```
 */
export const effectChart = (
  options: EffectChartOptions,
): ((estimates: readonly LabelledEstimate[]) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (estimates) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readEstimates(found, estimates));
    return isLeft(read) ? read : right(drawEffects(settings.right, read.right));
  };
};

const drawEffects = ({ title, unit, factor }: Settings, estimates: readonly LabelledInterval[]): ChartSpec => {
  const values = rowsOf(estimates, factor);
  const words = estimates.map((each) => {
    const truth = each.truth === null ? "" : ` (truth ${shown(factor * each.truth)})`;
    return `${wordsOf(each)} ${shown(scaled(each.estimate, factor))} ${unit}, from ${shown(scaled(each.lower, factor))} to ${shown(scaled(each.upper, factor))}${truth}`;
  });
  const y = {
    field: "row",
    type: "nominal",
    title: null,
    sort: values.map(({ row }) => row),
    scale: { domain: values.map(({ row }) => row) },
    axis: {
      labelExpr: `${AXIS_NAME} || ${AXIS_APART}`,
      labelFontWeight: {
        condition: { test: `${AXIS_NAME} === ''`, value: "bold" },
        value: "normal",
      },
      grid: false,
      domain: false,
      ticks: false,
    },
  };
  const x = { type: "quantitative", title: unit, scale: { domain: rangeOf(values), nice: true } };
  const truths = values.some(({ truth }) => truth !== null);
  const meaning = ["estimate with its interval", "truth"];
  const color = (what: string) => ({
    color: {
      datum: what,
      type: "nominal",
      title: null,
      scale: { domain: meaning, range: [BLUE, VERMILION] },
      legend: truths ? { symbolType: "circle" } : null,
    },
  });
  const arrow = (side: "openLeft" | "openRight", at: 0 | "width", shape: string) => ({
    transform: [{ filter: `datum.${side}` }],
    mark: { type: "point", shape, filled: true, size: 60, opacity: 1, color: BLUE },
    encoding: { y, x: { value: at } },
  });
  return chart(title, `${title}: ${words.join("; ")}.`, {
    height: 30 * Math.max(1, values.length),
    data: { values },
    layer: [
      {
        data: { values: [{ none: 0 }] },
        mark: { type: "rule", strokeDash: [4, 4], color: MUTED },
        encoding: { x: { field: "none", ...x } },
      },
      {
        transform: [{ filter: "isValid(datum.lower) && isValid(datum.upper)" }],
        mark: { type: "rule", strokeWidth: 2 },
        encoding: { y, x: { field: "lower", ...x }, x2: { field: "upper" }, ...color("estimate with its interval") },
      },
      {
        transform: [{ filter: "isValid(datum.lower) && datum.openRight" }],
        mark: { type: "rule", strokeWidth: 2, color: BLUE },
        encoding: { y, x: { field: "lower", ...x }, x2: { value: "width" } },
      },
      {
        transform: [{ filter: "isValid(datum.upper) && datum.openLeft" }],
        mark: { type: "rule", strokeWidth: 2, color: BLUE },
        encoding: { y, x: { field: "upper", ...x }, x2: { value: 0 } },
      },
      arrow("openLeft", 0, "triangle-left"),
      arrow("openRight", "width", "triangle-right"),
      {
        transform: [{ filter: "isValid(datum.estimate)" }],
        mark: { type: "point", filled: true, size: 90, opacity: 1 },
        encoding: { y, x: { field: "estimate", ...x }, ...color("estimate with its interval") },
      },
      {
        transform: [{ filter: "isValid(datum.truth)" }],
        mark: { type: "point", shape: "diamond", filled: true, size: 110, opacity: 1 },
        encoding: { y, x: { field: "truth", ...x }, ...color("truth") },
      },
    ],
  });
};
