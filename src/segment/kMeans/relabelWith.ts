import type { AssignKernel } from "./kernel.ts";
import type { Labelling, Movers } from "./labelling.ts";

/**
 * Labels the points from `from` to `to` by a kernel from outside. Writes those whose label changed into `movers` and returns how many,
 * or -1 where the kernel throws or its labels are no centres.
 */
export const relabelWith = (
  assign: AssignKernel,
  labelling: Labelling,
  centres: Float64Array,
  from: number,
  to: number,
  movers: Movers,
): number => {
  const { labels } = labelling;
  const { coordinates, dimensions } = labelling.points;
  const found = new Int32Array(to - from).fill(-1);
  try {
    assign(coordinates.subarray(from * dimensions, to * dimensions), centres, dimensions, found);
  } catch {
    return -1;
  }
  const k = labelling.bounds.moves.length;
  let changed = 0;
  for (let place = 0; place < found.length; place += 1) {
    const after = found[place] as number; // place is below length
    if (after < 0 || after >= k) return -1;
    const before = labels[from + place] as number; // from + place is a point
    if (before === after) continue;
    labels[from + place] = after;
    movers.points[changed] = from + place;
    movers.before[changed] = before;
    changed += 1;
  }
  return changed;
};
