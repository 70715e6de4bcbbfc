import { describe, expect, it } from "vitest";
import { type ChartSpec, personaChoiceChart, personaStabilityChart } from "../../src/charts/index.ts";
import { choosePersonaCount, fitPersonas, personaStability } from "../../src/segment/index.ts";
import { tableOf } from "../segment/points.ts";
import { ruspini } from "../segment/ruspini.ts";
import { draw } from "../support/drawing.ts";
import { deepFreeze, issuesOf, rightOf } from "../support/property.ts";

const table = tableOf(ruspini);
const choice = rightOf(choosePersonaCount({ restarts: 2, references: 4, resamples: 4 })(table));
const model = rightOf(fitPersonas({ k: 4, restarts: 5 })(table));
const stability = rightOf(personaStability({ model, resamples: 5, restarts: 2 })(table));

const choiceSpec = (given: Parameters<ReturnType<typeof personaChoiceChart>>[0]): ChartSpec =>
  rightOf(personaChoiceChart({ title: "Four groups, by most criteria" })(deepFreeze(given)));
const stabilitySpec = (given: Parameters<ReturnType<typeof personaStabilityChart>>[0]): ChartSpec =>
  rightOf(personaStabilityChart({ title: "All four are found again" })(deepFreeze(given)));

const weak = {
  agreement: 0.64,
  personas: [
    { persona: "persona-1", jaccard: 1, verdict: "doubtful" },
    { persona: "persona-2", jaccard: 0.7499, verdict: "not-stable" },
    { persona: "persona-2", jaccard: 0.75, verdict: "doubtful" },
  ],
};
const some = {
  recommended: 3,
  counts: [
    { k: 2, silhouette: 0.4, gap: null, bic: -12345.6, stability: null, smallestShare: 0.404, votes: ["silhouette"] },
    { k: 3, silhouette: 0.39, gap: null, bic: -5750.4, stability: null, smallestShare: 0.02, votes: ["bic"] },
  ],
};

describe.each<readonly [string, () => ChartSpec]>([
  ["personaChoiceChart of a choice", () => choiceSpec(choice)],
  ["personaChoiceChart of two criteria", () => choiceSpec(some)],
  ["personaChoiceChart of none", () => choiceSpec({ recommended: null, counts: [] })],
  ["personaStabilityChart of a model", () => stabilitySpec(stability)],
  ["personaStabilityChart of weak personas", () => stabilitySpec(weak)],
  ["personaStabilityChart of none", () => stabilitySpec({ agreement: 1, personas: [] })],
])("%s", (_, specOf) => {
  it("is plain data with a description", () => {
    const spec = specOf();
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(spec).toMatchObject({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", width: "container" });
    expect(spec.description).toMatch(/^\S.*\.$/);
  });

  it.each([358, 760])("is drawn %d pixels wide without a warning, with every word inside", async (width) => {
    const { svg, warnings, texts } = await draw(specOf(), width);
    expect(warnings).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|null/);
    const outside = texts.filter(({ left, right }) => left < -1 || right > width + 1);
    expect(outside.map(({ text, left, right }) => `${text}: ${left} to ${right}`)).toEqual([]);
    expect(texts.filter(({ text }) => text.includes("…")).map(({ text }) => text)).toEqual([]);
  });
});

describe("personaChoiceChart", () => {
  it("shows each value under its number, votes in bold orange, and the number recommended tinted", async () => {
    const { texts, items } = await draw(choiceSpec(some), 760);
    const shown = texts.map(({ text }) => text);
    for (const value of ["0.40", "0.39", "-12346", "-5750", "40 %", "2 %", "silhouette", "BIC", "smallest"])
      expect(shown).toContain(value);
    expect(shown).not.toContain("gap");
    const cells = items.filter(({ mark }) => mark === "text");
    const voted = cells.filter(({ datum }) => datum["voted"] === true).map(({ datum }) => datum["text"]);
    expect(voted).toEqual(["0.40", "-5750"]);
    const tinted = items.filter(({ mark }) => mark === "rect").map(({ datum }) => datum["k"]);
    expect(tinted).toEqual([3, 3, 3]);
    expect(choiceSpec(some).description).toBe(
      "Four groups, by most criteria: 3 personas recommended. silhouette: 2 0.40, 3 0.39; BIC: 2 -12346, 3 -5750; smallest: 2 40 %, 3 2 %.",
    );
    expect(choiceSpec({ ...some, recommended: null }).description).toContain("no number recommended");
  });
});

describe("personaStabilityChart", () => {
  it("draws a bar for each persona, orange under .75, with its number and the word given", async () => {
    const { texts, items } = await draw(stabilitySpec(weak), 760);
    const bars = items.filter(({ mark }) => mark === "rect" || mark === "bar");
    expect(bars.map(({ colour }) => colour)).toEqual(["#0072b2", "#d55e00", "#0072b2"]);
    const shown = texts.map(({ text }) => text);
    expect(shown).toEqual(expect.arrayContaining(["1.00 doubtful", "0.75 not stable", "0.75 doubtful"]));
    expect(shown.filter((text) => text === "persona-2")).toHaveLength(2);
    expect(stabilitySpec(weak).description).toBe(
      "All four are found again: refits agree by 0.64; persona-1 1.00, doubtful; persona-2 0.75, not stable; persona-2 0.75, doubtful.",
    );
  });
});

describe("what cannot be drawn", () => {
  it("is refused by name", () => {
    const choiceOf = (value: object) => issuesOf(personaChoiceChart({ title: "T" })({ ...some, ...value }));
    expect(choiceOf({ recommended: 0 })).toStrictEqual(["out-of-range at recommended"]);
    expect(choiceOf({ counts: [{ ...some.counts[0], smallestShare: 1.1, k: 0 }] })).toStrictEqual([
      "out-of-range at counts.0.k",
      "out-of-range at counts.0.smallestShare",
    ]);
    const stabilityOf = (value: object) => issuesOf(personaStabilityChart({ title: "T" })({ ...weak, ...value }));
    expect(stabilityOf({ agreement: 1.1 })).toStrictEqual(["out-of-range at agreement"]);
    expect(stabilityOf({ personas: [{ persona: "", jaccard: -0.1, verdict: "x" }] })).toStrictEqual([
      "empty at personas.0.persona",
      "out-of-range at personas.0.jaccard",
    ]);
    expect(issuesOf(personaStabilityChart({ title: "" })(weak))).toStrictEqual(["empty at title"]);
    expect(issuesOf(personaChoiceChart({ title: "" })(some))).toStrictEqual(["empty at title"]);
  });
});
