import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkKnowledge } from "./checkKnowledge.ts";
import type {
  CodedAnswers,
  ItemState,
  Knowledge,
  KnowledgeKernel,
  KnowledgeModel,
  LearnerState,
  TracedAnswers,
} from "./knowledge.ts";
import { readAnswerLog } from "./readAnswerLog.ts";

/** Many answers in columns, in the order in which they were given. Further keys are left alone. */
export interface AnswerLog<L extends LearnerState = LearnerState, I extends ItemState = ItemState> {
  /** Row by row, who answered. */
  readonly learners: readonly string[];
  /** Row by row, what was answered. */
  readonly items: readonly string[];
  /** Row by row, whether it was right; in a `Uint8Array`, 1 for right and 0 for wrong. */
  readonly correct: readonly boolean[] | Uint8Array;
  /** Row by row, the skills the item asks for, each once; left out where nobody knows. */
  readonly skills?: readonly (readonly string[])[] | undefined;
  /** Learners as they were before, by id; one who is not there has not answered yet. */
  readonly learnerStates?: ReadonlyMap<string, L> | undefined;
  /** Items as they were before, by id; one that is not there has not been answered yet. */
  readonly itemStates?: ReadonlyMap<string, I> | undefined;
}

/** What many answers say. */
export interface AnswerTrace<L extends LearnerState = LearnerState, I extends ItemState = ItemState> {
  /** This is about persons: it is not for everybody's eyes. */
  readonly subject: "person";
  /** Row by row the probability of a right answer as it was predicted before the answer was seen, in (0, 1). */
  readonly predicted: Float64Array;
  /** Who answered, by id, after the last answer: plain JSON to store. */
  readonly learnerStates: ReadonlyMap<string, L>;
  /** What was answered, by id, after the last answer: plain JSON to store. */
  readonly itemStates: ReadonlyMap<string, I>;
}

const NAME = "recommend.traceAnswers";

/** One answer after the other, for an algorithm that has no faster way. */
const oneByOne = <L extends LearnerState, I extends ItemState>(
  kernel: KnowledgeKernel<L, I>,
  { learners, items, skillStarts, skills, skillNames, correct, learnerStates, itemStates }: CodedAnswers<L, I>,
): TracedAnswers<L, I> => {
  const [learnersAfter, itemsAfter] = [[...learnerStates], [...itemStates]];
  const predicted = new Float64Array(learners.length);
  for (const [row, learner] of learners.entries()) {
    const item = items[row] as number; // a column as long as learners
    const asked = Array.from(skills.subarray(skillStarts[row], skillStarts[row + 1]), (code) => skillNames[code] ?? "");
    // codes are places in the lists of states
    const outcome = kernel.answer(learnersAfter[learner] as L, itemsAfter[item] as I, asked, correct[row] === 1);
    predicted[row] = outcome.predicted;
    learnersAfter[learner] = outcome.learnerState;
    itemsAfter[item] = outcome.itemState;
  }
  return { predicted, learnerStates: learnersAfter, itemStates: itemsAfter };
};

const byName = <S>(names: readonly string[], states: readonly S[]): ReadonlyMap<string, S> =>
  new Map(names.map((name, place) => [name, states[place] as S])); // as many states as names

/**
 * We have years of answers: what do they say of learners and items, and would the predictions have been any good? Replays many answers
 * in one go, to the same numbers, bit for bit, as `answer` one by one: for a first fill of the database, for a night's answers, and for
 * judging a model on what it predicted before it knew.
 *
 * Answers count in the order of the rows. Give back the states of an earlier trace, or of the database, to go on from there.
 *
 * Fails as `answer` does, on columns that are not equally long, and on states that are no `Map` (`InvalidInput`). Cost: linear in answers
 * and their skills, where `answer` copies all skills of its learner each time.
 *
 * @param knowledge from `createKnowledge` or `parseKnowledgeModel`
 * @returns a function from answers in columns to predictions and states
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
 * const trace = orThrow(
 *   recommend.traceAnswers(knowledge)({
 *     learners: ["ada", "ada", "ben"],
 *     items: ["q1", "q2", "q1"],
 *     skills: [["triage"], ["triage"], ["triage"]],
 *     correct: [true, true, false],
 *   }),
 * );
 * Array.from(trace.predicted, (p) => p.toFixed(3)); // => ["0.500", "0.679", "0.622"]
 * trace.itemStates.get("q1")?.answers; // => 2
 * ```
 */
export const traceAnswers = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  knowledge: Knowledge<M, L, I>,
): ((answers: AnswerLog<L, I>) => Result<AnswerTrace<L, I>>) => {
  const checked = checkKnowledge(NAME, knowledge);
  return (answers) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => readAnswerLog(found, knowledge, answers));
    if (isLeft(read)) return read;
    const { kernel } = knowledge;
    const coded = read.right;
    const { predicted, learnerStates, itemStates } = kernel.trace?.(coded) ?? oneByOne(kernel, coded);
    return right({
      subject: "person",
      predicted,
      learnerStates: byName(coded.learnerNames, learnerStates),
      itemStates: byName(coded.itemNames, itemStates),
    });
  };
};
