/**
 * True of an object that is a bag of named values: a literal, an instance of a class, a row of a database driver. False of arrays,
 * dates, maps, sets, promises, errors, typed arrays and boxed primitives, whose content is not in their keys.
 */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null
    ? !Array.isArray(value)
    : Object.prototype.toString.call(value) === "[object Object]";
};

const own = Object.prototype.hasOwnProperty; // Object.hasOwn is ES2022

/** True where the object itself, not its prototype, has the key. */
export const hasOwn = (value: object, key: string): boolean => own.call(value, key);

/** The value under a key of the object's own; `undefined` where it has none. */
export const ownValue = (object: Readonly<Record<string, unknown>>, key: string): unknown =>
  hasOwn(object, key) ? object[key] : undefined;

/** Keys that reach the prototype of an object, or of all objects, when they are assigned. */
export const isForbiddenKey = (key: string): boolean =>
  key === "__proto__" || key === "constructor" || key === "prototype";
