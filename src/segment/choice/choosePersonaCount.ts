import { isLeft, right } from "fp-ts/lib/Either.js";
import { clean, type Found, reading } from "../../core/check/index.ts";
import { insufficientData, type Result, reason, run, type Steps, type Table } from "../../core/vocabulary/index.ts";
import { type FeatureMatrix, readFeatureMatrix } from "../featureMatrix.ts";
import type { FitPlan } from "../fitOptions.ts";
import { countDistinct } from "../kMeans/points.ts";
import { scaleFeatures } from "../scaling.ts";
import { readWeights, weighed } from "../weights.ts";
import { type ChoosePersonaCountOptions, type CountPlan, readCountOptions } from "./countOptions.ts";
import { type PersonaCountChoice, weighCounts } from "./weighCounts.ts";

/** The features of the rows that weigh something, each row once. */
const readRows = (found: Found, table: Table, { features, weight }: FitPlan): FeatureMatrix => {
  const matrix = readFeatureMatrix(found, table, features, ["features"], weight);
  const weights = weight === null ? null : readWeights(found, table, weight);
  if (weights === null || !clean(found)) return matrix;
  const { coordinates, count, dimensions } = weighed(matrix.points, weights).points;
  return { ...matrix, points: { coordinates, count, dimensions } };
};

function* choosing(name: string, read: Result<CountPlan>, table: Table): Steps<PersonaCountChoice> {
  if (isLeft(read)) return read;
  const plan = read.right;
  const matrix = reading(name, (found) => readRows(found, table, plan.fit));
  if (isLeft(matrix)) return matrix;
  const scaled = scaleFeatures(matrix.right, plan.fit.scale);
  const distinct = countDistinct(scaled.points, plan.to);
  if (distinct < plan.to) return insufficientData(name, "rows that differ", plan.to, distinct);
  const choice = yield* weighCounts(scaled, plan);
  const { weight } = plan.fit;
  const unweighted = weight === null ? [] : [reason("weights-not-counted", { column: weight })];
  return right({ ...choice, warnings: [...scaled.warnings, ...unweighted, ...choice.warnings] });
}

/**
 * `choosePersonaCount`, handed over step by step: to show progress, to pause, or to stop. `done` counts clusterings.
 *
 * @example
 * ```ts
 * import { orThrow, run, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 3, 20, 21, 24, 23] }));
 * const steps = segment.choosePersonaCountSteps({ to: 3, criteria: ["silhouette"] })(table);
 * const seen: string[] = [];
 * orThrow(run(steps, { onProgress: ({ phase }) => seen.push(phase) })).recommended; // => 2
 * seen[0]; // => "k = 2"
 * ```
 */
export const choosePersonaCountSteps = (
  options: ChoosePersonaCountOptions = {},
): ((table: Table) => Steps<PersonaCountChoice>) => {
  const name = "segment.choosePersonaCountSteps";
  const plan = reading(name, (found) => readCountOptions(found, options));
  return (table) => choosing(name, plan, table);
};

/**
 * How many kinds of learner do these rows bear? Clusters them into each number from `from` to `to`, sets four criteria side by side,
 * lets them vote, and says what decided.
 *
 * - silhouette: (b - a) / max(a, b), a the mean distance to the own persona, b to the nearest other; the largest mean wins.
 *   Exact over all pairs up to `exactSilhouetteRows` rows, beyond that simplified (distances to centres); the result says which.
 * - gap: the mean of ln W over `references` sets spread evenly in the box along the principal axes, less ln W of the data, W half the
 *   inertia; the first number within one standard error of the first peak wins. It may choose 1: then it speaks for no groups, and the last reason says so.
 * - bic: 2 ln L - p ln n of round clouds of one variance; the largest wins.
 * - stability: rows are drawn with replacement and clustered anew, and each persona is compared with the new group most like it
 *   (Jaccard coefficient, mean over `resamples`). The most personas of which the least stable has more than .85 (highly stable) win, or
 *   else the most stable.
 *
 * Numbers that would leave a persona with less than `smallestShare` of the rows, or that pass `mostPersonas`, cannot win. The most
 * votes win, and the smaller number on a tie. A bend of the inertia (the elbow) is no criterion. Reasons are counterfactual: a
 * criterion or rule is named only if without it another number would be recommended. Warnings say so where silhouettes stay under .5
 * (a continuum) or that of the recommended number does, where the gap statistic finds no groups, and where the recommended personas are not stable.
 *
 * Failures: as `fitPersonas`; `InsufficientData` where fewer than `to` rows differ.
 *
 * Cost: (to + references to + resamples (to - from)) clusterings of O(restarts n k d) an iteration, and O(n^2 d) for exact
 * silhouettes. Sources: Rousseeuw (1987); Tibshirani, Walther & Hastie (2001); Pelleg & Moore (2000); Hennig (2007); Kaufman &
 * Rousseeuw (1990) for the limit of .5.
 *
 * @example
 * ```ts
 * import { explain, orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 3, 20, 21, 24, 23], sessions: [1, 3, 2, 2, 40, 38, 44, 41] }));
 * const choice = orThrow(segment.choosePersonaCount({ to: 4, seed: 7 })(table));
 * choice.recommended; // => 2
 * choice.counts.map(({ k }) => k); // => [2, 3, 4]
 * ```
 */
export const choosePersonaCount = (
  options: ChoosePersonaCountOptions = {},
): ((table: Table) => Result<PersonaCountChoice>) => {
  const name = "segment.choosePersonaCount";
  const plan = reading(name, (found) => readCountOptions(found, options));
  return (table) => run(choosing(name, plan, table));
};
