import {
  type Found,
  note,
  orDefault,
  readArray,
  readChoice,
  readInteger,
  readNumber,
  readOptions,
} from "../../core/check/index.ts";
import { type FitPlan, readFitOptions } from "../fitOptions.ts";
import type { CountCriterion, CountRules } from "./recommendCount.ts";

/** How to choose the number of personas. */
export interface ChoosePersonaCountOptions {
  /** The smallest number looked at, from 2 to 100. Default 2. */
  readonly from?: number;
  /** The largest number looked at, from `from` to 100. Default 7, or `from` where that is larger. */
  readonly to?: number;
  /** Seed of all chance: a whole number or a string. Default 1. The fit for each k is that of `fitPersonas` with this seed. */
  readonly seed?: number | string;
  /** Which criteria vote. Default all four. What does not vote is not computed. */
  readonly criteria?: readonly CountCriterion[];
  /** No persona may hold a smaller share of the rows, in [0, 1). Default 0.05. */
  readonly smallestShare?: number;
  /** More personas are not recommended, since people cannot keep them apart. At least 2, default 7. */
  readonly mostPersonas?: number;
  /** Random starts of every clustering, from 1 to 10,000. Default 10. */
  readonly restarts?: number;
  /** Reference sets of the gap statistic, from 2 to 1,000. Default 20; the error of the gap falls with their number. */
  readonly references?: number;
  /**
   * What the gap statistic measures looseness by: `"squared-distances"` (default) as in its paper, or `"distances"`, the default of R's
   * clusGap, at O(n^2 d).
   */
  readonly dispersion?: "squared-distances" | "distances";
  /** Resamples for the stability of each k, from 1 to 10,000. Default 20. */
  readonly resamples?: number;
  /** Silhouettes are exact up to so many rows, and simplified beyond. At least 0, default 5,000. */
  readonly exactSilhouetteRows?: number;
  /** As in `fitPersonas`. */
  readonly scale?: "z-score" | "none";
  /** As in `fitPersonas`. */
  readonly features?: readonly string[];
  /**
   * The column of the weights, named as for `fitPersonas`, so that it is no feature; rows that weigh 0 are left out. It is not counted:
   * each other row counts once, and the warning `weights-not-counted` says so.
   */
  readonly weight?: string;
  /** As in `fitPersonas`. */
  readonly maxIterations?: number;
  /** As in `fitPersonas`. */
  readonly tolerance?: number;
}

/** The options as the choice needs them. */
export interface CountPlan {
  readonly from: number;
  readonly to: number;
  readonly criteria: readonly CountCriterion[];
  readonly rules: CountRules;
  readonly references: number;
  readonly dispersion: "squared-distances" | "distances";
  readonly resamples: number;
  readonly exactSilhouetteRows: number;
  readonly fit: FitPlan;
}

const FIT = ["seed", "restarts", "scale", "features", "weight", "maxIterations", "tolerance"];
const KNOWN = [
  "from",
  "to",
  "criteria",
  "smallestShare",
  "mostPersonas",
  "references",
  "dispersion",
  "resamples",
  "exactSilhouetteRows",
  ...FIT,
];
const CRITERIA: readonly [CountCriterion, ...CountCriterion[]] = ["silhouette", "gap", "bic", "stability"];
const MOST = 100;

/** What holds where the options do not say otherwise. */
export const COUNT_DEFAULTS: Omit<CountPlan, "to" | "fit"> & { readonly to: number } = {
  from: 2,
  to: 7,
  criteria: CRITERIA,
  rules: { smallestShare: 0.05, mostPersonas: 7 },
  references: 20,
  dispersion: "squared-distances",
  resamples: 20,
  exactSilhouetteRows: 5000,
};

const readCriteria = (found: Found, value: unknown): readonly CountCriterion[] => {
  const criteria = readArray(found, ["criteria"], value, (one, path) => readChoice(found, path, one, CRITERIA));
  if (Array.isArray(value) && value.length === 0) note(found, ["criteria"], "empty", "at least one criterion", value);
  if (found.issues.length === 0)
    criteria.forEach((one, at) => {
      if (criteria.indexOf(one) < at) note(found, ["criteria", at], "duplicate", "each only once", one);
    });
  return criteria;
};

/** Reads the options of a choice. */
export const readCountOptions = (found: Found, value: unknown): CountPlan => {
  const options = readOptions(found, [], value, KNOWN);
  const standard = COUNT_DEFAULTS;
  const from = orDefault(options["from"], standard.from, (k) => readInteger(found, ["from"], k, { min: 2, max: MOST }));
  const least = Number.isNaN(from) ? standard.from : from;
  const fit: Record<string, unknown> = { k: least };
  for (const key of FIT) if (options[key] !== undefined) fit[key] = options[key];
  return {
    from,
    to: orDefault(options["to"], Math.max(standard.to, least), (k) =>
      readInteger(found, ["to"], k, { min: least, max: MOST }),
    ),
    criteria: orDefault<readonly CountCriterion[]>(options["criteria"], standard.criteria, (one) =>
      readCriteria(found, one),
    ),
    rules: {
      smallestShare: orDefault(options["smallestShare"], standard.rules.smallestShare, (share) =>
        readNumber(found, ["smallestShare"], share, { min: 0, below: 1 }),
      ),
      mostPersonas: orDefault(options["mostPersonas"], standard.rules.mostPersonas, (most) =>
        readInteger(found, ["mostPersonas"], most, { min: 2 }),
      ),
    },
    references: orDefault(options["references"], standard.references, (many) =>
      readInteger(found, ["references"], many, { min: 2, max: 1000 }),
    ),
    dispersion: orDefault(options["dispersion"], standard.dispersion, (one) =>
      readChoice(found, ["dispersion"], one, ["squared-distances", "distances"]),
    ),
    resamples: orDefault(options["resamples"], standard.resamples, (many) =>
      readInteger(found, ["resamples"], many, { min: 1, max: 10_000 }),
    ),
    exactSilhouetteRows: orDefault(options["exactSilhouetteRows"], standard.exactSilhouetteRows, (rows) =>
      readInteger(found, ["exactSilhouetteRows"], rows, { min: 0 }),
    ),
    fit: readFitOptions(found, fit),
  };
};
