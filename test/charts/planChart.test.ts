import { describe, expect, it } from "vitest";
import { planChart } from "../../src/charts/index.ts";
import { deepFreeze, issuesOf, rightOf } from "../support/property.ts";

const kinds = deepFreeze([
  { label: "reviews", workload: { days: [20_150, 20_152], counts: [60, 2], minutes: [12, 0.5] } },
  { label: "renewals", workload: { days: [20_150], counts: [1], minutes: [30] } },
]);
const marks = [{ day: 20_155, label: "audit" }];

interface Layer {
  readonly data: { readonly values: readonly unknown[] };
  readonly mark: { readonly type: string };
  readonly encoding: Readonly<Record<string, unknown>>;
}

describe("planChart", () => {
  it("stacks the minutes of each day by kind, days without any too", () => {
    const spec = rightOf(planChart({ title: "Before the audit", marks })(kinds));
    const [bars, rules, texts] = spec["layer"] as unknown as readonly Layer[];
    expect(bars?.data.values).toHaveLength(12);
    expect(bars?.data.values[0]).toEqual({ label: "reviews", date: "2025-03-03", amount: 12 });
    expect(bars?.data.values[1]).toEqual({ label: "reviews", date: "2025-03-04", amount: 0 });
    expect(bars?.data.values[6]).toEqual({ label: "renewals", date: "2025-03-03", amount: 30 });
    expect(bars?.data.values[11]).toEqual({ label: "renewals", date: "2025-03-08", amount: 0 });
    expect(bars?.encoding).toMatchObject({
      y: { stack: "zero", title: "minutes" },
      color: { legend: { offset: 18 }, scale: { domain: ["reviews", "renewals"] } },
    });
    expect([rules?.mark.type, texts?.mark.type]).toEqual(["rule", "text"]);
    for (const layer of [rules, texts]) expect(layer?.data.values).toEqual([{ date: "2025-03-08", mark: "audit" }]);
    expect(texts?.encoding["text"]).toEqual({ field: "mark" });
    expect(spec.description).toBe(
      "Before the audit: reviews takes 12.5 minutes on 2 of 2 days; renewals takes 30 minutes on 1 of 1 days; audit on 2025-03-08.",
    );
  });

  it("puts the label of a mark where there is room", () => {
    const both = [...marks, { day: 20_151, label: "start" }];
    const layers = rightOf(planChart({ title: "T", marks: both })(kinds))["layer"] as unknown as readonly Layer[];
    expect(layers.slice(2).map(({ mark, data }) => [mark, data.values])).toMatchObject([
      [{ align: "right" }, [{ mark: "audit" }]],
      [{ align: "left" }, [{ mark: "start" }]],
    ]);
  });

  it("lifts a label that would run into another, and no other", () => {
    const lines = (marks: readonly { readonly day: number; readonly label: string }[]) =>
      (rightOf(planChart({ title: "T", marks })(kinds))["layer"] as unknown as readonly Layer[])
        .slice(2)
        .flatMap(({ mark, data }) =>
          data.values.map((one) => [(one as { mark: string }).mark, (mark as { y?: number }).y]),
        );
    // six days on 400 pixels: 67 pixels a day, a label of n letters 6 (n + 1) long
    const short = [
      { day: 20_150, label: "a" },
      { day: 20_151, label: "b" },
      { day: 20_155, label: "c" },
    ];
    expect(lines(short)).toEqual([
      ["c", -3],
      ["a", -3],
      ["b", -3],
    ]);
    const same = [20_155, 20_155, 20_155].map((day, place) => ({ day, label: `audit ${place}` }));
    expect(lines(same)).toEqual([
      ["audit 0", -3],
      ["audit 1", -15],
      ["audit 2", -27],
    ]);
    const [bars] = rightOf(planChart({ title: "T", marks: same })(kinds))["layer"] as unknown as readonly Layer[];
    expect(bars?.encoding).toMatchObject({ color: { legend: { offset: 42 } } }); // above the labels
    // early labels reach to the right, late ones to the left, so that they meet in the middle
    const middle = (early: string) => [
      { day: 20_152, label: early },
      { day: 20_153, label: "late" },
      { day: 20_155, label: "last" },
    ];
    expect(lines(middle("earlier"))).toEqual([
      ["last", -3],
      ["late", -15],
      ["earlier", -3],
    ]);
    // 167 pixels and 36 more are where "late" begins: 233 less 30
    expect(lines(middle("early"))).toEqual([
      ["late", -3],
      ["last", -3],
      ["early", -3],
    ]);
  });

  it("needs neither marks nor a legend for one kind", () => {
    const spec = rightOf(planChart({ title: "T" })(kinds.slice(0, 1)));
    const layers = spec["layer"] as unknown as readonly Layer[];
    expect(layers).toHaveLength(1);
    expect(layers[0]?.encoding).toMatchObject({ color: { legend: null } });
  });

  it("refuses what it cannot draw", () => {
    const issues = (options: object, given: unknown = kinds) =>
      issuesOf(planChart({ title: "T", ...options } as never)(given as never));
    expect(issues({}, [])).toEqual(["empty at "]);
    expect(issues({ title: "" })[0]).toMatch(/ at title$/);
    expect(issues({ marks: [{ day: 1.5, label: "" }] })).toHaveLength(2);
    expect(issues({ marks: Array.from({ length: 13 }, () => marks[0]) })).toEqual(["too-many at marks"]);
    expect(issues({ marks: Array.from({ length: 12 }, () => marks[0]) } as never, [kinds[0], kinds[0]])).toEqual([
      "duplicate at 1.label",
    ]);
    expect(issues({ marks: [{ day: 20_150 + 3660, label: "far" }] })).toEqual(["too-many at "]);
    expect(issues({ colour: "red" })).toEqual(["unknown-key at colour"]);
  });
});
