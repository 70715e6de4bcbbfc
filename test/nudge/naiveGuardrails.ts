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

export interface NaiveBasis {
  readonly purpose: string;
  readonly channel?: string;
  readonly basis: string;
  readonly reference?: string;
  readonly modules?: readonly string[];
  readonly safety?: { readonly category: string; readonly hoursBeforeDeadline: number };
}

/** What is read of a policy. */
export interface NaivePolicy {
  readonly legal: readonly NaiveBasis[];
  readonly rules: NaiveRules;
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
  readonly module?: string;
  readonly obligation?: { readonly reference: string; readonly deadline: number };
  readonly expiresAt?: number;
}

/** What is read of a request. */
export interface NaiveRequest {
  readonly id: string;
  readonly at: number;
  readonly zone: NaiveZone | null;
  readonly history: readonly NaiveEvent[];
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

/** Good enough for the plain letters of these tests. */
const plain = (name: string): string => name.trim().toLowerCase();
const sameName = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined ? one === other : plain(one) === plain(other);

/** Two messages may be about the same unless both say that they are not. */
const meet = (one: Scoped, other: Scoped): boolean => {
  for (const key of ["channel", "purpose"] as const) {
    const [left, right] = [one[key], other[key]];
    if (left !== undefined && right !== undefined && !sameName(left, right)) return false;
  }
  return true;
};

/** The deliveries without their copies: of several with one channel, purpose and decision (or id) the earliest, at one instant the largest. */
export const naiveDeliveries = (history: readonly NaiveEvent[]): readonly NaiveEvent[] => {
  const kept: NaiveEvent[] = [];
  for (const event of [...history].sort((one, other) => one.at - other.at || (other.count ?? 1) - (one.count ?? 1))) {
    if (event.act !== "delivered") continue;
    const copy = kept.some((earlier) => {
      if (!sameName(earlier.channel, event.channel) || !sameName(earlier.purpose, event.purpose)) return false;
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

/** Whether an event of this act about the candidate has come after every consent to it (or there never was one). */
const saidNo = (act: string, { history, at }: NaiveRequest, candidate: NaiveCandidate): boolean =>
  history.some(
    (no) =>
      no.act === act &&
      meet(no, candidate) &&
      !history.some((yes) => isConsent(yes, candidate) && yes.at <= at && yes.at > no.at),
  );

const isConsent = (event: NaiveEvent, { channel, purpose }: NaiveCandidate): boolean =>
  event.act === "consented" &&
  event.channel !== undefined &&
  event.purpose !== undefined &&
  sameName(event.channel, channel) &&
  sameName(event.purpose, purpose);

const isMandatory = (entry: NaiveBasis, { module, obligation }: NaiveCandidate): boolean =>
  module !== undefined && obligation?.reference === entry.reference && (entry.modules ?? []).includes(module);

/** The codes of the law against a candidate, and what the law lets it pass. */
const naiveLaw = (
  legal: readonly NaiveBasis[],
  request: NaiveRequest,
  candidate: NaiveCandidate,
): {
  readonly codes: readonly string[];
  readonly isDuty: boolean;
  readonly isUrgent: boolean;
  readonly isSafety: boolean;
} => {
  const entries = legal.filter((entry) => meet(entry, candidate));
  const codes = new Set<string>();
  if (entries.length === 0) codes.add("no-legal-basis");
  for (const entry of entries) {
    if (entry.basis === "legal-obligation" && !isMandatory(entry, candidate)) codes.add("no-obligation-named");
    if (
      entry.basis === "consent" &&
      !request.history.some((event) => isConsent(event, candidate) && event.at <= request.at)
    )
      codes.add("no-consent");
    if (["consent", "legitimate-interest", "not-required"].includes(entry.basis)) {
      if (saidNo("withdrewConsent", request, candidate)) codes.add("consent-withdrawn");
      if (saidNo("objected", request, candidate)) codes.add("objected");
    }
  }
  const isDuty = codes.size === 0 && entries.every(({ basis }) => basis === "legal-obligation");
  const isSafety = isDuty && entries.every(({ safety }) => safety !== undefined);
  const deadline = candidate.obligation?.deadline ?? 0;
  const isNear = ({ safety }: NaiveBasis): boolean =>
    request.at < deadline && deadline - request.at <= (safety?.hoursBeforeDeadline ?? 0) * HOUR;
  return { codes: [...codes], isDuty, isSafety, isUrgent: isSafety && entries.every(isNear) };
};

/** Whether every instant of the week is quiet: tried every half hour over nine days, since all windows of these tests begin and end at one. */
const isAlwaysQuiet = (windows: readonly NaiveWindow[], zone: string, at: number): boolean => {
  for (let later = at; later < at + 9 * DAY; later += HOUR / 2) if (!isQuiet(windows, zone, later)) return false;
  return true;
};

/** The codes of all rules that forbid a candidate, in alphabetical order; being held out is not looked at. */
export const naiveBlocks = (
  { legal, rules }: NaivePolicy,
  request: NaiveRequest,
  candidate: NaiveCandidate,
): readonly string[] => {
  const { id, at, zone } = request;
  const law = naiveLaw(legal, request, candidate);
  const codes: string[] = [...law.codes];
  if (candidate.expiresAt !== undefined && candidate.expiresAt <= at) codes.push("expired");
  if (zone === null) codes.push("zone-unknown");
  const known = zone !== null && at < zone.to ? zone.name : null;
  if (zone !== null && known === null) codes.push("zone-not-covered");
  const mine = (event: NaiveEvent): boolean => event.act === "delivered" && event.decision === id;
  if (request.history.some((event) => mine(event) && event.at < at)) codes.push("already-sent");
  const refusals = request.history
    .filter(({ act }) => act === "optedOut")
    .map(({ channel, purpose }) => ({
      ...(channel === undefined ? {} : { channel: plain(channel) }),
      ...(purpose === undefined ? {} : { purpose: plain(purpose) }),
    }));
  const distinct = [...new Set(refusals.map((refusal) => JSON.stringify(refusal)))].map((text) => JSON.parse(text));
  for (const refusal of distinct)
    if (meet(refusal, candidate) && !(law.isDuty && refusal.channel === undefined)) codes.push("opted-out");
  if (known !== null && isQuiet(rules.quietHours, known, at))
    if (!law.isUrgent || isAlwaysQuiet(rules.quietHours, known, at)) codes.push("quiet-hours");
  const sent = naiveDeliveries(request.history.filter((event) => !(mine(event) && event.at >= at)));
  if (!law.isUrgent && sent.some((message) => Math.abs(message.at - at) < rules.minimumGapHours * HOUR))
    codes.push("too-soon");
  for (const cap of rules.caps) {
    if (!meet(cap, candidate) || (law.isUrgent && cap.max > 0)) continue;
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
