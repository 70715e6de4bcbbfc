import { isLeft, right } from "fp-ts/lib/Either.js";
import { orDefault, readInteger, reading } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryKernel, MemoryModel, MemoryState } from "../memory.ts";
import { DAY_MS } from "../moment.ts";
import { plannedDays } from "../plannedDays.ts";
import { fuzzRange, SHORTEST_FUZZED } from "../scheduler/fuzz.ts";
import { type BalanceLoadOptions, infeasible, readSeed, readTolerance } from "./balanceLoad.ts";
import { dayChooser, dueRange } from "./chooseDay.ts";
import { type Deck, type DeckCard, dayFrom, type InReview, inReview, readCards, readDeck } from "./deck.ts";
import { type Workload, workloadOf } from "./workload.ts";

/** How far ahead is planned. */
export interface PlanLoadOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState>
  extends BalanceLoadOptions<M, S> {
  /** Days to plan, today among them: from 1 to 3,650. Default 365. */
  readonly horizonDays?: number | undefined;
}

/** Every review within the horizon, in columns with an entry for each, day by day. */
export interface PlannedReviews {
  /** The place of the card in the list. */
  readonly cards: Uint32Array;
  /** The study day of the review. */
  readonly days: Int32Array;
  /** The day on which the memory model would have it, counted from the review before. */
  readonly modelDays: Int32Array;
  /** The recall that is expected then. */
  readonly recall: Float64Array;
  /** What there is to do on each day if each review falls where the memory model has it: overdue ones today. */
  readonly before: Workload;
  /** What there is to do as planned. */
  readonly after: Workload;
}

const NAME = "spacing.planLoad";

/** Columns that grow. */
interface Rows {
  readonly cards: number[];
  readonly days: number[];
  readonly modelDays: number[];
  readonly recall: number[];
}

/** The memory after a review on a study day that is answered well, at the hour of the last one. */
const answered = <S extends MemoryState>(kernel: MemoryKernel<S>, memory: S, day: number, recall: number): S => {
  const elapsed = day - memory.lastDay;
  return kernel.next(memory, 3, elapsed, recall, { at: memory.lastAt + elapsed * DAY_MS, day });
};

/** Where the next review falls: given the memory, the interval planned, the days that have passed before, and which review of which card it is. */
type Place<S extends MemoryState> = (memory: S, planned: number, elapsed: number, label: string) => number | null;

/** Goes through the days and answers every card that is due, as `next` and `start` place them; `null` where there is no day any more. */
const goThrough = <M extends MemoryModel, S extends MemoryState>(
  { model, kernel, today }: Deck<M, S>,
  cards: readonly InReview<S>[],
  horizonDays: number,
  starts: Int32Array,
  next: Place<S>,
  visit: (place: number, day: number, modelDay: number, recall: number) => void,
): boolean => {
  const due: number[][] = Array.from({ length: horizonDays }, () => []);
  const memories: S[] = cards.map(({ memory }) => memory);
  const modelDays = Int32Array.from(cards, ({ dueDay }) => dueDay);
  const reviews = Int32Array.from(cards, ({ card }) => card.reviews);
  for (let place = 0; place < cards.length; place += 1) due[(starts[place] as number) - today]?.push(place); // one start each
  for (let at = 0; at < horizonDays; at += 1) {
    const day = today + at;
    for (const place of due[at] as number[]) {
      const memory = memories[place] as S; // one for each card
      const recall = kernel.recall(memory, day - memory.lastDay);
      visit(place, day, modelDays[place] as number, recall);
      const after = answered(kernel, memory, day, recall);
      memories[place] = after;
      reviews[place] = (reviews[place] as number) + 1;
      // within a day nothing is planned here: the next review is tomorrow's at the earliest
      const planned = Math.max(1, Math.floor(plannedDays(model, kernel.intervalDays(after, model.retention))));
      modelDays[place] = day + planned;
      const label = `balance ${(cards[place] as InReview<S>).id} ${reviews[place]}`;
      const then = next(after, planned, day - memory.lastDay, label);
      if (then === null) return false;
      due[then - today]?.push(place);
    }
  }
  return true;
};

/**
 * What does the coming year look like, and how level can it be? Plans every review of the horizon: each card is answered well on the day on which
 * it is due, its memory model sets the next interval, and the day is drawn within its fuzz range with the weights of `balanceLoad`,
 * among all that is planned so far.
 *
 * Only cards in review take part; what is overdue is done today, or on the next working day. A plan, not a forecast: nobody forgets, nothing
 * new is added. Unlike `balanceLoad` it draws once for each review, also for a card that somebody or another plan has put on its day, and does not look
 * at siblings: it says how level the months can be, not where each card is to go. `before` is the same
 * year with each review on the day that the model sets, weekends or not.
 *
 * Fails as `balanceLoad` does. Cost: linear in the reviews, times the width of their ranges: a year of 10,000 cards is planned within
 * a second or two.
 *
 * @param options those of `balanceLoad`, and `horizonDays`
 * @returns a function from a learner's cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory }));
 * const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "easy", at: Date.UTC(2025, 2, 3, 9) }));
 * const cards = Array.from({ length: 50 }, (_, number) => ({ id: `card-${number}`, card }));
 * const plan = orThrow(spacing.planLoad({ scheduler, today: 20150, horizonDays: 90 })(cards));
 * [Math.max(...plan.before.counts), Math.max(...plan.after.counts) < 20]; // => [50, true]
 * ```
 */
export const planLoad = <M extends MemoryModel, S extends MemoryState>(
  options: PlanLoadOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<PlannedReviews>) => {
  const settings = reading(NAME, (found) => {
    const { deck, given } = readDeck<M, S>(found, NAME, options, ["seed", "tolerance", "horizonDays"]);
    return {
      deck,
      seed: readSeed(found, given["seed"]),
      tolerance: readTolerance(found, given["tolerance"]),
      horizonDays: orDefault(given["horizonDays"], 365, (days) =>
        readInteger(found, ["horizonDays"], days, { min: 1, max: 3650 }),
      ),
    };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { deck, seed, tolerance, horizonDays } = settings.right;
    const { model, kernel, today, open, minutesPerReview } = deck;
    const read = reading(NAME, (found) => readCards(found, kernel, cards));
    if (isLeft(read)) return read;
    const places = read.right.flatMap((one, place) => inReview([one]).map((card) => ({ card, place })));
    const reviewed = places.map(({ card }) => card);

    const before = new Float64Array(horizonDays);
    const asDue = Int32Array.from(reviewed, ({ dueDay }) => dayFrom(today, dueDay));
    const count = (counts: Float64Array) => (_place: number, day: number) => {
      counts[day - today] = (counts[day - today] as number) + 1; // within the horizon
    };
    goThrough(deck, reviewed, horizonDays, asDue, (memory, planned) => memory.lastDay + planned, count(before));

    const counts = new Float64Array(horizonDays + 2 * model.maximumIntervalDays + 16);
    const countOf = (day: number): number => counts[day - today] ?? 0;
    const choose = dayChooser(open);
    const chosen = (memory: S, first: number, last: number, label: string): number | null => {
      const recall = (day: number): number => kernel.recall(memory, day - memory.lastDay);
      const { lastDay } = memory;
      const { retention } = model;
      const answer = choose({ first, last, lastDay, today, label, seed, recall, retention, tolerance }, countOf);
      if (answer === null) return null;
      counts[answer.day - today] = countOf(answer.day) + 1;
      return answer.day;
    };
    const starts = new Int32Array(reviewed.length);
    for (let place = 0; place < reviewed.length; place += 1) {
      const { id, card, memory, dueDay } = reviewed[place] as InReview<S>; // in range
      const range =
        dueDay < today
          ? { first: open.next(today) ?? today, last: open.next(today) ?? today }
          : card.step > 0
            ? { first: dueDay, last: dueDay }
            : dueRange(model, kernel, memory, dueDay);
      const start = chosen(memory, range.first, range.last, `balance ${id} ${card.reviews}`);
      if (start === null) return infeasible(NAME, dueDay);
      starts[place] = start;
    }
    const rows: Rows = { cards: [], days: [], modelDays: [], recall: [] };
    const done = goThrough(
      deck,
      reviewed,
      horizonDays,
      starts,
      (memory, planned, elapsed, label) => {
        const { lastDay } = memory;
        if (planned < SHORTEST_FUZZED) return chosen(memory, lastDay + planned, lastDay + planned, label);
        const { earliest, latest } = fuzzRange(planned, elapsed, model.maximumIntervalDays);
        return chosen(memory, lastDay + earliest, lastDay + latest, label);
      },
      (place, day, modelDay, recall) => {
        rows.cards.push((places[place] as { readonly place: number }).place); // in range
        rows.days.push(day);
        rows.modelDays.push(modelDay);
        rows.recall.push(recall);
      },
    );
    if (!done) return infeasible(NAME, today + horizonDays);
    const after = new Map<number, number>();
    for (const day of rows.days) after.set(day, (after.get(day) ?? 0) + 1);
    return right({
      cards: Uint32Array.from(rows.cards),
      days: Int32Array.from(rows.days),
      modelDays: Int32Array.from(rows.modelDays),
      recall: Float64Array.from(rows.recall),
      before: workloadOf(new Map([...before].map((of, at) => [today + at, of])), minutesPerReview),
      after: workloadOf(after, minutesPerReview),
    });
  };
};
