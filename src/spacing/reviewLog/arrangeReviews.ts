import { type CompiledZone, studyDay } from "../../core/time/index.ts";
import { DAY_MS } from "../moment.ts";
import type { ReviewLog } from "./reviewLog.ts";

/** Reviews in the order in which they were given; all values are valid. */
export interface GivenReviews {
  /** For each row which card, as a place in `cards`. */
  readonly card: Int32Array;
  readonly grades: Uint8Array;
  readonly at: Float64Array;
  /** The study days as given; `null` where they follow from the instants. */
  readonly day: Int32Array | null;
  readonly cards: readonly string[];
  /** For each of `cards` whose it is; `null` where no learners were given. */
  readonly learners: readonly string[] | null;
}

/** How to arrange them. */
export interface Arrangement {
  /** `null`: study days are UTC days. */
  readonly zone: CompiledZone | null;
  readonly cutoffHour: number;
  readonly minimumReviews: number;
  /** Reviews from here on are left out; `Infinity` where none is. */
  readonly until: number;
}

// Rows below are below the number of rows, cards below the number of cards, places below the number of rows taken, so each `as number` is true.

/** The rows before `until`, card by card, in the order in which they were given: with the place of each card's first among them. */
const byCard = (given: GivenReviews, until: number): { readonly order: Uint32Array; readonly starts: Uint32Array } => {
  const { card, at, cards } = given;
  const starts = new Uint32Array(cards.length + 1);
  for (let row = 0; row < card.length; row += 1)
    if ((at[row] as number) < until)
      starts[(card[row] as number) + 1] = (starts[(card[row] as number) + 1] as number) + 1;
  for (let c = 0; c < cards.length; c += 1) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number);
  const order = new Uint32Array(starts[cards.length] as number);
  const next = starts.slice();
  for (let row = 0; row < card.length; row += 1) {
    if (!((at[row] as number) < until)) continue;
    const c = card[row] as number;
    const place = next[c] as number;
    order[place] = row;
    next[c] = place + 1;
  }
  return { order, starts };
};

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Puts rows into a log. */
export const arrangeReviews = (
  given: GivenReviews,
  { zone, cutoffHour, minimumReviews, until }: Arrangement,
): ReviewLog => {
  const { grades, at, day, cards, learners } = given;
  const { order, starts } = byCard(given, until);
  const dayOf = (row: number): number => {
    if (day !== null) return day[row] as number;
    return zone === null ? Math.floor((at[row] as number) / DAY_MS) : studyDay(zone, at[row] as number, cutoffHour);
  };
  const earlier = (a: number, b: number): number =>
    (at[a] as number) - (at[b] as number) || (grades[a] as number) - (grades[b] as number) || dayOf(a) - dayOf(b);
  let unordered = 0;
  let repeated = 0;
  let contradicted = 0;
  let shortHistories = 0;
  let inShortHistories = 0;
  const ends = new Uint32Array(cards.length); // one past the last place of each card that is kept
  const kept: number[] = [];
  for (let c = 0; c < cards.length; c += 1) {
    const start = starts[c] as number;
    const end = starts[c + 1] as number;
    if (start === end) continue;
    let sorted = true;
    let latest = Number.NEGATIVE_INFINITY;
    for (let place = start; place < end; place += 1) {
      const when = at[order[place] as number] as number;
      if (when < latest) unordered += 1;
      if (when <= latest)
        sorted = false; // the same instant: the grades decide
      else latest = when;
    }
    if (!sorted) order.subarray(start, end).sort(earlier);
    let to = start;
    for (let place = start; place < end; place += 1) {
      const row = order[place] as number;
      const last = order[to - 1] as number;
      if (to > start && at[row] === at[last]) {
        repeated += 1;
        if (grades[row] !== grades[last]) contradicted += 1;
      } else {
        order[to] = row;
        to += 1;
      }
    }
    if (to - start < minimumReviews) {
      shortHistories += 1;
      inShortHistories += to - start;
    } else {
      ends[c] = to;
      kept.push(c);
    }
  }
  const firstAt = (c: number): number => at[order[starts[c] as number] as number] as number;
  const nameOf = (names: readonly string[] | null, c: number): string => names?.[c] ?? "";
  kept.sort(
    (a, b) =>
      firstAt(a) - firstAt(b) ||
      before(nameOf(learners, a), nameOf(learners, b)) ||
      before(nameOf(cards, a), nameOf(cards, b)),
  );
  const reviews = kept.reduce((sum, c) => sum + (ends[c] as number) - (starts[c] as number), 0);
  const log = {
    offsets: new Uint32Array(kept.length + 1),
    grades: new Uint8Array(reviews),
    at: new Float64Array(reviews),
    day: new Int32Array(reviews),
    cards: kept.map((c) => nameOf(cards, c)),
    ...(learners === null ? {} : { learners: kept.map((c) => nameOf(learners, c)) }),
  };
  let to = 0;
  for (let k = 0; k < kept.length; k += 1) {
    const c = kept[k] as number;
    for (let place = starts[c] as number; place < (ends[c] as number); place += 1) {
      const row = order[place] as number;
      log.grades[to] = grades[row] as number;
      log.at[to] = at[row] as number;
      log.day[to] = dayOf(row);
      to += 1;
    }
    log.offsets[k + 1] = to;
  }
  const rows = given.card.length;
  const afterUntil = rows - order.length;
  const counts = {
    rows,
    reviews,
    cards: kept.length,
    repeated,
    contradicted,
    unordered,
    afterUntil,
    shortHistories,
    inShortHistories,
  };
  return { ...log, counts };
};
