import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tableFromColumns } from "../../../src/core/vocabulary/index.ts";
import { fitPersonas, type PersonaProfiles, profilePersonas } from "../../../src/segment/index.ts";
import { benjaminiHochberg } from "../../../src/segment/profile/benjaminiHochberg.ts";
import { midRanks } from "../../../src/segment/profile/midRanks.ts";
import { welchPValue } from "../../../src/segment/profile/welch.ts";
import { untyped } from "../../records/activity/arbitraries.ts";
import { deepFreeze, hostileValues, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { clouds, coarseRows, column, fineRows, tableOf } from "../points.ts";
import { storedModel } from "../storedModel.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const squares = (values: readonly number[]): number => sum(values.map((value) => (value - mean(values)) ** 2));

describe("p-values adjusted by Benjamini and Hochberg", () => {
  it("are those of R's p.adjust", () => {
    // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "BH") is 0.05 throughout; the second is p.adjust(c(0.005, 0.9, 0.02, 0.02), "BH")
    expect(benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05])).toStrictEqual(
      [1, 2, 3, 4, 5].map(() => expect.closeTo(0.05, 15)),
    );
    expect(benjaminiHochberg([0.005, 0.9, 0.02, 0.02])).toStrictEqual([
      expect.closeTo(0.02, 15),
      expect.closeTo(0.9, 15),
      expect.closeTo(0.08 / 3, 15),
      expect.closeTo(0.08 / 3, 15),
    ]);
    expect(benjaminiHochberg([])).toStrictEqual([]);
    expect(benjaminiHochberg([0.7, 0.9])).toStrictEqual([0.9, 0.9]);
  });

  it("reject what the step-up procedure rejects", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(0.05, 0.2, 0.5),
        (pValues, rate) => {
          const sorted = [...pValues].sort((a, b) => a - b);
          let last = -1;
          sorted.forEach((p, at) => {
            if (p * pValues.length <= rate * (at + 1)) last = at;
          });
          const limit = sorted[last] ?? -1;
          const near = pValues.some((p, i) => Math.abs((benjaminiHochberg(pValues)[i] ?? 0) - rate) < 1e-12 && p > 0);
          if (near) return; // a tie with the rate may round either way
          benjaminiHochberg(pValues).forEach((adjusted, i) => {
            expect(adjusted <= rate).toBe((pValues[i] ?? 1) <= limit);
            expect(adjusted).toBeGreaterThanOrEqual(pValues[i] ?? 1);
            expect(adjusted).toBeLessThanOrEqual(1);
          });
        },
      ),
    );
  });
});

describe("mid-ranks", () => {
  it("count those below and half of those equal", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 12 }), (values) => {
        const expected = values.map(
          (value) => values.filter((v) => v < value).length + (values.filter((v) => v === value).length + 1) / 2,
        );
        expect([...midRanks(Float64Array.from(values))]).toStrictEqual(expected);
      }),
    );
  });
});

describe("Welch's test", () => {
  it("is that of R's t.test", () => {
    // t.test(c(1, 2, 3, 4), c(2, 4, 6, 9, 11)): t = -2.2234, df = 5.1818; scipy 1.x gives the same p
    const moments = (values: readonly number[]) => ({
      count: values.length,
      mean: mean(values),
      squares: squares(values),
    });
    const [first, second] = [moments([1, 2, 3, 4]), moments([2, 4, 6, 9, 11])];
    expect(welchPValue(first, second)).toBeCloseTo(WELCH, 10);
    expect(welchPValue(second, first)).toBeCloseTo(WELCH, 10);
    expect(welchPValue(first, first)).toBeCloseTo(1, 12);
  });

  it("has no p-value for one row on a side, nor where nothing varies", () => {
    const side = { count: 3, mean: 1, squares: 2 };
    expect(welchPValue({ ...side, count: 1 }, side)).toBeNull();
    expect(welchPValue(side, { ...side, count: 1 })).toBeNull();
    expect(welchPValue({ ...side, squares: 0 }, { ...side, squares: 0 })).toBeNull();
    expect(welchPValue({ ...side, squares: 0, count: 2 }, { ...side, count: 2 })).not.toBeNull();
  });
});

const WELCH = 0.07491274505659241;

const model = rightOf(fitPersonas({ k: 3 })(tableOf(clouds)));
const profiles = (options: object = {}, rows = clouds): PersonaProfiles =>
  rightOf(profilePersonas(deepFreeze({ model, ...options }))(deepFreeze(tableOf(rows))));

describe("profilePersonas", () => {
  it("compares each persona with all others in every column, by slow count", () => {
    fc.assert(
      fc.property(fineRows, coarseRows, (rows, extra) => {
        const table = rows.map((row, i) => [...row, (extra[i % extra.length]?.[0] ?? 0) + (i % 3)]);
        const features = (rows[0] ?? []).map((_, j) => String.fromCharCode(97 + j));
        const last = String.fromCharCode(97 + features.length);
        const fitted = rightOf(fitPersonas({ k: 2, restarts: 2, features })(tableOf(table)));
        const found = rightOf(profilePersonas({ model: fitted, columns: [...features, last] })(tableOf(table)));
        const nearest = rows.map((row) => {
          const to = fitted.personas.map(({ centre }) =>
            sum(
              centre
                .map((at, j) => {
                  const { centre: middle = 0, scale = 1 } =
                    fitted.features.find(({ name }) => name === features[j]) ?? {};
                  return ((row[j] ?? 0) - middle) / scale - at;
                })
                .map((difference) => difference ** 2),
            ),
          );
          return to.indexOf(Math.min(...to));
        });
        fc.pre(fitted.features.length === features.length);
        expect(found.n).toBe(rows.length);
        const pValues: number[] = [];
        found.personas.forEach((persona, p) => {
          expect(persona.persona).toBe(fitted.personas[p]?.id);
          expect(persona.size).toBe(nearest.filter((label) => label === p).length);
          const effects = persona.differences.map(({ effect }) => Math.abs(effect));
          expect(effects).toStrictEqual([...effects].sort((a, b) => b - a));
          for (const difference of persona.differences) {
            const values = column(table, difference.column.charCodeAt(0) - 97);
            const mine = values.filter((_, i) => nearest[i] === p);
            const others = values.filter((_, i) => nearest[i] !== p);
            const df = values.length - 2;
            const pooled = Math.sqrt((squares(mine) + squares(others)) / df);
            expect(difference.mean).toBeCloseTo(mean(mine), 6);
            expect(difference.othersMean).toBeCloseTo(mean(others), 6);
            if (pooled > 0)
              expect(difference.effect).toBeCloseTo(((mean(mine) - mean(others)) / pooled) * (1 - 3 / (4 * df - 1)), 6);
            const wins = sum(mine.flatMap((a) => others.map((b) => (a > b ? 1 : a === b ? 0.5 : 0))));
            expect(difference.commonLanguage).toBeCloseTo(wins / (mine.length * others.length), 12);
            expect(difference.madePersonas).toBe(difference.column !== last);
            if (difference.pValue !== null) pValues.push(difference.pValue);
            expect(difference.adjustedPValue === null).toBe(difference.pValue === null);
            expect(difference.standsOut).toBe(
              Math.abs(difference.effect) >= 0.2 &&
                difference.adjustedPValue !== null &&
                difference.adjustedPValue <= 0.05,
            );
          }
        });
        expect(found.compared).toBe(pValues.length);
        const adjusted = benjaminiHochberg(pValues);
        const given = found.personas.flatMap(({ differences }) => differences).filter(({ pValue }) => pValue !== null);
        expect(given.map(({ adjustedPValue }) => adjustedPValue)).toStrictEqual(
          adjusted.map((value) => expect.closeTo(value, 12)),
        );
      }),
    );
  });

  it("gives as reasons what stands out, and warns that a test of what made the personas is circular", () => {
    const found = profiles();
    expect(found.warnings).toStrictEqual([{ code: "circular-test", values: { columns: 2, of: 2 } }]);
    expect(found.compared).toBe(6);
    const [first] = found.personas;
    const [a] = first?.differences ?? [];
    expect(first?.reasons[0]).toStrictEqual({
      code: "low-feature",
      values: { feature: "a", mean: a?.mean, effect: -(a?.effect ?? 0) },
    });
    const strict = profiles({ falseDiscoveryRate: 1e-12 });
    expect(strict.personas.map(({ reasons }) => reasons)).toStrictEqual(
      [1, 2, 3].map(() => [{ code: "typical", values: { threshold: 0.2 } }]),
    );
  });

  it("compares in columns that made no persona, without that warning", () => {
    const table = rightOf(
      tableFromColumns({ columns: { score: { role: "ignored" } } })({
        a: column(clouds, 0),
        b: column(clouds, 1),
        score: [50, 52, 49, 53, 51, 70, 72, 69, 71, 50, 51, 52],
        one: clouds.map(() => 1),
      }),
    );
    const found = rightOf(profilePersonas({ model, columns: ["score", "one"] })(table));
    expect(found.warnings).toStrictEqual([{ code: "constant-column", values: { column: "one" } }]);
    expect(
      found.personas.map(({ differences }) => differences.map(({ column, madePersonas }) => [column, madePersonas])),
    ).toStrictEqual([1, 2, 3].map(() => [["score", false]]));
    expect(found.personas[1]?.reasons.map(({ code }) => code)).toStrictEqual(["high-feature"]);
    expect(found.personas[1]?.differences[0]?.commonLanguage).toBe(1);
    const mixed = rightOf(profilePersonas({ model, columns: ["score", "a"] })(table));
    expect(mixed.warnings).toStrictEqual([{ code: "circular-test", values: { columns: 1, of: 2 } }]);
  });

  it("has no p-value where a persona has one row, and says who has none", () => {
    const found = profiles({}, [...clouds.slice(0, 9), ...clouds.slice(9, 10)]);
    expect(found.personas[2]?.size).toBe(1);
    expect(
      found.personas[2]?.differences.map(({ pValue, adjustedPValue, standsOut }) => [
        pValue,
        adjustedPValue,
        standsOut,
      ]),
    ).toStrictEqual([
      [null, null, false],
      [null, null, false],
    ]);
    expect(found.compared).toBe(4);
    const empty = profiles({}, clouds.slice(0, 9));
    expect(empty.personas[2]).toStrictEqual({
      persona: "persona-3",
      size: 0,
      differences: [],
      reasons: [{ code: "typical", values: { threshold: 0.2 } }],
    });
    expect(empty.warnings[1]).toStrictEqual({ code: "empty-persona", values: { persona: "persona-3" } });
    const all = profiles({}, clouds.slice(0, 5));
    expect(all.personas[0]?.differences).toStrictEqual([]);
    expect(all.personas[0]?.size).toBe(5);
  });

  it("refuses what does not fit, under its own name", () => {
    const issues = (options: object): readonly string[] =>
      issuesOf(profilePersonas(untyped({ model: storedModel, ...options }))(tableOf(clouds)));
    expect(issues({ model: 1 })).toStrictEqual(["wrong-type at model"]);
    expect(issues({ columns: [] })).toStrictEqual(["empty at columns"]);
    expect(issues({ columns: ["a", "a"] })).toStrictEqual(["duplicate at columns.1"]);
    expect(issues({ columns: ["z"] })).toStrictEqual(["unknown-value at columns.0"]);
    expect(issues({ columns: [1] })).toStrictEqual(["wrong-type at columns.0"]);
    expect(issues({ falseDiscoveryRate: 0 })).toStrictEqual(["out-of-range at falseDiscoveryRate"]);
    expect(issues({ falseDiscoveryRate: 1 })).toStrictEqual(["out-of-range at falseDiscoveryRate"]);
    expect(issues({ rate: 0.1 })).toStrictEqual(["unknown-key at rate"]);
    expect(issuesOf(profilePersonas({ model: storedModel })(untyped(7)))).toStrictEqual(["wrong-type at table"]);
    expect(leftOf(profilePersonas({ model: storedModel })(untyped(7))).in).toBe("segment.profilePersonas");
    expect(leftOf(profilePersonas(untyped({}))(tableOf(clouds))).in).toBe("segment.profilePersonas");
    for (const value of hostileValues()) expect(profilePersonas(untyped(value))(tableOf(clouds))._tag).toBe("Left");
  });
});
