import { type Graph, successors } from "../../core/graph/index.ts";

/**
 * A shortest cycle, as its nodes in the direction of the edges from its smallest node on, or `null` where there is none. Among
 * several as short as each other it is the one whose smallest node is smallest.
 *
 * From each node in turn a breadth-first walk looks for a way back, cut off at the best length so far; then the node is taken away,
 * and with it what is on no cycle any more. O(nodes + edges) without a cycle, O(nodes × edges) at worst.
 */
export const shortestCycle = (graph: Graph): readonly number[] | null => {
  const left = trimmed(graph);
  const walk: Walk = {
    cameFrom: new Int32Array(graph.nodeCount),
    seenFrom: new Int32Array(graph.nodeCount).fill(-1),
    queue: new Int32Array(graph.nodeCount),
  };
  let best: readonly number[] | null = null;
  for (let root = 0; root < graph.nodeCount; root += 1) {
    if (left.on[root] === 0) continue;
    const found = cycleThrough(graph, left.on, walk, root, best === null ? graph.nodeCount + 1 : best.length);
    if (found !== null) best = found;
    takeAway(graph, left, [root]);
  }
  return best;
};

/** Nodes that may still be on a cycle (1), and how many edges lead to each from such nodes. */
interface Left {
  readonly on: Uint8Array;
  readonly into: Int32Array;
}

/** Takes nodes away, and then every node to which no edge leads any more. */
const takeAway = (graph: Graph, { on, into }: Left, nodes: number[]): void => {
  for (const node of nodes) {
    on[node] = 0;
    for (const target of successors(graph, node)) {
      const remaining = (into[target] ?? 0) - 1;
      into[target] = remaining;
      if (remaining === 0 && on[target] === 1) nodes.push(target);
    }
  }
};

const trimmed = (graph: Graph): Left => {
  const into = new Int32Array(graph.nodeCount);
  for (const target of graph.targets) into[target] = (into[target] ?? 0) + 1;
  const left: Left = { on: new Uint8Array(graph.nodeCount).fill(1), into };
  const free: number[] = [];
  into.forEach((count, node) => {
    if (count === 0) free.push(node);
  });
  takeAway(graph, left, free);
  return left;
};

/** Scratch of the walks: `seenFrom[node]` is the root of the last walk that reached the node, by way of `cameFrom[node]`. */
interface Walk {
  readonly cameFrom: Int32Array;
  readonly seenFrom: Int32Array;
  readonly queue: Int32Array;
}

/** A shortest cycle through a node, if it is shorter than `bound`. */
const cycleThrough = (
  graph: Graph,
  on: Uint8Array,
  { cameFrom, seenFrom, queue }: Walk,
  root: number,
  bound: number,
): readonly number[] | null => {
  queue[0] = root;
  let first = 0;
  let end = 1;
  for (let length = 1; length < bound && first < end; length += 1) {
    // the nodes from `first` to `level` are `length - 1` edges away from the root; all indices stay within the scratch
    for (const level = end; first < level; first += 1) {
      const node = queue[first] as number;
      for (const target of successors(graph, node)) {
        if (target === root) return pathTo(cameFrom, root, node);
        if (on[target] === 0 || seenFrom[target] === root) continue;
        seenFrom[target] = root;
        cameFrom[target] = node;
        queue[end] = target;
        end += 1;
      }
    }
  }
  return null;
};

const pathTo = (cameFrom: Int32Array, root: number, end: number): readonly number[] => {
  const path = [end];
  for (let node = end; node !== root; ) {
    node = cameFrom[node] ?? root;
    path.push(node);
  }
  return path.reverse();
};
