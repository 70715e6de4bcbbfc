import type { ReadEvent } from "../activity/readEvents.ts";
import { earlier, reachedAt, type Touch } from "./touch.ts";

const inWindow = <A>(touch: Touch<A>, at: number): boolean => at > touch.decision.at && at < touch.end;

const isAbout = <A>(touch: Touch<A>, event: ReadEvent): boolean =>
  touch.decision.learner === event.learner && (touch.object === null || touch.object === event.object);

const credit = <A>(touch: Touch<A>, at: number): void => {
  touch.rewardedAt = earlier(touch.rewardedAt, at);
};

/** Credits the decision that an event names, if the event falls into its window. */
export const creditNamed = <A>(touch: Touch<A> | undefined, event: ReadEvent): void => {
  if (touch !== undefined && isAbout(touch, event) && inWindow(touch, event.at)) credit(touch, event.at);
};

/** The first place in an ordered list from which on `after` holds. */
const firstPlace = (length: number, after: (place: number) => boolean): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (after(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const groupBy = <A>(items: Iterable<A>, key: (item: A) => string): ReadonlyMap<string, A[]> => {
  const groups = new Map<string, A[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
};

/** Credits every decision with the first reward in its window. O((d + e) log e) for d decisions and e rewards. */
export const creditEvery = <A>(touches: Iterable<Touch<A>>, rewards: readonly ReadEvent[]): void => {
  const inOrder = (events: readonly ReadEvent[]): Float64Array => Float64Array.from(events, (event) => event.at).sort();
  // The lists of a learner, and of a learner and an object: neither id can stand for both.
  const keyOf = (learner: string, object: string | null): string => JSON.stringify([learner, object]);
  const times = new Map<string, Float64Array>();
  for (const [key, events] of groupBy(rewards, (event) => keyOf(event.learner, null))) times.set(key, inOrder(events));
  for (const [key, events] of groupBy(rewards, (event) => keyOf(event.learner, event.object))) {
    times.set(key, inOrder(events));
  }
  for (const touch of touches) {
    const ordered = times.get(keyOf(touch.decision.learner, touch.object));
    if (ordered === undefined) continue;
    const first = ordered[firstPlace(ordered.length, (place) => (ordered[place] ?? 0) > touch.decision.at)];
    if (first !== undefined && first < touch.end) credit(touch, first);
  }
};

interface Reached<A> {
  readonly touch: Touch<A>;
  readonly at: number;
}

/** By when they reached the learner, then by when they were decided, then by id, so that the order of the log does not matter. */
const byReach = <A>(a: Reached<A>, b: Reached<A>): number =>
  a.at - b.at || a.touch.decision.at - b.touch.decision.at || (a.touch.decision.id < b.touch.decision.id ? -1 : 1);

/**
 * Credits, for each reward, the latest decision that had reached the learner by then and in whose window it falls. A decision reaches
 * the learner within its window, so the search back ends one window before the reward.
 */
export const creditLastTouch = <A>(
  touches: Iterable<Touch<A>>,
  rewards: readonly ReadEvent[],
  windowMs: number,
): void => {
  const reached: Reached<A>[] = [];
  for (const touch of touches) {
    const at = reachedAt(touch);
    if (at !== null) reached.push({ touch, at });
  }
  const byLearner = groupBy(reached.sort(byReach), ({ touch }) => touch.decision.learner);
  for (const event of rewards) {
    const list = byLearner.get(event.learner) ?? [];
    const after = firstPlace(list.length, (place) => (list[place]?.at ?? 0) > event.at);
    for (let place = after - 1; place >= 0; place -= 1) {
      const candidate = list[place];
      if (candidate === undefined || candidate.at + windowMs <= event.at) break;
      if (!isAbout(candidate.touch, event) || !inWindow(candidate.touch, event.at)) continue;
      credit(candidate.touch, event.at);
      break;
    }
  }
};
