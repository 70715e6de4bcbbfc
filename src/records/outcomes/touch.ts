import type { Decision } from "../../core/vocabulary/index.ts";

/** A decision on its way to its outcome. Times are epoch milliseconds, `null` where it has not happened. */
export interface Touch<A> {
  readonly decision: Decision<A>;
  /** The only object whose reward counts, `null` where any does. */
  readonly object: string | null;
  /** A reward counts after the decision and before this. */
  readonly end: number;
  /** Whether it takes effect without delivery. */
  readonly needsDelivery: boolean;
  deliveredAt: number | null;
  bounced: boolean;
  rewardedAt: number | null;
}

/** When it reached the learner, `null` where it did not within its window. */
export const reachedAt = <A>(touch: Touch<A>): number | null => {
  if (!touch.needsDelivery) return touch.bounced ? null : touch.decision.at;
  if (touch.bounced || touch.deliveredAt === null || touch.deliveredAt >= touch.end) return null;
  return Math.max(touch.deliveredAt, touch.decision.at);
};

/** The earlier of two instants, of which the first may not be known. */
export const earlier = (known: number | null, at: number): number => (known === null ? at : Math.min(known, at));
