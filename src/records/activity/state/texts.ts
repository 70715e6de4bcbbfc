import { readArray, readText } from "../../../core/check/index.ts";
import type { Part } from "./part.ts";

/** Different strings. */
export const textsPart: Part<Set<string>> = {
  empty: () => new Set(),
  merge: (into, from) => {
    for (const text of from) into.add(text);
    return into;
  },
  save: (texts) => [...texts].sort(),
  read: (found, path, value) => new Set(readArray(found, path, value, (text, at) => readText(found, at, text))),
};
