/**
 * Moves `weights[from]` up to `weights[to]`, in place, to the nearest numbers that do not fall (least squares): neighbours out of order take their
 * mean, until none is (pool adjacent violators; Barlow et al. 1972).
 */
export const makeNonDecreasing = (weights: Float64Array, from: number, to: number): void => {
  // each index below lies in [from, to]
  for (let end = from + 1; end <= to; end += 1) {
    let start = end;
    let mean = weights[end] as number;
    while (start > from && (weights[start - 1] as number) > mean) {
      start -= 1;
      // everything equal to its neighbour on the left belongs to the same pool
      while (start > from && weights[start - 1] === weights[start]) start -= 1;
      mean = 0;
      for (let k = start; k <= end; k += 1) mean += (weights[k] as number) / (end - start + 1);
    }
    if (start < end) weights.fill(mean, start, end + 1);
  }
};
