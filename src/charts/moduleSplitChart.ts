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
import type { CourseSplit } from "../spacing/index.ts";
import { BLUE, type ChartSpec, chart, MUTED, VERMILION } from "./spec.ts";

/** How a chart of modules is worded, and the lengths that were asked for. */
export interface ModuleSplitChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
  /** The target of the split, in minutes, above 0: 4. */
  readonly targetMinutes?: number | undefined;
  /** Its minimum, at most the target: 3. */
  readonly minimumMinutes?: number | undefined;
  /** Its maximum, at least the target: 5. */
  readonly maximumMinutes?: number | undefined;
}

interface Settings {
  readonly title: string;
  readonly target: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What is drawn of a module. */
interface Bar {
  readonly module: string;
  readonly minutes: number;
  readonly load: number;
  /** How good a place to stop its end is. */
  readonly boundary: number;
}

const NAME = "charts.moduleSplitChart";
const AMOUNT: NumberRange = { min: 0, max: 1e6 };
const SHARE: NumberRange = { min: 0, max: 1 };
/** Minutes are sums of decimal fractions: what is nearer than this to a bound keeps to it. */
const SAME_MINUTES = 1e-9;

const readSettings = (found: Found, options: unknown): Settings => {
  const given = readOptions(found, [], options ?? null, ["title", "targetMinutes", "minimumMinutes", "maximumMinutes"]);
  const minutes = (key: string, standard: number, range: NumberRange): number =>
    orDefault(given[key], standard, (value) => readNumber(found, [key], value, range));
  const target = minutes("targetMinutes", 4, { above: 0, max: 1e6 });
  const minimum = minutes("minimumMinutes", 3, AMOUNT);
  const maximum = minutes("maximumMinutes", 5, AMOUNT);
  if (minimum > target) note(found, ["minimumMinutes"], "inconsistent", `at most targetMinutes (${target})`, minimum);
  if (maximum < target) note(found, ["maximumMinutes"], "inconsistent", `at least targetMinutes (${target})`, maximum);
  return { title: readText(found, ["title"], given["title"]), target, minimum, maximum };
};

/** The strength of the boundary at the end: a split says it of weak ones only. */
const readBoundary = (found: Found, path: Path, value: unknown): number => {
  const strengths = readArray(found, path, value, (one, where) => {
    const because = readObject(found, where, one, "a reason");
    if (readText(found, [...where, "code"], because["code"]) !== "weak-boundary") return 1;
    const values = readObject(found, [...where, "values"], because["values"]);
    return readNumber(found, [...where, "values", "boundary"], values["boundary"], SHARE);
  });
  return strengths.reduce((least, strength) => Math.min(least, strength), 1);
};

const readBars = (found: Found, value: unknown): readonly Bar[] => {
  const split = readObject(found, [], value, "a course in modules, from splitCourse");
  const bars = readArray(found, ["modules"], split["modules"], (one, path) => {
    const module = readObject(found, path, one, "a module");
    return {
      module: readText(found, [...path, "id"], module["id"]),
      minutes: readNumber(found, [...path, "minutes"], module["minutes"], { above: 0, max: 1e6 }),
      load: readNumber(found, [...path, "load"], module["load"], AMOUNT),
      boundary: readBoundary(found, [...path, "reasons"], module["reasons"]),
    };
  });
  if (Array.isArray(split["modules"]) && bars.length === 0)
    note(found, ["modules"], "empty", "at least one module", split["modules"]);
  return bars;
};

/**
 * Where was the course cut, and are the modules as long as they should be? A bar for each module over the minutes of the course, as high as it is
 * long and darker the more it loads the mind; rules at the target and its bounds; a dot at the end of a module that does not end at a good place to
 * stop, the larger the worse.
 *
 * Fails on an empty title, an unknown option, bounds on the wrong side of the target, and what is no split or has no module.
 *
 * @example
 * ```ts
 * import { charts, orThrow, spacing } from "learnlift";
 *
 * const atoms = [2, 2.5, 1, 3].map((minutes, place) => ({ id: `a${place}`, minutes, boundary: place === 1 ? 0.6 : 1 }));
 * const split = orThrow(spacing.splitCourse()(atoms));
 * const spec = orThrow(charts.moduleSplitChart({ title: "Two modules" })(split));
 * spec.description;
 * // => "Two modules: 2 modules in 8.5 minutes, 4 to 4.5 minutes each; 0 outside of 3 to 5 minutes; 1 cut at a weak boundary."
 * ```
 */
export const moduleSplitChart = (options: ModuleSplitChartOptions): ((split: CourseSplit) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (split) => {
    if (isLeft(settings)) return settings;
    const bars = reading(NAME, (found) => readBars(found, split));
    return isLeft(bars) ? bars : right(draw(settings.right, bars.right));
  };
};

type Scaled = { readonly [key: string]: Json };

const shown = (minutes: number): string => String(Number(minutes.toFixed(1)));

const describe = ({ title, minimum, maximum }: Settings, bars: readonly Bar[]): string => {
  const lengths = bars.map(({ minutes }) => minutes);
  const total = lengths.reduce((sum, minutes) => sum + minutes, 0);
  const shortest = lengths.reduce((least, minutes) => Math.min(least, minutes));
  const longest = lengths.reduce((most, minutes) => Math.max(most, minutes));
  const outside = lengths.filter((one) => one < minimum - SAME_MINUTES || one > maximum + SAME_MINUTES).length;
  const weak = bars.filter(({ boundary }) => boundary < 1).length;
  return (
    `${title}: ${bars.length} ${bars.length === 1 ? "module" : "modules"} in ${shown(total)} minutes, ` +
    `${shown(shortest)} to ${shown(longest)} minutes each; ` +
    `${outside} outside of ${shown(minimum)} to ${shown(maximum)} minutes; ` +
    `${weak} ${weak === 1 ? "cut" : "cuts"} at a weak boundary.`
  );
};

const draw = (settings: Settings, bars: readonly Bar[]): ChartSpec => {
  const { title, target, minimum, maximum } = settings;
  let end = 0;
  const values = bars.map((bar) => {
    const from = end;
    end += bar.minutes;
    return { ...bar, from, to: end, weakness: 1 - bar.boundary };
  });
  const weak = values.filter(({ weakness }) => weakness > 0);
  const highest = values.reduce((most, { minutes }) => Math.max(most, minutes), maximum);
  const heaviest = values.reduce((most, { load }) => Math.max(most, load), 1);
  const y = { type: "quantitative", title: "minutes of the module", scale: { domain: [0, highest], nice: true } };
  const x = { type: "quantitative", title: "minutes of the course", scale: { domain: [0, end], nice: false } };
  return chart(title, describe(settings, bars), {
    height: 220,
    layer: [
      {
        data: { values },
        mark: { type: "rect", stroke: "#ffffff", strokeWidth: 2 },
        encoding: {
          x: { field: "from", ...x },
          x2: { field: "to" },
          y: { field: "minutes", ...y },
          y2: { datum: 0 },
          color: {
            field: "load",
            type: "quantitative",
            title: "load",
            scale: { domain: [0, heaviest], range: ["#cfe3f1", BLUE] },
            legend: { gradientLength: 120 },
          },
        },
      },
      {
        data: { values: [{ minutes: minimum }, { minutes: maximum }] },
        mark: { type: "rule", strokeDash: [4, 4], color: MUTED },
        encoding: { y: { field: "minutes", ...y } },
      },
      {
        data: { values: [{ minutes: target }] },
        mark: { type: "rule", color: MUTED, strokeWidth: 1.5 },
        encoding: { y: { field: "minutes", ...y } },
      },
      ...(weak.length === 0 ? [] : [dots(weak, x, y)]),
    ],
  });
};

/** A dot at each cut that is not at a good place to stop. */
const dots = (weak: readonly Json[], x: Scaled, y: Scaled): Json => ({
  data: { values: weak },
  mark: { type: "circle", color: VERMILION, opacity: 1, stroke: "#ffffff" },
  encoding: {
    x: { field: "to", ...x },
    y: { field: "minutes", ...y },
    size: {
      field: "weakness",
      type: "quantitative",
      title: "cut at a weak boundary",
      scale: { domain: [0, 1], range: [30, 240] },
      legend: { values: [0.25, 0.5, 1], format: ".0%" },
    },
  },
});
