import { type ChartSpec, chart } from "./spec.ts";

/** What a persona chart reads of a persona model. */
export interface ProfiledPersonas {
  /** The personas, in the order of the chart. */
  readonly personas: readonly {
    readonly name: string;
    readonly size: number;
    readonly profile: readonly { readonly feature: string; readonly effect: number }[];
  }[];
}

/** How a persona chart is worded. */
export interface PersonaChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
}

/** Beyond this many pooled standard deviations a cell is as dark as it gets. */
const DARKEST = 2;

/** "activeDays" as people write it. */
const inWords = (feature: string): string => feature.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

/**
 * What tells the personas apart? A cell for each persona and feature, orange where the persona is above the other learners and blue where
 * it is below, with Hedges' g written in.
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
  return ({ personas }) => {
    const label = (name: string, size: number): string => `${name} (${size})`;
    const features = [...new Set(personas.flatMap(({ profile }) => profile.map(({ feature }) => feature)))];
    const values = personas.flatMap(({ name, size, profile }) =>
      profile.map(({ feature, effect }) => ({ persona: label(name, size), feature: inWords(feature), effect })),
    );
    const words = personas.map(
      ({ name, size, profile }) =>
        `${label(name, size)}: ${profile
          .slice(0, 2)
          .map(({ feature, effect }) => `${inWords(feature)} ${effect.toFixed(1)}`)
          .join(", ")}`,
    );
    const y = { field: "feature", type: "nominal", title: null, sort: features.map(inWords) };
    const x = {
      field: "persona",
      type: "nominal",
      title: null,
      sort: personas.map(({ name, size }) => label(name, size)),
      axis: { orient: "top", labelAngle: 0, labelExpr: "split(datum.label, ', ')", labelLimit: 160 },
    };
    return chart(title, `${title}: ${words.join("; ")}.`, {
      height: { step: 34 },
      data: { values },
      layer: [
        {
          mark: { type: "rect" },
          encoding: {
            x,
            y,
            color: {
              field: "effect",
              type: "quantitative",
              title: "standard deviations from the others",
              scale: { scheme: "blueorange", domain: [-DARKEST, DARKEST], clamp: true },
              legend: { gradientLength: 160 },
            },
          },
        },
        {
          mark: { type: "text", fontSize: 12 },
          encoding: { x, y, text: { field: "effect", type: "quantitative", format: "+.1f" } },
        },
      ],
    });
  };
};
