import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Graph, graphFromEdges, reachable, reversed, successors } from "../../../src/core/graph/index.ts";

type Edge = readonly [from: number, to: number];

const graphOf = (nodeCount: number, edges: readonly Edge[]): Graph =>
  graphFromEdges(
    nodeCount,
    edges.map(([from]) => from),
    edges.map(([, to]) => to),
  );

const anyGraph = fc.integer({ min: 1, max: 9 }).chain((nodeCount) => {
  const node = fc.integer({ min: 0, max: nodeCount - 1 });
  return fc.record({ nodeCount: fc.constant(nodeCount), edges: fc.array(fc.tuple(node, node), { maxLength: 14 }) });
});

/** Slow twin: the transitive closure by Warshall's three loops. */
const closure = (nodeCount: number, edges: readonly Edge[]): boolean[][] => {
  const reach = Array.from({ length: nodeCount }, () => Array.from({ length: nodeCount }, () => false));
  for (const [from, to] of edges) (reach[from] ?? [])[to] = true;
  for (let k = 0; k < nodeCount; k += 1)
    for (let i = 0; i < nodeCount; i += 1)
      for (let j = 0; j < nodeCount; j += 1) if (reach[i]?.[k] && reach[k]?.[j]) (reach[i] ?? [])[j] = true;
  return reach;
};

describe("a graph from edges", () => {
  it("keeps the edges of each node in the order given, repeated ones too", () => {
    const graph = graphOf(4, [
      [2, 0],
      [0, 3],
      [2, 1],
      [0, 1],
      [2, 0],
    ]);
    expect([...successors(graph, 0)]).toEqual([3, 1]);
    expect([...successors(graph, 1)]).toEqual([]);
    expect([...successors(graph, 2)]).toEqual([0, 1, 0]);
    expect([...successors(graph, 3)]).toEqual([]);
  });

  it("reversed twice has the same edges, and reversed once has each turned round", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodeCount, edges }) => {
        const listed = (graph: Graph): string[] =>
          Array.from({ length: nodeCount }, (_, node) => [...successors(graph, node)].map((to) => `${node}>${to}`))
            .flat()
            .sort();
        const graph = graphOf(nodeCount, edges);
        expect(listed(reversed(graph))).toEqual(edges.map(([from, to]) => `${to}>${from}`).sort());
        expect(listed(reversed(reversed(graph)))).toEqual(listed(graph));
      }),
    );
  });
});

describe("reachable", () => {
  it("agrees with the transitive closure, the start itself left out", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodeCount, edges }) => {
        const reach = closure(nodeCount, edges);
        const graph = graphOf(nodeCount, edges);
        for (let start = 0; start < nodeCount; start += 1) {
          const expected = Array.from({ length: nodeCount }, (_, node) => node).filter(
            (node) => node !== start && reach[start]?.[node] === true,
          );
          expect([...reachable(graph, start)].sort((a, b) => a - b)).toEqual(expected);
        }
      }),
    );
  });

  it("lists the nearest first", () => {
    expect(
      reachable(
        graphOf(5, [
          [0, 3],
          [3, 1],
          [0, 4],
          [1, 2],
        ]),
        0,
      ),
    ).toEqual([3, 4, 1, 2]);
  });
});
