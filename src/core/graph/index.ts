export { assignment } from "./assignment.ts";
export { type Graph, graphFromEdges, reversed, successors } from "./graph.ts";
export { reachable } from "./reachable.ts";
