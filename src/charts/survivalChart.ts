import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  type NumberRange,
  note,
  orDefault,
  type Path,
  readArray,
  reading,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../core/check/index.ts";
import type { Json, Result } from "../core/vocabulary/index.ts";
import type { SurvivalCurves } from "../metrics/index.ts";
import { readOpen } from "./readDrawable.ts";
import { type ChartSpec, chart, MUTED, PALETTE } from "./spec.ts";

/** How a survival chart is worded. */
export interface SurvivalChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
  /** The axis of time with its unit: "days since enrolment". */
  readonly time: string;
  /** What is counted, for the axis: "still enrolled". Default "still there". */
  readonly still?: string;
}

interface Settings {
  readonly title: string;
  readonly time: string;
  readonly still: string;
}

/** What is drawn at one time. */
interface Point {
  readonly time: number;
  readonly share: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly atRisk: number;
}

/** What is drawn of a curve. */
interface Steps {
  readonly group: string;
  readonly n: number;
  readonly points: readonly Point[];
  readonly median: number | null;
}

const NAME = "charts.survivalChart";
const SHARE: NumberRange = { min: 0, max: 1 };
const AMOUNT: NumberRange = { min: 0, max: 1e15 };

const readSettings = (found: Found, options: unknown): Settings => {
  const given = readOptions(found, [], options ?? null, ["title", "time", "still"]);
  return {
    title: readText(found, ["title"], given["title"]),
    time: readText(found, ["time"], given["time"]),
    still: orDefault(given["still"], "still there", (still) => readText(found, ["still"], still)),
  };
};

/** A column of a curve: as long as its times. */
const readColumn = <A>(
  found: Found,
  path: Path,
  value: unknown,
  length: number,
  cell: (value: unknown, path: Path) => A,
): readonly A[] => {
  const column = readArray(found, path, value, cell);
  if (column.length !== length) note(found, path, "inconsistent", `${length} entries, one for each time`, value);
  return column;
};

const readSteps = (found: Found, path: Path, value: unknown): Steps => {
  const curve = readObject(found, path, value, "a survival curve");
  const { group, n } = curve;
  const median = readObject(found, [...path, "median"], curve["median"], "an estimate");
  let last = 0;
  const times = readArray(found, [...path, "time"], curve["time"], (element, at) => {
    const time = readNumber(found, at, element, AMOUNT);
    if (time < last) note(found, at, "unordered", `a time at or after the one before (${last})`, time);
    last = time;
    return time;
  });
  const number = (range: NumberRange) => (element: unknown, at: Path) => readNumber(found, at, element, range);
  const end = (element: unknown, at: Path) => readOpen(found, at, element, SHARE);
  const shares = readColumn(found, [...path, "survival"], curve["survival"], times.length, number(SHARE));
  const lower = readColumn(found, [...path, "lower"], curve["lower"], times.length, end);
  const upper = readColumn(found, [...path, "upper"], curve["upper"], times.length, end);
  const atRisk = readColumn(found, [...path, "atRisk"], curve["atRisk"], times.length, number(AMOUNT));
  return {
    group: group === null ? "all" : readText(found, [...path, "group"], group),
    n: readNumber(found, [...path, "n"], n, AMOUNT),
    // the columns are as long as the times, or it has been noted
    points: times.map((time, at) => ({
      time,
      share: shares[at] as number,
      lower: lower[at] as number | null,
      upper: upper[at] as number | null,
      atRisk: atRisk[at] as number,
    })),
    median: readOpen(found, [...path, "median", "estimate"], median["estimate"], AMOUNT),
  };
};

const readCurves = (found: Found, value: unknown): readonly Steps[] => {
  const { curves } = readObject(found, [], value, "survival curves");
  return readArray(found, ["curves"], curves, (curve, path) => readSteps(found, path, curve));
};

const HEIGHT = 260;

/** Room under the axis for its labels, and for each line of numbers at risk. */
const LABELS = 32;
const LINE = 16;

const stepsOf = ({ group, points }: Steps): readonly Json[] => {
  const steps = points.map(({ time, share, lower, upper }) => ({ group, time, share, lower, upper }));
  return steps[0]?.time === 0 ? steps : [{ group, time: 0, share: 1, lower: 1, upper: 1 }, ...steps];
};

/** A handful of round numbers from 0 to the end, or only 0 where that is the end. */
const roundTimes = (last: number): readonly number[] => {
  let step = 1e-9;
  for (let digit = 0; last > 5 * step; digit += 1) step *= digit % 3 === 1 ? 2.5 : 2; // 1, 2, 5, 10, 20, 50
  const times = Array.from({ length: Math.floor(last / step + 1e-9) + 1 }, (_, place) => place * step);
  return last > 0 ? times.map((time) => Number(time.toPrecision(9))) : [0];
};

/** How many of a group are under observation just before a time. */
const atRiskAt = ({ points }: Steps, time: number): number => points.find((point) => point.time >= time)?.atRisk ?? 0;

const lastTime = ({ points }: Steps): number => points[points.length - 1]?.time ?? 0;

/** The share at the end, in words. */
const endOf = ({ group, n, points, median }: Steps): string => {
  const last = points[points.length - 1]?.share ?? 1;
  return `${group} (n = ${n}) ends at ${(100 * last).toFixed(0)} %${median === null ? "" : `, half gone by ${median}`}`;
};

/**
 * When do people leave, and how sure are we? Kaplan-Meier curves as steps, with their bands, one colour a group; under the axis, how many
 * of each group were still under observation: where they are few, the curve says little.
 *
 * Fails on empty texts, an unknown option, times out of order, shares outside [0, 1] and columns of different lengths.
 *
 * @example
 * ```ts
 * import { charts, metrics, orThrow } from "learnlift";
 *
 * const curves = orThrow(metrics.kaplanMeier({ time: "days", event: "left" })([{ days: 12, left: true }, { days: 30, left: false }]));
 * orThrow(charts.survivalChart({ title: "One of two left", time: "days" })(curves)).description;
 * // => "One of two left: all (n = 2) ends at 50 %, half gone by 12."
 * ```
 */
export const survivalChart = (options: SurvivalChartOptions): ((curves: SurvivalCurves) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (curves) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readCurves(found, curves));
    return isLeft(read) ? read : right(drawSurvival(settings.right, read.right));
  };
};

const drawSurvival = ({ title, time, still }: Settings, curves: readonly Steps[]): ChartSpec => {
  const names = curves.map(({ group }) => group);
  const last = curves.reduce((latest, curve) => Math.max(latest, lastTime(curve)), 0);
  const times = roundTimes(last);
  const scale = { domain: names, range: names.map((_, place) => PALETTE[place % PALETTE.length] ?? MUTED) };
  const colour = { field: "group", type: "nominal", title: null, scale };
  const legend = curves.length > 1 ? { symbolType: "stroke", symbolStrokeWidth: 3, symbolOpacity: 1 } : null;
  const axis = { values: times, titlePadding: LABELS + LINE * curves.length };
  const x = { field: "time", type: "quantitative", title: time, scale: { domain: [0, last], nice: false }, axis };
  const y = { type: "quantitative", title: `share ${still}`, scale: { domain: [0, 1] }, axis: { format: ".0%" } };
  const atRisk = curves.flatMap((curve, place) =>
    times.map((at) => ({
      group: curve.group,
      time: at,
      below: HEIGHT + LABELS + LINE * (place + 1),
      atRisk: atRiskAt(curve, at),
    })),
  );
  return chart(title, `${title}: ${curves.map(endOf).join("; ")}.`, {
    height: HEIGHT,
    data: { values: curves.flatMap(stepsOf) },
    layer: [
      {
        mark: { type: "area", interpolate: "step-after", opacity: 0.18 },
        encoding: { x, y: { field: "lower", ...y }, y2: { field: "upper" }, color: { ...colour, legend } },
      },
      {
        mark: { type: "line", interpolate: "step-after", strokeWidth: 2 },
        encoding: { x, y: { field: "share", ...y }, color: { ...colour, legend } },
      },
      {
        data: { values: atRisk },
        mark: { type: "text", fontSize: 11, baseline: "middle" },
        encoding: {
          x,
          y: { field: "below", type: "quantitative", scale: null },
          text: { field: "atRisk", type: "quantitative" },
          color: { ...colour, legend },
        },
      },
      {
        data: { values: [{ label: "still observed" }] },
        mark: { type: "text", fontSize: 11, baseline: "middle", align: "left", color: MUTED },
        encoding: { x: { value: -8 }, y: { value: HEIGHT + LABELS }, text: { field: "label" } },
      },
    ],
  });
};
