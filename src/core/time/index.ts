// zones

// for areas that read zones and windows from outside, or put dates and times into reasons
export { civilDateText, timeOfDayText } from "./civilDate.ts";
// local time
export {
  fromLocal,
  type LocalDateTime,
  type LocalTime,
  localDayNumber,
  startOfLocalDay,
  toLocal,
} from "./localTime.ts";
export { type AllowedTimes, isAllowed, nextAllowed } from "./nextAllowed.ts";
export { offsetAt, zoneCovers } from "./offset.ts";
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
export { isWorking, workingMinutesBetween } from "./workingTime.ts";
export { type CompiledZone, compileZone, parseZone, readZone, type ZoneOptions } from "./zone.ts";
