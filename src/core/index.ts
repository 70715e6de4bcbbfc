/**
 * What every part of learnlift speaks: results and reasons, tables, folds, steps and disclosure; time in zones and working calendars;
 * random streams whose every draw has a name.
 *
 * @packageDocumentation
 */

// chance
export {
  drawBernoulli,
  drawBeta,
  drawCategorical,
  drawExponential,
  drawGamma,
  drawInteger,
  drawNormal,
  drawUniform,
  type RandomStream,
  sample,
  shuffle,
  stream,
} from "./numeric/random/index.ts";
// zones and local time
// windows and working time
export {
  type AllowedTimes,
  type CalendarOptions,
  type CompiledWindow,
  type CompiledZone,
  compileCalendar,
  compileWindows,
  compileZone,
  fromLocal,
  insideWindow,
  isAllowed,
  isWorking,
  type LocalDateTime,
  type LocalTime,
  type LocalWindow,
  localDayNumber,
  nextAllowed,
  offsetAt,
  parseCalendar,
  parseZone,
  startOfLocalDay,
  startOfStudyDay,
  studyDay,
  studyDayPosition,
  type TimeInterval,
  toLocal,
  type WorkingCalendar,
  workingIntervals,
  workingMinutesBetween,
  type ZoneOptions,
  zoneCovers,
} from "./time/index.ts";
// the vocabulary
export * from "./vocabulary/public.ts";
