import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betaDensity,
  betaLowerTail,
  betaQuantile,
  betaUpperTail,
  chiSquareDensity,
  chiSquareLowerTail,
  chiSquareQuantile,
  chiSquareUpperTail,
  fisherFDensity,
  fisherFLowerTail,
  fisherFQuantile,
  fisherFUpperTail,
  gammaDensity,
  gammaLowerTail,
  gammaQuantile,
  gammaUpperTail,
  normalDensity,
  normalLowerTail,
  normalQuantile,
  normalUpperTail,
  studentTDensity,
  studentTLowerTail,
  studentTQuantile,
  studentTUpperTail,
} from "../../../../src/core/numeric/distributions/index.ts";
import { relativeError } from "../special/relativeError.ts";

const { POSITIVE_INFINITY: INFINITY, NEGATIVE_INFINITY } = Number;

interface Family {
  readonly name: string;
  readonly density: (x: number, parameters: readonly number[]) => number;
  readonly lower: (x: number, parameters: readonly number[]) => number;
  readonly upper: (x: number, parameters: readonly number[]) => number;
  readonly quantile: (p: number, parameters: readonly number[]) => number;
  readonly parameters: fc.Arbitrary<readonly number[]>;
  readonly support: readonly [number, number];
}

const positive = fc.double({ min: -1.5, max: 3, noNaN: true }).map((log) => 10 ** log);
// noUncheckedIndexedAccess: the arbitraries below give as many parameters as the functions take
const one = (parameters: readonly number[]): number => parameters[0] ?? Number.NaN;
const two = (parameters: readonly number[]): number => parameters[1] ?? Number.NaN;

const families: readonly Family[] = [
  {
    name: "normal",
    density: normalDensity,
    lower: normalLowerTail,
    upper: normalUpperTail,
    quantile: normalQuantile,
    parameters: fc.constant([]),
    support: [NEGATIVE_INFINITY, INFINITY],
  },
  {
    name: "studentT",
    density: (x, p) => studentTDensity(x, one(p)),
    lower: (x, p) => studentTLowerTail(x, one(p)),
    upper: (x, p) => studentTUpperTail(x, one(p)),
    quantile: (q, p) => studentTQuantile(q, one(p)),
    parameters: fc.tuple(positive),
    support: [NEGATIVE_INFINITY, INFINITY],
  },
  {
    name: "chiSquare",
    density: (x, p) => chiSquareDensity(x, one(p)),
    lower: (x, p) => chiSquareLowerTail(x, one(p)),
    upper: (x, p) => chiSquareUpperTail(x, one(p)),
    quantile: (q, p) => chiSquareQuantile(q, one(p)),
    parameters: fc.tuple(positive),
    support: [0, INFINITY],
  },
  {
    name: "gamma",
    density: (x, p) => gammaDensity(x, one(p), two(p)),
    lower: (x, p) => gammaLowerTail(x, one(p), two(p)),
    upper: (x, p) => gammaUpperTail(x, one(p), two(p)),
    quantile: (q, p) => gammaQuantile(q, one(p), two(p)),
    parameters: fc.tuple(positive, positive),
    support: [0, INFINITY],
  },
  {
    name: "beta",
    density: (x, p) => betaDensity(x, one(p), two(p)),
    lower: (x, p) => betaLowerTail(x, one(p), two(p)),
    upper: (x, p) => betaUpperTail(x, one(p), two(p)),
    quantile: (q, p) => betaQuantile(q, one(p), two(p)),
    parameters: fc.tuple(positive, positive),
    support: [0, 1],
  },
  {
    name: "fisherF",
    density: (x, p) => fisherFDensity(x, one(p), two(p)),
    lower: (x, p) => fisherFLowerTail(x, one(p), two(p)),
    upper: (x, p) => fisherFUpperTail(x, one(p), two(p)),
    quantile: (q, p) => fisherFQuantile(q, one(p), two(p)),
    parameters: fc.tuple(positive, positive),
    support: [0, INFINITY],
  },
];

const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe.each(families)("$name", ({ density, lower, upper, quantile, parameters, support }) => {
  it("has tails that sum to one and do not fall or rise the wrong way", () => {
    fc.assert(
      fc.property(parameters, probability, probability, (p, a, b) => {
        fc.pre(Math.abs(a - b) > 1e-9); // nearer, roundings decide the order
        const x = quantile(Math.min(a, b), p);
        const y = quantile(Math.max(a, b), p);
        expect(x).toBeLessThanOrEqual(y);
        expect(Math.abs(lower(x, p) + upper(x, p) - 1)).toBeLessThan(1e-14);
        expect(lower(x, p)).toBeLessThanOrEqual(lower(y, p));
        expect(upper(x, p)).toBeGreaterThanOrEqual(upper(y, p));
      }),
      { numRuns: 200 },
    );
  });

  it("has a quantile that undoes the lower tail", () => {
    fc.assert(
      fc.property(parameters, probability, (p, q) => {
        const x = quantile(q, p);
        // where x is a subnormal number, or a beta variable within roundings of 1, q cannot be told from it
        fc.pre(Math.abs(x) > 1e-300 && !(support[1] === 1 && x > 0.99));
        expect(relativeError(lower(x, p), q)).toBeLessThan(3e-13);
      }),
      { numRuns: 300 },
    );
  });

  it("has a density that is the slope of the lower tail", () => {
    fc.assert(
      fc.property(parameters, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (p, q) => {
        const x = quantile(q, p);
        const spread = Math.min(x - quantile(q - 0.02, p), quantile(q + 0.02, p) - x);
        const h = spread / 50;
        fc.pre(Math.abs(x) > 1e-200 && x !== 0 && h > Math.abs(x) * 1e-9 && x + h < support[1] && x - h > support[0]);
        const slope = (lower(x + h, p) - lower(x - h, p)) / (2 * h);
        expect(relativeError(slope, density(x, p))).toBeLessThan(2e-3);
      }),
      { numRuns: 200 },
    );
  });

  it("has all its weight inside its support, and the ends of it at p = 0 and p = 1", () => {
    fc.assert(
      fc.property(parameters, (p) => {
        const [from, to] = support;
        expect([quantile(0, p), quantile(1, p)]).toEqual([from, to]);
        expect([lower(from, p), upper(from, p), lower(to, p), upper(to, p)]).toEqual([0, 1, 1, 0]);
        expect([lower(NEGATIVE_INFINITY, p), upper(NEGATIVE_INFINITY, p)]).toEqual([0, 1]);
        expect([lower(INFINITY, p), upper(INFINITY, p)]).toEqual([1, 0]);
        expect([density(NEGATIVE_INFINITY, p), density(INFINITY, p)]).toEqual([0, 0]);
        if (from === 0) expect([density(-0.5, p), lower(-0.5, p), upper(-0.5, p)]).toEqual([0, 0, 1]);
        if (to === 1) expect([density(1.5, p), lower(1.5, p), upper(1.5, p)]).toEqual([0, 1, 0]);
      }),
      { numRuns: 30 },
    );
  });

  it("is NaN for NaN, for p outside [0, 1] and for parameters outside the domain", () => {
    fc.assert(
      fc.property(parameters, (p) => {
        for (const f of [density, lower, upper, quantile]) expect(f(Number.NaN, p)).toBeNaN();
        for (const q of [-1e-9, 1 + 1e-9, INFINITY]) expect(quantile(q, p)).toBeNaN();
        p.forEach((_, at) => {
          for (const bad of [0, -1, 1e-101, Number.NaN, NEGATIVE_INFINITY]) {
            const wrong = p.map((value, k) => (k === at ? bad : value));
            for (const f of [density, lower, upper, quantile]) expect(f(0.5, wrong)).toBeNaN();
          }
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe("laws between the families", () => {
  const number = fc.double({ min: -30, max: 30, noNaN: true });
  const inside = fc.double({ min: -3, max: 3, noNaN: true }).map((log) => 10 ** log);

  it("normal and t are symmetric", () => {
    fc.assert(
      fc.property(number, positive, (x, df) => {
        expect(normalLowerTail(x)).toBe(normalUpperTail(-x));
        expect(normalDensity(x)).toBe(normalDensity(-x));
        expect(studentTLowerTail(x, df)).toBe(studentTUpperTail(-x, df));
        expect(studentTDensity(x, df)).toBe(studentTDensity(-x, df));
        expect(normalQuantile(0.5)).toBe(0);
        expect(studentTQuantile(0.5, df)).toBe(0);
      }),
    );
    for (const p of [0.125, 0.25, 0.375, 0.4375]) {
      expect(normalQuantile(p)).toBe(-normalQuantile(1 - p));
      expect(studentTQuantile(p, 3.5)).toBe(-studentTQuantile(1 - p, 3.5));
    }
  });

  it("t with 1 and 2 degrees of freedom has a closed form", () => {
    fc.assert(
      fc.property(inside, (t) => {
        expect(relativeError(studentTUpperTail(t, 1), Math.atan2(1, t) / Math.PI)).toBeLessThan(1e-14);
        // 1/2 (1 - t / sqrt(2 + t^2)), free of cancellation
        const root = Math.sqrt(2 + t * t);
        expect(relativeError(studentTUpperTail(t, 2), 1 / (root * (root + t)))).toBeLessThan(1e-14);
        expect(relativeError(studentTDensity(t, 1), 1 / (Math.PI * (1 + t * t)))).toBeLessThan(1e-14);
        expect(relativeError(studentTDensity(t, 2), root ** -3)).toBeLessThan(1e-14);
      }),
    );
  });

  it("t is normal for infinite and for enormous degrees of freedom", () => {
    for (const x of [-20, -1, 0, 0.3, 2.5, 37])
      for (const df of [1e20, 1e100, 2e100, INFINITY]) {
        expect(relativeError(studentTLowerTail(x, df), normalLowerTail(x))).toBeLessThan(1e-12);
        expect(relativeError(studentTDensity(x, df), normalDensity(x))).toBeLessThan(1e-12);
      }
    for (const p of [1e-200, 0.025, 0.3, 0.975])
      for (const df of [1e20, INFINITY])
        expect(relativeError(studentTQuantile(p, df), normalQuantile(p))).toBeLessThan(1e-12);
  });

  it("t has a power for its far tail: doubling t costs 2^df", () => {
    for (const df of [0.01, 0.1, 1, 1.8])
      for (const t of [1e20, 1e100, 1e149, 1e151, 1e160, 1e290]) {
        const tail = studentTUpperTail(t, df);
        if (tail < 1e-290) continue;
        expect(relativeError(studentTUpperTail(2 * t, df) * 2 ** df, tail)).toBeLessThan(1e-12);
        // density: t f(t) = df times the tail
        expect(relativeError(studentTDensity(t, df), (df * tail) / t)).toBeLessThan(1e-11);
      }
    expect(studentTUpperTail(1e-25, 0.5)).toBe(0.5);
  });

  it("chi-square with 2 degrees of freedom and gamma of shape 1 are exponential", () => {
    fc.assert(
      fc.property(inside, inside, (x, rate) => {
        fc.pre(x * rate < 700);
        expect(relativeError(chiSquareUpperTail(x, 2), Math.exp(-x / 2))).toBeLessThan(2e-13);
        expect(relativeError(gammaUpperTail(x, 1, rate), Math.exp(-x * rate))).toBeLessThan(2e-13);
        expect(relativeError(gammaDensity(x, 1, rate), rate * Math.exp(-x * rate))).toBeLessThan(2e-13);
        expect(relativeError(chiSquareDensity(x, 2), 0.5 * Math.exp(-x / 2))).toBeLessThan(2e-13);
      }),
    );
  });

  it("chi-square with 1 degree of freedom is a squared normal", () => {
    fc.assert(
      fc.property(inside, (z) => {
        fc.pre(z < 37);
        expect(relativeError(chiSquareUpperTail(z * z, 1), 2 * normalUpperTail(z))).toBeLessThan(1e-12);
      }),
    );
  });

  it("gamma scales with its rate", () => {
    fc.assert(
      fc.property(inside, positive, probability, (x, shape, p) => {
        expect(gammaLowerTail(x / 4, shape, 4)).toBe(gammaLowerTail(x, shape, 1));
        expect(gammaUpperTail(x / 4, shape, 4)).toBe(gammaUpperTail(x, shape, 1));
        expect(relativeError(gammaDensity(x / 4, shape, 4), 4 * gammaDensity(x, shape, 1))).toBeLessThan(1e-13);
        expect(gammaQuantile(p, shape, 4) * 4).toBe(gammaQuantile(p, shape, 1));
      }),
    );
  });

  it("beta is mirrored, uniform for (1, 1) and a power for (a, 1)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1023 }), positive, positive, (k, a, b) => {
        const x = k / 1024; // exact, and so is 1 - x
        expect(relativeError(betaLowerTail(x, a, b), betaUpperTail(1 - x, b, a))).toBeLessThan(1e-13);
        expect(relativeError(betaDensity(x, a, b), betaDensity(1 - x, b, a))).toBeLessThan(1e-13);
        expect(betaLowerTail(x, 1, 1)).toBeCloseTo(x, 15);
        expect(relativeError(betaDensity(x, 1, 1), 1)).toBeLessThan(1e-14);
        expect(relativeError(betaQuantile(x, a, 1), x ** (1 / a))).toBeLessThan(1e-12);
      }),
    );
  });

  it("F of 1/x has its degrees of freedom exchanged, and F with 1 is a squared t", () => {
    fc.assert(
      fc.property(inside, positive, positive, (x, df1, df2) => {
        // 1 / x is rounded, which is worth x f(x) / P roundings: some hundred here
        const turned = fisherFUpperTail(1 / x, df2, df1);
        if (turned > 1e-200) expect(relativeError(fisherFLowerTail(x, df1, df2), turned)).toBeLessThan(1e-12);
        const t = Math.sqrt(x);
        const tail = 2 * studentTUpperTail(t, df2);
        if (tail > 1e-200) expect(relativeError(fisherFUpperTail(t * t, 1, df2), tail)).toBeLessThan(1e-12);
        expect(relativeError(fisherFLowerTail(x, 2, 2), x / (1 + x))).toBeLessThan(1e-14);
        expect(relativeError(fisherFDensity(x, 2, 2), (1 + x) ** -2)).toBeLessThan(1e-14);
      }),
    );
  });

  it("F takes the largest and the smallest numbers", () => {
    // upper tail of F(2, d) at x is (1 + 2 x / d)^(-d / 2)
    expect(relativeError(fisherFUpperTail(1e305, 2, 0.5), 4e305 ** -0.25)).toBeLessThan(1e-12);
    expect(fisherFUpperTail(1.7e308, 1e3, 0.01)).toBeGreaterThan(0);
    expect(relativeError(fisherFLowerTail(1e-300, 2, 7), 1e-300)).toBeLessThan(1e-13);
    expect(fisherFLowerTail(5e-324, 1, 1e50)).toBeLessThan(1e-150);
    expect(relativeError(fisherFDensity(1e305, 2, 0.5), 4e305 ** -1.25)).toBeLessThan(1e-11);
  });

  it("has densities at the ends of the support by rule", () => {
    expect([gammaDensity(0, 0.5, 3), gammaDensity(0, 1, 3), gammaDensity(0, 1.5, 3)]).toEqual([INFINITY, 3, 0]);
    expect([chiSquareDensity(0, 1), chiSquareDensity(0, 2), chiSquareDensity(0, 3)]).toEqual([INFINITY, 0.5, 0]);
    expect([betaDensity(0, 0.5, 4), betaDensity(0, 1, 4), betaDensity(0, 2, 4)]).toEqual([INFINITY, 4, 0]);
    expect([betaDensity(1, 4, 0.5), betaDensity(1, 4, 1), betaDensity(1, 4, 2)]).toEqual([INFINITY, 4, 0]);
    expect([fisherFDensity(0, 1, 5), fisherFDensity(0, 2, 5), fisherFDensity(0, 3, 5)]).toEqual([INFINITY, 1, 0]);
  });

  it("keeps a density whose kernel is below the smallest number", () => {
    // x^4 exp(-x) / 24 at 1e-70: the kernel x^5 is 1e-350
    expect(relativeError(gammaDensity(1e-70, 5, 1), 1e-280 / 24)).toBeLessThan(1e-12);
    // 20 x^3 (1 - x) ... for beta(4, 2): 20 x^3 at 1e-80, the kernel x^4 is 1e-320
    expect(relativeError(betaDensity(1e-80, 4, 2), 20e-240)).toBeLessThan(1e-12);
    // F(10, 2) near 0: x^4 (5)^5 / B(5, 1) = 5^6 x^4
    expect(relativeError(fisherFDensity(1e-70, 10, 2), 5 ** 6 * 1e-280)).toBeLessThan(1e-12);
  });

  it("knows the quantiles of every table", () => {
    // NIST/SEMATECH e-Handbook, tables 1.3.6.7 (three decimals)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959_963_984_540_054, 15);
    expect(studentTQuantile(0.975, 10)).toBeCloseTo(2.228, 3);
    expect(studentTQuantile(0.95, 4)).toBeCloseTo(2.132, 3);
    expect(chiSquareQuantile(0.95, 10)).toBeCloseTo(18.307, 3);
    expect(chiSquareQuantile(0.05, 10)).toBeCloseTo(3.94, 3);
    expect(fisherFQuantile(0.95, 3, 12)).toBeCloseTo(3.49, 2);
  });
});
