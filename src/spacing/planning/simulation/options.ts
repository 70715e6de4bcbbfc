import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readChoice,
  readFields,
  readInteger,
  readNumber,
  readOptions,
  readResult,
} from "../../../core/check/index.ts";
import { checkMemory } from "../../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState, Moment } from "../../memory.ts";
import { checkOrder, readMoment } from "../../moment.ts";
import {
  FIRST_GRADES,
  FIRST_SECONDS,
  type GradeShares,
  PASSING_GRADES,
  type PassingShares,
  RELEARNING_SECONDS,
  REVIEW_SECONDS,
  readSeconds,
  readShares,
  type SecondsByGrade,
} from "../effort.ts";

/** Shares of the next grade within the day's steps, after again, after hard and after good. */
export type StepTransitions = readonly [afterAgain: GradeShares, afterHard: GradeShares, afterGood: GradeShares];

/** Which of the cards due on a day come first. */
export type SimulationOrder = "easiest-first" | "least-recall-first" | "as-given";

/** A learner with a deck: how much there is to learn, when, and how the answers go. */
export interface SimulationOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createMemory` or `parseMemoryModel`. It both schedules the reviews and decides what is recalled. */
  readonly memory: Memory<M, S>;
  /** The first day: epoch milliseconds or a Date. */
  readonly from: number | Date;
  /** The number of its study day, as in `review`. Left out, the UTC day. */
  readonly fromDay?: number | undefined;
  /** Cards in all, those given among them: at most 1,000,000. Default 10,000, or as many as are given where they are more. */
  readonly deck?: number | undefined;
  /** Days to simulate, from 1 to 3,650. Default 365. */
  readonly days?: number | undefined;
  /**
   * Minutes on each day, or on the first day, the second, ...: from 0 to 1,440. Default 30. A day beyond the list has none. A card is begun while
   * the minutes so far are not above it, so a day runs over by less than its last card; a day of 0 minutes has no cards.
   */
  readonly minutesPerDay?: number | readonly number[] | undefined;
  /** New cards on a day, at most. Default: no limit. */
  readonly newPerDay?: number | undefined;
  /** Reviews on a day, at most. Default: no limit. */
  readonly reviewsPerDay?: number | undefined;
  /** Whether new cards are learned beyond `reviewsPerDay`. Default true. */
  readonly newIgnoreReviewLimit?: boolean | undefined;
  /** A card that was forgotten so often is not reviewed any more: from 1. Default: never. */
  readonly suspendAfterLapses?: number | undefined;
  /**
   * Which of the cards due on a day come first: those of least `difficulty` (to a hundredth, where the memory's states have one), those of least recall,
   * or those of lowest place in the deck. New cards come last. Default `"easiest-first"` (fsrs-rs 6).
   */
  readonly order?: SimulationOrder | undefined;
  /** Shares of again, hard, good and easy when a card is learned. Default .24, .094, .495, .171 (fsrs-rs 6). */
  readonly firstShares?: GradeShares | undefined;
  /** Shares of hard, good and easy among the recalled. Default .224, .631, .145 (fsrs-rs 6). */
  readonly passingShares?: PassingShares | undefined;
  /** Seconds of an answer to a new card, by grade. Default 19.58, 18.79, 13.78, 10.71 (fsrs-rs 6). */
  readonly firstSeconds?: SecondsByGrade | undefined;
  /** Seconds of a review, by grade. Default 19.38, 17.59, 12.38, 8.94 (fsrs-rs 6). */
  readonly reviewSeconds?: SecondsByGrade | undefined;
  /** Seconds of an answer to a card that was just forgotten, by grade. Default 16.44, 15.25, 12.32, 8.03 (fsrs-rs 6). */
  readonly relearningSeconds?: SecondsByGrade | undefined;
  /** Good or easy answers in a row that end the learning of a new card, from 0 to 20; the first answer counts where it is good. Default 2. */
  readonly learningSteps?: number | undefined;
  /** Good or easy answers in a row that end the relearning of a forgotten card, from 0 to 20. Default 1. */
  readonly relearningSteps?: number | undefined;
  /** Further answers to one card on one day, at most: from 0 to 20. Default 5. */
  readonly mostSteps?: number | undefined;
  /**
   * Grades while a new card is learned, by the grade before. Default .3686 .0628 .5108 .0577; .0442 .4553 .4457 .0549; .0519 .047 .8462 .055
   * (fsrs-rs 6), each made to sum to 1.
   */
  readonly learningTransitions?: StepTransitions | undefined;
  /**
   * Grades while a forgotten card is relearned, by the grade before. Default .2157 .0643 .6595 .0604; .05 .4638 .4475 .0387; .1057 .1434 .7266 .0244
   * (fsrs-rs 6), each made to sum to 1.
   */
  readonly relearningTransitions?: StepTransitions | undefined;
  /** Minutes between the answers of one day, for memories that count time exactly: from 0 to 1,440. Default 10. */
  readonly stepMinutes?: number | undefined;
  /** Which course chance takes: a whole number from 0. Default 1. */
  readonly seed?: number | undefined;
}

/** A card that was learned before. */
export interface SimulatedCard<S extends MemoryState = MemoryState> {
  /** The state after its last review. */
  readonly state: S;
  /** The study day on which it is due. Left out, when recall has fallen to the memory's retention. */
  readonly dueDay?: number | undefined;
}

/** How answers go within a day. */
export interface Steps {
  readonly count: number;
  readonly seconds: SecondsByGrade;
  readonly transitions: StepTransitions;
}

/** The options, read. */
export interface Simulation<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  readonly memory: Memory<M, S>;
  readonly from: Moment;
  readonly deck: number | null;
  readonly days: number;
  /** Seconds of each day. */
  readonly seconds: Float64Array;
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  readonly newIgnoreReviewLimit: boolean;
  readonly suspendAfterLapses: number;
  readonly order: SimulationOrder;
  readonly firstShares: GradeShares;
  readonly passingShares: PassingShares;
  readonly reviewSeconds: SecondsByGrade;
  readonly learning: Steps;
  readonly relearning: Steps;
  readonly mostSteps: number;
  /** Days between the answers of one day, as the model counts them. */
  readonly stepDays: number;
  readonly seed: number;
}

/** A card as the kernels take it: days are counted from the first one. */
export interface KnownCard<S extends MemoryState> {
  readonly state: S;
  readonly due: number | null;
}

const SIMULATION_KEYS: readonly string[] = [
  "memory",
  "from",
  "fromDay",
  "deck",
  "days",
  "minutesPerDay",
  "newPerDay",
  "reviewsPerDay",
  "newIgnoreReviewLimit",
  "suspendAfterLapses",
  "order",
  "firstShares",
  "passingShares",
  "firstSeconds",
  "reviewSeconds",
  "relearningSeconds",
  "learningSteps",
  "relearningSteps",
  "mostSteps",
  "learningTransitions",
  "relearningTransitions",
  "stepMinutes",
  "seed",
];

const LEARNING: StepTransitions = [
  [0.3686, 0.0628, 0.5108, 0.0577],
  [0.0442, 0.4553, 0.4457, 0.0549],
  [0.0519, 0.047, 0.8462, 0.055],
];
const RELEARNING: StepTransitions = [
  [0.2157, 0.0643, 0.6595, 0.0604],
  [0.05, 0.4638, 0.4475, 0.0387],
  [0.1057, 0.1434, 0.7266, 0.0244],
];
const MOST_CARDS = 1_000_000;
const MOST_DAYS = 3650;
const MINUTES = { min: 0, max: 1440 };
const STEPS = { min: 0, max: 20 };
const FROM_ONE = { min: 1 };

const readTransitions = (found: Found, path: Path, value: unknown, standard: StepTransitions): StepTransitions => {
  const rows = readArray(found, path, value ?? standard, (row, at) => readShares(found, at, row, FIRST_GRADES));
  if (value !== undefined && Array.isArray(value) && rows.length !== 3)
    note(found, path, "inconsistent", "3 rows: after again, after hard and after good", value);
  return rows as unknown as StepTransitions; // three, or it has been noted
};

const readBoolean = (found: Found, path: Path, value: unknown): boolean => {
  if (typeof value !== "boolean") note(found, path, "wrong-type", "true or false", value);
  return value === true;
};

const readSecondsPerDay = (found: Found, value: unknown, days: number): Float64Array => {
  const seconds = new Float64Array(Number.isInteger(days) && days > 0 && days <= MOST_DAYS ? days : 0);
  if (Array.isArray(value)) {
    const minutes = readArray(found, ["minutesPerDay"], value, (one, path) => readNumber(found, path, one, MINUTES));
    minutes.slice(0, seconds.length).forEach((one, day) => {
      seconds[day] = 60 * one;
    });
  } else {
    const all = orDefault(value, 30, (one) => readNumber(found, ["minutesPerDay"], one, MINUTES));
    seconds.fill(60 * all);
  }
  return seconds;
};

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** Reads the options of a simulation; `given` has those of the caller as well. */
export const readSimulation = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  name: string,
  options: unknown,
  more: readonly string[],
): { readonly simulation: Simulation<M, S>; readonly given: Readonly<Record<string, unknown>> } => {
  const given = readOptions(found, [], options ?? null, [...SIMULATION_KEYS, ...more]);
  const memory = readResult(
    found,
    [],
    checkMemory(name, given["memory"] as Memory<M, S>),
    null as unknown as Memory<M, S>,
  ); // not read where it does not fit
  const whole = <A>(key: string, standard: A, range: { min: number; max?: number }): number | A =>
    orDefault<number | A>(given[key], standard, (value) => readInteger(found, [key], value, range));
  const from = readMoment(found, { at: ["from"], day: ["fromDay"] }, given["from"], given["fromDay"]);
  const days = whole("days", 365, { min: 1, max: MOST_DAYS });
  const stepMinutes = orDefault(given["stepMinutes"], 10, (value) =>
    readNumber(found, ["stepMinutes"], value, MINUTES),
  );
  const simulation = {
    memory,
    from,
    deck: whole("deck", null, { min: 1, max: MOST_CARDS }),
    days,
    seconds: readSecondsPerDay(found, given["minutesPerDay"], days),
    newPerDay: whole("newPerDay", NO_LIMIT, { min: 0 }),
    reviewsPerDay: whole("reviewsPerDay", NO_LIMIT, { min: 0 }),
    newIgnoreReviewLimit: orDefault(given["newIgnoreReviewLimit"], true, (value) =>
      readBoolean(found, ["newIgnoreReviewLimit"], value),
    ),
    suspendAfterLapses: whole("suspendAfterLapses", NO_LIMIT, FROM_ONE),
    order: orDefault<SimulationOrder>(given["order"], "easiest-first", (value) =>
      readChoice(found, ["order"], value, ["easiest-first", "least-recall-first", "as-given"]),
    ),
    firstShares: readShares(found, ["firstShares"], given["firstShares"], FIRST_GRADES),
    passingShares: readShares(found, ["passingShares"], given["passingShares"], PASSING_GRADES),
    reviewSeconds: readSeconds(found, ["reviewSeconds"], given["reviewSeconds"], REVIEW_SECONDS),
    learning: {
      count: whole("learningSteps", 2, STEPS),
      seconds: readSeconds(found, ["firstSeconds"], given["firstSeconds"], FIRST_SECONDS),
      transitions: readTransitions(found, ["learningTransitions"], given["learningTransitions"], LEARNING),
    },
    relearning: {
      count: whole("relearningSteps", 1, STEPS),
      seconds: readSeconds(found, ["relearningSeconds"], given["relearningSeconds"], RELEARNING_SECONDS),
      transitions: readTransitions(found, ["relearningTransitions"], given["relearningTransitions"], RELEARNING),
    },
    mostSteps: whole("mostSteps", 5, STEPS),
    stepDays: memory?.model.elapsed === "exact" ? stepMinutes / 1440 : 0,
    seed: whole("seed", 1, { min: 0 }),
  };
  return { simulation, given };
};

/** Reads the cards that were learned before. */
export const readKnownCards = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  { memory, from, deck }: Simulation<M, S>,
  cards: unknown,
): readonly KnownCard<S>[] => {
  const known = readArray(found, [], cards, (card, path) => {
    const source = readFields(found, path, card, "a card with its state", ["state", "dueDay"]);
    const parsed = memory.kernel.parseState(source["state"]);
    const state = readResult<S | null>(found, [...path, "state"], parsed, null);
    if (state !== null) checkOrder(found, [...path, "state", "lastAt"], from.at, state.lastAt);
    const due = orDefault<number | null>(source["dueDay"], null, (day) => readInteger(found, [...path, "dueDay"], day));
    return { state: state as S, due: due === null ? null : due - from.day }; // a state, or it has been noted
  });
  if (deck !== null && known.length > deck)
    note(found, [], "too-many", `at most the ${deck} cards of the deck`, `${known.length} cards`);
  if (known.length > MOST_CARDS) note(found, [], "too-many", `at most ${MOST_CARDS} cards`, `${known.length} cards`);
  return known;
};

/** How many cards there are in all. */
export const deckOf = ({ deck }: { readonly deck: number | null }, known: number): number =>
  deck ?? Math.max(10_000, known);
