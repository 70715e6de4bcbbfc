import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow, parseCsv } from "../../../src/core/vocabulary/index.ts";
import { explain } from "../../../src/explain/index.ts";
import {
  kaplanMeier,
  kaplanMeierFromCounts,
  restrictedMean,
  restrictedMeanDifference,
  type SurvivalCurve,
  survivalAt,
  survivalQuantile,
} from "../../../src/metrics/index.ts";
import { sharedData } from "../../support/sharedData.ts";

// Freireich et al. 1963, remission of leukaemia in weeks; + is censored. Survival and standard errors as printed in Kalbfleisch and
// Prentice, The Statistical Analysis of Failure Time Data, table 1.2 and section 1.4, and in most textbooks since.
const weeks = (list: string, drug: string) =>
  list.split(" ").map((text) => ({ weeks: Number.parseInt(text, 10), relapsed: !text.endsWith("+"), drug }));
const REMISSION = Object.freeze(
  [
    ...weeks("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+", "6-MP"),
    ...weeks("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23", "placebo"),
  ].map((row) => Object.freeze(row)),
);

const at = (curve: SurvivalCurve, time: number) => curve.time.indexOf(time);
const one = (rows: readonly object[], options = {}): SurvivalCurve => {
  const [curve] = orThrow(kaplanMeier({ time: "t", event: "e", ...options })(rows)).curves;
  if (curve === undefined) throw new Error("no curve");
  return curve;
};

describe("kaplanMeier", () => {
  it("reproduces the printed survival and standard errors of the remission trial", () => {
    const { curves } = orThrow(kaplanMeier({ time: "weeks", event: "relapsed", group: "drug" })(REMISSION));
    const [drug, placebo] = curves;
    if (drug === undefined || placebo === undefined) throw new Error("two curves expected");
    expect(curves.map((curve) => curve.group)).toEqual(["6-MP", "placebo"]);
    const printed: readonly (readonly [number, number, number])[] = [
      [6, 0.857, 0.0764],
      [7, 0.807, 0.0869],
      [10, 0.753, 0.0963],
      [13, 0.69, 0.1068],
      [16, 0.627, 0.1141],
      [22, 0.538, 0.1282],
      [23, 0.448, 0.1346],
    ];
    for (const [time, survival, standardError] of printed) {
      expect(drug.survival[at(drug, time)]).toBeCloseTo(survival, 3);
      expect(drug.standardError[at(drug, time)]).toBeCloseTo(standardError, 4);
    }
    expect(drug.median.estimate).toBe(23);
    expect(placebo.median.estimate).toBe(8);
    expect(drug.atRisk[at(drug, 10)]).toBe(15);
    expect(drug.censored[at(drug, 32)]).toBe(2);
  });

  it("gives the bands of R survfit at a step, on each scale", () => {
    // survfit(Surv(weeks, relapsed) ~ 1) of the 6-MP arm at 13 weeks, where the sum of d / (n (n - d)) is 0.0239 in closed form:
    const sum = 3 / (21 * 18) + 1 / (17 * 16) + 1 / (15 * 14) + 1 / (12 * 11);
    const s = (18 / 21) * (16 / 17) * (14 / 15) * (11 / 12);
    const z = 1.959963984540054;
    const rows = REMISSION.filter((row) => row.drug === "6-MP").map(({ weeks, relapsed }) => ({
      t: weeks,
      e: relapsed,
    }));
    const ends = (band: string) => {
      const curve = one(rows, { band });
      return [curve.lower[at(curve, 13)], curve.upper[at(curve, 13)]];
    };
    const expected = (lower: number, upper: number) => [expect.closeTo(lower, 12), expect.closeTo(upper, 12)];
    const root = Math.sqrt(sum);
    expect(ends("log")).toEqual(expected(s * Math.exp(-z * root), s * Math.exp(z * root)));
    expect(ends("log-log")).toEqual(
      expected(s ** Math.exp((z * root) / -Math.log(s)), s ** Math.exp((-z * root) / -Math.log(s))),
    );
    expect(ends("plain")).toEqual(expected(s - z * s * root, s + z * s * root));
  });

  it("counts ties of an event and a censoring as at risk, and lets the event come first", () => {
    const curve = one([
      { t: 5, e: true },
      { t: 5, e: false },
      { t: 9, e: true },
    ]);
    expect(curve.time).toEqual([5, 9]);
    expect(curve.atRisk).toEqual([3, 1]);
    expect(curve.survival[0]).toBeCloseTo(2 / 3, 15);
    expect(curve.survival[1]).toBe(0);
    expect(curve.lower[1]).toBeNull();
    expect(curve.upper[1]).toBeNull();
  });

  it("takes events at time 0", () => {
    const curve = one([
      { t: 0, e: 1 },
      { t: 0, e: 1 },
      { t: 4, e: 0 },
      { t: 6, e: 0 },
    ]);
    expect(curve.survival).toEqual([0.5, 0.5, 0.5]);
  });

  it("has no median and an open interval where fewer than half had the event", () => {
    const { median } = one([
      { t: 1, e: true },
      { t: 2, e: false },
      { t: 3, e: false },
    ]);
    expect(median.estimate).toBeNull();
    expect(median.interval.upper).toBeNull();
  });

  it("puts the median in the middle of a rest at exactly one half", () => {
    expect(
      one([
        { t: 2, e: true },
        { t: 3, e: true },
        { t: 7, e: true },
        { t: 9, e: true },
      ]).median.estimate,
    ).toBe(5);
  });

  it("counts rows at risk only after their entry", () => {
    const rows = [
      { t: 4, e: true, from: 0 },
      { t: 6, e: true, from: 4 },
      { t: 8, e: false, from: 1 },
    ];
    const curve = one(rows, { entry: "from" });
    expect(curve.atRisk).toEqual([2, 2, 1]); // the second row enters at 4 and is not at risk there
    expect(curve.survival[0]).toBe(0.5);
    expect(curve.survival[1]).toBe(0.25);
  });

  it("agrees with a slow twin that counts each risk set anew", () => {
    const row = fc.record({
      t: fc.integer({ min: 1, max: 12 }),
      e: fc.boolean(),
      from: fc.integer({ min: -3, max: 0 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.boolean(), (rows, late) => {
        const entries = rows.map((r, i) => (late ? { ...r, from: r.from + (i % 3) } : r)).filter((r) => r.from < r.t);
        fc.pre(entries.length > 0);
        const curve = one(entries, { entry: "from" });
        let survival = 1;
        for (const [index, time] of curve.time.entries()) {
          const atRisk = entries.filter((r) => r.from < time && r.t >= time).length;
          const events = entries.filter((r) => r.t === time && r.e).length;
          survival *= 1 - events / atRisk;
          expect(curve.atRisk[index]).toBe(atRisk);
          expect(curve.events[index]).toBe(events);
          expect(curve.survival[index]).toBeCloseTo(survival, 12);
        }
        expect(curve.events.reduce((a, b) => a + b, 0) + curve.censored.reduce((a, b) => a + b, 0)).toBe(
          entries.length,
        );
      }),
    );
  });

  it("never rises, lies inside its band, and does not depend on the order of the rows", () => {
    const row = fc.record({ t: fc.double({ min: 0, max: 1000, noNaN: true }), e: fc.boolean() });
    const bands = fc.constantFrom("log", "log-log", "plain");
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), bands, (rows, band) => {
        const curve = one(rows, { band });
        curve.survival.forEach((share, index) => {
          expect(share).toBeLessThanOrEqual(index === 0 ? 1 : (curve.survival[index - 1] ?? 0));
          expect(curve.lower[index] ?? 0).toBeLessThanOrEqual(share + 1e-15);
          expect(curve.upper[index] ?? 1).toBeGreaterThanOrEqual(share - 1e-15);
        });
        expect(one([...rows].reverse(), { band })).toEqual(curve);
      }),
    );
  });

  it("is the empirical distribution where nobody is censored", () => {
    const curve = one([3, 1, 4, 1, 5].map((t) => ({ t, e: true })));
    expect(curve.survival.map((share) => Number(share.toFixed(12)))).toEqual([0.6, 0.4, 0.2, 0]);
  });

  const folder = sharedData("metrics");
  it.skipIf(folder === null)("reproduces R survfit on lung: median 310 [285, 363], by log-log 284 to 361", () => {
    const rows = orThrow(parseCsv({})(readFileSync(`${folder}lung.csv`, "utf8"))).map((row) => ({
      t: Number(row["time"]),
      e: Number(row["status"]) === 2,
    }));
    const { median } = one(rows);
    expect([median.estimate, median.interval.lower, median.interval.upper]).toEqual([310, 285, 363]);
    const loglog = one(rows, { band: "log-log" }).median.interval;
    expect([loglog.lower, loglog.upper]).toEqual([284, 361]);
  });

  describe("refuses", () => {
    const failing = (rows: unknown, options: object = {}) => {
      // @ts-expect-error hostile input on purpose
      const result = kaplanMeier({ time: "t", event: "e", ...options })(rows);
      if (result._tag === "Right") throw new Error("expected a failure");
      return result.left;
    };
    it.each([
      ["a negative time", [{ t: -1, e: true }], {}, [0, "t"], "out-of-range"],
      ["an infinite time", [{ t: Number.POSITIVE_INFINITY, e: true }], {}, [0, "t"], "not-finite"],
      ["text for a time", [{ t: "5", e: true }], {}, [0, "t"], "wrong-type"],
      ["2 for an event", [{ t: 5, e: 2 }], {}, [0, "e"], "out-of-range"],
      [
        "a missing time",
        [
          { t: 5, e: true },
          { t: null, e: true },
        ],
        {},
        [1, "t"],
        "missing",
      ],
      ["an entry at the time", [{ t: 5, e: true, from: 5 }], { entry: "from" }, [0, "from"], "inconsistent"],
      ["a mistyped column", [{ days: 5, e: true }], { time: "day" }, ["time"], "unknown-value"],
      ["an unknown option", [], { lvel: 0.9 }, ["lvel"], "unknown-key"],
      ["a level of 95", [], { level: 95 }, ["level"], "out-of-range"],
      ["a row that is none", [5], {}, [0], "wrong-type"],
      ["no array", "rows", {}, [], "wrong-type"],
    ])("%s", (_, rows, options, path, code) => {
      const failure = failing(rows, options);
      expect(failure).toMatchObject({ _tag: "InvalidInput", in: "metrics.kaplanMeier", issues: [{ path, code }] });
    });
    it("an empty input", () => {
      expect(failing([])).toEqual({
        _tag: "InsufficientData",
        in: "metrics.kaplanMeier",
        of: "rows",
        needed: 1,
        found: 0,
      });
    });
  });

  it("leaves incomplete rows out on request, and says so", () => {
    const result = orThrow(
      kaplanMeier({ time: "t", event: "e", missing: "drop" })([
        { t: 5, e: true },
        { t: null, e: true },
      ]),
    );
    expect(result.curves[0]?.n).toBe(1);
    expect(result.warnings).toEqual([{ code: "rows-dropped", values: { dropped: 1, rows: 2 } }]);
  });
});

describe("survivalAt", () => {
  const curves = orThrow(kaplanMeier({ time: "weeks", event: "relapsed", group: "drug" })(REMISSION));
  it("reads the last step at or before the time", () => {
    const shares = (time: number) => orThrow(survivalAt({ time })(curves)).map(({ estimate }) => estimate.estimate);
    expect(shares(0)).toEqual([1, 1]);
    expect(shares(5.9)[0]).toBe(1);
    expect(shares(6)[0]).toBeCloseTo(18 / 21, 12);
    expect(shares(12.99)[0]).toBeCloseTo(0.753, 3);
    expect(shares(23)[1]).toBe(0);
  });
  it("says who is at risk and how wide the band is", () => {
    const [drug] = orThrow(survivalAt({ time: 10 })(curves));
    expect(drug?.group).toBe("6-MP");
    expect(drug?.estimate.diagnostics["atRisk"]).toBe(15);
    expect(drug?.estimate.standardError?.value).toBeCloseTo(0.0963, 4);
    expect(drug?.estimate.interval.lower ?? 0).toBeCloseTo(0.586, 3); // R: summary(survfit(...), times = 10): 0.586 0.968
    expect(drug?.estimate.interval.upper ?? 0).toBeCloseTo(0.968, 3);
  });
  it("refuses a time beyond the follow-up of a group that is still there", () => {
    const result = survivalAt({ time: 36 })(curves);
    expect(result).toMatchObject({
      left: { _tag: "InsufficientData", of: "weeks of follow-up in 6-MP", needed: 36, found: 35 },
    });
  });
  it("refuses a negative time", () => {
    expect(survivalAt({ time: -1 })(curves)).toMatchObject({
      left: { issues: [{ path: ["time"], code: "out-of-range" }] },
    });
  });
});

describe("the unit of time", () => {
  const rows = [3, 5, 8, 13].map((days, i) => ({ days, left: i !== 3, arm: i % 2 === 0 ? "a" : "b" }));
  const of = (options: object) => orThrow(kaplanMeier({ time: "days", event: "left", ...options })(rows));

  it("is the name of the column of times, and goes into every estimate of time", () => {
    const curves = of({});
    expect([curves.unit, curves.curves[0]?.median.scale]).toEqual(["days", "days"]);
    expect(orThrow(survivalQuantile({ share: 0.25 })(curves))[0]?.estimate.scale).toBe("days");
    expect(orThrow(survivalAt({ time: 5 })(curves))[0]?.estimate).toMatchObject({
      estimand: "share still there at 5 days",
      scale: "proportion",
    });
    const [mean] = orThrow(restrictedMean({ until: 8 })(curves));
    expect(mean?.estimate).toMatchObject({
      estimand: "mean time before the event within the first 8 days",
      scale: "days",
    });
    const gap = orThrow(restrictedMeanDifference({ until: 8 })(of({ group: "arm" })));
    expect(gap).toMatchObject({
      estimand: "difference in mean time before the event within the first 8 days between b and a",
      scale: "days",
    });
    expect(explain(gap)).toContain(" days (");
  });

  it("is what the option says", () => {
    const curves = of({ unit: "working days" });
    expect([curves.unit, curves.curves[0]?.median.scale]).toEqual(["working days", "working days"]);
    expect(survivalAt({ time: 20 })(curves)).toMatchObject({ left: { of: "working days of follow-up", found: 13 } });
  });

  it("is time where only counts are at hand and nobody says", () => {
    const counts = { groups: [{ group: null, time: [1, 2], events: [1, 0], censored: [0, 1] }] };
    const plain = orThrow(kaplanMeierFromCounts()(counts));
    expect([plain.unit, plain.curves[0]?.median.scale]).toEqual(["time", "time"]);
    expect(orThrow(survivalAt({ time: 1 })(plain))[0]?.estimate.estimand).toBe("share still there at 1");
    expect(survivalAt({ time: 3 })(plain)).toMatchObject({ left: { of: "units of follow-up time" } });
    expect(orThrow(kaplanMeierFromCounts({ unit: "weeks" })(counts)).unit).toBe("weeks");
    const { unit: _, ...older } = plain;
    // @ts-expect-error curves that were stored before they had a unit
    expect(orThrow(restrictedMean({ until: 2 })(older))[0]?.estimate).toMatchObject({
      estimand: "mean time before the event within the first 2",
      scale: "time",
    });
  });

  it.each([
    ["empty", "", "empty"],
    ["no text", 5, "wrong-type"],
  ])("is refused where it is %s", (_, unit, code) => {
    // @ts-expect-error hostile on purpose
    expect(kaplanMeier({ time: "days", event: "left", unit })(rows)).toMatchObject({
      left: { issues: [{ path: ["unit"], code }] },
    });
    // @ts-expect-error hostile on purpose
    expect(kaplanMeierFromCounts({ unit })({ groups: [] })).toMatchObject({
      left: { issues: [{ path: ["unit"], code }] },
    });
  });
});
