import { note, readArray, readInteger } from "../../../core/check/index.ts";
import type { Part } from "./part.ts";

const HOURS = 24;

/** Events in each hour of the day, 24 whole numbers. */
export const hoursPart: Part<number[]> = {
  empty: () => new Array<number>(HOURS).fill(0),
  merge: (into, from) => {
    from.forEach((count, hour) => {
      into[hour] = (into[hour] ?? 0) + count;
    });
    return into;
  },
  save: (hours) => [...hours],
  read: (found, path, value) => {
    const hours = readArray(found, path, value, (count, at) => readInteger(found, at, count, { min: 0 }));
    if (hours.length !== HOURS) note(found, path, "inconsistent", `${HOURS} counts`, value);
    return [...hours];
  },
};
