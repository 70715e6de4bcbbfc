import type { MemoryModel, MemoryState } from "../../memory.ts";
import { type Draft, draft, type Order } from "./draft.ts";
import type { Held } from "./readCertificates.ts";
import type { RecertificationSettings } from "./readSettings.ts";

const HALVINGS = 14;

/** What a draft leaves unmet, and what it lets expire before it renews it. */
const shortfall = <S extends MemoryState>({ missed, expired }: Draft<S>): string =>
  [...missed.map(({ held, need }) => `${held.id} ${need.until}`), "", ...[...expired].sort()].join("\n");

/** The order that misses least with all minutes, then lets least expire, and what comes of it. Without days of grace they are the same. */
const bestOrder = <M extends MemoryModel, S extends MemoryState>(
  settings: RecertificationSettings<M, S>,
  certificates: readonly Held<S>[],
): { readonly order: Order; readonly full: Draft<S> } => {
  const byLastDay = draft(settings, certificates, "last-day", 1);
  const byExpiry = draft(settings, certificates, "expiry", 1);
  const more = byExpiry.missed.length - byLastDay.missed.length || byExpiry.expired.length - byLastDay.expired.length;
  return more < 0 ? { order: "expiry", full: byExpiry } : { order: "last-day", full: byLastDay };
};

/**
 * The plan in which no day takes more of its minutes than it must: the least share, found by halving, that misses nothing more than all minutes do,
 * and lets nothing more expire.
 */
export const level = <M extends MemoryModel, S extends MemoryState>(
  settings: RecertificationSettings<M, S>,
  certificates: readonly Held<S>[],
): { readonly full: Draft<S>; readonly levelled: Draft<S> } => {
  const { order, full } = bestOrder(settings, certificates);
  const keys = shortfall(full);
  let levelled = full;
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const share = 0.5 * (low + high);
    const tried = draft(settings, certificates, order, share);
    if (shortfall(tried) === keys) {
      levelled = tried;
      high = share;
    } else low = share;
  }
  return { full, levelled };
};
