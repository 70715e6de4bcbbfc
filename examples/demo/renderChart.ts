import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

/**
 * One chart as SVG, drawn at a given width. Our specifications say "as wide as the container"; there is no container here, so the
 * width is set before drawing, and a page that serves phones and desks asks for two.
 */
export const renderChart = async (spec: object, width: number): Promise<string> => {
  const silent = vega.logger(vega.Error);
  const sized = { ...spec, width, autosize: { type: "fit-x", contains: "padding" } } as TopLevelSpec; // charts make Vega-Lite specifications; vega-lite checks them here
  const view = new vega.View(vega.parse(compile(sized, { logger: silent }).spec), { renderer: "none", logger: silent });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
};

/** A chart for phones and one for desks. */
export const drawn = async (spec: object): Promise<{ readonly narrow: string; readonly wide: string }> => ({
  narrow: await renderChart(spec, 340),
  wide: await renderChart(spec, 1000),
});
