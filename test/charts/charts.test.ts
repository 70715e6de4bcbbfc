import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as charts from "../../src/charts/index.ts";
import { PALETTE, titleLines } from "../../src/charts/spec.ts";
import type { Estimate } from "../../src/core/vocabulary/index.ts";
import { kaplanMeier, type SurvivalCurves } from "../../src/metrics/index.ts";
import { splitCourse } from "../../src/spacing/index.ts";
import { draw, type Item } from "../support/drawing.ts";
import { deepFreeze, rightOf } from "../support/property.ts";

const estimate = (value: number | null, lower: number | null, upper: number | null): Estimate => ({
  estimand: "difference in mean started",
  scale: "proportion",
  evidence: "randomised",
  estimate: value,
  interval: { lower, upper, level: 0.95, kind: "confidence", method: "Welch t" },
  n: { rows: 400 },
  diagnostics: {},
  warnings: [],
});

const curves = rightOf(
  kaplanMeier({ time: "days", event: "left", group: "how" })([
    ...[5, 10, 10, 20, 40].map((days) => ({ days, left: true, how: "assigned" })),
    ...[15, 30, 50].map((days) => ({ days, left: true, how: "chosen" })),
    ...[25, 50].map((days) => ({ days, left: false, how: "chosen" })),
  ]),
);
const oneCurve = rightOf(
  kaplanMeier({ time: "days", event: "left" })([
    { days: 10, left: true },
    { days: 30, left: false },
  ]),
);

const personas = [
  {
    name: "High active days, low dormancy days",
    size: 120,
    profile: [
      { feature: "dormancyDays", effect: -1.6 },
      { feature: "activeDays", effect: 1.4 },
      { feature: "meanClicks", effect: 0 },
    ],
  },
  {
    name: "Typical",
    size: 200,
    profile: [
      { feature: "activeDays", effect: -0.3 },
      { feature: "meanClicks", effect: 0.1 },
    ],
  },
];

const survival = (given: SurvivalCurves): charts.ChartSpec =>
  rightOf(
    charts.survivalChart({
      title: "Those who chose stay longer than those who were sent",
      time: "days since enrolment",
      still: "still enrolled",
    })(given),
  );
const effect = (given: readonly charts.LabelledEstimate[]): charts.ChartSpec =>
  rightOf(
    charts.effectChart({
      title: "Only the randomised estimate covers the truth",
      unit: "percentage points",
      factor: 100,
    })(given),
  );
const ledgerSpec = (given: charts.LedgerCounts, title = "T"): charts.ChartSpec =>
  rightOf(charts.ledgerChart({ title })(given));
const personaSpec = (given: charts.ProfiledPersonas, title = "T"): charts.ChartSpec =>
  rightOf(charts.personaChart({ title })(given));
const effects: readonly charts.LabelledEstimate[] = [
  { label: "naive", estimate: estimate(0.18, 0.14, 0.22), truth: 0.06, group: "confounding on" },
  { label: "randomised", estimate: estimate(0.05, -0.02, 0.1), truth: 0.06, group: "confounding on" },
  { label: "naive", estimate: estimate(0.07, null, 0.11), truth: 0.06, group: "confounding off" },
  { label: "adjusted", estimate: estimate(0.065, 0.02, null), group: "confounding off" },
  { label: "randomised", estimate: estimate(null, null, null), group: "confounding off" },
];
const ledger = { sent: 1204, nothing: 2310, blocks: { "daily-cap": 330, "quiet-hours": 1840, "opted-out": 330 } };

const SPECS: readonly (readonly [string, charts.ChartSpec])[] = [
  ["survivalChart of groups", survival(deepFreeze(curves))],
  ["survivalChart of one", survival(deepFreeze(oneCurve))],
  ["survivalChart of none", survival({ ...curves, curves: [] })],
  ["effectChart of groups", effect(deepFreeze(effects))],
  ["effectChart of one", effect([{ label: "difference in means", estimate: estimate(0.06, 0.02, 0.1) }])],
  ["effectChart of none", effect([])],
  ["ledgerChart", ledgerSpec(deepFreeze(ledger), "Two of three were left alone")],
  ["ledgerChart of nothing", ledgerSpec({ sent: 0, nothing: 0, blocks: {} }, "Nothing happened")],
  ["personaChart", personaSpec(deepFreeze({ personas }), "Two ways of learning")],
  ["personaChart of none", personaSpec({ personas: [] }, "Nobody")],
  [
    "moduleSplitChart",
    rightOf(
      charts.moduleSplitChart({ title: "Three modules" })(
        rightOf(
          splitCourse()(
            [2, 2.5, 1, 3, 6, 1].map((minutes, at) => ({
              id: `a${at}`,
              minutes,
              boundary: at === 1 ? 0.6 : 1,
              load: at,
            })),
          ),
        ),
      ),
    ),
  ],
  [
    "planChart",
    rightOf(
      charts.planChart({ title: "Before the audit", marks: [{ day: 20_155, label: "audit" }] })(
        deepFreeze([
          { label: "first visits", workload: { days: [20_150, 20_152], counts: [60, 2], minutes: [12, 0.4] } },
          { label: "further reviews", workload: { days: [20_150, 20_153], counts: [30, 32], minutes: [6, 6.4] } },
        ]),
      ),
    ),
  ],
  [
    "workloadChart",
    rightOf(
      charts.workloadChart({ title: "Less on Monday" })(
        deepFreeze([
          { label: "before", workload: { days: [20_150, 20_152], counts: [60, 2], minutes: [12, 0.4] } },
          { label: "after", workload: { days: [20_149, 20_150], counts: [30, 32], minutes: [6, 6.4] } },
        ]),
      ),
    ),
  ],
];

const of = (
  items: readonly Item[],
  mark: string,
  has: (datum: Item["datum"]) => boolean = () => true,
): readonly Item[] => items.filter((item) => item.mark === mark && has(item.datum));

/** Contrast of two colours by WCAG 2. */
const contrast = (first: string, second: string): number => {
  const luminance = (colour: string): number => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [r = 0, g = 0, b = 0] = parts.map((part) =>
      part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

describe.each(SPECS)("%s", (_, spec) => {
  it("is plain data, in the fifth version of Vega-Lite, as wide as its container, with a description", () => {
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(spec).toMatchObject({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", width: "container" });
    expect(spec.description).toMatch(/^\S.*\.$/);
  });

  it.each([358, 760])("is drawn %d pixels wide without a warning, with every word inside", async (width) => {
    const { svg, warnings, texts } = await draw(spec, width);
    expect(warnings).toEqual([]);
    expect(svg).toMatch(/^<svg[^>]* width="[1-9]/);
    expect(svg).not.toMatch(/NaN|undefined|null/);
    const outside = texts.filter(({ left, right }) => left < -1 || right > width + 1);
    expect(outside.map(({ text, left, right }) => `${text}: ${left} to ${right}`)).toEqual([]);
    expect(texts.filter(({ text }) => text.includes("…")).map(({ text }) => text)).toEqual([]);
  });
});

describe("survivalChart", () => {
  it("draws each curve where its numbers are, from 100 % on, one colour a group", async () => {
    const { items, along } = await draw(survival(curves), 760);
    for (const [place, curve] of curves.curves.entries()) {
      const points = of(items, "line", ({ group }) => group === curve.group);
      const expected = [[0, 1], ...curve.time.map((time, at) => [time, curve.survival[at]])];
      expect(points.map(({ x, y }) => [x, y])).toEqual(
        expected.map(([time, share]) => [
          expect.closeTo(along("x", time), 6),
          expect.closeTo(260 * (1 - (share ?? 0)), 6),
        ]),
      );
      expect(new Set(points.map(({ colour }) => colour))).toEqual(new Set([PALETTE[place]]));
    }
  });

  it("draws the band from its lower to its upper end", async () => {
    const { items } = await draw(survival(curves), 760);
    const [curve] = curves.curves;
    const band = of(items, "area", ({ group, time }) => group === curve?.group && time === curve?.time[1]);
    expect(band[0]?.y).toBeCloseTo(260 * (1 - (curve?.lower[1] ?? 0)), 6);
    expect(band[0]?.y2).toBeCloseTo(260 * (1 - (curve?.upper[1] ?? 0)), 6);
  });

  it("says under the axis how many were still observed, a line for each group", async () => {
    const { items, along } = await draw(survival(curves), 760);
    const counts = of(items, "text", ({ atRisk }) => atRisk !== undefined);
    const lineOf = (group: string): readonly unknown[] =>
      counts
        .filter(({ datum }) => datum["group"] === group)
        .map(({ datum, text, x }) => [datum["time"], text, x === along("x", datum["time"])]);
    expect(lineOf("assigned")).toEqual([
      [0, "5", true],
      [10, "4", true],
      [20, "2", true],
      [30, "1", true],
      [40, "1", true],
      [50, "0", true],
    ]);
    expect(lineOf("chosen").map((line) => Object(line)[1])).toEqual(["5", "5", "4", "3", "2", "2"]);
    const lines = new Set(counts.map(({ y }) => y));
    expect([lines.size, Math.min(...lines) > 280]).toEqual([2, true]);
  });

  it.each([
    [0.004, [0, 0.001, 0.002, 0.003, 0.004]],
    [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [7, [0, 2, 4, 6]],
    [84, [0, 20, 40, 60, 80]],
    [269, [0, 100, 200]],
    [100, [0, 20, 40, 60, 80, 100]],
    [101, [0, 50, 100]],
    [1000, [0, 200, 400, 600, 800, 1000]],
  ])("marks a handful of round times up to %d", async (last, times) => {
    const curve = rightOf(kaplanMeier({ time: "days", event: "left" })([{ days: last, left: true }]));
    const { items } = await draw(survival(curve), 760);
    expect(of(items, "text", ({ atRisk }) => atRisk !== undefined).map(({ datum }) => datum["time"])).toEqual(times);
  });

  it("does not begin a second time where somebody left at once", async () => {
    const curve = rightOf(
      kaplanMeier({ time: "days", event: "left" })([
        { days: 0, left: true },
        { days: 4, left: false },
      ]),
    );
    const { items } = await draw(survival(curve), 760);
    expect(of(items, "line").map(({ datum }) => [datum["time"], datum["share"]])).toEqual([
      [0, 0.5],
      [4, 0.5],
    ]);
  });

  it("draws what ends at once", async () => {
    const curve = rightOf(kaplanMeier({ time: "days", event: "left" })([{ days: 0, left: true }]));
    const { warnings, items } = await draw(survival(curve), 358);
    expect(warnings).toEqual([]);
    expect(of(items, "text", ({ atRisk }) => atRisk !== undefined).map(({ text }) => text)).toEqual(["1"]);
  });

  it("names groups in a legend, and has none where there is one curve", async () => {
    const words = async (spec: charts.ChartSpec): Promise<readonly string[]> =>
      (await draw(spec, 760)).texts.map(({ text }) => text);
    expect(await words(survival(curves))).toEqual(
      expect.arrayContaining(["assigned", "chosen", "days since enrolment", "share still enrolled"]),
    );
    expect(await words(survival(oneCurve))).not.toContain("all");
    expect(await words(rightOf(charts.survivalChart({ title: "T", time: "days" })(oneCurve)))).toContain(
      "share still there",
    );
  });

  it("says in words how each curve ends", () => {
    expect(survival(curves).description).toBe(
      "Those who chose stay longer than those who were sent: assigned (n = 5) ends at 0 %, half gone by 10; chosen (n = 5) ends at 27 %, half gone by 50.",
    );
    expect(survival(oneCurve).description).toContain("all (n = 2) ends at 50 %, half gone by");
  });
});

describe("effectChart", () => {
  it("draws estimates, intervals and truths where they are, in the unit of the axis", async () => {
    const { items, along } = await draw(effect(effects), 760);
    const dots = of(items, "symbol", ({ estimate: value }) => typeof value === "number");
    const at = (points: readonly Item[], field: string): readonly unknown[] =>
      points.map(({ datum, x }) => [datum[field], Math.abs(x - along("x", datum[field])) < 1e-6]);
    const estimates = dots.filter(({ datum, x }) => Math.abs(x - along("x", datum["estimate"])) < 1e-6);
    expect(estimates.map(({ datum }) => datum["estimate"])).toEqual([18, 5, 7.000000000000001, 6.5]);
    const truths = of(items, "symbol").filter(({ colour }) => colour === "#d55e00");
    expect(at(truths, "truth")).toEqual([
      [6, true],
      [6, true],
      [6, true],
    ]);
    const closed = of(
      items,
      "rule",
      ({ openLeft, openRight, lower }) => openLeft === false && openRight === false && lower !== null,
    );
    expect(closed.map(({ x, x2 }) => [x, x2].sort((a, b) => a - b))).toEqual([
      [expect.closeTo(along("x", 14), 6), expect.closeTo(along("x", 22), 6)],
      [expect.closeTo(along("x", -2), 6), expect.closeTo(along("x", 10), 6)],
    ]);
    const none = of(items, "rule", ({ none: zero }) => zero === 0);
    expect(none.map(({ x }) => x)).toEqual([along("x", 0)]);
  });

  it("lets an interval without an end run to the edge, with an arrow", async () => {
    const { items, along, plotWidth } = await draw(effect(effects), 760);
    const open = of(items, "rule", ({ openLeft, openRight }) => openLeft === true || openRight === true);
    expect(open.map(({ x, x2 }) => [Math.min(x, x2), Math.max(x, x2)])).toEqual(
      expect.arrayContaining([
        [0, expect.closeTo(along("x", 11), 6)],
        [expect.closeTo(along("x", 2), 6), plotWidth],
      ]),
    );
    expect(open).toHaveLength(2);
    const arrows = of(items, "symbol", ({ openLeft, openRight }) => openLeft === true || openRight === true).filter(
      ({ x }) => x === 0 || x === plotWidth,
    );
    expect(arrows.map(({ x }) => x)).toEqual([0, 0, plotWidth, plotWidth]);
  });

  it("has a row for each estimate under the name of its group, in the order given", async () => {
    const { texts, items } = await draw(effect(effects), 760);
    const labels = texts.filter(
      ({ text }) => /naive|adjusted|randomised$|confounding/.test(text) && !text.startsWith("Only"),
    );
    expect(labels.map(({ text }) => text)).toEqual([
      "confounding on",
      "naive",
      "randomised",
      "confounding off",
      "naive",
      "adjusted",
      "randomised",
    ]);
    const rows = new Set(of(items, "symbol").map(({ y }) => y));
    expect(rows.size).toBe(5);
  });

  it("has neither legend nor headings where there is no truth and no group", async () => {
    const spec = effect([{ label: "plain", estimate: estimate(0.06, 0.02, 0.1) }]);
    const { texts, items } = await draw(spec, 760);
    expect(texts.map(({ text }) => text)).not.toContain("truth");
    expect(of(items, "symbol")).toHaveLength(1);
    expect(spec["height"]).toBe(30);
  });

  it("says every estimate in words", () => {
    expect(effect(effects.slice(1, 3)).description).toBe(
      "Only the randomised estimate covers the truth: confounding on, randomised 5.0 percentage points, from -2.0 to 10.0 (truth 6.0); confounding off, naive 7.0 percentage points, from open to 11.0 (truth 6.0).",
    );
    const plain = charts.effectChart({ title: "T", unit: "days" })([{ label: "a", estimate: estimate(null, 1, null) }]);
    expect(rightOf(plain).description).toBe("T: a open days, from 1.0 to open.");
  });
});

describe("ledgerChart", () => {
  it("has a bar as long as each count, decisions first, then rules by how often they forbade", async () => {
    const { items, along } = await draw(ledgerSpec(ledger), 760);
    const bars = of(items, "rect")
      .slice()
      .sort((a, b) => a.y - b.y);
    expect(bars.map(({ datum, colour }) => [datum["what"], datum["count"], colour])).toEqual([
      ["message sent", 1204, "#0072b2"],
      ["nothing sent", 2310, "#0072b2"],
      ["quiet hours", 1840, "#d55e00"],
      ["daily cap", 330, "#d55e00"],
      ["opted out", 330, "#d55e00"],
    ]);
    for (const { datum, x, x2 } of bars) {
      expect([Math.min(x, x2), Math.max(x, x2)]).toEqual([
        along("x", 0),
        expect.closeTo(along("x", datum["count"]), 6),
      ]);
    }
    expect(of(items, "text").map(({ text }) => text)).toEqual(["1,204", "2,310", "1,840", "330", "330"]);
  });

  it("says every count in words", () => {
    expect(ledgerSpec({ sent: 1, nothing: 2, blocks: { "quiet-hours": 4 } }).description).toBe(
      "T: message sent 1; nothing sent 2; ruled out by quiet hours 4.",
    );
  });
});

describe("personaChart", () => {
  it("has a bar for each trait, to the right above the others and to the left below, features in one order", async () => {
    const { items, along } = await draw(personaSpec({ personas }), 760);
    const bars = of(items, "rect")
      .slice()
      .sort((a, b) => a.y - b.y);
    expect(bars.map(({ datum, colour }) => [String(datum["row"]).slice(2), datum["effect"], colour])).toEqual([
      ["dormancy days", -1.6, "#0072b2"],
      ["active days", 1.4, "#d55e00"],
      ["mean clicks", 0, "#d55e00"],
      ["active days", -0.3, "#0072b2"],
      ["mean clicks", 0.1, "#d55e00"],
    ]);
    for (const { datum, x, x2 } of bars) {
      const ends = [along("x", 0), along("x", datum["effect"])].sort((a, b) => a - b);
      expect([Math.min(x, x2), Math.max(x, x2)]).toEqual(ends.map((end) => expect.closeTo(end, 6)));
    }
    const numbers = of(items, "text", ({ effect: value }) => typeof value === "number");
    expect(numbers.map(({ text }) => text).sort()).toEqual(["+0.0", "+0.1", "+1.4", "−0.3", "−1.6"]);
    for (const { text, left, right, datum } of numbers) {
      const end = along("x", datum["effect"]);
      const plot = Math.min(...bars.map((bar) => bar.left - Math.min(bar.x, bar.x2)));
      if (text.startsWith("+")) expect(left - plot).toBeGreaterThan(end);
      else expect(right - plot).toBeLessThan(end);
    }
  });

  it("writes each name above the bars of its persona", async () => {
    const { items } = await draw(personaSpec({ personas }), 760);
    const headings = of(items, "text", ({ heading }) => typeof heading === "string");
    expect(headings.map(({ text }) => text)).toEqual(["High active days, low dormancy days (120)", "Typical (200)"]);
    const bars = of(items, "rect");
    const first = bars.filter(({ datum }) => String(datum["row"]).startsWith("0"));
    const second = bars.filter(({ datum }) => String(datum["row"]).startsWith("1"));
    expect(headings[0]?.y).toBeLessThan(Math.min(...first.map(({ y }) => y)));
    expect(headings[1]?.y).toBeGreaterThan(Math.max(...first.map(({ y }) => y)));
    expect(headings[1]?.y).toBeLessThan(Math.min(...second.map(({ y }) => y)));
  });

  it("keeps personas of one name apart", async () => {
    const twins = [personas[1], personas[1]].flatMap((persona) => (persona === undefined ? [] : [persona]));
    const { items } = await draw(personaSpec({ personas: twins }), 760);
    expect(new Set(of(items, "rect").map(({ y }) => y)).size).toBe(4);
  });

  it("says of each persona the two traits that its profile begins with", () => {
    expect(personaSpec({ personas }).description).toBe(
      "T: High active days, low dormancy days (120): dormancy days -1.6, active days 1.4; Typical (200): active days -0.3, mean clicks 0.1.",
    );
  });
});

describe("show", () => {
  const spec = ledgerSpec(ledger);

  it("draws itself in a notebook, with the description for those who cannot see it", () => {
    const shown = charts.show(spec);
    const display: unknown = Reflect.get(shown, Symbol.for("Jupyter.display"));
    expect(typeof display === "function" ? display() : null).toEqual({
      "application/vnd.vegalite.v5+json": spec,
      "text/plain": spec.description,
    });
  });

  it("is plain data elsewhere", () => {
    const shown = charts.show(spec);
    expect(JSON.parse(JSON.stringify(shown))).toEqual({ spec });
    expect(Object.isFrozen(shown)).toBe(true);
  });
});

describe("what charts share", () => {
  it("breaks titles between words, into lines that fit on a phone", () => {
    expect(titleLines("Short")).toEqual(["Short"]);
    expect(titleLines("")).toEqual([""]);
    expect(titleLines("Exactly thirty-six letters make one l")).toEqual(["Exactly thirty-six letters make one", "l"]);
    expect(titleLines("Exactly thirty-six letters make a li")).toEqual(["Exactly thirty-six letters make a li"]);
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 20 }), (words) => {
        const lines = titleLines(words.join(" "));
        expect(lines.join(" ")).toBe(words.join(" "));
        expect(lines.every((line) => line.length <= 36)).toBe(true);
        for (const [place, line] of lines.entries())
          if (place > 0) expect(`${lines[place - 1]} ${line.split(" ")[0]}`.length).toBeGreaterThan(36);
      }),
    );
  });

  it("colours that can be told from white: three to one for marks, by WCAG 2.1, criterion 1.4.11", () => {
    for (const colour of ["#0072b2", "#d55e00", "#57606a"]) expect(contrast(colour, "#ffffff")).toBeGreaterThan(3);
    expect(PALETTE.slice(0, 2)).toEqual(["#0072b2", "#d55e00"]);
    expect(new Set(PALETTE).size).toBe(8);
  });
});
