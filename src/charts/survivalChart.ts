import type { SurvivalCurve, SurvivalCurves } from "../metrics/index.ts";
import { type ChartSpec, chart } from "./spec.ts";

/** How a survival chart is worded. */
export interface SurvivalChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
  /** The unit of time: "days". */
  readonly time: string;
  /** What is counted, for the axis: "still enrolled". Default "still there". */
  readonly still?: string;
}

const stepsOf = (curve: SurvivalCurve) => {
  const group = curve.group ?? "all";
  const steps = curve.time.map((time, at) => ({
    group,
    time,
    share: curve.survival[at] ?? null,
    lower: curve.lower[at] ?? null,
    upper: curve.upper[at] ?? null,
    atRisk: curve.atRisk[at] ?? null,
  }));
  return [{ group, time: 0, share: 1, lower: 1, upper: 1, atRisk: curve.n }, ...steps];
};

/** The share at the end, in words. */
const endOf = (curve: SurvivalCurve): string => {
  const last = curve.survival[curve.survival.length - 1] ?? 1;
  const median = curve.median.estimate;
  return `${curve.group ?? "all"} (n = ${curve.n}) ends at ${(100 * last).toFixed(0)} %${median === null ? "" : `, half gone by ${median}`}`;
};

/**
 * When do people leave, and how sure are we? Kaplan-Meier curves as steps, with their bands, one colour a group.
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
    const grouped = curves.length > 1 || curves.some(({ group }) => group !== null);
    const colour = grouped ? { color: { field: "group", type: "nominal", title: null } } : {};
    const x = { field: "time", type: "quantitative", title: time };
    const y = { type: "quantitative", title: `share ${still}`, scale: { domain: [0, 1] }, axis: { format: ".0%" } };
    return chart(title, `${title}: ${curves.map(endOf).join("; ")}.`, {
      height: 260,
      data: { values: curves.flatMap(stepsOf) },
      layer: [
        {
          mark: { type: "area", interpolate: "step-after", opacity: 0.18 },
          encoding: { x, y: { field: "lower", ...y }, y2: { field: "upper" }, ...colour },
        },
        {
          mark: { type: "line", interpolate: "step-after", strokeWidth: 2 },
          encoding: { x, y: { field: "share", ...y }, ...colour },
        },
      ],
    });
  };
};
