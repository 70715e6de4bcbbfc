import { exp, log } from "../core/numeric/elementary/index.ts";

const LN_0_9 = -0.10536051565782628;

/**
 * Recall is never told lower than this, as Settles & Meeder (2016) have it: it is also the least retention that can be asked for, so an interval
 * remains the inverse of recall.
 */
export const LEAST_RECALL = 0.0001;

/** Recall t days after the last review where it halves every h days: 2^(-t / h), at least 0.0001. */
export const recallOverHalfLife = (halfLifeDays: number, days: number): number =>
  Math.max(LEAST_RECALL, exp(-Math.LN2 * (days / halfLifeDays)));

/** The days in which it falls to a retention: -h log2 r. */
export const daysOverHalfLife = (halfLifeDays: number, retention: number): number =>
  halfLifeDays * (-log(retention) / Math.LN2);

/** Recall t days after the last review where a rule says to review again after I days: 0.9^(t / I), at least 0.0001. */
export const recallOverInterval = (intervalDays: number, days: number): number =>
  Math.max(LEAST_RECALL, exp(LN_0_9 * (days / intervalDays)));

/** The days in which it falls to a retention: I ln r / ln 0.9, exactly I at 0.9. */
export const daysOverInterval = (intervalDays: number, retention: number): number =>
  retention === 0.9 ? intervalDays : intervalDays * (log(retention) / LN_0_9);
