import { isLeft, right } from "fp-ts/lib/Either.js";
import { note, orDefault, readInteger, reading } from "../../core/check/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { infeasible } from "./balanceLoad.ts";
import {
  type DeckCard,
  type DeckOptions,
  dayFrom,
  inReview,
  type LoadPlan,
  planOf,
  readCards,
  readDay,
  readDeck,
  tally,
} from "./deck.ts";
import type { OpenDays } from "./openDays.ts";
import { add } from "./workload.ts";

/** When there is a break. */
export interface TakeBreakOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState>
  extends DeckOptions<M, S> {
  /** The first study day of the break, not before today. */
  readonly from: number;
  /** Its last study day. */
  readonly until: number;
  /** On how many working days after the break it is made up for: from 1 to 365. Default 7. */
  readonly spreadDays?: number | undefined;
}

const NAME = "spacing.takeBreak";

/** A day after a break, and its share of a full day's reviews. */
interface DayAfter {
  readonly day: number;
  readonly share: number;
}

/** The working days after a break: those of share 0 only where there are no others, and then they are all alike. */
const daysAfter = ({ share, nextWanted }: OpenDays, until: number, wanted: number): readonly DayAfter[] => {
  const days: DayAfter[] = [];
  for (let day = nextWanted(until + 1); day !== null && days.length < wanted; day = nextWanted(day + 1)) {
    if (share(day) === 0 && days.some((one) => one.share > 0)) break;
    days.push({ day, share: share(day) });
  }
  return days.map((one) => (one.share > 0 ? one : { ...one, share: 1 }));
};

/**
 * Two weeks of holidays: what becomes of the cards that fall due in them? They are made up for on the `spreadDays` working days after the
 * break, as level as can be, and those that forget soonest first.
 *
 * Each review of the break goes to the day that then has the least to do for its share (the first of them where several have); days of share 0
 * take part only where no other working day is left. The cards take these places in the order of their intervals, the shortest first. So the fullest of these days is as empty as possible, and for these
 * places the sum of the delays relative to the intervals is as small as possible. What is due after the break stays where it is. Siblings are not looked at: two
 * of them may come on one day.
 *
 * Fails on a break that begins before today or ends before it begins, cards that do not fit the scheduler, an id that comes twice, and
 * (Infeasible) where no working day follows. Cost: n log n, and n times `spreadDays`.
 *
 * @param options `scheduler`, `today`, `from`, `until`; `spreadDays`, `days`, `minutesPerReview` if wanted
 * @returns a function from a learner's cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory }));
 * const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "easy", at: Date.UTC(2025, 2, 3, 9) }));
 * const cards = Array.from({ length: 6 }, (_, number) => ({ id: `card-${number}`, card }));
 * const holidays = { from: 20155, until: 20168, spreadDays: 3 };
 * const { after } = orThrow(spacing.takeBreak({ scheduler, today: 20150, ...holidays })(cards));
 * [after.days, after.counts]; // => [[20169, 20170, 20171], [2, 2, 2]]
 * ```
 */
export const takeBreak = <M extends MemoryModel, S extends MemoryState>(
  options: TakeBreakOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<LoadPlan<S>>) => {
  const settings = reading(NAME, (found) => {
    const { deck, given } = readDeck<M, S>(found, NAME, options, ["from", "until", "spreadDays"]);
    const from = readDay(found, ["from"], given["from"]);
    const until = readDay(found, ["until"], given["until"]);
    const spreadDays = orDefault(given["spreadDays"], 7, (days) =>
      readInteger(found, ["spreadDays"], days, { min: 1, max: 365 }),
    );
    if (from < deck.today) note(found, ["from"], "inconsistent", `today or a later day (${deck.today})`, from);
    if (until < from)
      note(found, ["until"], "inconsistent", `the first day of the break or a later one (${from})`, until);
    return { deck, from, until, spreadDays };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { deck, from, until, spreadDays } = settings.right;
    const { kernel, today, open } = deck;
    const read = reading(NAME, (found) => readCards(found, kernel, cards));
    if (isLeft(read)) return read;
    const reviewed = inReview(read.right);
    const missed = reviewed
      .filter(({ dueDay }) => dayFrom(today, dueDay) >= from && dayFrom(today, dueDay) <= until)
      .map((one) => ({ one, interval: one.dueDay - one.memory.lastDay }))
      .sort((a, b) => a.interval - b.interval || a.one.dueDay - b.one.dueDay);
    const days = daysAfter(open, until, spreadDays);
    if (missed.length > 0 && days.length === 0) return infeasible(NAME, until);
    const counts = tally(today, reviewed);
    const places = missed.map(() => {
      const load = ({ day, share }: DayAfter): number => ((counts.get(day) ?? 0) + 1) / share;
      let emptiest = days[0] as DayAfter; // there is one
      for (const one of days) if (load(one) < load(emptiest)) emptiest = one;
      add(counts, emptiest.day, 1);
      return emptiest.day;
    });
    places.sort((one, other) => one - other);
    const moved = new Map<string, { readonly to: number; readonly reasons: readonly Reason[] }>();
    missed.forEach(({ one: { id, memory, dueDay } }, place) => {
      const to = places[place] as number; // one for each card
      const recall = kernel.recall(memory, to - memory.lastDay);
      moved.set(id, { to, reasons: [reason("after-break", { days: to - dueDay, recall })] });
    });
    return right(planOf(deck, reviewed, moved));
  };
};
