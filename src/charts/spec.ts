import type { Json } from "../core/vocabulary/index.ts";

/** A Vega-Lite specification: plain data, to be drawn by any Vega-Lite renderer. */
export interface ChartSpec {
  /** The schema it follows; version 6 draws it too. */
  readonly $schema: "https://vega.github.io/schema/vega-lite/v5.json";
  /** What the chart shows, for those who cannot see it. */
  readonly description: string;
  /** Everything else is Vega-Lite's. */
  readonly [key: string]: Json;
}

/** Okabe and Ito (2008): eight colours that people with any kind of colour vision tell apart, the darkest first. */
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

/** The first colour of the palette, where there is one series. */
export const BLUE = "#0072b2";

/** The second, for what the first is compared with. */
export const VERMILION = "#d55e00";

/** Grey for rules and small print; 6.4 to 1 against white. */
export const MUTED = "#57606a";

/** As many letters of a title as fit on a line of a phone. */
const TITLE_LETTERS = 36;

/** A title as lines short enough for a phone: a specification cannot know how wide it will be drawn. */
export const titleLines = (title: string): readonly string[] => {
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    const line = lines[lines.length - 1];
    if (line !== undefined && line.length + 1 + word.length <= TITLE_LETTERS)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** Parts a name that the axis shows from what keeps it apart from others of the same name; nobody types it. */
const BETWEEN = "\u241f";

/** A value for an axis of names: it is shown as `name`, and differs wherever `apart` differs. */
export const axisName = (apart: string | number, name: string): string => `${apart}${BETWEEN}${name}`;

/** The name in a value made by `axisName`, as Vega expressions of the kind that `labelExpr` takes. */
export const AXIS_NAME: string = `split(datum.label, '${BETWEEN}')[1]`;

/** What keeps it apart. */
export const AXIS_APART: string = `split(datum.label, '${BETWEEN}')[0]`;

/** What all charts have in common: as wide as their container, large enough to read on a phone, no chrome. */
export const chart = (title: string, description: string, parts: { readonly [key: string]: Json }): ChartSpec => ({
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description,
  width: "container",
  autosize: { type: "fit-x", contains: "padding" },
  title: { text: titleLines(title), anchor: "start", fontSize: 15, offset: 12 },
  config: {
    font: "system-ui, sans-serif",
    view: { stroke: null },
    axis: {
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: "normal",
      labelLimit: 200,
      gridColor: "#e3e6ea",
      domainColor: "#8c959f",
      tickColor: "#8c959f",
    },
    legend: {
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: "normal",
      labelLimit: 260,
      titleLimit: 300,
      orient: "top",
      columns: 1,
    },
    range: { category: [...PALETTE] },
  },
  ...parts,
});
