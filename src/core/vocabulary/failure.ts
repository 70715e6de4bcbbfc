import { type Either, left } from "fp-ts/lib/Either.js";
import type { Reason } from "./reason.ts";

/** What is wrong with one value from outside. The list is closed; programs switch on it, people read `explain`. */
export type IssueCode =
  | "missing"
  | "wrong-type"
  | "not-finite"
  | "not-integer"
  | "out-of-range"
  | "unsafe-number"
  | "wrong-unit"
  | "empty"
  | "duplicate"
  | "unordered"
  | "inconsistent"
  | "unknown-key"
  | "unknown-value"
  | "forbidden-key"
  | "unreadable"
  | "too-deep"
  | "too-many"
  | "unsupported-version";

/** One thing wrong with one value: where it is, what was expected there, and what was found (rendered, at most 80 characters). */
export interface Issue {
  /** Keys and indices from the input down to the value; empty for the input itself. */
  readonly path: readonly (string | number)[];
  /** What is wrong, for programs. */
  readonly code: IssueCode;
  /** What would have been taken, in words. */
  readonly expected: string;
  /** What was found, rendered in at most 80 characters; never the value itself. */
  readonly received: string;
}

interface In<Tag extends string> {
  /** Which way of failing it is. */
  readonly _tag: Tag;
  /** The public function that failed, as the user calls it: `"spacing.review"`. */
  readonly in: string;
}

/** Values from outside that do not fit. At most twenty issues are kept; `moreIssues` counts the rest. */
export interface InvalidInput extends In<"InvalidInput"> {
  /** What does not fit, the first twenty. */
  readonly issues: readonly [Issue, ...Issue[]];
  /** How many issues are not listed. */
  readonly moreIssues: number;
}

/** The input is well formed, but there is too little of it. */
export interface InsufficientData extends In<"InsufficientData"> {
  /** What there is too little of: "rows". */
  readonly of: string;
  /** How much is needed. */
  readonly needed: number;
  /** How much there is. */
  readonly found: number;
}

/** The data cannot answer the question: separation, no overlap, collinearity. */
export interface NotIdentified extends In<"NotIdentified"> {
  /** What cannot be answered. */
  readonly what: string;
  /** The columns or groups that stand in the way. */
  readonly involved: readonly string[];
  /** Why it cannot be answered. */
  readonly because: Reason;
}

/** An iteration ended without a usable answer. */
export interface NotConverged extends In<"NotConverged"> {
  /** Iterations made. */
  readonly iterations: number;
  /** What the last iteration still changed. */
  readonly reached: number;
  /** What it should have come down to. */
  readonly tolerance: number;
}

/** Constraints that cannot hold together; `conflict` is a smallest such set. */
export interface Infeasible extends In<"Infeasible"> {
  /** The constraints that cannot hold together; without any one of them the others can. */
  readonly conflict: readonly [Reason, ...Reason[]];
}

/** The answer exists, but this audience may not have it. */
export interface NotDisclosed extends In<"NotDisclosed"> {
  /** Which rule keeps it back. */
  readonly because: Reason;
}

/** The caller asked to stop. */
export interface Cancelled extends In<"Cancelled"> {
  /** Steps taken before it stopped. */
  readonly afterSteps: number;
}

/** Every way in which a function of this library can fail. Plain data, tagged by `_tag`. */
export type Failure =
  | InvalidInput
  | InsufficientData
  | NotIdentified
  | NotConverged
  | Infeasible
  | NotDisclosed
  | Cancelled;

/** Either a failure (`left`) or an answer (`right`): fp-ts's own `Either`, so its combinators apply. */
export type Result<A> = Either<Failure, A>;

/** Fails because a value from outside does not fit. */
export const invalidInput = (
  name: string,
  issues: readonly [Issue, ...Issue[]],
  moreIssues = 0,
): Either<InvalidInput, never> => left({ _tag: "InvalidInput", in: name, issues, moreIssues });

/** Fails because there is too little of something. */
export const insufficientData = (
  name: string,
  of: string,
  needed: number,
  found: number,
): Either<InsufficientData, never> => left({ _tag: "InsufficientData", in: name, of, needed, found });

/** Fails because the data cannot answer the question. */
export const notIdentified = (
  name: string,
  what: string,
  involved: readonly string[],
  because: Reason,
): Either<NotIdentified, never> => left({ _tag: "NotIdentified", in: name, what, involved, because });

/** Fails because an iteration ended without a usable answer. */
export const notConverged = (
  name: string,
  iterations: number,
  reached: number,
  tolerance: number,
): Either<NotConverged, never> => left({ _tag: "NotConverged", in: name, iterations, reached, tolerance });

/** Fails because the audience may not have the answer. */
export const notDisclosed = (name: string, because: Reason): Either<NotDisclosed, never> =>
  left({ _tag: "NotDisclosed", in: name, because });

/** Fails because the caller asked to stop. */
export const cancelled = (name: string, afterSteps: number): Either<Cancelled, never> =>
  left({ _tag: "Cancelled", in: name, afterSteps });
