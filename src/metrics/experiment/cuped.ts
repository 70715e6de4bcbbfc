import { isLeft, right } from "fp-ts/lib/Either.js";
import { solveLower, solveLowerTransposed } from "../../core/numeric/matrix/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import { independentColumns } from "../independentColumns.ts";
import { type ArmCovarianceCell, mergeCells } from "./armCovariance.ts";
import { type EffectKind, relativeInference } from "./effect.ts";
import { inUnit } from "./unit.ts";
import { type Inference, welch } from "./welch.ts";

/** The moments of both arms with the names of their covariates. */
export interface CupedInput {
  readonly covariates: readonly string[];
  readonly treated: ArmCovarianceCell;
  readonly control: ArmCovarianceCell;
}

/** How CUPED is asked. */
export interface CupedQuestion {
  readonly name: string;
  readonly outcome: string;
  readonly effect: EffectKind;
  readonly level: number;
  /** What one unit of the outcome is in the unit of the data. */
  readonly unit: number;
}

/** What CUPED answers. */
export interface CupedAnswer {
  readonly inference: Inference;
  readonly diagnostics: Readonly<Record<string, number>>;
  readonly warnings: readonly Reason[];
}

const copy = ({ n, mean, products }: ArmCovarianceCell): ArmCovarianceCell => ({
  n,
  mean: mean.slice(),
  products: products.slice(),
});

/** What the covariates before it leave unexplained of one must be more than this share of it. */
const DEPENDENT = 1e-10;

/** Variation below this share of the square of the mean is rounding. */
const CONSTANT = 1e-26;

interface Theta {
  /** For each column but the first, 0 where it was left out. */
  readonly theta: Float64Array;
  readonly warnings: readonly Reason[];
}

/** theta = S_xx^-1 s_xy over both arms as one, on the scale of correlations; columns that add nothing are left out one by one. */
const thetaOf = (pooled: ArmCovarianceCell, covariates: readonly string[]): Theta => {
  const width = pooled.mean.length;
  const product = (i: number, j: number): number => pooled.products[i * width + j] ?? 0;
  const varies = (column: number): boolean =>
    product(column, column) > CONSTANT * pooled.n * (pooled.mean[column] ?? 0) ** 2;
  const varying: number[] = [];
  for (let column = 1; column < width; column += 1) if (varies(column)) varying.push(column);
  const correlation = (i: number, j: number): number =>
    product(i, j) / Math.sqrt(product(i, i)) / Math.sqrt(product(j, j));
  const { used, factor, stride } = independentColumns(varying, correlation, DEPENDENT);
  const kept = new Set(used);
  const warnings = covariates.flatMap((column, at) =>
    kept.has(1 + at) ? [] : [reason(varies(1 + at) ? "collinear-covariate" : "constant-covariate", { column })],
  );
  const solution = Float64Array.from(used, (i) => product(i, 0) / Math.sqrt(product(i, i)));
  solveLower(factor, stride, solution, used.length);
  solveLowerTransposed(factor, stride, solution, used.length);
  const theta = new Float64Array(width);
  used.forEach((i, at) => {
    theta[i] = (solution[at] ?? 0) / Math.sqrt(product(i, i));
  });
  return { theta, warnings };
};

/** a' S b / (n - 1) with the coefficients of y - theta x in front of the columns. */
const varianceOf = ({ n, products }: ArmCovarianceCell, weights: Float64Array): number => {
  let sum = 0;
  const width = weights.length;
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < width; j += 1) sum += (weights[i] ?? 0) * (weights[j] ?? 0) * (products[i * width + j] ?? 0);
  return Math.max(0, sum) / (n - 1);
};

/** Welch's comparison of y - theta (x - mean x), with theta pooled over both arms. */
export const cuped = (question: CupedQuestion, { covariates, treated, control }: CupedInput): Result<CupedAnswer> => {
  const { name, outcome, effect, level, unit } = question;
  const pooled = mergeCells(copy(treated), control);
  const { theta, warnings } = thetaOf(pooled, covariates);
  const weights = theta.map((value) => -value);
  weights[0] = 1;
  const arm = (cell: ArmCovarianceCell) => ({
    n: cell.n,
    mean: cell.mean.reduce(
      (sum, mean, at) => (at === 0 ? mean : sum - (theta[at] ?? 0) * (mean - (pooled.mean[at] ?? 0))),
      0,
    ),
    variance: varianceOf(cell, weights),
  });
  const [one, other] = [arm(treated), arm(control)];
  const difference = welch(one, other, level);
  const plain = new Float64Array(weights.length);
  plain[0] = 1;
  const raw = (cell: ArmCovarianceCell): number => varianceOf(cell, plain) / cell.n;
  const [mean1, mean0] = [treated.mean[0] ?? 0, control.mean[0] ?? 0];
  const share = mean1 / mean0;
  const untreated = weights.slice();
  untreated[0] = share;
  const base = { mean: mean0, variance: mean0 > 0 ? varianceOf(control, untreated) : 0 };
  const inference =
    effect === "difference"
      ? right(inUnit(difference, unit))
      : relativeInference(name, effect, { treated: one, control: other, outcome, level, difference, base });
  if (isLeft(inference)) return inference;
  const before = raw(treated) + raw(control);
  const after = one.variance / one.n + other.variance / other.n;
  const missing = covariates.flatMap((column, at) => {
    const place = 1 + covariates.length + at;
    const rows = Math.round((pooled.mean[place] ?? 0) * pooled.n);
    return rows === 0 ? [] : [reason("covariate-missing", { column, rows })];
  });
  return right({
    inference: inference.right,
    diagnostics: {
      unadjusted: (mean1 - mean0) * unit,
      meanTreated: mean1 * unit,
      meanControl: mean0 * unit,
      ...(before > 0 ? { varianceReduction: 1 - after / before } : {}),
      ...Object.fromEntries(covariates.map((column, at) => [`theta ${column}`, (theta[1 + at] ?? 0) * unit])),
    },
    warnings: [...missing, ...warnings],
  });
};
