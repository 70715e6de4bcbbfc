const LONGEST = 80;

const clip = (text: string): string => {
  if (text.length <= LONGEST) return text;
  const kept = text.slice(0, LONGEST - 1);
  // half of a surrogate pair is not a character
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
};

/**
 * A value from outside in at most 80 characters: a primitive as it would be typed, of anything else its kind and size. Never
 * what an object holds, neither keys nor values, so that no personal record slips into a log; never throws, whatever the value's
 * getters do.
 */
export const render = (value: unknown): string => {
  switch (typeof value) {
    case "string":
      return clip(JSON.stringify(value.slice(0, LONGEST)));
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "boolean":
    case "undefined":
      return String(value);
    case "bigint":
      return clip(`${value}n`);
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    case "object":
      return renderObject(value);
    default:
      return "an unknown value";
  }
};

const KINDS: Readonly<Record<string, string>> = {
  "[object Map]": "a Map",
  "[object Set]": "a Set",
  "[object Promise]": "a promise",
  "[object Error]": "an error",
  "[object RegExp]": "a regular expression",
  "[object ArrayBuffer]": "a buffer",
};

const renderObject = (value: object | null): string => {
  if (value === null) return "null";
  try {
    if (Array.isArray(value)) return value.length === 0 ? "an empty array" : clip(`an array of ${value.length}`);
    if (value instanceof Date) {
      const at = Date.prototype.getTime.call(value);
      return Number.isNaN(at) ? "an invalid Date" : `Date ${new Date(at).toISOString()}`;
    }
    if (ArrayBuffer.isView(value)) return "a typed array";
    const kind = KINDS[Object.prototype.toString.call(value)];
    if (kind !== undefined) return kind;
    const keys = Object.keys(value).length;
    return keys === 0 ? "an empty object" : `an object with ${keys} ${keys === 1 ? "key" : "keys"}`;
  } catch {
    return "an object that cannot be read";
  }
};
