import type { Interval } from "../core/vocabulary/index.ts";

/** How well a learner masters one skill, with what it rests on. */
export interface LearnedLevel {
  /** The probability of success on an item of average difficulty, in (0, 1), guessing left out. */
  readonly level: number;
  /** Where that probability may lie. */
  readonly interval: Interval;
  /** How many answers it rests on. Without any, the level is that of the learner over all skills, and says nothing of this skill. */
  readonly answers: number;
}

/** How well a learner masters each skill. */
export interface Mastery {
  /** This is about a person: it is not for everybody's eyes. */
  readonly subject: "person";
  /** Over all answers, whatever their skill. */
  readonly overall: LearnedLevel;
  /** By skill; a skill without answers is not among them. */
  readonly skills: Readonly<Record<string, LearnedLevel>>;
}
