// The oracle of the guardrails: the rules of a policy read aloud, one candidate at a time, on the words that the platform's Intl
// shows. It imports nothing from src: what it checks must not check itself.
import { clockDate, clockTime, clockWeekday, intlClock } from "../core/time/intlClock.ts";

const HOUR = 3_600_000;
const DAY = 86_400_000;

export interface NaiveWindow {
  readonly from: string;
  readonly to: string;
  readonly weekdays?: readonly number[];
}

export interface NaiveCap {
  readonly max: number;
  readonly per: "day" | "week" | "hours";
  readonly hours?: number;
  readonly channel?: string;
  readonly purpose?: string;
}

export interface NaiveRules {
  readonly quietHours: readonly NaiveWindow[];
  readonly caps: readonly NaiveCap[];
  readonly minimumGapHours: number;
}

export interface NaiveEvent {
  readonly at: number;
  readonly act: string;
  readonly id?: string;
  readonly decision?: string;
  readonly channel?: string;
  readonly purpose?: string;
  readonly count?: number;
}

export interface NaiveCandidate {
  readonly id: string;
  readonly channel: string;
  readonly purpose?: string;
  readonly expiresAt?: number;
}

/** What is known of the learner's zone: its name, and until when. */
export interface NaiveZone {
  readonly name: string;
  readonly to: number;
}

interface Scoped {
  readonly channel?: string;
  readonly purpose?: string;
}

/** Two messages may be about the same unless both say that they are not. */
const meet = (one: Scoped, other: Scoped): boolean => {
  for (const key of ["channel", "purpose"] as const) {
    const [left, right] = [one[key], other[key]];
    if (left !== undefined && right !== undefined && left !== right) return false;
  }
  return true;
};

/** The deliveries without their copies: of several with one channel, purpose and decision (or id) the earliest, at one instant the largest. */
export const naiveDeliveries = (history: readonly NaiveEvent[]): readonly NaiveEvent[] => {
  const kept: NaiveEvent[] = [];
  for (const event of [...history].sort((one, other) => one.at - other.at || (other.count ?? 1) - (one.count ?? 1))) {
    if (event.act !== "delivered") continue;
    const copy = kept.some((earlier) => {
      if (earlier.channel !== event.channel || earlier.purpose !== event.purpose) return false;
      if (event.decision !== undefined) return earlier.decision === event.decision;
      return event.id !== undefined && earlier.decision === undefined && earlier.id === event.id;
    });
    if (!copy) kept.push(event);
  }
  return kept;
};

const isQuiet = (windows: readonly NaiveWindow[], zone: string, at: number): boolean => {
  const clock = intlClock(zone, at);
  const time = clockTime(clock);
  return windows.some(({ from, to, weekdays = [1, 2, 3, 4, 5, 6, 7] }) => {
    const today = weekdays.includes(clockWeekday(clock));
    const yesterday = weekdays.includes(clockWeekday(clock - DAY));
    if (from < to) return today && from <= time && time < to;
    return from > to && ((today && from <= time) || (yesterday && time < to));
  });
};

const dateOf = (zone: string, at: number): string => clockDate(intlClock(zone, at));

const mondayOf = (zone: string, at: number): string => {
  const clock = intlClock(zone, at);
  return clockDate(clock - (clockWeekday(clock) - 1) * DAY);
};

/** The codes of all rules that forbid a candidate at an instant, in alphabetical order; being held out is not looked at. */
export const naiveBlocks = (
  rules: NaiveRules,
  zone: NaiveZone | null,
  at: number,
  history: readonly NaiveEvent[],
  candidate: NaiveCandidate,
): readonly string[] => {
  const codes: string[] = [];
  if (candidate.expiresAt !== undefined && candidate.expiresAt <= at) codes.push("expired");
  if (zone === null) codes.push("zone-unknown");
  const known = zone !== null && at < zone.to ? zone.name : null;
  if (zone !== null && known === null) codes.push("zone-not-covered");
  const refusals = history
    .filter(({ act }) => act === "optedOut")
    .map(({ channel, purpose }) => ({ channel, purpose }));
  const distinct = [...new Set(refusals.map((refusal) => JSON.stringify(refusal)))];
  for (const refusal of distinct) if (meet(JSON.parse(refusal), candidate)) codes.push("opted-out");
  if (known !== null && isQuiet(rules.quietHours, known, at)) codes.push("quiet-hours");
  const sent = naiveDeliveries(history);
  if (sent.some((message) => Math.abs(message.at - at) < rules.minimumGapHours * HOUR)) codes.push("too-soon");
  for (const cap of rules.caps) {
    if (!meet(cap, candidate)) continue;
    const reaches = (within: (message: NaiveEvent) => boolean): boolean =>
      sent.filter((message) => meet(cap, message) && within(message)).reduce((sum, { count = 1 }) => sum + count, 0) >=
      cap.max;
    if (cap.per === "hours") {
      if (reaches((message) => Math.abs(message.at - at) < (cap.hours ?? 0) * HOUR)) codes.push("rolling-cap");
    } else if (known !== null && cap.per === "day") {
      if (reaches((message) => dateOf(known, message.at) === dateOf(known, at))) codes.push("daily-cap");
    } else if (known !== null) {
      if (reaches((message) => mondayOf(known, message.at) === mondayOf(known, at))) codes.push("weekly-cap");
    }
  }
  return codes.sort();
};
