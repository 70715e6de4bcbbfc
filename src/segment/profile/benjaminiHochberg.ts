/**
 * p-values adjusted so that those at most q hold, on average, no larger share of false discoveries than q: for the p of rank r among m,
 * the smallest of p m / rank over its own rank and all above, at most 1. In the order given. Source: Benjamini & Hochberg (1995), J. R.
 * Stat. Soc. B 57 (R: `p.adjust(p, "BH")`).
 */
export const benjaminiHochberg = (pValues: readonly number[]): readonly number[] => {
  const m = pValues.length;
  const order = pValues.map((_, at) => at).sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0));
  const adjusted = new Array<number>(m).fill(1);
  let least = 1;
  order.forEach((at, place) => {
    least = Math.min(least, (m / (m - place)) * (pValues[at] ?? 1));
    adjusted[at] = least;
  });
  return adjusted;
};
