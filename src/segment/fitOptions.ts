import {
  type Found,
  note,
  orDefault,
  readArray,
  readChoice,
  readInteger,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../core/check/index.ts";
import { type CompiledPersonas, readPersonas } from "./compilePersonas.ts";
import type { AssignKernel } from "./kMeans/kernel.ts";
import type { PersonaModel } from "./personaModel.ts";

/** Replacements for the inner loops of a fit, passed as values. */
export interface PersonaKernels {
  /** Finds nearest centres. */
  readonly assign: AssignKernel;
}

/** How to find personas. */
export interface FitPersonasOptions {
  /**
   * How many personas, from 2 to 100; or `"auto"`: as many as `choosePersonaCount` recommends with the same options and its own defaults (2
   * to 7 personas, each at least 5 % of the rows), at the cost of some 250 clusterings. `model.fit.choice` says why. Not with `weight`, and
   * not from a given start.
   */
  readonly k: number | "auto";
  /** Seed of the random starts: a whole number or a string. Default 1. The same seed gives the same personas. */
  readonly seed?: number | string;
  /** How many random starts; the one with the lowest inertia is kept. From 1 to 10,000, default 10. */
  readonly restarts?: number;
  /**
   * `"full"` runs every start on all rows, which is what scikit-learn's `n_init` means. `"subsample"` runs the starts on one random sample of
   * max(5,000, 50 k) rows and the best of them on all rows: a fraction of the time, nearly always the same inertia. Default `"full"`
   * under 20,000 rows or for one start, else `"subsample"`; the mode that was used stands in `model.fit.restartMode`.
   */
  readonly restartMode?: "full" | "subsample";
  /**
   * `"z-score"` (default) divides each feature by its population standard deviation, so that all weigh alike; `"none"` leaves the
   * units as they are, so that the feature with the largest numbers decides.
   */
  readonly scale?: "z-score" | "none";
  /**
   * `"k-means++"` (default); or the indices of k different rows to start from, once; or a model to go on from, once, which then must have k
   * personas, and names the features where `features` does not.
   */
  readonly start?: "k-means++" | readonly number[] | PersonaModel;
  /**
   * The column that says how many times each row counts: numbers of at least 0, not all 0. A row that weighs 3 counts as three rows that
   * are alike, a row that weighs 0 not at all. It is no feature. Default: each row counts once.
   */
  readonly weight?: string;
  /** The columns to use, by name. Default: every column with the role `feature`. */
  readonly features?: readonly string[];
  /** At least 1, default 300. */
  readonly maxIterations?: number;
  /**
   * Centres stand still when their squared moves sum to at most this times the mean variance of the scaled columns. At least 0,
   * default 1e-4, as in scikit-learn. With 0 only unchanged labels end the iteration.
   */
  readonly tolerance?: number;
  /** Faster inner loops of your own, compiled from another language for example. Default: ours. */
  readonly kernels?: PersonaKernels;
}

/** The options as the fit needs them. */
export interface FitPlan {
  /** `null` leaves it to the rows. */
  readonly k: number | null;
  readonly seed: number | string;
  readonly restarts: number;
  /** `null` leaves it to the number of rows. */
  readonly restartMode: "full" | "subsample" | null;
  readonly scale: "z-score" | "none";
  readonly startRows: readonly number[] | null;
  readonly startModel: CompiledPersonas | null;
  readonly weight: string | null;
  readonly features: readonly string[] | null;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly kernel: AssignKernel | null;
}

const KNOWN = [
  "k",
  "seed",
  "restarts",
  "restartMode",
  "scale",
  "start",
  "weight",
  "features",
  "maxIterations",
  "tolerance",
  "kernels",
];
const MOST_PERSONAS = 100;

/** Notes each element that was there before. */
const noteDuplicates = (found: Found, key: string, values: readonly (string | number)[]): void => {
  const seen = new Set<string | number>();
  values.forEach((value, index) => {
    if (seen.has(value)) note(found, [key, index], "duplicate", "each only once", value);
    seen.add(value);
  });
};

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

const readCount = (found: Found, value: unknown): number | null => {
  if (value === "auto") return null;
  if (typeof value !== "string") return readInteger(found, ["k"], value, { min: 2, max: MOST_PERSONAS });
  note(found, ["k"], "wrong-type", `a whole number from 2 to ${MOST_PERSONAS}, or "auto"`, value);
  return Number.NaN;
};

/** Notes what a number of personas that the rows decide cannot go with. */
const noteBesideAuto = (found: Found, isGiven: boolean, weight: string | null): void => {
  if (isGiven) {
    const expected = 'a number, since the start is given: "auto" clusters into each number from random starts';
    note(found, ["k"], "inconsistent", expected, "auto");
  }
  if (weight !== null) {
    const expected = 'nothing, since k is "auto": silhouettes, gap and resamples count each row once';
    note(found, ["weight"], "inconsistent", expected, weight);
  }
};

const readStartModel = (found: Found, value: unknown, k: number | null): CompiledPersonas => {
  const issues = found.issues.length;
  const model = readPersonas(found, ["start"], value);
  if (k !== null && found.issues.length === issues && model.ids.length !== k)
    note(found, ["k"], "inconsistent", `${model.ids.length}, as many personas as the model to start from has`, k);
  return model;
};

const readStart = (found: Found, value: unknown, k: number | null): readonly number[] | null => {
  if (!Array.isArray(value)) {
    readChoice(found, ["start"], value, ["k-means++"]);
    return null;
  }
  const rows = readArray(found, ["start"], value, (row, path) => readInteger(found, path, row, { min: 0 }));
  if (k !== null && rows.length !== k)
    note(found, ["start"], "inconsistent", `${k} row indices, one for each persona`, value);
  noteDuplicates(found, "start", rows);
  return rows;
};

const isKernel = (value: unknown): value is AssignKernel => typeof value === "function";

const readKernel = (found: Found, value: unknown): AssignKernel | null => {
  const { assign } = readOptions(found, ["kernels"], readObject(found, ["kernels"], value, "kernels"), ["assign"]);
  if (isKernel(assign)) return assign;
  note(found, ["kernels", "assign"], assign === undefined ? "missing" : "wrong-type", "a function", assign);
  return null;
};

/** The same names, in whatever order. */
const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((name) => others.includes(name));

/** Reads the options of a fit. */
export const readFitOptions = (found: Found, value: unknown): FitPlan => {
  const options = readOptions(found, [], value, KNOWN);
  const k = readCount(found, options["k"]);
  const features = orDefault<readonly string[] | null>(options["features"], null, (names) =>
    readArray(found, ["features"], names, (name, path) => readText(found, path, name, "a column name")),
  );
  if (features !== null) {
    if (features.length === 0) note(found, ["features"], "empty", "at least one column name", options["features"]);
    noteDuplicates(found, "features", features);
  }
  const startModel = isObject(options["start"]) ? readStartModel(found, options["start"], k) : null;
  const startRows =
    startModel === null ? orDefault(options["start"], null, (start) => readStart(found, start, k)) : null;
  const isGiven = startModel !== null || startRows !== null;
  if (startModel !== null && features !== null && !sameNames(features, startModel.features)) {
    const expected = `the features of the model to start from: ${startModel.features.join(", ")}`;
    note(found, ["features"], "inconsistent", expected, options["features"]);
  }
  const weight = orDefault<string | null>(options["weight"], null, (name) =>
    readText(found, ["weight"], name, "a column name"),
  );
  if (weight !== null && features?.includes(weight) === true) {
    note(found, ["weight"], "inconsistent", "a column that is not one of the features", weight);
  }
  if (k === null) noteBesideAuto(found, isGiven, weight);
  if (isGiven && options["restarts"] !== undefined && options["restarts"] !== 1) {
    note(found, ["restarts"], "inconsistent", "1 or nothing, because the start is given", options["restarts"]);
  }
  return {
    k,
    seed: orDefault<number | string>(options["seed"], 1, (seed) =>
      typeof seed === "string" ? readText(found, ["seed"], seed) : readInteger(found, ["seed"], seed),
    ),
    restarts: orDefault(options["restarts"], isGiven ? 1 : 10, (restarts) =>
      readInteger(found, ["restarts"], restarts, { min: 1, max: 10_000 }),
    ),
    restartMode: orDefault<"full" | "subsample" | null>(options["restartMode"], null, (mode) =>
      readChoice<"full" | "subsample">(found, ["restartMode"], mode, ["full", "subsample"]),
    ),
    scale: orDefault(options["scale"], "z-score", (scale) => readChoice(found, ["scale"], scale, ["z-score", "none"])),
    startRows,
    startModel,
    weight,
    features: features ?? startModel?.features ?? null,
    maxIterations: orDefault(options["maxIterations"], 300, (most) =>
      readInteger(found, ["maxIterations"], most, { min: 1 }),
    ),
    tolerance: orDefault(options["tolerance"], 1e-4, (tolerance) =>
      readNumber(found, ["tolerance"], tolerance, { min: 0 }),
    ),
    kernel: orDefault(options["kernels"], null, (kernels) => readKernel(found, kernels)),
  };
};
