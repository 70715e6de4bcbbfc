import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brentMinimum } from "../../../../src/core/numeric/optimize/index.ts";

describe("brentMinimum", () => {
  it("finds the bottom of any parabola to within its tolerance, and counts what it looked at", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (at, a) => {
          let calls = 0;
          const found = brentMinimum(
            (x) => {
              calls += 1;
              return a * (x - at) ** 2 + 1;
            },
            -4,
            5,
            1e-4,
          );
          expect(Math.abs(found.at - at)).toBeLessThan(4e-4);
          expect(found.value).toBe(a * (found.at - at) ** 2 + 1);
          expect(found.evaluations).toBe(calls);
          expect(calls).toBeLessThan(20);
        },
      ),
    );
  });

  it("gets to a minimum where a parabola does not help, with few evaluations", () => {
    const found = brentMinimum((x) => Math.abs(x - 0.3) ** 0.5, 0, 1, 1e-5, 64);
    expect(Math.abs(found.at - 0.3)).toBeLessThan(5e-5);
    expect(found.evaluations).toBeLessThan(45);
    const smooth = brentMinimum((x) => x ** 3 - 2 * x - 5, 0, 1, 1e-8);
    expect(smooth.at).toBeCloseTo(Math.sqrt(2 / 3), 7);
    expect(smooth.evaluations).toBeLessThan(14);
  });

  it("takes an end where the least is there", () => {
    expect(brentMinimum((x) => x, 0.7, 0.95, 0.01)).toMatchObject({ at: 0.7, value: 0.7 });
    expect(brentMinimum((x) => -x, 0.7, 0.95, 0.01)).toMatchObject({ at: 0.95, value: -0.95 });
  });

  it("looks at no more points than it may, and at none outside", () => {
    const seen: number[] = [];
    brentMinimum(
      (x) => {
        seen.push(x);
        return Math.sin(9 * x);
      },
      0,
      2,
      1e-12,
      9,
    );
    expect(seen.length).toBeLessThanOrEqual(9);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seen)).toBeLessThanOrEqual(2);
  });

  // R 4.2 (and any later one): xs <- c(); optimize(function(x) { xs <<- c(xs, x); f(x) }, c(lower, upper), tol = 3 * tolerance); its last entry, the
  // answer looked at once more, is left out. R widens its tolerance by 1.5e-8 |x|, so points agree to seven digits.
  it.each<[string, (x: number) => number, number, number, number, readonly number[]]>([
    [
      "a cubic",
      (x) => x ** 3 - 2 * x - 5,
      ...([0, 1, 1e-4] as const),
      [0.38196601, 0.61803399, 0.76393202, 0.85037291, 0.81692846, 0.81612871, 0.81649699, 0.81639697, 0.816597],
    ],
    [
      "a cusp",
      (x) => Math.sqrt(Math.abs(x - 0.3)),
      ...([0, 1, 1e-3] as const),
      [
        0.38196601, 0.61803399, 0.23606798, 0.26277456, 0.30349091, 0.33346573, 0.29879423, 0.28503594, 0.29700033,
        0.30011376, 0.30140371,
      ],
    ],
    [
      "a polynomial of degree six",
      (x) => (x + 2) * (x + 1) ** 2 * (x - 1) ** 2 * (x - 1.5),
      ...([0.9, 1.6, 1e-4] as const),
      [
        1.16737621, 1.33262379, 1.43475242, 1.32886823, 1.34894549, 1.38172082, 1.35427963, 1.35326838, 1.35316836,
        1.35306834,
      ],
    ],
    [
      "a valley with waves",
      (x) => Math.exp(x) - 3 * x + 0.2 * Math.sin(9 * x),
      ...([0, 2, 1e-4] as const),
      [
        0.76393202, 1.23606798, 1.52786405, 1.10814779, 1.34752416, 1.20001054, 1.20016505, 1.20152669, 1.20162671,
        1.20142667,
      ],
    ],
    [
      "a narrow bell, turned over",
      (x) => -Math.exp(-50 * (x - 0.8) ** 2),
      ...([0, 1, 1e-3] as const),
      [0.38196601, 0.61803399, 0.76393202, 0.85410197, 0.79285108, 0.80044988, 0.79944986, 0.80144989],
    ],
    [
      "a corner on a parabola",
      (x) => Math.abs(x - 1) + 0.1 * (x - 0.2) ** 2,
      ...([-3, 2, 1e-3] as const),
      [
        -1.09016994, 0.09016994, 0.81966011, 1.27050983, 0.87985195, 0.98691236, 1.09523695, 0.9850123, 1.02828867,
        0.99925726, 1.01034627, 0.99825725, 1.00349289, 1.00025728, 1.00125729,
      ],
    ],
    [
      "a staircase",
      (x) => Math.round(x * 4) / 4 + (x - 0.6) ** 2,
      ...([-1, 2, 1e-3] as const),
      [
        0.14589803, 0.85410197, -0.29179607, 0.09141005, -0.06276356, 0.03252097, 0.06891642, 0.11222261, 0.12508547,
        0.10427291, 0.11713578, 0.1201723, 0.12204896, 0.12320881,
      ],
    ],
  ])("looks at the points that R's optimize looks at: %s", (_, f, lower, upper, tolerance, expected) => {
    const seen: number[] = [];
    const found = brentMinimum(
      (x) => {
        seen.push(x);
        return f(x);
      },
      lower,
      upper,
      tolerance,
    );
    expect(seen).toHaveLength(expected.length);
    for (const [k, x] of expected.entries()) expect(Math.abs((seen[k] ?? 9) - x)).toBeLessThan(4e-8);
    expect(found.value).toBe(Math.min(...seen.map(f)));
    expect(found.evaluations).toBe(seen.length);
  });

  it("looks at an end only where it came within three tolerances of it, and takes it only where it is lower", () => {
    const seen: number[] = [];
    const at = (end: number) =>
      brentMinimum(
        (x) => {
          seen.push(x);
          return x === 1 ? end : x;
        },
        1,
        2,
        0.01,
      );
    const taken = at(0.5);
    expect([taken.at, taken.value, taken.evaluations]).toEqual([1, 0.5, seen.length]);
    expect(seen.filter((x) => x === 1 || x === 2)).toEqual([1]);
    const second = at(1.5);
    expect(second.at).toBeGreaterThan(1);
    expect(second.value).toBe(second.at);
    const inside: number[] = [];
    brentMinimum(
      (x) => {
        inside.push(x);
        return (x - 1.5) ** 2;
      },
      1,
      2,
      0.1,
    );
    expect(inside).not.toContain(1);
    expect(inside).not.toContain(2);
    // equals stay where they are
    expect(brentMinimum(() => 3, 0, 1, 0.2).at).not.toBe(0);
  });
});
