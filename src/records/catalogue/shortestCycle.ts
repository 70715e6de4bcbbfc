import { type Graph, successors } from "../../core/graph/index.ts";

/**
 * A shortest cycle, as its nodes in the direction of the edges from its smallest node on, or `null` where there is none. Among
 * several as short as each other it is the one that contains the smallest node. O(nodes × edges) at worst: a breadth-first walk
 * from each node that is on a cycle, cut off at the best length so far.
 */
export const shortestCycle = (graph: Graph): readonly number[] | null => {
  const onCycle = mayBeOnCycle(graph);
  let best: readonly number[] | null = null;
  for (let root = 0; root < graph.nodeCount; root += 1) {
    if (onCycle[root] === 0) continue;
    const found = cycleThrough(graph, onCycle, root, best === null ? Number.POSITIVE_INFINITY : best.length);
    if (found !== null) best = found;
    // no cycle is shorter than a node with an edge to itself
    if (best?.length === 1) break;
  }
  return best;
};

/** 1 for the nodes left when every node without an edge into it has been taken away, again and again. */
const mayBeOnCycle = (graph: Graph): Uint8Array => {
  const into = new Int32Array(graph.nodeCount);
  for (const target of graph.targets) into[target] = (into[target] ?? 0) + 1;
  const left = new Uint8Array(graph.nodeCount).fill(1);
  const free: number[] = [];
  into.forEach((count, node) => {
    if (count === 0) free.push(node);
  });
  for (const node of free) {
    left[node] = 0;
    for (const target of successors(graph, node)) {
      const remaining = (into[target] ?? 0) - 1;
      into[target] = remaining;
      if (remaining === 0) free.push(target);
    }
  }
  return left;
};

/** A shortest cycle through a node, if it is shorter than `bound`: breadth first, until an edge leads back. */
const cycleThrough = (graph: Graph, within: Uint8Array, root: number, bound: number): readonly number[] | null => {
  const cameFrom = new Int32Array(graph.nodeCount).fill(-1);
  const depth = new Int32Array(graph.nodeCount);
  const queue = [root];
  for (const node of queue) {
    const length = (depth[node] ?? 0) + 1;
    if (length >= bound) return null;
    for (const target of successors(graph, node)) {
      if (target === root) return pathTo(cameFrom, root, node);
      if (within[target] === 0 || cameFrom[target] !== -1) continue;
      cameFrom[target] = node;
      depth[target] = length;
      queue.push(target);
    }
  }
  return null;
};

const pathTo = (cameFrom: Int32Array, root: number, end: number): readonly number[] => {
  const path = [end];
  let node = end;
  while (node !== root) {
    node = cameFrom[node] ?? root;
    path.push(node);
  }
  return path.reverse();
};
