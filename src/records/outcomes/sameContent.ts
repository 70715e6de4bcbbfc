import { hasOwn, isRecord } from "../../core/check/index.ts";

const DEEPEST = 64;

/** True where two values from outside hold the same: the same keys with the same content in whatever order. O(size). */
export const sameContent = (one: unknown, other: unknown, depth = 0): boolean => {
  if (Object.is(one, other)) return true;
  if (depth > DEEPEST) return false;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((element, index) => sameContent(element, other[index], depth + 1));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => hasOwn(other, key) && sameContent(one[key], other[key], depth + 1))
  );
};
