/**
 * The root of a monotone function, from its Newton step: `step(z)` is positive where the root lies to the right of z, negative where
 * it lies to the left, and may be infinite. A bracket guards each step; where Newton's rule would leave it, the bracket is halved.
 * Far from the root, steps are limited to a reach that doubles.
 *
 * Ends at a step below 1e-9 and takes it, so that the error left is of the order of its square.
 */
export const solveMonotone = (start: number, step: (z: number) => number): number => {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let z = start;
  let reach = 2;
  for (let k = 0; k < 400; k += 1) {
    const move = step(z);
    if (Math.abs(move) < 1e-9) return z + move;
    if (move > 0) low = z;
    else if (move < 0) high = z;
    else return Number.NaN;
    if (Math.abs(move) > reach) {
      z += move > 0 ? reach : -reach;
      reach *= 2;
    } else z += move;
    if (!(z > low && z < high)) {
      z = low + 0.5 * (high - low);
      if (!(z > low && z < high)) return z;
    }
  }
  return z;
};
