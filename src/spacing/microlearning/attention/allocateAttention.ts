import { isLeft, left, right } from "fp-ts/lib/Either.js";
import { note, orDefault, reading, readNumber, readOptions } from "../../../core/check/index.ts";
import { type Reason, type Result, reason } from "../../../core/vocabulary/index.ts";
import { bestPortions, unitsOf } from "./bestPortions.ts";
import { type AttentionClaim, type ReadClaim, readClaims } from "./claims.ts";

/** How attention is allocated. */
export interface AttentionOptions {
  /** The minutes that there are, at least 0: 24, about one per cent of a working week. */
  readonly budgetMinutes?: number | undefined;
  /** Times are rounded up to whole multiples of this, in minutes: above 0, 0.25. */
  readonly unitMinutes?: number | undefined;
}

/** What one claim gets. */
export interface AttentionShare {
  /** Id of the claim. */
  readonly id: string;
  /** Its kind. */
  readonly kind: string;
  /** How many of its portions are taken, the first ones. */
  readonly portions: number;
  /** How many portions it has. */
  readonly of: number;
  /** The minutes of those that are taken. */
  readonly minutes: number;
  /** What those that are taken are worth. */
  readonly value: number;
  /** Why it gets this, and what was left out; `explain` words it. */
  readonly reasons: readonly Reason[];
}

/** A budget of attention, split. */
export interface AttentionPlan {
  /** By claim, in the order given. */
  readonly shares: readonly AttentionShare[];
  /** Minutes taken, by kind of claim. */
  readonly minutesByKind: Readonly<Record<string, number>>;
  /** Minutes taken. */
  readonly minutes: number;
  /** What all that is taken is worth, required claims included. */
  readonly value: number;
  /**
   * What a larger budget would add for each further minute, at best: the highest of (value of the best choice with more minutes - `value`) /
   * (minutes more), over budgets larger by up to the longest portion of what was not required.
   */
  readonly valueOfAnotherMinute: number;
}

const NAME = "spacing.allocateAttention";
/** A budget in more units than this is a mistake in the unit. */
const MOST_UNITS = 10_000;

interface ReadAttentionOptions {
  readonly budgetMinutes: number;
  readonly unitMinutes: number;
}

const readAttentionOptions = (options: unknown): Result<ReadAttentionOptions> =>
  reading(NAME, (found) => {
    const given = readOptions(found, [], options, ["budgetMinutes", "unitMinutes"]);
    const budgetMinutes = orDefault(given["budgetMinutes"], 24, (minutes) =>
      readNumber(found, ["budgetMinutes"], minutes, { min: 0, max: 1e6 }),
    );
    const unitMinutes = orDefault(given["unitMinutes"], 0.25, (minutes) =>
      readNumber(found, ["unitMinutes"], minutes, { above: 0, max: 1440 }),
    );
    if (budgetMinutes / unitMinutes > MOST_UNITS)
      note(found, ["unitMinutes"], "out-of-range", `at least ${budgetMinutes / MOST_UNITS}`, unitMinutes);
    return { budgetMinutes, unitMinutes };
  });

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** The highest gain over the most that can be had in `from` units, for each unit more. */
const bestSlope = (most: Float64Array, from: number): number => {
  let best = 0;
  for (let units = from + 1; units < most.length; units += 1)
    best = Math.max(best, ((most[units] ?? 0) - (most[from] ?? 0)) / (units - from));
  return best;
};

const minutesOf = ({ portions }: ReadClaim, count = portions.length): number =>
  sumOf(portions.slice(0, count).map(({ minutes }) => minutes));

const shareOf = (claim: ReadClaim, count: number, valueOfAnotherMinute: number): AttentionShare => {
  const { id, kind, portions, required } = claim;
  const next = portions[count];
  const value = sumOf(portions.slice(0, count).map((portion) => portion.value));
  const minutes = minutesOf(claim, count);
  const taken = required
    ? [reason("required-attention", { minutes })]
    : count > 0
      ? [reason("worth-its-minutes", { minutes, value })]
      : [];
  const leftOut =
    next === undefined
      ? []
      : [
          reason("left-out", {
            portions: portions.length - count,
            minutes: minutesOf(claim) - minutes,
            valuePerMinute: next.value / next.minutes,
            valueOfAnotherMinute,
          }),
        ];
  return { id, kind, portions: count, of: portions.length, minutes, value, reasons: [...taken, ...leftOut] };
};

/**
 * A learner has some twenty minutes a week for all of this: what goes into them, and what is left out? Modules of a path, reviews that fall
 * due and messages all claim the same minutes; they get them by what the minutes are worth.
 *
 * Claims come in portions that are taken in order, so that a second review session may be worth less than the first. Required claims are
 * taken whole, first, by the minute. Of the rest the choice of portions is the one of the highest sum of values that fits: exact for times in whole units of
 * `unitMinutes`, to which they are rounded up. No claims make an empty plan.
 *
 * Fails with `Infeasible` where the required claims alone take more than the budget, and with `InvalidInput` on portions without minutes,
 * values below 0 and ids that occur twice.
 *
 * Cost: portions × (budget + longest portion) in units.
 *
 * @param options `budgetMinutes`, 24; `unitMinutes`, 0.25
 * @returns a function from the claims to what each of them gets
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const plan = orThrow(
 *   spacing.allocateAttention({ budgetMinutes: 10 })([
 *     { id: "fire-drill", kind: "path", portions: [{ minutes: 4, value: 0 }], required: true },
 *     { id: "negotiation", kind: "path", portions: [{ minutes: 5, value: 0.3 }, { minutes: 5, value: 0.2 }] },
 *     { id: "reviews", kind: "reviews", portions: [{ minutes: 2, value: 0.2 }, { minutes: 2, value: 0.15 }] },
 *   ]),
 * );
 * plan.shares.map(({ id, minutes }) => [id, minutes]); // => [["fire-drill", 4], ["negotiation", 0], ["reviews", 4]]
 * plan.minutesByKind; // => { path: 4, reviews: 4 }
 * ```
 */
export const allocateAttention = (
  options?: AttentionOptions,
): ((claims: readonly AttentionClaim[]) => Result<AttentionPlan>) => {
  const checked = readAttentionOptions(options);
  return (claims) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => readClaims(found, claims));
    if (isLeft(read)) return read;
    const { budgetMinutes, unitMinutes } = checked.right;
    const required = read.right.filter((claim) => claim.required);
    const needed = sumOf(required.map((claim) => minutesOf(claim)));
    const freeMinutes = budgetMinutes - needed;
    // sums of minutes are exact to rounding only: 3 x 3.33 fit into 9.99
    if (freeMinutes < -1e-9 * budgetMinutes) {
      const which = required.map(({ id }) => id).join(", ");
      const conflict = reason("required-above-budget", { required: which, neededMinutes: needed, budgetMinutes });
      return left({ _tag: "Infeasible", in: NAME, conflict: [conflict] });
    }
    const free = read.right.filter((claim) => !claim.required);
    const freeUnits = Math.max(0, Math.floor(freeMinutes / unitMinutes + 1e-9));
    const longest = free.reduce(
      (most, claim) => claim.portions.reduce((sofar, { minutes }) => Math.max(sofar, minutes), most),
      0,
    );
    const reachUnits = Math.min(unitsOf(longest, unitMinutes), MOST_UNITS);
    const { taken, most } = bestPortions(free, unitMinutes, freeUnits, reachUnits);
    const countOf = new Map(free.map((claim, place) => [claim, taken[place] ?? 0]));
    const another = bestSlope(most, freeUnits) / unitMinutes;
    const shares = read.right.map((claim) => shareOf(claim, countOf.get(claim) ?? claim.portions.length, another));
    const byKind = new Map<string, number>();
    for (const { kind, minutes } of shares) byKind.set(kind, (byKind.get(kind) ?? 0) + minutes);
    return right({
      shares,
      minutesByKind: Object.fromEntries(byKind),
      minutes: sumOf(shares.map(({ minutes }) => minutes)),
      value: sumOf(shares.map(({ value }) => value)),
      valueOfAnotherMinute: another,
    });
  };
};
