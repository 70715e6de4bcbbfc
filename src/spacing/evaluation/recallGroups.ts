// Places below are below the number of reviews, so each `as number` is true.

/** Where the smallest groups end that part no days and each have so many learners. Who is left is too few for a group: they join the last. */
const cellEnds = (days: Float64Array, learner: Uint32Array, smallest: number): readonly number[] => {
  const n = days.length;
  const ends: number[] = [];
  let seen = new Set<number>();
  for (let end = 1; end <= n; end += 1) {
    seen.add(learner[end - 1] as number);
    if ((end < n && days[end] === days[end - 1]) || seen.size < smallest) continue;
    ends.push(end);
    seen = new Set();
  }
  return [...ends.slice(0, -1), n];
};

/**
 * Where groups of about the same size end, and how many learners they have. They are put together from the smallest groups, whose ends depend on
 * the log alone: so what two answers with other `groups` differ by is a smallest group too.
 */
export const groupEnds = (
  days: Float64Array,
  learner: Uint32Array,
  groups: number,
  smallest: number,
): { readonly ends: readonly number[]; readonly learners: readonly number[] } => {
  const n = days.length;
  const ends: number[] = [];
  let group = 1;
  for (const end of cellEnds(days, learner, smallest)) {
    if (end < Math.floor((group * n) / groups)) continue;
    ends.push(end);
    while (Math.floor((group * n) / groups) <= end && group < groups) group += 1;
  }
  return { ends, learners: ends.map((end, place) => new Set(learner.subarray(ends[place - 1] ?? 0, end)).size) };
};
