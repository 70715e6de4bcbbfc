import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  adjustedDifference,
  differenceInMeans,
  differenceInMeansFromMoments,
  inversePropensityDifference,
  kaplanMeier,
  survivalAt,
} from "../../../src/metrics/index.ts";

const near = (value: number) => expect.closeTo(value, 8);

/** Eight rows by hand: means 4 and 2, sample variances 10/3 and 2/3. */
const ROWS = [2, 3, 5, 6, 1, 2, 2, 3].map((minutes, i) => ({
  minutes,
  nudged: i < 4,
  before: i % 4,
  chance: 0.5,
  team: `t${i}`,
}));

describe("what an estimate says of itself", () => {
  it("differenceInMeans: everything by hand", () => {
    // the standard error is the root of 10/12 + 2/12; t at .975 and the p-value are scipy's (t.ppf, t.sf) for these degrees of freedom
    const df = 1 / ((10 / 12) ** 2 / 3 + (2 / 12) ** 2 / 3);
    expect(orThrow(differenceInMeans({ outcome: "minutes", treatment: "nudged" })(ROWS))).toEqual({
      estimand: "difference in mean minutes between nudged and not nudged",
      scale: "minutes",
      evidence: "association",
      estimate: 2,
      standardError: { value: near(1), kind: "Welch" },
      interval: {
        lower: near(2 - 2.7363569181),
        upper: near(2 + 2.7363569181),
        level: 0.95,
        kind: "confidence",
        method: "Welch t",
      },
      test: {
        name: "Welch t",
        statistic: near(2),
        degreesOfFreedom: near(df),
        pValue: near(0.11350253),
        alternative: "two-sided",
      },
      n: { rows: 8, byArm: { treated: 4, control: 4 } },
      diagnostics: { degreesOfFreedom: near(df), meanTreated: 4, meanControl: 2 },
      warnings: [],
    });
  });

  it("differenceInMeansFromMoments: the same numbers under its own words", () => {
    const moments = { treated: { n: 4, mean: 4, variance: 10 / 3 }, control: { n: 4, mean: 2, variance: 2 / 3 } };
    const effect = orThrow(differenceInMeansFromMoments()(moments));
    expect(effect).toMatchObject({
      estimand: "difference in mean outcome between treated and control",
      scale: "outcome",
      evidence: "association",
      estimate: 2,
      standardError: { value: near(1), kind: "Welch" },
      interval: { level: 0.95, kind: "confidence", method: "Welch t" },
      n: { rows: 8, byArm: { treated: 4, control: 4 } },
      diagnostics: { meanTreated: 4, meanControl: 2 },
      warnings: [],
    });
  });

  it("adjustedDifference", () => {
    const effect = orThrow(
      adjustedDifference({ outcome: "minutes", treatment: "nudged", covariates: ["before"], level: 0.9 })(ROWS),
    );
    expect(effect).toMatchObject({
      estimand: "difference in mean minutes between nudged and not nudged, adjusted for before",
      scale: "minutes",
      estimate: near(2),
      standardError: { kind: "HC2" },
      interval: { level: 0.9, kind: "confidence", method: "adjusted t" },
      test: { name: "adjusted t", degreesOfFreedom: 4 },
      n: { rows: 8, byArm: { treated: 4, control: 4 } },
      diagnostics: { degreesOfFreedom: 4 },
      warnings: [],
    });
    // residuals of both arms' own lines, two coefficients each: SSE 0.2 + 0.2 over 4 degrees of freedom
    expect(effect.diagnostics["residualVariance"]).toEqual(near(0.1));
  });

  it("inversePropensityDifference, with clusters", () => {
    const effect = orThrow(
      inversePropensityDifference({ outcome: "minutes", treatment: "nudged", probability: "chance", cluster: "team" })(
        ROWS,
      ),
    );
    // every weight is 2: the influences are (y - mean) / 4, their squares add up to (10 + 2) / 16
    expect(effect).toMatchObject({
      estimand: "difference in mean minutes between nudged and not nudged",
      scale: "minutes",
      evidence: "association",
      estimate: 2,
      standardError: { value: near(Math.sqrt((8 / 7) * (12 / 16))), kind: "influence function, clustered" },
      interval: { level: 0.95, kind: "confidence", method: "inverse propensity t" },
      test: { name: "inverse propensity t", degreesOfFreedom: 7 },
      n: { rows: 8, clusters: 8, effective: near(8), byArm: { treated: 4, control: 4 } },
      diagnostics: {
        meanTreated: 4,
        meanControl: 2,
        meanWeightTreated: 1,
        meanWeightControl: 1,
        effectiveTreated: near(4),
        effectiveControl: near(4),
        largestShareTreated: 0.25,
        largestShareControl: 0.25,
      },
    });
    expect(
      effect.warnings.map(({ code, values }) => [code, values["arm"] ?? values["clusters"], values["percent"] ?? null]),
    ).toEqual([
      ["few-clusters", 8, null],
      ["heavy-weights", "treated", 25],
      ["heavy-weights", "untreated", 25],
    ]);
  });

  it("kaplanMeier and survivalAt", () => {
    const curves = orThrow(
      kaplanMeier({ time: "t", event: "e" })([
        { t: 1, e: true },
        { t: 2, e: false },
      ]),
    );
    expect(curves).toEqual({
      kind: "kaplan-meier",
      level: 0.95,
      band: "log",
      unit: "t",
      warnings: [],
      curves: [
        {
          group: null,
          n: 2,
          eventCount: 1,
          time: [1, 2],
          atRisk: [2, 1],
          events: [1, 0],
          censored: [0, 1],
          survival: [0.5, 0.5],
          standardError: [near(0.5 * Math.SQRT1_2), near(0.5 * Math.SQRT1_2)],
          lower: [near(0.5 * Math.exp(-1.959963985 * Math.SQRT1_2)), near(0.5 * Math.exp(-1.959963985 * Math.SQRT1_2))],
          upper: [1, 1],
          median: {
            estimand: "median time to the event",
            scale: "t",
            evidence: "descriptive",
            estimate: 1,
            interval: { lower: 1, upper: null, level: 0.95, kind: "confidence", method: "log" },
            n: { rows: 2 },
            diagnostics: { events: 1 },
            warnings: [],
          },
        },
      ],
    });
    expect(orThrow(survivalAt({ time: 0.5 })(curves))).toEqual([
      {
        group: null,
        estimate: {
          estimand: "share still there at 0.5 t",
          scale: "proportion",
          evidence: "descriptive",
          estimate: 1,
          standardError: { value: 0, kind: "Greenwood" },
          interval: { lower: 1, upper: 1, level: 0.95, kind: "confidence", method: "log" },
          n: { rows: 2 },
          diagnostics: { atRisk: 2 },
          warnings: [],
        },
      },
    ]);
  });
});
