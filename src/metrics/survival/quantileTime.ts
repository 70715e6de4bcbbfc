/** Curves are products of fractions; a value this near to the share is the share (R's rule, the root of the machine epsilon). */
const SAME = 1.490_116_119_384_765_6e-8;

/**
 * The first time at which a falling curve is below `share`; where it rests at exactly that, the middle of that rest; `null` where it never
 * comes down to it. A `null` in the curve stands for a curve that has reached 0.
 */
export const quantileTime = (
  time: readonly number[],
  curve: readonly (number | null)[],
  share: number,
): number | null => {
  const at = firstBelow(curve, share + SAME, 0, true);
  if (at < 0) return null;
  const here = time[at] as number; // at < length
  if ((curve[at] ?? 0) < share - SAME) return here;
  const next = firstBelow(curve, share - SAME, at + 1, false);
  return next < 0 ? here : (here + (time[next] as number)) / 2; // next < length
};

/** The first place from `from` on at which the curve is below a bound, or at it where `orAt` says so; -1 where there is none. */
const firstBelow = (curve: readonly (number | null)[], bound: number, from: number, orAt: boolean): number => {
  for (let at = from; at < curve.length; at += 1) {
    const value = curve[at] ?? 0;
    if (value < bound || (orAt && value === bound)) return at;
  }
  return -1;
};
