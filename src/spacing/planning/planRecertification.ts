import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  readArray,
  readChoice,
  readFields,
  readId,
  readInteger,
  reading,
  readNumber,
  readOptions,
  readResult,
} from "../../core/check/index.ts";
import { civilDateText } from "../../core/time/index.ts";
import { insufficientData, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { Workload } from "../calendar/workload.ts";
import { checkMemory } from "../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState, Moment } from "../memory.ts";
import { checkOrder, DAY_MS, elapsedDays, readMoment } from "../moment.ts";

/** How certificates are kept valid. */
export interface RecertificationOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createMemory` or `parseMemoryModel`. */
  readonly memory: Memory<M, S>;
  /** The first day of the plan: epoch milliseconds or a Date. */
  readonly from: number | Date;
  /** The number of its study day, as in `review`. Left out, the UTC day. */
  readonly fromDay?: number | undefined;
  /** Days to plan, from 1 to 1,095. Default 365. */
  readonly days?: number | undefined;
  /** Minutes for refreshers on each day, or on the first day, the second, ...: from 0 to 1,440. A day beyond the list has none. */
  readonly minutesPerDay: number | readonly number[];
  /** Numbers of study days without refreshers: weekends, holidays, leave. */
  readonly blockedDays?: readonly number[] | undefined;
  /**
   * Recall that what is certified shall not fall below, in (0, 1): a refresher comes in between where a certificate is valid for longer than memory lasts. Left
   * out, only dates count.
   */
  readonly target?: number | undefined;
  /** How many days before it is needed a refresher may come: from 0 to 365. Default 30. */
  readonly earliestDays?: number | undefined;
  /** Days after its expiry on which a certificate can still be renewed, where no day before had room: from 0 to 365. Default 0. */
  readonly graceDays?: number | undefined;
  /** From when a renewed certificate is valid: from the old expiry, or from the day of renewal. Default `"expiry"`. */
  readonly validFrom?: "expiry" | "renewal" | undefined;
}

/** Something a learner is certified for. */
export interface Certificate<S extends MemoryState = MemoryState> {
  /** Its id. */
  readonly id: string;
  /** The last day on which it is valid: epoch milliseconds or a Date. */
  readonly expires: number | Date;
  /** The number of that study day. Left out, the UTC day. */
  readonly expiresDay?: number | undefined;
  /** Days for which a renewal is valid, from 1 to 36,500. */
  readonly validityDays: number;
  /** Minutes of a refresher, above 0, at most 1,440. */
  readonly minutes: number;
  /** The state after its last review, where a memory is kept of it. */
  readonly state?: S | undefined;
}

/** A refresher in the plan. */
export interface Refresher {
  /** The id of the certificate. */
  readonly certificate: string;
  /** The study day. */
  readonly day: number;
  /** Minutes it takes. */
  readonly minutes: number;
  /** Whether it renews the certificate; else it only keeps recall up. */
  readonly renews: boolean;
  /** Recall just before it, where a memory is kept; every refresher of the plan is taken to end well. */
  readonly recall: number | null;
  /** Why then. */
  readonly reason: Reason;
}

/** What the plan cannot do. */
export interface UnmetRefresher {
  /** The id of the certificate. */
  readonly certificate: string;
  /** The last study day on which it would have been in time. */
  readonly day: number;
  /** Minutes that are missing on any one of the days on which it could be: what one of them would need on top of what it has. */
  readonly extraMinutes: number;
  /** Why. */
  readonly reason: Reason;
}

/** A plan of refreshers. */
export interface RecertificationPlan {
  /** By day, and within a day those needed first. */
  readonly refreshers: readonly Refresher[];
  /** What could not be met; empty where every certificate stays valid. */
  readonly unmet: readonly UnmetRefresher[];
  /** Each certificate with the last day on which it is valid at the end of the plan, in the order given. */
  readonly certificates: readonly {
    /** Id of the certificate. */
    readonly id: string;
    /** The study day on which it expires. */
    readonly expiresDay: number;
  }[];
  /** The greatest share of a day's minutes that the plan takes, in [0, 1]. */
  readonly fullest: number;
  /** The same days as a forecast, for `charts.workloadChart`. */
  readonly workload: Workload;
}

const NAME = "spacing.planRecertification";
const KEYS = [
  "memory",
  "from",
  "fromDay",
  "days",
  "minutesPerDay",
  "blockedDays",
  "target",
  "earliestDays",
  "graceDays",
  "validFrom",
];
const FIELDS = ["id", "expires", "expiresDay", "validityDays", "minutes", "state"];
const MINUTES = { min: 0, max: 1440 };
const YEAR = { min: 0, max: 365 };
const MOST_DAYS = 1095;
const HALVINGS = 14;
/** Sums of minutes are compared to within this. */
const NEARLY = 1e-9;

interface Settings<M extends MemoryModel, S extends MemoryState> {
  readonly memory: Memory<M, S>;
  readonly from: Moment;
  /** Minutes of each day. */
  readonly minutes: Float64Array;
  readonly target: number | null;
  readonly earliestDays: number;
  readonly graceDays: number;
  readonly validFrom: "expiry" | "renewal";
}

interface Held<S extends MemoryState> {
  readonly id: string;
  /** Counted from the first day of the plan. */
  readonly expires: number;
  readonly validityDays: number;
  readonly minutes: number;
  readonly state: S | null;
}

/** The next refresher of a certificate: days on which it may be, and by when it is needed. */
interface Need {
  readonly from: number;
  readonly until: number;
  readonly renews: boolean;
  /** Whether the certificate is not valid any more after the last of these days. */
  readonly lapses: boolean;
}

const readSettings = <M extends MemoryModel, S extends MemoryState>(found: Found, options: unknown): Settings<M, S> => {
  const given = readOptions(found, [], options ?? null, KEYS);
  const memory = readResult(
    found,
    [],
    checkMemory(NAME, given["memory"] as Memory<M, S>),
    null as unknown as Memory<M, S>,
  ); // not read where it does not fit
  const from = readMoment(found, { at: ["from"], day: ["fromDay"] }, given["from"], given["fromDay"]);
  const days = orDefault(given["days"], 365, (one) => readInteger(found, ["days"], one, { min: 1, max: MOST_DAYS }));
  const blocked = new Set(
    orDefault<readonly number[]>(given["blockedDays"], [], (value) =>
      readArray(found, ["blockedDays"], value, (one, path) => readInteger(found, path, one)),
    ),
  );
  const each = given["minutesPerDay"];
  const minutes = new Float64Array(days >= 1 && days <= MOST_DAYS ? Math.floor(days) : 0);
  if (Array.isArray(each))
    readArray(found, ["minutesPerDay"], each, (one, path) => readNumber(found, path, one, MINUTES))
      .slice(0, minutes.length)
      .forEach((one, day) => {
        minutes[day] = one;
      });
  else minutes.fill(readNumber(found, ["minutesPerDay"], each, MINUTES));
  for (let day = 0; day < minutes.length; day += 1) if (blocked.has(from.day + day)) minutes[day] = 0;
  return {
    memory,
    from,
    minutes,
    target: orDefault(given["target"], null, (one) => readNumber(found, ["target"], one, { above: 0, below: 1 })),
    earliestDays: orDefault(given["earliestDays"], 30, (one) => readInteger(found, ["earliestDays"], one, YEAR)),
    graceDays: orDefault(given["graceDays"], 0, (one) => readInteger(found, ["graceDays"], one, YEAR)),
    validFrom: orDefault<"expiry" | "renewal">(given["validFrom"], "expiry", (one) =>
      readChoice(found, ["validFrom"], one, ["expiry", "renewal"]),
    ),
  };
};

const readCertificates = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  { memory, from }: Settings<M, S>,
  certificates: unknown,
): readonly Held<S>[] => {
  const seen = new Set<string>();
  return readArray(found, [], certificates, (one, path) => {
    const source = readFields(found, path, one, "a certificate", FIELDS);
    const id = readId(found, [...path, "id"], source["id"]);
    if (seen.has(id)) note(found, [...path, "id"], "duplicate", "an id that no other certificate has", id);
    seen.add(id);
    const paths = { at: [...path, "expires"], day: [...path, "expiresDay"] };
    const { day } = readMoment(found, paths, source["expires"], source["expiresDay"]);
    const state =
      source["state"] === undefined
        ? null
        : readResult<S | null>(found, [...path, "state"], memory.kernel.parseState(source["state"]), null);
    if (state !== null) checkOrder(found, [...path, "state", "lastAt"], from.at, state.lastAt);
    return {
      id,
      expires: day - from.day,
      validityDays: readInteger(found, [...path, "validityDays"], source["validityDays"], { min: 1, max: 36_500 }),
      minutes: readNumber(found, [...path, "minutes"], source["minutes"], { above: 0, max: 1440 }),
      state,
    };
  });
};

/** Where one certificate stands while the plan is made. */
interface Standing<S extends MemoryState> {
  readonly held: Held<S>;
  expires: number;
  state: S | null;
  need: Need;
  missed: boolean;
}

/** The plan when no day may take more than a share of its minutes. */
interface Draft<S extends MemoryState> {
  readonly refreshers: readonly Refresher[];
  readonly missed: readonly { readonly standing: Standing<S>; readonly need: Need }[];
  readonly expires: readonly number[];
  /** Which renewals come after the expiry, in the days of grace. */
  readonly expired: readonly string[];
  readonly used: Float64Array;
  readonly counts: Float64Array;
}

const draft = <M extends MemoryModel, S extends MemoryState>(
  settings: Settings<M, S>,
  certificates: readonly Held<S>[],
  share: number,
): Draft<S> => {
  const { memory, from, minutes, target, earliestDays, graceDays, validFrom } = settings;
  const { model, kernel } = memory;
  const momentOf = (day: number): Moment => ({ at: from.at + day * DAY_MS, day: from.day + day });

  /** The renewal of a certificate, where it is not before `after`. */
  const renewalOf = ({ validityDays }: Held<S>, expires: number, after: number): Need => {
    // what holds for a short time is not refreshed before half of it is over
    const opens = expires - Math.min(earliestDays, Math.floor(validityDays / 2));
    return { from: Math.max(after, opens), until: expires + graceDays, renews: true, lapses: true };
  };

  /** What a certificate needs next, where it is not before `after`. */
  const needOf = (held: Held<S>, expires: number, state: S | null, after: number): Need => {
    const renewal = renewalOf(held, expires, after);
    const opens = renewalOf(held, expires, Number.NEGATIVE_INFINITY).from;
    if (target === null || state === null) return renewal;
    const last = state.lastDay - from.day;
    const holds = Math.floor(kernel.intervalDays(state, target));
    const until = Math.max(last + holds, after);
    if (until >= renewal.until) return renewal;
    if (until >= opens) return { ...renewal, until, lapses: false };
    const early = Math.min(earliestDays, Math.floor(holds / 2));
    return { from: Math.max(after, last + holds - early), until, renews: false, lapses: false };
  };

  const standings: Standing<S>[] = certificates.map((held) => {
    const { expires, state } = held;
    return { held, expires, state, need: needOf(held, expires, state, 0), missed: false };
  });
  const refreshers: Refresher[] = [];
  const missed: { standing: Standing<S>; need: Need }[] = [];
  const used = new Float64Array(minutes.length);
  const counts = new Float64Array(minutes.length);
  const expired: string[] = [];
  const noteMissed = (day: number): void => {
    const note = (standing: Standing<S>): void => {
      if (standing.missed || standing.need.until >= day) return;
      standing.missed = true;
      missed.push({ standing, need: standing.need });
    };
    for (const standing of standings) {
      note(standing);
      if (!standing.missed || standing.need.lapses) continue;
      // recall has fallen, but the certificate need not lapse as well: from when it can be renewed on, that is what counts
      const renewal = renewalOf(standing.held, standing.expires, standing.need.from);
      if (renewal.from > day) continue;
      standing.need = renewal;
      standing.missed = false;
      note(standing);
    }
  };
  for (let day = 0; day < minutes.length; day += 1) {
    noteMissed(day);
    const all = minutes[day] as number; // day is in range
    // what is in time first, by when it is needed, within the share; what is late cannot wait for level days and takes what they leave of all
    const open = standings
      .filter(({ need }) => need.from <= day)
      .sort((one, other) => Number(one.missed) - Number(other.missed) || one.need.until - other.need.until);
    for (const standing of open) {
      const { held, need, state } = standing;
      if ((used[day] as number) + held.minutes > (standing.missed ? all : share * all) + NEARLY) continue;
      used[day] = (used[day] as number) + held.minutes;
      counts[day] = (counts[day] as number) + 1;
      const moment = momentOf(day);
      const elapsed = state === null ? 0 : Math.max(0, elapsedDays(model, state, moment));
      const recall = state === null ? null : kernel.recall(state, elapsed);
      const daysBefore = need.until - day;
      const known = recall ?? 0;
      if (need.renews && day > standing.expires) expired.push(`${held.id} ${standing.expires}`);
      refreshers.push({
        certificate: held.id,
        day: from.day + day,
        minutes: held.minutes,
        renews: need.renews,
        recall,
        reason: standing.missed
          ? reason("refreshed-late", { days: -daysBefore })
          : need.renews
            ? reason(day > standing.expires ? "renewed-in-grace" : "renewed-before-expiry", {
                days: Math.abs(standing.expires - day),
                expires: civilDateText(from.day + standing.expires),
              })
            : reason("refreshed-before-forgotten", { days: daysBefore, recall: known, target: target ?? 0 }),
      });
      if (state !== null && recall !== null) standing.state = kernel.next(state, 3, elapsed, recall, moment);
      if (need.renews)
        standing.expires = (validFrom === "expiry" ? Math.max(standing.expires, day) : day) + held.validityDays;
      standing.missed = false;
      standing.need = needOf(held, standing.expires, standing.state, day + 1);
    }
  }
  noteMissed(minutes.length);
  return { refreshers, missed, expires: standings.map(({ expires }) => expires), expired, used, counts };
};

/** What a draft leaves unmet, and what it lets expire before it renews it. */
const shortfall = <S extends MemoryState>({ missed, expired }: Draft<S>): string =>
  [...missed.map(({ standing, need }) => `${standing.held.id} ${need.until}`), "", ...[...expired].sort()].join("\n");

/**
 * The plan in which no day takes more of its minutes than it must: the least share, found by halving, that misses nothing more than all minutes do,
 * and lets nothing more expire.
 */
const level = <M extends MemoryModel, S extends MemoryState>(
  settings: Settings<M, S>,
  certificates: readonly Held<S>[],
): { readonly full: Draft<S>; readonly levelled: Draft<S> } => {
  const full = draft(settings, certificates, 1);
  const keys = shortfall(full);
  let levelled = full;
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const share = 0.5 * (low + high);
    const tried = draft(settings, certificates, share);
    if (shortfall(tried) === keys) {
      levelled = tried;
      high = share;
    } else low = share;
  }
  return { full, levelled };
};

const unmetOf = <M extends MemoryModel, S extends MemoryState>(
  { from, minutes, target }: Settings<M, S>,
  { missed, used }: Draft<S>,
): readonly UnmetRefresher[] =>
  missed.map(({ standing: { held }, need }) => {
    let room = 0;
    for (let day = Math.max(0, need.from); day <= need.until; day += 1)
      room = Math.max(room, (minutes[day] as number) - (used[day] as number)); // days are in range: they are over
    const day = from.day + need.until;
    const values = { minutes: held.minutes, day: civilDateText(day) };
    const because =
      need.until < 0
        ? reason("certificate-already-expired", values)
        : need.lapses
          ? reason("certificate-lapses", values)
          : reason("recall-falls-below-target", { ...values, target: target ?? 0 });
    return {
      certificate: held.id,
      day,
      extraMinutes: need.until < 0 ? 0 : held.minutes - room,
      reason: because,
    };
  });

/**
 * Whose certificate runs out when, and on which day does each do the refresher? Certificates with a date of expiry and a validity, minutes for refreshers on
 * each day: nothing expires unrenewed where that can be, and not everybody comes in the last week.
 *
 * A certificate is renewed at most `earliestDays` before its expiry (at most half its validity), and at most `graceDays` after it. With a `target`, and a state, a
 * refresher comes in between before recall falls below it. Day by day, those needed first come first, as long as no day takes more than a share of its
 * minutes; the share is the least with which nothing is missed, and nothing expires before it is renewed, that could be met with all of them: days of grace
 * are for what cannot be in time, not for a leveler plan. That is exact where all refreshers are equally long, and a good
 * rule where they are not. What is late takes what is left of all minutes. A refresher is taken to end well (grade "good"): plan again when it did not.
 *
 * Fails with InvalidInput on what is out of range, duplicate ids, a state reviewed after `from`; with InsufficientData without certificates. Cost: days times
 * certificates times log certificates, about fifteen times over.
 *
 * @param options `memory`, `from` and `minutesPerDay`; the rest if wanted
 * @returns a function from the certificates to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const plan = orThrow(
 *   spacing.planRecertification({ memory, from: new Date("2025-03-03"), days: 60, minutesPerDay: 60 })(
 *     ["ana", "ben", "eve", "joe"].map((id) => ({ id, expires: new Date("2025-04-01"), validityDays: 365, minutes: 30 })),
 *   ),
 * );
 * plan.refreshers.map(({ day }) => day); // => [20150, 20151, 20152, 20153]
 * plan.unmet; // => []
 * plan.fullest; // => 0.5
 * ```
 */
export const planRecertification = <M extends MemoryModel, S extends MemoryState>(
  options: RecertificationOptions<M, S>,
): ((certificates: readonly Certificate<S>[]) => Result<RecertificationPlan>) => {
  const read = reading(NAME, (found) => readSettings<M, S>(found, options));
  return (certificates) => {
    if (isLeft(read)) return read;
    const settings = read.right;
    const held = reading(NAME, (found) => readCertificates(found, settings, certificates));
    if (isLeft(held)) return held;
    if (held.right.length === 0) return insufficientData(NAME, "certificates", 1, 0);
    const { from, minutes } = settings;
    const { full, levelled } = level(settings, held.right);
    const { refreshers, expires, used, counts } = levelled;
    const days = Array.from(used.keys()).filter((day) => (minutes[day] as number) > 0);
    return right({
      refreshers,
      unmet: unmetOf(settings, full),
      certificates: held.right.map(({ id }, place) => ({ id, expiresDay: from.day + (expires[place] as number) })), // as many
      fullest: days.reduce((most, day) => Math.max(most, (used[day] as number) / (minutes[day] as number)), 0),
      workload: {
        days: days.map((day) => from.day + day),
        counts: days.map((day) => counts[day] as number),
        minutes: days.map((day) => used[day] as number),
      },
    });
  };
};
