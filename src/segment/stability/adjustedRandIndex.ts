import type { CrossTable } from "./crossTable.ts";

const pairs = (count: number): number => (count * (count - 1)) / 2;

const pairsIn = (counts: Int32Array): number => counts.reduce((sum, count) => sum + pairs(count), 0);

/**
 * How far two groupings of the same things agree: 1 where they are the same up to names, 0 on average where the labels are shuffled,
 * below 0 where they agree less than that.
 *
 * (S - E) / ((A + B) / 2 - E), with S the pairs together in both, A and B those together in each, E = A B / all pairs. 1 where both put
 * everything together or both everything apart, and for fewer than two things. Source: Hubert & Arabie (1985), J. Classif. 2,
 * equation 5.
 */
export const adjustedRandIndex = ({ counts, rowSums, columnSums, total }: CrossTable): number => {
  const first = pairsIn(rowSums);
  const second = pairsIn(columnSums);
  const all = pairs(total);
  const trivial = first === second && (first === 0 || first === all);
  if (trivial) return 1;
  const expected = (first * second) / all;
  return (pairsIn(counts) - expected) / ((first + second) / 2 - expected);
};
