import fc, { type Arbitrary } from "fast-check";
import type { ActivityFeature } from "../../../src/records/activity/index.ts";
import type { LearnerEvent } from "../../../src/records/event.ts";

export const DAY: number = 86_400_000;
export const MINUTE: number = 60_000;

/** A Monday, midnight in Greenwich. */
export const MONDAY: number = Date.UTC(2025, 0, 6);

/** Every feature, each once. */
export const allFeatures: readonly ActivityFeature[] = [
  "events",
  "clicks",
  "log1pClicks",
  "activeDays",
  "distinctObjects",
  "weekEntropy",
  "hourEntropy",
  "longestStreak",
  "currentStreak",
  "firstActiveDay",
  "lastActiveDay",
  "dormantDays",
  "firstWeekClicks",
  "weeklyTrend",
  "sessions",
  "sessionMinutes",
];

/** One event, with a few things changed. */
export const eventAt = (at: number, changes: Partial<LearnerEvent> = {}): LearnerEvent => ({
  learner: "ada",
  at,
  act: "viewed",
  object: "page-1",
  objectKind: "page",
  source: "test",
  ...changes,
});

// Whole quarters of an hour over three weeks, so that gaps of exactly thirty minutes and equal times are common.
const instant: Arbitrary<number> = fc
  .integer({ min: -96, max: 21 * 96 })
  .map((quarter) => MONDAY + quarter * 15 * MINUTE);

/** Events of three learners over three weeks, from a day before day 0 on. */
export const anyEvent: Arbitrary<LearnerEvent> = fc
  .record({
    learner: fc.constantFrom("ada", "ben", "__proto__"),
    at: instant,
    act: fc.constantFrom("viewed", "answered", "posted", "delivered"),
    object: fc.constantFrom("a", "b", "c"),
    objectKind: fc.constantFrom("page", "video", "forum"),
    count: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  })
  .map(({ count, ...rest }) => ({ ...rest, source: "test", ...(count === undefined ? {} : { count }) }));

/** The same things in another order, drawn by fast-check. */
export const shuffled = <A>(all: readonly A[]): Arbitrary<A[]> =>
  fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });

/** A value as a caller without types would pass it. */
export const untyped = (value: unknown): never => value as never; // on purpose: what does not fit has to get past the compiler
