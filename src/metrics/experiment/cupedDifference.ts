import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readInteger,
  reading,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { type Estimate, insufficientData, type Result } from "../../core/vocabulary/index.ts";
import { type Rows, readColumnName, readNumbers, readSource, readTruths } from "../columns.ts";
import { completeRows, droppedWarning, keptCount, numbersPart, pick } from "../completeRows.ts";
import {
  type ArmCovariance,
  type ArmCovarianceCell,
  type ArmCovariances,
  armCovarianceFold,
} from "./armCovarianceFold.ts";
import { requireArms, scaleOf } from "./arms.ts";
import { type CupedAnswer, type CupedInput, cuped } from "./cuped.ts";
import { type EffectKind, type EffectOptions, effectWords, readEffect } from "./effect.ts";
import {
  type Assignment,
  COMPARISON_KEYS,
  type Comparison,
  type ComparisonOptions,
  evidenceOf,
  noteSharedColumns,
  partsOf,
  readAssignment,
  readComparison,
  readLevel,
} from "./settings.ts";
import { unitOf } from "./unit.ts";
import { spreadWarning } from "./welch.ts";

const NAME = "metrics.cupedDifference";
const FROM_MOMENTS = "metrics.cupedDifferenceFromMoments";

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
 * Cost: rows times the square of the covariates. Source: Deng, Xu, Kohavi and Walker 2013; relative effects as in gbstats.
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
    const fold = armCovarianceFold(covariates);
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
    return right(estimateOf(rescaled, state, { covariates, effect, assignment, words, warnings }));
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

const estimateOf = (
  { inference, diagnostics, warnings }: CupedAnswer,
  { treated, control }: Pick<CupedInput, "treated" | "control">,
  said: {
    readonly covariates: readonly string[];
    readonly effect: EffectKind;
    readonly assignment: Assignment;
    readonly words: Parameters<typeof effectWords>[1];
    readonly warnings: Estimate["warnings"];
  },
): Estimate => {
  const { estimand, scale } = effectWords(said.effect, said.words);
  const kind = inference.standardError?.kind ?? "";
  return {
    estimand: `${estimand}, adjusted for ${said.covariates.join(", ")}`,
    scale,
    evidence: evidenceOf(said.assignment),
    ...inference,
    ...(inference.standardError === undefined
      ? {}
      : { standardError: { ...inference.standardError, kind: `CUPED, ${kind}` } }),
    n: { rows: treated.n + control.n, byArm: { treated: treated.n, control: control.n } },
    diagnostics: { ...inference.diagnostics, ...diagnostics },
    warnings: [...said.warnings, ...warnings, ...spreadWarning(inference)],
  };
};

/** What cannot be seen in the moments. */
export interface CupedFromMomentsOptions extends EffectOptions {
  /** How rows came into their arms; default `"observed"`. */
  readonly assignment?: Assignment;
  /** Coverage of the interval, in (0, 1); default 0.95. */
  readonly level?: number;
  /** What the outcome is called; default "outcome". */
  readonly outcome?: string;
}

/**
 * The same comparison where only the aggregates are at hand, from `armCovarianceFold`.
 *
 * @param options - see `CupedFromMomentsOptions`; an unknown key is a failure.
 * @returns a function from the moments of both arms to the estimate.
 *
 * Cost: the cube of the covariates.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const arm = (mean: number) => ({ n: 50, mean: [mean, 4, 0], products: [[98, 60, 0], [60, 70, 0], [0, 0, 0]] });
 * const effect = orThrow(
 *   metrics.cupedDifferenceFromMoments({ outcome: "minutes" })({ covariates: ["before"], treated: arm(12), control: arm(10) }),
 * );
 * effect.estimate; // => 2
 * effect.diagnostics["varianceReduction"]?.toFixed(3); // => "0.525"
 * ```
 */
export const cupedDifferenceFromMoments = (
  options: CupedFromMomentsOptions = {},
): ((moments: ArmCovariances) => Result<Estimate>) => {
  const settings = reading(FROM_MOMENTS, (found) => {
    const given = readOptions(found, [], options, ["assignment", "level", "outcome", "effect"]);
    return {
      assignment: readAssignment(found, given["assignment"]),
      level: readLevel(found, given["level"]),
      outcome: orDefault(given["outcome"], "outcome", (name) => readText(found, ["outcome"], name)),
      effect: readEffect(found, given["effect"]),
    };
  });
  return (moments) => {
    if (isLeft(settings)) return settings;
    const read = reading(FROM_MOMENTS, (found) => readMoments(found, moments));
    if (isLeft(read)) return read;
    const { treated, control, covariates } = read.right;
    if (treated.n < NEEDED) return insufficientData(FROM_MOMENTS, "treated rows", NEEDED, treated.n);
    if (control.n < NEEDED) return insufficientData(FROM_MOMENTS, "control rows", NEEDED, control.n);
    const { outcome, effect, level, assignment } = settings.right;
    const answer = cuped({ name: FROM_MOMENTS, outcome, effect, level, unit: 1 }, read.right);
    if (isLeft(answer)) return answer;
    const words = { outcome, scale: outcome, treated: "treated", control: "control" };
    return right(estimateOf(answer.right, read.right, { covariates, effect, assignment, words, warnings: [] }));
  };
};

const readMoments = (found: Found, value: unknown): CupedInput => {
  const given = readObject(found, [], value, "the moments of both arms, from armCovarianceFold");
  const covariates = readArray(found, ["covariates"], given["covariates"], (name, path) => readText(found, path, name));
  const width = 1 + 2 * covariates.length;
  return {
    covariates,
    treated: readCell(found, ["treated"], given["treated"], width),
    control: readCell(found, ["control"], given["control"], width),
  };
};

/** Sizes beyond this have squares that overflow. */
const LARGEST = 1e150;

const readCell = (found: Found, path: Path, value: unknown, width: number): ArmCovarianceCell => {
  const given = readObject(found, path, value, "the moments of an arm");
  const numbers = (held: unknown, at: Path): readonly number[] => {
    const read = readArray(found, at, held, (one, place) =>
      readNumber(found, place, one, { min: -LARGEST, max: LARGEST }),
    );
    if (Array.isArray(held) && read.length !== width)
      note(
        found,
        at,
        "inconsistent",
        `${width} numbers: the outcome, each covariate, and whether each is missing`,
        held,
      );
    return read;
  };
  const rows: ArmCovariance["products"] = readArray(found, [...path, "products"], given["products"], numbers);
  if (Array.isArray(given["products"]) && rows.length !== width)
    note(found, [...path, "products"], "inconsistent", `${width} rows of ${width} numbers`, given["products"]);
  const mean = numbers(given["mean"], [...path, "mean"]);
  noteImpossible(found, [...path, "products"], rows);
  return {
    n: readInteger(found, [...path, "n"], given["n"], { min: 0 }),
    mean: Float64Array.from(mean),
    products: Float64Array.from(rows.flat()),
  };
};

/** Products of deviations are symmetric, and no larger than their columns allow. */
const noteImpossible = (found: Found, path: Path, rows: ArmCovariance["products"]): void => {
  rows.forEach((row, i) => {
    row.forEach((value, j) => {
      const [own, others] = [row[i] ?? 0, rows[j]?.[j] ?? 0];
      const bound = Math.sqrt(Math.max(0, own)) * Math.sqrt(Math.max(0, others)) * (1 + 1e-9);
      if (i === j ? value < 0 : Math.abs(value) > bound)
        note(found, [...path, i, j], "inconsistent", "a product that the columns allow", value);
      else if (Math.abs(value - (rows[j]?.[i] ?? value)) > 1e-9 * bound)
        note(found, [...path, i, j], "inconsistent", "a symmetric matrix", value);
    });
  });
};
