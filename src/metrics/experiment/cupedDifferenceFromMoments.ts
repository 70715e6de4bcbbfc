import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  type Path,
  readArray,
  readInteger,
  reading,
  readNumber,
  readObject,
  readText,
} from "../../core/check/index.ts";
import { type Estimate, insufficientData, type Result } from "../../core/vocabulary/index.ts";
import type { ArmCovariance, ArmCovarianceCell } from "./armCovariance.ts";
import type { ArmCovariances } from "./armCovarianceFold.ts";
import { type CupedInput, cuped } from "./cuped.ts";
import { cupedEstimate } from "./cupedEstimate.ts";
import { type FromMomentsOptions, readFromMomentsOptions } from "./fromMomentsOptions.ts";

const NAME = "metrics.cupedDifferenceFromMoments";

/** Rows that each arm needs for a variance. */
const NEEDED = 2;

/**
 * The same comparison where only the aggregates are at hand, from `armCovarianceFold`.
 *
 * @param options - see `FromMomentsOptions`; an unknown key is a failure.
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
  options: FromMomentsOptions = {},
): ((moments: ArmCovariances) => Result<Estimate>) => {
  const settings = reading(NAME, (found) => readFromMomentsOptions(found, options));
  return (moments) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readMoments(found, moments));
    if (isLeft(read)) return read;
    const { treated, control, covariates } = read.right;
    if (treated.n < NEEDED) return insufficientData(NAME, "treated rows", NEEDED, treated.n);
    if (control.n < NEEDED) return insufficientData(NAME, "control rows", NEEDED, control.n);
    const { outcome, effect, level, assignment } = settings.right;
    const answer = cuped({ name: NAME, outcome, effect, level, unit: 1 }, read.right);
    if (isLeft(answer)) return answer;
    const words = { outcome, scale: outcome, treated: "treated", control: "control" };
    return right(cupedEstimate(answer.right, read.right, { covariates, effect, assignment, words, warnings: [] }));
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
