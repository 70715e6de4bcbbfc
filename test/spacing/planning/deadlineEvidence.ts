import { studentTQuantile } from "../../../src/core/numeric/distributions/index.ts";
import { drawNormal, drawUniform, type RandomStream, stream } from "../../../src/core/numeric/random/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { activationMind } from "../../../src/simulate/reviewLog/activationMind.ts";
import { drawHabits, firstGrade, laterGrade } from "../../../src/simulate/reviewLog/habits.ts";
import { multiscaleMind } from "../../../src/simulate/reviewLog/multiscaleMind.ts";
import type { SimulatedHead } from "../../../src/simulate/reviewLog/simulatedMemory.ts";
import { createMemory, type Fsrs6State, fsrs6, planDeadline } from "../../../src/spacing/index.ts";
import { PASSING_GRADES, REVIEW_SECONDS } from "../../../src/spacing/planning/effort.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const FIRST = Math.floor(FROM / DAY);
const GRADES = [1, 2, 3, 4] as const;
type GradeNumber = (typeof GRADES)[number];
const memory = orThrow(createMemory(fsrs6)());
const { kernel } = memory;

/** How the learner really remembers: as the planner believes, or in two ways that are not of its kind. */
export type TrueMemory = "fsrs-6" | "activation" | "multiscale";
/** Who says what to review today. */
export type Policy = "plan" | "greedy" | "mixture" | "due";

/** One question: who knows how much on the day, and how much later? */
export interface Contest {
  readonly truth: TrueMemory;
  readonly cards: number;
  /** Days to the deadline. */
  readonly days: number;
  readonly minutesPerDay: number;
  /** Of the planner; left out, its default. */
  readonly afterShare?: number;
}

/** What came of it: means over the cards of the true probability of recall, and the minutes spent. */
export interface Outcome {
  readonly atDeadline: number;
  readonly after: number;
  readonly minutes: number;
}

/** Recall this many days after the deadline, without a review in between. */
export const AFTER_DAYS = 60;
/** What the learner did before the plan: each card begun on one of these days and met again after so many days. */
const EARLIEST = -45;
const LATEST = -3;
const LADDER = [1, 3, 8, 20];

/** One card as it is: what the planner believes of it, and what is true. */
interface Held {
  state: Fsrs6State;
  recall(days: number): number;
  meet(days: number, recalled: boolean): void;
}

interface Learner {
  readonly held: readonly Held[];
  answer(card: Held, day: number, chance: RandomStream): { readonly grade: GradeNumber };
}

const dayOf = (day: number) => ({ at: FROM + day * DAY, day: FIRST + day });
const since = ({ lastDay }: Fsrs6State, day: number): number => FIRST + day - lastDay;

const passing = (chance: number): GradeNumber =>
  chance < PASSING_GRADES[0] ? 2 : chance < PASSING_GRADES[0] + PASSING_GRADES[1] ? 3 : 4;

/** A learner with cards of all ages, the same for each policy of a seed. */
const learnerOf = ({ truth, cards }: Contest, seed: number): Learner => {
  const source = stream(seed, `learner:${truth}`);
  // a card of FSRS-6 remembers as the planner's state says, with the default weights
  const head: SimulatedHead | null =
    truth === "activation" ? activationMind(source) : truth === "multiscale" ? multiscaleMind(source) : null;
  const habits = drawHabits(source);
  const answer = (card: Held, day: number, chance: RandomStream): { readonly grade: GradeNumber } => {
    const believed = kernel.recall(card.state, since(card.state, day));
    const recall = truth === "fsrs-6" ? believed : card.recall(day);
    const recalled = drawUniform(chance) < recall;
    const grade =
      truth === "fsrs-6" ? (recalled ? passing(drawUniform(chance)) : 1) : laterGrade(habits, recalled, recall, chance);
    card.meet(day, recalled);
    card.state = kernel.next(card.state, grade, since(card.state, day), believed, dayOf(day));
    return { grade };
  };
  // the past, card by card, each meeting on a study day of its own, so that study time within a day is left at 0
  const held = Array.from({ length: cards }, (): Held => {
    const ease = drawNormal(source);
    const start = EARLIEST + Math.floor(drawUniform(source) * (LATEST - EARLIEST + 1));
    const grade = firstGrade(habits, ease, source);
    const card = head === null ? null : head.card(ease);
    const time = (day: number) => ({ days: day - EARLIEST, studySeconds: 0 });
    card?.meet(time(start), "first");
    const one: Held = {
      state: kernel.first(grade, dayOf(start)),
      recall: (day) => (card === null ? kernel.recall(one.state, since(one.state, day)) : card.recall(time(day))),
      meet: (day, recalled) => card?.meet(time(day), recalled ? "recalled" : "forgotten"),
    };
    let day = start;
    for (const gap of LADDER) {
      day += gap;
      if (day >= 0 || drawUniform(source) < 0.25) break;
      answer(one, day, source);
    }
    return one;
  });
  return { held, answer };
};

/** By the lowest recall that the planner believes in. */
const weakest = (held: readonly Held[], day: number): readonly number[] =>
  held
    .map(({ state }, place) => ({ place, recall: kernel.recall(state, since(state, day)) }))
    .sort((a, b) => a.recall - b.recall || a.place - b.place)
    .map(({ place }) => place);

/** What a review today adds to recall at the deadline, or to its mixture with recall after it, a second. */
const gainPerSecond = (state: Fsrs6State, day: number, days: number, afterShare: number): number => {
  const elapsed = since(state, day);
  const recall = kernel.recall(state, elapsed);
  const worth = (then: Fsrs6State, toDeadline: number): number =>
    (1 - afterShare) * kernel.recall(then, toDeadline) + afterShare * kernel.recall(then, toDeadline + AFTER_DAYS);
  let gain = -worth(state, elapsed + days - day);
  let seconds = 0;
  for (const grade of GRADES) {
    const share = grade === 1 ? 1 - recall : recall * (PASSING_GRADES[grade - 2] as number); // grade - 2 is 0 to 2
    gain += share * worth(kernel.next(state, grade, elapsed, recall, dayOf(day)), days - day);
    seconds += share * (REVIEW_SECONDS[grade - 1] as number); // grade - 1 is 0 to 3
  }
  return gain / seconds;
};

const byGain = (held: readonly Held[], day: number, days: number, afterShare: number): readonly number[] =>
  held
    .map(({ state }, place) => ({ place, gain: gainPerSecond(state, day, days, afterShare) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain || a.place - b.place)
    .map(({ place }) => place);

/** What to review on a day, first things first, for as long as the minutes last. All see the same states and go on with the weakest cards. */
const ORDERS: Readonly<
  Record<Policy, (contest: Contest, held: readonly Held[], day: number, minutes: number) => readonly number[]>
> = {
  plan: ({ days, minutesPerDay, afterShare }, held, day, minutes) => {
    // half a minute more today than there is, so that quick answers do not end the list before the time
    const minutesOf = Array.from({ length: days - day }, (_, later) => (later === 0 ? minutes + 0.5 : minutesPerDay));
    const plan = planDeadline({
      memory,
      from: FROM + day * DAY,
      deadline: FROM + days * DAY,
      minutesPerDay: minutesOf,
      afterDays: AFTER_DAYS,
      ...(afterShare === undefined ? {} : { afterShare }),
    });
    const [today] = orThrow(plan(held.map(({ state }, place) => ({ id: `${place}`, state })))).days;
    return today?.day === FIRST + day ? today.visits.map(({ card }) => Number(card)) : [];
  },
  greedy: ({ days }, held, day) => byGain(held, day, days, 0),
  mixture: ({ days, afterShare = 0.5 }, held, day) => byGain(held, day, days, afterShare),
  due: (_, held, day) =>
    weakest(held, day).filter((place) => {
      const { state } = held[place] as Held; // weakest lists places
      return since(state, day) >= Math.max(1, Math.round(kernel.intervalDays(state, 0.9)));
    }),
};

/**
 * One learner under one policy, day by day with the answers of each day known. Minutes are equal: every day each policy has what the day has and what it is
 * owed from the day before (the last card of a day may run over); a policy whose list is done goes on with the cards of the lowest recall, each card
 * at most once a day.
 */
export const outcomeOf = (contest: Contest, policy: Policy, seed: number): Outcome => {
  const { days, minutesPerDay, truth } = contest;
  const { held, answer } = learnerOf(contest, seed);
  let owed = 0;
  let spent = 0;
  for (let day = 0; day < days; day += 1) {
    let left = 60 * minutesPerDay + owed;
    const first = left <= 0 ? [] : ORDERS[policy](contest, held, day, left / 60);
    for (const place of new Set([...first, ...weakest(held, day)])) {
      if (left <= 0) break;
      // the same luck for a card on a day, whoever asks
      const { grade } = answer(held[place] as Held, day, stream(seed, `answer:${truth}:${place}:${day}`)); // a place of `held`
      const seconds = REVIEW_SECONDS[grade - 1] as number; // grade - 1 is 0 to 3
      left -= seconds;
      spent += seconds;
    }
    owed = left;
  }
  const mean = (day: number): number => held.reduce((sum, card) => sum + card.recall(day), 0) / held.length;
  return { atDeadline: mean(days), after: mean(days + AFTER_DAYS), minutes: spent / 60 };
};

/** A mean over seeds with its 95 % interval by Student's t. */
export interface Paired {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

const pairedOf = (differences: readonly number[]): Paired => {
  const n = differences.length;
  const mean = differences.reduce((sum, one) => sum + one, 0) / n;
  const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
  const half = studentTQuantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { mean, lower: mean - half, upper: mean + half };
};

/** The plan against the others, paired by seed. */
export interface DeadlineEvidence {
  readonly outcomes: Readonly<Record<Policy, Outcome>>;
  readonly against: Readonly<
    Record<Exclude<Policy, "plan">, { readonly atDeadline: Paired; readonly after: Paired; readonly minutes: Paired }>
  >;
}

export const deadlineEvidence = (contest: Contest, seeds: readonly number[]): DeadlineEvidence => {
  const runs = (policy: Policy): readonly Outcome[] => seeds.map((seed) => outcomeOf(contest, policy, seed));
  const all = { plan: runs("plan"), greedy: runs("greedy"), mixture: runs("mixture"), due: runs("due") };
  const meanOf = (outcomes: readonly Outcome[], of: keyof Outcome): number =>
    outcomes.reduce((sum, one) => sum + one[of], 0) / outcomes.length;
  const means = (outcomes: readonly Outcome[]): Outcome => ({
    atDeadline: meanOf(outcomes, "atDeadline"),
    after: meanOf(outcomes, "after"),
    minutes: meanOf(outcomes, "minutes"),
  });
  const versus = (others: readonly Outcome[]) => {
    const of = (name: keyof Outcome): Paired =>
      pairedOf(all.plan.map((one, place) => one[name] - (others[place]?.[name] ?? Number.NaN)));
    return { atDeadline: of("atDeadline"), after: of("after"), minutes: of("minutes") };
  };
  return {
    outcomes: { plan: means(all.plan), greedy: means(all.greedy), mixture: means(all.mixture), due: means(all.due) },
    against: { greedy: versus(all.greedy), mixture: versus(all.mixture), due: versus(all.due) },
  };
};
