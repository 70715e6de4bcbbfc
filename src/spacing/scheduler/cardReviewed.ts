import { type Reason, reason } from "../../core/vocabulary/index.ts";
import { GRADES, type Grade, type GradeNumber } from "../grade.ts";
import type { MemoryModel, MemoryState, Moment } from "../memory.ts";
import { DAY_MS, elapsedDays } from "../moment.ts";
import { plannedDays } from "../plannedDays.ts";
import { type Reviewed, reviewed } from "../reviewed.ts";
import type { Card, CardPhase } from "./card.ts";
import { fuzzDraw, fuzzed } from "./fuzz.ts";
import type { CheckedScheduler } from "./scheduler.ts";
import { type NextStep, stepAfter } from "./stepAfter.ts";

/** One review as it is logged: plain JSON. A list of them is what `replayCard` takes; the last of them is what `undoReview` takes. */
export interface CardLog<S extends MemoryState = MemoryState> {
  /** Which document this is. */
  readonly kind: "card-log";
  /** Of the JSON layout, from 1. */
  readonly version: 1;
  /** The id of the card, where the review named it. */
  readonly id?: string;
  /** How well the learner answered. */
  readonly grade: Grade;
  /** When: epoch milliseconds. */
  readonly at: number;
  /** The number of the study day. */
  readonly day: number;
  /** The probability of recall just before the review, in (0, 1]; `null` at the first one. */
  readonly recallBefore: number | null;
  /** The card as it was before. */
  readonly before: Card<S>;
}

/** What follows from one review of a card. */
export interface CardReviewed<S extends MemoryState = MemoryState> {
  /** The card after the review: store it in place of the one before. */
  readonly card: Card<S>;
  /** The review: add it to the log. */
  readonly log: CardLog<S>;
  /** Days until the next review, as in `review`; 0 in steps of less than a day. */
  readonly intervalDays: number;
  /** What the answer rests on; `explain` words it. */
  readonly reasons: readonly Reason[];
}

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1440;

/** The arithmetic of one review of a card; everything it is given is valid. */
export const cardReviewed = <M extends MemoryModel, S extends MemoryState>(
  scheduler: CheckedScheduler<M, S>,
  before: Card<S>,
  grade: GradeNumber,
  moment: Moment,
  id: string | undefined,
): CardReviewed<S> => {
  const outcome = reviewed(scheduler.memory, before.memory, grade, moment);
  const { at, day } = moment;
  const next = stepAfter(scheduler.rules, before.phase, before.step, grade);
  const due =
    next === null
      ? inDays(scheduler, before, grade, moment, outcome, id)
      : inMinutes(before.phase, next, moment, outcome);
  return {
    card: {
      kind: "card",
      version: 1,
      phase: due.phase,
      step: due.step,
      memory: outcome.state,
      dueAt: due.dueAt,
      dueDay: due.dueDay,
      reviews: before.reviews + 1,
      lapses: before.phase === "review" && grade === 1 ? before.lapses + 1 : before.lapses,
    },
    log: {
      kind: "card-log",
      version: 1,
      ...(id === undefined ? {} : { id }),
      grade: GRADES[grade - 1] as Grade, // a grade is 1 to 4
      at,
      day,
      recallBefore: outcome.recallBefore,
      before,
    },
    intervalDays: due.intervalDays,
    reasons: due.reasons,
  };
};

/** When a card is due, and where it stands until then. */
interface Due {
  readonly phase: CardPhase;
  readonly step: number;
  readonly dueAt: number;
  readonly dueDay: number | null;
  readonly intervalDays: number;
  readonly reasons: readonly Reason[];
}

const inMinutes = <S extends MemoryState>(
  phase: CardPhase,
  { step, minutes, steps }: NextStep,
  { at, day }: Moment,
  outcome: Reviewed<S>,
): Due => {
  const relearning = phase === "review" || phase === "relearning";
  const why = reason(relearning ? "relearning-step" : "learning-step", { step: step + 1, steps, minutes });
  const reasons = [...outcome.reasons.slice(0, 1), why]; // what the review did, and the step in place of the memory's interval
  const dueAt = at + minutes * MINUTE_MS;
  if (minutes < MINUTES_A_DAY)
    return { phase: relearning ? "relearning" : "learning", step, dueAt, dueDay: null, intervalDays: 0, reasons };
  const intervalDays = Math.floor(minutes / MINUTES_A_DAY);
  return { phase: "review", step, dueAt, dueDay: day + intervalDays, intervalDays, reasons };
};

const inDays = <M extends MemoryModel, S extends MemoryState>(
  scheduler: CheckedScheduler<M, S>,
  before: Card<S>,
  grade: GradeNumber,
  moment: Moment,
  outcome: Reviewed<S>,
  id: string | undefined,
): Due => {
  const { phase, memory } = before;
  const { orderIntervals } = scheduler.rules;
  const isOrdered =
    orderIntervals && scheduler.memory.kernel.keepsIntervals !== true && phase === "review" && grade > 1;
  const move = mover(scheduler, before, moment, id);
  const alone = move(outcome.intervalDays);
  const intervalDays =
    isOrdered && memory !== null ? orderedDays(scheduler, memory, grade, moment, outcome, move) : alone;
  // what the fuzz moved and the order of the grades moved back was not moved
  const moves =
    intervalDays === outcome.intervalDays
      ? []
      : [
          ...(alone === outcome.intervalDays ? [] : [reason("fuzzed-interval", { intervalDays: alone })]),
          ...(intervalDays === alone ? [] : [reason("ordered-interval", { intervalDays })]),
        ];
  return {
    phase: "review",
    step: 0,
    dueAt: moment.at + Math.round(intervalDays * DAY_MS),
    dueDay: moment.day + Math.floor(intervalDays),
    intervalDays,
    reasons: [...outcome.reasons, ...moves],
  };
};

/** What the fuzz makes of an interval. The draw belongs to the review, not to the grade: all four are moved alike. */
type Move = (days: number) => number;

const stay: Move = (days) => days;

const mover = <M extends MemoryModel, S extends MemoryState>(
  { memory: { model }, rules }: CheckedScheduler<M, S>,
  before: Card<S>,
  moment: Moment,
  id: string | undefined,
): Move => {
  if (rules.fuzz === "none") return stay;
  const draw = fuzzDraw(rules, before, id ?? "", moment);
  const elapsed = before.memory === null ? 0 : Math.max(0, moment.day - before.memory.lastDay);
  return (days) => fuzzed(days, draw, elapsed, model.maximumIntervalDays);
};

/** At least a day later, or, where plans are made within a day, not earlier. */
const after = (days: number, earlier: number): number => Math.max(days, earlier < 1 ? earlier : earlier + 1);

/**
 * The interval of a grade beside those of the others (ts-fsrs 5.4): hard := min(hard, good), good := max(good, hard + 1),
 * easy := max(easy, good + 1), each of them moved by the fuzz before, none of them longer than the model's longest.
 */
const orderedDays = <M extends MemoryModel, S extends MemoryState>(
  { memory: { model, kernel } }: CheckedScheduler<M, S>,
  before: S,
  grade: GradeNumber,
  moment: Moment,
  { intervalDays, recallBefore }: Reviewed<S>,
  move: Move,
): number => {
  const elapsed = elapsedDays(model, before, moment);
  const recall = recallBefore as number; // there is a memory from before
  const daysAfter = (other: GradeNumber): number =>
    move(
      other === grade
        ? intervalDays
        : plannedDays(model, kernel.intervalDays(kernel.next(before, other, elapsed, recall, moment), model.retention)),
    );
  const goodAlone = daysAfter(3);
  const hard = Math.min(daysAfter(2), goodAlone);
  if (grade === 2) return hard;
  const good = after(goodAlone, hard);
  return Math.min(grade === 3 ? good : after(daysAfter(4), good), model.maximumIntervalDays);
};
