import {
  clean,
  type Found,
  ifGiven,
  isRecord,
  note,
  orDefault,
  type Path,
  readBoolean,
  readChoice,
  readInteger,
  readNumber,
  readObject,
  readOptions,
} from "../../core/check/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { readAdam, readPrior, readRecency, readTrainer } from "./readTrainer.ts";
import type { AdamSettings, MemoryTrainer, Recency, WeightPrior } from "./trainer.ts";
import type { LabelRules } from "./trainingHistories.ts";

/** How a memory model is fitted to reviews. Everything but `trainer` has a default. */
export interface FitMemoryOptions<M extends MemoryModel, S extends MemoryState> {
  /** What makes the weights trainable: `fsrs6Trainer`, `fsrs7Trainer`, `sbdTrainer`, `halfLifeTrainer`. */
  readonly trainer: MemoryTrainer<M, S>;
  /**
   * `"bfgs"` (default): all labels at once, second order, no chance. `"adam"`: the published stochastic trainer, item by item; it also changes
   * the defaults of `outliers`, `longestHistory` and `fitFirstStabilities` to its own.
   */
  readonly method?: "bfgs" | "adam" | undefined;
  /**
   * The model to start from. Its retention, longest interval and rule of elapsed time pass to the fitted one. Default: the algorithm's default
   * model, with the centre of `prior` as weights where `prior` is given.
   */
  readonly start?: M | undefined;
  /** What is known of the weights beforehand: a population's prior, or your own. Default: the trainer's published one; `null`: nothing. */
  readonly prior?: WeightPrior | null | undefined;
  /**
   * How later reviews count for more. Default: the trainer's; with a `prior` of your own `null`, all alike, since a population's prior is
   * measured against reviews that all count alike. Needs `at` in the reviews.
   */
  readonly recency?: Recency | null | undefined;
  /**
   * Which reviews are to be predicted: those at least a day after the one before, or all but the first. Default: those a population's `prior`
   * was made with, and no others are taken with it; else the trainer's.
   */
  readonly labels?: "later-days" | "all" | undefined;
  /** Whether cards with an odd start are dropped (see `dropped` in the answer). Default `"keep"` for bfgs, `"drop"` for adam. */
  readonly outliers?: "keep" | "drop" | undefined;
  /** Cards with more reviews are left out: at least 2; `null`: none. Default `null` for bfgs, 256 for adam. */
  readonly longestHistory?: number | null | undefined;
  /** With fewer labels nothing is fitted and the start is the answer, with a warning: at least 1. Default 8; with a `prior` of your own, 1. */
  readonly leastLabels?: number | undefined;
  /**
   * Whether the stabilities after a first review are fitted by themselves before all else, as the published trainer does. Default false for bfgs,
   * true for adam.
   */
  readonly fitFirstStabilities?: boolean | undefined;
  /**
   * `"ordered"` (default): after the fit, first stabilities are put in order, and those of first grades that no card has follow from the
   * others. `"free"`: they are left as they came out, which is the default with a `prior` of your own, since it says more about them.
   */
  readonly firstStabilities?: "ordered" | "free" | undefined;
  /** Iterations of bfgs at most: 1 to 10,000, default 200. */
  readonly maxIterations?: number | undefined;
  /** bfgs ends where a further step promises to lower the mean loss by no more than this: above 0, default 1e-6: far below what chance moves it by. */
  readonly tolerance?: number | undefined;
  /** Settings of adam. Default: the trainer's published ones. */
  readonly adam?: AdamSettings | undefined;
  /** The seed of adam's batches: a whole number or a string, default 1. Nothing else is left to chance. */
  readonly seed?: number | string | undefined;
}

/** The options, read. */
export interface MemoryFitPlan<M extends MemoryModel, S extends MemoryState> {
  readonly trainer: MemoryTrainer<M, S>;
  readonly method: "bfgs" | "adam";
  readonly settings: M;
  readonly start: Float64Array;
  readonly prior: WeightPrior | null;
  readonly rules: LabelRules;
  /** Whether the caller asked for recency by name. */
  readonly recencyAsked: boolean;
  readonly leastLabels: number;
  readonly fitFirstStabilities: boolean;
  readonly firstStabilities: "ordered" | "free";
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly adam: AdamSettings | null;
  readonly seed: number | string;
}

const KEYS = [
  ...([
    "trainer",
    "method",
    "start",
    "prior",
    "recency",
    "labels",
    "outliers",
    "longestHistory",
    "leastLabels",
  ] as const),
  ...(["fitFirstStabilities", "firstStabilities", "maxIterations", "tolerance", "adam", "seed"] as const),
];

const LABEL_RULES = ["later-days", "all"] as const;

/** Of a population's prior: whether it is of this model, and by which rule its labels were chosen; `null` for a prior of another make. */
const readOrigin = (found: Found, path: Path, value: unknown, kind: string): "later-days" | "all" | null => {
  if (!isRecord(value) || value["kind"] !== "memory-population") return null;
  const { algorithm, fit: origin } = value;
  if (algorithm !== kind)
    note(found, [...path, "algorithm"], "inconsistent", `"${kind}", the trainer's model`, algorithm);
  const fit = readObject(found, [...path, "fit"], origin, "how the prior came about");
  return ifGiven(fit["labelRule"], (one) => readChoice(found, [...path, "fit", "labelRule"], one, LABEL_RULES)) ?? null;
};

const isSeed = (seed: unknown): seed is number | string =>
  typeof seed === "string" || (typeof seed === "number" && Number.isSafeInteger(seed));

/** A weight that starts at 0 has no logarithm to measure a prior by. */
const noteStartWithoutLogarithm = (
  found: Found,
  start: Float64Array,
  { scale, spread }: WeightPrior,
  given: unknown,
): void => {
  for (const [k, weight] of start.entries())
    if (scale?.[k] === "log" && spread[k] !== null && !(weight > 0))
      note(
        found,
        ["start"],
        "inconsistent",
        `a model whose weight ${k} is above 0, for the prior takes its logarithm`,
        given,
      );
};

/** Reads the options of a fit; `null` where something is wrong, which was noted. */
export const readFitOptions = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  options: FitMemoryOptions<M, S>,
): MemoryFitPlan<M, S> | null => {
  const given = readOptions(found, [], options ?? null, KEYS);
  const trainer = readTrainer<M, S>(found, ["trainer"], given["trainer"]);
  const method = orDefault<"bfgs" | "adam">(given["method"], "bfgs", (one) =>
    readChoice<"bfgs" | "adam">(found, ["method"], one, ["bfgs", "adam"]),
  );
  if (trainer === null) return null;
  const n = trainer.defaults.length;
  const own = given["prior"] !== undefined && given["prior"] !== null;
  const prior = given["prior"] === null ? null : own ? readPrior(found, ["prior"], given["prior"], n) : trainer.prior;
  const asAdam = method === "adam";
  const madeWith = own ? readOrigin(found, ["prior"], given["prior"], trainer.algorithm.kind) : null;
  const labels = orDefault(given["labels"], madeWith ?? trainer.labels, (one) =>
    readChoice<"later-days" | "all">(found, ["labels"], one, LABEL_RULES),
  );
  if (madeWith !== null && labels !== madeWith)
    note(found, ["labels"], "inconsistent", `"${madeWith}", by which the prior was made`, given["labels"]);
  let settings = trainer.algorithm.defaults;
  let start: ArrayLike<number> = own && prior !== null && prior.centre.length === n ? prior.centre : trainer.defaults;
  if (given["start"] !== undefined) {
    const parsed = trainer.algorithm.parse(given["start"]);
    if (parsed._tag === "Left")
      note(found, ["start"], "inconsistent", `a model of the kind ${trainer.algorithm.kind}`, given["start"]);
    else {
      settings = parsed.right;
      start = trainer.weightsOf(settings);
    }
  }
  const adam = orDefault(given["adam"], trainer.adam, (one) => readAdam(found, ["adam"], one));
  if (asAdam && adam === null)
    note(found, ["adam"], "missing", "settings of adam, for this trainer has none of its own", given["adam"]);
  for (const key of asAdam ? (["maxIterations", "tolerance"] as const) : (["adam"] as const))
    if (given[key] !== undefined)
      note(found, [key], "inconsistent", `left out with method "${method}", which does not read it`, given[key]);
  const seed = given["seed"] ?? 1;
  if (!isSeed(seed)) note(found, ["seed"], "wrong-type", "a whole number or a string", seed);
  const plan: MemoryFitPlan<M, S> = {
    trainer,
    method,
    settings,
    start: Float64Array.from(start),
    prior,
    rules: {
      labels,
      recency:
        given["recency"] === null
          ? null
          : orDefault(given["recency"], own ? null : trainer.recency, (one) => readRecency(found, ["recency"], one)),
      outliers: orDefault<"keep" | "drop">(given["outliers"], asAdam ? "drop" : "keep", (one) =>
        readChoice<"keep" | "drop">(found, ["outliers"], one, ["keep", "drop"]),
      ),
      longestHistory: orDefault<number | null>(given["longestHistory"], asAdam ? 256 : null, (one) =>
        one === null ? null : readInteger(found, ["longestHistory"], one, { min: 2 }),
      ),
    },
    recencyAsked: given["recency"] !== undefined && given["recency"] !== null,
    leastLabels: orDefault(given["leastLabels"], own ? 1 : 8, (one) =>
      readInteger(found, ["leastLabels"], one, { min: 1 }),
    ),
    fitFirstStabilities: orDefault(given["fitFirstStabilities"], asAdam, (one) =>
      readBoolean(found, ["fitFirstStabilities"], one),
    ),
    firstStabilities: orDefault<"ordered" | "free">(given["firstStabilities"], own ? "free" : "ordered", (one) =>
      readChoice<"ordered" | "free">(found, ["firstStabilities"], one, ["ordered", "free"]),
    ),
    maxIterations: orDefault(given["maxIterations"], 200, (one) =>
      readInteger(found, ["maxIterations"], one, { min: 1, max: 10_000 }),
    ),
    tolerance: orDefault(given["tolerance"], 1e-6, (one) => readNumber(found, ["tolerance"], one, { above: 0 })),
    adam,
    seed: isSeed(seed) ? seed : 1,
  };
  if (clean(found) && prior !== null) noteStartWithoutLogarithm(found, plan.start, prior, given["start"]);
  if (plan.start.length !== n) note(found, ["start"], "inconsistent", `${n} weights`, given["start"]);
  return plan;
};
