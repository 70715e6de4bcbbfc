import { isLeft, right } from "fp-ts/lib/Either.js";
import { orDefault, readInteger, reading, readOptions, readResult } from "../../core/check/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { type CheckedScheduler, checkScheduler, type Scheduler } from "../scheduler/scheduler.ts";
import { type DeckCard, readCards } from "./deck.ts";

/** From when on a card is a leech. */
export interface LeechesOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createScheduler` or `parseScheduler`. */
  readonly scheduler: Scheduler<M, S>;
  /** Lapses from which on a card is a leech: a whole number, at least 1. Default 8. */
  readonly threshold?: number | undefined;
}

/** A card that is forgotten again and again. */
export interface Leech {
  /** The card's id. */
  readonly id: string;
  /** How often it was forgotten in review. */
  readonly lapses: number;
  /**
   * Whether its last lapse is one at which somebody should look at it: the threshold, and from then on every half of it (rounded up). True until
   * it lapses again, so ask after a lapse.
   */
  readonly now: boolean;
  /** What is wrong with it and what to do; `explain` words it. */
  readonly reasons: readonly Reason[];
}

const NAME = "spacing.leeches";
const NOTHING: unknown = Object.freeze({});

/**
 * Which cards eat the time of all others? Those that were forgotten in review `threshold` times or more, the worst first (Anki's leeches:
 * with 8, someone should look at the 8th lapse, the 12th, the 16th, and so on).
 *
 * A leech is the fault of the card more often than of the learner: the reason says so. Fails on cards that do not fit the scheduler and an id
 * that comes twice. Cost: n log n.
 *
 * @param options `scheduler`; `threshold` if wanted
 * @returns a function from a learner's cards to the leeches among them
 *
 * @example
 * ```ts
 * import { explain, orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory, learningStepsMinutes: [], relearningStepsMinutes: [] }));
 * const reviews = Array.from({ length: 4 }, (_, day) => ({ grade: "again" as const, at: Date.UTC(2025, 2, 3 + day, 9) }));
 * const { card } = orThrow(spacing.replayCard(scheduler)(reviews));
 * const [leech] = orThrow(spacing.leeches({ scheduler, threshold: 3 })([{ id: "gdpr-12", card }]));
 * leech?.now; // => true
 * leech?.reasons.map((reason) => explain(reason));
 * // => ["forgotten 3 times: rewrite it, split it into smaller ones, or take it out for a while"]
 * ```
 */
export const leeches = <M extends MemoryModel, S extends MemoryState>(
  options: LeechesOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<readonly Leech[]>) => {
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options ?? null, ["scheduler", "threshold"]);
    // checkScheduler reads it as unknown, and what stands in for it is used only if nothing was noted
    const checked = checkScheduler(NAME, given["scheduler"] as Scheduler<M, S>);
    return {
      scheduler: readResult(found, [], checked, NOTHING as CheckedScheduler<M, S>),
      threshold: orDefault(given["threshold"], 8, (lapses) => readInteger(found, ["threshold"], lapses, { min: 1 })),
    };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { scheduler, threshold } = settings.right;
    const read = reading(NAME, (found) => readCards(found, scheduler.memory.kernel, cards));
    if (isLeft(read)) return read;
    return right(
      read.right
        .filter(({ card }) => card.lapses >= threshold)
        .sort((one, other) => other.card.lapses - one.card.lapses)
        .map(({ id, card: { lapses } }) => ({
          id,
          lapses,
          now: (lapses - threshold) % Math.ceil(threshold / 2) === 0,
          reasons: [reason("leech", { lapses })],
        })),
    );
  };
};
