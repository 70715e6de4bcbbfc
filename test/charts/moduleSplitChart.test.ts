import { describe, expect, it } from "vitest";
import { type ModuleSplitChartOptions, moduleSplitChart } from "../../src/charts/index.ts";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import { type CourseSplit, splitCourse } from "../../src/spacing/index.ts";

const atoms = [2, 2.5, 1, 3, 6, 1].map((minutes, place) => ({
  id: `a${place}`,
  minutes,
  boundary: place === 1 ? 0.6 : 1,
  load: place,
}));
const split: CourseSplit = orThrow(splitCourse({ course: "c" })(atoms));

type Layer = {
  readonly data: { readonly values: readonly Readonly<Record<string, unknown>>[] };
  readonly encoding: { readonly y: { readonly scale: { readonly domain: readonly number[] } } };
};
const layersOf = (given: CourseSplit, options: Partial<ModuleSplitChartOptions> = {}): readonly Layer[] => {
  const spec: object = orThrow(moduleSplitChart({ title: "T", ...options })(given));
  return (spec as { layer: readonly Layer[] }).layer; // as the chart is made
};

describe("moduleSplitChart", () => {
  it("draws each module over its minutes of the course, one after the other", () => {
    const [bars] = layersOf(split);
    expect(bars?.data.values).toEqual([
      { module: "c-1", minutes: 4.5, load: 1, boundary: 0.6, from: 0, to: 4.5, weakness: 0.4 },
      { module: "c-2", minutes: 4, load: 5, boundary: 1, from: 4.5, to: 8.5, weakness: 0 },
      { module: "c-3", minutes: 7, load: 9, boundary: 1, from: 8.5, to: 15.5, weakness: 0 },
    ]);
  });

  it("marks the bounds, the target, and cuts at weak boundaries only", () => {
    const [, bounds, target, cuts] = layersOf(split);
    expect(bounds?.data.values).toEqual([{ minutes: 3 }, { minutes: 5 }]);
    expect(target?.data.values).toEqual([{ minutes: 4 }]);
    expect(cuts?.data.values.map(({ module, to, weakness }) => [module, to, weakness])).toEqual([["c-1", 4.5, 0.4]]);
    const [, others, other] = layersOf(split, { targetMinutes: 6, minimumMinutes: 2, maximumMinutes: 9 });
    expect([others?.data.values, other?.data.values]).toEqual([[{ minutes: 2 }, { minutes: 9 }], [{ minutes: 6 }]]);
  });

  it("has no dots, and no legend for them, where every cut is at a good place", () => {
    expect(layersOf(split)).toHaveLength(4);
    expect(layersOf({ ...split, modules: split.modules.slice(1) })).toHaveLength(3);
  });

  it("is as high as the longest module or the maximum", () => {
    expect(layersOf(split)[0]?.encoding.y.scale.domain).toEqual([0, 7]);
    expect(layersOf(split, { maximumMinutes: 9 })[0]?.encoding.y.scale.domain).toEqual([0, 9]);
  });

  it("says in words how many modules there are, how long, and what is not as it should be", () => {
    const said = (given: CourseSplit, options: Partial<ModuleSplitChartOptions> = {}): string =>
      orThrow(moduleSplitChart({ title: "T", ...options })(given)).description;
    expect(said(split)).toBe(
      "T: 3 modules in 15.5 minutes, 4 to 7 minutes each; 1 outside of 3 to 5 minutes; 1 cut at a weak boundary.",
    );
    expect(said(split, { minimumMinutes: 4, maximumMinutes: 7 })).toContain("; 0 outside of 4 to 7 minutes;");
    expect(said(split, { minimumMinutes: 4.2, targetMinutes: 4.2 })).toContain("; 2 outside of 4.2 to 5 minutes;");
    expect(said({ ...split, modules: split.modules.slice(1, 2) })).toBe(
      "T: 1 module in 4 minutes, 4 to 4 minutes each; 0 outside of 3 to 5 minutes; 0 cuts at a weak boundary.",
    );
  });

  it("refuses what does not fit, by place", () => {
    const issues = (options: object, given: unknown): readonly string[] => {
      const answer = moduleSplitChart(options as never)(given as never); // on purpose: whatever comes
      if (answer._tag === "Right" || answer.left._tag !== "InvalidInput") throw new Error("not refused");
      expect(answer.left.in).toBe("charts.moduleSplitChart");
      return answer.left.issues.map(({ path, code }) => `${path.join(".")} ${code}`);
    };
    expect(issues({ title: "" }, split)).toEqual(["title empty"]);
    expect(issues({ title: "T", target: 4 }, split)).toEqual(["target unknown-key"]);
    expect(issues({ title: "T", targetMinutes: 0, minimumMinutes: 0 }, split)).toEqual(["targetMinutes out-of-range"]);
    expect(issues({ title: "T", minimumMinutes: 4.1 }, split)).toEqual(["minimumMinutes inconsistent"]);
    expect(issues({ title: "T", maximumMinutes: 3.9 }, split)).toEqual(["maximumMinutes inconsistent"]);
    expect(issues({ title: "T" }, null)[0]).toBe(" wrong-type");
    expect(issues({ title: "T" }, { modules: [] })).toEqual(["modules empty"]);
    const module = { id: "a", minutes: 4, load: 1, reasons: [] };
    const refused = (one: object): readonly string[] => issues({ title: "T" }, { modules: [{ ...module, ...one }] });
    expect(refused({ id: "" })).toEqual(["modules.0.id empty"]);
    expect(refused({ minutes: 0 })).toEqual(["modules.0.minutes out-of-range"]);
    expect(refused({ load: -1 })).toEqual(["modules.0.load out-of-range"]);
    expect(refused({ reasons: null })).toEqual(["modules.0.reasons wrong-type"]);
    expect(refused({ reasons: [{ code: "weak-boundary", values: { boundary: 1.1 } }] })).toEqual([
      "modules.0.reasons.0.values.boundary out-of-range",
    ]);
    expect(refused({ reasons: [{ code: "weak-boundary" }] })).toContain("modules.0.reasons.0.values missing");
  });
});
