import { isLeft, right } from "fp-ts/lib/Either.js";
import { clean, note, orDefault, readChoice, readInteger, reading } from "../../core/check/index.ts";
import { brentMinimum } from "../../core/numeric/optimize/index.ts";
import { notIdentified, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { expectedWorkload } from "./simulation/expectedWorkload.ts";
import {
  deckOf,
  readKnownCards,
  readSimulation,
  type SimulatedCard,
  type SimulationOptions,
} from "./simulation/options.ts";
import { runSimulation } from "./simulation/runSimulation.ts";
import { tracesOf } from "./stateGrid.ts";

/** What is weighed, and how: the options of `simulateReviews`, whose `memory` has a retention of its own that is not used. */
export interface OptimalRetentionOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState>
  extends SimulationOptions<M, S> {
  /**
   * `"expectation"`: expected minutes and recall, by dynamic programming; no chance in it. `"simulation"`: the mean of `simulations` runs of
   * `simulateReviews` with the seeds `seed`, `seed` + 1, ..., the same for each retention. Default `"expectation"`.
   */
  readonly by?: "expectation" | "simulation" | undefined;
  /**
   * Runs for each retention, with `by: "simulation"`: from 1 to 1,000. Default as fsrs-rs 6 has it: 16 from 365 days on, 180 up to 30 days,
   * between them 16 / (8.2e-7 n^2 + 2.41e-3 n + 1.3e-2) for n days, rounded.
   */
  readonly simulations?: number | undefined;
}

/** What one retention costs. */
export interface TriedRetention {
  /** The recall at which reviews fall due. */
  readonly retention: number;
  /** Minutes over all days. */
  readonly minutes: number;
  /** Cards known at the end of the last day: the sum of their recall. */
  readonly memorised: number;
  /** Minutes for each card known. */
  readonly minutesPerMemorised: number;
}

/** The retention at which each card known costs least. */
export interface OptimalRetention extends TriedRetention {
  /** All that was tried, by retention, ascending: how flat the valley is. */
  readonly tried: readonly TriedRetention[];
}

const NAME = "spacing.optimalRetention";
const LEAST = 0.7;
const MOST = 0.95;
const TOLERANCE = 0.01;
const MOST_EVALUATIONS = 64;

/** How many runs fsrs-rs makes for so many days. */
export const simulationsFor = (days: number): number => {
  if (days >= 365) return 16;
  if (days <= 30) return 180;
  return Math.round(16 / (8.2e-7 * days * days + 2.41e-3 * days + 1.3e-2));
};

/**
 * At which recall should reviews fall due? Low: few reviews, much forgotten and learned anew. High: many reviews, little of it lost. Between them lies the
 * retention at which each card that is known in the end has cost the fewest minutes.
 *
 * Minimises minutes(r) / memorised(r) over r in [0.70, 0.95] (Brent, to within 0.01): minutes of all days over cards known at the end of the last one.
 * By expectation, a state that was reviewed n days before the end costs what its next review costs, and what that leads to: dynamic
 * programming backwards over days and states, on a grid with linear interpolation. Each day takes as many new cards as reviews leave minutes for; that reviews wait
 * where there are not enough is left out, so `reviewsPerDay`, `newIgnoreReviewLimit`, `suspendAfterLapses` and `order` are for the simulation only. The two agree within a few
 * hundredths.
 *
 * It is a way to spend few minutes, and knows nothing of what forgetting costs: for what has to be known for safety, name a retention. Where days are full with
 * any retention the minutes are the same, and it weighs only what is known.
 *
 * Fails with InvalidInput as `simulateReviews` does, and on an option that the other way has; with NotIdentified where nothing is known in the end.
 *
 * Cost: by expectation about ten times a grid of 960 nodes (FSRS-6) times the days, about a second for a year; by simulation about ten times `simulations` runs.
 *
 * Source: fsrs-rs 6 (optimal retention, there CMRR), whose rule the simulation follows.
 *
 * @param options `memory` and `from`; the rest if wanted
 * @returns a function from the cards that were learned before, `[]` for none, to the retention
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const options = { memory, from: new Date("2025-03-03"), deck: 500, days: 120, newPerDay: 10 };
 * const { retention, minutesPerMemorised, tried } = orThrow(spacing.optimalRetention(options)([]));
 * retention < 0.8; // => true
 * tried.every((one) => one.minutesPerMemorised >= minutesPerMemorised); // => true
 * ```
 */
export const optimalRetention = <M extends MemoryModel, S extends MemoryState>(
  options: OptimalRetentionOptions<M, S>,
): ((cards: readonly SimulatedCard<S>[]) => Result<OptimalRetention>) => {
  const settings = reading(NAME, (found) => {
    const { simulation, given } = readSimulation<M, S>(found, NAME, options, ["by", "simulations"]);
    const by = orDefault(given["by"], "expectation" as const, (value) =>
      readChoice(found, ["by"], value, ["expectation", "simulation"]),
    );
    const simulations = orDefault(given["simulations"], simulationsFor(simulation.days), (value) =>
      readInteger(found, ["simulations"], value, { min: 1, max: 1000 }),
    );
    const others =
      by === "expectation"
        ? ["simulations", "reviewsPerDay", "newIgnoreReviewLimit", "suspendAfterLapses", "order", "seed"]
        : [];
    for (const key of others)
      if (given[key] !== undefined) note(found, [key], "inconsistent", 'by: "simulation" beside it', given[key]);
    const names = clean(found) ? tracesOf(simulation.memory.kernel.first(3, simulation.from)) : [];
    if (names === null && by === "expectation")
      note(
        found,
        ["memory"],
        "inconsistent",
        'a memory whose states are made of numbers, or by: "simulation"',
        given["memory"],
      );
    return { simulation, by, simulations, names: names ?? [] };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { simulation, by, simulations, names } = settings.right;
    const read = reading(NAME, (found) => readKnownCards(found, simulation, cards));
    if (isLeft(read)) return read;
    const { days, seed } = simulation;
    const expected = by === "expectation" ? expectedWorkload(simulation, names, read.right) : null;
    const tried: TriedRetention[] = [];
    const evaluate = (retention: number): number => {
      let minutes = 0;
      let memorised = 0;
      let ratio = 0;
      if (expected !== null) {
        const { seconds, memorised: known } = expected(retention);
        minutes = seconds / 60;
        memorised = known;
        ratio = minutes / memorised;
      } else {
        for (let run = 0; run < simulations; run += 1) {
          const columns = runSimulation(simulation, read.right, retention, seed + run, days - 1);
          const spent = columns.seconds.reduce((sum, one) => sum + one, 0) / 60;
          const known = columns.memorised[days - 1] as number; // the last of the days
          minutes += spent / simulations;
          memorised += known / simulations;
          ratio += spent / known / simulations;
        }
      }
      const found = Number.isFinite(ratio) ? ratio : Number.MAX_VALUE;
      tried.push({ retention, minutes, memorised, minutesPerMemorised: found });
      return found;
    };
    const best = brentMinimum(evaluate, LEAST, MOST, TOLERANCE, MOST_EVALUATIONS);
    const chosen = tried.find(({ retention }) => retention === best.at) as TriedRetention; // it was tried
    if (!(chosen.memorised > 0)) {
      const cardsInAll = deckOf(simulation, read.right.length);
      return notIdentified(
        NAME,
        "retention",
        ["minutesPerDay", "newPerDay"],
        reason("nothing-learned", { cards: cardsInAll, days }),
      );
    }
    return right({ ...chosen, tried: [...tried].sort((one, other) => one.retention - other.retention) });
  };
};
