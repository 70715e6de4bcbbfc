import { describe, expect, it } from "vitest";
import { explain, orThrow, tableFromColumns } from "../../../src/index.ts";
import { sampleRatio } from "../../../src/metrics/experiment/sampleRatio.ts";
import {
  adjustedDifference,
  differenceInMeans,
  inversePropensityDifference,
  kaplanMeier,
} from "../../../src/metrics/index.ts";

const ROWS = [2, 3, 5, 6, 1, 2, 2, 3].map((minutes, i) => ({
  minutes,
  nudged: i < 4 ? "yes" : "no",
  before: i % 4,
  chance: 0.5,
  team: `t${i}`,
}));
const compare = differenceInMeans({ outcome: "minutes", treatment: "nudged", treated: "yes" });
const near = (value: number) => expect.closeTo(value, 10);

describe("a treatment column of two words", () => {
  it("is read with the value that is the treated arm, from rows and from tables", () => {
    expect(orThrow(compare(ROWS)).estimate).toBe(2);
    const table = orThrow(
      tableFromColumns()({ minutes: ROWS.map((row) => row.minutes), nudged: ROWS.map((row) => row.nudged) }),
    );
    expect(compare(table)).toEqual(compare(ROWS));
    expect(orThrow(differenceInMeans({ outcome: "minutes", treatment: "nudged", treated: "no" })(ROWS)).estimate).toBe(
      -2,
    );
    const arms = ROWS.map((row) => ({ minutes: row.minutes, arm: row.nudged === "yes" ? 2 : 1 }));
    expect(orThrow(differenceInMeans({ outcome: "minutes", treatment: "arm", treated: 2 })(arms)).estimate).toBe(2);
  });
  it("is refused once, with what to write", () => {
    const result = differenceInMeans({ outcome: "minutes", treatment: "nudged" })(ROWS);
    expect(result).toMatchObject({
      left: {
        issues: [
          {
            path: [0, "nudged"],
            code: "wrong-type",
            expected:
              'true, false, 1 or 0; for text say which value it is, such as treated: "yes"; 8 rows are like this',
          },
        ],
        moreIssues: 0,
      },
    });
    if (result._tag === "Left") expect(result.left).toHaveProperty("issues.length", 1);
  });
  it("must hold the value, no third one, and nothing else", () => {
    const issues = (treated: unknown, rows: readonly object[]) => {
      // @ts-expect-error hostile on purpose
      const result = differenceInMeans({ outcome: "minutes", treatment: "nudged", treated })(rows);
      return result._tag === "Left" && result.left._tag === "InvalidInput" ? result.left.issues : [];
    };
    expect(issues("Yes", ROWS)).toMatchObject([
      {
        path: [4, "nudged"],
        code: "unknown-value",
        expected: 'one of two values: "Yes" or "yes"; 4 rows are like this',
      },
      { path: ["treated"], expected: 'a value that stands in nudged, such as "yes"' },
    ]);
    expect(issues("yes", [...ROWS, { ...ROWS[0], nudged: "maybe" }])).toMatchObject([
      { path: [8, "nudged"], code: "unknown-value", expected: 'one of two values: "yes" or "no"' },
    ]);
    expect(issues("yes", [{ minutes: 1, nudged: {} }])).toMatchObject([{ path: [0, "nudged"], code: "wrong-type" }]);
    expect(issues(Number.NaN, ROWS)).toMatchObject([{ path: ["treated"], code: "wrong-type" }]);
    expect(issues("yes", [{ minutes: 1, nudged: null }])).toMatchObject([{ path: [0, "nudged"], code: "missing" }]);
  });
  it("says of an event that text has to be turned first", () => {
    expect(kaplanMeier({ time: "t", event: "e" })([{ t: 1, e: "yes" }])).toMatchObject({
      left: { issues: [{ path: [0, "e"], expected: "true, false, 1 or 0; turn text into truth values first" }] },
    });
  });
});

describe("a column that is wrong throughout", () => {
  it("is one issue with the first row and the count", () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({ t: i === 0 ? 1 : i === 1 ? null : "5", e: true }));
    expect(kaplanMeier({ time: "t", event: "e" })(rows)).toMatchObject({
      left: {
        issues: [
          {
            path: [2, "t"],
            code: "wrong-type",
            expected: "a number or a truth value; 498 rows are like this",
            received: '"5"',
          },
        ],
        moreIssues: 0,
      },
    });
    const missing = rows.map((row) => ({ ...row, t: row.t === "5" ? undefined : row.t }));
    expect(kaplanMeier({ time: "t", event: "e" })(missing)).toMatchObject({
      left: {
        issues: [
          {
            path: [1, "t"],
            code: "missing",
            expected: 'a value (missing: "drop" leaves such rows out); 499 rows are like this',
          },
        ],
      },
    });
    expect(kaplanMeier({ time: "t", event: "e" })(rows.map(() => 7) as unknown as object[])).toMatchObject({
      left: {
        issues: [{ path: [0], expected: "a row: an object with one value for each column; 500 rows are like this" }],
      },
    }); // numbers on purpose
  });
});

describe("outcomes near the ends of the number range", () => {
  const scaled = (factor: number) => ROWS.map((row) => ({ ...row, minutes: factor * row.minutes + 0 * row.before }));
  it.each([1e-200, 1e-300, 1e140])("give the same test at a scale of %d", (factor) => {
    const options = { outcome: "minutes", treatment: "nudged", treated: "yes" } as const;
    const estimators: readonly ((rows: readonly object[]) => ReturnType<typeof compare>)[] = [
      differenceInMeans(options),
      differenceInMeans({ ...options, cluster: "team" }),
      differenceInMeans({ ...options, effect: "relative" }),
      adjustedDifference({ ...options, covariates: ["before"] }),
      inversePropensityDifference({ ...options, probability: "chance" }),
    ];
    for (const [at, estimate] of estimators.entries()) {
      const [plain, far] = [orThrow(estimate(ROWS)), orThrow(estimate(scaled(factor)))];
      const unit = at === 2 ? 1 : factor;
      expect((far.estimate ?? 0) / unit).toEqual(near(plain.estimate ?? 0));
      expect((far.standardError?.value ?? 0) / unit).toEqual(near(plain.standardError?.value ?? 0));
      expect((far.interval.upper ?? 0) / unit).toEqual(near(plain.interval.upper ?? 0));
      expect(far.test?.pValue).toEqual(near(plain.test?.pValue ?? 0));
      expect((far.diagnostics["meanTreated"] ?? 0) / factor).toEqual(near(plain.diagnostics["meanTreated"] ?? 0));
    }
  });
  it("are called a proportion only where they are 0 and 1", () => {
    const halves = ROWS.map((row, i) => ({ ...row, minutes: i % 2 === 0 ? 0 : 2 ** -400 }));
    expect(orThrow(compare(halves)).scale).toBe("minutes");
  });
  it("have no spread where only rounding differs", () => {
    const flat = ROWS.map((row, i) => ({ ...row, minutes: 0.1, chance: 0.3 + (i % 3) / 10 }));
    const weighted = orThrow(
      inversePropensityDifference({ outcome: "minutes", treatment: "nudged", treated: "yes", probability: "chance" })(
        flat,
      ),
    );
    expect([
      weighted.standardError?.value,
      weighted.test,
      weighted.warnings.map(({ code }) => code).includes("no-spread"),
    ]).toEqual([0, undefined, true]);
    const line = ROWS.map((row, i) => ({
      ...row,
      before: i / 10,
      minutes: 0.3 * (i / 10) + (row.nudged === "yes" ? 0.7 : 0),
    }));
    const fitted = orThrow(
      adjustedDifference({ outcome: "minutes", treatment: "nudged", treated: "yes", covariates: ["before"] })(line),
    );
    expect([fitted.estimate, fitted.standardError?.value]).toEqual([near(0.7), 0]);
  });
});

describe("rows without overlap", () => {
  const rows = [
    ...ROWS.map((row) => ({ ...row, nudged: row.nudged === "yes" })),
    { minutes: 99, nudged: true, chance: 1, team: "t0" },
    { minutes: 98, nudged: false, chance: 0, team: "t9" },
  ];
  const options = { outcome: "minutes", treatment: "nudged", probability: "chance" } as const;
  it("are refused by default, with the option that leaves them out", () => {
    const result = inversePropensityDifference(options)(rows);
    expect(result).toMatchObject({
      left: { _tag: "NotIdentified", because: { code: "no-overlap", values: { rows: 2 } } },
    });
    if (result._tag === "Left") expect(explain(result.left)).toContain('overlap: "drop"');
  });
  it("are left out on request; the answer says of whom it is", () => {
    const dropped = orThrow(inversePropensityDifference({ ...options, overlap: "drop" })(rows));
    const without = orThrow(inversePropensityDifference(options)(rows.slice(0, 8)));
    expect(dropped).toEqual({
      ...without,
      estimand: "difference in mean minutes between nudged and not nudged, among the rows where chance decided",
      diagnostics: { ...without.diagnostics, withoutOverlap: 2 },
      warnings: [{ code: "overlap-dropped", values: { dropped: 2, rows: 10 } }, ...without.warnings],
    });
    const clustered = orThrow(inversePropensityDifference({ ...options, overlap: "drop", cluster: "team" })(rows));
    expect(clustered.n.clusters).toBe(8);
    const nothing = orThrow(inversePropensityDifference({ ...options, overlap: "drop" })(rows.slice(0, 8)));
    expect([nothing.diagnostics["withoutOverlap"], nothing.estimand]).toEqual([0, without.estimand]);
  });
  it("cannot all be left out, nor an arm with them", () => {
    const all = rows.map((row) => ({ ...row, chance: row.nudged ? 1 : 0 }));
    expect(inversePropensityDifference({ ...options, overlap: "drop" })(all)).toMatchObject({
      left: { because: { code: "no-overlap", values: { rows: 10 } } },
    });
    const arm = rows.map((row) => ({ ...row, chance: row.nudged ? 1 : 0.5 }));
    expect(inversePropensityDifference({ ...options, overlap: "drop" })(arm)).toMatchObject({
      left: { because: { code: "one-arm" } },
    });
    expect(
      inversePropensityDifference({ ...options, probability: "minutes" })(rows.map((row) => ({ ...row }))),
    ).toMatchObject({ left: { issues: [{ path: ["probability"], code: "duplicate" }] } });
    const off = rows.map((row, i) => ({ ...row, chance: i > 5 ? 1.5 : 0.5 }));
    expect(inversePropensityDifference(options)(off)).toMatchObject({
      left: { issues: [{ path: [6, "chance"], expected: "a probability from 0 to 1; 4 rows are like this" }] },
    });
  });
});

describe("arms of other sizes than was meant", () => {
  it("give R's chisq.test", () => {
    // 821588 against 815482 of data/metrics/expected.json, srm
    const { diagnostics, warnings } = sampleRatio({ treated: 821_588, control: 815_482 }, 0.5);
    expect(diagnostics["sampleRatioStatistic"]).toBeCloseTo(22.7743688419, 9);
    expect(diagnostics["sampleRatioPValue"]).toBeCloseTo(1.8217928726e-6, 15);
    expect(warnings).toEqual([{ code: "sample-ratio", values: { expected: 50, found: 50.19 } }]);
    const small = sampleRatio({ treated: 50_440, control: 49_560 }, 0.5);
    expect([small.diagnostics["sampleRatioStatistic"], small.diagnostics["sampleRatioPValue"]]).toEqual([
      near(7.744),
      near(0.005389129493),
    ]);
    expect(small.warnings).toEqual([]);
    expect(sampleRatio({ treated: 1, control: 99 }, null)).toEqual({ diagnostics: {}, warnings: [] });
  });
  const rows = (treated: number, control: number) =>
    Array.from({ length: treated + control }, (_, i) => ({ y: i % 3, t: i < treated }));
  const at = (treated: number, control: number, treatedShare: number) =>
    orThrow(differenceInMeans({ outcome: "y", treatment: "t", treatedShare })(rows(treated, control)));
  it("are tested by chi-square, and warned of below one in a thousand", () => {
    const meant = at(504, 496, 0.5); // 4^2 / 250
    expect([meant.diagnostics["sampleRatioStatistic"], meant.warnings]).toEqual([near(0.064), []]);
    const lost = at(560, 440, 0.5);
    expect(lost.diagnostics["sampleRatioStatistic"]).toEqual(near(14.4));
    expect(lost.diagnostics["sampleRatioPValue"]).toEqual(near(0.00014780231033445));
    expect(lost.warnings).toEqual([{ code: "sample-ratio", values: { expected: 50, found: 56 } }]);
    expect(at(200, 800, 0.2).diagnostics["sampleRatioStatistic"]).toBe(0);
    expect(differenceInMeans({ outcome: "y", treatment: "t", treatedShare: 1 })([])).toMatchObject({
      left: { issues: [{ path: ["treatedShare"] }] },
    });
    expect(differenceInMeans({ outcome: "y", treatment: "t", cluster: "c", treatedShare: 0.5 })([])).toMatchObject({
      left: { issues: [{ path: ["treatedShare"], code: "inconsistent" }] },
    });
  });
});
