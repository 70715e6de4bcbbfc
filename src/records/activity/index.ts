// features of learners
export type { ActivityFeature } from "./activityFeature.ts";
export { activityFeatures } from "./activityFeatures.ts";
export { activityFold } from "./activityFold.ts";
export type { ActivityOptions } from "./activityOptions.ts";
// one measure at a time
export { activeDayFold } from "./activeDayFold.ts";
export { clickFold } from "./clickFold.ts";
export { distinctObjectFold } from "./distinctObjectFold.ts";
export { dormancyFold } from "./dormancyFold.ts";
export { firstWeekFold } from "./firstWeekFold.ts";
export { type HourEntropyFoldOptions, hourEntropyFold } from "./hourEntropyFold.ts";
export { type SessionFoldOptions, type SessionSummary, sessionFold } from "./sessionFold.ts";
export { type ShareFoldOptions, shareFold } from "./shareFold.ts";
export { type Streaks, streakFold } from "./streakFold.ts";
export { weekEntropyFold } from "./weekEntropyFold.ts";
export { type WeeklyTrendFoldOptions, weeklyTrendFold } from "./weeklyTrendFold.ts";
// what counts, and until when
export { LEARNING_ACTS } from "./acts.ts";
export type { DayFoldOptions, LookBackOptions } from "./dayFold.ts";
export type { DayRule } from "./dayRule.ts";
export type { AsOf } from "./eventFold.ts";
// states
export type { Days } from "./state/days.ts";
export type { LearnerActivity, Learners } from "./state/learners.ts";
export type { Spells } from "./state/spells.ts";
export type { Tally } from "./state/tally.ts";
