import { isForbiddenKey, isRecord } from "./isRecord.ts";
import { oneOf } from "./listed.ts";
import { type Found, hopeless, note, type Path } from "./reading.ts";

/** More elements than any input that fits into memory: what claims to have more is made up. */
const LONGEST = 2 ** 26;

/** The elements of an array, copied; [] stands in for anything else. Holes are read as undefined. */
export const readArray = <A>(
  found: Found,
  path: Path,
  value: unknown,
  element: (value: unknown, path: Path, index: number) => A,
): readonly A[] => {
  if (!Array.isArray(value)) {
    note(found, path, value === undefined ? "missing" : "wrong-type", "an array", value);
    return [];
  }
  const length = value.length;
  if (!(length <= LONGEST)) {
    note(found, path, "too-many", `at most ${LONGEST} elements`, value);
    return [];
  }
  const elements: A[] = [];
  for (let index = 0; index < length && !hopeless(found); index += 1)
    elements.push(element(value[index], [...path, index], index));
  return elements;
};

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({});

/** An object whose keys are read by name; an empty one stands in for anything else. Keys it does not need are left alone. */
export const readObject = (
  found: Found,
  path: Path,
  value: unknown,
  what = "an object",
): Readonly<Record<string, unknown>> => {
  if (isRecord(value)) return value;
  note(found, path, value === undefined ? "missing" : "wrong-type", what, value);
  return NOTHING;
};

/**
 * An options object: every key must be known, a near miss is named. `undefined` is the empty one. The answer is a copy of the
 * object's own keys, so that nothing is taken from a prototype and no getter runs twice.
 */
export const readOptions = (
  found: Found,
  path: Path,
  value: unknown,
  known: readonly string[],
): Readonly<Record<string, unknown>> => {
  if (value === undefined) return NOTHING;
  const options = readObject(found, path, value, "an object with options");
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(options)) {
    if (hopeless(found)) break;
    if (known.includes(key)) copy[key] = options[key];
    else
      note(
        found,
        [...path, key],
        isForbiddenKey(key) ? "forbidden-key" : "unknown-key",
        oneOf(known, key),
        options[key],
      );
  }
  return copy;
};

/** A record from strings to values, copied key by key; keys that reach the prototype are refused. */
export const readRecord = <A>(
  found: Found,
  path: Path,
  value: unknown,
  element: (value: unknown, path: Path, key: string) => A,
): Readonly<Record<string, A>> => {
  const source = readObject(found, path, value);
  const copy: Record<string, A> = {};
  for (const key of Object.keys(source)) {
    if (hopeless(found)) break;
    if (isForbiddenKey(key))
      note(found, [...path, key], "forbidden-key", "a key other than __proto__, constructor and prototype", key);
    else copy[key] = element(source[key], [...path, key], key);
  }
  return copy;
};
