import { describe, expect, it } from "vitest";
import {
  cos,
  exp,
  expm1,
  log,
  log1p,
  logistic,
  pow,
  sin,
  tanh,
} from "../../../../src/core/numeric/elementary/index.ts";

const INFINITY = Number.POSITIVE_INFINITY;
const LARGEST = Number.MAX_VALUE;
const SMALLEST = Number.MIN_VALUE;

const rows = (table: readonly (readonly [number, number])[], f: (x: number) => number): void => {
  for (const [x, expected] of table) expect(f(x), `at ${Object.is(x, -0) ? "-0" : x}`).toBe(expected);
};

describe("special values are those of ECMAScript's Math", () => {
  it("exp", () => {
    rows(
      [
        [Number.NaN, Number.NaN],
        [0, 1],
        [-0, 1],
        [INFINITY, INFINITY],
        [-INFINITY, 0],
        [709.782712893384, 1.7976931348622732e308],
        [709.7827128933841, INFINITY],
        [LARGEST, INFINITY],
        [-745.1332191019411, SMALLEST],
        [-745.1332191019412, 0],
        [-746, 0],
        [-LARGEST, 0],
        [SMALLEST, 1],
      ],
      exp,
    );
  });

  it("expm1", () => {
    rows(
      [
        [Number.NaN, Number.NaN],
        [0, 0],
        [-0, -0],
        [INFINITY, INFINITY],
        [-INFINITY, -1],
        [-40, -1],
        [-LARGEST, -1],
        [710, INFINITY],
        [SMALLEST, SMALLEST],
        [-SMALLEST, -SMALLEST],
      ],
      expm1,
    );
  });

  it("log", () => {
    rows(
      [
        [Number.NaN, Number.NaN],
        [0, -INFINITY],
        [-0, -INFINITY],
        [1, 0],
        [-1, Number.NaN],
        [-SMALLEST, Number.NaN],
        [INFINITY, INFINITY],
        [-INFINITY, Number.NaN],
        [SMALLEST, -744.4400719213812],
        [LARGEST, 709.782712893384],
      ],
      log,
    );
  });

  it("log1p", () => {
    rows(
      [
        [Number.NaN, Number.NaN],
        [0, 0],
        [-0, -0],
        [-1, -INFINITY],
        [-1.0000000000000002, Number.NaN],
        [INFINITY, INFINITY],
        [-INFINITY, Number.NaN],
        [SMALLEST, SMALLEST],
        [LARGEST, 709.782712893384],
      ],
      log1p,
    );
  });

  it("tanh and logistic", () => {
    rows(
      [
        [Number.NaN, Number.NaN],
        [0, 0],
        [-0, -0],
        [INFINITY, 1],
        [-INFINITY, -1],
        [LARGEST, 1],
        [-LARGEST, -1],
        [-SMALLEST, -SMALLEST],
      ],
      tanh,
    );
    rows(
      [
        [Number.NaN, Number.NaN],
        [0, 0.5],
        [-0, 0.5],
        [INFINITY, 1],
        [-INFINITY, 0],
        [LARGEST, 1],
        [-LARGEST, 0],
      ],
      logistic,
    );
  });

  it("sin and cos", () => {
    rows(
      [
        [Number.NaN, Number.NaN],
        [0, 0],
        [-0, -0],
        [INFINITY, Number.NaN],
        [-INFINITY, Number.NaN],
        [SMALLEST, SMALLEST],
        [-SMALLEST, -SMALLEST],
      ],
      sin,
    );
    rows(
      [
        [Number.NaN, Number.NaN],
        [0, 1],
        [-0, 1],
        [INFINITY, Number.NaN],
        [-INFINITY, Number.NaN],
        [SMALLEST, 1],
      ],
      cos,
    );
  });

  it("pow, over every pair of special values", () => {
    const values = [
      Number.NaN,
      ...[0, SMALLEST, 1e-310, 1e-300, 2 ** -65, 2 ** -53, 1 / 3, 0.5, 1 - 2 ** -53, 1, 1 + 2 ** -52, 2, 3, 8, 32768],
      ...[2 ** 53 - 1, 2 ** 53, 1e19, 2 ** 64, 3.4e38, 1e39, 1e300, LARGEST, INFINITY],
    ].flatMap((value) => [value, -value]);
    for (const x of values) {
      for (const y of values) {
        const engine = x ** y;
        const ours = pow(x, y);
        const exact = Number.isNaN(engine) || engine === 0 || Math.abs(engine) === INFINITY || Math.abs(engine) === 1;
        if (exact) expect(ours, `pow(${x}, ${y})`).toBe(engine);
        else expect(Math.abs(ours / engine - 1), `pow(${x}, ${y})`).toBeLessThan(1e-15);
      }
    }
  });

  it("pow, as the standard lists them", () => {
    expect(pow(Number.NaN, 0)).toBe(1);
    expect(pow(-2, 3)).toBe(-8);
    expect(pow(-8, 1 / 3)).toBe(Number.NaN);
    expect(pow(0, -1)).toBe(INFINITY);
    expect(pow(-0, -1)).toBe(-INFINITY);
    expect(pow(-0, 3)).toBe(-0);
    expect(pow(-0, 2)).toBe(0);
    expect(pow(-1, INFINITY)).toBe(Number.NaN);
    expect(pow(-INFINITY, 0.5)).toBe(INFINITY);
    expect(pow(-INFINITY, -3)).toBe(-0);
    expect(pow(2, 1024)).toBe(INFINITY);
    expect(pow(2, -1074)).toBe(SMALLEST);
    expect(pow(2, -1076)).toBe(0);
    expect(pow(10, 22)).toBe(1e22);
  });
});
