/** The days among which one sibling may choose. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

/** Up to so many siblings every order is looked at; beyond, only that of the ends of their ranges. */
const EXACT_SIBLINGS = 10;

/** The first day at or after one on which a sibling may be reviewed. */
export type NextDay = (day: number, sibling: number) => number;

/**
 * The order in which days at least `gap` apart can be found, or `null`. For each set of siblings the earliest day on which the last of them can
 * stand is all that matters for the others: 2^n sets, n ways to add one.
 */
const anyOrder = (ranges: readonly DayRange[], gap: number, next: NextDay): readonly number[] | null => {
  const n = ranges.length;
  const all = (1 << n) - 1;
  const earliest = new Float64Array(all + 1).fill(Number.POSITIVE_INFINITY);
  const latestAdded = new Int8Array(all + 1);
  earliest[0] = Number.NEGATIVE_INFINITY;
  for (let set = 0; set < all; set += 1) {
    const from = earliest[set] as number; // in range, here and below
    if (from === Number.POSITIVE_INFINITY) continue;
    for (let one = 0; one < n; one += 1) {
      if ((set & (1 << one)) !== 0) continue;
      const { first, last } = ranges[one] as DayRange;
      const day = next(Math.max(first, from + gap), one);
      const larger = set | (1 << one);
      if (day > last || day >= (earliest[larger] as number)) continue;
      earliest[larger] = day;
      latestAdded[larger] = one;
    }
  }
  if (earliest[all] === Number.POSITIVE_INFINITY) return null;
  const order: number[] = [];
  for (let set = all; set > 0; set &= ~(1 << (latestAdded[set] as number))) order.unshift(latestAdded[set] as number);
  return order;
};

/** The order of the ends of their ranges, if days at least `gap` apart can be found in it. */
const byEnds = (ranges: readonly DayRange[], gap: number, next: NextDay): readonly number[] | null => {
  const order = ranges
    .map((_, one) => one)
    .sort((one, other) => {
      const a = ranges[one] as DayRange; // in range, both
      const b = ranges[other] as DayRange;
      return a.last - b.last || a.first - b.first || one - other;
    });
  let day = Number.NEGATIVE_INFINITY;
  for (const one of order) {
    const { first, last } = ranges[one] as DayRange; // as above
    day = next(Math.max(first, day + gap), one);
    if (day > last) return null;
  }
  return order;
};

/** Days, one in each range, of which the two nearest lie as far apart as can be. */
export interface Spread {
  readonly days: readonly number[];
  readonly gap: number;
}

/**
 * Days in ranges so that the smallest gap is as large as it can be: bisection on the gap, then each sibling as late as that gap allows, from
 * the last one back. Every range has a day on which there may be a review. Exact up to ten ranges; beyond, siblings come in the order of the
 * ends of their ranges, as in fsrs4anki-helper.
 */
export const widestGap = (ranges: readonly DayRange[], next: NextDay): Spread => {
  const inOrder = ranges.length <= EXACT_SIBLINGS ? anyOrder : byEnds;
  const end = ranges.reduce((latest, { last }) => Math.max(latest, last), Number.NEGATIVE_INFINITY);
  const start = ranges.reduce((earliest, { first }) => Math.min(earliest, first), Number.POSITIVE_INFINITY);
  let gap = 0;
  let order = inOrder(ranges, 0, next) as readonly number[]; // a gap of none is always there
  for (let tooWide = end - start + 1; tooWide - gap > 1; ) {
    const middle = Math.floor((gap + tooWide) / 2);
    const found = inOrder(ranges, middle, next);
    if (found === null) tooWide = middle;
    else {
      gap = middle;
      order = found;
    }
  }
  const days: number[] = new Array(ranges.length).fill(0);
  let limit = Number.POSITIVE_INFINITY;
  for (let place = order.length - 1; place >= 0; place -= 1) {
    const one = order[place] as number; // in range, here and below
    const { first, last } = ranges[one] as DayRange;
    let day = Math.min(last, limit);
    while (day > first && next(day, one) !== day) day -= 1;
    days[one] = day;
    limit = day - gap;
  }
  return { days, gap };
};
