import { type Found, orDefault, readChoice, readNumber } from "../../core/check/index.ts";
import type { PolicyEstimator } from "../../core/offpolicy/index.ts";

/** How the value of a policy is estimated. */
export interface PolicyValueOptions {
  /**
   * How. Default `"snips"`.
   *
   * - `"ips"`: each reward counts by target / probability. Unbiased, and the least steady.
   * - `"snips"`: the same over the sum of the weights. Stays within the range of the rewards; its bias vanishes with more rows.
   * - `"direct"`: what a model predicts, and nothing else: only as right as the model, so the evidence is "association".
   * - `"doubly-robust"`: what the model predicts, put right by the weighted errors of its predictions. Unbiased, and steadier than
   *   `"ips"` where the model is any good.
   * - `"self-normalised-doubly-robust"`: the same, with the correction over the sum of the weights.
   */
  readonly estimator?: PolicyEstimator;
  /**
   * Whether chance decided with the logged probabilities. Default `"randomised"`; say `"observed"` where they were estimated afterwards,
   * and nothing will be said of causes.
   */
  readonly assignment?: "randomised" | "observed";
  /**
   * How many decisions of equal weight the log must be worth, (Σ w)² / Σ w² (Kish's effective size), for an answer to be given; from 2.
   * Default 30.
   */
  readonly leastEffective?: number;
  /**
   * What to do where the policy asked about could do what had no chance of being logged, or is not known to have had one: `"refuse"` (default), or
   * `"warn"`, and the value leaves those choices out or takes them from the model alone.
   */
  readonly unsupported?: "refuse" | "warn";
  /** Coverage of the intervals, in (0, 1). Default 0.95. */
  readonly level?: number;
}

/** The same, read. */
export interface PolicyValueSettings {
  readonly estimator: PolicyEstimator;
  readonly assignment: "randomised" | "observed";
  readonly leastEffective: number;
  readonly unsupported: "refuse" | "warn";
  readonly level: number;
}

/** The names of these options. */
export const VALUE_KEYS: readonly string[] = ["estimator", "assignment", "leastEffective", "unsupported", "level"];

const ESTIMATORS: readonly [PolicyEstimator, ...PolicyEstimator[]] = [
  "snips",
  "ips",
  "direct",
  "doubly-robust",
  "self-normalised-doubly-robust",
];

/** Reads what every way of evaluating a policy takes. */
export const readValueSettings = (found: Found, options: Readonly<Record<string, unknown>>): PolicyValueSettings => ({
  estimator: orDefault(options["estimator"], "snips", (value) => readChoice(found, ["estimator"], value, ESTIMATORS)),
  assignment: orDefault<"randomised" | "observed">(options["assignment"], "randomised", (value) =>
    readChoice(found, ["assignment"], value, ["randomised", "observed"]),
  ),
  leastEffective: orDefault(options["leastEffective"], 30, (value) =>
    readNumber(found, ["leastEffective"], value, { min: 2 }),
  ),
  unsupported: orDefault<"refuse" | "warn">(options["unsupported"], "refuse", (value) =>
    readChoice(found, ["unsupported"], value, ["refuse", "warn"]),
  ),
  level: orDefault(options["level"], 0.95, (value) => readNumber(found, ["level"], value, { above: 0, below: 1 })),
});

/** Reads where weights are cut back. */
export const readClip = (found: Found, options: Readonly<Record<string, unknown>>): number =>
  orDefault(options["largestWeight"], Number.POSITIVE_INFINITY, (value) =>
    readNumber(found, ["largestWeight"], value, { above: 0 }),
  );

/** Whether an estimator asks for predictions. */
export const needsModel = (estimator: PolicyEstimator): boolean => estimator !== "ips" && estimator !== "snips";
