const LONGEST = 80;

const clip = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

const quote = (text: string): string => JSON.stringify(text.length <= LONGEST ? text : text.slice(0, LONGEST));

/**
 * A value from outside in at most 80 characters: its kind and, where it is short, its content. Never the raw object, so that no
 * personal record slips into a log; never throws, whatever the value's getters do.
 */
export const render = (value: unknown): string => {
  switch (typeof value) {
    case "string":
      return clip(quote(value));
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

const renderObject = (value: object | null): string => {
  if (value === null) return "null";
  try {
    if (Array.isArray(value)) return `an array of ${value.length}`;
    if (value instanceof Date) {
      const at = value.getTime();
      return Number.isNaN(at) ? "an invalid Date" : `Date ${value.toISOString()}`;
    }
    if (ArrayBuffer.isView(value)) return "a typed array";
    const keys = Object.keys(value);
    const shown = keys
      .slice(0, 4)
      .map((key) => clip(key))
      .join(", ");
    return keys.length === 0 ? "an empty object" : clip(`an object with ${shown}${keys.length > 4 ? ", …" : ""}`);
  } catch {
    return "an object that cannot be read";
  }
};
