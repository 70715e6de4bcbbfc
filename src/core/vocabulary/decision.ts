import type { Reason } from "./reason.ts";

/** An alternative that could have been chosen, and with which probability. */
export interface EligibleAction<A> {
  readonly action: A;
  /** In [0, 1]; over `eligible` they sum to 1. */
  readonly probability: number;
  readonly score?: number;
}

/** An alternative that a rule forbade; `until` (epoch milliseconds) is when that rule lets go, if it is known. */
export interface RuledOut<A> {
  readonly action: A;
  readonly rule: Reason;
  readonly until?: number;
}

/**
 * One choice among alternatives, logged so that any policy can be evaluated on it afterwards: what was chosen, with which
 * probability, what else could have been, what could not and why.
 */
export interface Decision<A> {
  /** Also the idempotency key: the same id gives the same decision. */
  readonly id: string;
  readonly learner: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly policy: { readonly name: string; readonly version: string };
  readonly action: A;
  /** Of `action`, in (0, 1]. A probability of 1 left nothing to chance, so nothing can be learned from it. */
  readonly probability: number;
  /** `null` where the alternatives were too many to list. */
  readonly eligible: readonly EligibleAction<A>[] | null;
  readonly ruledOut: readonly RuledOut<A>[];
  readonly context: Readonly<Record<string, number | string | boolean>>;
  readonly reasons: readonly Reason[];
}

/** What became of a decision. `pending` is not zero; `undelivered` was decided but never reached the learner. */
export type OutcomeStatus = "observed" | "pending" | "undelivered";

/** A decision with its outcome joined. */
export interface LoggedDecision<A> {
  readonly decision: Decision<A>;
  readonly status: OutcomeStatus;
  /** `null` unless `status` is `observed`. */
  readonly reward: number | null;
  /** Epoch milliseconds of the first event that earned the reward, or `null`. */
  readonly rewardedAt: number | null;
  /** Epoch milliseconds of delivery where the log says so, or `null`. */
  readonly deliveredAt: number | null;
}
