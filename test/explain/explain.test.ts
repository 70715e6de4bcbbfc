import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Estimate, type Evidence, type Failure, reason } from "../../src/core/vocabulary/index.ts";
import { explain } from "../../src/explain/index.ts";
import { numberText, numberTexts } from "../../src/explain/numberText.ts";
import { deepFreeze, hostile, hostileValues } from "../support/property.ts";

const small = reason("group-too-small", { people: 4, smallestGroup: 10 });
const smallWords = "it rests on 4 people, and nothing is shown about fewer than 10";

describe("explain of a failure", () => {
  it.each<[Failure, string]>([
    [
      {
        _tag: "InvalidInput",
        in: "spacing.review",
        issues: [
          {
            path: ["grade"],
            code: "unknown-value",
            expected: 'one of "good" (did you mean "good"?)',
            received: '"goood"',
          },
        ],
        moreIssues: 0,
      },
      'spacing.review does not take grade: expected one of "good" (did you mean "good"?), received "goood".',
    ],
    [
      {
        _tag: "InvalidInput",
        in: "f",
        issues: [
          { path: [3, "minutes"], code: "wrong-type", expected: "a number", received: '"4"' },
          { path: [4, "minutes"], code: "wrong-type", expected: "a number", received: '"5"' },
        ],
        moreIssues: 7,
      },
      'f does not take [3].minutes: expected a number, received "4" (and 8 more issues).',
    ],
    [
      {
        _tag: "InvalidInput",
        in: "f",
        issues: [
          { path: [], code: "missing", expected: "a table", received: "undefined" },
          { path: [], code: "missing", expected: "a table", received: "undefined" },
        ],
        moreIssues: 0,
      },
      "f needs its input, which is missing: expected a table (and 1 more issue).",
    ],
    [
      {
        _tag: "InvalidInput",
        in: "f",
        issues: [
          {
            path: ["options", "two words", 2, "sede"],
            code: "unknown-key",
            expected: "one of seed (did you mean seed?)",
            received: "1",
          },
        ],
        moreIssues: 0,
      },
      'f does not take options["two words"][2].sede: expected one of seed (did you mean seed?).',
    ],
    [
      {
        _tag: "InvalidInput",
        in: "f",
        issues: [{ path: ["__proto__"], code: "forbidden-key", expected: "another key", received: "1" }],
        moreIssues: 0,
      },
      "f does not take __proto__: expected another key.",
    ],
    [
      { _tag: "InsufficientData", in: "metrics.welch", of: "rows", needed: 4, found: 1 },
      "metrics.welch needs at least 4 rows, and found 1.",
    ],
    [
      { _tag: "NotIdentified", in: "f", what: "the coefficients", involved: ["a", "b"], because: small },
      `f cannot tell the coefficients (a, b) from these data: ${smallWords}.`,
    ],
    [
      { _tag: "NotIdentified", in: "f", what: "the slope", involved: [], because: small },
      `f cannot tell the slope from these data: ${smallWords}.`,
    ],
    [
      { _tag: "NotConverged", in: "f", iterations: 100, reached: 0.12345, tolerance: 1e-8 },
      "f came to no answer in 100 iterations: it reached 0.123, and 1e-8 was asked for.",
    ],
    [
      { _tag: "Infeasible", in: "recommend.planPath", conflict: [small, reason("deadline", { days: 3 })] },
      `recommend.planPath cannot satisfy these together: ${smallWords}; deadline (days = 3).`,
    ],
    [{ _tag: "NotDisclosed", in: "disclose", because: small }, `disclose does not show this: ${smallWords}.`],
    [{ _tag: "Cancelled", in: "run", afterSteps: 12 }, "run was stopped after 12 steps."],
    [{ _tag: "Cancelled", in: "run", afterSteps: 1 }, "run was stopped after 1 step."],
  ])("%o", (failure, words) => {
    expect(explain(deepFreeze(failure))).toBe(words);
  });
});

describe("explain of a reason", () => {
  it("fills the words of its code", () => {
    expect(explain(small)).toBe(smallWords);
    expect(explain(reason("person-not-for-audience", { audience: "board" }))).toBe(
      "results about one person are not for the audience board",
    );
  });

  it("says the code and its values where nobody has words, or the values do not fill them", () => {
    expect(explain(reason("no-such-code"))).toBe("no-such-code");
    expect(explain(reason("no-such-code", { a: 0.7, b: "x", c: true }))).toBe(
      "no-such-code (a = 0.70, b = x, c = true)",
    );
    expect(explain(reason("group-too-small", { people: 4 }))).toBe("group-too-small (people = 4)");
    expect(explain(reason("toString"))).toBe("toString");
    expect(explain(reason("constructor", { x: 1 }))).toBe("constructor (x = 1)");
  });

  it("counts one as one", () => {
    const recalled = (days: number): string => explain(reason("recalled", { days, recall: 0.5 }));
    expect(recalled(1)).toMatch(/^recalled 1 day after the last review/);
    expect(recalled(2)).toContain("recalled 2 days after");
    expect(recalled(0)).toContain("recalled 0 days after");
    expect(recalled(1.5)).toContain("1.5 days after");
    const moved = (reviews: number) =>
      explain(reason("balanced-day", { date: "2025-03-10", reviews })).replace(/^.*, /, "");
    expect([moved(1), moved(11)]).toEqual(["beside 1 other review", "beside 11 other reviews"]);
  });

  it("takes the words of the area whose values it carries, where two areas use one code", () => {
    expect(explain(reason("constant-column", { column: "age" }))).toBe(
      "age has the same value in every row, so it was left out",
    );
    expect(explain(reason("constant-column", { columns: "age" }))).toBe("age has the same value in every row");
  });

  it("writes values that look like templates as they are", () => {
    expect(explain(reason("person-not-for-audience", { audience: "{code} $& $1" }))).toBe(
      "results about one person are not for the audience {code} $& $1",
    );
  });
});

const effect: Estimate = {
  estimand: "difference in mean started",
  scale: "proportion",
  evidence: "randomised",
  estimate: 0.1234,
  interval: { lower: 0.05, upper: 0.2, level: 0.95, kind: "confidence", method: "Welch t" },
  test: { name: "Welch t", statistic: 3, pValue: 0.0031, alternative: "two-sided" },
  n: { rows: 812, clusters: 40, byArm: { nudged: 400, held: 412 } },
  diagnostics: {},
  warnings: [],
};
const assumption = reason("assumes-parallel-trends", {});

describe("explain of an estimate", () => {
  const PARTICULARS =
    "(95 % confidence interval 0.05 to 0.20, Welch t; p = 0.0031; 812 rows in 40 clusters: nudged 400, held 412)";

  it.each<[Partial<Estimate>, string]>([
    [
      {},
      `Difference in mean started: 0.123 ${PARTICULARS}; chance decided who got what, so any difference was caused by it.`,
    ],
    [
      { evidence: "association" },
      `Difference in mean started: 0.123 ${PARTICULARS}; it goes along with the groups as they are, which may differ in more than this.`,
    ],
    [
      { evidence: "quasi-experimental" },
      `Difference in mean started: 0.123 ${PARTICULARS}; it goes along with what was done, and the assumptions behind more than that are not named.`,
    ],
    [
      { evidence: "quasi-experimental", warnings: [small, assumption] },
      `Difference in mean started: 0.123 ${PARTICULARS}; it was caused by what was done if these assumptions hold: assumes-parallel-trends. Note: ${smallWords}.`,
    ],
    [
      { evidence: "simulated" },
      `Difference in mean started: 0.123 ${PARTICULARS}; this is a simulation, not something that happened.`,
    ],
    [
      { evidence: "descriptive", warnings: [small, small] },
      `Difference in mean started: 0.123 ${PARTICULARS}. Note: ${smallWords}; ${smallWords}.`,
    ],
  ])("%o", (change, words) => {
    expect(explain(deepFreeze({ ...effect, ...change }))).toBe(words);
  });

  it("calls no level caused, only a comparison", () => {
    const { test: _, ...untested } = effect;
    const level = { ...untested, n: { rows: 812 } };
    expect(explain(level)).toMatch(/812 rows\); chance decided who got what\.$/);
    expect(explain({ ...level, n: { rows: 812, byArm: { a: 400, b: 412 } } })).toContain("caused");
    expect(explain({ ...effect, n: { rows: 812 } })).toContain("caused");
  });

  it.each<[Partial<Estimate>, string]>([
    [{ estimate: null }, "Difference in mean started: these data do not determine it (95 %"],
    [{ scale: "" }, "Difference in mean started: 0.123 (95 %"],
    [{ interval: { ...effect.interval, lower: null } }, "(95 % confidence interval up to 0.20, Welch t;"],
    [{ interval: { ...effect.interval, upper: null } }, "(95 % confidence interval from 0.05 upwards, Welch t;"],
    [
      { interval: { ...effect.interval, lower: null, upper: null } },
      "(95 % confidence interval without ends, Welch t;",
    ],
    [{ interval: { ...effect.interval, level: 0.999, kind: "credible" } }, "(99.9 % credible interval 0.05"],
    [{ test: { name: "t", statistic: 9, pValue: 0.0009, alternative: "two-sided" } }, "p below 0.001; 812"],
    [{ test: { name: "t", statistic: 9, pValue: 0.001, alternative: "two-sided" } }, "p = 0.001; 812"],
    [{ n: { rows: 1 } }, "; 1 row)"],
    [{ n: { rows: 2, byArm: { a: 1, b: 1 } } }, "; 2 rows: a 1, b 1)"],
  ])("of %o says %s", (change, words) => {
    expect(explain({ ...effect, ...change })).toContain(words);
  });

  it("leaves out a test that was not made", () => {
    const { test: _test, ...untested } = effect;
    expect(explain(untested)).not.toContain("p =");
  });

  it("says that something was caused only where chance decided, or assumptions are named", () => {
    const evidence = fc.constantFrom<Evidence>(
      "randomised",
      "quasi-experimental",
      "association",
      "simulated",
      "descriptive",
    );
    fc.assert(
      fc.property(evidence, fc.boolean(), fc.boolean(), (kind, named, warned) => {
        const warnings = [...(named ? [assumption] : []), ...(warned ? [small] : [])];
        const words = explain({ ...effect, evidence: kind, warnings });
        const allowed = kind === "randomised" || (kind === "quasi-experimental" && named);
        expect(/\bcaus/i.test(words)).toBe(allowed);
      }),
    );
  });
});

describe("numberText", () => {
  it.each([
    [0, "0"],
    [7, "7"],
    [123456789, "123456789"],
    [0.7, "0.70"],
    [-0.5, "-0.50"],
    [0.41, "0.41"],
    [0.12345, "0.123"],
    [2.5, "2.5"],
    [10.5, "10.5"],
    [12.3456, "12.3"],
    [99.96, "100"],
    [100.4, "100"],
    [1234.6, "1235"],
    [0.9996, "0.9996"],
    [0.99999996, "0.99999996"],
    [-0.99961, "-0.9996"],
    [1.0004, "1"],
    [0.00012345, "0.000123"],
    [1e-8, "1e-8"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [1 - 2 ** -53, "0.9999999999999999"],
  ])("%d is %s", (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it.each([
    [0.785, 2, "0.79"],
    [0.7, 2, "0.70"],
    [0.997, 2, "0.997"],
    [1.36, 2, "1.4"],
    [12.6, 2, "13"],
    [99.4, 2, "99"],
    [99.6, 2, "100"],
    [100.4, 2, "100"],
    [0.00738, 2, "0.0074"],
    [1234, 2, "1234"],
    [1234.56, 5, "1234.6"],
    [123.456, 4, "123.5"],
  ])("%d with %d digits is %s", (value, digits, text) => {
    expect(numberText(value, digits)).toBe(text);
  });

  it("is within half of its last digit", () => {
    const digits = fc.integer({ min: 2, max: 6 });
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), digits, (value, shown) => {
        const off = Math.abs(Number(numberText(value, shown)) - value);
        expect(off).toBeLessThanOrEqual(Math.abs(value) * 0.51 * 10 ** (1 - shown));
      }),
    );
  });
});

describe("the numbers of a reason", () => {
  it.each<[readonly number[], readonly string[]]>([
    [[], []],
    [
      [20.9, 0.785, 12, 1.36],
      ["21", "0.79", "12", "1.4"],
    ],
    [
      [0.499, 0.5],
      ["0.499", "0.50"],
    ],
    [
      [0.4996, 0.5, 46.8],
      ["0.4996", "0.50", "47"],
    ],
    [
      [1.02, 1],
      ["1.02", "1"],
    ],
    [
      [1.02, 3.04, 2],
      ["1.0", "3.0", "2"],
    ],
    [[-4.01], ["-4.0"]],
    [[10.02], ["10"]],
    [
      [1234.6, 1234.9, 5.25],
      ["1234.6", "1234.9", "5.3"],
    ],
    [
      [0.785, 0.785],
      ["0.79", "0.79"],
    ],
    [
      [1, 1 + 2 ** -52],
      ["1", "1.0000000000000002"],
    ],
    [
      [0.1, 0.1 + 2 ** -56],
      ["0.10", "0.10000000000000002"],
    ],
    [
      [Number.NaN, Number.POSITIVE_INFINITY],
      ["NaN", "Infinity"],
    ],
  ])("%o read %o", (values, texts) => {
    expect(numberTexts(deepFreeze(values))).toEqual(texts);
  });

  it("read the same only where they are the same", () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -2000, max: 2000 }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(numbers, (values) => {
        const plain = values.map((value) => value + 0); // -0 is 0
        expect(new Set(numberTexts(plain)).size).toBe(new Set(plain).size);
      }),
    );
  });

  it("stand in its words", () => {
    expect(explain(reason("no-such-code", { level: 0.499, needed: 0.5, of: "x", share: 0.785 }))).toBe(
      "no-such-code (level = 0.499, needed = 0.50, of = x, share = 0.79)",
    );
  });
});

describe("explain of anything else", () => {
  it("says that there are no words, and never throws", () => {
    for (const value of [
      undefined,
      null,
      5,
      "x",
      {},
      { _tag: "None" },
      { _tag: "InvalidInput" },
      { code: 5, values: {} },
      { estimand: "x" },
    ])
      expect(explain(value as never)).toMatch(/^There are no words for this/);
    for (const value of hostileValues()) expect(typeof explain(value as never)).toBe("string");
    fc.assert(fc.property(hostile, (value) => typeof explain(value as never) === "string"));
  });
});
