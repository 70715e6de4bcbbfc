/**
 * What every part of learnlift speaks: results and reasons, tables, folds, steps and disclosure; time in zones and working calendars;
 * random streams whose every draw has a name.
 *
 * @packageDocumentation
 */

// the vocabulary
export * from "./vocabulary/public.ts";
// zones and local time
export {
  type CompiledZone,
  compileZone,
  fromLocal,
  type LocalDateTime,
  type LocalTime,
  localDayNumber,
  offsetAt,
  parseZone,
  startOfLocalDay,
  startOfStudyDay,
  studyDay,
  studyDayPosition,
  toLocal,
  type ZoneOptions,
  zoneCovers,
} from "./time/index.ts";
// windows and working time
export {
  type AllowedTimes,
  type CalendarOptions,
  type CompiledWindow,
  compileCalendar,
  compileWindows,
  insideWindow,
  isAllowed,
  isWorking,
  type LocalWindow,
  nextAllowed,
  parseCalendar,
  type TimeInterval,
  type WorkingCalendar,
  workingMinutesBetween,
} from "./time/index.ts";
// chance
export {
  bernoulli,
  beta,
  categorical,
  exponential,
  gamma,
  integer,
  normal,
  type RandomStream,
  sample,
  shuffle,
  stream,
  uniform,
} from "./numeric/random/index.ts";
