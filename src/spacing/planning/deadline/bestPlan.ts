import { daysKept, type KeptPlan, keepDays } from "./keepDays.ts";
import type { DeadlineTables } from "./tables.ts";

/** With more cards than this, which of them just fits on a day hardly matters. */
const FEW_CARDS = 60;
/** A plan that is better by rounding alone is not better: a mean of recall. */
const MARGIN = 1e-9;
/** Times the prices found. */
const TIMES = [1, 0.6, 1.7, 0.3, 3.5];

/**
 * Prices balance many cards, but a few whole ones may leave minutes over that no other fits. So for few cards a handful of plans is made, by other
 * prices and in another order, and the best one kept, the first of equal ones. Where minutes are not scarce
 * there is but one. Each price gives a bound that holds: the least of them is the plan's.
 */
export const bestPlan = (
  tables: DeadlineTables,
  prices: Float64Array,
  worthOf: (plan: KeptPlan) => number,
): KeptPlan => {
  if (tables.cards > FEW_CARDS || prices.every((price) => price === 0)) return keepDays(tables, prices, 0);
  let best: KeptPlan | null = null;
  let most = Number.NEGATIVE_INFINITY;
  let bound = Number.POSITIVE_INFINITY;
  for (const times of TIMES) {
    const keep = daysKept(
      tables,
      prices.map((price) => times * price),
    );
    for (const perSecond of [true, false]) {
      const plan = keep(0, perSecond);
      bound = Math.min(bound, plan.bound);
      const worth = worthOf(plan);
      if (worth <= most + MARGIN) continue;
      most = worth;
      best = plan;
    }
  }
  return { ...(best as unknown as KeptPlan), bound }; // every worth is above minus infinity
};
