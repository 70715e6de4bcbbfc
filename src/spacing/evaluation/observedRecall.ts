import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  clean,
  type Found,
  orDefault,
  readChoice,
  readInteger,
  reading,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { curveOver } from "../../core/scoring/index.ts";
import { insufficientData, notDisclosed, type Result, reason } from "../../core/vocabulary/index.ts";
import { checkMemory } from "../checkMemory.ts";
import { GRADES, type Grade, type GradeNumber } from "../grade.ts";
import type { Memory, MemoryModel, MemoryState } from "../memory.ts";
import { type Histories, readHistories } from "../readHistories.ts";
import type { ComparedReviews } from "./compareMemories.ts";
import { type EvaluationSettings, needInstants, readEvaluation } from "./evaluateMemory.ts";
import { momentOf, predictionRows } from "./predictRecall.ts";
import { readLearners } from "./readLearners.ts";
import { groupEnds } from "./recallGroups.ts";
import type { ObservedRecall, ObservedRecallOptions, RecallPoints } from "./recallPoints.ts";

interface Settings extends EvaluationSettings {
  readonly firstGrade: Grade;
  readonly smallestGroup: number;
}

const NAME = "spacing.observedRecall";
/** Fewer second reviews than this are few. */
const FEW = 100;

const readSettings = (found: Found, options: unknown): Settings => {
  const given = readOptions(found, [], options, ["firstGrade", "smallestGroup", "sameDay", "from", "groups"]);
  return {
    firstGrade: orDefault<Grade>(given["firstGrade"], "good", (value) =>
      readChoice(found, ["firstGrade"], value, GRADES),
    ),
    smallestGroup: orDefault(given["smallestGroup"], 10, (value) =>
      readInteger(found, ["smallestGroup"], value, { min: 2, max: 1_000 }),
    ),
    ...readEvaluation(found, given),
  };
};

// Cards below are below the number of cards, rows below the number of rows, places below the number of second reviews, so each `as number` is true.

/** The cards whose second review counts, in order of the days until it; those after the same days in the order of the log. */
const secondReviews = (histories: Histories, settings: Settings): Uint32Array => {
  const { offsets, grades, elapsedDays } = histories;
  const counts = predictionRows(histories, settings);
  const wanted = GRADES.indexOf(settings.firstGrade) + 1;
  const cards: number[] = [];
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const first = offsets[card] as number;
    if (first + 1 < (offsets[card + 1] as number) && grades[first] === wanted && counts[first + 1] === 1)
      cards.push(card);
  }
  const days = (card: number): number => elapsedDays[(offsets[card] as number) + 1] as number;
  return Uint32Array.from(cards).sort((a, b) => days(a) - days(b) || a - b);
};

/**
 * After one review, how much do our people still know a day later, a week, a month? Of the cards whose first review had a given grade, the
 * share that was recalled at the second review, by the days between, with the binomial interval of Wilson (1927) and beside what a memory
 * model said of the very same reviews. `charts.forgettingChart` draws the points on the model's curve.
 *
 * Second reviews are put in order of their days and cut into groups of about the same size; the same days are never parted. Cards that were
 * seen again on the same day are left out, unless `sameDay` asks for that second review. With a fitted model, take later reviews, with `from`.
 *
 * It is what happened where your schedule put the second review, not an experiment: cards that were thought easy may have waited longer.
 * Reviews of one learner hang together, so intervals of a log with many reviews a learner are too narrow.
 *
 * A log that names several learners gives points of at least `smallestGroup` learners each; neighbours with fewer are put together, so that no
 * point is hidden, and none can be worked out from the answers to other `groups`. Other options than that, or another log, cut other reviews
 * out: show one answer. Where there are fewer in all, it fails with `NotDisclosed`. A log of one learner, or without
 * learners, is a person's: `disclose` shows it to nobody who sees groups only.
 *
 * Fails on options, memories and columns that do not fit, on `from` where the log has no instants, and with `InsufficientData` where no
 * second review counts. Cost: n log n in the cards.
 *
 * @param options `firstGrade`, `"good"`; `groups`, how many points at most, from 2 to 100, 10; `smallestGroup`, from 2 to 1,000, 10;
 *   `sameDay`, false; `from`, an instant
 * @returns a function from a memory to a function from a log, such as `gatherReviews` gives, to the points
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { days, observed, count, predicted } = orThrow(
 *   spacing.observedRecall({ groups: 2 })(memory)({
 *     offsets: [0, 2, 4, 6, 8],
 *     grades: [3, 3, 3, 3, 3, 1, 3, 3],
 *     elapsedDays: [0, 2, 0, 2, 0, 9, 0, 12],
 *   }),
 * );
 * days; // => [2, 10.5]
 * observed; // => [1, 0.5]
 * count; // => [2, 2]
 * predicted.map((share) => share.toFixed(2)); // => ["0.91", "0.77"]
 * ```
 */
export const observedRecall = (
  options?: ObservedRecallOptions,
): (<M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
) => (reviews: ComparedReviews) => Result<ObservedRecall>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (memory) => {
    const checked = checkMemory(NAME, memory);
    const named = isLeft(checked)
      ? checked
      : reading(NAME, (found) => readText(found, ["memory", "model", "kind"], memory.model.kind));
    return (reviews) => {
      if (isLeft(settings)) return settings;
      if (isLeft(named)) return named;
      const read = reading(NAME, (found) => {
        const histories = readHistories(found, memory.model, reviews);
        needInstants(found, histories.at, settings.right);
        const cards = Math.max(0, histories.offsets.length - 1);
        const learners = clean(found) ? reviews.learners : undefined;
        return {
          histories,
          owners: learners === undefined ? new Uint32Array(cards) : readLearners(found, learners, cards),
        };
      });
      if (isLeft(read)) return read;
      const { histories, owners } = read.right;
      const { firstGrade, groups, smallestGroup } = settings.right;
      const { offsets, grades, elapsedDays } = histories;
      const cards = secondReviews(histories, settings.right);
      const n = cards.length;
      if (n === 0) return insufficientData(NAME, `second reviews of cards that were ${firstGrade} at first`, 1, 0);
      const several = owners.some((owner) => owner !== 0);
      const learner = Uint32Array.from(cards, (card) => owners[card] as number);
      const people = new Set(learner).size;
      if (several && people < smallestGroup)
        return notDisclosed(NAME, reason("group-too-small", { people, smallestGroup }));
      const days = new Float64Array(n);
      const recall = new Float64Array(n);
      const outcomes = new Uint8Array(n);
      const { kernel } = memory;
      cards.forEach((card, place) => {
        const first = offsets[card] as number;
        const elapsed = elapsedDays[first + 1] as number;
        const state = kernel.first(grades[first] as GradeNumber, momentOf(histories, first)); // 1 to 4, as was read
        days[place] = elapsed;
        recall[place] = kernel.recall(state, elapsed);
        outcomes[place] = (grades[first + 1] as number) > 1 ? 1 : 0;
      });
      const { ends, learners } = groupEnds(days, learner, groups, several ? smallestGroup : 1);
      const { predicted: meanDays, ...shares } = curveOver({ predicted: days, outcomes }, ends);
      const points: RecallPoints = {
        kind: named.right,
        firstGrade,
        days: meanDays,
        predicted: curveOver({ predicted: recall, outcomes }, ends).predicted,
        ...shares,
        warnings: n < FEW ? [reason("few-predictions", { predictions: n })] : [],
      };
      return right(
        several
          ? { ...points, subject: "group", people: Math.min(...learners), learners }
          : { ...points, subject: "person" },
      );
    };
  };
};
