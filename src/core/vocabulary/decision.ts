import type { Reason } from "./reason.ts";

/** An alternative that could have been chosen, and with which probability. */
export interface EligibleAction<A> {
  /** The alternative. */
  readonly action: A;
  /** In [0, 1]; over `eligible` they sum to 1. */
  readonly probability: number;
  /** What the policy thought of it, where it thinks in scores. */
  readonly score?: number;
}

/** An alternative that a rule forbade; `until` (epoch milliseconds) is when that rule lets go, if it is known. */
export interface RuledOut<A> {
  /** The alternative. */
  readonly action: A;
  /** The rule that forbade it. */
  readonly rule: Reason;
  /** When that rule lets go, if that is known: epoch milliseconds. */
  readonly until?: number;
}

/**
 * One choice among alternatives, logged so that any policy can be evaluated on it afterwards: what was chosen, with which
 * probability, what else could have been, what could not and why.
 */
export interface Decision<A> {
  /** Also the idempotency key: the same id gives the same decision. */
  readonly id: string;
  /** Id of the person it is about. */
  readonly learner: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What decided. */
  readonly policy: {
    /** Its name. */
    readonly name: string;
    /** Its version: another version is another policy. */
    readonly version: string;
  };
  /** What was chosen. */
  readonly action: A;
  /** Of `action`, in (0, 1]. A probability of 1 left nothing to chance, so nothing can be learned from it. */
  readonly probability: number;
  /** `null` where the alternatives were too many to list. */
  readonly eligible: readonly EligibleAction<A>[] | null;
  /** The alternatives that a rule forbade. */
  readonly ruledOut: readonly RuledOut<A>[];
  /** What was known when it was decided, for evaluation afterwards. */
  readonly context: Readonly<Record<string, number | string | boolean>>;
  /** What the choice rests on; `explain` words it. */
  readonly reasons: readonly Reason[];
}

/** What became of a decision. `pending` is not zero; `undelivered` was decided but never reached the learner. */
export type OutcomeStatus = "observed" | "pending" | "undelivered";

/** A decision with its outcome joined. */
export interface LoggedDecision<A> {
  /** The decision, as it was logged. */
  readonly decision: Decision<A>;
  /** What became of it. */
  readonly status: OutcomeStatus;
  /** `null` unless `status` is `observed`. */
  readonly reward: number | null;
  /** Epoch milliseconds of the first event that earned the reward, or `null`. */
  readonly rewardedAt: number | null;
  /** Epoch milliseconds of delivery where the log says so, or `null`. */
  readonly deliveredAt: number | null;
}
