import { isLeft, right } from "fp-ts/lib/Either.js";
import { clean, note, orDefault, readInteger, reading, readOptions, readText } from "../../core/check/index.ts";
import { type Reason, type Result, reason, run, type Steps, type Table } from "../../core/vocabulary/index.ts";
import { type CompiledPersonas, readPersonas } from "../compilePersonas.ts";
import type { Points } from "../kMeans/points.ts";
import { nearestTo, sizesOf } from "../nearest.ts";
import type { PersonaModel } from "../personaModel.ts";
import { readScaledTable } from "../scaledTable.ts";
import { noteWeighted } from "../unweighted.ts";
import { adjustedRandIndex } from "./adjustedRandIndex.ts";
import { resampleOnce } from "./bootstrap.ts";
import { crossTable } from "./crossTable.ts";
import { STABLE, type StabilityVerdict, verdictOf, verdictWithin } from "./verdict.ts";

/** Which model is tried, and how hard. */
export interface PersonaStabilityOptions {
  /** The model, to be tried on the table it was fitted on. */
  readonly model: PersonaModel;
  /** How often rows are drawn and clustered anew, from 2 to 10,000. Default 100. */
  readonly resamples?: number;
  /** Seed of draws and starts: a whole number or a string. Default 1. */
  readonly seed?: number | string;
  /** Random starts of each refit, from 1 to 10,000. Default 10. */
  readonly restarts?: number;
}

/** How well one persona is found again. */
export interface PersonaRecovery {
  /** Its id. */
  readonly persona: string;
  /** Rows of the table that are nearest to it. */
  readonly size: number;
  /** The mean over resamples of the Jaccard coefficient with the new group most like it, in [0, 1]. */
  readonly jaccard: number;
  /** The share of resamples in which that coefficient was at least .75. */
  readonly recovered: number;
  /** The share of resamples in which it was at most .5: the persona had come apart. */
  readonly dissolved: number;
  /** The word for `jaccard`; at best `doubtful` where the groupings as a whole do not agree. */
  readonly verdict: StabilityVerdict;
}

/** How stable a persona model is under resampling of its rows. */
export interface PersonaStability {
  /** The mean adjusted Rand index over all pairs of refits, each refit labelling every row: 1 is the same groups every time. */
  readonly agreement: number;
  /** The mean adjusted Rand index of refits and the model. */
  readonly agreementWithModel: number;
  /** The word for `agreement`. Under .75 nothing is called stable. */
  readonly verdict: StabilityVerdict;
  /** Each persona, in the order of the model. */
  readonly personas: readonly PersonaRecovery[];
  /** What to know before using it: codes `model-not-stable` and `persona-not-stable`. */
  readonly warnings: readonly Reason[];
  /** Rows of the table. */
  readonly n: number;
  /** How many resamples. */
  readonly resamples: number;
  /** The seed of draws and starts. */
  readonly seed: number | string;
}

interface Plan {
  readonly personas: CompiledPersonas;
  readonly resamples: number;
  readonly seed: number | string;
  readonly restarts: number;
}

const KNOWN = ["model", "resamples", "seed", "restarts"];

/** As in `fitPersonas`, of which the refits are short forms. */
const MOST_ITERATIONS = 300;
const TOLERANCE = 1e-4;

/** Hennig (2007): a group whose best coefficient is no larger has dissolved. */
const DISSOLVED = 0.5;

const readPlan = (name: string, options: unknown): Result<Plan> =>
  reading(name, (found) => {
    const given = readOptions(found, [], options, KNOWN);
    const personas = readPersonas(found, ["model"], given["model"]);
    noteWeighted(found, ["model"], given["model"], "resamples of weighted rows are not made");
    return {
      personas,
      resamples: orDefault(given["resamples"], 100, (many) =>
        readInteger(found, ["resamples"], many, { min: 2, max: 10_000 }),
      ),
      seed: orDefault<number | string>(given["seed"], 1, (seed) =>
        typeof seed === "string" ? readText(found, ["seed"], seed) : readInteger(found, ["seed"], seed),
      ),
      restarts: orDefault(given["restarts"], 10, (many) =>
        readInteger(found, ["restarts"], many, { min: 1, max: 10_000 }),
      ),
    };
  });

/** The variance of a column of points about its mean, averaged over the columns: what the refits' tolerance is relative to. */
const meanVariance = ({ coordinates, count, dimensions }: Points): number => {
  let total = 0;
  for (let j = 0; j < dimensions; j += 1) {
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += coordinates[i * dimensions + j] as number; // in range
    const mean = sum / count;
    for (let i = 0; i < count; i += 1) total += ((coordinates[i * dimensions + j] as number) - mean) ** 2; // in range
  }
  return total / (count * dimensions);
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const shareOf = (values: readonly number[], counts: (value: number) => boolean): number =>
  values.filter(counts).length / values.length;

function* trying(name: string, read: Result<Plan>, table: Table): Steps<PersonaStability> {
  if (isLeft(read)) return read;
  const { personas, resamples, seed, restarts } = read.right;
  const k = personas.ids.length;
  const rows = reading(name, (found) => {
    const points = readScaledTable(found, personas, table);
    if (clean(found) && points.count !== personas.rows)
      note(found, ["table", "rowCount"], "inconsistent", `${personas.rows} rows, those of the fit`, points.count);
    return points;
  });
  if (isLeft(rows)) return rows;
  const points = rows.right;
  const labels = nearestTo(points, personas.places);
  const search = {
    restarts,
    limits: { maxIterations: MOST_ITERATIONS, shiftTolerance: TOLERANCE * meanVariance(points) },
  };
  const jaccards: Float64Array[] = [];
  const refits: Int32Array[] = [];
  for (let draw = 0; draw < resamples; draw += 1) {
    const steps = resampleOnce(points, { labels, k }, seed, draw, search);
    const phase = `resample ${draw + 1} of ${resamples}`;
    for (;;) {
      const step = steps.next();
      if (step.done) {
        jaccards.push(step.value.jaccards);
        refits.push(step.value.labels);
        break;
      }
      yield { phase, done: draw, total: resamples };
    }
  }
  const pairs: number[] = [];
  for (const [place, one] of refits.entries()) {
    for (const other of refits.slice(0, place)) pairs.push(adjustedRandIndex(crossTable(one, k, other, k)));
    yield { phase: "comparing refits", done: resamples, total: resamples };
  }
  const agreement = mean(pairs);
  const sizes = sizesOf(labels, k);
  const recoveries = personas.ids.map((persona, p): PersonaRecovery => {
    const found = jaccards.map((one) => one[p] ?? 0);
    const jaccard = mean(found);
    return {
      persona,
      size: sizes[p] ?? 0,
      jaccard,
      recovered: shareOf(found, (value) => value >= STABLE),
      dissolved: shareOf(found, (value) => value <= DISSOLVED),
      verdict: verdictWithin(jaccard, agreement),
    };
  });
  return right({
    agreement,
    agreementWithModel: mean(refits.map((refit) => adjustedRandIndex(crossTable(labels, k, refit, k)))),
    verdict: verdictOf(agreement),
    personas: recoveries,
    warnings: [
      ...(agreement < STABLE ? [reason("model-not-stable", { agreement, threshold: STABLE })] : []),
      ...recoveries
        .filter(({ jaccard }) => jaccard < STABLE)
        .map(({ persona, jaccard }) => reason("persona-not-stable", { persona, jaccard, threshold: STABLE })),
    ],
    n: points.count,
    resamples,
    seed,
  });
}

/**
 * `personaStability`, handed over step by step: to show progress, to pause, or to stop. `done` counts resamples.
 *
 * @example
 * ```ts
 * import { orThrow, run, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 20, 21, 24], sessions: [1, 3, 2, 40, 38, 44] }));
 * const model = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(table));
 * const steps = segment.personaStabilitySteps({ model, resamples: 20 })(table);
 * let last = 0;
 * orThrow(run(steps, { onProgress: ({ done }) => { last = done; } })).verdict; // => "highly-stable"
 * last; // => 20
 * ```
 */
export const personaStabilitySteps = (
  options: PersonaStabilityOptions,
): ((table: Table) => Steps<PersonaStability>) => {
  const name = "segment.personaStabilitySteps";
  const plan = readPlan(name, options);
  return (table) => trying(name, plan, table);
};

/**
 * Would we find these personas again among other learners like these? Draws as many rows as there are, with replacement, clusters
 * them anew, and looks for each persona among the new groups; as often as `resamples` says.
 *
 * For a persona: the Jaccard coefficient |A and B| / |A or B| of its drawn rows (each once) with those of the new group most like it,
 * averaged. For the whole: every refit labels all rows, and the adjusted Rand index of each pair of refits is averaged. Words follow
 * the numbers: above .85 `highly-stable`, from .75 `stable`, from .6 `doubtful`, below `not-stable`; and where the whole agrees by less
 * than .75, no persona is called better than `doubtful`. The refits keep the model's features and scales.
 *
 * Stable groups need not be real ones: half of a round cloud may be found again every time. See `choosePersonaCount` for that.
 *
 * Failures: `InvalidInput` for a model or table that does not fit; the table must have as many rows as the fit, and the
 * fit must not have been weighted.
 *
 * Cost: `resamples` fits of O(restarts n k d) an iteration, and O(n resamples^2 / 2) for the pairs. Sources: Hennig (2007), Comput.
 * Stat. Data Anal. 52, 258 (R: fpc, `clusterboot`, bootstrap scheme); Hubert & Arabie (1985).
 *
 * @example
 * ```ts
 * import { orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 20, 21, 24], sessions: [1, 3, 2, 40, 38, 44] }));
 * const model = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(table));
 * const { agreement, personas } = orThrow(segment.personaStability({ model, resamples: 20 })(table));
 * agreement > 0.85; // => true
 * personas.map(({ persona }) => persona); // => ["persona-1", "persona-2"]
 * ```
 */
export const personaStability = (options: PersonaStabilityOptions): ((table: Table) => Result<PersonaStability>) => {
  const name = "segment.personaStability";
  const plan = readPlan(name, options);
  return (table) => run(trying(name, plan, table));
};
