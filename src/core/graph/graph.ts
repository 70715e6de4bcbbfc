/**
 * A directed graph on the nodes 0 to `nodeCount - 1`. The edges that leave node i go to
 * `targets[starts[i]] … targets[starts[i + 1] - 1]`, in the order in which they were given.
 */
export interface Graph {
  readonly nodeCount: number;
  /** Length `nodeCount + 1`. */
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

/** The graph with edges `from[e] -> to[e]`. O(nodes + edges). */
export const graphFromEdges = (nodeCount: number, from: readonly number[], to: readonly number[]): Graph => {
  const starts = new Int32Array(nodeCount + 1);
  for (const node of from) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodeCount; node += 1) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice();
  const targets = new Int32Array(from.length);
  for (const [edge, node] of from.entries()) {
    const place = next[node] ?? 0;
    targets[place] = to[edge] ?? 0;
    next[node] = place + 1;
  }
  return { nodeCount, starts, targets };
};

/** The nodes to which an edge leads from a node. */
export const successors = (graph: Graph, node: number): Int32Array =>
  graph.targets.subarray(graph.starts[node] ?? 0, graph.starts[node + 1] ?? 0);

/** The graph with every edge turned round. O(nodes + edges). */
export const reversed = (graph: Graph): Graph => {
  const from: number[] = [];
  const to: number[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) {
    for (const target of successors(graph, node)) {
      from.push(target);
      to.push(node);
    }
  }
  return graphFromEdges(graph.nodeCount, from, to);
};
