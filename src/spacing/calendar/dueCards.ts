import { isLeft, right } from "fp-ts/lib/Either.js";
import { orDefault, readChoice, readInteger, reading, readOptions, readResult } from "../../core/check/index.ts";
import { drawUniform, stream } from "../../core/numeric/random/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { DAY_MS, elapsedDays, readMoment } from "../moment.ts";
import type { Card } from "../scheduler/card.ts";
import { type CheckedScheduler, checkScheduler, type Scheduler } from "../scheduler/scheduler.ts";
import { readSeed } from "./balanceLoad.ts";
import { type DeckCard, readCards } from "./deck.ts";

/** Which card comes first: the one that is forgotten most likely, the most overdue for its interval, the longest due, or any. */
export type DueOrder = "recall" | "overdue" | "due" | "random";

/** What is asked of a learner's cards. */
export interface DueCardsOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createScheduler` or `parseScheduler`. */
  readonly scheduler: Scheduler<M, S>;
  /** When: epoch milliseconds or a Date. */
  readonly at: number | Date;
  /** The number of the learner's study day, such as `studyDay(zone, at, 4)`. Left out, the UTC day. */
  readonly day?: number | undefined;
  /** Which comes first. Default `"recall"`. */
  readonly order?: DueOrder | undefined;
  /** At most so many: a whole number, at least 1. Left out, all. */
  readonly limit?: number | undefined;
  /** The seed of the order `"random"`: a number or a text. Default 0. */
  readonly seed?: string | number | undefined;
}

/** A card that is due. */
export interface DueCard<S extends MemoryState = MemoryState> {
  /** The card's id. */
  readonly id: string;
  /** The card. */
  readonly card: Card<S>;
  /** The probability of recall now, in (0, 1]. */
  readonly recall: number;
  /** How late it is, relative to its interval: 0 when it falls due, 1 when twice as much time has passed. */
  readonly overdue: number;
  /** Why it is on the list; `explain` words it. */
  readonly reasons: readonly Reason[];
}

const NAME = "spacing.dueCards";
const KEYS = ["scheduler", "at", "day", "order", "limit", "seed"];
const ORDERS = ["recall", "overdue", "due", "random"] as const;
const MINUTE_MS = 60_000;
const NOTHING: unknown = Object.freeze({});

/**
 * What shall she review now? The cards that are due, most urgent first. A card in review is due from its `dueDay` on, one in steps from
 * its `dueAt` on; new cards are never due.
 *
 * `"recall"` puts the lowest probability of recall first, which is what keeps most when there is no time for all; `"overdue"` the largest
 * delay relative to the interval; `"due"` the one that has been due longest; `"random"` sorts by the first draw of
 * `stream(seed, "due " + id)`. Equal ones keep the order given.
 *
 * Fails on cards that do not fit the scheduler and an id that comes twice. A card reviewed after `at` counts as just reviewed. Cost: n log n.
 *
 * @param options `scheduler`, `at`; `day`, `order`, `limit`, `seed` if wanted
 * @returns a function from a learner's cards to those that are due
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory }));
 * const answer = (grade: spacing.Grade) =>
 *   orThrow(spacing.reviewCard(scheduler)({ grade, at: Date.UTC(2025, 2, 3, 9) })).card;
 * const cards = (["again", "good", "easy"] as const).map((grade) => ({ id: grade, card: answer(grade) }));
 * const due = orThrow(spacing.dueCards({ scheduler, at: Date.UTC(2025, 2, 11, 9) })(cards));
 * due.map(({ id, recall }) => [id, recall.toFixed(2)]); // => [["again", "0.57"], ["good", "0.80"], ["easy", "0.90"]]
 * ```
 */
export const dueCards = <M extends MemoryModel, S extends MemoryState>(
  options: DueCardsOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<readonly DueCard<S>[]>) => {
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options ?? null, KEYS);
    // checkScheduler reads it as unknown, and what stands in for it is used only if nothing was noted
    const checked = checkScheduler(NAME, given["scheduler"] as Scheduler<M, S>);
    return {
      scheduler: readResult(found, [], checked, NOTHING as CheckedScheduler<M, S>),
      moment: readMoment(found, { at: ["at"], day: ["day"] }, given["at"], given["day"]),
      order: orDefault(given["order"], "recall" as DueOrder, (order) => readChoice(found, ["order"], order, ORDERS)),
      limit: orDefault(given["limit"], Number.POSITIVE_INFINITY, (limit) =>
        readInteger(found, ["limit"], limit, { min: 1 }),
      ),
      seed: readSeed(found, given["seed"]),
    };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { scheduler, moment, order, limit, seed } = settings.right;
    const { model, kernel } = scheduler.memory;
    const read = reading(NAME, (found) => readCards(found, kernel, cards));
    if (isLeft(read)) return read;
    const due: (DueCard<S> & { readonly rank: number })[] = [];
    for (const { id, card } of read.right) {
      const { memory, dueAt, dueDay } = card;
      if (memory === null || dueAt === null) continue;
      if (dueDay === null ? dueAt > moment.at : dueDay > moment.day) continue;
      const elapsed = Math.max(0, elapsedDays(model, memory, moment));
      const recall = kernel.recall(memory, elapsed);
      const late = dueDay === null ? (moment.at - dueAt) / DAY_MS : moment.day - dueDay;
      const interval = dueDay === null ? (dueAt - memory.lastAt) / DAY_MS : dueDay - memory.lastDay;
      const overdue = interval > 0 ? late / interval : late;
      due.push({
        id,
        card,
        recall,
        overdue,
        reasons: [
          dueDay === null
            ? reason("due-for-minutes", { minutes: Math.floor((moment.at - dueAt) / MINUTE_MS), recall })
            : reason("due-for-days", { days: late, recall }),
        ],
        rank:
          order === "recall"
            ? recall
            : order === "overdue"
              ? -overdue
              : order === "due"
                ? -late
                : drawUniform(stream(seed, `due ${id}`)),
      });
    }
    due.sort((one, other) => one.rank - other.rank);
    return right(due.slice(0, limit).map(({ rank: _, ...card }) => card));
  };
};
