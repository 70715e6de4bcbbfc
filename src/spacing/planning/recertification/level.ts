import type { MemoryModel, MemoryState } from "../../memory.ts";
import { type Draft, draft, type Order } from "./draft.ts";
import type { Held } from "./readCertificates.ts";
import type { RecertificationSettings } from "./readSettings.ts";

const HALVINGS = 14;

/** What a draft leaves unmet, and what it lets expire before it renews it. */
const shortfall = <S extends MemoryState>({ missed, expired }: Draft<S>): string =>
  [...missed.map(({ held, need }) => `${held.id} ${need.until}`), "", ...[...expired].sort()].join("\n");

const ORDERS: readonly Order[] = ["last-day", "expiry", "fewest-days"];

/** The order that misses least with all minutes, then lets least expire, and what comes of it. Without leave and days of grace all three are the same. */
const bestOrder = <M extends MemoryModel, S extends MemoryState>(
  settings: RecertificationSettings<M, S>,
  certificates: readonly Held<S>[],
): { readonly order: Order; readonly full: Draft<S> } =>
  ORDERS.map((order) => ({ order, full: draft(settings, certificates, order, 1) })).reduce((best, other) =>
    (other.full.missed.length - best.full.missed.length || other.full.expired.length - best.full.expired.length) < 0
      ? other
      : best,
  );

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
