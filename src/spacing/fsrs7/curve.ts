import { exp, expm1, log, pow } from "../../core/numeric/elementary/index.ts";
import { clamp } from "../clamp.ts";
import type { Fsrs7Weights } from "./model.ts";

/** What makes the forgetting curve of one state: two power laws and how much each of them counts. */
export interface Fsrs7Curve {
  /** The fast trace: a / F and df in Rf = (1 + a t / F)^df. */
  readonly fastRate: number;
  readonly fastDecay: number;
  /** The slow trace: b / S and ds in Rs = (1 + b t / S)^ds. */
  readonly slowRate: number;
  readonly slowDecay: number;
  /** How much each counts: pf and ps. */
  readonly fastWeight: number;
  readonly slowWeight: number;
}

/** Recall is kept this far from 0 and 1: R = m (1 - 2e-5) + 1e-5 for the mixture m. */
const MARGIN = 1e-5;
/** An interval is at most this many days: (1 + a t / F) overflows later than this, for any weights in bounds. */
const LONGEST = 1e250;
/** A step of Newton's method in ln t that is smaller than this is the last: what it leaves is about its square. */
const LAST_STEP = 1e-8;
/** Bisection alone would need about 60 to bring the widest bracket below the last step. */
const MOST_STEPS = 100;

const FASTEST_DECAY = 0.95;
const SLOWEST_DECAY = 0.01;

const decayOf = (size: number): number => -clamp(size, SLOWEST_DECAY, FASTEST_DECAY);

/** The forgetting curves of all states under one set of weights. */
export interface Fsrs7Curves {
  /** The curve of a state with these S, F and D. */
  of(stability: number, fastStability: number, difficulty: number): Fsrs7Curve;
  /** Rf: recall by the fast trace alone, t days after the last review. */
  fastRecall(fastStability: number, days: number): number;
}

/**
 * FSRS-7's forgetting curves, with w0 to w33 worked in. In the equations S and F are the slow and the fast stability in days, D difficulty.
 *
 * - fast: df = -clamp(w23 F^(w33 - 0.3), 0.01, 0.95), a = e^min(ln w25 / df, 60) - 1
 * - slow: ds = -clamp(w24, 0.01, 0.95), b = (w26^(1 / ds) - 1) e^((D - 5) (w32 - 0.3))
 * - weights: pf = w27 F^-w29, ps = w28 S^w30 e^((D - 5) (w31 - 0.5))
 */
export const fsrs7Curves = (weights: Fsrs7Weights): Fsrs7Curves => {
  const [w23, w24, w25, w26, w27, w28, w29, w30, w31, w32, w33] = weights.slice(23) as unknown as [
    ...[number, number, number, number, number, number],
    ...[number, number, number, number, number],
  ]; // 34 weights from the 24th on
  const lnW25 = log(w25);
  const slowDecay = decayOf(w24);
  const slowFactor = expm1(log(w26) / slowDecay);

  const fastDecayOf = (fastStability: number): number => decayOf(w23 * pow(fastStability, w33 - 0.3));
  const fastRateOf = (fastStability: number, fastDecay: number): number =>
    expm1(Math.min(lnW25 / fastDecay, 60)) / fastStability;

  return {
    of: (stability, fastStability, difficulty) => {
      const fastDecay = fastDecayOf(fastStability);
      const harder = difficulty - 5;
      return {
        fastRate: fastRateOf(fastStability, fastDecay),
        fastDecay,
        slowRate: (slowFactor * exp(harder * (w32 - 0.3))) / stability,
        slowDecay,
        fastWeight: w27 * pow(fastStability, -w29),
        slowWeight: w28 * pow(stability, w30) * exp(harder * (w31 - 0.5)),
      };
    },
    fastRecall: (fastStability, days) => {
      const fastDecay = fastDecayOf(fastStability);
      return pow(1 + fastRateOf(fastStability, fastDecay) * days, fastDecay);
    },
  };
};

/** R(t) = (pf Rf + ps Rs) / (pf + ps) (1 - 2e-5) + 1e-5. */
export const recallOn = (curve: Fsrs7Curve, days: number): number => {
  const fast = pow(1 + curve.fastRate * days, curve.fastDecay);
  const slow = pow(1 + curve.slowRate * days, curve.slowDecay);
  const mixture = (curve.fastWeight * fast + curve.slowWeight * slow) / (curve.fastWeight + curve.slowWeight);
  return mixture * (1 - 2 * MARGIN) + MARGIN;
};

/**
 * The days t with R(t) = retention. Each trace alone would reach it at a time of its own, and the mixture reaches it between the two: there
 * Newton's method in x = ln t finds it, with a bisection wherever a step would leave what is left of the bracket. It starts from the mean of
 * the two times, each weighted by how steeply its trace falls there.
 */
export const daysUntil = (curve: Fsrs7Curve, retention: number): number => {
  const { fastRate, fastDecay, slowRate, slowDecay, fastWeight, slowWeight } = curve;
  const target = (retention - MARGIN) / (1 - 2 * MARGIN);
  const lnTarget = log(target);
  const fastShare = fastWeight / (fastWeight + slowWeight);
  const slowShare = 1 - fastShare;
  const fastAlone = Math.min(expm1(lnTarget / fastDecay) / fastRate, LONGEST);
  const slowAlone = Math.min(expm1(lnTarget / slowDecay) / slowRate, LONGEST);
  const lnFast = log(fastAlone);
  const lnSlow = log(slowAlone);
  const fastPull = (fastShare * fastDecay * (fastRate * fastAlone)) / (1 + fastRate * fastAlone);
  const slowPull = (slowShare * slowDecay * (slowRate * slowAlone)) / (1 + slowRate * slowAlone);
  let low = Math.min(lnFast, lnSlow);
  let high = Math.max(lnFast, lnSlow);
  let x = (fastPull * lnFast + slowPull * lnSlow) / (fastPull + slowPull);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const days = exp(x);
    const fastOdds = fastRate * days;
    const slowOdds = slowRate * days;
    const fast = fastShare * pow(1 + fastOdds, fastDecay);
    const slow = slowShare * pow(1 + slowOdds, slowDecay);
    const above = fast + slow - target;
    const slope = (fast * fastDecay * fastOdds) / (1 + fastOdds) + (slow * slowDecay * slowOdds) / (1 + slowOdds);
    if (above > 0) low = x;
    else high = x;
    const newton = x - above / slope;
    if (Math.abs(newton - x) < LAST_STEP) return exp(newton);
    x = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return exp(x);
};
