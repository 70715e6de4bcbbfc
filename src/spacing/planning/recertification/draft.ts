import { civilDateText } from "../../../core/time/index.ts";
import { type Reason, reason } from "../../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState, Moment } from "../../memory.ts";
import { DAY_MS, elapsedDays } from "../../moment.ts";
import { lastOpen, type Need, needOf, renewalOf } from "./needs.ts";
import type { Held } from "./readCertificates.ts";
import type { RecertificationSettings } from "./readSettings.ts";
import type { Refresher } from "./recertificationPlan.ts";

/** Sums of minutes are compared to within this. */
const NEARLY = 1e-9;

/** Where one certificate stands while the plan is made. */
interface Standing<S extends MemoryState> {
  readonly held: Held<S>;
  expires: number;
  state: S | null;
  need: Need;
  /** The last day of its need on which the holder is there, and the last of them on which the certificate is still valid. */
  last: number;
  lastValid: number;
  /** How many days of its need are left that are long enough, and on which the holder is there. */
  daysLeft: number;
  missed: boolean;
}

/** A need that was not met in time. */
export interface Missed<S extends MemoryState> {
  readonly held: Held<S>;
  readonly need: Need;
}

/** The plan when no day may take more than a share of its minutes. */
export interface Draft<S extends MemoryState> {
  readonly refreshers: readonly Refresher[];
  readonly missed: readonly Missed<S>[];
  /** The last valid day of each certificate, as it is when the plan ends. */
  readonly expires: readonly number[];
  /** Which certificates expire before they are renewed, in the days of grace or later. */
  readonly expired: readonly string[];
  readonly used: Float64Array;
  readonly counts: Float64Array;
}

/** Which of two that are both in time comes first: by the last day that is in time, before that by the expiry, or by how few days are left that would do. */
export type Order = "last-day" | "expiry" | "fewest-days";

const because = <S extends MemoryState>(
  { expires, need, missed }: Standing<S>,
  day: number,
  recall: number | null,
  { from, target }: RecertificationSettings<MemoryModel, S>,
): Reason => {
  if (missed) return reason("refreshed-late", { days: day - need.until });
  if (!need.renews)
    return reason("refreshed-before-forgotten", { days: need.until - day, recall: recall ?? 0, target: target ?? 0 }); // both are there where recall counts
  const values = { days: Math.abs(expires - day), expires: civilDateText(from.day + expires) };
  return reason(day > expires ? "renewed-in-grace" : "renewed-before-expiry", values);
};

/** Goes through the days, and on each through what may be done, what is needed first before the rest. */
export const draft = <M extends MemoryModel, S extends MemoryState>(
  settings: RecertificationSettings<M, S>,
  certificates: readonly Held<S>[],
  order: Order,
  share: number,
): Draft<S> => {
  const { memory, from, days, minutes, validFrom } = settings;
  const { model, kernel } = memory;
  const momentOf = (day: number): Moment => ({ at: from.at + day * DAY_MS, day: from.day + day });
  const wouldDo = ({ away, minutes: needed }: Held<S>, day: number): boolean =>
    !away.has(day) && (minutes[day] ?? 0) >= needed;
  /** Sets what a certificate needs next. */
  const ask = (standing: Standing<S>, need: Need): void => {
    standing.need = need;
    standing.last = lastOpen(standing.held, need.from, need.until);
    standing.lastValid = lastOpen(standing.held, need.from, Math.min(standing.expires, need.until));
    standing.daysLeft = 0;
    for (let day = need.from; day <= need.until; day += 1) if (wouldDo(standing.held, day)) standing.daysLeft += 1;
    standing.missed = false;
  };
  const standings = certificates.map((held) => {
    const { expires, state } = held;
    const need = needOf(settings, held, expires, state, 0);
    const standing: Standing<S> = { held, expires, state, need, last: 0, lastValid: 0, daysLeft: 0, missed: false };
    ask(standing, need);
    return standing;
  });
  const refreshers: Refresher[] = [];
  const missed: Missed<S>[] = [];
  const used = new Float64Array(minutes.length);
  const counts = new Float64Array(minutes.length);
  const expired: string[] = [];
  const noteMissed = (day: number): void => {
    const note = (standing: Standing<S>): void => {
      if (standing.missed || standing.need.until >= day) return;
      standing.missed = true;
      missed.push({ held: standing.held, need: standing.need });
    };
    for (const standing of standings) {
      note(standing);
      if (!standing.missed || standing.need.lapses) continue;
      // recall has fallen, but the certificate need not lapse as well: from when it can be renewed on, that is what counts
      const renewal = renewalOf(settings, standing.held, standing.expires, standing.need.from);
      if (renewal.from > day) continue;
      ask(standing, renewal);
      note(standing);
    }
  };
  const neededBy = ({ need, last, lastValid, daysLeft }: Standing<S>, day: number): number => {
    if (order === "fewest-days") return daysLeft;
    return order === "expiry" && need.lapses && lastValid >= day ? lastValid : last;
  };
  let expiries: readonly number[] = [];
  for (let day = 0; day < minutes.length; day += 1) {
    if (day === days) expiries = standings.map(({ expires }) => expires);
    noteMissed(day);
    const all = minutes[day] as number; // day is in range
    // what is in time first, by when it is needed, within the share; what is late cannot wait for level days and takes what they leave of all
    const open = standings
      .filter(({ held, need }) => need.from <= day && !held.away.has(day))
      .map((standing) => ({ standing, by: neededBy(standing, day) }))
      .sort((one, other) => Number(one.standing.missed) - Number(other.standing.missed) || one.by - other.by);
    for (const { standing } of open) if (wouldDo(standing.held, day)) standing.daysLeft -= 1;
    let timely = 0;
    for (const { standing } of open) {
      const { held, need, state } = standing;
      const late = standing.missed || day > standing.expires;
      const taken = used[day] as number;
      if (held.minutes > Math.min(all - taken, late ? all : share * all - timely) + NEARLY) continue;
      if (!late) timely += held.minutes;
      used[day] = taken + held.minutes;
      counts[day] = (counts[day] as number) + 1;
      const moment = momentOf(day);
      const elapsed = state === null ? 0 : Math.max(0, elapsedDays(model, state, moment));
      const recall = state === null ? null : kernel.recall(state, elapsed);
      if (need.renews && day > standing.expires) expired.push(`${held.id} ${standing.expires}`);
      refreshers.push({
        certificate: held.id,
        day: moment.day,
        minutes: held.minutes,
        renews: need.renews,
        recall,
        reason: because(standing, day, recall, settings),
      });
      if (state !== null && recall !== null) standing.state = kernel.next(state, 3, elapsed, recall, moment);
      if (need.renews)
        standing.expires = (validFrom === "expiry" ? Math.max(standing.expires, day) : day) + held.validityDays;
      ask(standing, needOf(settings, held, standing.expires, standing.state, day + 1));
    }
  }
  noteMissed(minutes.length);
  for (const { held, expires } of standings) if (expires < minutes.length) expired.push(`${held.id} ${expires}`);
  return {
    refreshers,
    missed,
    expires: expiries,
    expired,
    used,
    counts,
  };
};
