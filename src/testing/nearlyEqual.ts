/** The relative difference that rounding may make. */
const ROUNDING = 1e-12;

const sameNumber = (first: number, second: number): boolean =>
  first === second ||
  (Number.isNaN(first) && Number.isNaN(second)) ||
  (Number.isFinite(first) &&
    Number.isFinite(second) &&
    Math.abs(first - second) <= ROUNDING * Math.max(Math.abs(first), Math.abs(second)));

const entriesOf = (value: object): readonly (readonly [unknown, unknown])[] => {
  if (value instanceof Map) return Array.from(value);
  if (value instanceof Set) return Array.from(value, (element) => [element, true] as const);
  return Object.entries(value);
};

/** True of two answers that are equal, where numbers may differ by 1e-12 of the larger. Maps and sets may be in any order. */
export const nearlyEqual = (first: unknown, second: unknown): boolean => {
  if (typeof first === "number" && typeof second === "number") return sameNumber(first, second);
  if (typeof first !== "object" || typeof second !== "object" || first === null || second === null)
    return first === second;
  if (Object.getPrototypeOf(first) !== Object.getPrototypeOf(second)) return false;
  if (first instanceof Date && second instanceof Date) return first.getTime() === second.getTime();
  const others = new Map(entriesOf(second));
  const entries = entriesOf(first);
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && nearlyEqual(value, others.get(key)))
  );
};
