import type { Transitions } from "./transitions.ts";

/** A grid without the nodes at which nothing arrives. */
export interface ReachedNodes {
  /** The nodes that are left, by their numbers on the whole grid, ascending. */
  readonly reached: readonly number[];
  /** Where they lead, by their new numbers: row `rung * reached + node`. */
  readonly nodes: Transitions;
  /** The visits of cards, by the new numbers of the nodes. */
  readonly visits: Transitions;
}

/**
 * The nodes that follow from visits of cards, at once or after more reviews: a third to two thirds of a grid. `follow` fills the next rows of `filled`
 * with where a node leads, one row for each of `rungs`.
 */
export const reachedNodes = (
  visits: Transitions,
  filled: Transitions,
  size: number,
  rungs: number,
  follow: (node: number) => void,
): ReachedNodes => {
  // every place is below the end of the last row filled, every node below size
  const seen = new Uint8Array(size);
  const queue: number[] = [];
  const see = ({ starts, nodes }: Transitions, from: number, to: number): void => {
    for (let k = starts[from] as number; k < (starts[to] as number); k += 1) {
      const node = nodes[k] as number;
      if (seen[node] === 1) continue;
      seen[node] = 1;
      queue.push(node);
    }
  };
  see(visits, 0, visits.starts.length - 1);
  for (let place = 0; place < queue.length; place += 1) {
    follow(queue[place] as number);
    see(filled, place * rungs, (place + 1) * rungs);
  }
  const count = queue.length;
  const reached = queue.slice().sort((a, b) => a - b);
  const numbers = new Int32Array(size);
  reached.forEach((node, number) => {
    numbers[node] = number;
  });
  const found = new Int32Array(size); // the place of a node in the queue
  queue.forEach((node, place) => {
    found[node] = place;
  });
  const starts = new Int32Array(count * rungs + 1);
  const nodes = new Int32Array(filled.starts[count * rungs] as number);
  const shares = new Float64Array(nodes.length);
  const seconds = new Float64Array(count * rungs);
  let end = 0;
  for (let rung = 0; rung < rungs; rung += 1)
    for (let number = 0; number < count; number += 1) {
      const from = (found[reached[number] as number] as number) * rungs + rung;
      const row = rung * count + number;
      seconds[row] = filled.seconds[from] as number;
      for (let k = filled.starts[from] as number; k < (filled.starts[from + 1] as number); k += 1) {
        nodes[end] = numbers[filled.nodes[k] as number] as number;
        shares[end] = filled.shares[k] as number;
        end += 1;
      }
      starts[row + 1] = end;
    }
  const last = visits.starts[visits.starts.length - 1] as number;
  return {
    reached,
    nodes: { starts, nodes, shares, seconds },
    visits: {
      ...visits,
      nodes: visits.nodes.subarray(0, last).map((node) => numbers[node] as number),
      shares: visits.shares.subarray(0, last),
    },
  };
};
