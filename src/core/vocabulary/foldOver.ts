import { right } from "fp-ts/lib/Either.js";
import { render } from "../check/render.ts";
import { invalidInput, type Result } from "./failure.ts";
import type { Fold } from "./fold.ts";

const notIterable = (name: string, value: unknown, what: string): Result<never> =>
  invalidInput(name, [
    { path: [], code: value === undefined ? "missing" : "wrong-type", expected: what, received: render(value) },
  ]);

/** An input that the fold cannot take, by its place. */
const unreadable = (name: string, kind: string, place: number, input: unknown): Result<never> =>
  invalidInput(name, [
    { path: [place], code: "unreadable", expected: `what the fold ${kind} reads`, received: render(input) },
  ]);

/**
 * One summary over everything an iterable yields.
 *
 * @returns a function from an iterable (an array, a set, a generator) to what the fold says; `InvalidInput` for anything else, and for
 * an input at which a step throws, with its place. An error that the iterable itself throws is the caller's own and passes through.
 *
 * Cost: one step for each input.
 *
 * @example
 * ```ts
 * import { foldOver, orThrow, sumFold } from "learnlift";
 *
 * orThrow(foldOver(sumFold)(new Set([1, 2, 3]))); // 6
 * ```
 */
export const foldOver =
  <In, State, Out>(fold: Fold<In, State, Out>): ((inputs: Iterable<In>) => Result<Out>) =>
  (inputs) => {
    if (!isIterable(inputs)) return notIterable("foldOver", inputs, "an iterable of inputs");
    let state = fold.empty();
    let place = 0;
    for (const input of inputs) {
      try {
        state = fold.step(state, input);
      } catch {
        return unreadable("foldOver", fold.kind, place, input);
      }
      place += 1;
    }
    return right(fold.extract(state));
  };

/**
 * One summary over a stream: rows of a database cursor, lines of a file, pages of an API. The stream is never held in memory.
 *
 * @returns a function from an async iterable (or an iterable) to a promise of what the fold says, or of `InvalidInput` as from
 * `foldOver`. Where the stream fails, the promise rejects with the stream's own error.
 *
 * Cost: one step for each input; the memory of one state.
 *
 * @example
 * ```ts
 * import { foldOverAsync, orThrow, sumFold } from "learnlift";
 *
 * async function* minutes() {
 *   yield 40;
 *   yield 25;
 * }
 * orThrow(await foldOverAsync(sumFold)(minutes())); // 65
 * ```
 */
export const foldOverAsync =
  <In, State, Out>(fold: Fold<In, State, Out>): ((inputs: AsyncIterable<In> | Iterable<In>) => Promise<Result<Out>>) =>
  async (inputs) => {
    if (!isIterable(inputs) && !isAsyncIterable(inputs))
      return notIterable("foldOverAsync", inputs, "an async iterable of inputs");
    let state = fold.empty();
    let place = 0;
    for await (const input of inputs) {
      try {
        state = fold.step(state, input);
      } catch {
        return unreadable("foldOverAsync", fold.kind, place, input);
      }
      place += 1;
    }
    return right(fold.extract(state));
  };

const hasMethod = (value: unknown, method: symbol): boolean => {
  try {
    return typeof Reflect.get(Object(value), method) === "function";
  } catch {
    return false; // a getter or a proxy that throws
  }
};

const isIterable = (value: unknown): boolean => hasMethod(value, Symbol.iterator);

const isAsyncIterable = (value: unknown): boolean => hasMethod(value, Symbol.asyncIterator);
