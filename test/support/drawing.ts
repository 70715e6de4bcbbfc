import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

/** One drawn thing: where it is on the page, and what it shows. */
export interface Item {
  readonly mark: string;
  /** The datum it stands for, where it has one. */
  readonly datum: Readonly<Record<string, unknown>>;
  /** In pixels from the top left corner of the plot. */
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  readonly text: string;
  readonly colour: string;
  /** Of a text, where it begins and ends, in pixels from the left edge of the page. */
  readonly left: number;
  readonly right: number;
}

/** A chart as drawn. */
export interface Drawing {
  readonly svg: string;
  readonly warnings: readonly string[];
  /** Marks of the plot, in the order in which they are drawn. */
  readonly items: readonly Item[];
  /** Every text on the page: titles, labels of axes and legends, text marks. */
  readonly texts: readonly Item[];
  /** Pixels of a value along the axis of this name. */
  readonly along: (axis: "x" | "y", value: unknown) => number;
  readonly plotWidth: number;
}

/** Roles of what stands in the plot: not axes, legends and titles. */
const PLOT = new Set(["mark", "scope", "frame"]);

/** The width of an average letter of a sans-serif font, in font sizes; a little more than Arial's and Roboto's, for safety. */
const LETTER = 0.58;

type Scene = Readonly<Record<string, unknown>>;

const isScene = (value: unknown): value is Scene => typeof value === "object" && value !== null;

const numberOf = (value: unknown): number => (typeof value === "number" ? value : Number.NaN);

/** Draws a specification without a screen, as wide as asked, and says what came out. */
export const draw = async (spec: object, width: number): Promise<Drawing> => {
  const warnings: string[] = [];
  const logger = vega.logger(vega.Warn, undefined, (_method, _level, input) => {
    warnings.push(input.map(String).join(" "));
  });
  const copy: object = JSON.parse(JSON.stringify(spec)); // vega writes into the data it is given
  const sized = { ...copy, width } as TopLevelSpec; // vega-lite checks it while compiling
  const view = new vega.View(vega.parse(compile(sized, { logger }).spec), { renderer: "none", logger });
  await view.runAsync();
  const svg = await view.toSVG();
  const items: Item[] = [];
  const texts: Item[] = [];
  const walk = (scene: Scene, dx: number, inPlot: boolean): void => {
    const mark = String(scene["marktype"] ?? "");
    const own = Array.isArray(scene["items"]) ? scene["items"].filter(isScene) : [];
    for (const item of own) {
      if (mark === "group") {
        const inner = Array.isArray(item["items"]) ? item["items"].filter(isScene) : [];
        for (const child of inner)
          walk(child, dx + numberOf(item["x"] ?? 0), inPlot && PLOT.has(String(child["role"])));
        continue;
      }
      const lines = (Array.isArray(item["text"]) ? item["text"] : [item["text"] ?? ""]).map(String);
      const long = Math.max(...lines.map((line) => line.length)) * numberOf(item["fontSize"] ?? 11) * LETTER;
      const before = item["align"] === "right" ? long : item["align"] === "center" ? long / 2 : 0;
      const turned = numberOf(item["angle"] ?? 0) !== 0;
      const at = dx + numberOf(item["x"] ?? 0) + numberOf(item["dx"] ?? 0);
      const drawn: Item = {
        mark,
        datum: isScene(item["datum"]) ? item["datum"] : {},
        x: numberOf(item["x"]),
        y: numberOf(item["y"]),
        x2: numberOf(item["x2"]),
        y2: numberOf(item["y2"]),
        text: lines.join("\n"),
        colour: String(item["stroke"] ?? item["fill"] ?? ""),
        left: turned ? at : at - before,
        right: turned ? at : at - before + long,
      };
      if (inPlot) items.push(drawn);
      const hidden = item["opacity"] === 0; // labels of an axis that found no room
      if (mark === "text" && drawn.text !== "" && !hidden) texts.push(drawn);
    }
  };
  const { root } = view.scenegraph() as unknown as { readonly root: Scene }; // vega's typings leave out the scene
  walk(root, numberOf((view as unknown as { _origin: readonly number[] })._origin[0]), true); // nor do they have its origin
  const along = (axis: "x" | "y", value: unknown): number => {
    const scale: unknown = view.scale(axis);
    return typeof scale === "function" ? numberOf(scale(value)) : Number.NaN;
  };
  const plotWidth = numberOf(view.signal("width"));
  view.finalize();
  return { svg, warnings, items, texts, along, plotWidth };
};
