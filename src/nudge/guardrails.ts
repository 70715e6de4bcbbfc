import {
  type CompiledWindow,
  type CompiledZone,
  civilDateText,
  insideWindow,
  localDayNumber,
  nextAllowed,
  startOfLocalDay,
  timeOfDayText,
  toLocal,
  zoneCovers,
} from "../core/time/index.ts";
import { type Reason, reason } from "../core/vocabulary/index.ts";
import { isAbout, type Scope, scopeValues } from "./action.ts";
import type { History, PastMessage } from "./history.ts";
import type { CalendarCap, NudgeRules, RollingCap } from "./rules.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What the guardrails look at. */
export interface Situation {
  readonly at: number;
  readonly zone: CompiledZone | null;
  readonly history: History;
  /** The policy's share, if this learner is in it. */
  readonly heldOut: number | null;
}

/** A rule that forbids the messages it is about, now; `until` is the first instant at which it lets go, if there is one. */
export interface Block {
  readonly scope: Scope;
  readonly rule: Reason;
  readonly until?: number;
}

const EVERYTHING: Scope = {};

const block = (scope: Scope, rule: Reason, until: number | null): Block =>
  until === null ? { scope, rule } : { scope, rule, until };

/** Weekly windows leave the same gaps every week; one day more for a change of the clock. */
const QUIET_HORIZON_MS = 8 * DAY_MS;

const quietBlock = (quiet: readonly CompiledWindow[], zone: CompiledZone, at: number): Block | null => {
  if (!insideWindow(zone, quiet, at)) return null;
  const until = nextAllowed(zone, { quiet }, at, QUIET_HORIZON_MS);
  if (until === null) return block(EVERYTHING, reason("always-quiet", { zone: zone.zone }), null);
  const { hour, minute } = toLocal(zone, until);
  const values = {
    until: timeOfDayText(hour * 60 + minute),
    date: civilDateText(localDayNumber(zone, until)),
    zone: zone.zone,
  };
  return block(EVERYTHING, reason("quiet-hours", values), until);
};

const total = (messages: readonly PastMessage[], counts: (message: PastMessage) => boolean): number => {
  let sum = 0;
  for (const message of messages) if (counts(message)) sum += message.count;
  return sum;
};

/** A stretch of the local calendar, numbered: a day, or a week from Monday (1970-01-01 was a Thursday). */
const stretchOf = (per: CalendarCap["per"], dayNumber: number): number =>
  per === "day" ? dayNumber : Math.floor((dayNumber + 3) / 7);

const firstDayOf = (per: CalendarCap["per"], stretch: number): number => (per === "day" ? stretch : stretch * 7 - 3);

/** A week, and two days for whatever the zone has done to its calendar meanwhile. */
const LONGEST_STRETCH_MS = 9 * DAY_MS;

const calendarBlock = (
  cap: CalendarCap,
  zone: CompiledZone,
  at: number,
  past: readonly PastMessage[],
): Block | null => {
  const near = past.filter((message) => message.at > at - LONGEST_STRETCH_MS && isAbout(cap, message));
  const found = (stretch: number): number =>
    total(near, (message) => stretchOf(cap.per, localDayNumber(zone, message.at)) === stretch);
  const current = stretchOf(cap.per, localDayNumber(zone, at));
  const count = found(current);
  if (count < cap.max) return null;
  const values = { ...scopeValues(cap), max: cap.max, found: count };
  const rule = reason(cap.per === "day" ? "daily-cap" : "weekly-cap", values);
  if (cap.max === 0) return block(cap, rule, null);
  let free = current + 1;
  while (found(free) >= cap.max) free += 1;
  return block(cap, rule, startOfLocalDay(zone, firstDayOf(cap.per, free)));
};

/**
 * When at least `max` messages lie within so many milliseconds of an instant, before or after it: their number, and the first instant
 * at which that is over. Messages after the instant count (a clock that runs ahead, a send already planned).
 */
const crowded = (
  past: readonly PastMessage[],
  at: number,
  spanMs: number,
  max: number,
): { readonly found: number; readonly until: number | null } | null => {
  const foundAt = (instant: number): number => total(past, (message) => Math.abs(message.at - instant) < spanMs);
  const found = foundAt(at);
  if (found < max) return null;
  if (max === 0) return { found, until: null };
  for (const message of past) {
    const leaves = message.at + spanMs;
    if (leaves > at && foundAt(leaves) < max) return { found, until: leaves };
  }
  return { found, until: null };
};

const rollingBlock = (cap: RollingCap, at: number, past: readonly PastMessage[]): Block | null => {
  const about = past.filter((message) => isAbout(cap, message));
  const crowd = crowded(about, at, cap.hours * HOUR_MS, cap.max);
  if (crowd === null) return null;
  const values = { ...scopeValues(cap), max: cap.max, hours: cap.hours, found: crowd.found };
  return block(cap, reason("rolling-cap", values), crowd.until);
};

const gapBlock = (hours: number, at: number, past: readonly PastMessage[]): Block | null => {
  const crowd = crowded(past, at, hours * HOUR_MS, 1);
  return crowd === null ? null : block(EVERYTHING, reason("too-soon", { hours }), crowd.until);
};

/** Every block that holds in a situation. Each forbids by itself, so that none is left out because another was found first. */
export const blocksIn = (
  rules: NudgeRules,
  quiet: readonly CompiledWindow[],
  { at, zone, history, heldOut }: Situation,
): readonly Block[] => {
  const blocks: Block[] = [];
  const add = (found: Block | null): void => {
    if (found !== null) blocks.push(found);
  };
  const known = zone !== null && zoneCovers(zone, at) ? zone : null;
  if (zone === null) add(block(EVERYTHING, reason("zone-unknown"), null));
  else if (known === null) add(block(EVERYTHING, reason("zone-not-covered", { zone: zone.zone }), null));
  if (heldOut !== null) add(block(EVERYTHING, reason("held-out", { share: heldOut }), null));
  for (const optOut of history.optOuts) add(block(optOut, reason("opted-out", scopeValues(optOut)), null));
  if (known !== null) add(quietBlock(quiet, known, at));
  add(gapBlock(rules.minimumGapHours, at, history.messages));
  for (const cap of rules.caps) {
    if (cap.per === "hours") add(rollingBlock(cap, at, history.messages));
    else if (known !== null) add(calendarBlock(cap, known, at, history.messages));
  }
  return blocks;
};
