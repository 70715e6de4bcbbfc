import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  clean,
  type Found,
  note,
  orDefault,
  readArray,
  readFields,
  readId,
  readInteger,
  reading,
  readNumber,
  readOptions,
  readResult,
} from "../../core/check/index.ts";
import { insufficientData, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { Workload } from "../calendar/workload.ts";
import { checkMemory } from "../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState, Moment } from "../memory.ts";
import { checkOrder, DAY_MS, elapsedDays, readMoment } from "../moment.ts";
import {
  balancePrices,
  type DeadlineProblem,
  type DeadlineTables,
  deadlineTables,
  type KeptPlan,
  keepDays,
  type PlannedCard,
} from "./deadlineKernel.ts";
import {
  FIRST_GRADES,
  FIRST_SECONDS,
  type GradeShares,
  PASSING_GRADES,
  type PassingShares,
  REVIEW_SECONDS,
  readSeconds,
  readShares,
  type SecondsByGrade,
} from "./effort.ts";
import { tracesOf } from "./stateGrid.ts";

/** What a plan for a deadline is made of. */
export interface DeadlineOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createMemory` or `parseMemoryModel`; its state has to be made of numbers, as that of `fsrs6` and `fsrs7` is. */
  readonly memory: Memory<M, S>;
  /** The first day of the plan: epoch milliseconds or a Date. */
  readonly from: number | Date;
  /** The number of its study day, as in `review`. Left out, the UTC day. */
  readonly fromDay?: number | undefined;
  /** The day on which they have to know it, at most 120 days later. The last reviews are on the day before. */
  readonly deadline: number | Date;
  /** The number of its study day. Left out, the UTC day. */
  readonly deadlineDay?: number | undefined;
  /** Minutes for reviews on each day, or on the first day, the second, ...: from 0 to 1,440. A day beyond the list has none. */
  readonly minutesPerDay: number | readonly number[];
  /** Numbers of study days without reviews: weekends, holidays, leave. */
  readonly blockedDays?: readonly number[] | undefined;
  /**
   * Recall to reach at the deadline, as a mean over the cards by their value, in (0, 1). With it, the plan takes no more minutes than that needs;
   * without it, whatever adds recall.
   */
  readonly target?: number | undefined;
  /** How long after the deadline it counts what is still known: days, from 0 to 3,650. Default 60. For a certificate, its validity. */
  readonly afterDays?: number | undefined;
  /** How much recall `afterDays` after the deadline counts, beside recall at the deadline: in [0, 1]. Default 0.3. */
  readonly afterShare?: number | undefined;
  /** Shares of again, hard, good and easy when a card is learned. Default .24, .094, .495, .171 (fsrs-rs 6). */
  readonly firstShares?: GradeShares | undefined;
  /** Shares of hard, good and easy among the recalled. Default .224, .631, .145 (fsrs-rs 6). */
  readonly passingShares?: PassingShares | undefined;
  /** Seconds to learn a card, by grade. Default 19.58, 18.79, 13.78, 10.71 (fsrs-rs 6). */
  readonly firstSeconds?: SecondsByGrade | undefined;
  /** Seconds of a review, by grade. Default 19.38, 17.59, 12.38, 8.94 (fsrs-rs 6). */
  readonly reviewSeconds?: SecondsByGrade | undefined;
}

/** A card or a module that has to be known at the deadline. */
export interface DeadlineCard<S extends MemoryState = MemoryState> {
  /** Its id. */
  readonly id: string;
  /** The state after its last review; left out of what was never learned. */
  readonly state?: S | undefined;
  /** What its recall counts beside that of others, above 0, at most 1000. Default 1. */
  readonly value?: number | undefined;
  /** How many times as long as `firstSeconds` and `reviewSeconds` say it takes, from 0.01 to 1000. Default 1. */
  readonly effort?: number | undefined;
}

/** What comes on one day for the first time in the plan. */
export interface DeadlineVisit {
  /** The id of the card. */
  readonly card: string;
  /** Minutes it is expected to take. */
  readonly minutes: number;
  /** Why. */
  readonly reason: Reason;
}

/** One day of the plan. */
export interface DeadlineDay {
  /** The number of the study day. */
  readonly day: number;
  /** The cards whose next visit it is, those first that gain most per minute over their best alternative. Of the first day: what to do today. */
  readonly visits: readonly DeadlineVisit[];
  /** Further visits, expected: how many depends on how the ones before go. */
  readonly furtherReviews: number;
  /** Minutes of all visits, expected; never above `availableMinutes`. */
  readonly minutes: number;
  /** Minutes there are. */
  readonly availableMinutes: number;
}

/** What the plan does for one card. */
export interface DeadlineCardPlan {
  /** Its id. */
  readonly card: string;
  /** The study day of its next visit; `null`: it has none. */
  readonly day: number | null;
  /** Recall at the deadline, expected. */
  readonly recallAtDeadline: number;
  /** Recall `afterDays` later, expected. */
  readonly recallAfter: number;
  /** Recall at the deadline without the plan. */
  readonly recallWithout: number;
}

/** A plan for a deadline. */
export interface DeadlinePlan {
  /** The days on which there is time, in order. */
  readonly days: readonly DeadlineDay[];
  /** Each card, in the order given. */
  readonly cards: readonly DeadlineCardPlan[];
  /** Means over the cards by value. */
  readonly recall: {
    /** At the deadline. */
    readonly atDeadline: number;
    /** `afterDays` later. */
    readonly after: number;
    /** At the deadline without the plan. */
    readonly without: number;
  };
  /** Minutes of the plan, expected. */
  readonly minutes: number;
  /** What could not be met; empty where the target is reached, or none was named. */
  readonly unmet: readonly Reason[];
  /**
   * Where the target is not reached: how many minutes more it takes, spread over the days in proportion to what they have, to within a tenth; `null` where no
   * number of minutes is known to do it. 0 where nothing is unmet.
   */
  readonly extraMinutes: number | null;
  /**
   * How good the plan is: `value` is what it is worth, the mean of (1 - afterShare) R(deadline) + afterShare R(deadline + afterDays), less the price
   * of its minutes where a target made minutes scarce; no plan, whatever it does, is worth more than `bound`, on the same grid.
   */
  readonly certificate: { readonly value: number; readonly bound: number };
  /** The same days as a forecast, for `charts.workloadChart`. */
  readonly workload: Workload;
}

const NAME = "spacing.planDeadline";
const KEYS = [
  "memory",
  "from",
  "fromDay",
  "deadline",
  "deadlineDay",
  "minutesPerDay",
  "blockedDays",
  "target",
  "afterDays",
  "afterShare",
  "firstShares",
  "passingShares",
  "firstSeconds",
  "reviewSeconds",
];
const MOST_DAYS = 120;
const ROUNDS = 90;
const FEWER_ROUNDS = 40;
/** As many cards as this are enough to find the prices. */
const PRICED_CARDS = 250;
const COARSE = { logarithmic: [32, 14, 8], linear: [16, 4, 3] };
/** No minute is worth more than this: recall of one card per second. */
const DEAREST = 0.1;

interface Settings<M extends MemoryModel, S extends MemoryState> {
  readonly memory: Memory<M, S>;
  readonly names: readonly string[];
  readonly from: Moment;
  /** Days from the first day of the plan to the deadline. */
  readonly deadline: number;
  readonly days: readonly number[];
  readonly seconds: readonly number[];
  readonly target: number | null;
  readonly afterDays: number;
  readonly afterShare: number;
  readonly firstShares: GradeShares;
  readonly passingShares: PassingShares;
  readonly firstSeconds: SecondsByGrade;
  readonly reviewSeconds: SecondsByGrade;
}

const MINUTES = { min: 0, max: 1440 };

const readMinutes = (found: Found, value: unknown, deadline: number): readonly number[] => {
  if (Array.isArray(value))
    return readArray(found, ["minutesPerDay"], value, (one, path) => readNumber(found, path, one, MINUTES));
  const all = readNumber(found, ["minutesPerDay"], value, MINUTES);
  return Array.from({ length: clean(found) ? deadline : 0 }, () => all);
};

const readSettings = <M extends MemoryModel, S extends MemoryState>(found: Found, options: unknown): Settings<M, S> => {
  const given = readOptions(found, [], options ?? null, KEYS);
  const memory = readResult(
    found,
    [],
    checkMemory(NAME, given["memory"] as Memory<M, S>),
    null as unknown as Memory<M, S>,
  ); // not read where it does not fit
  const from = readMoment(found, { at: ["from"], day: ["fromDay"] }, given["from"], given["fromDay"]);
  const until = readMoment(found, { at: ["deadline"], day: ["deadlineDay"] }, given["deadline"], given["deadlineDay"]);
  const deadline = until.day - from.day;
  if (deadline < 1) note(found, ["deadline"], "unordered", "a later study day than `from`", given["deadline"]);
  if (deadline > MOST_DAYS)
    note(found, ["deadline"], "out-of-range", `at most ${MOST_DAYS} days after \`from\``, given["deadline"]);
  const minutes = readMinutes(found, given["minutesPerDay"], deadline);
  const blocked = orDefault(given["blockedDays"], [], (value) =>
    readArray(found, ["blockedDays"], value, (one, path) => readInteger(found, path, one)),
  );
  const days: number[] = [];
  minutes.forEach((one, day) => {
    if (one > 0 && day < deadline && !blocked.includes(from.day + day)) days.push(day);
  });
  if (clean(found) && days.length === 0)
    note(
      found,
      ["minutesPerDay"],
      "inconsistent",
      "minutes on at least one day before the deadline that is not blocked",
      given["minutesPerDay"],
    );
  const target = orDefault(given["target"], null, (one) => readNumber(found, ["target"], one, { above: 0, below: 1 }));
  const settings = {
    from,
    deadline,
    days,
    seconds: days.map((day) => 60 * (minutes[day] as number)), // each is one of the minutes
    target,
    afterDays: orDefault(given["afterDays"], 60, (one) =>
      readInteger(found, ["afterDays"], one, { min: 0, max: 3650 }),
    ),
    afterShare: orDefault(given["afterShare"], 0.3, (one) =>
      readNumber(found, ["afterShare"], one, { min: 0, max: 1 }),
    ),
    firstShares: readShares(found, ["firstShares"], given["firstShares"], FIRST_GRADES),
    passingShares: readShares(found, ["passingShares"], given["passingShares"], PASSING_GRADES),
    firstSeconds: readSeconds(found, ["firstSeconds"], given["firstSeconds"], FIRST_SECONDS),
    reviewSeconds: readSeconds(found, ["reviewSeconds"], given["reviewSeconds"], REVIEW_SECONDS),
  };
  const names = clean(found) ? tracesOf(memory.kernel.first(3, from)) : [];
  if (names === null)
    note(found, ["memory"], "inconsistent", "a memory whose states are made of numbers", given["memory"]);
  return { memory, names: names ?? [], ...settings };
};

interface NamedCard<S extends MemoryState> extends PlannedCard<S> {
  readonly id: string;
}

const readCards = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  { memory, from }: Settings<M, S>,
  cards: unknown,
): readonly NamedCard<S>[] => {
  const seen = new Set<string>();
  return readArray(found, [], cards, (card, path) => {
    const source = readFields(found, path, card, "a card", ["id", "state", "value", "effort"]);
    const id = readId(found, [...path, "id"], source["id"]);
    if (seen.has(id)) note(found, [...path, "id"], "duplicate", "an id that no other card has", id);
    seen.add(id);
    const state =
      source["state"] === undefined
        ? null
        : readResult(found, [...path, "state"], memory.kernel.parseState(source["state"]), null);
    if (state !== null) checkOrder(found, [...path, "state", "lastAt"], from.at, state.lastAt);
    return {
      id,
      state,
      value: orDefault(source["value"], 1, (one) =>
        readNumber(found, [...path, "value"], one, { above: 0, max: 1000 }),
      ),
      effort: orDefault(source["effort"], 1, (one) =>
        readNumber(found, [...path, "effort"], one, { min: 0.01, max: 1000 }),
      ),
    };
  });
};

/**
 * Will they know it on the day of the audit? Cards or modules, a date, the minutes of each day: what is reviewed when, so that most is known at
 * the deadline and still known after it.
 *
 * For each card, dynamic programming backwards over the days: a review on day j of what was last reviewed on day i is worth
 * sum_G P(G) V_j(state after G) - price_j seconds, with P(again) = 1 - R; after the last review the value is (1 - a) R(deadline) + a R(deadline + after). The
 * prices of the days, one for all cards, are moved until what all cards want fits the seconds there are; then each day takes what gains
 * most per second over its best alternative, up to its minutes. By duality the prices also give a bound that no plan exceeds.
 *
 * The first day's visits are what to do today; each card's next visit is firm, later ones depend on the answers and are expected
 * numbers. Plan again each day with the states of that day. Cramming the day before is bounded by that day's minutes, and `afterShare` makes what is soon
 * forgotten worth less.
 *
 * States lie on a grid of 480 nodes (FSRS-6) or about 1,500 (FSRS-7) with linear interpolation. Elapsed days are whole. Cards whose effort per
 * value takes more than four different numbers go by the nearest of four when later reviews are priced.
 *
 * Fails with InvalidInput on a deadline that is not after `from` or too far, no minutes on any day that is not blocked, a state that was reviewed after
 * `from`, duplicate ids, unknown options and numbers out of range; with InsufficientData without cards.
 *
 * Cost: linear in cards times days, quadratic in the days; 2,000 cards and 60 days take about a second. A target takes two to three times that.
 *
 * @param options `memory`, `from`, `deadline`, `minutesPerDay`; the rest if wanted
 * @returns a function from the cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const plan = orThrow(
 *   spacing.planDeadline({ memory, from: new Date("2025-03-03"), deadline: new Date("2025-03-31"), minutesPerDay: 1 })([
 *     { id: "exits" },
 *     { id: "alarm" },
 *   ]),
 * );
 * plan.days[0]?.visits.length; // => 2
 * plan.recall.atDeadline > 0.9; // => true
 * plan.days.every(({ minutes, availableMinutes }) => minutes <= availableMinutes + 1e-9); // => true
 * ```
 */
export const planDeadline = <M extends MemoryModel, S extends MemoryState>(
  options: DeadlineOptions<M, S>,
): ((cards: readonly DeadlineCard<S>[]) => Result<DeadlinePlan>) => {
  const settings = reading(NAME, (found) => readSettings<M, S>(found, options));
  return (cards) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readCards(found, settings.right, cards));
    if (isLeft(read)) return read;
    if (read.right.length === 0) return insufficientData(NAME, "cards", 1, 0);
    return right(planned(settings.right, read.right));
  };
};

const meanOf = (cards: readonly PlannedCard[], numbers: Float64Array): number => {
  let sum = 0;
  let values = 0;
  cards.forEach(({ value }, place) => {
    sum += value * (numbers[place] as number); // one for each card
    values += value;
  });
  return sum / values;
};

const planned = <M extends MemoryModel, S extends MemoryState>(
  settings: Settings<M, S>,
  cards: readonly NamedCard<S>[],
): DeadlinePlan => {
  const { memory, from, deadline, days, seconds, target, afterShare } = settings;
  const problem: DeadlineProblem<S> = {
    ...settings,
    kernel: memory.kernel,
    cards,
    elapsed: (state, day) => elapsedDays(memory.model, state, { at: from.at + day * DAY_MS, day: from.day + day }),
  };
  const every = Math.ceil(cards.length / PRICED_CARDS);
  const some = cards.filter((_, place) => place % every === 0);
  const scale = some.length / cards.length;
  const coarse = deadlineTables({
    ...problem,
    cards: some,
    seconds: seconds.map((one) => one * scale),
    fineness: COARSE,
  });
  const tables = deadlineTables(problem);
  const free = balancePrices(coarse, 0, null, ROUNDS);
  let floor = 0;
  let prices = free.prices;
  let plan = keepDays(tables, prices, floor);
  let reached = meanOf(cards, plan.recallAt);
  let extraMinutes: number | null = 0;
  const without = meanOf(cards, tables.cardEndAt);
  if (target !== null && reached >= target) {
    let low = 1e-7;
    let high = DEAREST;
    for (let step = 0; step < 7; step += 1) {
      const middle = Math.sqrt(low * high);
      const tried = balancePrices(coarse, middle, prices, FEWER_ROUNDS).prices;
      const kept = keepDays(tables, tried, middle);
      if (meanOf(cards, kept.recallAt) >= target) {
        low = middle;
        floor = middle;
        prices = tried;
        plan = kept;
      } else high = middle;
    }
    reached = meanOf(cards, plan.recallAt);
  } else if (target !== null) extraMinutes = missingMinutes(problem, some, scale, prices, target);
  const bound = balancePrices(tables, floor, prices, 0).bound;
  const spent = plan.firstSeconds.map((one, j) => one + (plan.furtherSeconds[j] as number)); // of one length
  const charged = floor * spent.reduce((sum, one) => sum + one, 0);
  const values = cards.reduce((sum, { value }) => sum + value, 0);
  const after = meanOf(cards, plan.recallAfter);
  const minutes = spent.map((one, j) => Math.min(one, seconds[j] as number) / 60); // sums of parts may be off by their last digits
  const slack = floor * seconds.reduce((sum, one) => sum + one, 0);
  return {
    days: days.map((day, j) => ({
      day: from.day + day,
      visits: (plan.order[j] as readonly number[]).map((card) =>
        visitOf(cards[card] as NamedCard<S>, tables, plan, card, j, deadline - day),
      ),
      furtherReviews: plan.furtherReviews[j] as number,
      minutes: minutes[j] as number,
      availableMinutes: (seconds[j] as number) / 60,
    })),
    cards: cards.map(({ id }, card) => {
      const place = plan.first[card] as number;
      return {
        card: id,
        day: place === -1 ? null : from.day + (days[place] as number),
        recallAtDeadline: plan.recallAt[card] as number,
        recallAfter: plan.recallAfter[card] as number,
        recallWithout: tables.cardEndAt[card] as number,
      };
    }),
    recall: { atDeadline: reached, after, without },
    minutes: minutes.reduce((sum, one) => sum + one, 0),
    unmet:
      target !== null && reached < target
        ? [reason("target-beyond-minutes", { target, recall: reached, days: deadline })]
        : [],
    extraMinutes,
    certificate: {
      value: (1 - afterShare) * reached + afterShare * after - charged / values,
      bound: (bound - slack) / values,
    },
    workload: {
      days: days.map((day) => from.day + day),
      counts: days.map((_, j) => (plan.order[j] as readonly number[]).length + (plan.furtherReviews[j] as number)),
      minutes: Array.from(minutes),
    },
  };
};

const visitOf = (
  { id, state, effort }: NamedCard<MemoryState>,
  tables: DeadlineTables,
  plan: KeptPlan,
  card: number,
  place: number,
  before: number,
): DeadlineVisit => {
  const recall = plan.recallAt[card] as number;
  return {
    card: id,
    minutes: (effort * (tables.cardSeconds[card * tables.m + place] as number)) / 60,
    reason:
      state === null
        ? reason("learn-before-deadline", { days: before, recall: recall })
        : reason("review-before-deadline", { days: before, recall: recall, without: tables.cardEndAt[card] as number }),
  };
};

/** How many minutes more reach the target, to within a tenth; `null` where sixty times as many do not. */
const missingMinutes = <S extends MemoryState>(
  problem: DeadlineProblem<S>,
  some: readonly PlannedCard<S>[],
  scale: number,
  start: Float64Array,
  target: number,
): number | null => {
  const reaches = (times: number): boolean => {
    const tables = deadlineTables({
      ...problem,
      cards: some,
      seconds: problem.seconds.map((one) => one * scale * times),
      fineness: COARSE,
    });
    const { prices } = balancePrices(tables, 0, start, FEWER_ROUNDS);
    return meanOf(some, keepDays(tables, prices, 0).recallAt) >= target;
  };
  let low = 1;
  let high = 2;
  while (!reaches(high)) {
    low = high;
    high *= 2;
    if (high > 64) return null;
  }
  while ((high - low) / (high - 1) > 0.1) {
    const middle = (low + high) / 2;
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return ((high - 1) * problem.seconds.reduce((sum, one) => sum + one, 0)) / 60;
};
