import { studentTQuantile } from "../../../core/numeric/distributions/index.ts";
import { type Evidence, type Reason, reason } from "../../../core/vocabulary/index.ts";
import type { ReadEffortOptions } from "./options.ts";
import { lengthOf, type StartModel } from "./startModel.ts";

/**
 * The chance of starting within the horizon, by announced length. Columnar: entry i of every list belongs to `announcedMinutes[i]`.
 */
export interface StartCurve {
  /** Lengths, ascending, in minutes. */
  readonly announcedMinutes: readonly number[];
  /** How many offers were announced with each of them. */
  readonly offers: readonly number[];
  /** The chance of starting within `horizonDays`, in [0, 1]. */
  readonly chance: readonly number[];
  /** Lower ends of the pointwise intervals. */
  readonly lower: readonly number[];
  /** Upper ends. */
  readonly upper: readonly number[];
  /** Days from the offer on. */
  readonly horizonDays: number;
  /** Coverage of each interval. */
  readonly level: number;
  /** How the intervals were made. */
  readonly method: string;
  /** What differences between its points rest on. */
  readonly evidence: Evidence;
  /** What to know before reading it; `explain` words them. */
  readonly warnings: readonly Reason[];
}

/** As many announced lengths are shown one by one. */
const MOST_LENGTHS = 20;

const lengthsOf = (announced: Float64Array, { atMinutes }: ReadEffortOptions): readonly number[] => {
  if (atMinutes !== null) return [...new Set(atMinutes)].sort((one, other) => one - other);
  const found = [...new Set(announced)].sort((one, other) => one - other);
  const shortest = found[0] ?? 0;
  const longest = found[found.length - 1] ?? 0;
  if (found.length <= MOST_LENGTHS) return found;
  return Array.from({ length: MOST_LENGTHS }, (_, place) => {
    const share = place / (MOST_LENGTHS - 1);
    return shortest * (1 - share) + longest * share;
  });
};

/** log(1 + exp(t)) without overflow. */
const softplus = (t: number): number => Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));

/**
 * log(1 - chance) = -sum over days of log(1 + exp(log odds)), and its slope in the coefficients, minus the sum of hazard × column.
 */
const survivalAt = (model: StartModel, length: number): { readonly log: number; readonly slope: Float64Array } => {
  const { groups, coefficients, middle } = model;
  const columns = coefficients.length;
  const slope = new Float64Array(columns);
  let log = 0;
  // columns are the groups and the length: each index is in range
  groups.forEach(({ fromDay, throughDay }, group) => {
    const own = group === 0 ? 0 : (coefficients[group] as number);
    const odds = (coefficients[0] as number) + own + (coefficients[columns - 1] as number) * (length - middle);
    const days = throughDay + 1 - fromDay;
    const hazard = days / (1 + Math.exp(-odds));
    log -= days * softplus(odds);
    slope[0] = (slope[0] as number) - hazard;
    if (group > 0) slope[group] = (slope[group] as number) - hazard;
    slope[columns - 1] = (slope[columns - 1] as number) - hazard * (length - middle);
  });
  return { log, slope };
};

const quadratic = (matrix: Float64Array, v: Float64Array): number => {
  let sum = 0;
  // in range: row-major, as long as v both ways
  for (let i = 0; i < v.length; i += 1)
    for (let j = 0; j < v.length; j += 1)
      sum += (v[i] as number) * (v[j] as number) * (matrix[i * v.length + j] as number);
  return Math.max(0, sum);
};

/**
 * The curve, with intervals by the delta method on the scale of log(-log(1 - chance)), where they cannot leave [0, 1], and the t of the slope.
 * A chance that is 0 or 1 to the last digit has the interval from 0 to 1: nothing is known of its width.
 */
export const startCurve = (
  model: StartModel,
  announced: Float64Array,
  options: ReadEffortOptions,
  evidence: Evidence,
): StartCurve => {
  const lengths = lengthsOf(announced, options);
  const times = studentTQuantile(0.5 + options.level / 2, model.degreesOfFreedom);
  const points = lengths.map((minutes) => {
    const { log, slope } = survivalAt(model, lengthOf(minutes, options));
    const chance = -Math.expm1(log);
    const middle = Math.log(-log);
    const half = (times * Math.sqrt(quadratic(model.covariance, slope))) / -log;
    if (!(chance > 0 && chance < 1 && Number.isFinite(half))) return { chance, lower: 0, upper: 1 };
    const at = (distance: number): number => -Math.expm1(-Math.exp(middle + distance));
    return { chance, lower: at(-half), upper: at(half) };
  });
  const shortest = announced.reduce((least, minutes) => Math.min(least, minutes), Number.POSITIVE_INFINITY);
  const longest = announced.reduce((most, minutes) => Math.max(most, minutes), 0);
  return {
    announcedMinutes: lengths,
    offers: lengths.map((minutes) => announced.reduce((sum, one) => sum + (one === minutes ? 1 : 0), 0)),
    chance: points.map(({ chance }) => chance),
    lower: points.map(({ lower }) => lower),
    upper: points.map(({ upper }) => upper),
    horizonDays: options.horizonDays,
    level: options.level,
    method: "delta method on log(-log(1 - chance)), CR2 t",
    evidence,
    warnings: lengths.some((minutes) => minutes < shortest || minutes > longest)
      ? [reason("beyond-announced-lengths", { shortest, longest })]
      : [],
  };
};
