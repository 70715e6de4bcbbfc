import { didYouMean } from "./didYouMean.ts";
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

/** Shorter keys are near to too many words for more than their case to tell. */
const TELLING = 5;

/** A misspelling is longer or shorter by so many letters at most: `item` is no slip for `itemState`. */
const SLIP = 2;

/**
 * An object that may have keys of the host's own beside the ones we read, such as a row of a database. A key that looks like one of
 * ours which is not there is refused: `expiresAT` left alone would mean "never expires". The cost is in the keys that are not ours.
 */
export const readFields = (
  found: Found,
  path: Path,
  value: unknown,
  what: string,
  known: readonly string[],
): Readonly<Record<string, unknown>> => {
  const fields = readObject(found, path, value, what);
  for (const key of Object.keys(fields)) {
    if (known.includes(key)) continue;
    const absent = known.filter((one) => fields[one] === undefined);
    const near = didYouMean(key, absent);
    if (near === undefined || Math.abs(near.length - key.length) > SLIP) continue;
    if (near.length < TELLING && near.toLowerCase() !== key.toLowerCase()) continue;
    note(found, [...path, key], "unknown-key", `${near}, or a key that does not look like it`, fields[key]);
  }
  return fields;
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
