import type { Result } from "../core/vocabulary/index.ts";
import type { GradeNumber } from "./grade.ts";

/**
 * How the time between two reviews is counted, in days.
 * `"study-days"`: by the number of the study day, so that every review of one day counts alike (0 on the same day).
 * `"exact"`: milliseconds over 86,400,000, with fractions.
 */
export type ElapsedRule = "study-days" | "exact";

/** The recall that may be asked for. Nearer to 0 or 1 an interval says nothing any more. */
export const RETENTION_RANGE: Readonly<Record<"min" | "max", number>> = { min: 0.0001, max: 0.9999 };

/** What every memory model stores: plain JSON, whatever its algorithm adds. */
export interface MemoryModel {
  /** Names the algorithm: `"fsrs-6"`, `"fsrs-7"`, `"sbd"`, `"half-life"`, `"sm-2"`, `"anki-sm-2"`, `"leitner"`. */
  readonly kind: string;
  /** Of the JSON layout, from 1. */
  readonly version: 1;
  /** The recall at which a review falls due, in [0.0001, 0.9999]. */
  readonly retention: number;
  /**
   * No review is planned sooner than this: days, in [0, 1]. Left out, 1. Below 1, an interval of less than a day keeps its fraction.
   */
  readonly minimumIntervalDays?: number;
  /** No review is planned further ahead than this: whole days, from 1 to 36,500. */
  readonly maximumIntervalDays: number;
  /** How the time between reviews is counted. */
  readonly elapsed: ElapsedRule;
}

/** What every state of one learner's memory of one card stores: plain JSON, whatever its algorithm adds. */
export interface MemoryState {
  /** The kind of the model it belongs to. */
  readonly kind: string;
  /** Of the JSON layout, from 1. */
  readonly version: 1;
  /** When it was last reviewed: epoch milliseconds. */
  readonly lastAt: number;
  /** The number of the study day on which it was last reviewed. */
  readonly lastDay: number;
  /** Reviews so far, at least 1. */
  readonly reviews: number;
  /** How often it was forgotten on a later day than the review before. */
  readonly lapses: number;
}

/** When a review happens. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The number of the study day. */
  readonly day: number;
}

/** The arithmetic of one memory model with its weights worked in. Its arguments are valid: the public functions see to it. */
export interface MemoryKernel<S extends MemoryState> {
  /**
   * Whether time counts within a day. Left out or false, a review less than a day after the one before goes by a rule of its own, which
   * looks neither at the time nor at recall.
   */
  readonly countsWithinDay?: boolean;
  /**
   * Whether its intervals are those of a fixed rule, which a scheduler leaves as they are: several grades may have the same one. Left out or
   * false, a scheduler with `orderIntervals` sets better grades apart.
   */
  readonly keepsIntervals?: boolean;
  /** Reads a stored state. */
  parseState(stored: unknown): Result<S>;
  /** The state after the first review. */
  first(grade: GradeNumber, moment: Moment): S;
  /** The state after a further review, `elapsedDays` after the one before, when the probability of recall was `recall`. */
  next(state: S, grade: GradeNumber, elapsedDays: number, recall: number, moment: Moment): S;
  /** The probability of recall `elapsedDays` after the last review, in (0, 1]. */
  recall(state: S, elapsedDays: number): number;
  /** The days after the last review at which recall has fallen to `retention`; not rounded, not capped. */
  intervalDays(state: S, retention: number): number;
}

/**
 * A memory model as an algorithm: what makes documents of its kind usable. Hand it to `createMemory` or `parseMemoryModel`; what is
 * not handed in is not bundled.
 */
export interface MemoryAlgorithm<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** The `kind` of its documents. */
  readonly kind: M["kind"];
  /** The model with everything at its default. */
  readonly defaults: M;
  /** Reads a stored model. */
  parse(stored: unknown): Result<M>;
  /** Works the weights of a valid model in. */
  prepare(model: M): MemoryKernel<S>;
}

/** A memory model ready for use: `model` is what to store, `kernel` what the functions of this area compute with. */
export interface Memory<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** Plain JSON: store it, and read it back with `parseMemoryModel`. */
  readonly model: M;
  /** The arithmetic of the model. */
  readonly kernel: MemoryKernel<S>;
}

/** The model of an algorithm. */
export type ModelOf<A> = A extends MemoryAlgorithm<infer M, MemoryState> ? M : never;

/** The state of an algorithm. */
export type StateOf<A> = A extends MemoryAlgorithm<infer _M, infer S> ? S : never;
