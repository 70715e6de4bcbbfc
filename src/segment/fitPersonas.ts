import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, note, reading } from "../core/check/index.ts";
import {
  invalidInput,
  notConverged,
  type Progress,
  type Reason,
  type Result,
  reason,
  run,
  type Steps,
  type Table,
} from "../core/vocabulary/index.ts";
import { settleCount, told } from "./choice/settleCount.ts";
import type { CompiledPersonas } from "./compilePersonas.ts";
import { type FeatureMatrix, readFeatureMatrix } from "./featureMatrix.ts";
import { type FitPersonasOptions, type FitPlan, readFitOptions } from "./fitOptions.ts";
import { bestOfRestarts } from "./kMeans/bestOfRestarts.ts";
import type { LloydFit } from "./kMeans/lloyd.ts";
import type { Points } from "./kMeans/points.ts";
import { subsampleSize } from "./kMeans/subsample.ts";
import { namesOf, reasonsOf } from "./naming.ts";
import { outlierDistanceOf } from "./outlierDistance.ts";
import type { Persona, PersonaCountDecision, PersonaModel } from "./personaModel.ts";
import { profilesOf } from "./profile.ts";
import { type Scaled, scaleFeatures } from "./scaling.ts";
import { readWeights, weighed } from "./weights.ts";

/** A persona with a smaller share of the rows, as they count, is warned about. */
const SMALL_SHARE = 0.05;

/** From so many rows on, restarts run on a subsample unless the options say otherwise. */
const MANY_ROWS = 20_000;

/** In scaled units; the squares of larger numbers, summed, would overflow. */
const FARTHEST = 1e140;

const totalOf = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0);

/** How much each cluster weighs: its rows, where they are not weighted. */
const weightsOf = ({ weights }: Points, { labels, sizes }: LloydFit): Float64Array => {
  const totals = Float64Array.from(sizes);
  if (weights === undefined) return totals;
  totals.fill(0);
  for (let i = 0; i < labels.length; i += 1) {
    const label = labels[i] as number; // i is a point, label a cluster
    totals[label] = (totals[label] as number) + (weights[i] as number); // as above
  }
  return totals;
};

/** The order of the personas: what weighs most first, equal weights by their centres. */
const orderOf = (fit: LloydFit, totals: Float64Array, dimensions: number): readonly number[] => {
  const byCentre = (a: number, b: number): number => {
    for (let j = 0; j < dimensions; j += 1) {
      const difference = (fit.centres[a * dimensions + j] ?? 0) - (fit.centres[b * dimensions + j] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  };
  return Array.from(fit.sizes, (_, cluster) => cluster).sort(
    (a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || byCentre(a, b),
  );
};

const personasOf = (scaled: Scaled, fit: LloydFit): readonly Persona[] => {
  const { dimensions } = scaled.points;
  const totals = weightsOf(scaled.points, fit);
  const profiles = profilesOf(scaled.points, fit, scaled.features, totals);
  const order = orderOf(fit, totals, dimensions);
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
  const totals = Float64Array.from(weightsOf(scaled.points, fit)).sort().reverse(); // in the order of the personas
  const n = totalOf(totals);
  const small = personas.flatMap(({ id }, p) => {
    const size = totals[p] ?? 0;
    return size < SMALL_SHARE * n
      ? [reason("small-persona", { persona: id, size, n, percent: 100 * SMALL_SHARE })]
      : [];
  });
  return [
    ...scaled.warnings,
    ...(fit.converged ? [] : [reason("not-converged", { iterations: fit.iterations })]),
    ...small,
  ];
};

/** How the starts ran: as asked, or as many rows suggest. */
const restartModeOf = (
  { restarts, restartMode, startRows, startModel }: FitPlan,
  k: number,
  rows: number,
): "full" | "subsample" => {
  if (startRows !== null || startModel !== null || subsampleSize(k) >= rows) return "full";
  return restartMode ?? (rows < MANY_ROWS || restarts === 1 ? "full" : "subsample");
};

const modelOf = (
  plan: FitPlan,
  matrix: FeatureMatrix,
  scaled: Scaled,
  fit: LloydFit,
  restartMode: "full" | "subsample",
  choice: PersonaCountDecision | null,
): PersonaModel => {
  const { weights } = scaled.points;
  const personas = personasOf(scaled, fit);
  return {
    kind: "k-means",
    version: 1,
    features: scaled.features,
    personas,
    inertia: fit.inertia,
    outlierDistance: outlierDistanceOf(fit.squaredDistances, weights),
    fit: {
      n: scaled.points.count,
      seed: plan.seed,
      restarts: plan.restarts,
      restartMode,
      start: plan.startRows ?? (plan.startModel === null ? "k-means++" : "model"),
      ...(choice === null ? {} : { choice }),
      ...(plan.weight === null || weights === undefined
        ? {}
        : { weight: { column: plan.weight, total: totalOf(weights) } }),
      scale: plan.scale,
      iterations: fit.iterations,
      converged: fit.converged,
      ...(matrix.elapsedDays === null ? {} : { elapsedDays: matrix.elapsedDays }),
      warnings: warningsOf(scaled, fit, personas),
    },
  };
};

/** What a fit reads of its table: the rows that weigh something, and which of them to start from. */
interface FitInput {
  readonly matrix: FeatureMatrix;
  readonly startRows: readonly number[] | null;
}

const readInput = (found: Found, plan: FitPlan, table: unknown): FitInput => {
  const { startRows, weight } = plan;
  const matrix = readFeatureMatrix(found, table, plan.features, ["features"], weight);
  const weights = weight === null ? null : readWeights(found, table, weight);
  startRows?.forEach((row, index) => {
    if (row >= matrix.points.count)
      note(found, ["start", index], "out-of-range", `a row index below ${matrix.points.count}`, row);
    else if (weights?.[row] === 0) note(found, ["start", index], "out-of-range", "a row that weighs more than 0", row);
  });
  if (weights === null || found.issues.length > 0) return { matrix, startRows };
  const { points, rows } = weighed(matrix.points, weights);
  return { matrix: { ...matrix, points }, startRows: startRows?.map((row) => rows.indexOf(row)) ?? null };
};

/** The centres of a model in the scaled units of another fit, or `null` where they are too far from it to measure. */
const centresIn = ({ features }: Scaled, model: CompiledPersonas): Float64Array | null => {
  const places = features.map(({ name }) => model.features.indexOf(name));
  const d = model.features.length;
  const centres = Float64Array.from(
    model.ids.flatMap((_, p) =>
      features.map(({ centre, scale }, j) => {
        const place = places[j] ?? 0;
        const there = (model.places[p * d + place] ?? 0) * (model.scales[place] ?? 1) + (model.centres[place] ?? 0);
        return (there - centre) / scale;
      }),
    ),
  );
  return centres.every((coordinate) => Math.abs(coordinate) <= FARTHEST) ? centres : null;
};

function* fitting(name: string, plan: Result<FitPlan>, table: Table): Steps<PersonaModel> {
  if (isLeft(plan)) return plan;
  const options = plan.right;
  const read = reading(name, (found) => readInput(found, options, table));
  if (isLeft(read)) return read;
  const { matrix, startRows } = read.right;
  const scaled = scaleFeatures(matrix, options.scale);
  const count = yield* settleCount(name, options, scaled);
  if (isLeft(count)) return count;
  const { k, choice, done } = count.right;
  const { seed, restarts, kernel, startModel } = options;
  const startCentres = startModel === null ? null : centresIn(scaled, startModel);
  if (startModel !== null && startCentres === null) {
    const expected = "personas in the range of the table's features";
    return invalidInput(name, [{ path: ["start"], code: "out-of-range", expected, received: "a model far away" }], 0);
  }
  const limits = {
    maxIterations: options.maxIterations,
    shiftTolerance: options.tolerance * scaled.meanVariance,
  };
  const restartMode = restartModeOf(options, k, scaled.points.count);
  const starts = bestOfRestarts(scaled.points, {
    k,
    seed,
    restarts,
    startRows,
    limits,
    kernel,
    ...(startCentres === null ? {} : { startCentres }),
    ...(restartMode === "full" ? {} : { subsample: subsampleSize(k) }),
  });
  const ofWhole = (step: Progress): Progress => ({ ...step, phase: `k = ${k}, ${step.phase}`, done, total: done + 1 });
  const fit = yield* choice === null ? starts : told(starts, ofWhole);
  if (fit.faulty === true) {
    const expected = "a kernel that gives each point the index of a centre";
    const received = "one that threw, or gave something else";
    return invalidInput(name, [{ path: ["kernels", "assign"], code: "inconsistent", expected, received }], 0);
  }
  if (fit.sizes.includes(0))
    return notConverged(name, fit.iterations, fit.sizes.filter((size) => size === 0).length, 0);
  return right(modelOf(options, matrix, scaled, fit, restartMode, choice));
}

/**
 * `fitPersonas`, handed over step by step: to show progress, to pause, or to stop. A step is one iteration, or a block of rows where an
 * iteration has much to do; its `value` is the inertia of the latest labels, which never rises within a start but by rounding.
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
 * with the lowest inertia is kept; from 20,000 rows on the starts run on a subsample unless `restartMode` says otherwise, and
 * `fit.restartMode` says what was done. With `weight` each row counts as often as its column says; where an empty persona is filled, a
 * row goes whole. A row as near to two centres belongs to the first. A column with one value is left out, with a
 * warning. Personas are described and named by Hedges' g of their rows against all others; the words follow the numbers and claim
 * no cause. With `k: "auto"` the number is the one that `choosePersonaCount` recommends with the same options, and `fit.choice` says why
 * and what speaks against it.
 *
 * Failures: `InvalidInput` for options or cells that do not fit (every cell of a feature must hold a number, at most 1e100 in
 * size), for rows cut at different days (column `elapsedDays`), and for a kernel that throws or gives labels that are no personas;
 * `InsufficientData` where fewer than k rows differ (2 for `"auto"`); `Infeasible` where for `"auto"` every number breaks a rule, say
 * because a few rows far from all others would be a persona of their own;
 * `NotConverged` where so few iterations were allowed that a persona is still empty.
 *
 * Cost O(n k d) an iteration, for n rows and d features. Sources: Lloyd (1982); Arthur & Vassilvitskii (2007); Hamerly (2010); Hedges (1981).
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
