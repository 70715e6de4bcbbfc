/** Curves are products of fractions; a value this near to one half is one half (R's rule, the root of the machine epsilon). */
const SAME = 1.490_116_119_384_765_6e-8;

/**
 * The first time at which a falling curve is below one half; where it rests at exactly one half, the middle of that rest; `null` where it
 * never comes down to it. A `null` in the curve stands for a curve that has reached 0.
 */
export const medianTime = (time: readonly number[], curve: readonly (number | null)[]): number | null => {
  for (let at = 0; at < time.length; at += 1) {
    const value = curve[at] ?? 0;
    if (value > 0.5 + SAME) continue;
    const here = time[at] as number; // at < length
    if (value < 0.5 - SAME) return here;
    for (let next = at + 1; next < time.length; next += 1) {
      if ((curve[next] ?? 0) < 0.5 - SAME) return (here + (time[next] as number)) / 2; // next < length
    }
    return here;
  }
  return null;
};
