import fc from "fast-check";
import type { Failure, InvalidInput, Result } from "../../src/core/vocabulary/index.ts";

/** The answer of a result that must be one. */
export const rightOf = <A>(result: Result<A>): A => {
  if (result._tag === "Right") return result.right;
  throw new Error(`expected an answer, got ${JSON.stringify(result.left)}`);
};

/** The failure of a result that must be one. */
export const leftOf = (result: Result<unknown>): Failure => {
  if (result._tag === "Left") return result.left;
  throw new Error("expected a failure, got an answer");
};

/** The failure of a result that must be InvalidInput. */
export const invalidOf = (result: Result<unknown>): InvalidInput => {
  const failure = leftOf(result);
  if (failure._tag === "InvalidInput") return failure;
  throw new Error(`expected InvalidInput, got ${failure._tag}`);
};

/** Code and path of each issue, as `code at a.0.b`: short enough to compare whole. */
export const issuesOf = (result: Result<unknown>): readonly string[] =>
  invalidOf(result).issues.map(({ code, path }) => `${code} at ${path.join(".")}`);

/** The value, frozen through and through: what changes its input then throws. Typed arrays cannot be frozen. */
export const deepFreeze = <A>(value: A): A => {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
};

const thrower = (): never => {
  throw new Error("hostile");
};

/** Values no caller should pass, and some do; each made afresh. */
export const hostileValues = (): readonly unknown[] => {
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [
    undefined,
    null,
    true,
    0,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2 ** 53,
    10n,
    "",
    "text",
    Symbol("hostile"),
    thrower,
    [],
    {},
    [null],
    [undefined],
    new Array(3),
    new Date(Number.NaN),
    new Map([["a", 1]]),
    new Set([1]),
    new Float64Array([Number.NaN]),
    cyclic,
    JSON.parse('{"__proto__": {"polluted": true}}'),
    Object.create(null),
    Object.defineProperty({}, "kind", { enumerable: true, get: thrower }),
    new Proxy({}, { get: thrower, ownKeys: thrower, has: thrower, getPrototypeOf: thrower }),
    new Proxy([], { get: thrower }),
    revoked.proxy,
  ];
};

/** Anything that fast-check can think of; it cannot hold the values of `hostileValues` that throw when touched. */
export const hostile: fc.Arbitrary<unknown> = fc.anything({
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
});
