import { readInteger } from "../../../core/check/index.ts";
import type { Part } from "./part.ts";

/** One whole number that grows. */
export const totalPart: Part<number> = {
  empty: () => 0,
  merge: (into, from) => into + from,
  save: (total) => total,
  read: (found, path, value) => readInteger(found, path, value, { min: 0 }),
};
