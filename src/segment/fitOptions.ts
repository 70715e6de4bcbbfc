import {
  type Found,
  note,
  orDefault,
  readArray,
  readChoice,
  readInteger,
  readNumber,
  readOptions,
  readText,
} from "../core/check/index.ts";

/** How to find personas. */
export interface FitPersonasOptions {
  /** How many personas, from 2 to 100. */
  readonly k: number;
  /** Seed of the random starts: a whole number or a string. Default 1. The same seed gives the same personas. */
  readonly seed?: number | string;
  /** How many random starts; the one with the lowest inertia is kept. From 1 to 10,000, default 10. */
  readonly restarts?: number;
  /**
   * `"z-score"` (default) divides each feature by its population standard deviation, so that all weigh alike; `"none"` leaves the
   * units as they are, so that the feature with the largest numbers decides.
   */
  readonly scale?: "z-score" | "none";
  /** `"k-means++"` (default), or the indices of k different rows to start from, once. */
  readonly start?: "k-means++" | readonly number[];
  /** The columns to use, by name. Default: every column with the role `feature`. */
  readonly features?: readonly string[];
  /** At least 1, default 300. */
  readonly maxIterations?: number;
  /**
   * Centres stand still when their squared moves sum to at most this times the mean variance of the scaled columns. At least 0,
   * default 1e-4, as in scikit-learn. With 0 only unchanged labels end the iteration.
   */
  readonly tolerance?: number;
}

/** The options as the fit needs them. */
export interface FitPlan {
  readonly k: number;
  readonly seed: number | string;
  readonly restarts: number;
  readonly scale: "z-score" | "none";
  readonly startRows: readonly number[] | null;
  readonly features: readonly string[] | null;
  readonly maxIterations: number;
  readonly tolerance: number;
}

const KNOWN = ["k", "seed", "restarts", "scale", "start", "features", "maxIterations", "tolerance"];
const MOST_PERSONAS = 100;

/** Notes each element that was there before. */
const noteDuplicates = (found: Found, key: string, values: readonly (string | number)[]): void => {
  const seen = new Set<string | number>();
  values.forEach((value, index) => {
    if (seen.has(value)) note(found, [key, index], "duplicate", "each only once", value);
    seen.add(value);
  });
};

const readStart = (found: Found, value: unknown, k: number): readonly number[] | null => {
  if (!Array.isArray(value)) {
    readChoice(found, ["start"], value, ["k-means++"]);
    return null;
  }
  const rows = readArray(found, ["start"], value, (row, path) => readInteger(found, path, row, { min: 0 }));
  if (rows.length !== k) note(found, ["start"], "inconsistent", `${k} row indices, one for each persona`, value);
  noteDuplicates(found, "start", rows);
  return rows;
};

/** Reads the options of a fit. */
export const readFitOptions = (found: Found, value: unknown): FitPlan => {
  const options = readOptions(found, [], value, KNOWN);
  const k = readInteger(found, ["k"], options["k"], { min: 2, max: MOST_PERSONAS });
  const features = orDefault<readonly string[] | null>(options["features"], null, (names) =>
    readArray(found, ["features"], names, (name, path) => readText(found, path, name, "a column name")),
  );
  if (features !== null) {
    if (features.length === 0) note(found, ["features"], "empty", "at least one column name", options["features"]);
    noteDuplicates(found, "features", features);
  }
  const startRows = orDefault(options["start"], null, (start) => readStart(found, start, k));
  if (startRows !== null && options["restarts"] !== undefined && options["restarts"] !== 1) {
    note(found, ["restarts"], "inconsistent", "1 or nothing, because the start is given", options["restarts"]);
  }
  return {
    k,
    seed: orDefault<number | string>(options["seed"], 1, (seed) =>
      typeof seed === "string" ? readText(found, ["seed"], seed) : readInteger(found, ["seed"], seed),
    ),
    restarts: orDefault(options["restarts"], startRows === null ? 10 : 1, (restarts) =>
      readInteger(found, ["restarts"], restarts, { min: 1, max: 10_000 }),
    ),
    scale: orDefault(options["scale"], "z-score", (scale) => readChoice(found, ["scale"], scale, ["z-score", "none"])),
    startRows,
    features,
    maxIterations: orDefault(options["maxIterations"], 300, (most) =>
      readInteger(found, ["maxIterations"], most, { min: 1 }),
    ),
    tolerance: orDefault(options["tolerance"], 1e-4, (tolerance) =>
      readNumber(found, ["tolerance"], tolerance, { min: 0 }),
    ),
  };
};
