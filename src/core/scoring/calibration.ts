import { isLeft } from "fp-ts/lib/Either.js";
import { log, log1p, logistic } from "../numeric/elementary/index.ts";
import { logisticRegression } from "../regression/index.ts";

/** A number with its standard error. */
export interface Coefficient {
  readonly value: number;
  readonly standardError: number;
}

/** How predicted probabilities have to be bent to fit what happened. */
export interface Calibration {
  /** Of y on ln(p / (1 - p)): 1 is right, below 1 predictions are too extreme, above 1 too timid. */
  readonly slope: Coefficient;
  /** The intercept beside that slope: recalibrated, p becomes 1 / (1 + e^-(intercept + slope · ln(p / (1 - p)))). */
  readonly intercept: Coefficient;
  /** The intercept where the slope is held at 1: 0 is right, below 0 predictions are too high on the whole. */
  readonly inTheLarge: Coefficient;
}

const MOST_STEPS = 100;

/** The a that solves sum of y - 1 / (1 + e^-(a + logit)) = 0, by Newton's rule kept between bounds that hold the root. */
const interceptGiven = (logits: Float64Array, ones: number): Coefficient => {
  let lower = Number.POSITIVE_INFINITY;
  let upper = Number.NEGATIVE_INFINITY;
  const base = log(ones / (logits.length - ones));
  for (const logit of logits) {
    lower = Math.min(lower, base - logit);
    upper = Math.max(upper, base - logit);
  }
  let at = (lower + upper) / 2;
  let slope = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    let excess = ones;
    slope = 0;
    for (const logit of logits) {
      const p = logistic(at + logit);
      excess -= p;
      slope += p * (1 - p);
    }
    if (excess > 0) lower = at;
    else upper = at;
    const newton = at + excess / slope;
    const next = newton >= lower && newton <= upper ? newton : (lower + upper) / 2;
    if (Math.abs(next - at) <= 1e-14 * Math.max(1, Math.abs(at))) break;
    at = next;
  }
  return { value: at, standardError: 1 / Math.sqrt(slope) };
};

/**
 * Are predicted probabilities the right size? A logistic regression of what happened on ln(p / (1 - p)) (Cox 1958), and its intercept
 * with the slope held at 1, calibration in the large; standard errors from the observed information.
 *
 * `null` where nothing can be said: fewer than two rows, a probability of 0 or 1, one outcome only, predictions all the same, or such
 * that they separate the outcomes.
 *
 * @param predicted one probability a row
 * @param outcomes 0 or 1, as many
 */
export const calibration = (predicted: Float64Array, outcomes: Uint8Array): Calibration | null => {
  const rows = predicted.length;
  const logits = predicted.map((p) => log(p) - log1p(-p));
  let ones = 0;
  for (const outcome of outcomes) ones += outcome;
  if (ones === 0 || ones === rows || !logits.every(Number.isFinite)) return null;
  const y = Float64Array.from(outcomes);
  const fitted = logisticRegression({ caller: "calibration", x: logits, y, rows, names: ["logit"] });
  if (isLeft(fitted)) return null;
  const { coefficients, covariance } = fitted.right;
  const coefficient = (place: 0 | 1): Coefficient => ({
    value: coefficients[place] as number, // two of them: the intercept and the slope
    standardError: Math.sqrt(covariance[3 * place] as number), // the diagonal of two by two
  });
  return { slope: coefficient(1), intercept: coefficient(0), inTheLarge: interceptGiven(logits, ones) };
};
