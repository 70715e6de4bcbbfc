import fc from "fast-check";
import { hostileValues } from "../support/property.ts";

/** Hostile values and whatever fast-check thinks of, each behind a function: fast-check itself trips over a revoked proxy. */
export const garbage: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.nat({ max: hostileValues().length - 1 }).map((place) => () => hostileValues()[place]),
  fc
    .anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
    })
    .map((value) => () => value),
);
