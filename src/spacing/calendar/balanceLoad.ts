import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, note, orDefault, reading, readNumber } from "../../core/check/index.ts";
import { civilDateText } from "../../core/time/index.ts";
import { type Failure, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { plannedDays } from "../plannedDays.ts";
import { type ChosenDay, dayChooser, dueRange } from "./chooseDay.ts";
import {
  type Deck,
  type DeckCard,
  type DeckOptions,
  type InReview,
  inReview,
  type LoadPlan,
  noOpenDay,
  planOf,
  readCards,
  readDeck,
  tally,
} from "./deck.ts";
import { add } from "./workload.ts";

/** How the days of cards are chosen. */
export interface BalanceLoadOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState>
  extends DeckOptions<M, S> {
  /** The seed of the draws: a number or a text. Default 0. */
  readonly seed?: string | number | undefined;
  /**
   * How far above the recall that the model asks for a review may come, where the range of a card has no working day and an earlier one is
   * looked for: in [0, 1]. Default 0.05.
   */
  readonly tolerance?: number | undefined;
}

/** The seed of a plan. */
export const readSeed = (found: Found, seed: unknown): string | number =>
  orDefault<string | number>(seed, 0, (value) => {
    if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
    note(found, ["seed"], typeof value === "number" ? "not-finite" : "wrong-type", "a number or a text", value);
    return 0;
  });

/** By how much an earlier review may be above the recall that is asked for. */
export const readTolerance = (found: Found, tolerance: unknown): number =>
  orDefault(tolerance, 0.05, (value) => readNumber(found, ["tolerance"], value, { min: 0, max: 1 }));

/** A plan that cannot be, because there is no day to plan for any more. */
export const infeasible = (name: string, day: number): Result<never> => {
  const failure: Failure = { _tag: "Infeasible", in: name, conflict: [noOpenDay(day)] };
  return { _tag: "Left", left: failure };
};

/** Why a card came to its day. */
const whyMoved = (rule: "balanced" | "earlier" | "later", to: number, recall: number, reviews: number): Reason => {
  const date = civilDateText(to);
  if (rule === "balanced") return reason("balanced-day", { date, reviews });
  return reason(rule === "earlier" ? "earlier-working-day" : "later-working-day", { date, recall });
};

/** Whether a card stands on a working day that is not its memory's own: somebody, or a plan, has put it there. So has a step of a day or more. */
const isPlaced = <M extends MemoryModel, S extends MemoryState>(
  { model, kernel, open }: Deck<M, S>,
  { card, memory, dueDay }: InReview<S>,
): boolean => {
  if (open.share(dueDay) < 0) return false;
  const planned = Math.floor(plannedDays(model, kernel.intervalDays(memory, model.retention)));
  return card.step > 0 || dueDay !== memory.lastDay + planned;
};

/** The days of siblings, as they move. */
interface SiblingDays {
  has(siblings: string | undefined, day: number): boolean;
  move(siblings: string | undefined, from: number, to: number): void;
}

const siblingDays = <S extends MemoryState>(cards: readonly InReview<S>[]): SiblingDays => {
  const groups = new Map<string, Map<number, number>>();
  for (const { siblings, dueDay } of cards) {
    if (siblings === undefined) continue;
    const days = groups.get(siblings) ?? new Map<number, number>();
    groups.set(siblings, days);
    add(days, dueDay, 1);
  }
  return {
    has: (siblings, day) => siblings !== undefined && (groups.get(siblings)?.get(day) ?? 0) > 0,
    move: (siblings, from, to) => {
      const days = siblings === undefined ? undefined : groups.get(siblings);
      if (days === undefined) return;
      add(days, from, -1);
      add(days, to, 1);
    },
  };
};

const NAME = "spacing.balanceLoad";

/**
 * Too much is due on Monday: which cards can come on another day at no cost? Chooses the day of each card in review anew, within the
 * range in which its memory model cannot tell the days apart, and where there is little to do.
 *
 * The range of an interval is that of the fuzz: a day, and 15 % of what lies between 2.5 and 7 days, 10 % of what lies between 7 and 20 and 5 %
 * of the rest, to either side. Among its working days from today on one is drawn with weight 1 where nothing is due yet, else
 * `count^-2.15 × interval^-3`; a day with a share p below 1 takes part only while its count over p is less than that of the other days over
 * theirs; where no day takes part, all do (Anki's load balancer and easy days, by fsrs4anki-helper). The draw is the first of
 * `stream(seed, "balance " + id + " " + reviews)`, so that the same cards give the same plan. Cards are placed in the order given, each among all
 * others.
 *
 * Where the range has no working day, the nearest one before it is taken on which recall is at most `tolerance` above what the model asks for;
 * else the next one after it. The memory is left alone: time goes on over weekends too.
 *
 * Only cards on the day that their memory gives, and on days on which nobody works, are moved. One that is due on another working day was put
 * there, by somebody, by a plan or by a `fuzz`, and stays. The memory's day is that of the model as it is now: a card whose day
 * differs because it was planned with other weights or another retention, or by another program, counts as put there too, until its next
 * review. The draws are repeated until they move nothing more: a second plan of the cards as
 * they stand then moves none. No card is moved to a day on which one of its `siblings` is due, unless nobody works on its own. Cards that are
 * overdue, new or in steps stay as they are; so do intervals under 2.5 days, unless nobody works on their day.
 *
 * Fails on cards that do not fit the scheduler, an id that comes twice, and (Infeasible) where no working day is left.
 * Cost: linear in the cards, times the width of their ranges, for each repetition.
 *
 * @param options `scheduler`, `today`; `days`, `seed`, `tolerance`, `minutesPerReview` if wanted
 * @returns a function from a learner's cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory }));
 * const at = Date.UTC(2025, 2, 3, 9);
 * const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "easy", at }));
 * const cards = Array.from({ length: 20 }, (_, number) => ({ id: `card-${number}`, card }));
 * const plan = orThrow(spacing.balanceLoad({ scheduler, today: 20150 })(cards));
 * [plan.before.days, plan.before.counts]; // => [[20158], [20]]
 * plan.after.days; // => [20156, 20157, 20158, 20159, 20160]
 * ```
 */
export const balanceLoad = <M extends MemoryModel, S extends MemoryState>(
  options: BalanceLoadOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<LoadPlan<S>>) => {
  const settings = reading(NAME, (found) => {
    const { deck, given } = readDeck<M, S>(found, NAME, options, ["seed", "tolerance"]);
    return { deck, seed: readSeed(found, given["seed"]), tolerance: readTolerance(found, given["tolerance"]) };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { deck, seed, tolerance } = settings.right;
    const { model, kernel, today, open } = deck;
    const read = reading(NAME, (found) => readCards(found, kernel, cards));
    if (isLeft(read)) return read;
    const reviewed = inReview(read.right);
    const counts = tally(today, reviewed);
    const countOf = (day: number): number => counts.get(day) ?? 0;
    const choose = dayChooser(open);
    const rules = new Map<string, { readonly to: number; readonly rule: ChosenDay["rule"]; readonly recall: number }>();
    const taken = siblingDays(reviewed);
    let waiting = reviewed.filter((one) => one.dueDay >= today && !isPlaced(deck, one));
    // until nothing moves any more, so that a second plan finds nothing to do
    for (let isMoving = true; isMoving; ) {
      isMoving = false;
      for (const { id, card, memory, dueDay, siblings } of waiting) {
        const { first, last } =
          card.step > 0 ? { first: dueDay, last: dueDay } : dueRange(model, kernel, memory, dueDay);
        const recall = (day: number): number => kernel.recall(memory, day - memory.lastDay);
        add(counts, dueDay, -1);
        const label = `balance ${id} ${card.reviews}`;
        const chosen = choose(
          { first, last, lastDay: memory.lastDay, today, label, seed, recall, retention: model.retention, tolerance },
          countOf,
        );
        if (chosen === null) return infeasible(NAME, dueDay);
        const { rule } = chosen;
        const meets = rule === "balanced" && open.share(dueDay) >= 0 && taken.has(siblings, chosen.day);
        const day = meets ? dueDay : chosen.day;
        if (day !== dueDay) {
          rules.set(id, { to: day, rule, recall: recall(day) });
          taken.move(siblings, dueDay, day);
          isMoving = true;
        }
        add(counts, day, 1);
      }
      waiting = waiting
        .map((one) => ({ ...one, dueDay: rules.get(one.id)?.to ?? one.dueDay }))
        .filter((one) => !isPlaced(deck, one));
    }
    // how many others there are on a day is known when all have theirs
    const moved = new Map<string, { readonly to: number; readonly reasons: readonly Reason[] }>();
    for (const [id, { to, rule, recall }] of rules)
      moved.set(id, { to, reasons: [whyMoved(rule, to, recall, countOf(to) - 1)] });
    return right(planOf(deck, reviewed, moved));
  };
};
