import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, note, readArray, reading, readOptions } from "../../core/check/index.ts";
import type { Estimate, Result } from "../../core/vocabulary/index.ts";
import { type Rows, readColumnName, readNumbers, readSource, readTruths } from "../columns.ts";
import { completeRows, droppedWarning, keptCount, numbersPart, pick } from "../completeRows.ts";
import { covarianceFold } from "./armCovarianceFold.ts";
import { requireArms, scaleOf } from "./arms.ts";
import { type CupedAnswer, cuped } from "./cuped.ts";
import { cupedEstimate } from "./cupedEstimate.ts";
import { type EffectKind, type EffectOptions, readEffect } from "./effect.ts";
import {
  COMPARISON_KEYS,
  type Comparison,
  type ComparisonOptions,
  noteSharedColumns,
  partsOf,
  readComparison,
} from "./settings.ts";
import { unitOf } from "./unit.ts";

const NAME = "metrics.cupedDifference";

/** Rows that each arm needs for a variance. */
const NEEDED = 2;

/** What a comparison by CUPED takes beside its columns. */
export interface CupedDifferenceOptions extends Omit<ComparisonOptions, "cluster">, EffectOptions {
  /** Columns measured before treatment: numbers, or truth values counted as 1 and 0. At least one. Their missing cells are kept. */
  readonly covariates: readonly string[];
}

interface Settings extends Comparison {
  readonly effect: EffectKind;
  readonly covariates: readonly string[];
}

const readSettings = (found: Found, value: unknown): Settings => {
  const keys = [...COMPARISON_KEYS.filter((key) => key !== "cluster"), "effect", "covariates"];
  const options = readOptions(found, [], value, keys);
  const covariates = readArray(found, ["covariates"], options["covariates"], (name, path) =>
    readColumnName(found, path, name),
  );
  if (covariates.length === 0 && Array.isArray(options["covariates"]))
    note(found, ["covariates"], "empty", "at least one column", options["covariates"]);
  const read = readComparison(found, { ...options, cluster: undefined });
  const more = covariates.map((column, at) => ({ path: ["covariates", at], column }));
  noteSharedColumns(found, [...partsOf(read), ...more]);
  return { ...read, effect: readEffect(found, options["effect"]), covariates };
};

/**
 * Did it help, seen more sharply by what was known before? Where activity before predicts activity after, the interval shrinks as if there
 * were more learners.
 *
 * CUPED: Welch's comparison of y - θ'(x - mean x), with θ = S_xx⁻¹ s_xy over both arms as one. In an experiment that leaves the
 * difference as it is on average and takes out what x explains. `effect: "relative"` relates it to the unadjusted untreated mean, with the
 * covariance of the two in its variance. `adjustedDifference` lets the slope differ between arms and gives HC2 standard errors; this one
 * needs only aggregates.
 *
 * A covariate missing in some rows counts as 0 there, and its being missing is a covariate of its own: nobody is dropped for having
 * no past (`missing` is about outcome and treatment). One that never varies, or that follows from the others, is left out with a warning.
 *
 * @param options - see `CupedDifferenceOptions`; an unknown key is a failure.
 * @returns a function from a table or rows to the estimate; diagnostics hold θ of each covariate, the unadjusted difference, and the share by
 *   which the variance shrank. Fails as `differenceInMeans` does.
 *
 * Cost: rows times the square of the covariates, and their cube once. Source: Deng, Xu, Kohavi and Walker 2013; relative effects as in gbstats.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const rows = [5, 3, 8, 6, 2, 4, 7, 1].map((before, i) => ({ before, after: 2 * before + (i < 4 ? 3 : 0) + (i % 2), nudged: i < 4 }));
 * const effect = orThrow(
 *   metrics.cupedDifference({ outcome: "after", treatment: "nudged", covariates: ["before"], assignment: "randomised" })(rows),
 * );
 * effect.diagnostics["unadjusted"]; // => 7
 * (effect.diagnostics["varianceReduction"] ?? 0) > 0.9; // => true
 * ```
 */
export const cupedDifference = (options: CupedDifferenceOptions): ((rows: Rows) => Result<Estimate>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (rows) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readRows(found, settings.right, rows));
    if (isLeft(read)) return read;
    const arms = requireArms(NAME, read.right, NEEDED);
    if (isLeft(arms)) return arms;
    const { outcome, treated, extra, unit, warnings } = read.right;
    const { covariates, effect, level, assignment } = settings.right;
    const units = extra.map(unitOf);
    const fold = covarianceFold(covariates);
    const state = fold.empty();
    for (let row = 0; row < outcome.length; row += 1) {
      fold.step(state, {
        treated: treated[row] === 1,
        outcome: outcome[row] as number, // row < length
        covariates: extra.map((values, at) => (values[row] as number) / (units[at] ?? 1)), // row < length
      });
    }
    const answer = cuped(
      { name: NAME, outcome: settings.right.outcome, effect, level, unit },
      { covariates, ...state },
    );
    if (isLeft(answer)) return answer;
    const words = {
      outcome: settings.right.outcome,
      scale: scaleOf(read.right, settings.right.outcome),
      treated: settings.right.treatment,
      control: `not ${settings.right.treatment}`,
    };
    const rescaled = rescale(answer.right, covariates, units);
    return right(cupedEstimate(rescaled, state, { covariates, effect, assignment, words, warnings }));
  };
};

/** theta in the units of the data. */
const rescale = (answer: CupedAnswer, covariates: readonly string[], units: readonly number[]): CupedAnswer => ({
  ...answer,
  diagnostics: {
    ...answer.diagnostics,
    ...Object.fromEntries(
      covariates.map((name, at) => [`theta ${name}`, (answer.diagnostics[`theta ${name}`] ?? 0) / (units[at] ?? 1)]),
    ),
  },
});

const readRows = (found: Found, settings: Settings, value: unknown) => {
  const source = readSource(found, value);
  const outcome = readNumbers(found, source, "outcome", settings.outcome);
  const treated = readTruths(found, source, "treatment", settings.treatment, settings.treated);
  const columns = settings.covariates.map((name) => readNumbers(found, source, "covariates", name));
  const parts = [numbersPart(settings.outcome, outcome), numbersPart(settings.treatment, treated)];
  const rows = completeRows(found, source.rowCount, parts, settings.missing);
  const kept = pick(outcome, rows);
  const unit = unitOf(kept);
  return {
    outcome: unit === 1 ? kept : kept.map((each) => each / unit),
    unit,
    isProportion: kept.every((each) => each === 0 || each === 1),
    treated: pick(treated, rows),
    cluster: null,
    clusters: 0,
    clusterLabels: [],
    extra: columns.map((column) => pick(column, rows)),
    warnings: droppedWarning(source.rowCount, keptCount(rows, source.rowCount)),
  };
};
