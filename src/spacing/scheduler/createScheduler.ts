import { clean, reading, readJson, readOptions, readResult } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { checkMemory } from "../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState } from "../memory.ts";
import type { Fuzz } from "./fuzz.ts";
import { DEFAULT_RULES, OPTIONAL_RULES, readRules, type Scheduler, schedulerOf } from "./scheduler.ts";

/** What a scheduler is made of. */
export interface SchedulerOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createMemory` or `parseMemoryModel`. */
  readonly memory: Memory<M, S>;
  /** Minutes to each step of a new card: whole, from 1 to 525,600. Default [1, 10]; [] for none. */
  readonly learningStepsMinutes?: readonly number[] | undefined;
  /** Minutes to each step of a card that was forgotten in review: whole, from 1 to 525,600. Default [10]; [] for none. */
  readonly relearningStepsMinutes?: readonly number[] | undefined;
  /**
   * Whether a card in review comes back later the better it was answered: after hard no later than after good, after good at least a day
   * later than after hard, after easy at least a day later than after good. Default true; false leaves each interval as the memory
   * model has it. The intervals of `leitner`, `sm2`, `ankiSm2` and `halfLife` stay as they are either way: a fixed plan of 1, 7, 30 and 90 days is
   * not to become one of 1, 8, 31 and 91 because hard, good and easy have the same interval in it.
   */
  readonly orderIntervals?: boolean | undefined;
  /**
   * By what chance intervals of 2.5 days and more are moved, so that cards learned together do not stay together. Default `"none"`. With
   * `"card"` and `"ts-fsrs-card"` each review has to name the card's `id`.
   */
  readonly fuzz?: Fuzz | undefined;
  /** The seed of the fuzz `"card"`: a number or a text. Default 0. */
  readonly seed?: string | number | undefined;
}

const NAME = "spacing.createScheduler";

/**
 * How shall cards come back on the day on which they are learned, and after they were forgotten? Makes a scheduler: a memory model, which
 * plans in days, with learning steps, which plan in minutes.
 *
 * Learning steps were made for facts that are learned in one sitting. A course whose learners come once a day does without:
 * `learningStepsMinutes: []`.
 *
 * `fuzz` moves intervals by a day or a few, by a rule that gives the same card the same answer: `previewCard` shows what `reviewCard` will
 * do, and `replayCard` does it again. `balanceLoad` moves them to where there is less to do instead; use one of the two.
 *
 * Fails on a memory that is none, a seed without the fuzz `"card"`, steps that are not whole minutes from 1 to 525,600, and unknown options.
 *
 * @param options `memory`; `learningStepsMinutes`, `relearningStepsMinutes`, `orderIntervals`, `fuzz` and `seed` if wanted
 * @returns the scheduler; store `scheduler.model`
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory, learningStepsMinutes: [5, 30, 1440] }));
 * scheduler.model.relearningStepsMinutes; // => [10]
 * ```
 */
export const createScheduler = <M extends MemoryModel, S extends MemoryState>(
  options: SchedulerOptions<M, S>,
): Result<Scheduler<M, S>> =>
  reading(NAME, (found) => {
    const given = readOptions(found, [], options ?? null, ["memory", ...Object.keys(DEFAULT_RULES), ...OPTIONAL_RULES]);
    const merged: Record<string, unknown> = { fuzz: given["fuzz"], seed: given["seed"] };
    for (const [key, standard] of Object.entries(DEFAULT_RULES))
      merged[key] = given[key] === undefined ? standard : given[key];
    const rules = readRules(found, [], merged);
    // checkMemory reads it as unknown
    const memory = readResult(found, [], checkMemory(NAME, given["memory"] as Memory<M, S>), NOTHING as Memory<M, S>);
    if (!clean(found)) return NOTHING as Scheduler<M, S>; // used only if nothing was noted
    const model = readJson(found, ["memory", "model"], memory.model) as unknown as M; // a copy of what has just been looked at
    return schedulerOf({ model, kernel: memory.kernel }, rules);
  });

const NOTHING: unknown = Object.freeze({});
