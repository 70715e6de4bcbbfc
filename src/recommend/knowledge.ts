import type { Reason, Result } from "../core/vocabulary/index.ts";
import type { LearnedLevel } from "./mastery.ts";

/** What every knowledge model stores: plain JSON, whatever its algorithm adds. */
export interface KnowledgeModel {
  /** Names the algorithm: `"elo"`. */
  readonly kind: string;
  /** Of the JSON layout, from 1. */
  readonly version: 1;
}

/** What every state of a learner stores: plain JSON, whatever its algorithm adds. */
export interface LearnerState {
  /** Names what it is a state of: `"elo-learner"`. */
  readonly kind: string;
  /** Of the JSON layout, from 1. */
  readonly version: 1;
}

/** What every state of an item stores: plain JSON, whatever its algorithm adds. */
export interface ItemState {
  /** Names what it is a state of: `"elo-item"`. */
  readonly kind: string;
  /** Of the JSON layout, from 1. */
  readonly version: 1;
}

/** What follows from one answer. */
export interface Answered<L extends LearnerState = LearnerState, I extends ItemState = ItemState> {
  /** This is about a person: it is not for everybody's eyes. */
  readonly subject: "person";
  /** The learner after the answer: plain JSON to store. */
  readonly learnerState: L;
  /** The item after the answer: plain JSON to store, for all learners. */
  readonly itemState: I;
  /** The probability of a right answer as it was predicted before this one was seen, in (0, 1). */
  readonly predicted: number;
  /** What the answer changed; `explain` words it. */
  readonly reasons: readonly Reason[];
}

/** Many answers in the order in which they were given, with whole numbers for names: each is a place in a list. */
export interface CodedAnswers<L extends LearnerState, I extends ItemState> {
  /** Who answered, row by row: a place in `learnerStates`. */
  readonly learners: Int32Array;
  /** What was answered, row by row: a place in `itemStates`. */
  readonly items: Int32Array;
  /** The skills of row i are those from `skillStarts[i]` to before `skillStarts[i + 1]`. */
  readonly skillStarts: Int32Array;
  /** Skills of all rows, one row after the other: places in `skillNames`. */
  readonly skills: Int32Array;
  /** The skills by name, each once. */
  readonly skillNames: readonly string[];
  /** Row by row 1 for a right answer, 0 for a wrong one. */
  readonly correct: Uint8Array;
  /** The learners before the first answer. */
  readonly learnerStates: readonly L[];
  /** The items before the first answer. */
  readonly itemStates: readonly I[];
}

/** What follows from many answers. */
export interface TracedAnswers<L extends LearnerState, I extends ItemState> {
  /** Row by row the probability of a right answer as it was predicted before the answer. */
  readonly predicted: Float64Array;
  /** The learners after the last answer, in the order in which they came. */
  readonly learnerStates: readonly L[];
  /** The items after the last answer, in the order in which they came. */
  readonly itemStates: readonly I[];
}

/** The arithmetic of one knowledge model. Its arguments are valid: the public functions see to it. */
export interface KnowledgeKernel<L extends LearnerState, I extends ItemState> {
  /** Reads a stored learner. */
  parseLearner(stored: unknown): Result<L>;
  /** Reads a stored item. */
  parseItem(stored: unknown): Result<I>;
  /** A learner of whom nothing is known. */
  newLearner(): L;
  /** An item of which nothing is known, or only that it is like these. */
  newItem(similar?: readonly I[]): I;
  /** The probability of a right answer, in (0, 1). */
  predict(learner: L, item: I, skills: readonly string[]): number;
  /** Learner and item after an answer. */
  answer(learner: L, item: I, skills: readonly string[], correct: boolean): Answered<L, I>;
  /** Many answers one after the other, to the same numbers; where it is left out, `traceAnswers` calls `answer` for each. */
  trace?(answers: CodedAnswers<L, I>): TracedAnswers<L, I>;
  /** The skills in which the learner has answered. */
  skillsOf(learner: L): readonly string[];
  /** The level in a skill, or over all of them where `skill` is `null`. */
  level(learner: L, skill: string | null): LearnedLevel;
}

/**
 * A knowledge model as an algorithm: what makes documents of its kind usable. Hand it to `createKnowledge` or `parseKnowledgeModel`; what
 * is not handed in is not bundled.
 */
export interface KnowledgeAlgorithm<
  M extends KnowledgeModel = KnowledgeModel,
  L extends LearnerState = LearnerState,
  I extends ItemState = ItemState,
> {
  /** The `kind` of its documents. */
  readonly kind: M["kind"];
  /** The model with everything at its default. */
  readonly defaults: M;
  /** Reads a stored model. */
  parse(stored: unknown): Result<M>;
  /** Makes the arithmetic of a valid model. */
  prepare(model: M): KnowledgeKernel<L, I>;
}

/** A knowledge model ready for use: `model` is what to store, `kernel` what the functions of this area compute with. */
export interface Knowledge<
  M extends KnowledgeModel = KnowledgeModel,
  L extends LearnerState = LearnerState,
  I extends ItemState = ItemState,
> {
  /** Plain JSON: store it, and read it back with `parseKnowledgeModel`. */
  readonly model: M;
  /** The arithmetic of the model. */
  readonly kernel: KnowledgeKernel<L, I>;
}

/** The model of an algorithm. */
export type KnowledgeModelOf<A> = A extends KnowledgeAlgorithm<infer M, LearnerState, ItemState> ? M : never;

/** The learner state of an algorithm. */
export type LearnerStateOf<A> = A extends KnowledgeAlgorithm<infer _M, infer L, infer _I> ? L : never;

/** The item state of an algorithm. */
export type ItemStateOf<A> = A extends KnowledgeAlgorithm<infer _M, infer _L, infer I> ? I : never;
