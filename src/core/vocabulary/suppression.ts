/**
 * A table with its totals, as a circulation: every count flows along an edge, and what flows into a node flows out of it. Rows and
 * columns are nodes; a cell flows from its row to its column, a column's total from the column to the node of totals, the grand
 * total from there to its twin, and a row's total from the twin back to the row.
 */
export interface Circulation {
  readonly nodes: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Counts, whole and not negative. */
  readonly value: readonly number[];
  /** True of totals, which are given up only where no set of cells will do. */
  readonly isTotal: readonly boolean[];
}

/** What has to be hidden, and how well. */
export interface Protection {
  /** Counts from `lowest` up to one below this are hidden; a hidden count must stay possible over a range at least this wide. */
  readonly smallestGroup: number;
  /** The least that a hidden count can be, as everybody knows: 1 where zeros are shown, else 0. */
  readonly lowest: 0 | 1;
}

/**
 * Which counts to hide, so that none of them can be told from those shown.
 *
 * A reader of the table knows what is shown, that counts are whole and at least `lowest`, and that rows and columns add up. What he
 * can conclude of a hidden count x is the interval of its values over all circulations that agree with what is shown: from x - D to
 * x + U, where U is the greatest flow back from the head of its edge to the tail through hidden edges (each can grow without limit, and
 * shrink to `lowest`), and D likewise the other way. Small counts are hidden first; then, until U + D is at least `smallestGroup`
 * for every hidden count, a cheapest path that lets it grow far enough is hidden too, cells before totals and small counts before large;
 * last, whatever the others can do without is shown again, totals before cells and large counts before small.
 *
 * Never fails: along totals every count can grow without limit. No count is hidden in vain, but fewer might do: to find the fewest is
 * NP-hard (Fischetti and Salazar-Gonzalez, 2001).
 *
 * Source: Gusfield (1988), "A graph theoretic approach to statistical data security", SIAM J. Comput. 17, 552-571.
 *
 * Cost: for each hidden count a few searches of the table.
 */
export const hiddenEdges = (table: Circulation, protection: Protection): readonly boolean[] => {
  const { smallestGroup, lowest } = protection;
  const small = table.value.map((count) => count >= lowest && count < smallestGroup);
  const network: Network = {
    table,
    smallestGroup,
    hidden: [...small],
    slack: table.value.map((count) => count - lowest),
    price: prices(table),
    arcs: arcsOf(table),
  };
  hideUntilSafe(network);
  showWhatIsNotNeeded(network, small);
  return network.hidden;
};

const hideUntilSafe = (network: Network): void => {
  const { table, hidden, smallestGroup } = network;
  const waiting = edgesOf(hidden).sort((a, b) => (table.value[a] ?? 0) - (table.value[b] ?? 0));
  for (const edge of waiting) {
    const { shrinks, grows } = doubtAbout(network, edge);
    if (shrinks + grows >= smallestGroup) continue;
    for (const added of cheapestPath(network, edge, smallestGroup - shrinks)) {
      hidden[added] = true;
      waiting.push(added); // the loop comes to it
    }
  }
};

/** Shows again what was hidden for the sake of others that can do without it. */
const showWhatIsNotNeeded = (network: Network, small: readonly boolean[]): void => {
  const { hidden, smallestGroup, price } = network;
  const rests = new Map(edgesOf(hidden).map((edge) => [edge, doubtAbout(network, edge).via]));
  const candidates = [...rests.keys()]
    .filter((edge) => small[edge] !== true)
    .sort((a, b) => (price[b] ?? 0) - (price[a] ?? 0));
  for (const candidate of candidates) {
    hidden[candidate] = false;
    const shaken = [...rests].filter(([edge, via]) => edge !== candidate && via.has(candidate));
    const anew = shaken.map(([edge]) => ({ edge, ...doubtAbout(network, edge) }));
    if (anew.every(({ shrinks, grows }) => shrinks + grows >= smallestGroup)) {
      rests.delete(candidate);
      for (const { edge, via } of anew) rests.set(edge, via);
    } else hidden[candidate] = true;
  }
};

const edgesOf = (hidden: readonly boolean[]): number[] => hidden.flatMap((isHidden, edge) => (isHidden ? [edge] : []));

/** What it costs the reader not to see a count: as much as it counts, and a total more than all cells together. */
const prices = (table: Circulation): readonly number[] => {
  const allTogether = table.value.reduce((sum, count) => sum + count, 0);
  return table.value.map((count, edge) => (table.isTotal[edge] === true ? count + allTogether : count));
};

/** In how much doubt a hidden count is, up to what is asked for, and which other hidden counts that rests on. */
interface Doubt {
  readonly shrinks: number;
  readonly grows: number;
  readonly via: ReadonlySet<number>;
}

const doubtAbout = (network: Network, edge: number): Doubt => {
  const { table, slack, smallestGroup } = network;
  const tail = table.from[edge] as number; // every edge has two ends
  const head = table.to[edge] as number;
  const via = new Set<number>();
  const shrinks = flow(network, edge, tail, head, Math.min(smallestGroup, slack[edge] as number), via);
  const grows = flow(network, edge, head, tail, smallestGroup - shrinks, via);
  return { shrinks, grows, via };
};

/** An edge as walked: forward its count grows, backward it shrinks. */
interface Arc {
  readonly edge: number;
  readonly forward: boolean;
  readonly next: number;
}

interface Network {
  readonly table: Circulation;
  readonly smallestGroup: number;
  /** What is hidden so far. */
  readonly hidden: boolean[];
  /** By how much each count may shrink as seen by who does not know it; each may grow without limit. */
  readonly slack: readonly number[];
  readonly price: readonly number[];
  readonly arcs: readonly (readonly Arc[])[];
}

const arcsOf = (table: Circulation): readonly (readonly Arc[])[] => {
  const arcs = Array.from({ length: table.nodes }, (): Arc[] => []);
  table.from.forEach((tail, edge) => {
    const head = table.to[edge] as number; // every edge has two ends, both of them nodes
    arcs[tail]?.push({ edge, forward: true, next: head });
    arcs[head]?.push({ edge, forward: false, next: tail });
  });
  return arcs;
};

/**
 * The greatest flow between two nodes through hidden edges other than one, up to a limit (Ford and Fulkerson, breadth first). The edges
 * it takes are added to `via`.
 */
const flow = (
  network: Network,
  except: number,
  source: number,
  sink: number,
  limit: number,
  via: Set<number>,
): number => {
  const grown = new Map<number, number>();
  const room = ({ edge, forward }: Arc): number => {
    if (edge === except || network.hidden[edge] !== true) return 0;
    return forward ? Number.POSITIVE_INFINITY : (network.slack[edge] ?? 0) + (grown.get(edge) ?? 0);
  };
  let flown = 0;
  while (flown < limit) {
    const path = shortestPath(network, source, sink, room);
    if (path === null) break;
    const step = path.reduce((least, arc) => Math.min(least, room(arc)), limit - flown);
    for (const { edge, forward } of path) {
      grown.set(edge, (grown.get(edge) ?? 0) + (forward ? step : -step));
      via.add(edge);
    }
    flown += step;
  }
  return flown;
};

/** A path of fewest edges that all have room, or `null`. */
const shortestPath = (
  network: Network,
  source: number,
  sink: number,
  room: (arc: Arc) => number,
): readonly Arc[] | null => {
  const reachedBy: (Arc | undefined)[] = [];
  const queue = [source];
  for (const node of queue) {
    if (node === sink) return walkBack(network, reachedBy, source, sink);
    for (const arc of network.arcs[node] ?? []) {
      if (arc.next === source || reachedBy[arc.next] !== undefined || room(arc) <= 0) continue;
      reachedBy[arc.next] = arc;
      queue.push(arc.next);
    }
  }
  return null;
};

const walkBack = (
  { table }: Network,
  reachedBy: readonly (Arc | undefined)[],
  source: number,
  sink: number,
): readonly Arc[] => {
  const path: Arc[] = [];
  for (let node = sink; node !== source; ) {
    const arc = reachedBy[node] as Arc; // every node on the way was reached
    path.push(arc);
    node = (arc.forward ? table.from[arc.edge] : table.to[arc.edge]) as number; // where the arc was walked from
  }
  return path;
};

/** The shown edges of a cheapest path that lets a count grow by what is needed (Dijkstra). */
const cheapestPath = (network: Network, except: number, needed: number): readonly number[] => {
  const { table, hidden, slack, arcs } = network;
  const source = table.to[except] as number; // every edge has two ends
  const sink = table.from[except] as number;
  const cost = new Array<number>(table.nodes).fill(Number.POSITIVE_INFINITY);
  const reachedBy: (Arc | undefined)[] = [];
  const settled = new Set<number>();
  cost[source] = 0;
  for (;;) {
    let node = -1;
    for (let other = 0; other < table.nodes; other += 1)
      if (
        !settled.has(other) &&
        (cost[other] as number) < (node < 0 ? Number.POSITIVE_INFINITY : (cost[node] as number))
      )
        node = other; // other and node are nodes
    if (node < 0 || node === sink) break;
    settled.add(node);
    for (const arc of arcs[node] ?? []) {
      const { edge, forward, next } = arc;
      if (edge === except || (slack[edge] ?? 0) < (forward ? 0 : needed)) continue;
      const reached = (cost[node] as number) + (hidden[edge] === true ? 0 : (network.price[edge] as number));
      if (reached < (cost[next] as number)) {
        cost[next] = reached;
        reachedBy[next] = arc;
      }
    }
  }
  return walkBack(network, reachedBy, source, sink)
    .map(({ edge }) => edge)
    .filter((edge) => hidden[edge] !== true);
};
