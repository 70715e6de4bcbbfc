import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, readArray, reading, readNumber, readObject, readText } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { featureInWords } from "../segment/featureInWords.ts";
import { readDrawable, readTitle } from "./readDrawable.ts";
import { AXIS_NAME, axisName, BLUE, type ChartSpec, chart, MUTED, VERMILION } from "./spec.ts";

/** What a persona chart reads of a persona model. */
export interface ProfiledPersonas {
  /** The personas, in the order of the chart. */
  readonly personas: readonly {
    /** Its name. */
    readonly name: string;
    /** How many belong to it. */
    readonly size: number;
    /** What sets it apart. */
    readonly profile: readonly {
      /** The feature. */
      readonly feature: string;
      /** How far its members are from the others, in standard deviations. */
      readonly effect: number;
    }[];
  }[];
}

/** How a persona chart is worded. */
export interface PersonaChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
}

const NAME = "charts.personaChart";

const readPersonas = (found: Found, value: unknown): ProfiledPersonas => {
  const { personas } = readObject(found, [], value, "a persona model");
  return {
    personas: readArray(found, ["personas"], personas, (persona, path) => {
      const { name, size, profile } = readObject(found, path, persona, "a persona");
      return {
        name: readText(found, [...path, "name"], name),
        size: readNumber(found, [...path, "size"], size, { min: 0, max: 1e15 }),
        profile: readArray(found, [...path, "profile"], profile, (trait, at) => {
          const { feature, effect } = readObject(found, at, trait, "a feature with its effect");
          return {
            feature: readText(found, [...at, "feature"], feature),
            effect: readDrawable(found, [...at, "effect"], effect),
          };
        }),
      };
    }),
  };
};

const ABOVE = "above the other learners";
const BELOW = "below the other learners";

/** Above each persona's bars a row of its own holds its name, which is longer than any label beside them could be. */
const rowsOf = ({ personas }: ProfiledPersonas) => {
  const features = [...new Set(personas.flatMap(({ profile }) => profile.map(({ feature }) => feature)))];
  return personas.flatMap(({ name, size, profile }, place) => [
    { row: axisName(place, ""), heading: `${name} (${size})`, effect: null, side: ABOVE },
    ...features.flatMap((feature) => {
      const trait = profile.find((one) => one.feature === feature);
      if (trait === undefined) return [];
      const side = trait.effect < 0 ? BELOW : ABOVE;
      return [{ row: axisName(place, featureInWords(feature)), heading: null, effect: trait.effect, side }];
    }),
  ]);
};

/**
 * What tells the personas apart? For each persona a bar for each feature: how far its learners stand above (orange) or below (blue) all
 * others, in Hedges' g. Features keep one order, so that personas can be compared down the page.
 *
 * Fails on an empty title, an unknown option, nameless personas and features, and numbers that no axis can show.
 *
 * @example
 * ```ts
 * import { charts, orThrow } from "learnlift";
 *
 * const personas = [{ name: "High active days", size: 12, profile: [{ feature: "activeDays", effect: 1.4 }] }];
 * orThrow(charts.personaChart({ title: "One group stands out" })({ personas })).description;
 * // => "One group stands out: High active days (12): active days 1.4."
 * ```
 */
export const personaChart = (options: PersonaChartOptions): ((model: ProfiledPersonas) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readTitle(found, options));
  return (model) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readPersonas(found, model));
    return isLeft(read) ? read : right(drawPersonas(settings.right, read.right));
  };
};

const drawPersonas = ({ title }: PersonaChartOptions, model: ProfiledPersonas): ChartSpec => {
  const words = model.personas.map(({ name, size, profile }) => {
    const traits = profile.slice(0, 2).map(({ feature, effect }) => `${featureInWords(feature)} ${effect.toFixed(1)}`);
    return `${name} (${size}): ${traits.join(", ")}`;
  });
  const values = rowsOf(model);
  const order = values.map(({ row }) => row);
  // room for the numbers beyond the longest bar
  const reach = 1.6 * values.reduce((most, { effect }) => Math.max(most, Math.abs(effect ?? 0)), 1);
  const y = {
    field: "row",
    type: "nominal",
    title: null,
    sort: order,
    scale: { domain: order },
    axis: { labelExpr: AXIS_NAME, ticks: false, domain: false, grid: false },
  };
  const x = {
    field: "effect",
    type: "quantitative",
    title: "standard deviations",
    scale: { domain: [-reach, reach], nice: false },
    axis: { tickCount: 5 },
  };
  const color = {
    field: "side",
    type: "nominal",
    title: null,
    scale: { domain: [ABOVE, BELOW], range: [VERMILION, BLUE] },
  };
  const beside = (side: "left" | "right") => ({
    transform: [{ filter: `isValid(datum.effect) && datum.effect ${side === "right" ? "<" : ">="} 0` }],
    mark: { type: "text", align: side, dx: side === "right" ? -4 : 4, fontSize: 11 },
    encoding: { y, x, text: { field: "effect", type: "quantitative", format: "+.1f" } },
  });
  return chart(title, `${title}: ${words.join("; ")}.`, {
    height: 20 * Math.max(1, order.length),
    data: { values },
    layer: [
      {
        transform: [{ filter: "isValid(datum.effect)" }],
        mark: { type: "bar", height: 13 },
        encoding: { y, x, color },
      },
      beside("left"),
      beside("right"),
      {
        transform: [{ filter: "isValid(datum.heading)" }],
        mark: { type: "text", align: "left", fontSize: 11, fontWeight: "bold" },
        encoding: { y, x: { value: -130 }, text: { field: "heading", type: "nominal" } },
      },
      {
        data: { values: [{ none: 0 }] },
        mark: { type: "rule", color: MUTED },
        encoding: { x: { ...x, field: "none" } },
      },
    ],
  });
};
