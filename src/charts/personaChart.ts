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

const ABOVE = "above the other learners";
const BELOW = "below the other learners";

/** "activeDays" as people write it. */
const inWords = (feature: string): string => feature.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

/** Above each persona's bars a row of its own holds its name, which is longer than any label beside them could be. */
const rowsOf = ({ personas }: ProfiledPersonas) => {
  const features = [...new Set(personas.flatMap(({ profile }) => profile.map(({ feature }) => feature)))];
  return personas.flatMap(({ name, size, profile }, place) => [
    { row: axisName(place, ""), heading: `${name} (${size})`, effect: null, side: ABOVE },
    ...features.flatMap((feature) => {
      const trait = profile.find((one) => one.feature === feature);
      if (trait === undefined) return [];
      const side = trait.effect < 0 ? BELOW : ABOVE;
      return [{ row: axisName(place, inWords(feature)), heading: null, effect: trait.effect, side }];
    }),
  ]);
};

/**
 * What tells the personas apart? For each persona a bar for each feature: how far its learners stand above (orange) or below (blue) all
 * others, in Hedges' g. Features keep one order, so that personas can be compared down the page.
 *
 * @example
 * ```ts
 * import { charts } from "learnlift";
 *
 * const personas = [{ name: "High active days", size: 12, profile: [{ feature: "activeDays", effect: 1.4 }] }];
 * charts.personaChart({ title: "One group stands out" })({ personas }).description;
 * // => "One group stands out: High active days (12): active days 1.4."
 * ```
 */
export const personaChart = ({ title }: PersonaChartOptions): ((model: ProfiledPersonas) => ChartSpec) => {
  return (model) => {
    const words = model.personas.map(({ name, size, profile }) => {
      const traits = profile.slice(0, 2).map(({ feature, effect }) => `${inWords(feature)} ${effect.toFixed(1)}`);
      return `${name} (${size}): ${traits.join(", ")}`;
    });
    const values = rowsOf(model);
    const order = values.map(({ row }) => row);
    // room for the numbers beyond the longest bar
    const reach = 1.6 * Math.max(1, ...values.map(({ effect }) => Math.abs(effect ?? 0)));
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
};
