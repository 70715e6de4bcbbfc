import { describe, expect, it } from "vitest";
import { workloadChart } from "../../src/charts/index.ts";
import { deepFreeze, issuesOf, rightOf } from "../support/property.ts";

const before = { days: [20_150, 20_152], counts: [60, 2.5], minutes: [12, 0.5] };
const after = { days: Int32Array.of(20_149, 20_150), counts: Float64Array.of(30, 31), minutes: [6, 6.2] };
const two = deepFreeze([
  { label: "before", workload: before },
  { label: "after", workload: after },
]);

/** The rows that are drawn. */
const rowsOf = (spec: unknown): readonly unknown[] => (spec as { data: { values: readonly unknown[] } }).data.values;

describe("workloadChart", () => {
  it("draws every day between the first and the last of all, empty ones too", () => {
    const spec = rightOf(workloadChart({ title: "Less on Monday" })(two));
    expect(rowsOf(spec)).toEqual([
      { label: "before", date: "2025-03-02", amount: 0 },
      { label: "before", date: "2025-03-03", amount: 60 },
      { label: "before", date: "2025-03-04", amount: 0 },
      { label: "before", date: "2025-03-05", amount: 2.5 },
      { label: "after", date: "2025-03-02", amount: 30 },
      { label: "after", date: "2025-03-03", amount: 31 },
      { label: "after", date: "2025-03-04", amount: 0 },
      { label: "after", date: "2025-03-05", amount: 0 },
    ]);
    expect(spec.description).toBe(
      "Less on Monday: before has most on 2025-03-03, 60 reviews; after has most on 2025-03-03, 31 reviews.",
    );
    expect(spec["encoding"]).toMatchObject({
      y: { title: "reviews" },
      color: { scale: { domain: ["before", "after"] } },
    });
    expect(spec["mark"]).toMatchObject({ type: "area", interpolate: "step" });
  });

  it("draws minutes where they are asked for, and one that is empty beside one that is not", () => {
    const none = { label: "none", workload: { days: [], counts: [], minutes: [] } };
    const spec = rightOf(workloadChart({ title: "T", measure: "minutes" })([...two, none]));
    expect(rowsOf(spec)[1]).toEqual({ label: "before", date: "2025-03-03", amount: 12 });
    expect(rowsOf(spec).length).toBe(12);
    expect(spec.description).toBe(
      "T: before has most on 2025-03-03, 12 minutes; after has most on 2025-03-03, 6.2 minutes; none has nothing to do.",
    );
    expect(spec["encoding"]).toMatchObject({ y: { title: "minutes" } });
  });

  it("refuses what it cannot draw", () => {
    const draw = workloadChart({ title: "T" });
    const one = (workload: object) => issuesOf(draw([{ label: "a", workload: { ...before, ...workload } }]));
    expect(one({ days: [20_152, 20_150] })).toEqual(["unordered at 0.workload.days.1"]);
    expect(one({ counts: [1] })).toEqual(["inconsistent at 0.workload.counts"]);
    expect(one({ counts: [1, -1] })).toEqual(["out-of-range at 0.workload.counts.1"]);
    expect(one({ minutes: [1, Number.NaN] })).toEqual(["not-finite at 0.workload.minutes.1"]);
    expect(one({ days: [20_150, 20_150 + 3660] })).toEqual(["too-many at "]);
    expect(draw([{ label: "a", workload: { ...before, days: [20_150, 20_150 + 3659] } }])._tag).toBe("Right");
    expect(issuesOf(draw([]))).toEqual(["empty at "]);
    expect(issuesOf(draw([...two, ...two]))).toEqual(["duplicate at 2.label", "duplicate at 3.label"]);
    expect(issuesOf(workloadChart({ title: "" })(two))).toEqual(["empty at title"]);
    expect(issuesOf(workloadChart({ title: "T", measure: "hours" as never })(two))).toEqual([
      "unknown-value at measure",
    ]);
  });
});
