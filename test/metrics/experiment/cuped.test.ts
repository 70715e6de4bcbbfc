import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, foldOver, orThrow, parseCsv } from "../../../src/index.ts";
import {
  armCovarianceFold,
  cupedDifference,
  cupedDifferenceFromMoments,
  differenceInMeans,
  differenceInMeansFromMoments,
} from "../../../src/metrics/index.ts";
import { foldLaws } from "../../../src/testing/index.ts";
import { sharedData } from "../../support/sharedData.ts";

const near = (value: number, digits = 6) => expect.closeTo(value, digits);

describe("armCovarianceFold", () => {
  it.each([
    ["nothing", undefined, [], "missing"],
    ["text", "before", [], "wrong-type"],
    ["no name", [], [], "empty"],
    ["an empty name", ["a", ""], [1], "empty"],
    ["a number for a name", ["a", 5], [1], "wrong-type"],
    ["a name that stands twice", ["a", "b", "a"], [2], "duplicate"],
  ])("refuses %s", (_, names, path, code) => {
    // @ts-expect-error some are hostile on purpose
    expect(armCovarianceFold(names)).toMatchObject({
      left: { _tag: "InvalidInput", in: "metrics.armCovarianceFold", issues: [{ path, code }] },
    });
  });

  const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN));
  const input = fc.record({ treated: fc.boolean(), outcome: value, covariates: fc.array(value, { maxLength: 3 }) });
  const close = (a: unknown, b: unknown): boolean => {
    if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= 1e-9 * (100 + Math.abs(a));
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
    const [first, second] = [Object.entries(a), Object.entries(b)];
    return (
      first.length === second.length &&
      first.every(([key, one], at) => second[at]?.[0] === key && close(one, second[at]?.[1]))
    );
  };
  // sums of products cancel, so the tolerance is relative to the terms (at most 81 each, 60 of them)
  for (const law of foldLaws(orThrow(armCovarianceFold(["a", "b"])), { input, equal: close })) it(law.name, law.check);

  it("counts by hand, a missing covariate as 0 with a mark, a missing outcome not at all", () => {
    const rows = [
      { treated: true, outcome: 1, covariates: [2] },
      { treated: true, outcome: 5, covariates: [Number.NaN] },
      { treated: false, outcome: 3, covariates: [] },
      { treated: false, outcome: Number.NaN, covariates: [1] },
    ];
    expect(orThrow(foldOver(orThrow(armCovarianceFold(["x"])))(rows))).toEqual({
      covariates: ["x"],
      treated: {
        n: 2,
        mean: [3, 1, 0.5],
        products: [
          [8, -4, 2],
          [-4, 2, -1],
          [2, -1, 0.5],
        ],
      },
      control: {
        n: 1,
        mean: [3, 0, 1],
        products: [
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
      },
      missing: 1,
    });
  });
});

/** Two covariates, twelve rows, nothing special about them. */
const ROWS = [5, 3, 8, 6, 2, 4, 7, 1, 9, 5, 4, 6].map((before, i) => ({
  before,
  other: (i * 5) % 7,
  nudged: i % 3 === 0 ? "yes" : "no",
  after: 10 + 2 * before + ((i * i) % 5) + (i % 3 === 0 ? 3 : 0),
}));
const options = { outcome: "after", treatment: "nudged", treated: "yes", covariates: ["before"] } as const;

/** theta and Welch's test written out, for one covariate. */
const slowCuped = (rows: readonly { t: boolean; y: number; x: number }[]) => {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [my, mx] = [mean(rows.map(({ y }) => y)), mean(rows.map(({ x }) => x))];
  const sxy = rows.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0);
  const sxx = rows.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
  const theta = sxx === 0 ? 0 : sxy / sxx;
  const arm = (t: boolean) => {
    const adjusted = rows.filter((row) => row.t === t).map(({ y, x }) => y - theta * (x - mx));
    const m = mean(adjusted);
    return { n: adjusted.length, m, v: adjusted.reduce((sum, a) => sum + (a - m) ** 2, 0) / (adjusted.length - 1) };
  };
  const [one, other] = [arm(true), arm(false)];
  return { theta, difference: one.m - other.m, spread: Math.sqrt(one.v / one.n + other.v / other.n) };
};

describe("cupedDifference", () => {
  it("agrees with a slow twin that adjusts each row", () => {
    const row = fc.record({
      t: fc.boolean(),
      y: fc.double({ min: -50, max: 50, noNaN: true }),
      x: fc.integer({ min: 0, max: 9 }),
    });
    const enough = fc.array(row, { minLength: 6, maxLength: 40 }).filter((rows) => {
      const treated = rows.filter(({ t }) => t).length;
      return treated >= 2 && rows.length - treated >= 2;
    });
    fc.assert(
      fc.property(enough, (rows) => {
        const effect = orThrow(cupedDifference({ outcome: "y", treatment: "t", covariates: ["x"] })(rows));
        const slow = slowCuped(rows);
        expect(effect.estimate).toEqual(near(slow.difference));
        expect(effect.standardError?.value).toEqual(near(slow.spread));
        expect(effect.diagnostics["theta x"]).toEqual(near(slow.theta));
      }),
    );
  });

  it("is the same from moments, which merge over shards", () => {
    const fold = orThrow(armCovarianceFold(["before", "other"]));
    const inputs = ROWS.map((row) => ({
      treated: row.nudged === "yes",
      outcome: row.after,
      covariates: [row.before, row.other],
    }));
    const part = (from: number, to: number) =>
      inputs.slice(from, to).reduce((state, input) => fold.step(state, input), fold.empty());
    const moments = fold.extract(fold.merge(part(0, 5), part(5, 12)));
    for (const effect of ["difference", "relative", "relative-log"] as const) {
      const fromRows = orThrow(cupedDifference({ ...options, covariates: ["before", "other"], effect })(ROWS));
      const fromMoments = orThrow(cupedDifferenceFromMoments({ outcome: "after", effect })(moments));
      expect(fromMoments.estimate).toEqual(near(fromRows.estimate ?? 0, 10));
      expect(fromMoments.interval.lower).toEqual(near(fromRows.interval.lower ?? 0, 10));
      expect(fromMoments.test?.pValue).toEqual(near(fromRows.test?.pValue ?? 0, 10));
    }
  });

  it("leaves out a covariate that never varies or follows from the others, and says so", () => {
    const alone = orThrow(cupedDifference(options)(ROWS));
    const rows = ROWS.map((row) => ({ ...row, flat: 0.1, twice: 2 * row.before + 1 }));
    const more = orThrow(cupedDifference({ ...options, covariates: ["before", "flat", "twice"] })(rows));
    expect([more.estimate, more.standardError?.value]).toEqual([
      near(alone.estimate ?? 0, 10),
      near(alone.standardError?.value ?? 0, 10),
    ]);
    expect(more.warnings).toEqual([
      { code: "constant-covariate", values: { column: "flat" } },
      { code: "collinear-covariate", values: { column: "twice" } },
    ]);
    expect([more.diagnostics["theta flat"], more.diagnostics["theta twice"]]).toEqual([0, 0]);
    const none = orThrow(cupedDifference({ ...options, covariates: ["flat"] })(rows));
    const plain = orThrow(differenceInMeans({ outcome: "after", treatment: "nudged", treated: "yes" })(rows));
    expect([none.estimate, none.interval.lower, none.diagnostics["varianceReduction"]]).toEqual([
      near(plain.estimate ?? 0, 10),
      near(plain.interval.lower ?? 0, 10),
      near(0, 12),
    ]);
  });

  it("keeps rows without a past, and does not care which number stands in for it", () => {
    const holes = ROWS.map((row, i) => ({ ...row, before: i % 4 === 1 ? null : row.before, unknown: i % 4 === 1 }));
    const kept = orThrow(cupedDifference(options)(holes));
    expect(kept.n.rows).toBe(12);
    expect(kept.warnings).toEqual([{ code: "covariate-missing", values: { column: "before", rows: 3 } }]);
    const filled = holes.map((row) => ({ ...row, before: row.before ?? 77 }));
    const byHand = orThrow(cupedDifference({ ...options, covariates: ["before", "unknown"] })(filled));
    expect([kept.estimate, kept.standardError?.value]).toEqual([
      near(byHand.estimate ?? 0, 9),
      near(byHand.standardError?.value ?? 0, 9),
    ]);
  });

  it("does not change with scale or shift of a covariate, scales with the outcome, and turns with the arms", () => {
    const base = orThrow(cupedDifference(options)(ROWS));
    const tiny = orThrow(
      cupedDifference(options)(
        ROWS.map((row) => ({ ...row, before: 1e-200 * row.before, after: -1e-200 * row.after })),
      ),
    );
    expect([(tiny.estimate ?? 0) * 1e200, (tiny.standardError?.value ?? 0) * 1e200]).toEqual([
      near(-(base.estimate ?? 0), 9),
      near(base.standardError?.value ?? 0, 9),
    ]);
    expect(tiny.diagnostics["theta before"]).toEqual(near(-(base.diagnostics["theta before"] ?? 0), 9));
    const shifted = orThrow(
      cupedDifference(options)(ROWS.map((row) => ({ ...row, before: 1e6 + row.before, after: row.after - 500 }))),
    );
    expect([shifted.estimate, shifted.standardError?.value]).toEqual([
      near(base.estimate ?? 0),
      near(base.standardError?.value ?? 0),
    ]);
    const turned = orThrow(cupedDifference({ ...options, treated: "no" })(ROWS));
    expect([turned.estimate, turned.interval.lower]).toEqual([
      near(-(base.estimate ?? 0), 9),
      near(-(base.interval.upper ?? 0), 9),
    ]);
  });

  it("says what it is, and of causes no more than the assignment allows", () => {
    const effect = orThrow(cupedDifference(options)(ROWS));
    expect(effect).toMatchObject({
      estimand: "difference in mean after between nudged and not nudged, adjusted for before",
      scale: "after",
      evidence: "association",
      standardError: { kind: "CUPED, Welch" },
      n: { rows: 12, byArm: { treated: 4, control: 8 } },
    });
    expect(explain(effect)).toContain("goes along with");
    expect(explain(orThrow(cupedDifference({ ...options, assignment: "randomised" })(ROWS)))).toContain("caused");
  });

  it("covers the truth about as often as it says, under two generators", () => {
    let state = 2024;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 4294967296;
    };
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const generators: readonly ((x: number) => number)[] = [
      (x) => 2 * x + normal(),
      (x) => Math.exp(x / 2) - Math.log(uniform()),
    ];
    for (const outcome of generators) {
      let covered = 0;
      for (let sample = 0; sample < 300; sample += 1) {
        const rows = Array.from({ length: 80 }, (_, i) => {
          const x = normal();
          return { x, y: outcome(x) + (i % 2), t: i % 2 === 1 };
        });
        const { interval } = orThrow(cupedDifference({ outcome: "y", treatment: "t", covariates: ["x"] })(rows));
        if ((interval.lower ?? 0) <= 1 && (interval.upper ?? 0) >= 1) covered += 1;
      }
      expect(Math.abs(covered / 300 - 0.95)).toBeLessThan(0.0504); // four standard errors of a share at 300 samples; a soak run takes 2,000
    }
  });

  it.each([
    ["no covariate", { ...options, covariates: [] }, ["covariates"], "empty"],
    ["a covariate that is the outcome", { ...options, covariates: ["after"] }, ["covariates", 0], "duplicate"],
    ["clusters", { ...options, cluster: "team" }, ["cluster"], "unknown-key"],
    ["another effect", { ...options, effect: "ratio" }, ["effect"], "unknown-value"],
    ["a value that the treatment never has", { ...options, treated: "Yes" }, ["treated"], "unknown-value"],
  ])("refuses %s", (_, given, path, code) => {
    // @ts-expect-error some are hostile on purpose
    expect(cupedDifference(given)(ROWS)).toMatchObject({
      left: {
        in: "metrics.cupedDifference",
        issues: expect.arrayContaining([expect.objectContaining({ path, code })]),
      },
    });
  });

  it("refuses moments that cannot be", () => {
    const arm = {
      n: 5,
      mean: [1, 2, 0],
      products: [
        [4, 1, 0],
        [1, 4, 0],
        [0, 0, 0],
      ],
    };
    const from = (treated: object) => {
      // @ts-expect-error hostile on purpose
      const result = cupedDifferenceFromMoments()({ covariates: ["x"], treated, control: arm });
      return result._tag === "Left" ? result.left : null;
    };
    expect(from({ ...arm, mean: [1, 2] })).toMatchObject({
      issues: [{ path: ["treated", "mean"], code: "inconsistent" }],
    });
    expect(
      from({
        ...arm,
        products: [
          [4, 9, 0],
          [9, 4, 0],
          [0, 0, 0],
        ],
      }),
    ).toMatchObject({ issues: [{ path: ["treated", "products", 0, 1] }, {}] });
    expect(
      from({
        ...arm,
        products: [
          [4, 1, 0],
          [2, 4, 0],
          [0, 0, 0],
        ],
      }),
    ).toMatchObject({ issues: [{ expected: "a symmetric matrix" }, {}] });
    expect(
      from({
        ...arm,
        products: [
          [-4, 0, 0],
          [0, 4, 0],
          [0, 0, 0],
        ],
      }),
    ).toMatchObject({ issues: [{ path: ["treated", "products", 0, 0] }] });
    expect(from({ ...arm, n: 1 })).toMatchObject({ _tag: "InsufficientData", of: "treated rows", needed: 2, found: 1 });
    expect(from(arm)).toBeNull();
  });
});

describe("relative effects", () => {
  // gbstats on the summary statistics of data/metrics/README: control 3407, treatment 3461
  const arm = (n: number, sum: number, squares: number) => ({
    n,
    mean: sum / n,
    variance: (squares - (sum * sum) / n) / (n - 1),
  });
  const moments = { treated: arm(3461, 2422.7, 134698.29), control: arm(3407, 1396.87, 52377.9767) };
  it("by the delta method are those of gbstats", () => {
    const effect = orThrow(differenceInMeansFromMoments({ effect: "relative" })(moments));
    expect(effect.estimate).toEqual(near(0.7073170731707317, 12));
    expect(effect.standardError?.value).toEqual(near(0.3787943616681428, 12));
    expect([effect.interval.lower, effect.interval.upper]).toEqual([
      near(-0.03526008906611777, 10),
      near(1.449894235407581, 10),
    ]);
    expect(effect.test?.pValue).toEqual(near(0.06191182745618362, 10));
    expect(effect).toMatchObject({
      estimand: "relative difference in mean outcome between treated and control",
      scale: "of the mean of control",
    });
  });
  it("on the log scale have ends that multiply: the interval of the ratio turns over with the arms", () => {
    const effect = orThrow(differenceInMeansFromMoments({ effect: "relative-log" })(moments));
    const turned = orThrow(
      differenceInMeansFromMoments({ effect: "relative-log" })({ treated: moments.control, control: moments.treated }),
    );
    expect(1 + (turned.interval.lower ?? 0)).toEqual(near(1 / (1 + (effect.interval.upper ?? 0)), 12));
    expect(effect.estimate).toEqual(near(0.7073170731707317, 12));
    expect(effect.interval.lower).toBeGreaterThan(-1);
    const log = Math.sqrt(
      moments.treated.variance / 3461 / moments.treated.mean ** 2 +
        moments.control.variance / 3407 / moments.control.mean ** 2,
    );
    expect(effect.standardError).toEqual({ value: near(1.7073170731707317 * log, 12), kind: "delta of the log" });
  });
  it("need a positive mean to relate to, and no clusters", () => {
    const zero = { treated: { n: 5, mean: 1, variance: 1 }, control: { n: 5, mean: 0, variance: 1 } };
    expect(differenceInMeansFromMoments({ effect: "relative" })(zero)).toMatchObject({
      left: { _tag: "NotIdentified", because: { code: "no-positive-mean", values: { mean: 0 } } },
    });
    const down = { treated: { n: 5, mean: -1, variance: 1 }, control: { n: 5, mean: 2, variance: 1 } };
    expect(differenceInMeansFromMoments({ effect: "relative-log" })(down)).toMatchObject({
      left: { because: { values: { mean: -1 } } },
    });
    expect(orThrow(differenceInMeansFromMoments({ effect: "relative" })(down)).estimate).toBe(-1.5);
    expect(differenceInMeans({ outcome: "y", treatment: "t", cluster: "c", effect: "relative" })([])).toMatchObject({
      left: { issues: [{ path: ["effect"], code: "inconsistent" }] },
    });
  });
});

const folder = sharedData("metrics");
describe.skipIf(folder === null)("on the NSW experiment", () => {
  const rows = () =>
    orThrow(parseCsv({})(readFileSync(`${folder}nsw_dw.csv`, "utf8"))).map((row) => ({
      treat: Number(row["treat"]),
      re74: Number(row["re74"]),
      re75: Number(row["re75"]),
      re78: Number(row["re78"]),
    }));
  const ask = (covariates: readonly string[], effect: "difference" | "relative" = "difference") =>
    orThrow(
      cupedDifference({ outcome: "re78", treatment: "treat", covariates, effect, assignment: "randomised" })(rows()),
    );
  it("gives the numbers of gbstats", () => {
    const one = ask(["re75"]);
    expect([one.estimate, one.standardError?.value, one.test?.pValue]).toEqual([
      near(1747.1339930205),
      near(668.961907395),
      near(0.0094519495414, 10),
    ]);
    expect([one.diagnostics["theta re75"], one.diagnostics["degreesOfFreedom"], one.diagnostics["unadjusted"]]).toEqual(
      [near(0.17804658209, 10), near(306.918569117), near(1794.3423848545)],
    );
    expect([one.interval.lower, one.interval.upper]).toEqual([near(430.8020247030877), near(3063.4659613378476)]);
    const two = ask(["re74", "re75"]);
    expect([two.estimate, two.standardError?.value]).toEqual([near(1767.0675353912), near(668.3429204678)]);
    expect([two.diagnostics["theta re74"], two.diagnostics["theta re75"]]).toEqual([
      near(0.064894820375, 10),
      near(0.10567029407, 10),
    ]);
    const relative = ask(["re75"], "relative");
    expect([relative.estimate, relative.standardError?.value, relative.test?.pValue]).toEqual([
      near(0.383580742171501, 10),
      near(0.16367579079914735, 10),
      near(0.01973969397903752, 10),
    ]);
    expect([relative.interval.lower, relative.interval.upper]).toEqual([
      near(0.06151206608271215, 10),
      near(0.7056494182602899, 10),
    ]);
  });
});
