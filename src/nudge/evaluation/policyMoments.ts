import {
  clean,
  type Found,
  note,
  type Path,
  readArray,
  readBoolean,
  readInteger,
  readNumber,
  readObject,
} from "../../core/check/index.ts";
import { COUNT, PRODUCTS, SUMS, type UnitMoments, WEIGHT } from "../../core/offpolicy/index.ts";

/** What the value of a policy is computed from, however long the log was. Plain JSON; from `policyMomentsFold`. */
export interface PolicyMoments {
  /** Rows of the log. */
  readonly rows: number;
  /** Independent units: learners, and rows without one. */
  readonly units: number;
  /** Whether any row named its learner. */
  readonly clustered: boolean;
  /** Rows with predictions of a model. */
  readonly modelled: number;
  /** Rows whose decision was certain. */
  readonly certain: number;
  /** Rows in which the policy asked about could do what had no chance of being logged. */
  readonly unsupportedRows: number;
  /** The probabilities with which it would have done so, added up. */
  readonly unsupportedMass: number;
  /** Sum of squares of the weights target / probability. */
  readonly weightSquares: number;
  /** The largest weight. */
  readonly largestWeight: number;
  /** Means over units of: rows, reward, weight, weight × reward, weight × prediction, prediction under the policy. */
  readonly means: readonly number[];
  /** Centred products of these, the lower triangle row by row. */
  readonly products: readonly number[];
}

/** Moments with what only some ways of reading know. */
export interface PolicySummary extends Omit<PolicyMoments, "means" | "products"> {
  readonly moments: UnitMoments;
  /** Weights that were cut back. */
  readonly clipped: number;
}

/** So many numbers, copied; no finite one is too large unless `largest` says so. */
export const readNumbers = (
  found: Found,
  path: Path,
  value: unknown,
  length: number,
  largest: number = Number.MAX_VALUE,
): Float64Array => {
  const range = { min: -largest, max: largest };
  const numbers = readArray(found, path, value, (element, at) => readNumber(found, at, element, range));
  if (Array.isArray(value) && numbers.length !== length) note(found, path, "inconsistent", `${length} numbers`, value);
  return Float64Array.from(numbers);
};

/** Sums of a log and their products are smaller. */
const LARGEST_MEAN = 1e110;
const LARGEST_PRODUCT = 1e220;

/** How far sums that belong together may be apart. */
const ROUNDING = 1e-9;

/** Notes moments that no log can have. */
const noteContradictions = (found: Found, summary: PolicySummary): void => {
  const { rows, moments, weightSquares, largestWeight } = summary;
  const counted = moments.units * (moments.means[COUNT] as number); // there are SUMS means
  const total = moments.units * (moments.means[WEIGHT] as number); // likewise
  if (!(Math.abs(counted - rows) <= ROUNDING * rows))
    note(found, ["means", COUNT], "inconsistent", "the rows by the units", moments.means[COUNT]);
  if (!(total >= 0 && total * total <= rows * weightSquares * (1 + ROUNDING)))
    note(found, ["weightSquares"], "inconsistent", "squares of weights with that mean", weightSquares);
  if (!(largestWeight * largestWeight <= weightSquares * (1 + ROUNDING)))
    note(found, ["largestWeight"], "inconsistent", "a weight that those squares can have", largestWeight);
};

/** Moments from outside. */
export const readPolicyMoments = (found: Found, value: unknown): PolicySummary => {
  const given = readObject(found, [], value, "what policyMomentsFold says");
  const count = (key: string): number => readInteger(found, [key], given[key], { min: 0 });
  const rows = count("rows");
  const atMostRows = (key: string): number =>
    readInteger(found, [key], given[key], Number.isNaN(rows) ? { min: 0 } : { min: 0, max: rows });
  const size = (key: string): number => readNumber(found, [key], given[key], { min: 0, max: LARGEST_MEAN });
  const units = atMostRows("units");
  const summary: PolicySummary = {
    rows,
    units,
    clustered: readBoolean(found, ["clustered"], given["clustered"]),
    modelled: atMostRows("modelled"),
    certain: atMostRows("certain"),
    unsupportedRows: atMostRows("unsupportedRows"),
    unsupportedMass: size("unsupportedMass"),
    weightSquares: size("weightSquares"),
    largestWeight: size("largestWeight"),
    clipped: 0,
    moments: {
      units,
      means: readNumbers(found, ["means"], given["means"], SUMS, LARGEST_MEAN),
      products: readNumbers(found, ["products"], given["products"], PRODUCTS, LARGEST_PRODUCT),
    },
  };
  if (clean(found)) noteContradictions(found, summary);
  return summary;
};
