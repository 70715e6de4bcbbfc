import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, foldOver, orThrow, parseCsv } from "../../../src/index.ts";
import {
  kaplanMeier,
  kaplanMeierFromCounts,
  logRank,
  logRankFromCounts,
  restrictedMean,
  restrictedMeanDifference,
  type SurvivalCurves,
  type SurvivalObservation,
  survivalAt,
  survivalFold,
  survivalQuantile,
} from "../../../src/metrics/index.ts";
import { tallyOf } from "../../../src/metrics/survival/tally.ts";
import { foldLaws } from "../../../src/testing/index.ts";
import { sharedData } from "../../support/sharedData.ts";

const near = (value: number, digits = 10) => expect.closeTo(value, digits);

const observation: fc.Arbitrary<SurvivalObservation> = fc.record(
  {
    time: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(-0, 0.5, 2.25, Number.NaN, -3)),
    event: fc.boolean(),
    group: fc.constantFrom("a", "b", "__proto__"),
    stratum: fc.constantFrom("x", "y"),
    entry: fc.constantFrom(-1, 0, 1, 1.5),
  },
  { requiredKeys: ["time", "event"] },
);

describe("survivalFold", () => {
  for (const law of foldLaws(survivalFold, { input: observation })) it(law.name, law.check);

  it("counts by hand, and what is impossible as missing", () => {
    const counts = orThrow(
      foldOver(survivalFold)([
        { time: 3, event: true, group: "b" },
        { time: 1, event: false, group: "b" },
        { time: 3, event: true, group: "b", entry: 2 },
        { time: 3, event: false, group: "a", stratum: "x" },
        { time: 2, event: true, entry: 2 },
        { time: Number.POSITIVE_INFINITY, event: true },
        { time: -1, event: true },
      ]),
    );
    expect(counts).toEqual({
      groups: [
        { group: "b", time: [1, 3], events: [0, 2], censored: [1, 0], entryTime: [2], entered: [1] },
        { group: "a", stratum: "x", time: [3], events: [0], censored: [1] },
      ],
      missing: 3,
    });
  });

  it("sorts by stratum and then by group, those without one first, whatever the names hold", () => {
    const said = (pairs: readonly (readonly [string | undefined, string | undefined])[]) =>
      orThrow(
        foldOver(survivalFold)(
          pairs.map(([stratum, group]) => ({
            time: 1,
            event: true,
            ...(stratum === undefined ? {} : { stratum }),
            ...(group === undefined ? {} : { group }),
          })),
        ),
      ).groups.map(({ stratum, group }) => [stratum, group]);
    const pairs: readonly (readonly [string | undefined, string | undefined])[] = [
      [undefined, undefined],
      [undefined, "z"],
      ["a", undefined],
      ["a", "b.c"],
      ["a", "d"],
      ["a!", "c"],
      ["a.b", "c"],
    ];
    const sorted = pairs.map(([stratum, group]) => [stratum, group ?? null]);
    expect(said(pairs)).toEqual(sorted);
    expect(said([...pairs].reverse())).toEqual(sorted);
  });

  it.each([
    ["a negative time", { ends: [[-5, 1, 0]] }, ["cells", 0, "ends", 0, 0], "out-of-range"],
    ["a time without end", { ends: [["Infinity", 1, 0]] }, ["cells", 0, "ends", 0, 0], "wrong-type"],
    ["an entry that is no time", { entries: [["NaN", 1]] }, ["cells", 0, "entries", 0, 0], "wrong-type"],
  ])("does not load %s, which a step would count as missing", (_, held, path, code) => {
    const cells = [{ group: "a", stratum: null, ends: [], entries: [], ...held }];
    expect(survivalFold.load({ kind: "survival", version: 1, cells, missing: 0 })).toMatchObject({
      left: { issues: [{ path, code }] },
    });
  });

  it("loads -0 as the 0 that a step would count", () => {
    const cells = [{ group: null, stratum: null, ends: [[-0, 1, 0]], entries: [] }];
    const state = orThrow(survivalFold.load({ kind: "survival", version: 1, cells, missing: 0 }));
    expect(survivalFold.extract(state).groups[0]?.time).toEqual([0]);
  });

  it("carries everything that the estimates of rows need", () => {
    const rows = fc.array(
      fc.record({
        time: fc.oneof(fc.integer({ min: 2, max: 9 }), fc.double({ min: 2, max: 9, noNaN: true })),
        event: fc.boolean(),
        group: fc.constantFrom("a", "b", "c"),
        stratum: fc.constantFrom("x", "y"),
        entry: fc.constantFrom(-1, 0, 1),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, fc.boolean(), fc.constantFrom(0, 1, 0.5), (all, late, rho) => {
        const given = late ? all : all.map(({ entry: _, ...row }) => row);
        const counts = orThrow(foldOver(survivalFold)(given));
        const columns = { time: "time", event: "event", group: "group", ...(late ? { entry: "entry" } : {}) };
        const band = { band: "plain", level: 0.9 } as const;
        expect(kaplanMeierFromCounts(band)(counts)).toEqual(kaplanMeier({ ...columns, ...band })(given));
        const byRows = logRank({ ...columns, stratum: "stratum", rho })(given);
        const byCounts = logRankFromCounts({ rho })(counts);
        if (byRows._tag === "Left")
          expect(byCounts).toEqual({ ...byRows, left: { ...byRows.left, in: "metrics.logRankFromCounts" } });
        else expect(byCounts).toEqual(byRows);
      }),
    );
  });
});

/** O, E and V at each event time, from the rows themselves: the slow twin of the kernel, for two groups. */
const slowLogRank = (rows: readonly { t: number; e: boolean; g: string; s: string }[], rho: number): number => {
  let [score, variance] = [0, 0];
  for (const stratum of new Set(rows.map(({ s }) => s))) {
    const here = rows.filter(({ s }) => s === stratum);
    let survival = 1;
    for (const time of [...new Set(here.filter(({ e }) => e).map(({ t }) => t))].sort((a, b) => a - b)) {
      const risk = here.filter(({ t }) => t >= time);
      const dead = here.filter(({ t, e }) => e && t === time);
      const [n, d, n1] = [risk.length, dead.length, risk.filter(({ g }) => g === "a").length];
      const weight = survival ** rho;
      score += weight * (dead.filter(({ g }) => g === "a").length - (d * n1) / n);
      if (n > 1) variance += (weight ** 2 * d * (n - d) * n1 * (n - n1)) / (n * n * (n - 1));
      survival *= 1 - d / n;
    }
  }
  return variance > 1e-12 ? score ** 2 / variance : Number.NaN;
};

describe("logRank", () => {
  const test = logRank({ time: "t", event: "e", group: "g" });

  it("says everything by hand: two groups, times 1 to 4", () => {
    // at 1: d 1 of 4, two of each; at 2: d 1 of 3, one of a; at 4: d 1 of 1
    const rows = [
      { t: 1, e: true, g: "a" },
      { t: 3, e: false, g: "a" },
      { t: 2, e: true, g: "b" },
      { t: 4, e: true, g: "b" },
    ];
    const variance = 1 / 4 + 2 / 9;
    const score = 1 - (1 / 2 + 1 / 3);
    expect(orThrow(logRank({ time: "t", event: "e", group: "g", assignment: "randomised" })(rows))).toEqual({
      kind: "log-rank",
      rho: 0,
      evidence: "randomised",
      test: {
        name: "log-rank",
        statistic: near(score ** 2 / variance, 14),
        degreesOfFreedom: 1,
        pValue: near(0.8083651559145), // R: pchisq(1 / 17, 1, lower.tail = FALSE)
        alternative: "two-sided",
      },
      groups: [
        { group: "a", n: 2, observed: 1, expected: near(5 / 6, 14) },
        { group: "b", n: 2, observed: 2, expected: near(13 / 6, 14) },
      ],
      warnings: [],
    });
    expect(orThrow(test(rows)).evidence).toBe("association");
    expect(orThrow(logRank({ time: "t", event: "e", group: "g", rho: 1 })(rows)).test.name).toBe("weighted log-rank");
  });

  it("agrees with a slow twin, strata and weights included", () => {
    const row = fc.record({
      t: fc.integer({ min: 0, max: 8 }),
      e: fc.boolean(),
      g: fc.constantFrom("a", "b"),
      s: fc.constantFrom("x", "y"),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.constantFrom(0, 0.5, 1), (rows, rho) => {
        const result = logRank({ time: "t", event: "e", group: "g", stratum: "s", rho })(rows);
        const slow = slowLogRank(rows, rho);
        if (result._tag === "Left") expect(slow).toBeNaN();
        else expect(result.right.test.statistic).toEqual(near(slow, 8));
      }),
    );
  });

  it("does not depend on the order of rows or the names of groups, and observed and expected have the same sum", () => {
    const row = fc.record({
      t: fc.double({ min: 0, max: 9, noNaN: true }),
      e: fc.boolean(),
      g: fc.constantFrom("a", "b", "c"),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const result = test(rows);
        fc.pre(result._tag === "Right");
        const first = orThrow(result);
        const again = orThrow(
          test([...rows].reverse().map((one) => ({ ...one, g: { a: "z", b: "b", c: "A" }[one.g] }))),
        );
        expect(again.test.statistic).toEqual(near(first.test.statistic, 8));
        expect(again.test.degreesOfFreedom).toBe(first.test.degreesOfFreedom);
        const sum = (key: "observed" | "expected") => first.groups.reduce((total, group) => total + group[key], 0);
        expect(sum("expected")).toEqual(near(sum("observed"), 9));
      }),
    );
  });

  it("rejects about as often as it says where groups are alike", () => {
    let state = 99;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 4294967296;
    };
    let rejected = 0;
    for (let sample = 0; sample < 2000; sample += 1) {
      const rows = Array.from({ length: 60 }, (_, i) => {
        const [event, censor] = [-Math.log(uniform()), 2 * uniform()];
        return { t: Math.min(event, censor), e: event <= censor, g: i % 2 === 0 ? "a" : "b" };
      });
      if (orThrow(test(rows)).test.pValue < 0.05) rejected += 1;
    }
    expect(Math.abs(rejected / 2000 - 0.05)).toBeLessThan(0.0195); // four standard errors of a binomial share
  });

  it("counts rows only after their entry", () => {
    const rows = [
      { t: 2, e: true, g: "a", from: 0 },
      { t: 3, e: true, g: "b", from: 2 },
      { t: 4, e: true, g: "a", from: 1 },
      { t: 5, e: true, g: "b", from: 1 },
    ];
    // at 2: at risk a 2, b 1; at 3: a 1, b 2; at 4: a 1, b 1; at 5: b alone
    const late = orThrow(logRank({ time: "t", event: "e", group: "g", entry: "from" })(rows));
    expect(late.groups.map(({ expected }) => expected)).toEqual([
      near(2 / 3 + 1 / 3 + 1 / 2),
      near(1 / 3 + 2 / 3 + 1 / 2 + 1),
    ]);
  });

  it.each([
    ["one group", [{ t: 1, e: true, g: "a" }], { _tag: "InsufficientData", of: "groups", needed: 2, found: 1 }],
    ["no rows", [], { _tag: "InsufficientData", of: "groups", needed: 2, found: 0 }],
    [
      "no event",
      [
        { t: 1, e: false, g: "a" },
        { t: 2, e: false, g: "b" },
      ],
      { _tag: "NotIdentified", involved: ["a", "b"], because: { code: "no-events" } },
    ],
    [
      "no group column",
      [{ t: 1, e: true }],
      { _tag: "InvalidInput", issues: [{ path: ["group"], code: "unknown-value" }] },
    ],
  ])("refuses %s", (_, rows, failure) => {
    expect(test(rows)).toMatchObject({ _tag: "Left", left: { in: "metrics.logRank", ...failure } });
  });

  it("refuses options that make no sense", () => {
    const issues = (options: object) => {
      const result = logRank({ time: "t", event: "e", group: "g", ...options })([]);
      return result._tag === "Left" && result.left._tag === "InvalidInput" ? result.left.issues : [];
    };
    expect(issues({ rho: -1 })).toMatchObject([{ path: ["rho"], code: "out-of-range" }]);
    expect(issues({ group: "t" })).toMatchObject([
      { path: ["group"], code: "duplicate", expected: "another column than time has" },
    ]);
    expect(issues({ group: undefined })).toMatchObject([{ path: ["group"] }]);
    expect(issues({ strata: "s" })).toMatchObject([{ path: ["strata"], code: "unknown-key" }]);
  });
});

describe("logRank of many groups", () => {
  it("is the quadratic form of the whole covariance, where every group was at risk together", () => {
    // at time 1 two of six leave, all others stay: V = f (diag(n) / N - n n' / N^2), whose inverse on the sums is diag(N / n) / f
    const sizes = [1, 2, 3];
    const dead = [1, 0, 1];
    const groups = sizes.map((n, at) => ({
      group: `g${at}`,
      time: [1, 2],
      events: [dead[at] ?? 0, 0],
      censored: [0, n - (dead[at] ?? 0)],
    }));
    const factor = (2 * (6 - 2)) / (6 - 1);
    const statistic = sizes.reduce((sum, n, at) => sum + ((dead[at] ?? 0) - (2 * n) / 6) ** 2 / ((factor * n) / 6), 0);
    const { test } = orThrow(logRankFromCounts()({ groups }));
    expect([test.statistic, test.degreesOfFreedom]).toEqual([near(statistic), 2]);
    // the order in which counts come changes nothing
    expect(orThrow(logRankFromCounts()({ groups: [...groups].reverse() })).test).toEqual(test);
  });

  it("takes 300 groups in well under a second, not half a minute", () => {
    const groups = Array.from({ length: 300 }, (_, at) => ({
      group: `g${at}`,
      time: Array.from({ length: 20 }, (__, day) => day + 1),
      events: Array.from({ length: 20 }, () => 1),
      censored: Array.from({ length: 20 }, () => at % 3),
    }));
    const begin = performance.now();
    expect(orThrow(logRankFromCounts()({ groups })).test.degreesOfFreedom).toBe(299);
    expect(performance.now() - begin).toBeLessThan(2000); // the fourth power of the groups takes more than five times as long
  });
});

const curvesOf = (rows: readonly object[]): SurvivalCurves =>
  orThrow(kaplanMeier({ time: "t", event: "e", group: "g" })(rows));

describe("restrictedMean and survivalQuantile", () => {
  it("is the mean of the times, cut at the end, where nobody is censored; its variance is Greenwood's", () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 25 }), (all, until) => {
        const curves = orThrow(kaplanMeier({ time: "t", event: "e" })(all.map((t) => ({ t, e: true }))));
        const [mean] = orThrow(restrictedMean({ until })(curves));
        const cut = all.map((t) => Math.min(t, until));
        const average = cut.reduce((sum, t) => sum + t, 0) / all.length;
        expect(mean?.estimate.estimate).toEqual(near(average, 9));
        // without censoring Greenwood's form is the variance with n of the cut times, over n
        const squares = cut.reduce((sum, t) => sum + (t - average) ** 2, 0) / all.length;
        expect(mean?.estimate.standardError?.value).toEqual(near(Math.sqrt(squares / all.length), 9));
      }),
    );
  });

  const rows = [
    { t: 2, e: true, g: "a" },
    { t: 4, e: false, g: "a" },
    { t: 6, e: true, g: "a" },
    { t: 8, e: false, g: "a" },
    { t: 3, e: true, g: "b" },
    { t: 9, e: false, g: "b" },
    { t: 9, e: false, g: "b" },
  ];

  it("says everything by hand", () => {
    // a: 1 until 2, 3/4 until 6, 3/8 until 7: 2 + 3 + 3/8; areas right of 2 and 6: 27/8 and 3/8
    const variance = (27 / 8) ** 2 / (4 * 3) + (3 / 8) ** 2 / (2 * 1);
    const spread = Math.sqrt(variance);
    const [a, b] = orThrow(restrictedMean({ until: 7 })(curvesOf(rows)));
    expect(a).toEqual({
      group: "a",
      estimate: {
        estimand: "mean time before the event within the first 7 t",
        scale: "t",
        evidence: "descriptive",
        estimate: near(5.375),
        standardError: { value: near(spread), kind: "Greenwood" },
        interval: {
          lower: near(5.375 - 1.959963984540054 * spread),
          upper: 7,
          level: 0.95,
          kind: "confidence",
          method: "normal",
        },
        n: { rows: 4 },
        diagnostics: { atRisk: 1 },
        warnings: [{ code: "thin-tail", values: { atRisk: 1, group: "a", time: 7 } }],
      },
    });
    const other = (4 * (2 / 3)) ** 2 / (3 * 2);
    expect(b?.estimate.estimate).toEqual(near(3 + 4 * (2 / 3)));
    const difference = orThrow(restrictedMeanDifference({ until: 7 })(curvesOf(rows)));
    const both = Math.sqrt(variance + other);
    const gap = 3 + 8 / 3 - 5.375;
    expect(difference).toEqual({
      estimand: "difference in mean time before the event within the first 7 t between b and a",
      scale: "t",
      evidence: "association",
      estimate: near(gap),
      standardError: { value: near(both), kind: "Greenwood" },
      interval: {
        lower: near(gap - 1.959963984540054 * both),
        upper: near(gap + 1.959963984540054 * both),
        level: 0.95,
        kind: "confidence",
        method: "restricted mean z",
      },
      test: {
        name: "restricted mean z",
        statistic: near(gap / both),
        pValue: near(0.8442726924563),
        alternative: "two-sided",
      },
      n: { rows: 7, byArm: { b: 3, a: 4 } },
      diagnostics: { first: near(3 + 8 / 3), second: near(5.375) },
      warnings: [
        { code: "thin-tail", values: { atRisk: 2, group: "b", time: 7 } },
        { code: "thin-tail", values: { atRisk: 1, group: "a", time: 7 } },
      ],
    });
    const turned = orThrow(
      restrictedMeanDifference({ until: 7, between: ["a", "b"], assignment: "randomised" })(curvesOf(rows)),
    );
    expect([turned.estimate, turned.evidence]).toEqual([near(-gap), "randomised"]);
    expect(explain(turned)).toContain("caused");
    expect(explain(difference)).toContain("goes along with");
  });

  it("counts a curve that has reached 0 as followed, and other groups only as far as they were", () => {
    const curves = curvesOf([...rows, { t: 1, e: true, g: "c" }]);
    expect(restrictedMean({ until: 8.5 })(curves)).toMatchObject({
      left: { _tag: "InsufficientData", of: "t of follow-up in a", needed: 8.5, found: 8 },
    });
    const [c] = orThrow(restrictedMean({ until: 100 })({ ...curves, curves: curves.curves.slice(2) }));
    expect([c?.estimate.estimate, c?.estimate.standardError?.value]).toEqual([1, 0]);
    const flat = orThrow(restrictedMeanDifference({ until: 1 })(curvesOf(rows)));
    expect([flat.estimate, flat.interval.lower, flat.test, flat.warnings.at(-1)?.code]).toEqual([
      0,
      null,
      undefined,
      "no-spread",
    ]);
  });

  it("calls a curve without a group that, beside others", () => {
    const curves = curvesOf(rows);
    const [a, b] = curves.curves;
    const named = { ...curves, curves: [a, { ...b, group: null }] } as typeof curves; // one of two curves without a group
    const difference = orThrow(restrictedMeanDifference({ until: 7 })(named));
    expect(difference.n.byArm).toEqual({ "no group": 3, a: 4 });
    expect(difference.warnings.map(({ values }) => values["group"])).toEqual(["no group", "a"]);
    expect(restrictedMeanDifference({ until: 2 })({ ...named, curves: named.curves.slice(1) })).toMatchObject({
      left: { involved: ["no group"] },
    });
  });

  it("refuses what is no comparison of two groups", () => {
    const three = curvesOf([...rows, { t: 9, e: true, g: "c" }]);
    const why = {
      left: {
        _tag: "NotIdentified",
        involved: ["a", "b", "c"],
        because: { code: "not-two-groups", values: { groups: 3 } },
      },
    };
    expect(restrictedMeanDifference({ until: 2 })(three)).toMatchObject(why);
    expect(restrictedMeanDifference({ until: 2, between: ["a", "z"] })(three)).toMatchObject(why);
    expect(restrictedMeanDifference({ until: 2, between: ["a", "a"] })(three)).toMatchObject({
      left: { issues: [{ path: ["between"], code: "inconsistent" }] },
    });
    expect(restrictedMeanDifference({ until: 0 })(three)).toMatchObject({ left: { issues: [{ path: ["until"] }] } });
  });

  it("reads quantiles off the curve, in the middle of a rest at exactly the share", () => {
    const curves = orThrow(kaplanMeier({ time: "t", event: "e" })([2, 4, 5, 9, 10].map((t) => ({ t, e: true }))));
    const at = (share: number) => orThrow(survivalQuantile({ share })(curves))[0]?.estimate.estimate;
    expect([at(0.1), at(0.2), at(0.5), at(0.6), at(0.99)]).toEqual([2, 3, 5, 7, 10]);
    const [open] = orThrow(survivalQuantile({ share: 0.5 })(curvesOf(rows.slice(4))));
    expect([open?.estimate.estimate, open?.estimate.interval.upper]).toEqual([null, null]);
    expect(open?.estimate.estimand).toBe("time by which 50 % had the event");
    expect(survivalQuantile({ share: 1 })(curves)).toMatchObject({ left: { issues: [{ path: ["share"] }] } });
  });
});

describe("the end of a restricted mean", () => {
  // ten leave one by one at 1 to 10, of twelve; two are seen until 20
  const rows = Array.from({ length: 12 }, (_, at) => ({ t: at < 10 ? at + 1 : 20, e: at < 10, g: "a" }));
  const tail = (until: number) => {
    const [one] = orThrow(restrictedMean({ until })(curvesOf(rows)));
    return [one?.estimate.diagnostics["atRisk"], one?.estimate.warnings];
  };
  const warned = (atRisk: number, time: number) => [
    atRisk,
    [{ code: "thin-tail", values: { atRisk, group: "a", time } }],
  ];
  it("counts those at risk just before it, also where it is one of the times, and warns below ten", () => {
    expect(tail(0.5)).toEqual([12, []]);
    expect(tail(1)).toEqual([12, []]);
    expect(tail(2.5)).toEqual([10, []]);
    expect(tail(3)).toEqual([10, []]);
    expect(tail(3.5)).toEqual(warned(9, 3.5));
    expect(tail(4)).toEqual(warned(9, 4));
    expect(tail(20)).toEqual(warned(2, 20));
  });
  it("finds nobody after a curve has come to its end, and says all where nothing was grouped", () => {
    const curves = orThrow(kaplanMeier({ time: "t", event: "e" })([1, 2].map((t) => ({ t, e: true }))));
    const [one] = orThrow(restrictedMean({ until: 3 })(curves));
    expect(one?.estimate).toMatchObject({
      estimate: 1.5,
      diagnostics: { atRisk: 0 },
      warnings: [{ code: "thin-tail", values: { atRisk: 0, group: "all", time: 3 } }],
    });
    expect(one?.estimate.standardError?.value).toEqual(near(Math.sqrt(0.125)));
  });

  const PAIR = "two groups, the first minus the second";
  it.each([
    ["one group", ["a"], [{ path: ["between"], code: "inconsistent", expected: PAIR }]],
    ["three groups", ["a", "b", "c"], [{ path: ["between"], code: "inconsistent", expected: PAIR }]],
    ["one group twice", ["a", "a"], [{ path: ["between"], code: "inconsistent", expected: PAIR }]],
    ["text", "ab", [{ path: ["between"], code: "wrong-type" }]],
    ["a number", ["a", 5], [{ path: ["between", 1], code: "wrong-type", expected: "the name of a group" }]],
  ])("is compared between two groups, not %s", (_, between, issues) => {
    // @ts-expect-error hostile input on purpose
    const result = restrictedMeanDifference({ until: 1, between })(curvesOf(rows));
    const found = result._tag === "Left" && result.left._tag === "InvalidInput" ? result.left.issues : [];
    expect(found).toMatchObject(issues);
    expect(found).toHaveLength(issues.length);
  });

  it.each([
    ["descends", [2, 1]],
    ["comes twice", [2, 2]],
  ])("is not read off a curve whose time %s", (_, time) => {
    const curves = orThrow(kaplanMeier({ time: "t", event: "e" })([1, 2].map((t) => ({ t, e: true }))));
    const tampered = { ...curves, curves: curves.curves.map((curve) => ({ ...curve, time })) };
    const refusal = {
      left: {
        issues: [{ path: ["curves", 0, "time", 1], code: "unordered", expected: "ascending times, each once" }],
      },
    };
    expect(restrictedMean({ until: 2 })(tampered)).toMatchObject(refusal);
    expect(survivalAt({ time: 2 })(tampered)).toMatchObject(refusal);
  });
});

describe("tallyOf", () => {
  it("counts late entries that share a time together", () => {
    const { entryTime, entered, fromStart } = tallyOf(
      Float64Array.of(5, 6, 7, 8),
      Float64Array.of(1, 0, 1, 0),
      Float64Array.of(2, 1, 2, 2),
    );
    expect([Array.from(entryTime), Array.from(entered), fromStart]).toEqual([[1, 2], [1, 3], 0]);
  });
});

describe("counts that left rows out", () => {
  const groups = ["a", "b"].map((group, at) => ({ group, time: [1 + at, 4], events: [1, 1], censored: [0, 1] }));
  it("give the warning that rows give, from both estimates", () => {
    const warnings = [{ code: "rows-dropped", values: { dropped: 2, rows: 8 } }];
    expect(orThrow(kaplanMeierFromCounts()({ groups, missing: 2 })).warnings).toEqual(warnings);
    expect(orThrow(logRankFromCounts()({ groups, missing: 2 })).warnings).toEqual(warnings);
    expect(orThrow(kaplanMeierFromCounts()({ groups, missing: 0 })).warnings).toEqual([]);
    expect(orThrow(logRankFromCounts()({ groups })).warnings).toEqual([]);
  });
  it.each([
    ["negative", -1, "out-of-range"],
    ["half", 0.5, "not-integer"],
    ["text", "2", "wrong-type"],
  ])("are refused where their number is %s", (_, missing, code) => {
    // @ts-expect-error hostile input on purpose
    expect(logRankFromCounts()({ groups, missing })).toMatchObject({ left: { issues: [{ path: ["missing"], code }] } });
  });
});

describe("groups of counts", () => {
  const counts = {
    groups: [
      { group: "all", time: [2], events: [1], censored: [2] },
      { group: null, time: [1], events: [1], censored: [1] },
    ],
  };
  it("keep rows without a group apart from a group that is called all, in both estimates", () => {
    const curves = orThrow(kaplanMeierFromCounts()(counts)).curves;
    expect(curves.map(({ group, n }) => [group, n])).toEqual([
      [null, 2],
      ["all", 3],
    ]);
    const { groups, test } = orThrow(logRankFromCounts()(counts));
    expect(groups.map(({ group, n }) => [group, n])).toEqual([
      [null, 2],
      ["all", 3],
    ]);
    expect(test.degreesOfFreedom).toBe(1);
    const none = counts.groups.map((one) => ({ ...one, events: [0] }));
    expect(logRankFromCounts()({ groups: none })).toMatchObject({
      left: { _tag: "NotIdentified", involved: ["all", "all"] },
    });
  });
  it("that have no rows are left out", () => {
    const empty = { group: "empty", time: [], events: [], censored: [] };
    const zeros = { group: "zeros", time: [3], events: [0], censored: [0] };
    const all = { groups: [empty, ...counts.groups, zeros] };
    expect(orThrow(kaplanMeierFromCounts()(all))).toEqual(orThrow(kaplanMeierFromCounts()(counts)));
    expect(orThrow(logRankFromCounts()(all))).toEqual(orThrow(logRankFromCounts()(counts)));
    expect(kaplanMeierFromCounts()({ groups: [empty, zeros] })).toMatchObject({
      left: { _tag: "InsufficientData", of: "rows", needed: 1, found: 0 },
    });
  });
});

describe("kaplanMeierFromCounts", () => {
  const group = { group: "a", time: [1, 2], events: [1, 0], censored: [0, 2] };
  it("puts the strata of one group together", () => {
    const counts = {
      groups: [
        { ...group, stratum: "x" },
        { ...group, stratum: "y", time: [0, 2] },
      ],
    };
    const [curve] = orThrow(kaplanMeierFromCounts()(counts)).curves;
    expect([curve?.time, curve?.atRisk, curve?.events, curve?.censored, curve?.n]).toEqual([
      [0, 1, 2],
      [6, 5, 4],
      [1, 1, 0],
      [0, 0, 4],
      6,
    ]);
  });
  it.each([
    ["times that go down", { ...group, time: [2, 1] }, ["groups", 0, "time", 1], "unordered"],
    ["a time twice", { ...group, time: [2, 2] }, ["groups", 0, "time", 1], "unordered"],
    ["a negative time", { ...group, time: [-1, 2] }, ["groups", 0, "time", 0], "out-of-range"],
    ["half an event", { ...group, events: [0.5, 0] }, ["groups", 0, "events", 0], "not-integer"],
    ["too few counts", { ...group, events: [1] }, ["groups", 0, "events"], "inconsistent"],
    ["entries without counts", { ...group, entryTime: [0] }, ["groups", 0, "entered"], "missing"],
    ["more entries than rows", { ...group, entryTime: [0], entered: [4] }, ["groups", 0, "entered"], "inconsistent"],
    ["leaving before coming", { ...group, entryTime: [1.5], entered: [3] }, ["groups", 0, "time", 0], "inconsistent"],
    ["a group that is a number", { ...group, group: 5 }, ["groups", 0, "group"], "wrong-type"],
  ])("refuses %s", (_, one, path, code) => {
    // @ts-expect-error hostile input on purpose
    expect(kaplanMeierFromCounts()({ groups: [one] })).toMatchObject({ left: { issues: [{ path, code }] } });
  });
  it("refuses a group that comes twice, and counts of nobody", () => {
    expect(kaplanMeierFromCounts()({ groups: [group, group] })).toMatchObject({
      left: { issues: [{ path: ["groups", 1], code: "duplicate" }] },
    });
    expect(kaplanMeierFromCounts()({ groups: [] })).toMatchObject({
      left: { _tag: "InsufficientData", of: "rows", needed: 1, found: 0 },
    });
  });
});

const folder = sharedData("metrics");
describe.skipIf(folder === null)("on real data, as R's survival 3.5 says", () => {
  type Row = { readonly t: number; readonly e: boolean; readonly [column: string]: unknown };
  const rows = (file: string, event: (row: Readonly<Record<string, unknown>>) => boolean): readonly Row[] =>
    orThrow(parseCsv({})(readFileSync(`${folder}${file}.csv`, "utf8"))).map((row) => ({
      ...row,
      t: Number(row["time"] ?? row["futime"]),
      e: event(row),
    }));
  const lung = () => rows("lung", (row) => Number(row["status"]) === 2);

  it("quantiles of lung with their intervals, for each band", () => {
    const ends = (band: "log" | "log-log" | "plain") => {
      const curves = orThrow(kaplanMeier({ time: "t", event: "e", band })(lung()));
      return [0.1, 0.25, 0.5, 0.75].map((share) => {
        const [one] = orThrow(survivalQuantile({ share })(curves));
        return [one?.estimate.estimate, one?.estimate.interval.lower, one?.estimate.interval.upper];
      });
    };
    expect(ends("log")).toEqual([
      [79, 60, 107],
      [170, 145, 197],
      [310, 285, 363],
      [550, 460, 654],
    ]);
    expect(ends("log-log")).toEqual([
      [79, 54, 105],
      [170, 144, 194],
      [310, 284, 361],
      [550, 457, 643],
    ]);
    expect(ends("plain")).toEqual([
      [79, 60, 107],
      [170, 145, 197],
      [310, 284, 361],
      [550, 457, 643],
    ]);
  });

  it("survival of lung at six times with all three bands", () => {
    const at = (band: "log" | "log-log" | "plain") => {
      const [curve] = orThrow(kaplanMeier({ time: "t", event: "e", band })(lung())).curves;
      return [90, 180, 365, 500, 730, 1000].map((time) => {
        let place = 0;
        while (((curve?.time ?? [])[place + 1] ?? Number.POSITIVE_INFINITY) <= time) place += 1;
        return [curve?.survival[place], curve?.standardError[place], curve?.lower[place], curve?.upper[place]];
      });
    };
    const survival = [0.88157894737, 0.72167065341, 0.40924162446, 0.29326919371, 0.11569309834, 0.050345568071];
    const spread = [0.021398219606, 0.029812419469, 0.035823638172, 0.035077818499, 0.028298197318, 0.022848048916];
    const ends: Readonly<Record<"log" | "log-log" | "plain", readonly (readonly number[])[]>> = {
      log: [
        [0.84062118286, 0.66554230713, 0.3447215818, 0.23198213826, 0.071631824962, 0.020685460199],
        [0.92453230574, 0.78253256993, 0.48583760355, 0.37074759559, 0.18685679182, 0.12253419552],
      ],
      "log-log": [
        [0.83207134221, 0.65830452845, 0.33871426909, 0.22650367712, 0.067632151489, 0.017866171093],
        [0.91721360418, 0.77531469072, 0.47838076765, 0.36302859968, 0.1778251997, 0.10866217603],
      ],
      plain: [
        [0.83963920761, 0.66323938496, 0.33902858385, 0.2245179328, 0.060229650774, 0.0055642150783],
        [0.92351868712932, 0.78010192186029, 0.47945466507245, 0.36202045462509, 0.17115654591463, 0.09512692106334],
      ],
    };
    for (const band of ["log", "log-log", "plain"] as const) {
      at(band).forEach((found, i) => {
        const [lower, upper] = ends[band].map((column) => column[i] ?? Number.NaN);
        expect(found).toEqual([near(survival[i] ?? 0), near(spread[i] ?? 0), near(lower ?? 0), near(upper ?? 0)]);
      });
    }
  });

  it("restricted means of lung, and their difference", () => {
    const all = orThrow(kaplanMeier({ time: "t", event: "e" })(lung()));
    const [whole] = orThrow(restrictedMean({ until: 365 })(all));
    expect([whole?.estimate.estimate, whole?.estimate.standardError?.value]).toEqual([
      near(263.221866482, 8),
      near(7.7988590863, 8),
    ]);
    const [rest] = orThrow(restrictedMean({ until: 1022 })(all));
    expect([rest?.estimate.estimate, rest?.estimate.standardError?.value]).toEqual([
      near(376.2747461478, 8),
      near(19.7077914213, 8),
    ]);
    const bySex = orThrow(kaplanMeier({ time: "t", event: "e", group: "sex" })(lung()));
    const means = orThrow(restrictedMean({ until: 500 })(bySex)).map(({ estimate }) => [
      estimate.estimate,
      estimate.standardError?.value,
    ]);
    expect(means).toEqual([
      [near(278.76323153, 7), near(14.3545585667, 8)],
      [near(360.9109541955, 7), near(16.8010181687, 8)],
    ]);
    const difference = orThrow(restrictedMeanDifference({ until: 500 })(bySex));
    expect(difference.estimate).toEqual(near(360.9109541955 - 278.76323153, 7));
    expect(difference.standardError?.value).toEqual(near(Math.hypot(14.3545585667, 16.8010181687), 7));
  });

  it("log-rank tests: lung by sex, weighted, stratified; ovarian; colon", () => {
    const options = { time: "t", event: "e", missing: "drop" } as const;
    const sex = orThrow(logRank({ ...options, group: "sex" })(lung()));
    expect(sex.test.statistic).toEqual(near(10.3267419549));
    expect(sex.groups.map(({ observed, expected }) => [observed, expected])).toEqual([
      [112, near(91.5817390296)],
      [53, near(73.4182609704)],
    ]);
    expect(orThrow(logRank({ ...options, group: "sex", rho: 1 })(lung())).test.statistic).toEqual(near(12.7141514012));
    expect(orThrow(logRank({ ...options, group: "sex", rho: 0.5 })(lung())).test.statistic).toEqual(
      near(12.2506683372477),
    );
    const ecog = lung().filter((row) => row["ph.ecog"] !== "");
    expect(orThrow(logRank({ ...options, group: "sex", stratum: "ph.ecog" })(ecog)).test.statistic).toEqual(
      near(10.7950596335),
    );
    const four = orThrow(logRank({ ...options, group: "ph.ecog" })(ecog)).test;
    expect([four.statistic, four.degreesOfFreedom]).toEqual([near(21.962131682476), 3]);
    const both = orThrow(logRank({ ...options, group: "ph.ecog", stratum: "sex", rho: 1 })(ecog)).test;
    expect(both.statistic).toEqual(near(24.5561453463421));
    const ovarian = rows("ovarian", (row) => Number(row["fustat"]) === 1);
    expect(orThrow(logRank({ ...options, group: "rx" })(ovarian)).test.statistic).toEqual(near(1.0627398613));
    const colon = rows("colon", (row) => Number(row["status"]) === 1).filter((row) => Number(row["etype"]) === 2);
    const three = orThrow(logRank({ ...options, group: "rx" })(colon)).test;
    expect([three.statistic, three.pValue]).toEqual([near(11.6830927106, 9), near(0.0029043479976)]);
    const medians = orThrow(kaplanMeier({ ...options, group: "rx" })(colon)).curves.map(({ median }) => [
      median.estimate,
      median.interval.lower,
      median.interval.upper,
    ]);
    expect(medians).toEqual([
      [2152, 1540, null],
      [null, 2725, null],
      [2083, 1656, 2789],
    ]);
  });
});
