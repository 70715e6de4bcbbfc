import { log1p } from "../../core/numeric/elementary/index.ts";
import type { Calendar } from "./dayRule.ts";
import { entropyOf, weekEntropyOf } from "./entropy.ts";
import { clicksBetween, currentRun, firstDay, lastDay, longestRun, weeklySlope } from "./state/days.ts";
import type { LearnerActivity } from "./state/learners.ts";

/**
 * What `activityFeatures` can say about a learner's activity before `asOf`. A click is one event, or as many as the event's `count`
 * says; day 0 is the first day of the window.
 *
 * - `events`: number of events, each once;
 * - `clicks` and `log1pClicks`: number of clicks, and ln(1 + clicks);
 * - `activeDays`: different days with activity;
 * - `distinctObjects`: different objects touched;
 * - `weekEntropy`: how evenly the active days spread over the weeks, in nats;
 * - `hourEntropy`: how evenly the events spread over the 24 hours of the day, in nats;
 * - `longestStreak` and `currentStreak`: days in a row; the current streak reaches to the day of `asOf` or the day before;
 * - `firstActiveDay` and `lastActiveDay`: numbers of days; missing where there was no activity;
 * - `dormantDays`: days from the last active day to the day of `asOf`; all days of the window where there was no activity;
 * - `firstWeekClicks`: clicks on days 0 to 6;
 * - `weeklyTrend`: least-squares slope of clicks a week over the complete weeks, at least two;
 * - `sessions` and `sessionMinutes`: stretches of activity, and their total length.
 */
export type ActivityFeature =
  | "events"
  | "clicks"
  | "log1pClicks"
  | "activeDays"
  | "distinctObjects"
  | "weekEntropy"
  | "hourEntropy"
  | "longestStreak"
  | "currentStreak"
  | "firstActiveDay"
  | "lastActiveDay"
  | "dormantDays"
  | "firstWeekClicks"
  | "weeklyTrend"
  | "sessions"
  | "sessionMinutes";

/** The window that all rows of a table share. */
export interface ActivityWindow {
  readonly calendar: Calendar;
  /** Whole days from day 0 to the day of `asOf`. */
  readonly elapsedDays: number;
}

const MINUTE_MS = 60_000;

/** All clicks of a learner. */
export const clicksOf = (activity: LearnerActivity): number => {
  let clicks = 0;
  for (const count of activity.days.values()) clicks += count;
  return clicks;
};

const orMissing = (day: number): number => (Number.isFinite(day) ? day : Number.NaN);

/** Of each feature: its value, from a learner's state and their active days in order. */
export const FEATURE_VALUE: Readonly<
  Record<ActivityFeature, (activity: LearnerActivity, ordered: Float64Array, window: ActivityWindow) => number>
> = {
  events: ({ events }) => events,
  clicks: clicksOf,
  log1pClicks: (activity) => log1p(clicksOf(activity)),
  activeDays: ({ days }) => days.size,
  distinctObjects: ({ objects }) => objects.size,
  weekEntropy: (_, ordered, { calendar }) => weekEntropyOf(ordered, calendar.weekOf),
  hourEntropy: ({ hours }) => entropyOf(hours),
  longestStreak: (_, ordered) => longestRun(ordered),
  currentStreak: (_, ordered, { elapsedDays }) => currentRun(ordered, elapsedDays),
  firstActiveDay: ({ days }) => orMissing(firstDay(days)),
  lastActiveDay: ({ days }) => orMissing(lastDay(days)),
  dormantDays: ({ days }, _, { elapsedDays }) => (days.size === 0 ? elapsedDays : elapsedDays - lastDay(days)),
  firstWeekClicks: ({ days }) => clicksBetween(days, 0, 7),
  weeklyTrend: ({ days }, _, { elapsedDays }) => weeklySlope(days, Math.floor(elapsedDays / 7)) ?? Number.NaN,
  sessions: ({ spells }) => spells.starts.length,
  sessionMinutes: ({ spells }) =>
    spells.starts.reduce((sum, start, i) => sum + (spells.ends[i] ?? start) - start, 0) / MINUTE_MS,
};

/** The features of a table where none are named: activity, regularity and recency, each once. */
export const DEFAULT_FEATURES: readonly ActivityFeature[] = [
  "log1pClicks",
  "activeDays",
  "distinctObjects",
  "weekEntropy",
  "longestStreak",
  "dormantDays",
];
