import { reading, readObject, readText } from "../core/check/index.ts";
import type { ChartSpec } from "./spec.ts";

/** A chart that a notebook draws when it is the value of a cell. Anywhere else it is plain data beside a method nobody calls. */
export interface ShownChart {
  /** The specification. */
  readonly spec: ChartSpec;
}

/** The description, or "" where something else than a specification was handed in. */
const descriptionOf = (spec: unknown): string => {
  const read = reading("charts.show", (found) => {
    const { description } = readObject(found, [], spec);
    return readText(found, ["description"], description);
  });
  return read._tag === "Right" ? read.right : "";
};

/**
 * How do I see a chart in a notebook? Make it the value of a cell: Deno's and other Jupyter kernels that know
 * `Symbol.for("Jupyter.display")` draw it, and show its description where they cannot. Whatever it is given it hands on as it is: the
 * notebook's renderer is what reads a specification.
 *
 * @example
 * ```ts
 * import { charts, metrics, orThrow } from "learnlift";
 *
 * const curves = orThrow(metrics.kaplanMeier({ time: "days", event: "left" })([{ days: 12, left: true }, { days: 30, left: false }]));
 * charts.show(orThrow(charts.survivalChart({ title: "Who is still there", time: "days" })(curves)));
 * ```
 */
export const show = (spec: ChartSpec): ShownChart => {
  const display = () => ({ "application/vnd.vegalite.v5+json": spec, "text/plain": descriptionOf(spec) });
  return Object.freeze({ spec, [Symbol.for("Jupyter.display")]: display });
};
