import { isLeft, right } from "fp-ts/lib/Either.js";
import { readInteger, reading } from "../../core/check/index.ts";
import { drawUniform, stream } from "../../core/numeric/random/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { infeasible, readSeed } from "./balanceLoad.ts";
import { type DeckCard, type DeckOptions, inReview, type LoadPlan, planOf, readCards, readDeck } from "./deck.ts";
import type { OpenDays } from "./openDays.ts";

/** How many cards are to wait. */
export interface PostponeOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState>
  extends DeckOptions<M, S> {
  /** Cards to postpone: a whole number, at least 1. Where fewer are due, all of them. */
  readonly count: number;
  /** The seed of the draws: a number or a text. Default 0. */
  readonly seed?: string | number | undefined;
}

const NAME = "spacing.postpone";

/** The last day before one, and after today, on which reviews are wanted. */
const lastBefore = ({ share }: OpenDays, before: number, today: number): number | null => {
  for (let day = before - 1; day > today; day -= 1) if (share(day) > 0) return day;
  return null;
};

/**
 * There is no time for all that is due today: which cards can wait, and until when? Puts off the `count` cards that suffer least.
 *
 * Due is what is in review and due today or before. First comes the card that would be the least overdue afterwards, relative to its
 * interval: `(elapsed + .075 i) / planned - 1`, with i its interval as it stands and `planned` the one after which the memory model expects the
 * recall asked for; of equal ones the one with the longer interval. Each is then due `ceil(i (1.05 + .05 u))` days after its last
 * review, and as many more as it is late; u is the first draw of `stream(seed, "postpone " + id + " " + reviews)` (fsrs4anki-helper). That day is
 * never before tomorrow; one without work or of share 0 becomes the next working day, and one of share 0 only where no other is left. Where
 * `planned` is 0, i stands in for it, or a day. The model's longest interval holds: where that working day lies past it, the last one before is
 * taken, and a card for which there is none after today is passed over. Siblings are not looked at: two of them may come on one day.
 *
 * Fails on cards that do not fit the scheduler, an id that comes twice, and (Infeasible) where no working day is left.
 * Cost: n log n.
 *
 * @param options `scheduler`, `today`, `count`; `days`, `seed`, `minutesPerReview` if wanted
 * @returns a function from a learner's cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory }));
 * const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "easy", at: Date.UTC(2025, 2, 3, 9) }));
 * const plan = orThrow(spacing.postpone({ scheduler, today: 20158, count: 5 })([{ id: "a", card }]));
 * plan.moves.map(({ from, to }) => [from, to]); // => [[20158, 20159]]
 * ```
 */
export const postpone = <M extends MemoryModel, S extends MemoryState>(
  options: PostponeOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<LoadPlan<S>>) => {
  const settings = reading(NAME, (found) => {
    const { deck, given } = readDeck<M, S>(found, NAME, options, ["count", "seed"]);
    return {
      deck,
      count: readInteger(found, ["count"], given["count"], { min: 1 }),
      seed: readSeed(found, given["seed"]),
    };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { deck, count, seed } = settings.right;
    const { model, kernel, today, open } = deck;
    const read = reading(NAME, (found) => readCards(found, kernel, cards));
    if (isLeft(read)) return read;
    const reviewed = inReview(read.right);
    const late = reviewed
      .filter(({ dueDay, memory }) => dueDay <= today && today - memory.lastDay < model.maximumIntervalDays)
      .map((one) => {
        const interval = one.dueDay - one.memory.lastDay;
        const planned = kernel.intervalDays(one.memory, model.retention);
        const asked = planned > 0 ? planned : Math.max(interval, 1);
        return { one, interval, overdue: (today - one.memory.lastDay + 0.075 * interval) / asked - 1 };
      })
      .sort((a, b) => a.overdue - b.overdue || b.interval - a.interval);
    const moved = new Map<string, { readonly to: number; readonly reasons: readonly Reason[] }>();
    for (const { one, interval, overdue } of late) {
      if (moved.size === count) break;
      const { id, card, memory, dueDay } = one;
      const draw = drawUniform(stream(seed, `postpone ${id} ${card.reviews}`));
      const wanted = Math.ceil(interval * (1.05 + 0.05 * draw)) + (today - dueDay);
      const longest = memory.lastDay + model.maximumIntervalDays;
      const day = Math.min(Math.max(memory.lastDay + wanted, today + 1), longest);
      const next = open.nextWanted(day);
      if (next === null) return infeasible(NAME, day);
      const to = next <= longest ? next : lastBefore(open, day, today);
      if (to === null) continue;
      const recall = kernel.recall(memory, to - memory.lastDay);
      moved.set(id, { to, reasons: [reason("postponed", { days: to - dueDay, overdue, recall })] });
    }
    return right(planOf(deck, reviewed, moved));
  };
};
