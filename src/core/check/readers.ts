import { type Found, note, type Path } from "./reading.ts";

/** Bounds of a number, both ends included unless `above` or `below` says otherwise. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** Strictly greater than. */
  readonly above?: number;
  /** Strictly less than. */
  readonly below?: number;
}

const describeRange = (what: string, range: NumberRange): string => {
  const low =
    range.above !== undefined ? `above ${range.above}` : range.min !== undefined ? `at least ${range.min}` : "";
  const high =
    range.below !== undefined ? `below ${range.below}` : range.max !== undefined ? `at most ${range.max}` : "";
  return [what, [low, high].filter((part) => part !== "").join(" and ")].filter((part) => part !== "").join(" ");
};

const outside = (value: number, range: NumberRange): boolean =>
  (range.min !== undefined && value < range.min) ||
  (range.max !== undefined && value > range.max) ||
  (range.above !== undefined && value <= range.above) ||
  (range.below !== undefined && value >= range.below);

/** A finite number in a range; NaN stands in for anything else. */
export const readNumber = (found: Found, path: Path, value: unknown, range: NumberRange = {}): number => {
  if (typeof value !== "number") {
    note(found, path, value === undefined ? "missing" : "wrong-type", describeRange("a number", range), value);
    return Number.NaN;
  }
  if (!Number.isFinite(value)) {
    note(found, path, "not-finite", describeRange("a finite number", range), value);
    return Number.NaN;
  }
  if (outside(value, range)) {
    note(found, path, "out-of-range", describeRange("a number", range), value);
    return Number.NaN;
  }
  return value;
};

/** A whole number in a range, at most 2^53 - 1 in size; NaN stands in for anything else. */
export const readInteger = (found: Found, path: Path, value: unknown, range: NumberRange = {}): number => {
  const number = readNumber(found, path, value, range);
  if (Number.isNaN(number)) return number;
  if (!Number.isInteger(number)) {
    note(found, path, "not-integer", describeRange("a whole number", range), value);
    return Number.NaN;
  }
  if (!Number.isSafeInteger(number)) {
    note(found, path, "unsafe-number", describeRange("a whole number below 2^53", range), value);
    return Number.NaN;
  }
  return number;
};

/** A boolean; false stands in for anything else. */
export const readBoolean = (found: Found, path: Path, value: unknown): boolean => {
  if (typeof value === "boolean") return value;
  note(found, path, value === undefined ? "missing" : "wrong-type", "true or false", value);
  return false;
};

/** A string that is not empty; "" stands in for anything else. */
export const readText = (found: Found, path: Path, value: unknown, what = "a string"): string => {
  if (typeof value === "string" && value !== "") return value;
  if (typeof value === "string") note(found, path, "empty", `${what} that is not empty`, value);
  else note(found, path, value === undefined ? "missing" : "wrong-type", what, value);
  return "";
};

/**
 * An id: a string that is not empty. A number is refused even where it looks like an id, because ids of learning systems pass
 * 2^53, where two of them become one number.
 */
export const readId = (found: Found, path: Path, value: unknown): string => {
  if (typeof value === "number" || typeof value === "bigint") {
    const unsafe = typeof value === "number" && !Number.isSafeInteger(value);
    note(found, path, unsafe ? "unsafe-number" : "wrong-type", 'an id as a string, such as "1042"', value);
    return "";
  }
  return readText(found, path, value, "an id as a string");
};

/** Instants from the year 2000 on to 2200 are taken; seconds would fall into 1970 and are refused by name. */
export const EARLIEST_INSTANT: number = 946_684_800_000;
export const LATEST_INSTANT: number = 7_258_118_400_000;

/** Epoch milliseconds from a number or a Date; NaN stands in for anything else. Seconds are refused by name. */
export const readInstant = (found: Found, path: Path, value: unknown): number => {
  const at = value instanceof Date ? value.getTime() : value;
  if (typeof at !== "number") {
    note(found, path, value === undefined ? "missing" : "wrong-type", "epoch milliseconds or a Date", value);
    return Number.NaN;
  }
  if (!Number.isFinite(at)) {
    note(found, path, "not-finite", "epoch milliseconds or a valid Date", value);
    return Number.NaN;
  }
  if (at >= EARLIEST_INSTANT && at <= LATEST_INSTANT) return at;
  const asSeconds = at * 1000;
  if (asSeconds >= EARLIEST_INSTANT && asSeconds <= LATEST_INSTANT) {
    note(found, path, "wrong-unit", "epoch milliseconds (this looks like seconds: multiply by 1000)", value);
  } else note(found, path, "out-of-range", "epoch milliseconds between the years 2000 and 2200", value);
  return Number.NaN;
};

/** One of a closed list of strings; the first stands in for anything else. A near miss is named. */
export const readChoice = <C extends string>(
  found: Found,
  path: Path,
  value: unknown,
  choices: readonly [C, ...C[]],
): C => {
  for (const choice of choices) if (choice === value) return choice;
  const listed = choices.map((choice) => JSON.stringify(choice)).join(", ");
  const near = typeof value === "string" ? didYouMean(value, choices) : undefined;
  const hint = near === undefined ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
  const code = value === undefined ? "missing" : typeof value === "string" ? "unknown-value" : "wrong-type";
  note(found, path, code, `one of ${listed}${hint}`, value);
  return choices[0];
};

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
  const elements: A[] = [];
  for (let index = 0; index < value.length; index += 1) elements.push(element(value[index], [...path, index], index));
  return elements;
};

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !ArrayBuffer.isView(value);

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({});

/** An object whose keys are read by name; an empty one stands in for anything else. Keys it does not need are left alone. */
export const readObject = (
  found: Found,
  path: Path,
  value: unknown,
  what = "an object",
): Readonly<Record<string, unknown>> => {
  if (isPlain(value)) return value;
  note(found, path, value === undefined ? "missing" : "wrong-type", what, value);
  return NOTHING;
};

/** An options object: every key must be known, a near miss is named. `undefined` is the empty one. */
export const readOptions = (
  found: Found,
  path: Path,
  value: unknown,
  known: readonly string[],
): Readonly<Record<string, unknown>> => {
  if (value === undefined) return NOTHING;
  const options = readObject(found, path, value, "an object with options");
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const near = didYouMean(key, known);
    const expected =
      near === undefined ? `one of ${known.join(", ")}` : `one of ${known.join(", ")} (did you mean ${near}?)`;
    note(found, [...path, key], FORBIDDEN.has(key) ? "forbidden-key" : "unknown-key", expected, options[key]);
  }
  return options;
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
    if (FORBIDDEN.has(key))
      note(found, [...path, key], "forbidden-key", "a key other than __proto__, constructor and prototype", key);
    else copy[key] = element(source[key], [...path, key], key);
  }
  return copy;
};

/** A value if it is there, its default if it is not. `null` is not absence. */
export const orDefault = <A>(value: unknown, fallback: A, read: (value: unknown) => A): A =>
  value === undefined ? fallback : read(value);

/** The known word nearest to a mistyped one, if it is near: at most a third of its letters differ. */
export const didYouMean = (word: string, known: readonly string[]): string | undefined => {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  if (word.length > 60) return undefined;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best !== undefined && bestDistance <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined;
};

const editDistance = (from: string, to: string): number => {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
};
