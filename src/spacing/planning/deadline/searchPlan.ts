import type { MemoryModel, MemoryState } from "../../memory.ts";
import { DAY_MS, elapsedDays } from "../../moment.ts";
import { balancePrices, priceRange } from "./balancePrices.ts";
import { bestPlan } from "./bestPlan.ts";
import { type KeptPlan, keepDays } from "./keepDays.ts";
import type { DeadlineProblem, PlannedCard } from "./problem.ts";
import type { DeadlineSettings } from "./readSettings.ts";
import { type DeadlineTables, deadlineTables, weighted } from "./tables.ts";

const ROUNDS = 90;
const FEWER_ROUNDS = 40;
/** As many cards as this are enough to find the prices. */
const PRICED_CARDS = 150;
const COARSE = { logarithmic: [32, 14, 8], linear: [16, 4, 3] };
/** Prices do not need gaps between reviews as fine as plans do. */
const FARTHER = { gaps: 3, waits: 1.2 };
const FLOORS = 8;
const MOST_TIMES = 64;
const DAY_SECONDS = 86_400;

/** A plan that keeps the days, and how good it is. */
export interface Search {
  readonly tables: DeadlineTables;
  readonly plan: KeptPlan;
  /** No second is spent that gains less than this. */
  readonly floor: number;
  /** No plan is worth more, as a sum over cards by value, less `floor` times its seconds. */
  readonly bound: number;
  /** Where the target was not reached: the greatest recall at the deadline that any plan could have, at most; else `null`. */
  readonly most: number | null;
  /** Seconds more that reach the target; `null`: none known. */
  readonly extraSeconds: number | null;
}

/** Mean over the cards by value. */
export const meanOf = (cards: readonly PlannedCard[], numbers: Float64Array): number => {
  let sum = 0;
  let values = 0;
  cards.forEach(({ value }, place) => {
    sum += value * (numbers[place] as number); // one for each card
    values += value;
  });
  return sum / values;
};

/** Tables to find prices on, and those to plan on. */
interface Sizes {
  readonly coarse: DeadlineTables;
  readonly fine: DeadlineTables;
}

const both = ({ coarse, fine }: Sizes, change: (tables: DeadlineTables) => DeadlineTables): Sizes => ({
  coarse: change(coarse),
  fine: change(fine),
});

const scaled =
  (times: number) =>
  (tables: DeadlineTables): DeadlineTables => ({ ...tables, seconds: tables.seconds.map((one) => one * times) });

const deadlineOnly = (tables: DeadlineTables): DeadlineTables => weighted(tables, 0);

const sizesOf = <M extends MemoryModel, S extends MemoryState>(
  settings: DeadlineSettings<M, S>,
  cards: readonly PlannedCard<S>[],
): Sizes => {
  const { memory, from, seconds } = settings;
  const problem: DeadlineProblem<S> = {
    ...settings,
    kernel: memory.kernel,
    cards,
    elapsed: (state, day) => elapsedDays(memory.model, state, { at: from.at + day * DAY_MS, day: from.day + day }),
    openFrom: ({ lastDay }) => lastDay + 1 - from.day,
  };
  const every = Math.ceil(cards.length / PRICED_CARDS);
  const some = cards.filter((_, place) => place % every === 0);
  const share = some.length / cards.length;
  return {
    coarse: deadlineTables({
      ...problem,
      cards: some,
      seconds: seconds.map((one) => one * share),
      fineness: COARSE,
      farther: FARTHER,
    }),
    fine: deadlineTables(problem),
  };
};

/** Finds a plan: without a target the best it can, with one the cheapest that reaches it, and where none does the best with what is missing. */
export const searchPlan = <M extends MemoryModel, S extends MemoryState>(
  settings: DeadlineSettings<M, S>,
  cards: readonly PlannedCard<S>[],
): Search => {
  const { target } = settings;
  const sizes = sizesOf(settings, cards);
  const { coarse, fine: tables } = sizes;
  const prices = balancePrices(coarse, 0, null, ROUNDS);
  const worthWith =
    (afterShare: number) =>
    ({ recallAt, recallAfter }: KeptPlan): number =>
      (1 - afterShare) * meanOf(cards, recallAt) + afterShare * meanOf(cards, recallAfter);
  const plan = bestPlan(tables, prices, worthWith(settings.afterShare));
  const best: Search = { tables, plan, floor: 0, bound: plan.bound, most: null, extraSeconds: 0 };
  const reaches = ({ recallAt }: KeptPlan): boolean => target === null || meanOf(cards, recallAt) >= target;
  if (target === null) return best;
  if (reaches(plan)) return cheapest(sizes, prices, best, reaches);
  // what can be reached at all is a question of the deadline alone
  const sure = both(sizes, deadlineOnly);
  const atOnce = ({ coarse: few, fine }: Sizes): KeptPlan =>
    bestPlan(fine, balancePrices(few, 0, null, ROUNDS), worthWith(0));
  const surest = atOnce(sure);
  if (reaches(surest)) return { ...best, plan: surest };
  const values = cards.reduce((sum, { value }) => sum + value, 0);
  const times = timesThatReach(settings.seconds, (more) => reaches(atOnce(both(sure, scaled(more)))));
  const total = settings.seconds.reduce((sum, one) => sum + one, 0);
  return {
    ...best,
    most: Math.min(1, surest.bound / values),
    extraSeconds: times === null ? null : (times - 1) * total,
  };
};

/** The highest price of time at which the target is still reached. */
const cheapest = (
  { coarse, fine }: Sizes,
  start: Float64Array,
  free: Search,
  reaches: (plan: KeptPlan) => boolean,
): Search => {
  let [low, high] = priceRange(fine);
  let found = free;
  for (let step = 0; step < FLOORS; step += 1) {
    const floor = Math.sqrt(low * high);
    const plan = keepDays(fine, balancePrices(coarse, floor, start, FEWER_ROUNDS), floor);
    if (reaches(plan)) {
      low = floor;
      const slack = floor * fine.seconds.reduce((sum, one) => sum + one, 0);
      found = { ...free, plan, floor, bound: plan.bound - slack };
    } else high = floor;
  }
  return found;
};

/** How many times the seconds reach the target, to within a tenth of what is added. */
const timesThatReach = (seconds: readonly number[], reaches: (times: number) => boolean): number | null => {
  const most = Math.min(MOST_TIMES, DAY_SECONDS / Math.max(...seconds));
  let low = 1;
  let high = Math.min(2, most);
  while (!reaches(high)) {
    if (high >= most) return null;
    low = high;
    high = Math.min(2 * high, most);
  }
  while (high - low > 0.1 * (high - 1)) {
    const middle = (low + high) / 2;
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
};
