import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  type Path,
  readArray,
  readInteger,
  reading,
  readNumber,
  readObject,
  readText,
} from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { readDrawable, readTitle } from "./readDrawable.ts";
import { type ChartSpec, chart, MUTED, VERMILION } from "./spec.ts";

/** What the chart reads of a choice of the number of personas. */
export interface ComparedPersonaCounts {
  /** The number recommended, `null` for none. */
  readonly recommended: number | null;
  /** The numbers looked at. */
  readonly counts: readonly {
    /** How many personas. */
    readonly k: number;
    /** The mean silhouette. */
    readonly silhouette: number | null;
    /** The gap statistic. */
    readonly gap: number | null;
    /** The BIC. */
    readonly bic: number | null;
    /** The smallest mean Jaccard coefficient. */
    readonly stability: number | null;
    /** The share of the smallest persona. */
    readonly smallestShare: number;
    /** The criteria that speak for it. */
    readonly votes: readonly string[];
  }[];
}

/** How a chart of the choice of the number of personas is worded. */
export interface PersonaChoiceChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
}

const NAME = "charts.personaChoiceChart";

const readValue = (found: Found, path: Path, value: unknown): number | null =>
  value === null ? null : readDrawable(found, path, value);

const readChoice = (found: Found, value: unknown): ComparedPersonaCounts => {
  const { recommended, counts } = readObject(found, [], value, "a choice of the number of personas");
  return {
    recommended: recommended === null ? null : readInteger(found, ["recommended"], recommended, { min: 1, max: 1e6 }),
    counts: readArray(found, ["counts"], counts, (count, path) => {
      const one = readObject(found, path, count, "one number of personas");
      return {
        k: readInteger(found, [...path, "k"], one["k"], { min: 1, max: 1e6 }),
        silhouette: readValue(found, [...path, "silhouette"], one["silhouette"]),
        gap: readValue(found, [...path, "gap"], one["gap"]),
        bic: readValue(found, [...path, "bic"], one["bic"]),
        stability: readValue(found, [...path, "stability"], one["stability"]),
        smallestShare: readNumber(found, [...path, "smallestShare"], one["smallestShare"], { min: 0, max: 1 }),
        votes: readArray(found, [...path, "votes"], one["votes"], (vote, at) => readText(found, at, vote)),
      };
    }),
  };
};

const ROWS = [
  { key: "silhouette", name: "silhouette", digits: 2 },
  { key: "gap", name: "gap", digits: 2 },
  { key: "bic", name: "BIC", digits: 0 },
  { key: "stability", name: "stability", digits: 2 },
] as const;

/** The choice recommended, behind its numbers. */
const TINT = "#fbe7d6";

/**
 * How many personas, by which criterion? A table: a column for each number, a row for each criterion that was computed and one for the
 * smallest persona. What a criterion speaks for is orange and bold; the column of the number recommended is tinted.
 *
 * @example
 * ```ts
 * import { charts, orThrow } from "learnlift";
 *
 * const counts = [
 *   { k: 2, silhouette: 0.4, gap: null, bic: null, stability: 0.9, smallestShare: 0.4, votes: ["silhouette", "stability"] },
 *   { k: 3, silhouette: 0.3, gap: null, bic: null, stability: 0.7, smallestShare: 0.1, votes: [] },
 * ];
 * orThrow(charts.personaChoiceChart({ title: "Two, if any" })({ recommended: 2, counts })).description;
 * // => "Two, if any: 2 personas recommended. silhouette: 2 0.40, 3 0.30; stability: 2 0.90, 3 0.70; smallest: 2 40 %, 3 10 %."
 * ```
 */
export const personaChoiceChart = (
  options: PersonaChoiceChartOptions,
): ((choice: ComparedPersonaCounts) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readTitle(found, options));
  return (choice) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readChoice(found, choice));
    return isLeft(read) ? read : right(drawChoice(settings.right, read.right));
  };
};

const drawChoice = (
  { title }: PersonaChoiceChartOptions,
  { recommended, counts }: ComparedPersonaCounts,
): ChartSpec => {
  const values = [
    ...ROWS.flatMap(({ key, name, digits }) =>
      counts.flatMap(({ k, votes, ...one }) => {
        const value = one[key];
        return value === null ? [] : [{ k, row: name, text: value.toFixed(digits), voted: votes.includes(key) }];
      }),
    ),
    ...counts.map(({ k, smallestShare }) => ({
      k,
      row: "smallest",
      text: `${(100 * smallestShare).toFixed(0)} %`,
      voted: false,
    })),
  ];
  const rows = [...new Set(values.map(({ row }) => row))];
  const words = rows.map(
    (row) =>
      `${row}: ${values
        .filter((one) => one.row === row)
        .map(({ k, text }) => `${k} ${text}`)
        .join(", ")}`,
  );
  const first = recommended === null ? "no number recommended" : `${recommended} personas recommended`;
  const numbers = counts.map(({ k }) => k);
  const x = {
    field: "k",
    type: "ordinal",
    sort: numbers,
    scale: { domain: numbers },
    axis: { title: "personas", labelAngle: 0, orient: "top", grid: false, ticks: false, domain: false },
  };
  const y = {
    field: "row",
    type: "nominal",
    title: null,
    sort: rows,
    scale: { domain: rows },
    axis: { grid: false, ticks: false, domain: false },
  };
  const cells = (voted: boolean) => ({
    transform: [{ filter: `datum.voted === ${voted}` }],
    mark: { type: "text", fontSize: 11, fontWeight: voted ? "bold" : "normal", color: voted ? VERMILION : MUTED },
    encoding: { x, y, text: { field: "text", type: "nominal" } },
  });
  return chart(title, `${title}: ${first}. ${words.join("; ")}.`, {
    height: 26 * Math.max(1, rows.length),
    data: { values },
    layer: [
      {
        transform: [{ filter: `datum.k === ${recommended ?? 0}` }],
        mark: { type: "rect", color: TINT },
        encoding: { x, y },
      },
      cells(false),
      cells(true),
    ],
  });
};
