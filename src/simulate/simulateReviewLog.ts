import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  orDefault,
  readChoice,
  readInstant,
  readInteger,
  reading,
  readNumber,
  readOptions,
  readText,
} from "../core/check/index.ts";
import { drawNormal, drawUniform, stream } from "../core/numeric/random/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { activationMind } from "./reviewLog/activationMind.ts";
import { drawHabits, firstGrade, type Habits, laterGrade } from "./reviewLog/habits.ts";
import { multiscaleMind } from "./reviewLog/multiscaleMind.ts";
import type { MemoryTime, SimulatedCard, SimulatedMind } from "./reviewLog/simulatedMemory.ts";

/** How simulated people remember. */
export type SimulatedMemory = "activation" | "multiscale";

/** What `simulateReviewLog` can be asked for. */
export interface ReviewLogSimulation {
  /** Of all draws: the same seed gives the same log. A number or a text. */
  readonly seed: number | string;
  /** How people remember; `"activation"` if left out. Both are far from FSRS. */
  readonly memory?: SimulatedMemory | undefined;
  /** How many people, from 1 to 100,000; default 20. */
  readonly learners?: number | undefined;
  /** How many reviews each of them makes, first ones counted, from 1 to 100,000; default 400. */
  readonly reviewsPerLearner?: number | undefined;
  /** The day on which all begin; the hours of study are counted from it. Default 6 January 2025, 00:00 UTC. */
  readonly startsAt?: number | Date | undefined;
}

/** One review, as a product would hold it: what `spacing.gatherReviews` takes. */
export interface SimulatedReview {
  /** Who answered. */
  readonly learner: string;
  /** Which card; the cards of two learners have nothing in common. */
  readonly card: string;
  /** When: epoch milliseconds. */
  readonly at: number;
  /** 1 again, 2 hard, 3 good, 4 easy. */
  readonly grade: 1 | 2 | 3 | 4;
}

/** What nobody could know of one learner. */
export interface ReviewerTruth {
  /** Who. */
  readonly learner: string;
  /** The parameters of their memory, by the names of the model's own source. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** A review log with its truth. */
export interface SimulatedReviewLog {
  /** Learner by learner, each in order of time; the same instant never twice in one learner's reviews. */
  readonly reviews: readonly SimulatedReview[];
  /** What was behind it. */
  readonly truth: {
    /** For each review the probability with which it was recalled; `null` where the card was met for the first time. */
    readonly recall: readonly (number | null)[];
    /** The learners, in order. */
    readonly learners: readonly ReviewerTruth[];
  };
}

const NAME = "simulate.simulateReviewLog";
const STARTS_AT = 1_736_121_600_000;
const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
const MINDS: Readonly<Record<SimulatedMemory, SimulatedMind>> = {
  activation: activationMind,
  multiscale: multiscaleMind,
};
/** A forgotten card comes back this many seconds later, on the same day. */
const AGAIN_SECONDS = 600;
/** Cards that are due, at most so many a session: who was away comes back to a mountain. */
const MOST_DUE = 80;

interface Settings {
  readonly seed: number | string;
  readonly memory: SimulatedMemory;
  readonly learners: number;
  readonly reviewsPerLearner: number;
  readonly startsAt: number;
}

interface Held {
  readonly name: string;
  readonly memory: SimulatedCard;
  interval: number;
  dueDay: number;
}

/**
 * What would review logs look like of people who remember in a way that I know, and that is not the one I fit? For tests of memory models, for
 * demos and what-ifs.
 *
 * `"activation"`: traces that decay by powers, after ACT-R (Pavlik and Anderson 2005). `"multiscale"`: traces that leak at many rates at once, after the
 * multiscale context model (Mozer et al. 2009). Parameters vary from learner to learner, and so do habits: days skipped, new cards a day, growth of
 * intervals (a plain ladder: one day, then times a factor; a forgotten card comes back ten minutes later, and on the next day), use of the four grades.
 * Learner by learner from `stream(seed, learner)`, so that more learners leave those before them as they were.
 *
 * @param options see `ReviewLogSimulation`; an unknown key is a failure
 * @returns the reviews and their truth, as plain JSON, or `InvalidInput`. Cost: linear in the reviews; for `"activation"` times the reviews of
 *   a card
 *
 * @example
 * ```ts
 * import { orThrow, simulate } from "learnlift";
 *
 * const log = orThrow(simulate.simulateReviewLog({ seed: 7, memory: "multiscale", learners: 2, reviewsPerLearner: 50 }));
 * log.reviews.length; // => 100
 * Object.keys(log.truth.learners[0]?.parameters ?? {}); // => ["pace", "xi", "whenRecalled", "whenForgotten"]
 * ```
 */
export const simulateReviewLog = (options: ReviewLogSimulation): Result<SimulatedReviewLog> => {
  const read = reading(NAME, (found): Settings => {
    const given = readOptions(found, [], options ?? {}, [
      ...(["seed", "memory", "learners", "reviewsPerLearner", "startsAt"] as const),
    ]);
    const upTo = { min: 1, max: 100_000 };
    const { seed } = given;
    return {
      seed: typeof seed === "string" ? readText(found, ["seed"], seed) : readNumber(found, ["seed"], seed),
      memory: orDefault(given["memory"], "activation", (memory) =>
        readChoice(found, ["memory"], memory, ["activation", "multiscale"]),
      ),
      learners: orDefault(given["learners"], 20, (n) => readInteger(found, ["learners"], n, upTo)),
      reviewsPerLearner: orDefault(given["reviewsPerLearner"], 400, (n) =>
        readInteger(found, ["reviewsPerLearner"], n, upTo),
      ),
      startsAt: orDefault(given["startsAt"], STARTS_AT, (at) => readInstant(found, ["startsAt"], at)),
    };
  });
  return isLeft(read) ? read : right(logOf(read.right));
};

const logOf = (settings: Settings): SimulatedReviewLog => {
  const reviews: SimulatedReview[] = [];
  const recall: (number | null)[] = [];
  const learners: ReviewerTruth[] = [];
  for (let index = 0; index < settings.learners; index += 1) {
    const learner = `learner-${index + 1}`;
    learners.push({ learner, parameters: studies(settings, learner, reviews, recall) });
  }
  return { reviews, truth: { recall, learners } };
};

/** One learner studies until there are enough reviews; gives the parameters of the memory. */
const studies = (
  { seed, memory, reviewsPerLearner, startsAt }: Settings,
  learner: string,
  reviews: SimulatedReview[],
  recalls: (number | null)[],
): Readonly<Record<string, number>> => {
  const source = stream(seed, `reviews:${memory}:${learner}`);
  const head = MINDS[memory](source);
  const habits = drawHabits(source);
  const held: Held[] = [];
  const wanted = reviews.length + reviewsPerLearner;
  let studySeconds = 0;
  for (let day = 0; reviews.length < wanted; day += 1) {
    if (day > 0 && drawUniform(source) >= habits.diligence) continue;
    const begins = (habits.hour + 0.5 * drawNormal(source)) * 3600;
    let clock = Math.min(Math.max(begins, 0), 0.9 * DAY_SECONDS); // seconds of the day
    const again: { readonly card: Held; readonly from: number }[] = [];

    const meet = (card: Held, isNew: boolean): void => {
      const spent = Math.max(2, habits.pace * (0.5 + drawUniform(source)));
      clock += spent;
      studySeconds += spent;
      const time: MemoryTime = { days: day + clock / DAY_SECONDS, studySeconds };
      const chance = isNew ? null : card.memory.recall(time);
      const recalled = chance !== null && drawUniform(source) < chance;
      const grade =
        chance === null ? firstGrade(habits, card.memory.ease, source) : laterGrade(habits, recalled, chance, source);
      card.memory.meet(time, chance === null ? "first" : recalled ? "recalled" : "forgotten");
      plan(card, grade, day, habits, drawUniform(source));
      if (grade === 1) again.push({ card, from: clock + AGAIN_SECONDS });
      reviews.push({ learner, card: card.name, at: startsAt + Math.round(day * DAY_MS + clock * 1000), grade });
      recalls.push(chance);
    };

    const due = held.filter((card) => card.dueDay <= day).slice(0, MOST_DUE);
    for (const card of due) if (reviews.length < wanted) meet(card, false);
    for (let n = 0; n < habits.newCards && reviews.length < wanted; n += 1) {
      const name = `${learner}/card-${held.length + 1}`;
      const card: Held = { name, memory: head.card(drawNormal(source)), interval: 0, dueDay: day };
      held.push(card);
      meet(card, true);
    }
    // once more today what was forgotten, and again if need be, until midnight
    for (let next = again.shift(); next !== undefined && reviews.length < wanted; next = again.shift()) {
      clock = Math.max(clock, next.from);
      if (clock > 0.97 * DAY_SECONDS) break;
      meet(next.card, false);
    }
  }
  return head.parameters;
};

/** When the card comes back: after a day, then later by the learner's factor, with some scatter. */
const plan = (card: Held, grade: number, day: number, { growth }: Habits, chance: number): void => {
  const scatter = 0.75 + 0.5 * chance;
  if (grade === 1) card.interval = 1;
  else if (card.interval === 0) card.interval = grade === 4 ? 4 * scatter : 1;
  else if (card.dueDay <= day) card.interval *= (grade === 2 ? 1.2 : grade === 4 ? 1.4 * growth : growth) * scatter;
  card.interval = Math.max(1, card.interval);
  card.dueDay = day + Math.round(card.interval);
};
