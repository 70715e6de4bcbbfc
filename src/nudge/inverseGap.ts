/**
 * Probabilities of the alternatives that are left, by inverse gap weighting: where K alternatives were considered and the best of
 * those left has expected reward mu*, one with less has
 *
 *   p = 1 / (K + gamma (mu* - mu)),
 *
 * and the best have the rest, in equal parts where several are tied (Abe and Long 1999; Foster and Rakhlin 2020, "Beyond UCB",
 * algorithm 1, where K is the parameter mu). Every p is positive, and the best is never less likely than another.
 *
 * K counts what was considered, not what the rules have left. Were it otherwise, a rule that strikes out a poor alternative would
 * raise the probability of the others; so it only ever raises that of the best, and a rule against a message never makes another
 * message likelier at the cost of "nothing".
 */
export const inverseGapProbabilities = (
  expected: readonly number[],
  gamma: number,
  considered: number,
): readonly number[] => {
  let best = Number.NEGATIVE_INFINITY;
  for (const mu of expected) best = Math.max(best, mu);
  let rest = 1;
  let tied = 0;
  for (const mu of expected) {
    if (mu === best) tied += 1;
    else rest -= 1 / (considered + gamma * (best - mu));
  }
  return expected.map((mu) => (mu === best ? rest / tied : 1 / (considered + gamma * (best - mu))));
};

/** Draws an index: the first whose cumulated probability exceeds `uniform`, a number in [0, 1). */
export const drawIndex = (probabilities: readonly number[], uniform: number): number => {
  let cumulated = 0;
  for (let index = 0; index < probabilities.length - 1; index += 1) {
    cumulated += probabilities[index] as number; // in range: index < probabilities.length
    if (uniform < cumulated) return index;
  }
  return probabilities.length - 1;
};
