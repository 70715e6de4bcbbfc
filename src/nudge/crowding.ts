import type { PastMessage } from "./history.ts";

/** Too many messages around an instant: how many, and when that is over, if it ever is. */
export interface Crowd {
  readonly found: number;
  readonly until: number | null;
}

/**
 * When at least `max` messages lie within so many milliseconds of an instant, before or after it: their number, and the first instant
 * at which that is over. Messages after the instant count (a clock that runs ahead, a send already planned).
 *
 * @param past - Ascending in time. The number within reach can only fall where a message leaves it, so these instants are tried in
 * order, with both ends of the stretch moving along: linear in the messages.
 */
export const crowding = (past: readonly PastMessage[], at: number, spanMs: number, max: number): Crowd | null => {
  let found = 0;
  for (const message of past) if (Math.abs(message.at - at) < spanMs) found += message.count;
  if (found < max) return null;
  if (max === 0) return { found, until: null };
  // below, indices stay under past.length; counts above max tell no more than max does
  const countAt = (index: number): number => Math.min((past[index] as PastMessage).count, max);
  let [low, high, within] = [0, 0, 0];
  for (const message of past) {
    const leaves = message.at + spanMs;
    if (leaves <= at) continue;
    for (; high < past.length && (past[high] as PastMessage).at - leaves < spanMs; high += 1) within += countAt(high);
    for (; low < high && leaves - (past[low] as PastMessage).at >= spanMs; low += 1) within -= countAt(low);
    if (within < max) return { found, until: leaves };
  }
  return { found, until: null };
};
