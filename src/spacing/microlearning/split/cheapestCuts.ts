import type { ReadSplitOptions } from "./options.ts";
import type { Piece } from "./pieces.ts";

/** What one module costs, in squared minutes, and what makes it up. */
export interface ModuleCosts {
  /** (minutes - target)². */
  readonly length: number;
  /** The penalty of a module that is too short or too long. */
  readonly bounds: number;
  /** What the place costs at which it ends; 0 at the end of the course. */
  readonly boundary: number;
  /** What the load costs that is too much. */
  readonly load: number;
  /** What it costs that atoms are in other modules than those they build on. */
  readonly severed: number;
}

/** Minutes are sums of decimal fractions: what is nearer than this to a bound keeps to it. */
const SAME_MINUTES = 1e-9;

const squared = (value: number): number => value * value;

/** Whether a module is too short (-1), too long (1) or neither (0). */
export const outOfBounds = (minutes: number, { minimumMinutes, maximumMinutes }: ReadSplitOptions): -1 | 0 | 1 => {
  if (minutes < minimumMinutes - SAME_MINUTES) return -1;
  return minutes > maximumMinutes + SAME_MINUTES ? 1 : 0;
};

/** What a module costs that is made of some minutes and load, ends at a boundary, and lacks some of the atoms it builds on. */
export const moduleCosts = (
  options: ReadSplitOptions,
  module: Readonly<Record<"minutes" | "load" | "boundary" | "severed", number>>,
): ModuleCosts => ({
  length: squared(module.minutes - options.targetMinutes),
  bounds: outOfBounds(module.minutes, options) === 0 ? 0 : options.lengthPenalty,
  boundary: options.boundaryPenalty * (1 - module.boundary),
  load: options.loadPenalty * Math.max(0, module.load - options.maximumLoad),
  severed: options.severedPenalty * module.severed,
});

/**
 * The places after which the cheapest split cuts: for each module the number of pieces up to its end.
 *
 * best(j) = min over i < j of best(i) + cost(i, j), best(0) = 0, where cost(i, j) is that of a module of the pieces i + 1 to j. Costs are never
 * negative, so no longer module needs a look once its length alone costs more than the best one so far. Of equally cheap splits the one
 * with the shortest last modules is taken. O(n²) at worst, O(n w) with w the pieces that fit into a module of tolerable length.
 */
export const cheapestCuts = (pieces: readonly Piece[], options: ReadSplitOptions): readonly number[] => {
  const { targetMinutes, lengthPenalty, boundaryPenalty, maximumLoad, loadPenalty, severedPenalty } = options;
  const shortest = options.minimumMinutes - SAME_MINUTES;
  const longest = options.maximumMinutes + SAME_MINUTES;
  const count = pieces.length;
  const best = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(count + 1);
  const minutes = Float64Array.from(pieces, ({ from, to }) => to - from);
  const load = Float64Array.from(pieces, (piece) => piece.load);
  const needs = Float64Array.from(
    pieces,
    ({ prerequisites }, place) => prerequisites.filter((one) => one < place).length,
  );
  const neededSoFar = new Float64Array(count); // by piece: how many of the pieces up to the j-th build on it
  best[0] = 0;
  // Pieces run from 0 to count - 1 and ends from 0 to count, so each `as number` is true.
  for (let end = 1; end <= count; end += 1) {
    const last = pieces[end - 1] as Piece;
    for (const one of last.prerequisites) if (one < end - 1) neededSoFar[one] = (neededSoFar[one] as number) + 1;
    const boundary = end === count ? 0 : boundaryPenalty * (1 - last.boundary);
    let length = 0;
    let loaded = 0;
    let severed = 0;
    for (let start = end - 1; start >= 0; start -= 1) {
      length += minutes[start] as number;
      loaded += load[start] as number;
      severed += (needs[start] as number) - (neededSoFar[start] as number);
      const beside = squared(length - targetMinutes);
      if (length > targetMinutes && beside >= (best[end] as number)) break;
      const cost =
        (best[start] as number) +
        beside +
        (length < shortest || length > longest ? lengthPenalty : 0) +
        boundary +
        (loaded > maximumLoad ? loadPenalty * (loaded - maximumLoad) : 0) +
        severedPenalty * severed;
      if (cost < (best[end] as number)) {
        best[end] = cost;
        before[end] = start;
      }
    }
  }
  const cuts: number[] = [];
  for (let end = count; end > 0; end = before[end] as number) cuts.push(end);
  return cuts.reverse();
};
