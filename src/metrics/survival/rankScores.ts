import { rowsOf, type Tally } from "./tally.ts";

/** A tally with the number of its group, and its stratum. */
export interface RankTally {
  readonly group: number;
  readonly stratum: string | null;
  readonly tally: Tally;
}

/** Observed and expected events of each group, and the covariance of their differences (row-major, the lower half). */
export interface RankScores {
  readonly rows: Float64Array;
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * Sums over strata and event times: O_j += w d_j, E_j += w d n_j / n, V_jk += w^2 d (n - d) / (n - 1) n_j / n (1{j = k} - n_k / n),
 * with w = S(t-)^rho, S the product-limit estimate of all groups of the stratum.
 */
export const rankScores = (counted: readonly RankTally[], groups: number, rho: number): RankScores => {
  const scores: RankScores = {
    rows: new Float64Array(groups),
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    covariance: new Float64Array(groups * groups),
  };
  for (const { group, tally } of counted) scores.rows[group] = (scores.rows[group] ?? 0) + rowsOf(tally);
  const strata = new Set(counted.map(({ stratum }) => stratum));
  for (const stratum of strata)
    addStratum(
      scores,
      counted.filter((one) => one.stratum === stratum).sort((a, b) => a.group - b.group),
      groups,
      rho,
    );
  return scores;
};

/** Walks the pooled times of a stratum once; each group has a pointer into its own. `counted` is in the order of the groups. */
const addStratum = (scores: RankScores, counted: readonly RankTally[], groups: number, rho: number): void => {
  const { observed, expected, covariance } = scores;
  const parts = counted.map(({ tally }) => tally);
  const size = parts.length;
  const here = Float64Array.from(parts, ({ fromStart }) => fromStart);
  const place = new Int32Array(size);
  const entryPlace = new Int32Array(size);
  const died = new Float64Array(size);
  let share = 1;
  // k < size and pointers stay within their columns, or read undefined, which is taken as infinity
  for (;;) {
    let now = Number.POSITIVE_INFINITY;
    for (let k = 0; k < size; k += 1) {
      const next = (parts[k] as Tally).time[place[k] as number] ?? Number.POSITIVE_INFINITY;
      if (next < now) now = next;
    }
    if (now === Number.POSITIVE_INFINITY) return;
    let n = 0;
    let d = 0;
    for (let k = 0; k < size; k += 1) {
      const tally = parts[k] as Tally;
      let entry = entryPlace[k] as number;
      while (entry < tally.entryTime.length && (tally.entryTime[entry] as number) < now) {
        here[k] = (here[k] as number) + (tally.entered[entry] as number);
        entry += 1;
      }
      entryPlace[k] = entry;
      const at = place[k] as number;
      const events = tally.time[at] === now ? (tally.events[at] as number) : 0;
      died[k] = events;
      d += events;
      n += here[k] as number;
    }
    if (d > 0) {
      const weight = rho === 0 ? 1 : share ** rho;
      const factor = n > 1 ? (weight * weight * d * (n - d)) / (n - 1) : 0;
      for (let k = 0; k < size; k += 1) {
        const j = (counted[k] as RankTally).group;
        const part = (here[k] as number) / n;
        observed[j] = (observed[j] as number) + weight * (died[k] as number);
        expected[j] = (expected[j] as number) + weight * d * part;
        if (factor === 0 || part === 0) continue;
        for (let l = 0; l <= k; l += 1) {
          const other = (counted[l] as RankTally).group;
          const own = l === k ? 1 : 0;
          const cell = j * groups + other;
          covariance[cell] = (covariance[cell] as number) + factor * part * (own - (here[l] as number) / n);
        }
      }
      share *= (n - d) / n;
    }
    for (let k = 0; k < size; k += 1) {
      const tally = parts[k] as Tally;
      const at = place[k] as number;
      if (tally.time[at] !== now) continue;
      here[k] = (here[k] as number) - (tally.events[at] as number) - (tally.censored[at] as number);
      place[k] = at + 1;
    }
  }
};
