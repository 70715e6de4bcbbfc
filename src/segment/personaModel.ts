import type { Reason } from "../core/vocabulary/index.ts";

/** One feature a persona model reads, and how its values become comparable: (value - centre) / scale. */
export interface PersonaFeature {
  /** The table's column, and the key of a row. */
  readonly name: string;
  /** The mean over the rows of the fit, in the feature's own unit. */
  readonly centre: number;
  /** The population standard deviation over the rows of the fit, or 1 where nothing was scaled. Above 0. */
  readonly scale: number;
}

/** How a persona stands in one feature. */
export interface PersonaTrait {
  /** The feature's name. */
  readonly feature: string;
  /** The mean over the persona's rows, in the feature's own unit. */
  readonly mean: number;
  /**
   * Hedges' g of the persona's rows against all others: the difference of means in pooled standard deviations, corrected for small
   * samples. Where the feature varies on neither side it is the difference in standard deviations of all rows.
   */
  readonly effect: number;
}

/** One group of learners who behave alike. */
export interface Persona {
  /** "persona-1" is the largest, unless `continuePersonas` carried the id over from an earlier model. */
  readonly id: string;
  /** An English name made from the features in which it differs most: "High active days, low dormancy days". */
  readonly name: string;
  /** Rows of the fit that are nearest to it. */
  readonly size: number;
  /** Its centre in scaled units, in the order of the model's features. */
  readonly centre: readonly number[];
  /** Every feature, the one with the largest effect first. */
  readonly profile: readonly PersonaTrait[];
  /** Why it has its name, as data: codes `high-feature`, `low-feature` and `typical`. */
  readonly reasons: readonly Reason[];
}

/** How much the rows of a fit weighed. */
export interface PersonaWeight {
  /** The column of the weights. */
  readonly column: string;
  /** Their sum. */
  readonly total: number;
}

/** Why there are as many personas as there are, where `k` was `"auto"`; `choosePersonaCount` shows all it was decided by. */
export interface PersonaCountDecision {
  /** The number recommended, and taken. */
  readonly recommended: number;
  /** What decided, as in `choosePersonaCount`. */
  readonly reasons: readonly Reason[];
  /** What to know before using it: codes `continuum`, `count-not-clear`, `no-groups-by-gap` and `count-not-stable`. */
  readonly warnings: readonly Reason[];
}

/** How a persona model came about. */
export interface PersonaFit {
  /** Rows fitted; those that weigh 0 are not. */
  readonly n: number;
  /** The seed of the random starts. */
  readonly seed: number | string;
  /** How many starts were tried. */
  readonly restarts: number;
  /** Whether each start ran on all rows, or on one sample of them before the best went on with all. Models of before do not say: full. */
  readonly restartMode?: "full" | "subsample";
  /** How the starts were chosen: by k-means++, given as rows, or given as a model. */
  readonly start: "k-means++" | "model" | readonly number[];
  /** Why there are so many personas, where `k` was `"auto"`. */
  readonly choice?: PersonaCountDecision;
  /** The column whose numbers said how often each row counts, and their sum, where there was one. */
  readonly weight?: PersonaWeight;
  /** What the scales are. */
  readonly scale: "z-score" | "none";
  /** Iterations of the best start. */
  readonly iterations: number;
  /** Whether the best start came to rest before the iteration limit. */
  readonly converged: boolean;
  /**
   * How many days of activity the rows summarised, where the table said so in a column `elapsedDays`. Rows cut at another day are
   * refused at assignment, because counts grow with time and everybody would change persona.
   */
  readonly elapsedDays?: number;
  /** What to know before using it: codes `constant-column`, `not-converged` and `small-persona`. */
  readonly warnings: readonly Reason[];
}

/** Personas by k-means, as plain JSON to store. */
export interface PersonaModel {
  /** Names the algorithm. */
  readonly kind: "k-means";
  /** The layout of this JSON. */
  readonly version: 1;
  /** What is read of a row. */
  readonly features: readonly PersonaFeature[];
  /** The personas, the largest first, equal sizes by their centres. */
  readonly personas: readonly Persona[];
  /** Sum of squared distances of the rows to their centres, in scaled units, each as often as its row counts: what the fit made small. */
  readonly inertia: number;
  /** Farther from the nearest centre a row is called an outlier: the .999 quantile of the distances of the fit's rows, in scaled units. */
  readonly outlierDistance: number;
  /** How it came about. */
  readonly fit: PersonaFit;
}
