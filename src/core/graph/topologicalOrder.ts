import { type Graph, successors } from "./graph.ts";

/**
 * The nodes in an order in which every edge leads forward, or `null` where a cycle forbids it. Among the nodes that may come next the
 * smallest is taken, so that an order given by an author is kept wherever the edges allow. O((nodes + edges) log nodes).
 */
export const topologicalOrder = (graph: Graph): readonly number[] | null => {
  const { nodeCount, targets } = graph;
  const waitingFor = new Int32Array(nodeCount);
  for (const target of targets) waitingFor[target] = (waitingFor[target] ?? 0) + 1;
  const ready: number[] = [];
  for (let node = 0; node < nodeCount; node += 1) if (waitingFor[node] === 0) push(ready, node);
  const order: number[] = [];
  while (ready.length > 0) {
    const node = pop(ready);
    order.push(node);
    for (const target of successors(graph, node)) {
      const left = (waitingFor[target] as number) - 1; // a node of the graph
      waitingFor[target] = left;
      if (left === 0) push(ready, target);
    }
  }
  return order.length === nodeCount ? order : null;
};

// A binary heap with the smallest number at 0: the children of i are 2i + 1 and 2i + 2. Indices below stay within its length.
const push = (heap: number[], value: number): void => {
  let place = heap.length;
  heap.push(value);
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent] as number;
    if (above <= value) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = value;
};

const pop = (heap: number[]): number => {
  const smallest = heap[0] as number;
  const last = heap.pop() as number;
  const length = heap.length;
  if (length === 0) return smallest;
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= length) break;
    if (child + 1 < length && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
    if ((heap[child] as number) >= last) break;
    heap[place] = heap[child] as number;
    place = child;
  }
  heap[place] = last;
  return smallest;
};
