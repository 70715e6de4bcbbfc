import { exp, log } from "../../core/numeric/elementary/index.ts";
import type { Labelled } from "./trainingHistories.ts";

// Four grades, so every index below is in range and each `as number` is true.

const PAIRS: readonly (readonly [lower: number, upper: number])[] = [
  [0, 1],
  [1, 2],
  [2, 3],
  [0, 2],
  [1, 3],
  [0, 3],
];
/** ln S(hard) = 0.41 ln S(again) + 0.59 ln S(good). */
const HARD_FROM_AGAIN = 0.41;
/** ln S(good) = 0.46 ln S(hard) + 0.54 ln S(easy). */
const GOOD_FROM_HARD = 0.46;

/** For each first grade how many cards have a label. */
export const firstGradeCounts = ({ offsets, grades }: Labelled): Float64Array => {
  const counts = new Float64Array(4);
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const grade = grades[offsets[card] as number] as number;
    counts[grade - 1] = (counts[grade - 1] as number) + 1;
  }
  return counts;
};

/** The logarithms of the four from those that are known, by the two relations above; at least two are known. */
const interpolated = (known: readonly (number | null)[]): readonly [number, number, number, number] => {
  const [again, hard, good, easy] = known;
  const hasHard = hard !== null && hard !== undefined;
  const hasGood = good !== null && good !== undefined;
  const a = again ?? 0;
  const e = easy ?? 0;
  const h = HARD_FROM_AGAIN;
  const g = GOOD_FROM_HARD;
  let s2 = hard ?? 0;
  let s3 = good ?? 0;
  if (!hasHard && hasGood) s2 = again === null ? (s3 - (1 - g) * e) / g : h * a + (1 - h) * s3;
  else if (!hasHard) {
    s2 = (h * a + (1 - h) * (1 - g) * e) / (1 - (1 - h) * g);
    s3 = g * s2 + (1 - g) * e;
  } else if (!hasGood) s3 = easy === null ? (s2 - h * a) / (1 - h) : g * s2 + (1 - g) * e;
  return [again ?? (s2 - (1 - h) * s3) / h, s2, s3, easy ?? (s3 - g * s2) / (1 - g)];
};

/**
 * Puts the four first stabilities in order and fills in those of grades that no card started with, as the published trainer does: of two that are
 * out of order, the one with fewer cards takes the other's value; a missing one follows from its neighbours by geometric interpolation;
 * where only one is known, the defaults are scaled by it; where none is, all stay as they are.
 *
 * @param stabilities again to easy, above 0
 * @param counts cards that started with each grade
 * @param defaults what is scaled where only one is known
 */
export const orderedFirstStabilities = (
  stabilities: readonly number[],
  counts: Float64Array,
  defaults: readonly number[],
): readonly number[] => {
  const has = (k: number): boolean => (counts[k] as number) > 0;
  const ordered = [...stabilities];
  for (const [lower, upper] of PAIRS) {
    const [small, large] = [ordered[lower] as number, ordered[upper] as number];
    if (!(has(lower) && has(upper) && small > large)) continue;
    if ((counts[lower] as number) > (counts[upper] as number)) ordered[upper] = small;
    else ordered[lower] = large;
  }
  const known = ordered.map((s, k) => (has(k) ? log(s) : null));
  const found = known.filter((s) => s !== null).length;
  if (found === 0) return ordered;
  if (found === 4) return ordered;
  if (found === 1) {
    const k = known.findIndex((s) => s !== null);
    const scale = (ordered[k] as number) / (defaults[k] as number);
    return defaults.map((s, i) => (i === k ? (ordered[k] as number) : s * scale));
  }
  return interpolated(known).map((s, k) => (has(k) ? (ordered[k] as number) : exp(s)));
};

/** The search goes on until the interval is this narrow. */
const NARROW = 1e-6;

/**
 * First stabilities by themselves, from the first review on a later day alone, as the published trainer starts: for each first grade the S in [0.001, 100] that
 * minimises Σ n · cross-entropy(smoothed share recalled, R(t, S)) + |S - default| / 16 over the waits t, where the smoothed share is (n · share + mean recall) /
 * (n + 1). Ternary search. A grade without cards keeps its default.
 *
 * @param recallAfter recall `days` after a first review that left this stability
 */
export const fitFirstStabilities = (
  { offsets, grades, elapsedDays, weights, labels, forgotten }: Labelled,
  defaults: readonly number[],
  recallAfter: (stability: number, days: number) => number,
): readonly number[] => {
  const groups: Map<number, { n: number; recalled: number }>[] = [new Map(), new Map(), new Map(), new Map()];
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const from = offsets[card] as number;
    const to = offsets[card + 1] as number;
    let row = from + 1;
    while (row < to && (weights[row] === 0 || (elapsedDays[row] as number) < 1)) row += 1;
    const group = groups[(grades[from] as number) - 1];
    if (row === to || group === undefined) continue;
    const days = elapsedDays[row] as number;
    const counts = group.get(days) ?? { n: 0, recalled: 0 };
    counts.n += 1;
    if ((grades[row] as number) > 1) counts.recalled += 1;
    group.set(days, counts);
  }
  const mean = 1 - forgotten / labels;
  return groups.map((group, k) => {
    const usual = defaults[k] as number;
    if (group.size === 0) return usual;
    const cost = (s: number): number => {
      let sum = Math.abs(s - usual) / 16;
      for (const [days, { n, recalled }] of group) {
        const share = (recalled + mean) / (n + 1);
        const r = Math.min(Math.max(recallAfter(s, days), 1e-7), 1 - 1e-7);
        sum -= n * (share * log(r) + (1 - share) * log(1 - r));
      }
      return sum;
    };
    let low = 0.001;
    let high = 100;
    while (high - low > NARROW) {
      const left = low + (high - low) / 3;
      const right = high - (high - low) / 3;
      if (cost(left) < cost(right)) high = right;
      else low = left;
    }
    return (low + high) / 2;
  });
};
