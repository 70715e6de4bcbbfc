import { type Found, note, reading } from "../check/reading.ts";
import { cancelled, type Result } from "./failure.ts";

/** How far a long computation has come. */
export interface Progress {
  /** What it is doing: "restart 3 of 10". */
  readonly phase: string;
  /** How much of `total` is done. */
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
  /** Called after every step. */
  readonly onProgress?: (progress: Progress) => void;
  /** An `AbortSignal`, or anything with a readable `aborted`. It is looked at before every step. */
  readonly signal?: {
    /** True once it should stop. */
    readonly aborted: boolean;
  };
}

/**
 * Drives steps to their end, at once.
 *
 * The steps are closed whatever happens: at the end, when the signal is set, or when `onProgress` throws (which is the caller's
 * own error and passes through).
 *
 * @returns what the steps end in, or `Cancelled` with the number of steps taken where the signal was set.
 *
 * @example
 * ```ts
 * import { orThrow, run, type Steps } from "learnlift";
 * import { right } from "fp-ts/lib/Either.js";
 *
 * function* count(to: number): Steps<number> {
 *   for (let done = 1; done < to; done += 1) yield { phase: "counting", done, total: to };
 *   return right(to);
 * }
 * orThrow(run(count(3), { onProgress: ({ done, total }) => `${done} of ${total}` })); // 3
 * ```
 */
export const run = <A>(steps: Steps<A>, options: RunOptions = {}): Result<A> => {
  const wrong = notSteps("run", steps);
  if (wrong !== null) return wrong;
  let taken = 0;
  try {
    while (options.signal?.aborted !== true) {
      const next = steps.next();
      if (next.done === true) return next.value;
      taken += 1;
      options.onProgress?.(next.value);
    }
    return cancelled("run", taken);
  } finally {
    steps.return(cancelled("run", taken));
  }
};

/** How to drive `Steps` without blocking. */
export interface RunAsyncOptions extends RunOptions {
  /** Called between steps; give the event loop a turn in it: `() => new Promise((go) => setTimeout(go, 0))`. */
  readonly pause: () => Promise<void>;
}

/**
 * Drives steps to their end, pausing between them, so that a page or a server stays responsive. Otherwise as `run`; an error of
 * `pause` or `onProgress` rejects the promise, after the steps were closed.
 *
 * @example
 * ```ts
 * import { orThrow, runAsync, type Steps } from "learnlift";
 * import { right } from "fp-ts/lib/Either.js";
 *
 * function* twice(): Steps<string> {
 *   yield { phase: "first half", done: 1, total: 2 };
 *   return right("done");
 * }
 * const pause = () => Promise.resolve();
 * orThrow(await runAsync(twice(), { pause })); // "done"
 * ```
 */
export const runAsync = async <A>(steps: Steps<A>, options: RunAsyncOptions): Promise<Result<A>> => {
  const wrong = notSteps("runAsync", steps) ?? noPause(options);
  if (wrong !== null) return wrong;
  let taken = 0;
  try {
    while (options.signal?.aborted !== true) {
      const next = steps.next();
      if (next.done === true) return next.value;
      taken += 1;
      options.onProgress?.(next.value);
      await options.pause();
    }
    return cancelled("runAsync", taken);
  } finally {
    steps.return(cancelled("runAsync", taken));
  }
};

const noteUnless = (found: Found, holds: boolean, path: readonly string[], expected: string, value: unknown): void => {
  if (!holds) note(found, path, value === undefined ? "missing" : "wrong-type", expected, value);
};

/** The failure of a first argument that cannot be driven, or `null`. */
const notSteps = (name: string, steps: unknown): Result<never> | null => {
  const read = reading(name, (found) => {
    const driven =
      typeof steps === "object" &&
      steps !== null &&
      "next" in steps &&
      "return" in steps &&
      typeof steps.next === "function" &&
      typeof steps.return === "function";
    noteUnless(found, driven, ["steps"], "steps, as functions ending in Steps hand over", steps);
  });
  return read._tag === "Left" ? read : null;
};

const noPause = (options: unknown): Result<never> | null => {
  const read = reading("runAsync", (found) => {
    const pause = typeof options === "object" && options !== null && "pause" in options ? options.pause : undefined;
    noteUnless(found, typeof pause === "function", ["options", "pause"], "a function that returns a promise", pause);
  });
  return read._tag === "Left" ? read : null;
};
