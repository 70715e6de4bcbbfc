/** So many times share a box on average. */
const PER_BOX = 2;

/** A box with more than this is sorted natively, and so is a list that is no longer. */
const MANY = 32;

/**
 * Times, at least 0 and finite, in ascending order. They are thrown into boxes of equal width, in one pass, and each box is sorted for itself: O(n)
 * where times spread, and no worse than a native sort, O(n log n), where nearly all of them fall into one box.
 */
export const sortTimes = (times: Float64Array): Float64Array => {
  const count = times.length;
  let last = 0;
  for (let row = 0; row < count; row += 1) if ((times[row] as number) > last) last = times[row] as number; // row < count
  const boxes = Math.ceil(count / PER_BOX);
  const scale = (boxes - 1) / last;
  if (count <= MANY || !Number.isFinite(scale)) return times.slice().sort();
  // a product rounds in the order of its factors, so that no later time has an earlier box; the last time has the last box
  const starts = new Int32Array(boxes + 1);
  for (let row = 0; row < count; row += 1) {
    const box = ((times[row] as number) * scale) | 0;
    starts[box + 1] = (starts[box + 1] as number) + 1;
  }
  for (let box = 0; box < boxes; box += 1) starts[box + 1] = (starts[box + 1] as number) + (starts[box] as number);
  const sorted = new Float64Array(count);
  // from here on starts[box] is the place of its next time, and in the end the start of the box after it
  for (let row = 0; row < count; row += 1) {
    const time = times[row] as number;
    const box = (time * scale) | 0;
    const place = starts[box] as number;
    sorted[place] = time;
    starts[box] = place + 1;
  }
  for (let box = 0, from = 0; box < boxes; box += 1) {
    const to = starts[box] as number;
    if (to - from > MANY) sorted.subarray(from, to).sort();
    else insertAll(sorted, from, to);
    from = to;
  }
  return sorted;
};

/** Sorts a few in place: each is put where it belongs among those before it. */
const insertAll = (times: Float64Array, from: number, to: number): void => {
  for (let at = from + 1; at < to; at += 1) {
    const time = times[at] as number; // from <= place <= at < to <= length
    let place = at;
    while (place > from && (times[place - 1] as number) > time) {
      times[place] = times[place - 1] as number;
      place -= 1;
    }
    times[place] = time;
  }
};
