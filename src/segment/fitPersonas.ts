import { isLeft, right } from "fp-ts/lib/Either.js";
import { note, reading } from "../core/check/index.ts";
import {
  insufficientData,
  notConverged,
  type Reason,
  type Result,
  reason,
  run,
  type Steps,
  type Table,
} from "../core/vocabulary/index.ts";
import { type FeatureMatrix, readFeatureMatrix } from "./featureMatrix.ts";
import { type FitPersonasOptions, type FitPlan, readFitOptions } from "./fitOptions.ts";
import { bestOfRestarts } from "./kMeans/bestOfRestarts.ts";
import type { LloydFit } from "./kMeans/lloyd.ts";
import { countDistinct } from "./kMeans/points.ts";
import { namesOf, reasonsOf } from "./naming.ts";
import type { Persona, PersonaModel } from "./personaModel.ts";
import { profilesOf } from "./profile.ts";
import { type Scaled, scaleFeatures } from "./scaling.ts";

/** A persona with a smaller share of the rows is warned about. */
const SMALL_SHARE = 0.05;

/** The order of the personas: the largest first, equal sizes by their centres. */
const orderOf = (fit: LloydFit, dimensions: number): readonly number[] => {
  const byCentre = (a: number, b: number): number => {
    for (let j = 0; j < dimensions; j += 1) {
      const difference = (fit.centres[a * dimensions + j] ?? 0) - (fit.centres[b * dimensions + j] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  };
  return Array.from(fit.sizes, (_, cluster) => cluster).sort(
    (a, b) => (fit.sizes[b] ?? 0) - (fit.sizes[a] ?? 0) || byCentre(a, b),
  );
};

const personasOf = (scaled: Scaled, fit: LloydFit): readonly Persona[] => {
  const { dimensions } = scaled.points;
  const profiles = profilesOf(scaled.points, fit, scaled.features);
  const order = orderOf(fit, dimensions);
  const names = namesOf(order.map((cluster) => profiles[cluster] ?? []));
  return order.map((cluster, index) => {
    const profile = profiles[cluster] ?? [];
    return {
      id: `persona-${index + 1}`,
      name: names[index] ?? "",
      size: fit.sizes[cluster] ?? 0,
      centre: Array.from(fit.centres.subarray(cluster * dimensions, (cluster + 1) * dimensions)),
      profile,
      reasons: reasonsOf(profile),
    };
  });
};

const warningsOf = (scaled: Scaled, fit: LloydFit, personas: readonly Persona[]): readonly Reason[] => {
  const n = scaled.points.count;
  const small = personas.filter((persona) => persona.size < SMALL_SHARE * n);
  return [
    ...scaled.warnings,
    ...(fit.converged ? [] : [reason("not-converged", { iterations: fit.iterations })]),
    ...small.map(({ id, size }) => reason("small-persona", { persona: id, size, n, percent: 100 * SMALL_SHARE })),
  ];
};

const modelOf = (plan: FitPlan, matrix: FeatureMatrix, scaled: Scaled, fit: LloydFit): PersonaModel => {
  const personas = personasOf(scaled, fit);
  return {
    kind: "k-means",
    version: 1,
    features: scaled.features,
    personas,
    inertia: fit.inertia,
    fit: {
      n: scaled.points.count,
      seed: plan.seed,
      restarts: plan.restarts,
      start: plan.startRows ?? "k-means++",
      scale: plan.scale,
      iterations: fit.iterations,
      converged: fit.converged,
      ...(matrix.elapsedDays === null ? {} : { elapsedDays: matrix.elapsedDays }),
      warnings: warningsOf(scaled, fit, personas),
    },
  };
};

function* fitting(name: string, plan: Result<FitPlan>, table: Table): Steps<PersonaModel> {
  if (isLeft(plan)) return plan;
  const options = plan.right;
  const read = reading(name, (found) => {
    const matrix = readFeatureMatrix(found, table, options.features);
    options.startRows?.forEach((row, index) => {
      if (row < matrix.points.count) return;
      note(found, ["start", index], "out-of-range", `a row index below ${matrix.points.count}`, row);
    });
    return matrix;
  });
  if (isLeft(read)) return read;
  const matrix = read.right;
  const scaled = scaleFeatures(matrix, options.scale);
  const distinct = countDistinct(scaled.points, options.k);
  if (distinct < options.k) return insufficientData(name, "rows that differ", options.k, distinct);
  const limits = {
    maxIterations: options.maxIterations,
    shiftTolerance: options.tolerance * scaled.meanVariance,
  };
  const fit = yield* bestOfRestarts(scaled.points, { ...options, limits });
  if (fit.sizes.includes(0))
    return notConverged(name, fit.iterations, fit.sizes.filter((size) => size === 0).length, 0);
  return right(modelOf(options, matrix, scaled, fit));
}

/**
 * `fitPersonas`, handed over step by step: to show progress, to pause, or to stop. Each step is one iteration; its `value` is the
 * inertia at that point, which never rises within a start.
 *
 * @example
 * ```ts
 * import { orThrow, run, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 20, 21, 24], sessions: [1, 3, 2, 40, 38, 44] }));
 * const steps = segment.fitPersonasSteps({ k: 2 })(table);
 * const seen: string[] = [];
 * const model = orThrow(run(steps, { onProgress: ({ phase }) => seen.push(phase) }));
 * seen[0]; // => "start 1 of 10"
 * ```
 */
export const fitPersonasSteps = (options: FitPersonasOptions): ((table: Table) => Steps<PersonaModel>) => {
  const name = "segment.fitPersonasSteps";
  const plan = reading(name, (found) => readFitOptions(found, options));
  return (table) => fitting(name, plan, table);
};

/**
 * Which kinds of learner do we have? Finds k groups whose members behave alike, and says what sets each apart.
 *
 * k-means: rows x_i get labels and groups get centres so that the inertia, the sum of squared distances from each row to its
 * centre, is small. Each feature is centred at its mean and, unless `scale` is `"none"`, divided by its population standard
 * deviation first. Lloyd's iteration with scikit-learn's stopping rules runs from `restarts` greedy k-means++ starts, and the result
 * with the lowest inertia is kept. A row as near to two centres belongs to the first. A column with one value is left out, with a
 * warning. Personas are described and named by Hedges' g of their rows against all others; the words follow the numbers and claim
 * no cause.
 *
 * Failures: `InvalidInput` for options or cells that do not fit (every cell of a feature must hold a number, at most 1e100 in
 * size), and for rows cut at different days (column `elapsedDays`); `InsufficientData` where fewer than k rows differ;
 * `NotConverged` where so few iterations were allowed that a persona is still empty.
 *
 * Cost O(n k d) an iteration, for n rows and d features. Sources: Lloyd (1982); Arthur & Vassilvitskii (2007); Hedges (1981).
 *
 * @example
 * ```ts
 * import { orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 20, 21, 24], sessions: [1, 3, 2, 40, 38, 44] }));
 * const model = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(table));
 * model.personas.map(({ name }) => name); // => ["Low sessions, low active days", "High sessions, high active days"]
 * ```
 */
export const fitPersonas = (options: FitPersonasOptions): ((table: Table) => Result<PersonaModel>) => {
  const name = "segment.fitPersonas";
  const plan = reading(name, (found) => readFitOptions(found, options));
  return (table) => run(fitting(name, plan, table));
};
