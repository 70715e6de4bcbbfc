import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldOver, orThrow, parseCsv, tableFromColumns } from "../../../src/core/vocabulary/index.ts";
import {
  adjustedDifference,
  armMomentsFold,
  differenceInMeans,
  differenceInMeansFromMoments,
} from "../../../src/metrics/index.ts";
import { sharedData } from "../../support/sharedData.ts";

// Student 1908, extra hours of sleep; the numbers of R 4's t.test(extra ~ group, data = sleep) with its default (Welch), signs turned.
const SLEEP = Object.freeze([
  ...[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2].map((extra) => Object.freeze({ extra, second: false })),
  ...[1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].map((extra) => Object.freeze({ extra, second: true })),
]);

const compare = differenceInMeans({ outcome: "extra", treatment: "second" });

const shared = (area: string, name: string, numeric: readonly string[]): readonly Record<string, number>[] =>
  orThrow(parseCsv({})(readFileSync(`${area}${name}.csv`, "utf8"))).map((row) =>
    Object.fromEntries(numeric.map((column) => [column, Number(row[column])])),
  );

describe("differenceInMeans", () => {
  it("reproduces Welch's test on the sleep data", () => {
    const effect = orThrow(compare(SLEEP));
    expect(effect.estimate).toBeCloseTo(1.58, 12);
    expect(effect.test?.statistic).toBeCloseTo(1.8608, 4);
    expect(effect.diagnostics["degreesOfFreedom"]).toBeCloseTo(17.776, 3);
    expect(effect.test?.pValue).toBeCloseTo(0.07939, 5);
    expect(effect.interval.lower).toBeCloseTo(-0.2054832, 7);
    expect(effect.interval.upper).toBeCloseTo(3.3654832, 7);
    expect(effect.n).toEqual({ rows: 20, byArm: { treated: 10, control: 10 } });
    expect(effect.diagnostics["meanTreated"]).toBeCloseTo(2.33, 12);
    expect(effect.diagnostics["meanControl"]).toBeCloseTo(0.75, 12);
  });

  it("says association unless it is told that chance assigned", () => {
    expect(orThrow(compare(SLEEP)).evidence).toBe("association");
    const randomised = differenceInMeans({ outcome: "extra", treatment: "second", assignment: "randomised" });
    expect(orThrow(randomised(SLEEP)).evidence).toBe("randomised");
  });

  it("takes a table, and names the scale of truth values a proportion", () => {
    const table = orThrow(
      tableFromColumns()({ started: [true, false, true, true, false, false], nudged: [1, 1, 1, 0, 0, 0] }),
    );
    const effect = orThrow(differenceInMeans({ outcome: "started", treatment: "nudged" })(table));
    expect(effect.estimate).toBeCloseTo(1 / 3, 12);
    expect(effect.scale).toBe("proportion");
  });

  it("widens with the level, and claims nothing where nothing varies", () => {
    const at = (level: number) =>
      orThrow(differenceInMeans({ outcome: "extra", treatment: "second", level })(SLEEP)).interval;
    expect(at(0.99).upper ?? 0).toBeGreaterThan(at(0.9).upper ?? 0);
    const flat = [1, 1, 0, 0].map((second) => ({ extra: 3 + second, second: second === 1 }));
    const effect = orThrow(compare(flat));
    expect([effect.estimate, effect.standardError?.value]).toEqual([1, 0]);
    expect([effect.interval.lower, effect.interval.upper]).toEqual([null, null]);
    expect(effect.warnings).toEqual([{ code: "no-spread", values: {} }]);
    expect(effect.test).toBeUndefined();
  });

  const row = fc.record({ extra: fc.double({ min: -100, max: 100, noNaN: true }), second: fc.boolean() });
  const enough = fc
    .array(row, { minLength: 6, maxLength: 40 })
    .filter((rows) => rows.filter((r) => r.second).length >= 2 && rows.filter((r) => !r.second).length >= 2);

  it("changes sign when the arms are swapped, scales with the outcome, and ignores a shift and the order of rows", () => {
    fc.assert(
      fc.property(enough, fc.double({ min: 0.01, max: 50, noNaN: true }), (rows, factor) => {
        const effect = orThrow(compare(rows));
        fc.pre((effect.standardError?.value ?? 0) > 0);
        const near = (value: number | null | undefined) => expect.closeTo(value ?? 0, 6);
        const swapped = orThrow(compare(rows.map((r) => ({ ...r, second: !r.second }))));
        expect(swapped.estimate).toEqual(near(-(effect.estimate ?? 0)));
        expect(swapped.interval.lower).toEqual(near(-(effect.interval.upper ?? 0)));
        const scaled = orThrow(compare(rows.map((r) => ({ ...r, extra: 7 + factor * r.extra }))));
        expect(scaled.estimate).toEqual(near(factor * (effect.estimate ?? 0)));
        expect(scaled.standardError?.value).toEqual(near(factor * (effect.standardError?.value ?? 0)));
        expect(orThrow(compare([...rows].reverse())).estimate).toEqual(near(effect.estimate));
      }),
    );
  });

  it("covers the truth about as often as it says: 2,000 samples of unequal size and spread", () => {
    let state = 12345;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 4294967296;
    };
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    let covered = 0;
    for (let sample = 0; sample < 2000; sample += 1) {
      const rows = Array.from({ length: 24 }, (_, i) => ({
        extra: i < 6 ? 1 + 4 * normal() : normal(),
        second: i < 6,
      }));
      const { interval } = orThrow(compare(rows));
      if ((interval.lower ?? 0) <= 1 && (interval.upper ?? 0) >= 1) covered += 1;
    }
    // four standard errors of a binomial share at 2,000 samples are 0.0195
    expect(covered / 2000).toBeGreaterThan(0.95 - 0.0195);
    expect(covered / 2000).toBeLessThan(0.95 + 0.0195);
  });

  it("is what regression says with clusters, and equals Welch's standard error where each row is its own cluster", () => {
    const rows = SLEEP.map((r, id) => ({ ...r, id: `p${id}` }));
    const alone = orThrow(differenceInMeans({ outcome: "extra", treatment: "second", cluster: "id" })(rows));
    expect(alone.estimate).toBeCloseTo(1.58, 12);
    expect(alone.standardError?.kind).toBe("CR2");
    expect(alone.standardError?.value).toBeCloseTo(orThrow(compare(SLEEP)).standardError?.value ?? 0, 12);
    expect(alone.diagnostics["degreesOfFreedom"]).toBeCloseTo(18, 10); // equal arms, equal working variances: n - 2
    expect(alone.n.clusters).toBe(20);
    expect(alone.warnings).toEqual([{ code: "few-clusters", values: { clusters: 20 } }]);
  });

  const folder = sharedData("metrics");
  it.skipIf(folder === null)("reproduces R on the NSW experiment: Welch, and Lin's adjustment with HC2", () => {
    const covariates = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"];
    const rows = shared(folder ?? "", "nsw_dw", ["treat", "re78", ...covariates]);
    const effect = orThrow(differenceInMeans({ outcome: "re78", treatment: "treat", assignment: "randomised" })(rows));
    expect(effect.estimate).toBeCloseTo(1794.3424, 4);
    expect(effect.standardError?.value).toBeCloseTo(670.9965, 3);
    expect(effect.diagnostics["degreesOfFreedom"]).toBeCloseTo(307.13, 2);
    expect(effect.test?.pValue).toBeCloseTo(0.00789, 5);
    const lin = orThrow(
      adjustedDifference({ outcome: "re78", treatment: "treat", covariates, assignment: "randomised" })(rows),
    );
    expect(lin.estimate).toBeCloseTo(1621.583, 3);
    expect(lin.standardError?.value).toBeCloseTo(694.722, 3);
    expect(lin.diagnostics["degreesOfFreedom"]).toBe(427);
  });
  it.skipIf(folder === null)("reproduces clubSandwich CR2 on 76 schools: 0.02470 with 47.2 degrees of freedom", () => {
    const rows = shared(folder ?? "", "learning_mindset", ["schoolid", "intervention", "achievement_score"]);
    const effect = orThrow(
      differenceInMeans({ outcome: "achievement_score", treatment: "intervention", cluster: "schoolid" })(rows),
    );
    expect(effect.standardError?.value).toBeCloseTo(0.0247, 5);
    expect(effect.diagnostics["degreesOfFreedom"]).toBeCloseTo(47.2, 1);
    expect(effect.n.clusters).toBe(76);
    expect(effect.warnings).toEqual([]);
  });

  describe("refuses", () => {
    it.each([
      [
        "one row in an arm",
        [{ extra: 1, second: true }, ...SLEEP.slice(0, 10)],
        { _tag: "InsufficientData", of: "treated rows", needed: 2, found: 1 },
      ],
      [
        "no untreated rows",
        SLEEP.slice(10),
        { _tag: "NotIdentified", involved: ["treated"], because: { code: "one-arm" } },
      ],
      ["no rows", [], { _tag: "InsufficientData", of: "rows", needed: 4, found: 0 }],
      [
        "a treatment of 3",
        [{ extra: 1, second: 3 }],
        { _tag: "InvalidInput", issues: [{ path: [0, "second"], code: "out-of-range" }] },
      ],
      [
        "a missing outcome",
        [{ extra: undefined, second: true }],
        { _tag: "InvalidInput", issues: [{ path: [0, "extra"], code: "missing" }] },
      ],
    ])("%s", (_, rows, failure) => {
      expect(compare(rows)).toMatchObject({ _tag: "Left", left: { in: "metrics.differenceInMeans", ...failure } });
    });
    it("an arm that is one cluster, by its label", () => {
      const rows = SLEEP.map((r, i) => ({ ...r, school: r.second ? "north" : `s${i}` }));
      expect(differenceInMeans({ outcome: "extra", treatment: "second", cluster: "school" })(rows)).toMatchObject({
        left: { _tag: "NotIdentified", because: { code: "cluster-of-its-own", values: { cluster: "north" } } },
      });
    });
    it("one cluster", () => {
      const rows = SLEEP.map((r) => ({ ...r, id: "all" }));
      expect(differenceInMeans({ outcome: "extra", treatment: "second", cluster: "id" })(rows)).toMatchObject({
        left: { _tag: "InsufficientData", of: "clusters", needed: 2, found: 1 },
      });
    });
    it("a mistyped option, with the word that was meant", () => {
      // @ts-expect-error an unknown option on purpose
      const result = differenceInMeans({ outcome: "extra", treatment: "second", asignment: "randomised" })(SLEEP);
      expect(result).toMatchObject({
        left: { issues: [{ path: ["asignment"], expected: expect.stringContaining("did you mean assignment?") }] },
      });
    });
  });
});

describe("armMomentsFold and differenceInMeansFromMoments", () => {
  const inputs = SLEEP.map(({ extra, second }) => ({ treated: second, outcome: extra }));
  it("carry everything that the comparison of rows needs", () => {
    const moments = orThrow(foldOver(armMomentsFold)(inputs));
    const effect = orThrow(differenceInMeansFromMoments({ outcome: "extra" })(moments));
    const fromRows = orThrow(compare(SLEEP));
    expect(effect.estimate).toBe(fromRows.estimate);
    expect(effect.interval).toEqual(fromRows.interval);
    expect(effect.test).toEqual(fromRows.test);
  });
  it("merge shards, save and load without a change beyond rounding", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), (cut) => {
        const fold = (part: typeof inputs) =>
          part.reduce((state, input) => armMomentsFold.step(state, input), armMomentsFold.empty());
        const merged = armMomentsFold.merge(fold(inputs.slice(0, cut)), fold(inputs.slice(cut)));
        const loaded = orThrow(armMomentsFold.load(JSON.parse(JSON.stringify(armMomentsFold.save(merged)))));
        const whole = armMomentsFold.extract(fold(inputs));
        expect(armMomentsFold.extract(loaded).treated.n).toBe(whole.treated.n);
        expect(armMomentsFold.extract(loaded).treated.mean).toBeCloseTo(whole.treated.mean ?? 0, 12);
        expect(armMomentsFold.extract(loaded).control.variance).toBeCloseTo(whole.control.variance ?? 0, 12);
      }),
    );
  });
  it("refuse another fold's state and an arm with too little", () => {
    expect(armMomentsFold.load({ kind: "moments", version: 1 })).toMatchObject({
      left: { issues: [{ path: ["kind"] }] },
    });
    expect(
      differenceInMeansFromMoments()({
        treated: { n: 1, mean: 3, variance: null },
        control: { n: 9, mean: 3, variance: 1 },
      }),
    ).toMatchObject({
      left: { _tag: "InsufficientData", of: "treated rows", needed: 2, found: 1 },
    });
    expect(
      differenceInMeansFromMoments()({
        treated: { n: 5, mean: 3, variance: -1 },
        control: { n: 9, mean: 3, variance: 1 },
      }),
    ).toMatchObject({
      left: { issues: [{ path: ["treated", "variance"], code: "out-of-range" }] },
    });
  });
});
