import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logisticRegression } from "../../../src/core/regression/index.ts";
import { orThrow, parseCsv } from "../../../src/core/vocabulary/index.ts";
import { differenceInMeans, inversePropensityDifference } from "../../../src/metrics/index.ts";
import { sharedData } from "../../support/sharedData.ts";

const options = { outcome: "y", treatment: "t", probability: "p" };
const compare = inversePropensityDifference({ ...options, assignment: "randomised" });

let state = 99;
const uniform = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state + 0.5) / 4294967296;
};

describe("inversePropensityDifference", () => {
  it("is the difference of the weighted means, with the influence of each row as its spread", () => {
    const rows = [
      { y: 4, t: true, p: 0.5 },
      { y: 1, t: true, p: 0.2 },
      { y: 2, t: false, p: 0.5 },
      { y: 0, t: false, p: 0.75 },
    ];
    const effect = orThrow(compare(rows));
    // weights 2 and 5: (8 + 5) / 7; weights 2 and 4: 4 / 6
    const [m1, m0] = [13 / 7, 4 / 6];
    expect(effect.estimate).toBeCloseTo(m1 - m0, 14);
    const influences = [(2 * (4 - m1)) / 7, (5 * (1 - m1)) / 7, (2 * (2 - m0)) / 6, (4 * (0 - m0)) / 6];
    const squares = influences.reduce((sum, one) => sum + one * one, 0);
    expect(effect.standardError?.value).toBeCloseTo(Math.sqrt((4 / 3) * squares), 14);
    expect(effect.diagnostics["meanWeightTreated"]).toBeCloseTo(7 / 4, 14);
    expect(effect.diagnostics["effectiveTreated"]).toBeCloseTo(49 / 29, 14);
    expect(effect.diagnostics["effectiveControl"]).toBeCloseTo(36 / 20, 14);
    expect(effect.diagnostics["largestShareControl"]).toBeCloseTo(4 / 6, 14);
    expect(effect.n.effective).toBeCloseTo(49 / 29 + 36 / 20, 14);
    expect(effect.warnings.map(({ code }) => code)).toEqual(["heavy-weights", "heavy-weights"]);
    expect(effect.evidence).toBe("randomised");
  });

  it("equals the plain difference where everybody had the same chance", () => {
    const row = fc.record({ y: fc.double({ min: -9, max: 9, noNaN: true }), t: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 8, maxLength: 30 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (rows, p) => {
          fc.pre(rows.filter((r) => r.t).length >= 2 && rows.filter((r) => !r.t).length >= 2);
          const plain = orThrow(differenceInMeans({ outcome: "y", treatment: "t" })(rows));
          expect(orThrow(compare(rows.map((r) => ({ ...r, p })))).estimate).toBeCloseTo(plain.estimate ?? 0, 9);
        },
      ),
    );
  });

  it("finds the truth, and covers it about as often as it says, where chances follow the outcome", () => {
    let covered = 0;
    let sum = 0;
    let naive = 0;
    for (let sample = 0; sample < 600; sample += 1) {
      const rows = Array.from({ length: 300 }, () => {
        const x = uniform();
        const p = 0.15 + 0.7 * x;
        const t = uniform() < p;
        return { y: uniform() < 0.1 + 0.5 * x + (t ? 0.1 : 0), t, p };
      });
      const effect = orThrow(compare(rows));
      sum += effect.estimate ?? 0;
      naive += orThrow(differenceInMeans({ outcome: "y", treatment: "t" })(rows)).estimate ?? 0;
      if ((effect.interval.lower ?? 0) <= 0.1 && (effect.interval.upper ?? 0) >= 0.1) covered += 1;
    }
    expect(sum / 600).toBeCloseTo(0.1, 2);
    expect(naive / 600).toBeGreaterThan(0.2);
    expect(covered / 600).toBeGreaterThan(0.92);
    expect(covered / 600).toBeLessThan(0.98);
  });

  it("warns when the logged probabilities cannot be right", () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({ y: i % 3, t: i % 2 === 0, p: 0.2 }));
    const codes = orThrow(compare(rows)).warnings.map(({ code, values }) => [code, values["arm"], values["mean"]]);
    expect(codes).toEqual([
      ["weights-off", "treated", 2.5],
      ["weights-off", "untreated", 0.625],
    ]);
    const fine = rows.map((row) => ({ ...row, p: 0.5 }));
    expect(orThrow(compare(fine)).warnings).toEqual([]);
  });

  it("sums influences within clusters", () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      y: (i % 4) + (i % 8 < 4 ? 3 : 0),
      t: i % 8 < 4,
      p: 0.5,
      team: `t${i >> 2}`,
    }));
    const clustered = orThrow(inversePropensityDifference({ ...options, cluster: "team" })(rows));
    const plain = orThrow(inversePropensityDifference(options)(rows));
    expect(clustered.estimate).toBe(plain.estimate);
    expect(clustered.n.clusters).toBe(10);
    // every team has the same rows as its arm, so within a team the influences cancel
    expect(clustered.standardError?.value).toBeLessThan(1e-12);
    expect(plain.standardError?.value ?? 0).toBeGreaterThan(0.1);
  });

  const folder = sharedData("metrics");
  it.skipIf(folder === null)(
    "reproduces the Hajek estimate on Lalonde with fitted propensities: 224.68 (909.48)",
    () => {
      // expected.json, observational.lalonde_ipw: propensity by logistic regression on these covariates, HC0, weights taken as known
      const names = ["age", "educ", "black", "hispan", "married", "nodegree", "re74", "re75"];
      const people = orThrow(parseCsv()(readFileSync(`${folder}lalonde_matchit.csv`, "utf8"))).map((row) => ({
        x: names.map((name) => {
          if (name === "black") return row["race"] === "black" ? 1 : 0;
          return name === "hispan" ? (row["race"] === "hispan" ? 1 : 0) : Number(row[name]);
        }),
        treated: Number(row["treat"]),
        earned: Number(row["re78"]),
      }));
      const fit = logisticRegression({
        caller: "test",
        x: Float64Array.from(people.flatMap(({ x }) => x)),
        y: Float64Array.from(people, ({ treated }) => treated),
        rows: people.length,
        names,
      });
      if (fit._tag === "Left") throw new Error(JSON.stringify(fit.left));
      const [intercept = 0, ...slopes] = fit.right.coefficients;
      const rows = people.map(({ x, treated, earned }) => ({
        y: earned,
        t: treated,
        p: 1 / (1 + Math.exp(-x.reduce((sum, value, j) => sum + value * (slopes[j] ?? 0), intercept))),
      }));
      const effect = orThrow(inversePropensityDifference(options)(rows));
      expect(effect.estimate).toBeCloseTo(224.6763, 3);
      const withoutFactor = Math.sqrt((rows.length - 1) / rows.length) * (effect.standardError?.value ?? 0);
      expect(withoutFactor).toBeCloseTo(909.4777, 3);
    },
  );

  it.each([
    [
      "a probability of 1",
      [{ y: 1, t: true, p: 1 }],
      { _tag: "NotIdentified", because: { code: "no-overlap", values: { rows: 1 } } },
    ],
    ["a probability of 0", [{ y: 1, t: false, p: 0 }], { _tag: "NotIdentified", because: { code: "no-overlap" } }],
    [
      "a probability of 50",
      [{ y: 1, t: true, p: 50 }],
      { _tag: "InvalidInput", issues: [{ path: [0, "p"], code: "out-of-range" }] },
    ],
  ])("refuses %s", (_, rows, failure) => {
    const filler = [true, true, false, false].map((t) => ({ y: 1, t, p: 0.5 }));
    expect(compare([...rows, ...filler])).toMatchObject({
      left: { in: "metrics.inversePropensityDifference", ...failure },
    });
  });
  it("refuses a missing probability column by its option", () => {
    expect(compare([{ y: 1, t: true }])).toMatchObject({
      left: { issues: [{ path: ["probability"], code: "unknown-value" }] },
    });
  });
});
