import type { Estimate } from "../core/vocabulary/index.ts";
import { type ChartSpec, chart, MUTED, PALETTE } from "./spec.ts";

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
  /** What estimates are multiplied by: 100 for percentage points. Default 1. */
  readonly factor?: number;
}

const widen = (value: number | null, factor: number): number | null => (value === null ? null : factor * value);

/**
 * Which estimates agree, how sure are they, and where is the truth? A row each: the interval as a line, the estimate as a dot, nothing at
 * all as a dashed rule at 0, the truth (of a simulation) as a diamond. An open interval ends where the axis does.
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
 * charts.effectChart({ title: "Ten points more", unit: "points", factor: 100 })([{ label: "plain", estimate }]).description;
 * // => "Ten points more: plain 10.0 points, from -8.8 to 28.8."
 * ```
 */
export const effectChart = ({
  title,
  unit,
  factor = 1,
}: EffectChartOptions): ((rows: readonly LabelledEstimate[]) => ChartSpec) => {
  return (rows) => {
    const values = rows.map(({ label, estimate, truth, group }) => ({
      label,
      group: group ?? "",
      estimate: widen(estimate.estimate, factor),
      lower: widen(estimate.interval.lower, factor),
      upper: widen(estimate.interval.upper, factor),
      truth: truth === undefined ? null : factor * truth,
    }));
    const shown = (value: number | null): string => (value === null ? "open" : value.toFixed(1));
    const words = values.map(
      (row) =>
        `${row.group === "" ? "" : `${row.group}, `}${row.label} ${shown(row.estimate)} ${unit}, from ${shown(row.lower)} to ${shown(row.upper)}${row.truth === null ? "" : ` (truth ${shown(row.truth)})`}`,
    );
    const order = [...new Set(rows.map(({ label }) => label))];
    const y = { field: "label", type: "nominal", title: null, sort: order } as const; // the literal words are Vega-Lite's
    const x = { type: "quantitative", title: unit } as const; // likewise
    const layers = [
      { mark: { type: "rule", strokeDash: [4, 4], color: MUTED }, encoding: { x: { datum: 0, ...x } } },
      {
        mark: { type: "rule", strokeWidth: 2, color: PALETTE[0] ?? "" },
        encoding: { y, x: { field: "lower", ...x }, x2: { field: "upper" } },
      },
      {
        mark: { type: "point", filled: true, size: 90, opacity: 1, color: PALETTE[0] ?? "" },
        encoding: { y, x: { field: "estimate", ...x } },
      },
      {
        transform: [{ filter: "datum.truth !== null" }],
        mark: { type: "point", shape: "diamond", filled: true, size: 110, opacity: 1, color: PALETTE[1] ?? "" },
        encoding: { y, x: { field: "truth", ...x } },
      },
    ];
    const grouped = values.some(({ group }) => group !== "");
    const height = { step: 34 };
    const body = grouped
      ? {
          facet: {
            row: {
              field: "group",
              type: "nominal",
              title: null,
              sort: [...new Set(values.map(({ group }) => group))],
              header: {
                labelAngle: 0,
                labelAlign: "left",
                labelAnchor: "start",
                labelOrient: "top",
                labelFontSize: 12,
                labelFontWeight: "bold",
              },
            },
          },
          spec: { height, layer: layers },
        }
      : { height, layer: layers };
    return chart(title, `${title}: ${words.join("; ")}.`, { data: { values }, ...body });
  };
};
