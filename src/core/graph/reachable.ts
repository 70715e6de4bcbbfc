import { type Graph, successors } from "./graph.ts";

/**
 * The nodes to which a path leads from a node, nearest first, the node itself left out. On edges from prerequisite to dependent these
 * are all that build on it; on the reversed graph, all it builds on. O(nodes + edges reached).
 */
export const reachable = (graph: Graph, start: number): readonly number[] => {
  const seen = new Uint8Array(graph.nodeCount);
  seen[start] = 1;
  const queue = [start];
  for (const node of queue) {
    for (const target of successors(graph, node)) {
      if (seen[target] === 1) continue;
      seen[target] = 1;
      queue.push(target);
    }
  }
  queue.shift();
  return queue;
};
