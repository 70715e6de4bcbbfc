import type { ForeignSide } from "./foreign.ts";

/** One side of a comparison, ready to run: the work done before it is not measured. */
export interface Side {
  /** Does the whole task once and gives what it computed, in the order of the other side. */
  run(): ArrayLike<number>;
}

/** One question put to us and to a peer. */
export interface Task {
  readonly name: string;
  /** What one unit of the task is: "review", "row". */
  readonly unit: string;
  /** The package, or the engine where the peer is built in. */
  readonly peer: string;
  /** The language of a peer in a process of its own, which tells its version itself. Left out, the peer is a package of bench/package.json. */
  readonly language?: "Python" | "R" | "Node";
  /** The largest difference between the two outputs that is let pass: relative above 1, absolute below. */
  readonly equalWithin: number;
  /** What a reader has to know to judge the comparison. */
  readonly note: string;
  /** How many units one run has, when warm. */
  readonly units: number;
  /** How many rounds, for tasks of seconds; 31 where it is not said. */
  readonly rounds?: number;
  /** How far our output is from what it may be, where that is not `largestDifference`. */
  compare?(ours: ArrayLike<number>, peer: ArrayLike<number>): number;
  /** Makes both sides over this many units. Throws where the peer is not installed; `MissingPeer` where it is in another language. */
  sides(units: number): Promise<{ readonly ours: Side; readonly peer: Side | ForeignSide }>;
}

/** The largest difference between two outputs, relative above 1, absolute below. */
export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < a.length; i += 1) {
    const x = a[i] ?? Number.NaN;
    const y = b[i] ?? Number.NaN;
    const difference = Math.abs(x - y) / Math.max(1, Math.abs(x), Math.abs(y));
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return largest;
};

/** A package that only bench/ installs; its types are not there where it is not, so the caller says what it takes. */
export const peerPackage = async <A>(name: string): Promise<A> => import(name) as Promise<A>; // the shape that the caller wrote down
