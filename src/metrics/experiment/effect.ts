import { right } from "fp-ts/lib/Either.js";
import { type Found, orDefault, readChoice } from "../../core/check/index.ts";
import { type Estimate, notIdentified, type Result, reason } from "../../core/vocabulary/index.ts";
import { type Arm, type Inference, inferFromT } from "./welch.ts";

/**
 * How an effect is said: as a difference in the unit of the outcome; as a share of the untreated mean (m1 / m0 - 1), by the delta method;
 * or the same share with an interval made on the scale of log(m1 / m0), which is asymmetric and cannot fall below -1.
 */
export type EffectKind = "difference" | "relative" | "relative-log";

/** How an effect is to be said. */
export interface EffectOptions {
  /** Default `"difference"`. */
  readonly effect?: EffectKind;
}

/** How an effect is said, from an option. */
export const readEffect = (found: Found, value: unknown): EffectKind =>
  orDefault<EffectKind>(value, "difference", (kind) =>
    readChoice(found, ["effect"], kind, ["difference", "relative", "relative-log"]),
  );

/** What is estimated, and in which unit. */
export const effectWords = (
  effect: EffectKind,
  {
    outcome,
    scale,
    treated,
    control,
  }: { readonly outcome: string; readonly scale: string; readonly treated: string; readonly control: string },
): Pick<Estimate, "estimand" | "scale"> =>
  effect === "difference"
    ? { estimand: `difference in mean ${outcome} between ${treated} and ${control}`, scale }
    : {
        estimand: `relative difference in mean ${outcome} between ${treated} and ${control}`,
        scale: `of the mean of ${control}`,
      };

/** What a relative effect is computed from. */
export interface RelativeInput {
  /** Means and variances; after an adjustment, the adjusted ones. */
  readonly treated: Arm;
  readonly control: Arm;
  readonly outcome: string;
  readonly level: number;
  /** The inference on the difference, whose degrees of freedom are used. */
  readonly difference: Inference;
  /**
   * After an adjustment: the untreated mean as it is, to which the effect is related, and the variance of an untreated row's share in
   * the effect.
   */
  readonly base?: { readonly mean: number; readonly variance: number };
}

/** A ratio beyond this is that of a mean to nothing. */
const LARGEST = 1e100;

/**
 * The relative effect, with Welch's degrees of freedom of the difference. Fails where the untreated mean (on the log scale either mean)
 * is not above 0: a share of that means nothing.
 *
 * Delta: Var = V1 / m0^2 + V0 (m1 / m0)^2 / m0^2. Log: Var log(m1 / m0) = V1 / m1^2 + V0 / m0^2, and the interval is exponentiated.
 */
export const relativeInference = (
  name: string,
  effect: "relative" | "relative-log",
  { treated, control, outcome, level, difference, base }: RelativeInput,
): Result<Inference> => {
  const least = effect === "relative" ? (base?.mean ?? control.mean) : Math.min(treated.mean, control.mean);
  if (!(least > 0) || treated.mean / least > LARGEST)
    return notIdentified(name, "a relative difference", [outcome], reason("no-positive-mean", { mean: least }));
  const degreesOfFreedom = difference.diagnostics["degreesOfFreedom"] ?? Number.POSITIVE_INFINITY;
  if (effect === "relative") {
    const mean = base?.mean ?? control.mean;
    const share = treated.mean / mean;
    const untreated = base?.variance ?? control.variance * share * share;
    const spread = Math.sqrt(treated.variance / treated.n + untreated / control.n) / mean;
    const estimate = (treated.mean - control.mean) / mean;
    return right(inferFromT(estimate, spread, degreesOfFreedom, { kind: "delta", method: "relative Welch t", level }));
  }
  const ratio = treated.mean / control.mean;
  const spread = Math.sqrt(
    treated.variance / treated.n / treated.mean ** 2 + control.variance / control.n / control.mean ** 2,
  );
  const log = inferFromT(Math.log(ratio), spread, degreesOfFreedom, {
    kind: "delta of the log",
    method: "log Welch t",
    level,
  });
  const back = (end: number | null): number | null => (end === null ? null : Math.expm1(end));
  return right({
    ...log,
    estimate: ratio - 1,
    standardError: { value: ratio * spread, kind: "delta of the log" },
    interval: { ...log.interval, lower: back(log.interval.lower), upper: back(log.interval.upper) },
  });
};
