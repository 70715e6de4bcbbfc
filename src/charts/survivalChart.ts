import type { Json } from "../core/vocabulary/index.ts";
import type { SurvivalCurve, SurvivalCurves } from "../metrics/index.ts";
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

const HEIGHT = 260;

/** Room under the axis for its labels, and for each line of numbers at risk. */
const LABELS = 26;
const LINE = 16;

const nameOf = (curve: SurvivalCurve): string => curve.group ?? "all";

const stepsOf = (curve: SurvivalCurve): readonly Json[] => {
  const group = nameOf(curve);
  const steps = curve.time.map((time, at) => ({
    group,
    time,
    share: curve.survival[at] ?? null,
    lower: curve.lower[at] ?? null,
    upper: curve.upper[at] ?? null,
  }));
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
const atRiskAt = (curve: SurvivalCurve, time: number): number => {
  const place = curve.time.findIndex((other) => other >= time);
  return place < 0 ? 0 : (curve.atRisk[place] ?? 0);
};

/** The share at the end, in words. */
const endOf = (curve: SurvivalCurve): string => {
  const last = curve.survival[curve.survival.length - 1] ?? 1;
  const median = curve.median.estimate;
  return `${nameOf(curve)} (n = ${curve.n}) ends at ${(100 * last).toFixed(0)} %${median === null ? "" : `, half gone by ${median}`}`;
};

/**
 * When do people leave, and how sure are we? Kaplan-Meier curves as steps, with their bands, one colour a group; under the axis, how many
 * of each group were still under observation: where they are few, the curve says little.
 *
 * @example
 * ```ts
 * import { charts, metrics, orThrow } from "learnlift";
 *
 * const curves = orThrow(metrics.kaplanMeier({ time: "days", event: "left" })([{ days: 12, left: true }, { days: 30, left: false }]));
 * charts.survivalChart({ title: "One of two left", time: "days" })(curves).description;
 * // => "One of two left: all (n = 2) ends at 50 %, half gone by 12."
 * ```
 */
export const survivalChart = ({
  title,
  time,
  still = "still there",
}: SurvivalChartOptions): ((curves: SurvivalCurves) => ChartSpec) => {
  return ({ curves }) => {
    const names = curves.map(nameOf);
    const last = Math.max(0, ...curves.map((curve) => curve.time[curve.time.length - 1] ?? 0));
    const times = roundTimes(last);
    const scale = { domain: names, range: names.map((_, place) => PALETTE[place % PALETTE.length] ?? MUTED) };
    const colour = { field: "group", type: "nominal", title: null, scale };
    const legend = curves.length > 1 ? { symbolType: "stroke", symbolStrokeWidth: 3, symbolOpacity: 1 } : null;
    const axis = { values: times, titlePadding: 10 + LINE * (curves.length + 1) };
    const x = { field: "time", type: "quantitative", title: time, scale: { domain: [0, last], nice: false }, axis };
    const y = { type: "quantitative", title: `share ${still}`, scale: { domain: [0, 1] }, axis: { format: ".0%" } };
    const atRisk = curves.flatMap((curve, place) =>
      times.map((at) => ({
        group: nameOf(curve),
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
};
