import { exp, log } from "../../core/numeric/elementary/index.ts";
import type { GradeNumber } from "../grade.ts";
import type { MemoryKernel, MemoryState } from "../memory.ts";

/** What every state has, whatever its algorithm. */
const COMMON: readonly string[] = ["kind", "version", "lastAt", "lastDay", "reviews", "lapses"];

/** One number of a state, cut into points at equal steps, of its logarithm where it spans more than a factor of twenty. */
interface Axis {
  readonly name: string;
  readonly logarithmic: boolean;
  readonly least: number;
  readonly step: number;
  readonly points: number;
}

/**
 * The states of a memory model as nodes of a grid over the numbers that its algorithm adds (stability, difficulty, ...), with linear
 * interpolation between them. Numbers that are whole in all states have a point each.
 */
export interface StateGrid<S extends MemoryState = MemoryState> {
  /** How many nodes. */
  readonly size: number;
  /** How many nodes a state lies between, at most. */
  readonly corners: number;
  /** The state at each node. */
  readonly states: readonly S[];
  /** Writes the nodes around a state and the share of each, times `share`, from `at` on. */
  locate(state: S, share: number, nodes: Int32Array, shares: Float64Array, at: number): void;
}

/** How finely to cut. */
export interface GridFineness {
  /** Points of the first, the second and each further number that spans orders of magnitude, by how many numbers there are in all. */
  readonly logarithmic: readonly number[];
  /** Points of each other number, likewise. */
  readonly linear: readonly number[];
}

const FINENESS: GridFineness = { logarithmic: [96, 48, 16], linear: [48, 10, 6] };
const ROUNDS = 5;
const MOST_POINTS = 40;
const WIDE = 20;

type Numbers = Readonly<Record<string, unknown>>;

const numberOf = (state: MemoryState, name: string): number => (state as unknown as Numbers)[name] as number; // a number in every state, as was checked

/** The names of the numbers that an algorithm adds; `null` where it adds anything else. */
export const tracesOf = (state: MemoryState): readonly string[] | null => {
  const names: string[] = [];
  for (const [name, value] of Object.entries(state)) {
    if (COMMON.includes(name)) continue;
    if (typeof value !== "number") return null;
    names.push(name);
  }
  return names;
};

/** The least and the greatest of each number over states that can be reached, with whether all were whole. */
const ranges = <S extends MemoryState>(
  kernel: MemoryKernel<S>,
  names: readonly string[],
  start: readonly S[],
  gaps: readonly number[],
): readonly { low: number; high: number; whole: boolean }[] => {
  const found = names.map(() => ({ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, whole: true }));
  const see = (states: readonly S[]): readonly S[] => {
    const extremes: (S | undefined)[] = names.flatMap(() => [undefined, undefined]);
    for (const state of states)
      names.forEach((name, axis) => {
        const value = numberOf(state, name);
        const range = found[axis] as { low: number; high: number; whole: boolean }; // one for each name
        if (!Number.isInteger(value)) range.whole = false;
        if (value < range.low) {
          range.low = value;
          extremes[2 * axis] = state;
        }
        if (value > range.high) {
          range.high = value;
          extremes[2 * axis + 1] = state;
        }
      });
    return Array.from(new Set(extremes)).flatMap((state) => (state === undefined ? [] : [state]));
  };
  let frontier = see(start);
  for (let round = 0; round < ROUNDS && frontier.length > 0; round += 1)
    frontier = see(
      frontier.flatMap((state) =>
        gaps.flatMap((gap) =>
          [1, 2, 3, 4].map((grade) =>
            kernel.next(state, grade as GradeNumber, gap, kernel.recall(state, gap), {
              at: state.lastAt,
              day: state.lastDay,
            }),
          ),
        ),
      ),
    );
  return found;
};

/** The grid over all states that can be reached from the given ones by reviews after the given gaps. */
export const stateGrid = <S extends MemoryState>(
  kernel: MemoryKernel<S>,
  names: readonly string[],
  start: readonly S[],
  gaps: readonly number[],
  fineness: GridFineness = FINENESS,
): StateGrid<S> => {
  const seen = ranges(kernel, names, start, gaps);
  const free = seen.filter(({ low, high }) => high > low).length;
  const fine = (counts: readonly number[]): number => counts[Math.min(free, counts.length) - 1] ?? 1;
  const axes: readonly Axis[] = seen.map(({ low, high, whole }, place) => {
    const name = names[place] as string; // one for each range
    const logarithmic = !whole && low > 0 && high > WIDE * low;
    const least = logarithmic ? log(low) : low;
    const most = logarithmic ? log(high) : high;
    if (!(most > least)) return { name, logarithmic, least, step: 1, points: 1 };
    const points = whole
      ? Math.min(MOST_POINTS, most - least + 1)
      : fine(logarithmic ? fineness.logarithmic : fineness.linear);
    return { name, logarithmic, least, step: (most - least) / (points - 1), points };
  });
  const size = axes.reduce((product, { points }) => product * points, 1);
  const corners = axes.reduce((product, { points }) => product * (points > 1 ? 2 : 1), 1);
  const template = start[0] as S; // there is one
  const states = Array.from({ length: size }, (_, node) => {
    let rest = node;
    const traces: Record<string, number> = {};
    for (const { name, logarithmic, least, step, points } of axes) {
      const at = least + step * (rest % points);
      rest = Math.floor(rest / points);
      traces[name] = logarithmic ? exp(at) : at;
    }
    return { ...template, ...traces };
  });
  const locate = (state: S, share: number, nodes: Int32Array, shares: Float64Array, at: number): void => {
    nodes[at] = 0;
    shares[at] = share;
    let width = 1;
    let stride = 1;
    for (const { name, logarithmic, least, step, points } of axes) {
      if (points === 1) continue;
      const value = numberOf(state, name);
      const position = ((logarithmic ? log(value) : value) - least) / step;
      const below = Math.min(Math.max(Math.floor(position), 0), points - 2);
      const up = Math.min(Math.max(position - below, 0), 1);
      for (let corner = 0; corner < width; corner += 1) {
        const node = (nodes[at + corner] as number) + below * stride; // corner is below the corners written so far
        const part = shares[at + corner] as number;
        nodes[at + corner] = node;
        shares[at + corner] = part * (1 - up);
        nodes[at + width + corner] = node + stride;
        shares[at + width + corner] = part * up;
      }
      width *= 2;
      stride *= points;
    }
  };
  return { size, corners, states, locate };
};
