import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  multiply,
  product,
  reciprocal,
  squareRoot,
  sum,
} from "../../../../src/core/numeric/elementary/doubleDouble.ts";
import { OCTAVE } from "../../../../src/core/numeric/elementary/exponentialTable.ts";
import { LOWEST_EXPONENT, POWER_OF_TWO } from "../../../../src/core/numeric/elementary/powersOfTwo.ts";

/** A double as a whole number of units of 2^-400: exact for the sizes used here. */
const SCALE = 400n;
const exact = (value: number): bigint => {
  if (value < 0) return -exact(-value);
  const high = Math.floor(value);
  let rest = value - high;
  let whole = BigInt(high);
  for (let i = 0n; i < SCALE; i += 50n) {
    rest *= 2 ** 50;
    const digit = Math.floor(rest);
    rest -= digit;
    whole = (whole << 50n) + BigInt(digit);
  }
  if (rest !== 0) throw new Error(`${value} needs more bits than the test keeps`);
  return whole;
};
const of = (pair: readonly [number, number]): bigint => exact(pair[0]) + exact(pair[1]);
const UNIT = 1n << SCALE;
const within = (found: bigint, wanted: bigint, bits: bigint): void => {
  const difference = found > wanted ? found - wanted : wanted - found;
  expect(difference << bits <= (wanted < 0n ? -wanted : wanted)).toBe(true);
};
const middling = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 2 ** 30) / 2 ** 30);
const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

describe("double-double arithmetic", () => {
  it("sum and product are exact", () => {
    fc.assert(
      fc.property(middling, middling, (a, b) => {
        expect(of(sum(a, b))).toBe(exact(a) + exact(b));
        expect(of(product(a, b))).toBe((exact(a) * exact(b)) >> SCALE);
      }),
    );
  });

  it("add, multiply, reciprocal and square root are right to 100 bits", () => {
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 1, max: 1e6 }), (a, b, n) => {
        const x = sum(a, a * 1.1e-17);
        const y = sum(b, b * -0.7e-17);
        within(of(add(x, y)), of(x) + of(y), 100n);
        within(of(multiply(x, y)), (of(x) * of(y)) >> SCALE, 100n);
        within(of(reciprocal(n)), UNIT / BigInt(n), 100n);
        const root = of(squareRoot(x));
        within((root * root) >> SCALE, of(x), 100n);
      }),
    );
  });
});

describe("tables", () => {
  it("powers of two are exact, from the smallest double to the largest power", () => {
    expect(POWER_OF_TWO.length).toBe(2098);
    expect(POWER_OF_TWO[0]).toBe(Number.MIN_VALUE);
    expect(POWER_OF_TWO[-LOWEST_EXPONENT]).toBe(1);
    expect(POWER_OF_TWO[2097]).toBe(8.98846567431158e307);
    for (let k = 1; k < POWER_OF_TWO.length; k += 1) expect(POWER_OF_TWO[k]).toBe(2 * (POWER_OF_TWO[k - 1] ?? 0));
  });

  it("the parts of an octave multiply up to 2", () => {
    expect(OCTAVE[0]).toBe(1);
    expect(OCTAVE[1]).toBe(0);
    for (let j = 1; j < 128; j += 1) {
      const part: readonly [number, number] = [OCTAVE[2 * j] ?? 0, OCTAVE[2 * j + 1] ?? 0];
      const other: readonly [number, number] = [OCTAVE[256 - 2 * j] ?? 0, OCTAVE[257 - 2 * j] ?? 0];
      within((of(part) * of(other)) >> SCALE, 2n * UNIT, 98n);
      if (j % 2 === 0) {
        const half: readonly [number, number] = [OCTAVE[j] ?? 0, OCTAVE[j + 1] ?? 0];
        within((of(half) * of(half)) >> SCALE, of(part), 98n);
      }
    }
  });
});
