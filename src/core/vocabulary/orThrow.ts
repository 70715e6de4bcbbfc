import type { Failure, Result } from "./failure.ts";

/** The one error this library throws, and only from `orThrow`. `failure` is the whole story; `explain(failure)` words it. */
export class LearnliftError extends Error {
  /** What went wrong, whole. */
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(summary(failure));
    this.name = "LearnliftError";
    this.failure = failure;
  }
}

const summary = (failure: Failure): string => {
  const start = `${failure.in}: ${failure._tag}`;
  if (failure._tag !== "InvalidInput")
    return `${start} ${JSON.stringify({ ...failure, _tag: undefined, in: undefined })}`;
  const [first] = failure.issues;
  const where = first.path.length === 0 ? "the input" : first.path.join(".");
  const rest = failure.issues.length - 1 + failure.moreIssues;
  return `${start}: ${where}: expected ${first.expected}, received ${first.received}${rest > 0 ? ` (and ${rest} more)` : ""}`;
};

/**
 * The answer, or a thrown `LearnliftError`: for scripts and notebooks, where a failure should stop the cell.
 *
 * @example
 * ```ts
 * import { LearnliftError, orThrow, parseCsv } from "learnlift";
 *
 * orThrow(parseCsv()("learner\na")).length; // 1
 * try {
 *   orThrow(parseCsv({ separator: "::" })("learner"));
 * } catch (error) {
 *   error instanceof LearnliftError && error.failure._tag; // "InvalidInput"
 * }
 * ```
 */
export const orThrow = <A>(result: Result<A>): A => {
  if (result._tag === "Left") throw new LearnliftError(result.left);
  return result.right;
};
