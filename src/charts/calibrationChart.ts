import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  hopeless,
  note,
  type Path,
  readArray,
  readInteger,
  reading,
  readNumber,
  readObject,
  readText,
} from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import type { MemoryScores } from "../spacing/index.ts";
import { readTitle } from "./readDrawable.ts";
import { type ChartSpec, chart, MUTED, PALETTE } from "./spec.ts";

/** How a chart of calibration is worded. */
export interface CalibrationChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
}

/** One model's predictions beside what happened: an answer of `evaluateMemory` or `crossValidateMemory` with a name. */
export interface Calibrated extends Pick<MemoryScores, "calibration" | "ici"> {
  /** Its name in the chart: "FSRS-6". */
  readonly label: string;
}

interface Group {
  readonly predicted: number;
  readonly observed: number;
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

interface Series {
  readonly label: string;
  readonly ici: number;
  readonly groups: readonly Group[];
}

const NAME = "charts.calibrationChart";
const SHARE = { min: 0, max: 1 };
const COLUMNS = ["predicted", "observed", "lower", "upper"] as const;

const readSeries = (found: Found, path: Path, value: unknown): Series => {
  const source = readObject(found, path, value, "a label, a calibration curve and its ici");
  const label = readText(found, [...path, "label"], source["label"]);
  const ici = readNumber(found, [...path, "ici"], source["ici"], SHARE);
  const at = [...path, "calibration"];
  const curve = readObject(found, at, source["calibration"], "a calibration curve");
  const [predicted = [], observed = [], lower = [], upper = []] = COLUMNS.map((key) =>
    readArray(found, [...at, key], curve[key], (share, where) => readNumber(found, where, share, SHARE)),
  );
  const count = readArray(found, [...at, "count"], curve["count"], (each, where) =>
    readInteger(found, where, each, { min: 1 }),
  );
  if (count.length === 0 && !hopeless(found)) note(found, [...at, "count"], "empty", "at least one group", count);
  for (const [key, column] of [
    ["observed", observed],
    ["lower", lower],
    ["upper", upper],
    ["count", count],
  ] as const)
    if (column.length !== predicted.length)
      note(found, [...at, key], "inconsistent", `${predicted.length} groups, as many as in predicted`, column);
  const groups = predicted.map((p, g) => ({
    predicted: p,
    observed: observed[g] ?? p,
    lower: lower[g] ?? p,
    upper: upper[g] ?? p,
    count: count[g] ?? 1,
  }));
  return { label, ici, groups };
};

const readAllSeries = (found: Found, value: unknown): readonly Series[] => {
  const labels = new Set<string>();
  const series = readArray(found, [], value, (each, path) => {
    const one = readSeries(found, path, each);
    if (labels.has(one.label)) note(found, [...path, "label"], "duplicate", "each label once", one.label);
    labels.add(one.label);
    return one;
  });
  if (Array.isArray(value) && value.length === 0) note(found, [], "empty", "at least one model", value);
  return series;
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/**
 * Where we say 80 %, do they know it four times out of five? Observed over predicted recall in groups of reviews, with 95 % intervals; where
 * points lie on the diagonal, predictions can be taken at their word, above it more is known than was said. Larger points rest on more
 * reviews. The legend names the mean distance (ICI).
 *
 * Fails on no model, a label that comes twice, empty texts, an unknown option, shares outside [0, 1], and columns of different lengths.
 *
 * @example
 * ```ts
 * import { charts, orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scores = orThrow(
 *   spacing.evaluateMemory({ groups: 2 })(memory)({ offsets: [0, 3], grades: [3, 3, 1], elapsedDays: [0, 2, 30] }),
 * );
 * const spec = orThrow(charts.calibrationChart({ title: "Predicted and observed" })([{ label: "FSRS-6", ...scores }]));
 * spec.description; // => "Predicted and observed: FSRS-6, predictions off by 45.4 % on average (ICI), 2 reviews."
 * ```
 */
export const calibrationChart = (
  options: CalibrationChartOptions,
): ((models: readonly Calibrated[]) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readTitle(found, options));
  return (models) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readAllSeries(found, models));
    return isLeft(read) ? read : right(drawCalibration(settings.right.title, read.right));
  };
};

const drawCalibration = (title: string, series: readonly Series[]): ChartSpec => {
  const named = series.map((each) => ({ ...each, name: `${each.label}: off by ${percent(each.ici)} on average` }));
  const values = named.flatMap(({ name, groups }) => groups.map((group) => ({ label: name, ...group })));
  const lowest = values.reduce((least, { predicted, lower }) => Math.min(least, predicted, lower), 1);
  const from = Math.max(0, Math.floor(10 * lowest) / 10);
  const domain = [from, 1];
  const labels = named.map(({ name }) => name);
  const scale = { domain: labels, range: labels.map((_, place) => PALETTE[place % PALETTE.length] ?? MUTED) };
  const color = { field: "label", type: "nominal", title: null, scale, legend: { labelLimit: 0 } };
  const x = {
    field: "predicted",
    type: "quantitative",
    title: "predicted recall",
    scale: { domain },
    axis: { format: ".0%" },
  };
  const y = { type: "quantitative", title: "observed recall", scale: { domain }, axis: { format: ".0%" } };
  const words = series.map(({ label, ici, groups }) => {
    const reviews = groups.reduce((sum, { count }) => sum + count, 0);
    return `${label}, predictions off by ${percent(ici)} on average (ICI), ${reviews} reviews`;
  });
  return chart(title, `${title}: ${words.join("; ")}.`, {
    height: 300,
    data: { values },
    layer: [
      {
        data: { values: [from, 1].map((share) => ({ predicted: share, observed: share })) },
        mark: { type: "line", strokeDash: [4, 4], color: MUTED },
        encoding: { x, y: { field: "observed", ...y } },
      },
      {
        mark: { type: "rule", strokeWidth: 1.5 },
        encoding: { x, y: { field: "lower", ...y }, y2: { field: "upper" }, color },
      },
      {
        mark: { type: "point", filled: true, opacity: 1 },
        encoding: {
          x,
          y: { field: "observed", ...y },
          color,
          size: {
            field: "count",
            type: "quantitative",
            legend: null,
            scale: { domain: [0, values.reduce((most, { count }) => Math.max(most, count), 1)], range: [20, 140] },
          },
        },
      },
    ],
  });
};
