// zones
export { type CompiledZone, compileZone, parseZone, readZone, type ZoneOptions } from "./zone.ts";
export { offsetAt, zoneCovers } from "./offset.ts";
// local time
export {
  fromLocal,
  type LocalDateTime,
  type LocalTime,
  localDayNumber,
  startOfLocalDay,
  toLocal,
} from "./localTime.ts";
export { startOfStudyDay, studyDay, studyDayPosition } from "./studyDay.ts";
// windows and working time
export { type CompiledWindow, compileWindows, insideWindow, type LocalWindow, readWindows } from "./windows.ts";
export {
  type CalendarOptions,
  compileCalendar,
  parseCalendar,
  type TimeInterval,
  type WorkingCalendar,
} from "./workingCalendar.ts";
export { isWorking, workingIntervals, workingMinutesBetween } from "./workingTime.ts";
export { type AllowedTimes, isAllowed, nextAllowed } from "./nextAllowed.ts";
// dates and times in reasons
export { civilDateText, timeOfDayText } from "./civilDate.ts";
