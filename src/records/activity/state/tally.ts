import { readArray, readInteger, readText } from "../../../core/check/index.ts";
import type { Part } from "./part.ts";

/** How often each word occurred. */
export type Tally = Map<string, number>;

/** Counts one word. */
export const tallyUp = (tally: Tally, word: string, count: number): void => {
  tally.set(word, (tally.get(word) ?? 0) + count);
};

/** Counts by word. */
export const tallyPart: Part<Tally> = {
  empty: () => new Map(),
  merge: (into, from) => {
    for (const [word, count] of from) tallyUp(into, word, count);
    return into;
  },
  save: (tally) => [...tally].sort(([a], [b]) => (a < b ? -1 : 1)),
  read: (found, path, value) =>
    new Map(
      readArray(found, path, value, (entry, at): [string, number] => {
        const [word, count] = Array.isArray(entry) ? entry : [undefined, undefined];
        return [readText(found, [...at, 0], word), readInteger(found, [...at, 1], count, { min: 0 })];
      }),
    ),
};
