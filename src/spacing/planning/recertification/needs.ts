import type { MemoryModel, MemoryState } from "../../memory.ts";
import type { Held } from "./readCertificates.ts";
import type { RecertificationSettings } from "./readSettings.ts";

/** The next refresher of a certificate: days on which it may be, and by when it is needed. */
export interface Need {
  readonly from: number;
  readonly until: number;
  readonly renews: boolean;
  /** Whether the certificate is not valid any more after the last of these days. */
  readonly lapses: boolean;
}

/** The renewal of a certificate that expires on a day, where it is not before `after`. */
export const renewalOf = <M extends MemoryModel, S extends MemoryState>(
  { earliestDays, graceDays }: RecertificationSettings<M, S>,
  { validityDays }: Held<S>,
  expires: number,
  after: number,
): Need => {
  // what holds for a short time is not refreshed before half of it is over
  const opens = expires - Math.min(earliestDays, Math.floor(validityDays / 2));
  return { from: Math.max(after, opens), until: expires + graceDays, renews: true, lapses: true };
};

/** What a certificate that expires on a day needs next, where it is not before `after`. */
export const needOf = <M extends MemoryModel, S extends MemoryState>(
  settings: RecertificationSettings<M, S>,
  held: Held<S>,
  expires: number,
  state: S | null,
  after: number,
): Need => {
  const renewal = renewalOf(settings, held, expires, after);
  const { memory, from, target, earliestDays } = settings;
  if (target === null || state === null) return renewal;
  const last = state.lastDay - from.day;
  const holds = Math.floor(memory.kernel.intervalDays(state, target));
  const until = Math.max(last + holds, after);
  if (until >= renewal.until) return renewal;
  if (until >= renewalOf(settings, held, expires, Number.NEGATIVE_INFINITY).from)
    return { ...renewal, until, lapses: false };
  const early = Math.min(earliestDays, Math.floor(holds / 2));
  return { from: Math.max(after, last + holds - early), until, renews: false, lapses: false };
};

/** The last of the days from one to another on which the holder is there; the very last where there is none. */
export const lastOpen = <S extends MemoryState>({ away }: Held<S>, from: number, until: number): number => {
  for (let day = until; day >= from; day -= 1) if (!away.has(day)) return day;
  return until;
};
