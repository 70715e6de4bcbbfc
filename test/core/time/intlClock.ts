// The oracle of the time tests: what the platform's own Intl says a clock on the wall shows. It shares no code with src.

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
};

/** The local clock in milliseconds since 1970-01-01 00:00 on that clock. */
export const intlClock = (zone: string, instant: number): number => {
  const shown = formatOf(zone).format(instant).match(/\d+/g);
  if (shown === null) throw new Error(`Intl shows nothing for ${instant} in ${zone}`);
  const [month, day, year, hour, minute, second] = shown.map(Number);
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
};

/** ISO weekday of a local clock, 1 for Monday. */
export const clockWeekday = (clock: number): number => ((new Date(clock).getUTCDay() + 6) % 7) + 1;

/** "2025-12-25" of a local clock. */
export const clockDate = (clock: number): string => new Date(clock).toISOString().slice(0, 10);

/** "07:30" of a local clock. */
export const clockTime = (clock: number): string => new Date(clock).toISOString().slice(11, 16);
