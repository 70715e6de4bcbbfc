import { isLeft, left, right } from "fp-ts/lib/Either.js";
import { note, readArray, reading, readOptions } from "../../core/check/index.ts";
import { clusterCovariance, type LinearFit, linearRegression, robustCovariance } from "../../core/regression/index.ts";
import { type Estimate, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import { type Rows, readColumnName } from "../columns.ts";
import { type Arms, armSizes, clusterWarning, nameCluster, readArms, requireArms, scaleOf } from "./arms.ts";
import {
  COMPARISON_KEYS,
  type Comparison,
  type ComparisonOptions,
  evidenceOf,
  noteSharedColumns,
  partsOf,
  readComparison,
} from "./settings.ts";
import { inUnit, realSpread, unitOf } from "./unit.ts";
import { inferFromT, spreadWarning } from "./welch.ts";

const NAME = "metrics.adjustedDifference";

/** What the comparison is adjusted for. */
export interface AdjustedDifferenceOptions extends ComparisonOptions {
  /** Columns known before treatment: numbers, or truth values counted as 1 and 0. At least one. */
  readonly covariates: readonly string[];
}

/**
 * Did those who got it do better than those who did not, once differences that were there before are taken out?
 *
 * Least squares of the outcome on treatment t, the covariates centred at their means, and their products with t; the coefficient of t is
 * the average difference. Standard error HC2 on n - k degrees of freedom; with clusters CR2 on Satterthwaite's. In an experiment it
 * sharpens the answer; elsewhere it is right only if nothing else than the covariates drives both treatment and outcome, so the
 * evidence stays "association".
 *
 * A covariate that is the same in every row is left out with a warning.
 *
 * @param options - see `AdjustedDifferenceOptions`; an unknown key is a failure.
 * @returns a function from a table or rows to the estimate. `NotIdentified` names collinear covariates and rows that HC2 cannot use.
 *
 * Cost: rows times the square of the columns. Source: Lin 2013, equation 4; MacKinnon and White 1985 for HC2.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const rows = [0, 1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, before: id, nudged: id % 2 === 0, after: 2 * id + (id % 2 === 0 ? 5 : 0) }));
 * const effect = orThrow(
 *   metrics.adjustedDifference({ outcome: "after", treatment: "nudged", covariates: ["before"], assignment: "randomised" })(rows),
 * );
 * effect.estimate?.toFixed(6); // => "5.000000"
 * ```
 */
export const adjustedDifference = (options: AdjustedDifferenceOptions): ((rows: Rows) => Result<Estimate>) => {
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options, [...COMPARISON_KEYS, "covariates"]);
    const covariates = readArray(found, ["covariates"], given["covariates"], (name, path) =>
      readColumnName(found, path, name),
    );
    if (covariates.length === 0 && Array.isArray(given["covariates"]))
      note(found, ["covariates"], "empty", "at least one column", given["covariates"]);
    const read = readComparison(found, given);
    const more = covariates.map((column, at) => ({ path: ["covariates", at], column }));
    noteSharedColumns(found, [...partsOf(read), ...more]);
    return { ...read, covariates };
  });
  return (rows) => {
    if (isLeft(settings)) return settings;
    const { covariates } = settings.right;
    const columns = covariates.map((name) => ({ option: "covariates", name }));
    const arms = reading(NAME, (found) => readArms(found, settings.right, columns, rows));
    if (isLeft(arms)) return arms;
    const enough = requireArms(NAME, arms.right, 2);
    return isLeft(enough) ? enough : adjust(settings.right, arms.right);
  };
};

/** A covariate, centred at its mean over the rows. */
interface Centred {
  readonly name: string;
  readonly values: Float64Array;
}

const centre = (name: string, values: Float64Array): Centred => {
  let mean = 0;
  for (let row = 0; row < values.length; row += 1) mean += ((values[row] as number) - mean) / (row + 1); // row < length
  const centred = values.map((value) => value - mean);
  const unit = unitOf(centred); // the answer does not depend on the unit of a covariate
  return { name, values: unit === 1 ? centred : centred.map((value) => value / unit) };
};

const isConstant = (values: Float64Array): boolean => values.every((value) => value === values[0]);

const adjust = (settings: Comparison & { readonly covariates: readonly string[] }, arms: Arms): Result<Estimate> => {
  const warnings: Reason[] = [...arms.warnings, ...clusterWarning(arms)];
  const used: Centred[] = [];
  arms.extra.forEach((values, at) => {
    const name = settings.covariates[at] ?? "";
    if (isConstant(values)) warnings.push(reason("constant-covariate", { column: name }));
    else used.push(centre(name, values));
  });
  const fit = linearRegression({ caller: NAME, ...design(settings.treatment, arms, used) });
  if (isLeft(fit)) return fit;
  const spread = spreadOf(fit.right, arms);
  if (isLeft(spread)) return spread;
  const { variance, degreesOfFreedom, kind } = spread.right;
  const method = kind === "CR2" ? "adjusted cluster-robust t" : "adjusted t";
  const scaled = inferFromT(fit.right.coefficients[1] ?? 0, realSpread(variance, arms.outcome), degreesOfFreedom, {
    kind,
    method,
    level: settings.level,
  });
  const inference = inUnit(scaled, arms.unit);
  return right({
    estimand: `difference in mean ${settings.outcome} between ${settings.treatment} and not ${settings.treatment}, adjusted for ${settings.covariates.join(", ")}`,
    scale: scaleOf(arms, settings.outcome),
    evidence: evidenceOf(settings.assignment),
    ...inference,
    n: {
      rows: arms.outcome.length,
      ...(arms.cluster === null ? {} : { clusters: arms.clusters }),
      byArm: armSizes(arms.treated),
    },
    diagnostics: { ...inference.diagnostics, residualVariance: fit.right.residualVariance * arms.unit ** 2 },
    warnings: [...warnings, ...spreadWarning(inference)],
  });
};

/** Row-major columns: treatment, each covariate, each covariate times treatment. */
const design = (treatment: string, { outcome, treated }: Arms, covariates: readonly Centred[]) => {
  const rows = outcome.length;
  const width = 1 + 2 * covariates.length;
  const x = new Float64Array(rows * width);
  // row < rows and at < covariates.length, so every index is in range
  for (let row = 0; row < rows; row += 1) {
    const arm = treated[row] as number;
    x[row * width] = arm;
    covariates.forEach(({ values }, at) => {
      const value = values[row] as number;
      x[row * width + 1 + at] = value;
      x[row * width + 1 + covariates.length + at] = arm * value;
    });
  }
  const names = [
    treatment,
    ...covariates.map(({ name }) => name),
    ...covariates.map(({ name }) => `${name} where ${treatment}`),
  ];
  return { x, y: outcome, rows, names };
};

interface Spread {
  readonly variance: number;
  readonly degreesOfFreedom: number;
  readonly kind: "HC2" | "CR2";
}

const spreadOf = (fit: LinearFit, arms: Arms): Result<Spread> => {
  const { cluster } = arms;
  const own = fit.names.length + 1; // the place of the variance of coefficient 1 in a row-major square
  if (cluster === null) {
    const covariance = robustCovariance(NAME, fit, "HC2");
    if (isLeft(covariance)) return covariance;
    return right({ variance: covariance.right[own] ?? 0, degreesOfFreedom: fit.degreesOfFreedom, kind: "HC2" });
  }
  const sandwich = clusterCovariance(NAME, fit, cluster, arms.clusters, [1]);
  if (isLeft(sandwich)) return left(nameCluster(sandwich.left, arms));
  const { covariance, degreesOfFreedom } = sandwich.right;
  return right({ variance: covariance[own] ?? 0, degreesOfFreedom: degreesOfFreedom[1] ?? 0, kind: "CR2" });
};
