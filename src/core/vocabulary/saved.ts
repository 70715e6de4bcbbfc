import {
  type Found,
  isRecord,
  note,
  type Path,
  readArray,
  readHeader,
  readInteger,
  reading,
  readNumber,
} from "../check/index.ts";
import type { Result } from "./failure.ts";
import type { Json } from "./json.ts";

/** A saved state: what kind of fold made it, in which layout, and what it holds. */
export const savedState = (kind: string, held: { readonly [key: string]: Json }): Json => ({
  kind,
  version: 1,
  ...held,
});

/** Reads a saved state of a kind: another kind and a newer layout are refused before anything else is looked at. */
export const loadState = <State>(
  kind: string,
  saved: unknown,
  read: (found: Found, held: Readonly<Record<string, unknown>>) => State,
  standIn: State,
): Result<State> =>
  reading("fold.load", (found) => {
    if (!isRecord(saved)) {
      note(found, [], saved === undefined ? "missing" : "wrong-type", `a saved state of ${kind}`, saved);
      return standIn;
    }
    return readHeader(found, [], saved, kind) ? read(found, saved) : standIn;
  });

/** A number as JSON keeps it: what is not finite would become null, so it is spelled out. */
export const savedNumber = (value: number): Json => (Number.isFinite(value) ? value : String(value));

/** A number that `savedNumber` wrote. */
export const loadNumber = (found: Found, path: Path, value: unknown): number =>
  value === "Infinity" || value === "-Infinity" || value === "NaN" ? Number(value) : readNumber(found, path, value);

/** How often something was counted. */
export const loadCount = (found: Found, path: Path, value: unknown): number =>
  readInteger(found, path, value, { min: 0 });

/** Saved pairs of a name and something, each name once. */
export const loadPairs = <A>(
  found: Found,
  path: Path,
  value: unknown,
  read: (value: unknown, path: Path, name: string) => A,
): ReadonlyMap<string, A> => {
  const pairs = new Map<string, A>();
  readArray(found, path, value, (pair, where) => {
    const name: unknown = Array.isArray(pair) ? pair[0] : undefined;
    if (!Array.isArray(pair) || pair.length !== 2 || typeof name !== "string")
      note(found, where, "wrong-type", "a pair of a name and what was saved under it", pair);
    else if (pairs.has(name)) note(found, [...where, 0], "duplicate", "each name once", name);
    else pairs.set(name, read(pair[1], [...where, 1], name));
  });
  return pairs;
};
