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
import { crowding } from "./crowding.ts";
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
  /** What sort of rule: which ones give way to what the law demands, `decide` says. */
  readonly kind: "always" | "hold-out" | "opt-out" | "timing";
  readonly scope: Scope;
  readonly rule: Reason;
  readonly until?: number;
}

const EVERYTHING: Scope = {};

const timing = (scope: Scope, rule: Reason, until: number | null): Block =>
  until === null ? { kind: "timing", scope, rule } : { kind: "timing", scope, rule, until };

/** Weekly windows leave the same gaps every week; one day more for a change of the clock. */
const QUIET_HORIZON_MS = 8 * DAY_MS;

const quietBlock = (quiet: readonly CompiledWindow[], zone: CompiledZone, at: number): Block | null => {
  if (!insideWindow(zone, quiet, at)) return null;
  const until = nextAllowed(zone, { quiet }, at, QUIET_HORIZON_MS);
  if (until === null) return timing(EVERYTHING, reason("always-quiet", { zone: zone.zone }), null);
  const { hour, minute } = toLocal(zone, until);
  const values = {
    until: timeOfDayText(hour * 60 + minute),
    date: civilDateText(localDayNumber(zone, until)),
    zone: zone.zone,
  };
  return timing(EVERYTHING, reason("quiet-hours", values), until);
};

/** In whole milliseconds: what is shorter than one is one, since a cap of no time at all would be none. */
const spanOf = (hours: number): number => Math.max(1, Math.round(hours * HOUR_MS));

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
  const found = new Map<number, number>();
  for (const message of past) {
    if (message.at <= at - LONGEST_STRETCH_MS || !isAbout(cap, message)) continue;
    const stretch = stretchOf(cap.per, localDayNumber(zone, message.at));
    found.set(stretch, (found.get(stretch) ?? 0) + message.count);
  }
  const current = stretchOf(cap.per, localDayNumber(zone, at));
  const count = found.get(current) ?? 0;
  if (count < cap.max) return null;
  const values = { ...scopeValues(cap), max: cap.max, found: count };
  const rule = reason(cap.per === "day" ? "daily-cap" : "weekly-cap", values);
  if (cap.max === 0) return timing(cap, rule, null);
  let free = current + 1;
  while ((found.get(free) ?? 0) >= cap.max) free += 1;
  return timing(cap, rule, startOfLocalDay(zone, firstDayOf(cap.per, free)));
};

const rollingBlock = (cap: RollingCap, at: number, past: readonly PastMessage[]): Block | null => {
  const about = past.filter((message) => isAbout(cap, message));
  const crowd = crowding(about, at, spanOf(cap.hours), cap.max);
  if (crowd === null) return null;
  const values = { ...scopeValues(cap), max: cap.max, hours: cap.hours, found: crowd.found };
  return timing(cap, reason("rolling-cap", values), crowd.until);
};

const gapBlock = (hours: number, at: number, past: readonly PastMessage[]): Block | null => {
  const crowd = hours === 0 ? null : crowding(past, at, spanOf(hours), 1);
  return crowd === null ? null : timing(EVERYTHING, reason("too-soon", { hours }), crowd.until);
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
  const always = (rule: Reason): Block => ({ kind: "always", scope: EVERYTHING, rule });
  const known = zone !== null && zoneCovers(zone, at) ? zone : null;
  if (zone === null) add(always(reason("zone-unknown")));
  else if (known === null) add(always(reason("zone-not-covered", { zone: zone.zone })));
  if (history.alreadySent) add(always(reason("already-sent")));
  if (heldOut !== null) add({ kind: "hold-out", scope: EVERYTHING, rule: reason("held-out", { share: heldOut }) });
  for (const optOut of history.optOuts)
    add({ kind: "opt-out", scope: optOut, rule: reason("opted-out", scopeValues(optOut)) });
  if (known !== null) add(quietBlock(quiet, known, at));
  add(gapBlock(rules.minimumGapHours, at, history.messages));
  for (const cap of rules.caps) {
    if (cap.per === "hours") add(rollingBlock(cap, at, history.messages));
    else if (known !== null) add(calendarBlock(cap, known, at, history.messages));
  }
  return blocks;
};
