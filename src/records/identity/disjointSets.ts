/** Numbers 0 to n - 1 in sets that can be joined. */
export interface DisjointSets {
  /** The number that stands for the set of a number. */
  find(number: number): number;
  /** Joins the sets of two numbers and gives the number that stands for both. */
  join(one: number, other: number): number;
}

/** n sets of one. Union by size with halving of paths: any m operations take all but O(m) (Tarjan and van Leeuwen, 1984). */
export const disjointSets = (n: number): DisjointSets => {
  const parent = Int32Array.from({ length: n }, (_, number) => number);
  const size = new Int32Array(n).fill(1);
  const find = (number: number): number => {
    let at = number;
    // parents are numbers of the structure, so every read below is in range
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  return {
    find,
    join: (one, other) => {
      const [a, b] = [find(one), find(other)];
      if (a === b) return a;
      const [large, small] = (size[a] as number) >= (size[b] as number) ? [a, b] : [b, a]; // in range: found above
      parent[small] = large;
      size[large] = (size[large] as number) + (size[small] as number); // in range: found above
      return large;
    },
  };
};
