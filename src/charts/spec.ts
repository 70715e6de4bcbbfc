import type { Json } from "../core/vocabulary/index.ts";

/** A Vega-Lite specification: plain data, to be drawn by any Vega-Lite renderer. */
export interface ChartSpec {
  /** The schema it follows. */
  readonly $schema: "https://vega.github.io/schema/vega-lite/v5.json";
  /** What the chart shows, for those who cannot see it. */
  readonly description: string;
  /** Everything else is Vega-Lite's. */
  readonly [key: string]: Json;
}

/** Okabe and Ito 2008: eight colours that people with any kind of colour vision tell apart, the darkest first. */
export const PALETTE: readonly string[] = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#000000",
  "#f0e442",
];

/** Grey for what is compared against, and for rules. */
export const MUTED = "#57606a";

/** What all charts have in common: as wide as their container, large enough to read on a phone, no chrome. */
export const chart = (title: string, description: string, parts: { readonly [key: string]: Json }): ChartSpec => ({
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description,
  width: "container",
  title: { text: title, anchor: "start", fontSize: 15 },
  config: {
    font: "system-ui, sans-serif",
    view: { stroke: null },
    axis: {
      labelFontSize: 12,
      titleFontSize: 12,
      labelLimit: 220,
      gridColor: "#e3e6ea",
      domainColor: "#8c959f",
      tickColor: "#8c959f",
    },
    legend: { labelFontSize: 12, titleFontSize: 12, labelLimit: 260, orient: "bottom", columns: 2 },
    range: { category: [...PALETTE] },
  },
  ...parts,
});
