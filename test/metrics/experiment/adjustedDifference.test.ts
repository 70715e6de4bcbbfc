import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { adjustedDifference, differenceInMeans } from "../../../src/metrics/index.ts";

/** Treatment follows ability, and so does the outcome; the treatment itself adds 2. */
const CONFOUNDED = Object.freeze(
  Array.from({ length: 60 }, (_, i) => {
    const ability = i / 10;
    const noise = ((i * 37) % 11) / 11 - 0.5;
    const treated = ability + noise > 3;
    return Object.freeze({
      id: i,
      team: `t${i % 12}`,
      ability,
      treated,
      score: 3 * ability + (treated ? 2 : 0) + 0.3 * noise,
      constant: 1,
    });
  }),
);

const options = { outcome: "score", treatment: "treated", covariates: ["ability"] };

describe("adjustedDifference", () => {
  it("takes out what was there before, where the plain difference does not", () => {
    const plain = orThrow(differenceInMeans({ outcome: "score", treatment: "treated" })(CONFOUNDED));
    const adjusted = orThrow(adjustedDifference(options)(CONFOUNDED));
    expect(plain.estimate ?? 0).toBeGreaterThan(8);
    expect(Math.abs((adjusted.estimate ?? 0) - 2)).toBeLessThan(0.3);
    expect(adjusted.evidence).toBe("association");
    expect(adjusted.diagnostics["degreesOfFreedom"]).toBe(56);
    expect(adjusted.estimand).toContain("adjusted for ability");
  });
  it("averages an effect that differs by the covariate over all rows", () => {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const x = i % 10;
      const treated = i % 4 === 0;
      return { x, treated, y: 1 + x + (treated ? x : 0) };
    });
    const meanX = rows.reduce((sum, row) => sum + row.x, 0) / rows.length;
    const effect = orThrow(adjustedDifference({ outcome: "y", treatment: "treated", covariates: ["x"] })(rows));
    expect(effect.estimate).toBeCloseTo(meanX, 10);
  });
  it("agrees with the plain difference where the covariate is balanced and unrelated", () => {
    const rows = [0, 1, 2, 3].flatMap((x) =>
      [true, false].flatMap((treated) => [1, -1].map((e) => ({ x, treated, y: (treated ? 5 : 1) + e }))),
    );
    const effect = orThrow(adjustedDifference({ outcome: "y", treatment: "treated", covariates: ["x"] })(rows));
    expect(effect.estimate).toBeCloseTo(4, 12);
  });
  it("leaves a constant covariate out with a warning", () => {
    const both = orThrow(adjustedDifference({ ...options, covariates: ["ability", "constant"] })(CONFOUNDED));
    expect(both.estimate).toBeCloseTo(orThrow(adjustedDifference(options)(CONFOUNDED)).estimate ?? 0, 10);
    expect(both.warnings).toEqual([{ code: "constant-covariate", values: { column: "constant" } }]);
  });
  it("uses CR2 where there are clusters", () => {
    const effect = orThrow(adjustedDifference({ ...options, cluster: "team" })(CONFOUNDED));
    expect(effect.standardError?.kind).toBe("CR2");
    expect(effect.n.clusters).toBe(12);
    expect(effect.test?.name).toBe("adjusted cluster-robust t");
  });
  it("names collinear covariates", () => {
    const rows = CONFOUNDED.map((row) => ({ ...row, twice: 2 * row.ability }));
    const result = adjustedDifference({ ...options, covariates: ["ability", "twice"] })(rows);
    expect(result).toMatchObject({
      left: { _tag: "NotIdentified", involved: expect.arrayContaining(["ability", "twice"]) },
    });
  });
  it.each([
    ["no covariates", { covariates: [] }, ["covariates"], "empty"],
    ["a covariate twice", { covariates: ["ability", "ability"] }, ["covariates", 1], "duplicate"],
    ["a covariate that is no column", { covariates: ["abilty"] }, ["covariates"], "unknown-value"],
    ["the outcome as a covariate", { covariates: ["score"] }, ["covariates", 0], "duplicate"],
    ["the outcome as treatment", { treatment: "score" }, ["treatment"], "duplicate"],
    ["the treatment as cluster", { cluster: "treated" }, ["cluster"], "duplicate"],
    ["covariates that are no list", { covariates: "ability" }, ["covariates"], "wrong-type"],
  ])("refuses %s", (_, change, path, code) => {
    // @ts-expect-error hostile options on purpose
    expect(adjustedDifference({ ...options, ...change })(CONFOUNDED)).toMatchObject({
      left: { issues: [{ path, code }] },
    });
  });
});
