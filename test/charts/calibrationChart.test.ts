import { describe, expect, it } from "vitest";
import { type Calibrated, calibrationChart } from "../../src/charts/index.ts";
import { orThrow } from "../../src/core/vocabulary/index.ts";

const curve = { predicted: [0.62, 0.9], observed: [0.5, 1], lower: [0.34, 0.8], upper: [0.7, 1], count: [9, 10] };
const one: Calibrated = { label: "FSRS-6", ici: 0.0512, calibration: curve };

interface Layer {
  readonly data?: { readonly values: readonly object[] };
}

const issuesOf = (models: unknown, options: unknown = { title: "T" }) => {
  const answer = calibrationChart(options as { title: string })(models as readonly Calibrated[]); // on purpose: whatever comes
  if (answer._tag === "Right" || answer.left._tag !== "InvalidInput") throw new Error("not refused");
  return answer.left.issues.map(({ path, code }) => [path.join("."), code]);
};

describe("calibrationChart", () => {
  it("draws a point for each group, with its interval, and the diagonal from below the lowest", () => {
    const spec = orThrow(
      calibrationChart({ title: "Taken at its word" })([one, { ...one, label: "FSRS-7", ici: 0.01 }]),
    );
    const { values } = spec["data"] as unknown as { values: readonly object[] };
    expect(values.length).toBe(4);
    expect(values[0]).toEqual({
      label: "FSRS-6: off by 5.1 % on average",
      predicted: 0.62,
      observed: 0.5,
      lower: 0.34,
      upper: 0.7,
      count: 9,
    });
    const [diagonal] = spec["layer"] as unknown as readonly Layer[];
    expect(diagonal?.data?.values).toEqual([
      { predicted: 0.3, observed: 0.3 },
      { predicted: 1, observed: 1 },
    ]);
    expect(spec.description).toBe(
      "Taken at its word: FSRS-6, predictions off by 5.1 % on average (ICI), 19 reviews; FSRS-7, predictions off by 1.0 % on average (ICI), 19 reviews.",
    );
  });

  it("refuses what is no calibration, by name", () => {
    expect(issuesOf([{ ...one, label: "" }])).toEqual([["0.label", "empty"]]);
    expect(issuesOf([{ ...one, ici: 1.1 }])).toEqual([["0.ici", "out-of-range"]]);
    expect(issuesOf([{ ...one, calibration: { ...curve, lower: [0.1] } }])).toEqual([
      ["0.calibration.lower", "inconsistent"],
    ]);
    expect(issuesOf([{ ...one, calibration: { ...curve, count: [0, 1] } }])).toEqual([
      ["0.calibration.count.0", "out-of-range"],
    ]);
    expect(issuesOf([{ ...one, calibration: { ...curve, observed: [0.5, -0.1] } }])).toEqual([
      ["0.calibration.observed.1", "out-of-range"],
    ]);
    const none = { predicted: [], observed: [], lower: [], upper: [], count: [] };
    expect(issuesOf([{ ...one, calibration: none }])).toEqual([["0.calibration.count", "empty"]]);
    expect(issuesOf([one], { title: "T", days: 3 })).toEqual([["days", "unknown-key"]]);
  });
});
