import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitPersonas } from "../../src/segment/index.ts";
import { namesOf, reasonsOf } from "../../src/segment/naming.ts";
import type { PersonaTrait } from "../../src/segment/personaModel.ts";
import { hedgesG } from "../../src/segment/profile.ts";
import { rightOf } from "../support/property.ts";
import { clouds, column, fineRows, tableOf } from "./points.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const squares = (values: readonly number[]): number => sum(values.map((value) => (value - mean(values)) ** 2));

describe("Hedges' g", () => {
  it("is the difference over the pooled standard deviation, corrected for small samples", () => {
    // 1, 2, 3 against 4, 6, 8: means 2 and 6; squares 2 + 8 over 4 degrees of freedom; correction 1 - 3 / 15.
    expect(hedgesG(2 - 6, 2 + 8, 3, 3, 1)).toBeCloseTo((-4 / Math.sqrt(2.5)) * 0.8, 14);
  });

  it("is in overall standard deviations where nothing varies within, or one row stands against one", () => {
    expect(hedgesG(6, 0, 3, 4, 2)).toBe(3);
    expect(hedgesG(6, 5, 1, 1, 2)).toBe(3);
    expect(hedgesG(6, 2, 1, 2, 2)).toBe(0); // one degree of freedom: the correction takes all
  });
});

describe("the profile of a persona", () => {
  it("is the mean of its rows and g of its rows against all others, the largest effect first", () => {
    fc.assert(
      fc.property(fineRows, fc.constantFrom("none", "z-score"), (rows, scale) => {
        const model = rightOf(fitPersonas({ k: 3, start: [0, 1, 2], scale, tolerance: 0 })(tableOf(rows)));
        const places = model.personas.map(({ centre }) =>
          centre.map((value, j) => (model.features[j]?.centre ?? 0) + value * (model.features[j]?.scale ?? 0)),
        );
        const scaled = (j: number): number => model.features[j]?.scale ?? 1;
        const nearest = rows.map((row) => {
          const distances = places.map((place) =>
            sum(place.map((value, j) => (((row[j] ?? 0) - value) / scaled(j)) ** 2)),
          );
          return distances.indexOf(Math.min(...distances));
        });
        model.personas.forEach(({ profile }, p) => {
          const effects = profile.map(({ effect }) => Math.abs(effect));
          expect(effects).toStrictEqual([...effects].sort((a, b) => b - a));
          expect(profile).toHaveLength(model.features.length);
          for (const trait of profile) {
            const values = column(rows, trait.feature.charCodeAt(0) - 97);
            const mine = values.filter((_, i) => nearest[i] === p);
            const others = values.filter((_, i) => nearest[i] !== p);
            const difference = mean(mine) - mean(others);
            const df = values.length - 2;
            const pooled = Math.sqrt((squares(mine) + squares(others)) / df);
            expect(trait.mean).toBeCloseTo(mean(mine), 6);
            expect(trait.effect).toBeCloseTo((difference / pooled) * (1 - 3 / (4 * df - 1)), 6);
          }
        });
      }),
    );
  });

  it("stays finite where no group varies within", () => {
    const rows = [
      [0, 5],
      [0, 5],
      [9, 5],
      [9, 6],
    ].map(([a = 0]) => [a]);
    const model = rightOf(fitPersonas({ k: 2 })(tableOf(rows)));
    // Half the rows at 0, half at 9: the difference of 9 is two overall deviations of 4.5.
    expect(model.personas.map(({ profile }) => profile[0]?.effect)).toStrictEqual([-2, 2]);
  });
});

const traits = (...effects: readonly (readonly [string, number])[]): readonly PersonaTrait[] =>
  effects.map(([feature, effect]) => ({ feature, mean: 10 + effect, effect }));

describe("names", () => {
  it("say the two features that stand out most, as people write them", () => {
    expect(namesOf([traits(["activeDays", 1.2], ["dormantDays", -0.8], ["clicks", 0.5])])).toStrictEqual([
      "High active days, low dormant days",
    ]);
    expect(namesOf([traits(["log1pClicks", -0.3])])).toStrictEqual(["Low clicks"]);
    expect(namesOf([traits(["log1p", 2], ["share_of-video", -2])])).toStrictEqual(["High log1p, low share of video"]);
    expect(namesOf([traits(["ClicksPerDay2B", 2])])).toStrictEqual(["High clicks per day2 b"]);
    expect(namesOf([traits(["Übungstage", 2])])).toStrictEqual(["High übungstage"]);
  });

  it("leave out what does not stand out by a fifth of a standard deviation", () => {
    expect(namesOf([traits(["a", 0.2], ["b", 0.19])])).toStrictEqual(["High a"]);
    expect(namesOf([traits(["a", -0.2], ["b", -0.19])])).toStrictEqual(["Low a"]);
    expect(namesOf([traits(["a", 0.19])])).toStrictEqual(["Typical"]);
  });

  it("take a third feature, then a number, where two do not tell personas apart", () => {
    const same = [
      ["a", 1],
      ["b", -1],
    ] as const;
    expect(namesOf([traits(...same, ["c", 1]), traits(...same, ["c", -1]), traits(["a", -1])])).toStrictEqual([
      "High a, low b, high c",
      "High a, low b, low c",
      "Low a",
    ]);
    expect(namesOf([traits(...same), traits(...same), traits(...same)])).toStrictEqual([
      "High a, low b (1)",
      "High a, low b (2)",
      "High a, low b (3)",
    ]);
    expect(namesOf([traits(), traits()])).toStrictEqual(["Typical (1)", "Typical (2)"]);
  });

  it("are never the same for two personas", () => {
    fc.assert(
      fc.property(fineRows, fc.integer({ min: 2, max: 5 }), (rows, k) => {
        const names = rightOf(fitPersonas({ k, restarts: 1 })(tableOf(rows))).personas.map(({ name }) => name);
        expect(new Set(names).size).toBe(k);
      }),
    );
  });

  it("of three clouds are those of the data", () => {
    const model = rightOf(fitPersonas({ k: 3 })(tableOf(clouds)));
    expect(model.personas.map(({ name }) => name)).toStrictEqual(["Low a, low b", "Low b, high a", "High b, high a"]);
  });
});

describe("reasons of a name", () => {
  it("are its features with mean and size of effect, the direction in the code", () => {
    expect(reasonsOf(traits(["a", 1.5], ["b", -0.2], ["c", 0.2]))).toStrictEqual([
      { code: "high-feature", values: { feature: "a", mean: 11.5, effect: 1.5 } },
      { code: "low-feature", values: { feature: "b", mean: 9.8, effect: 0.2 } },
    ]);
  });

  it("say so where nothing stands out", () => {
    expect(reasonsOf(traits(["a", 0.19], ["b", -0.1]))).toStrictEqual([
      { code: "typical", values: { threshold: 0.2 } },
    ]);
  });
});
