import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { Workload } from "../calendar/workload.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { readKnownCards, readSimulation, type SimulatedCard, type SimulationOptions } from "./simulation/options.ts";
import { runSimulation } from "./simulation/runSimulation.ts";

/** What happened on each day of a simulation, in columns with an entry for each; a `Workload`, so `charts.workloadChart` draws it. */
export interface SimulatedReviews extends Workload {
  /** Numbers of the study days. */
  readonly days: Int32Array;
  /** Cards gone through: reviews and new ones. */
  readonly counts: Float64Array;
  /** Minutes they took, with the further answers of the day. */
  readonly minutes: Float64Array;
  /** Cards known at the end of the day: the sum of the recall of all that were learned. */
  readonly memorised: Float64Array;
  /** Cards reviewed. */
  readonly reviews: Float64Array;
  /** New cards learned. */
  readonly learned: Float64Array;
  /** Cards that were reviewed and recalled. */
  readonly correct: Float64Array;
}

const NAME = "spacing.simulateReviews";

/**
 * How much will be known after a year of half an hour a day, and what will a day look like until then? Simulates a learner whose memory is as the
 * model says: on each day the cards that are due are reviewed, then new ones learned, as long as there are minutes.
 *
 * A card is recalled with the chance that the model gives it, and graded by `passingShares`. What was forgotten, and what is new, is answered again on the same
 * day until it was right `relearningSteps` or `learningSteps` times in a row, or easy once, or `mostSteps` answers were given. What does not fit into a
 * day waits for the next one. No fuzz, no sick days: the memory's own intervals.
 *
 * The cost model and its defaults are those of the simulator of fsrs-rs 6: they describe users of flashcards, not your learners; what your log
 * says of seconds and grades is better. Departures: a hard answer on the same day is taken as the memory model takes it (the simulator of fsrs-rs lowers
 * stability for it), and a day of 0 minutes has no cards.
 *
 * Deterministic: each card has its own stream of chance. Fails with InvalidInput on what is out of range, on a state reviewed after `from`, and on more
 * cards than `deck`. Cost: linear in the cards times days, some 0.2 seconds for 10,000 cards, a year and half an hour a day with FSRS-6.
 *
 * @param options `memory` and `from`; the rest if wanted
 * @returns a function from the cards that were learned before, `[]` for none, to what happens on each day
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ retention: 0.85 }));
 * const options = { memory, from: new Date("2025-03-03"), deck: 300, days: 90, minutesPerDay: 10, newPerDay: 10 };
 * const { learned, memorised, minutes } = orThrow(spacing.simulateReviews(options)([]));
 * learned[0]; // => 10
 * (memorised[89] ?? 0) > 240; // => true
 * Math.max(...minutes) < 12; // => true
 * ```
 */
export const simulateReviews = <M extends MemoryModel, S extends MemoryState>(
  options: SimulationOptions<M, S>,
): ((cards: readonly SimulatedCard<S>[]) => Result<SimulatedReviews>) => {
  const settings = reading(NAME, (found) => readSimulation<M, S>(found, NAME, options, []).simulation);
  return (cards) => {
    if (isLeft(settings)) return settings;
    const simulation = settings.right;
    const read = reading(NAME, (found) => readKnownCards(found, simulation, cards));
    if (isLeft(read)) return read;
    const { memory, from, seed } = simulation;
    const { seconds, ...columns } = runSimulation(simulation, read.right, memory.model.retention, seed);
    return right({
      days: Int32Array.from(seconds, (_, day) => from.day + day),
      counts: columns.reviews.map((reviewed, day) => reviewed + (columns.learned[day] as number)), // as long
      minutes: seconds.map((one) => one / 60),
      ...columns,
    });
  };
};
