import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignPersonas, fitPersonas, parsePersonaModel } from "../../src/segment/index.ts";
import { deepFreeze, hostile, hostileValues, invalidOf, issuesOf, rightOf } from "../support/property.ts";
import { fineRows, tableOf } from "./points.ts";
import { storedModel } from "./storedModel.ts";

const model = storedModel;
const [first, ...others] = model.personas;

describe("parsePersonaModel", () => {
  it("takes what a fit made, through JSON, and assigns alike to the bit", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const fitted = rightOf(fitPersonas({ k: 3, restarts: 1 })(tableOf(rows)));
        const parsed = rightOf(parsePersonaModel(deepFreeze(JSON.parse(JSON.stringify(fitted)))));
        expect(parsed).toStrictEqual(fitted);
        expect(rightOf(assignPersonas(parsed)(tableOf(rows)))).toStrictEqual(
          rightOf(assignPersonas(fitted)(tableOf(rows))),
        );
      }),
    );
    expect(rightOf(parsePersonaModel(model))).toStrictEqual(model);
    const cut = { ...model, fit: { ...model.fit, elapsedDays: 28 } };
    expect(rightOf(parsePersonaModel(cut))).toStrictEqual(cut);
  });

  it.each([
    [{ kind: "k-mean" }, ["unknown-value at kind"]],
    [{ version: 2 }, ["unsupported-version at version"]],
    [{ centres: [] }, ["unknown-key at centres"]],
    [{ features: [] }, ["out-of-range at features", "inconsistent at personas"]],
    [{ features: [{ ...model.features[0], scale: 0 }, model.features[1]] }, ["out-of-range at features.0.scale"]],
    [{ features: [{ ...model.features[0], name: "" }, model.features[1]] }, ["out-of-range at features.0.name"]],
    [{ features: [model.features[0], model.features[0]] }, ["inconsistent at features"]],
    [{ personas: [first] }, ["out-of-range at personas", "inconsistent at personas"]],
    [{ personas: [first, { ...others[0], id: "persona-1" }, others[1]] }, ["inconsistent at personas"]],
    [{ personas: [{ ...first, centre: [1] }, ...others] }, ["inconsistent at personas"]],
    [{ personas: [{ ...first, size: 4 }, ...others] }, ["inconsistent at personas"]],
    [{ personas: [{ ...first, size: 0 }, ...others] }, ["out-of-range at personas.0.size", "inconsistent at personas"]],
    [{ personas: [{ ...first, color: "red" }, ...others] }, ["unknown-key at personas.0.color"]],
    [
      { personas: [{ ...first, profile: [{ feature: "a", mean: 1 }] }, ...others] },
      ["missing at personas.0.profile.0.effect"],
    ],
    [{ inertia: -1 }, ["out-of-range at inertia"]],
    [{ outlierDistance: -1 }, ["out-of-range at outlierDistance"]],
    [{ outlierDistance: undefined }, ["missing at outlierDistance"]],
    [{ fit: { ...model.fit, n: 13 } }, ["inconsistent at personas"]],
    [{ fit: { ...model.fit, n: 1 } }, ["out-of-range at fit.n", "inconsistent at personas"]],
    [{ fit: { ...model.fit, restarts: 0 } }, ["out-of-range at fit.restarts"]],
    [{ fit: { ...model.fit, iterations: 0 } }, ["out-of-range at fit.iterations"]],
    [{ fit: { ...model.fit, scale: "robust" } }, ["unknown-value at fit.scale"]],
    [{ fit: { ...model.fit, start: [-1] } }, ["out-of-range at fit.start.0"]],
    [{ fit: { ...model.fit, converged: "yes" } }, ["wrong-type at fit.converged"]],
    [{ fit: { ...model.fit, warnings: [{ code: "", values: {} }] } }, ["out-of-range at fit.warnings.0.code"]],
  ])("refuses a model with %j", (changes, issues) => {
    expect(issuesOf(parsePersonaModel({ ...model, ...changes }))).toStrictEqual(issues);
  });

  it("names itself, and says what should agree", () => {
    const failure = invalidOf(parsePersonaModel({ ...model, fit: { ...model.fit, n: 13 } }));
    expect(failure.in).toBe("segment.parsePersonaModel");
    expect(failure.issues[0].expected).toBe("sizes that sum to fit.n");
  });

  it("never throws, whatever it is given", () => {
    for (const value of hostileValues()) expect(parsePersonaModel(value)._tag).toBe("Left");
    fc.assert(
      fc.property(hostile, (value) => {
        expect(parsePersonaModel(value)._tag).toBe("Left");
        expect(parsePersonaModel({ ...model, fit: value })._tag).toBe("Left");
      }),
    );
  });
});
