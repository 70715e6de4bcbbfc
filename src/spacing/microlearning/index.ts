// splitting a course
export type { CourseAtom } from "./split/atom.ts";
export type { ModuleCosts } from "./split/cheapestCuts.ts";
export type { SplitOptions } from "./split/options.ts";
export { type CourseModule, type CourseSplit, type ModulePart, splitCourse } from "./split/splitCourse.ts";
// sharing out a learner's minutes
export type { AttentionClaim, AttentionPortion } from "./attention/claims.ts";
export {
  type AttentionOptions,
  type AttentionPlan,
  type AttentionShare,
  allocateAttention,
} from "./attention/allocateAttention.ts";
// putting modules and reviews into a calendar
export type { ModuleToPlace, ReviewToPlace, SpreadRequest } from "./spread/course.ts";
export type { SpreadOptions } from "./spread/options.ts";
export { spreadModules } from "./spread/spreadModules.ts";
export type { NotPlaced, PlannedSession, SpreadDay, SpreadPlan } from "./spread/spreadPlan.ts";
// does an announced length keep people from starting?
export type { StartDayGroup } from "./effort/dayGroups.ts";
export type { AnnouncedOffer } from "./effort/offers.ts";
export type { PerceivedEffortOptions } from "./effort/options.ts";
export { type PerceivedEffort, perceivedEffort } from "./effort/perceivedEffort.ts";
export type { StartCurve } from "./effort/startCurve.ts";
