import type { ItemState, KnowledgeModel, LearnerState } from "../knowledge.ts";

/** An Elo knowledge model: plain JSON to store. */
export interface EloModel extends KnowledgeModel {
  /** The algorithm. */
  readonly kind: "elo";
  /** The size of a step after n answers is a / (1 + b n): `a` in (0, 2], `b` in [0, 1]. */
  readonly uncertainty: {
    /** The first step, in logits for a surprise of 1. */
    readonly a: number;
    /** How fast steps shrink. 0 keeps them at `a`. */
    readonly b: number;
  };
  /** The step of a skill as a share of the step of the ability, in [0, 1]. 0 makes all skills one. */
  readonly skillWeight: number;
  /** The probability of a right answer by guessing, in [0, 1): 0.25 for four choices. */
  readonly guess: number;
  /** How much items learn, in [0, 1]: the share of a step that a difficulty moves. 0 freezes items: for a calibrated bank. */
  readonly itemWeight: number;
}

/** A learner under Elo: plain JSON to store. */
export interface EloLearner extends LearnerState {
  /** What it is. */
  readonly kind: "elo-learner";
  /** In logits: 0 answers an item of difficulty 0 right half of the time. */
  readonly ability: number;
  /** Answers so far. */
  readonly answers: number;
  /** By skill: how far the learner is above or below the ability there, in logits, and the answers it rests on. */
  readonly skills: Readonly<Record<string, EloSkill>>;
}

/** A learner's deviation in one skill. */
export interface EloSkill {
  /** In logits, added to the ability. */
  readonly deviation: number;
  /** Answers in this skill so far. */
  readonly answers: number;
}

/** An item under Elo: plain JSON to store, one for all learners. */
export interface EloItem extends ItemState {
  /** What it is. */
  readonly kind: "elo-item";
  /** In logits: 0 is average. */
  readonly difficulty: number;
  /** Answers so far, over all learners. */
  readonly answers: number;
}
