import { describe, expect, it } from "vitest";
import * as charts from "../../src/charts/index.ts";
import type { Estimate, Result } from "../../src/core/vocabulary/index.ts";
import type { SurvivalCurve, SurvivalCurves } from "../../src/metrics/index.ts";
import { hostileValues, invalidOf, issuesOf, rightOf } from "../support/property.ts";

const estimate: Estimate = {
  estimand: "difference",
  scale: "proportion",
  evidence: "descriptive",
  estimate: 0.2,
  interval: { lower: 0.1, upper: 0.3, level: 0.95, kind: "confidence", method: "Welch t" },
  n: { rows: 10 },
  diagnostics: {},
  warnings: [],
};

const curve: SurvivalCurve = {
  group: null,
  n: 3,
  eventCount: 2,
  time: [2, 2, 5],
  atRisk: [3, 3, 1],
  events: [1, 1, 0],
  censored: [0, 0, 1],
  survival: [0.7, 0.4, 0.4],
  standardError: [0, 0, 0],
  lower: [0, 0, 0],
  upper: [1, 1, null],
  median: { ...estimate, estimate: 2 },
};
const curves = (change: object = {}): SurvivalCurves => ({
  kind: "kaplan-meier",
  level: 0.95,
  band: "log",
  unit: "days",
  curves: [{ ...curve, ...change }],
  warnings: [],
});

/** The function under test, taken as a caller without types takes it. */
type Loose = (options: unknown) => (given: unknown) => Result<charts.ChartSpec>;

// a caller without types
const loose = {
  effectChart: charts.effectChart as Loose,
  ledgerChart: charts.ledgerChart as Loose,
  personaChart: charts.personaChart as Loose,
  personaChoiceChart: charts.personaChoiceChart as Loose,
  personaStabilityChart: charts.personaStabilityChart as Loose,
  survivalChart: charts.survivalChart as Loose,
};

const count = { k: 2, silhouette: 0.4, gap: 0.1, bic: -120, stability: 0.9, smallestShare: 0.4, votes: ["silhouette"] };
const recovered = { persona: "A", jaccard: 0.8, verdict: "doubtful" };

const GOOD: Readonly<Record<keyof typeof loose, readonly [object, unknown]>> = {
  effectChart: [{ title: "T", unit: "points", factor: 100 }, [{ label: "plain", estimate, truth: 0.2, group: "g" }]],
  ledgerChart: [{ title: "T" }, { sent: 1, nothing: 2, blocks: { "quiet-hours": 3 } }],
  personaChart: [{ title: "T" }, { personas: [{ name: "A", size: 2, profile: [{ feature: "days", effect: 1 }] }] }],
  personaChoiceChart: [{ title: "T" }, { recommended: 2, counts: [count] }],
  personaStabilityChart: [{ title: "T" }, { agreement: 0.9, personas: [recovered] }],
  survivalChart: [{ title: "T", time: "days", still: "here" }, curves()],
};

const NAMES = [
  "effectChart",
  "ledgerChart",
  "personaChart",
  "personaChoiceChart",
  "personaStabilityChart",
  "survivalChart",
] as const;

describe.each(NAMES)("%s", (name) => {
  const draw = loose[name];
  const [options, given] = GOOD[name];

  it("draws what it should", () => {
    expect(rightOf(draw(options)(given)).description).toMatch(/^T: /);
  });

  it("names itself and the option that it does not know, and does so again for each result", () => {
    const drawn = draw({ ...options, titel: "T" });
    for (const result of [drawn(given), drawn(given)]) {
      expect(invalidOf(result).in).toBe(`charts.${name}`);
      expect(issuesOf(result)).toEqual(["unknown-key at titel"]);
    }
    expect(invalidOf(drawn(given)).issues[0].expected).toContain("did you mean title?");
  });

  it("needs a title", () => {
    for (const [title, code] of [
      ["", "empty"],
      [undefined, "missing"],
      [3, "wrong-type"],
    ] as const)
      expect(issuesOf(draw({ ...options, title })(given))).toEqual([`${code} at title`]);
  });

  it("refuses other things than options, and other things than its result, by name", () => {
    const taken: unknown[] = [];
    for (const value of hostileValues()) {
      expect(invalidOf(draw(value)(given)).in).toBe(`charts.${name}`);
      const result = draw(options)(value);
      if (result._tag === "Right") taken.push(value);
      else expect(result.left.in).toBe(`charts.${name}`);
    }
    expect(taken).toEqual(name === "effectChart" ? [[]] : []); // no estimates make an empty chart
  });
});

describe("effectChart", () => {
  const draw = (change: object, options: object = {}) =>
    issuesOf(loose.effectChart({ title: "T", unit: "u", ...options })([{ label: "a", estimate, ...change }]));
  const withInterval = (change: object) => ({
    estimate: { ...estimate, interval: { ...estimate.interval, ...change } },
  });

  it.each<[object, string]>([
    [{ label: "" }, "empty at 0.label"],
    [{ estimate: null }, "wrong-type at 0.estimate"],
    [{ estimate: { ...estimate, estimate: Number.NaN } }, "not-finite at 0.estimate.estimate"],
    [{ estimate: { ...estimate, estimate: 1e15 + 1 } }, "out-of-range at 0.estimate.estimate"],
    [{ estimate: { ...estimate, estimate: -1e15 - 1 } }, "out-of-range at 0.estimate.estimate"],
    [withInterval({ lower: "0" }), "wrong-type at 0.estimate.interval.lower"],
    [withInterval({ upper: Number.POSITIVE_INFINITY }), "not-finite at 0.estimate.interval.upper"],
    [{ truth: null }, "wrong-type at 0.truth"],
    [{ group: 4 }, "wrong-type at 0.group"],
  ])("names the place of what cannot be drawn (%#)", (change, issue) => {
    expect(draw(change)).toContain(issue);
  });

  it("says what it expected in place of an estimate and its interval", () => {
    const expected = (change: object) =>
      invalidOf(loose.effectChart({ title: "T", unit: "u" })([change])).issues.map((issue) => issue.expected);
    expect(expected({ label: "a", estimate: { ...estimate, interval: 3 } })[0]).toBe("an interval");
    expect(expected({ label: "a", estimate: 3 })[0]).toBe("an estimate");
    expect(invalidOf(loose.effectChart({ title: "T", unit: "u" })([3])).issues[0].expected).toBe(
      "an estimate with its label",
    );
  });

  it("multiplies by a factor above 0, at most 1e9", () => {
    for (const factor of [0, -1, 1e9 + 1]) expect(draw({}, { factor })).toEqual(["out-of-range at factor"]);
    for (const factor of [1e-9, 1e9])
      expect(rightOf(loose.effectChart({ title: "T", unit: "u", factor })([{ label: "a", estimate }]))).toBeDefined();
    expect(draw({}, { unit: "" })).toEqual(["empty at unit"]);
  });

  it("draws as many rows as there are", () => {
    const rows = Array.from({ length: 200_000 }, () => ({ label: "a", estimate }));
    expect(rightOf(charts.effectChart({ title: "T", unit: "u" })(rows))["height"]).toBe(6_000_000);
  });
});

describe("ledgerChart", () => {
  it.each<[object, string]>([
    [{ sent: -1 }, "out-of-range at sent"],
    [{ nothing: 1e15 + 1 }, "out-of-range at nothing"],
    [{ blocks: { "quiet-hours": -1 } }, "out-of-range at blocks.quiet-hours"],
    [{ blocks: [] }, "wrong-type at blocks"],
    [{ blocks: JSON.parse('{"__proto__": 1}') }, "forbidden-key at blocks.__proto__"],
  ])("names the place of what cannot be drawn (%#)", (change, issue) => {
    expect(issuesOf(loose.ledgerChart({ title: "T" })({ sent: 0, nothing: 0, blocks: {}, ...change }))).toEqual([
      issue,
    ]);
  });

  it("puts rules of one count in the order of their names", () => {
    const spec = (blocks: Readonly<Record<string, number>>) =>
      rightOf(charts.ledgerChart({ title: "T" })({ sent: 0, nothing: 0, blocks })).description;
    expect(spec({ b: 1, a: 1, c: 2 })).toBe(
      "T: message sent 0; nothing sent 0; ruled out by c 2; ruled out by a 1; ruled out by b 1.",
    );
    expect(spec({ a: 1, b: 1, c: 2 })).toBe(spec({ b: 1, a: 1, c: 2 }));
    expect(spec({ "a-b-c": 1 })).toContain("ruled out by a b c 1");
  });

  it("says what it expected in place of a ledger", () => {
    expect(invalidOf(loose.ledgerChart({ title: "T" })(3)).issues[0].expected).toBe("a ledger");
  });
});

describe("personaChart", () => {
  const persona = { name: "A", size: 2, profile: [{ feature: "days", effect: 1 }] };

  it.each<[object, string]>([
    [{ name: "" }, "empty at personas.0.name"],
    [{ size: -1 }, "out-of-range at personas.0.size"],
    [{ profile: {} }, "wrong-type at personas.0.profile"],
    [{ profile: [3] }, "wrong-type at personas.0.profile.0"],
    [{ profile: [{ feature: "", effect: 1 }] }, "empty at personas.0.profile.0.feature"],
    [{ profile: [{ feature: "a", effect: Number.NaN }] }, "not-finite at personas.0.profile.0.effect"],
    [{ profile: [{ feature: "a", effect: 2e15 }] }, "out-of-range at personas.0.profile.0.effect"],
  ])("names the place of what cannot be drawn (%#)", (change, issue) => {
    expect(issuesOf(loose.personaChart({ title: "T" })({ personas: [{ ...persona, ...change }] }))).toContain(issue);
  });

  it("says what it expected in place of a model, a persona and a feature", () => {
    const expected = (given: unknown) => invalidOf(loose.personaChart({ title: "T" })(given)).issues[0].expected;
    expect(expected(3)).toBe("a persona model");
    expect(expected({ personas: [3] })).toBe("a persona");
    expect(expected({ personas: [{ ...persona, profile: [3] }] })).toBe("a feature with its effect");
  });

  it("leaves room for numbers beyond the longest bar, however short it is", () => {
    const domain = (effect: number) => {
      const spec = rightOf(
        charts.personaChart({ title: "T" })({ personas: [{ ...persona, profile: [{ feature: "a", effect }] }] }),
      );
      return JSON.stringify(spec)
        .match(/"domain":\[(-[\d.]+),([\d.]+)\]/)
        ?.slice(1)
        .map(Number);
    };
    expect(domain(0.1)).toEqual([-1.6, 1.6]);
    expect(domain(-5)).toEqual([-8, 8]);
  });
});

describe("personaChoiceChart", () => {
  const draw = (change: object) =>
    loose.personaChoiceChart({ title: "T" })({ recommended: 2, counts: [{ ...count, ...change }] });

  it.each<[object, string]>([
    [{ k: 0 }, "out-of-range at counts.0.k"],
    [{ k: 1e6 + 1 }, "out-of-range at counts.0.k"],
    [{ k: 2.5 }, "not-integer at counts.0.k"],
    [{ silhouette: "0.4" }, "wrong-type at counts.0.silhouette"],
    [{ gap: Number.NaN }, "not-finite at counts.0.gap"],
    [{ bic: 2e15 }, "out-of-range at counts.0.bic"],
    [{ stability: undefined }, "missing at counts.0.stability"],
    [{ smallestShare: -0.01 }, "out-of-range at counts.0.smallestShare"],
    [{ smallestShare: 1.01 }, "out-of-range at counts.0.smallestShare"],
    [{ votes: "gap" }, "wrong-type at counts.0.votes"],
    [{ votes: ["gap", ""] }, "empty at counts.0.votes.1"],
  ])("names the place of what cannot be drawn (%#)", (change, issue) => {
    expect(issuesOf(draw(change))).toEqual([issue]);
  });

  it("takes a single persona, a million, and shares of nothing and of all", () => {
    for (const change of [{ k: 1 }, { k: 1e6 }, { smallestShare: 0 }, { smallestShare: 1 }])
      expect(rightOf(draw(change))).toBeDefined();
  });

  it("recommends from one persona to a million, or none", () => {
    const recommending = (recommended: unknown) =>
      loose.personaChoiceChart({ title: "T" })({ recommended, counts: [count] });
    for (const recommended of [0, 1e6 + 1])
      expect(issuesOf(recommending(recommended))).toEqual(["out-of-range at recommended"]);
    for (const recommended of [1, 1e6, null]) expect(rightOf(recommending(recommended))).toBeDefined();
  });

  it("says what it expected in place of a choice and of one number", () => {
    const expected = (given: unknown) => invalidOf(loose.personaChoiceChart({ title: "T" })(given)).issues[0].expected;
    expect(expected(3)).toBe("a choice of the number of personas");
    expect(expected({ recommended: 2, counts: [3] })).toBe("one number of personas");
  });
});

describe("personaStabilityChart", () => {
  const draw = (change: object) =>
    loose.personaStabilityChart({ title: "T" })({ agreement: 0.9, personas: [{ ...recovered, ...change }] });

  it.each<[object, string]>([
    [{ persona: "" }, "empty at personas.0.persona"],
    [{ jaccard: -0.01 }, "out-of-range at personas.0.jaccard"],
    [{ jaccard: 1.01 }, "out-of-range at personas.0.jaccard"],
    [{ verdict: null }, "wrong-type at personas.0.verdict"],
  ])("names the place of what cannot be drawn (%#)", (change, issue) => {
    expect(issuesOf(draw(change))).toEqual([issue]);
  });

  it("takes an agreement from -1 to 1", () => {
    const agreeing = (agreement: unknown) => loose.personaStabilityChart({ title: "T" })({ agreement, personas: [] });
    for (const agreement of [-1.01, 1.01]) expect(issuesOf(agreeing(agreement))).toEqual(["out-of-range at agreement"]);
    expect(rightOf(agreeing(-1)).description).toBe("T: refits agree by -1.00.");
    expect(rightOf(agreeing(1)).description).toBe("T: refits agree by 1.00.");
  });

  it("says what it expected in place of a stability and of a persona", () => {
    const expected = (given: unknown) =>
      invalidOf(loose.personaStabilityChart({ title: "T" })(given)).issues[0].expected;
    expect(expected(3)).toBe("the stability of personas");
    expect(expected({ agreement: 1, personas: [3] })).toBe("a persona");
  });
});

describe("survivalChart", () => {
  const draw = (change: object, options: object = {}) =>
    loose.survivalChart({ title: "T", time: "days", ...options })(curves(change));

  it.each<[object, string]>([
    [{ group: "" }, "empty at curves.0.group"],
    [{ group: undefined }, "missing at curves.0.group"],
    [{ n: -1 }, "out-of-range at curves.0.n"],
    [{ time: [2, 1, 5] }, "unordered at curves.0.time.1"],
    [{ time: [-1, 1, 5] }, "out-of-range at curves.0.time.0"],
    [{ time: [1, 2, 2e15] }, "out-of-range at curves.0.time.2"],
    [{ survival: [1, 0.5] }, "inconsistent at curves.0.survival"],
    [{ survival: [1, 0.5, 0.5, 0.5] }, "inconsistent at curves.0.survival"],
    [{ survival: [1.1, 1, 1] }, "out-of-range at curves.0.survival.0"],
    [{ survival: [1, -0.1, 1] }, "out-of-range at curves.0.survival.1"],
    [{ lower: [0, 0, -1] }, "out-of-range at curves.0.lower.2"],
    [{ upper: [0, 0] }, "inconsistent at curves.0.upper"],
    [{ upper: [0, 0, "1"] }, "wrong-type at curves.0.upper.2"],
    [{ atRisk: [3, 2, -1] }, "out-of-range at curves.0.atRisk.2"],
    [{ median: null }, "wrong-type at curves.0.median"],
    [{ median: { ...estimate, estimate: -1 } }, "out-of-range at curves.0.median.estimate"],
  ])("names the place of what cannot be drawn (%#)", (change, issue) => {
    expect(issuesOf(draw(change))).toContain(issue);
  });

  it("says what it expected", () => {
    const expected = (result: Result<unknown>) => invalidOf(result).issues[0].expected;
    expect(expected(loose.survivalChart({ title: "T", time: "t" })(3))).toBe("survival curves");
    expect(expected(loose.survivalChart({ title: "T", time: "t" })({ curves: [3] }))).toBe("a survival curve");
    expect(expected(draw({ median: 3 }))).toBe("an estimate");
    expect(expected(draw({ time: [2, 1, 5] }))).toBe("a time at or after the one before (2)");
    expect(expected(draw({ upper: [] }))).toBe("3 entries, one for each time");
  });

  it("needs words for its axes", () => {
    expect(issuesOf(draw({}, { time: "" }))).toEqual(["empty at time"]);
    expect(issuesOf(draw({}, { still: "" }))).toEqual(["empty at still"]);
  });

  it("takes equal times, and a median that is not reached", () => {
    expect(rightOf(draw({})).description).toBe("T: all (n = 3) ends at 40 %, half gone by 2.");
    expect(rightOf(draw({ median: estimateless })).description).toBe("T: all (n = 3) ends at 40 %.");
  });

  const estimateless = { ...estimate, estimate: null };
});

describe("show", () => {
  const display = (value: unknown): unknown => {
    const shown = charts.show(value as charts.ChartSpec); // a caller without types
    const method: unknown = Reflect.get(shown, Symbol.for("Jupyter.display"));
    return typeof method === "function" ? method() : null;
  };

  it("hands on whatever it is given, and has no description where there is none", () => {
    for (const value of hostileValues()) {
      const shown = Object(display(value));
      expect(Object.is(shown["application/vnd.vegalite.v5+json"], value)).toBe(true);
      expect(shown["text/plain"]).toBe("");
    }
  });
});
