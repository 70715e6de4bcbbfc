import { cancelled, type Result } from "./failure.ts";

/** How far a long computation has come. */
export interface Progress {
  /** What it is doing: "restart 3 of 10". */
  readonly phase: string;
  readonly done: number;
  /** `null` where the end cannot be known. */
  readonly total: number | null;
  /** The quantity it drives (inertia, log likelihood), where there is one. */
  readonly value?: number;
}

/** A long computation, handed over step by step: the caller drives it, shows it, pauses it or stops it. */
export type Steps<A> = Generator<Progress, Result<A>, void>;

/** How to drive `Steps`. */
export interface RunOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** An `AbortSignal`, or anything with a readable `aborted`. */
  readonly signal?: { readonly aborted: boolean };
}

const CANCELLED_IN = "run";

/** Drives steps to their end, at once. A set signal ends in a `Cancelled` failure. */
export const run = <A>(steps: Steps<A>, options: RunOptions = {}): Result<A> => {
  let taken = 0;
  for (;;) {
    if (options.signal?.aborted) {
      steps.return(cancelled(CANCELLED_IN, taken));
      return cancelled(CANCELLED_IN, taken);
    }
    const next = steps.next();
    if (next.done) return next.value;
    taken += 1;
    options.onProgress?.(next.value);
  }
};

/** How to drive `Steps` without blocking. */
export interface RunAsyncOptions extends RunOptions {
  /** Called between steps; give the event loop a turn in it: `() => new Promise((go) => setTimeout(go, 0))`. */
  readonly pause: () => Promise<void>;
}

/** Drives steps to their end, pausing between them, so that a page or a server stays responsive. */
export const runAsync = async <A>(steps: Steps<A>, options: RunAsyncOptions): Promise<Result<A>> => {
  let taken = 0;
  for (;;) {
    if (options.signal?.aborted) {
      steps.return(cancelled(CANCELLED_IN, taken));
      return cancelled(CANCELLED_IN, taken);
    }
    const next = steps.next();
    if (next.done) return next.value;
    taken += 1;
    options.onProgress?.(next.value);
    await options.pause();
  }
};
