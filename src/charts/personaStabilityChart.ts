import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, readArray, reading, readNumber, readObject, readText } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { readTitle } from "./readDrawable.ts";
import { AXIS_NAME, axisName, BLUE, type ChartSpec, chart, MUTED, VERMILION } from "./spec.ts";

/** What the chart reads of the stability of personas. */
export interface RecoveredPersonas {
  /** How far refits agree. */
  readonly agreement: number;
  /** The personas, in the order of the chart. */
  readonly personas: readonly {
    /** Its id, or its name. */
    readonly persona: string;
    /** How well resamples find it again, in [0, 1]. */
    readonly jaccard: number;
    /** The word for that. */
    readonly verdict: string;
  }[];
}

/** How a chart of the stability of personas is worded. */
export interface PersonaStabilityChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
}

const NAME = "charts.personaStabilityChart";

/** Under it nothing is called stable. */
const STABLE = 0.75;

const readStability = (found: Found, value: unknown): RecoveredPersonas => {
  const { agreement, personas } = readObject(found, [], value, "the stability of personas");
  return {
    agreement: readNumber(found, ["agreement"], agreement, { min: -1, max: 1 }),
    personas: readArray(found, ["personas"], personas, (one, path) => {
      const { persona, jaccard, verdict } = readObject(found, path, one, "a persona");
      return {
        persona: readText(found, [...path, "persona"], persona),
        jaccard: readNumber(found, [...path, "jaccard"], jaccard, { min: 0, max: 1 }),
        verdict: readText(found, [...path, "verdict"], verdict),
      };
    }),
  };
};

/** "not-stable" as people write it. */
const inWords = (verdict: string): string => verdict.replace(/-/g, " ");

/**
 * Would we find each persona again? A bar for each: the mean Jaccard coefficient over resamples, against the line at .75 under which
 * nothing is called stable (orange). The words beside the bars are those of the stability itself, which calls no persona stable where
 * the refits as a whole do not agree.
 *
 * @example
 * ```ts
 * import { charts, orThrow } from "learnlift";
 *
 * const personas = [
 *   { persona: "persona-1", jaccard: 0.78, verdict: "doubtful" },
 *   { persona: "persona-2", jaccard: 0.55, verdict: "not-stable" },
 * ];
 * orThrow(charts.personaStabilityChart({ title: "No kinds of people" })({ agreement: 0.64, personas })).description;
 * // => "No kinds of people: refits agree by 0.64; persona-1 0.78, doubtful; persona-2 0.55, not stable."
 * ```
 */
export const personaStabilityChart = (
  options: PersonaStabilityChartOptions,
): ((stability: RecoveredPersonas) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readTitle(found, options));
  return (stability) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readStability(found, stability));
    return isLeft(read) ? read : right(drawStability(settings.right, read.right));
  };
};

const drawStability = (
  { title }: PersonaStabilityChartOptions,
  { agreement, personas }: RecoveredPersonas,
): ChartSpec => {
  const values = personas.map(({ persona, jaccard, verdict }, place) => ({
    row: axisName(place, persona),
    jaccard,
    side: jaccard < STABLE ? `under ${STABLE}` : `${STABLE} and more`,
    text: `${jaccard.toFixed(2)} ${inWords(verdict)}`,
  }));
  const words = personas.map(
    ({ persona, jaccard, verdict }) => `; ${persona} ${jaccard.toFixed(2)}, ${inWords(verdict)}`,
  );
  const order = values.map(({ row }) => row);
  const y = {
    field: "row",
    type: "nominal",
    title: null,
    sort: order,
    scale: { domain: order },
    axis: { labelExpr: AXIS_NAME, ticks: false, domain: false, grid: false, labelLimit: 140 },
  };
  const x = {
    field: "jaccard",
    type: "quantitative",
    title: "mean Jaccard coefficient",
    scale: { domain: [0, 2] },
    axis: { values: [0, 0.25, 0.5, 0.75, 1], format: ".2f" },
  };
  const color = {
    field: "side",
    type: "nominal",
    title: null,
    scale: { domain: [`${STABLE} and more`, `under ${STABLE}`], range: [BLUE, VERMILION] },
  };
  return chart(title, `${title}: refits agree by ${agreement.toFixed(2)}${words.join("")}.`, {
    height: 26 * Math.max(1, order.length),
    data: { values },
    layer: [
      { mark: { type: "bar", height: 15 }, encoding: { x, y, color } },
      {
        mark: { type: "text", align: "left", dx: 4, fontSize: 11 },
        encoding: { x, y, text: { field: "text", type: "nominal" } },
      },
      {
        data: { values: [{ limit: STABLE }] },
        mark: { type: "rule", color: MUTED, strokeDash: [4, 3] },
        encoding: { x: { ...x, field: "limit" } },
      },
    ],
  });
};
