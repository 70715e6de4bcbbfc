import type { ChartSpec } from "./spec.ts";

/** A chart that a notebook draws when it is the value of a cell. Anywhere else it is plain data beside a method nobody calls. */
export interface ShownChart {
  /** The specification. */
  readonly spec: ChartSpec;
}

/**
 * How do I see a chart in a notebook? Make it the value of a cell: Deno's and other Jupyter kernels that know
 * `Symbol.for("Jupyter.display")` draw it, and show its description where they cannot.
 *
 * @example
 * ```ts
 * import { charts, metrics, orThrow } from "learnlift";
 *
 * const curves = orThrow(metrics.kaplanMeier({ time: "days", event: "left" })([{ days: 12, left: true }, { days: 30, left: false }]));
 * charts.show(charts.survivalChart({ title: "Who is still there", time: "days" })(curves));
 * ```
 */
export const show = (spec: ChartSpec): ShownChart => {
  const display = () => ({ "application/vnd.vegalite.v5+json": spec, "text/plain": spec.description });
  return Object.freeze({ spec, [Symbol.for("Jupyter.display")]: display });
};
