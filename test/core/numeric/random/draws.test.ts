import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawBernoulli,
  drawBeta,
  drawCategorical,
  drawExponential,
  drawGamma,
  drawInteger,
  drawNormal,
  drawUniform,
  type RandomStream,
  sample,
  shuffle,
  stream,
} from "../../../../src/core/numeric/random/index.ts";

/** A stream that repeats the words it is given. */
const fixed = (...words: number[]): RandomStream => {
  let at = 0;
  return {
    next: () => {
      at += 1;
      return words[(at - 1) % words.length] ?? 0;
    },
  };
};

const draws = (count: number, draw: (source: RandomStream) => number, label = "draws"): number[] => {
  const source = stream(2025, label);
  return Array.from({ length: count }, () => draw(source));
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
};

/** Kolmogorov and Smirnov's distance from a distribution function, times sqrt(n): beyond 1.95 once in a thousand samples. */
const distance = (values: readonly number[], below: (x: number) => number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  let most = 0;
  sorted.forEach((value, i) => {
    const expected = below(value);
    most = Math.max(most, Math.abs(expected - i / sorted.length), Math.abs(expected - (i + 1) / sorted.length));
  });
  return most * Math.sqrt(sorted.length);
};
const RARE = 1.95;
const COUNT = 20_000;

/** The share of the standard normal below x, by its power series about 0. */
const normalBelow = (x: number): number => {
  if (Math.abs(x) > 6) return x < 0 ? 0 : 1;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17; n += 1) {
    term *= (-x * x) / (2 * n);
    sum += term / (2 * n + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
};

describe("uniform", () => {
  it("uses 53 bits: 27 of the first word and 26 of the second", () => {
    expect(drawUniform(fixed(0))).toBe(0);
    expect(drawUniform(fixed(0xffffffff))).toBe(1 - 2 ** -53);
    expect(drawUniform(fixed(0x80000000, 0))).toBe(0.5);
    expect(drawUniform(fixed(0, 64))).toBe(2 ** -53);
    expect(drawUniform(fixed(31, 63))).toBe(0);
    expect(drawUniform(fixed(32, 0))).toBe(2 ** -27);
  });

  it("is uniform", () => {
    const values = draws(COUNT, drawUniform);
    expect(distance(values, (x) => x)).toBeLessThan(RARE);
    expect(Math.abs(variance(values) - 1 / 12)).toBeLessThan(0.002);
  });
});

describe("integer", () => {
  it("reaches every number equally often", () => {
    for (const n of [2, 3, 6, 10]) {
      const counts = new Array<number>(n).fill(0);
      for (const value of draws(COUNT, (source) => drawInteger(source, n))) counts[value] = (counts[value] ?? 0) + 1;
      for (const count of counts) expect(Math.abs(count - COUNT / n)).toBeLessThan(4.5 * Math.sqrt(COUNT / n));
    }
  });

  it("draws again where the end of the range would favour small numbers", () => {
    const words = 2 ** 32;
    expect(drawInteger(fixed(words - 1, 5), 3)).toBe(2); // 2^32 = 1 modulo 3: the last word is refused
    expect(drawInteger(fixed(words - 2, 5), 3)).toBe(2); // the last fair word
    expect(drawInteger(fixed(words - 1, 7), 2 ** 31 + 1)).toBe(7);
    expect(drawInteger(fixed(words - 1), 2 ** 32)).toBe(words - 1);
    expect(drawInteger(fixed(words - 1), 2 ** 31)).toBe(2 ** 31 - 1);
  });

  it("goes beyond 2^32 by 53 bits", () => {
    expect(drawInteger(fixed(0x80000000, 0), 2 ** 40)).toBe(2 ** 39);
    expect(drawInteger(fixed(0xffffffff), 2 ** 32 + 1)).toBe(2 ** 32);
  });

  it("gives 0 where there is nothing to choose, and cuts fractions off", () => {
    for (const n of [1, 1.9, 0, -3, Number.NaN, Number.NEGATIVE_INFINITY]) expect(drawInteger(fixed(99), n)).toBe(0);
    expect(drawInteger(fixed(5), 3.9)).toBe(2);
    expect(drawInteger(fixed(5), 2)).toBe(1);
  });
});

describe("normal", () => {
  it("is the inverse of the distribution function of one uniform (mpmath, 30 digits)", () => {
    // p = (high · 2^26 + low + 1/2) / 2^52 with high and low the upper 26 bits of the two words
    const cases: readonly (readonly [number, number, number])[] = [
      [0, 0, -8.209536151601387],
      [0, 1, -8.076571004130125],
      [0, 1000, -7.241328347810365],
      [0, 937, -7.2501424156158505],
      [1, 0, -5.542594056498755],
      [1000, 5, -4.1749716050717485],
      [1048576, 3, -2.1538746940614364],
      [16777216, 0, -0.6744897501960814],
      [33554432, 0, 2.782916424671767e-16],
      [33554431, 67108863, -2.782916424671767e-16],
      [34603008, 77, 0.0391760855031408],
      [30000000, 12345, -0.13315642508246908],
      [5033164, 40000000, -1.439531492408101],
      [5033165, 0, -1.4395314498849896],
      [62075699, 9, 1.4395314498850054],
      [60000000, 1, 1.2484654408867568],
      [67108863, 67108863, 8.209536151601387],
      [67108862, 0, 5.419983175582853],
    ];
    for (const [high, low, expected] of cases) {
      const value = drawNormal(fixed(high * 64, low * 64));
      expect(Math.abs(value - expected)).toBeLessThan(4e-15 * Math.max(1e-3, Math.abs(expected)));
    }
  });

  it("is symmetric to the bit", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 26 - 1), fc.nat(2 ** 26 - 1), (high, low) => {
        const mirrored = drawNormal(fixed((2 ** 26 - 1 - high) * 64, (2 ** 26 - 1 - low) * 64));
        expect(mirrored).toBe(-drawNormal(fixed(high * 64, low * 64)));
      }),
    );
  });

  it("is normal", () => {
    const values = draws(COUNT, drawNormal);
    expect(distance(values, normalBelow)).toBeLessThan(RARE);
    expect(Math.abs(variance(values) - 1)).toBeLessThan(0.04);
    expect(Math.abs(mean(values.map((x) => x ** 4)) - 3)).toBeLessThan(0.3);
  });

  it("takes two words a draw", () => {
    const source = stream(1, "words");
    const twin = stream(1, "words");
    drawNormal(source);
    twin.next();
    twin.next();
    expect(source.next()).toBe(twin.next());
  });
});

describe("exponential", () => {
  it("is exponential with mean 1, and never -0", () => {
    expect(distance(draws(COUNT, drawExponential), (x) => 1 - Math.exp(-x))).toBeLessThan(RARE);
    expect(drawExponential(fixed(0))).toBe(0);
    expect(drawExponential(fixed(0x80000000, 0))).toBeCloseTo(Math.LN2, 15);
    expect(drawExponential(fixed(0xffffffff))).toBeCloseTo(53 * Math.LN2, 12);
  });
});

describe("gamma", () => {
  const below: readonly (readonly [number, (x: number) => number])[] = [
    [1, (x) => 1 - Math.exp(-x)],
    [3, (x) => 1 - Math.exp(-x) * (1 + x + (x * x) / 2)],
    [0.5, (x) => 2 * normalBelow(Math.sqrt(2 * x)) - 1],
  ];
  for (const [shape, share] of below) {
    it(`follows its distribution at shape ${shape}`, () => {
      expect(
        distance(
          draws(COUNT, (source) => drawGamma(source, shape)),
          share,
        ),
      ).toBeLessThan(RARE);
    });
  }

  it("has mean and variance of its shape, small and large", () => {
    for (const shape of [0.05, 0.9, 2.5, 100, 1e6]) {
      const values = draws(COUNT, (source) => drawGamma(source, shape));
      expect(Math.abs(mean(values) - shape)).toBeLessThan(4 * Math.sqrt(shape / COUNT));
      expect(Math.abs(variance(values) / shape - 1)).toBeLessThan(4 * Math.sqrt((2 + 6 / shape) / COUNT));
    }
  });

  it("is 0 for shapes at or below 0 and Infinity at Infinity, and ends", () => {
    for (const shape of [0, -1, Number.NaN, Number.NEGATIVE_INFINITY]) expect(drawGamma(fixed(1), shape)).toBe(0);
    expect(drawGamma(fixed(1), Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    for (const shape of [1e-300, Number.MIN_VALUE]) expect(drawGamma(stream(1, "a"), shape)).toBe(0);
    expect(drawGamma(stream(1, "a"), 1e300)).toBeGreaterThan(9e299);
  });
});

describe("beta", () => {
  const below: readonly (readonly [number, number, (x: number) => number])[] = [
    [1, 1, (x) => x],
    [2, 3, (x) => 6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4],
    [3, 1, (x) => x ** 3],
    [0.5, 0.5, (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x))],
  ];
  for (const [a, b, share] of below) {
    it(`follows its distribution at ${a}, ${b}`, () => {
      expect(
        distance(
          draws(COUNT, (source) => drawBeta(source, a, b)),
          share,
        ),
      ).toBeLessThan(RARE);
    });
  }

  it("has the mean and variance of its shapes", () => {
    for (const [a, b] of [
      [0.1, 0.4],
      [30, 70],
      [5000, 1],
    ] as const) {
      const values = draws(COUNT, (source) => drawBeta(source, a, b));
      const expected = (a * b) / ((a + b) ** 2 * (a + b + 1));
      expect(Math.abs(mean(values) - a / (a + b))).toBeLessThan(4 * Math.sqrt(expected / COUNT));
      expect(Math.abs(variance(values) / expected - 1)).toBeLessThan(0.1);
    }
  });

  it("is the right mixture of 0 and 1 where both shapes are too small for a gamma draw", () => {
    for (const scale of [1e-3, 1e-100, 1e-306, Number.MIN_VALUE]) {
      const values = draws(2_000, (source) => drawBeta(source, 3 * scale, scale));
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(Math.abs(mean(values) - 0.75)).toBeLessThan(0.04);
    }
  });

  it("has a value for every pair of parameters", () => {
    const odd = [0, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1, 1e-320, 1e300];
    for (const a of odd) {
      for (const b of odd) {
        const value = drawBeta(stream(1, `${a} ${b}`), a, b);
        expect(value >= 0 && value <= 1, `beta(${a}, ${b}) = ${value}`).toBe(true);
      }
    }
    const infinite = Number.POSITIVE_INFINITY;
    expect(drawBeta(stream(1, "a"), 0, 2)).toBe(0);
    expect(drawBeta(stream(1, "a"), 2, -1)).toBe(1);
    expect(drawBeta(stream(1, "a"), infinite, 2)).toBe(1);
    expect(drawBeta(stream(1, "a"), 2, infinite)).toBe(0);
    expect(drawBeta(stream(1, "a"), infinite, infinite)).toBe(0.5);
    expect(Math.abs(mean(draws(2_000, (source) => drawBeta(source, 0, Number.NaN))) - 0.5)).toBeLessThan(0.05);
  });
});

describe("bernoulli", () => {
  it("is true with its probability", () => {
    const hits = draws(COUNT, (source) => (drawBernoulli(source, 0.3) ? 1 : 0));
    expect(Math.abs(mean(hits) - 0.3)).toBeLessThan(0.013);
  });

  it("is never true at 0, below, or at NaN, and always from 1 on", () => {
    for (const p of [0, -1, Number.NaN]) expect(drawBernoulli(fixed(0), p)).toBe(false);
    for (const p of [1, 2, Number.POSITIVE_INFINITY]) expect(drawBernoulli(fixed(0xffffffff), p)).toBe(true);
    expect(drawBernoulli(fixed(0x80000000, 0), 0.5)).toBe(false); // u < p, not u <= p
  });
});

describe("categorical", () => {
  it("takes each index in proportion to its weight", () => {
    const weights = [1, 0, 5, 2.5, -3, Number.NaN, 1.5];
    const counts = new Array<number>(weights.length).fill(0);
    for (const index of draws(COUNT, (source) => drawCategorical(source, Object.freeze(weights))))
      counts[index] = (counts[index] ?? 0) + 1;
    [0.1, 0, 0.5, 0.25, 0, 0, 0.15].forEach((share, i) => {
      expect(Math.abs((counts[i] ?? 0) - COUNT * share)).toBeLessThanOrEqual(
        4 * Math.sqrt(COUNT * share * (1 - share)),
      );
    });
  });

  it("cuts the unit interval in the order of the weights", () => {
    const at = (u: number): number => drawCategorical(fixed(Math.floor(u * 2 ** 32), 0), [1, 1, 2]);
    expect([0, 0.2, 0.25, 0.49, 0.5, 0.99].map(at)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it("ends on the last positive weight where rounding leaves a crumb", () => {
    const weights = Float64Array.from({ length: 1000 }, () => 0.1);
    expect(drawCategorical(fixed(0xffffffff), [...weights, 0])).toBe(999);
    expect(drawCategorical(fixed(0), [0, 0, 3])).toBe(2);
  });

  it("is -1 where no weight is positive", () => {
    for (const weights of [[], [0, 0], [-1], [Number.NaN]]) expect(drawCategorical(fixed(1), weights)).toBe(-1);
  });
});

describe("shuffle and sample", () => {
  it("keep what they are given and leave it as it was", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: -2, max: 30 }), fc.string(), (items, n, label) => {
        const frozen = Object.freeze([...items]);
        const shuffled = shuffle(stream(1, label), frozen);
        expect([...shuffled].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
        const indices = Object.freeze(items.map((_, i) => i));
        const some = sample(stream(1, label), indices, n);
        expect(some.length).toBe(Math.max(0, Math.min(n, items.length)));
        expect(new Set(some).size).toBe(some.length);
        expect(some.every((index) => index >= 0 && index < items.length)).toBe(true);
      }),
    );
  });

  it("make every order equally likely", () => {
    const source = stream(5, "orders");
    const orders = new Map<string, number>();
    const pairs = new Map<string, number>();
    for (let i = 0; i < 24_000; i += 1) {
      const order = shuffle(source, ["a", "b", "c", "d"]).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
      const pair = sample(source, ["a", "b", "c", "d"], 2).join("");
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    expect(orders.size).toBe(24);
    expect(pairs.size).toBe(12);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(1000));
    for (const count of pairs.values()) expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(2000));
  });

  it("cut fractions off, and give none for NaN", () => {
    expect(sample(stream(1, "a"), [1, 2, 3], 1.9).length).toBe(1);
    expect(sample(stream(1, "a"), [1, 2, 3], Number.NaN)).toEqual([]);
    expect(sample(stream(1, "a"), [1, 2, 3], Number.POSITIVE_INFINITY).length).toBe(3);
    expect(shuffle(stream(1, "a"), [])).toEqual([]);
  });
});
