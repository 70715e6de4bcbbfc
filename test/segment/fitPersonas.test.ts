import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { run, type Table, tableFromColumns } from "../../src/core/vocabulary/index.ts";
import {
  type AssignKernel,
  assignPersona,
  comparePersonas,
  continuePersonas,
  type FitPersonasOptions,
  fitPersonas,
  fitPersonasSteps,
  type PersonaModel,
  parsePersonaModel,
  personaStability,
  profilePersonas,
} from "../../src/segment/index.ts";
import { untyped } from "../records/activity/arbitraries.ts";
import { deepFreeze, hostile, hostileValues, issuesOf, leftOf, rightOf } from "../support/property.ts";
import { clouds, column, distinctRows, fineRows, type Rows, tableOf } from "./points.ts";

const modelOf = (options: FitPersonasOptions, table: Table): PersonaModel =>
  rightOf(fitPersonas(options)(deepFreeze(table)));

const sizesOf = (model: PersonaModel): readonly number[] => model.personas.map(({ size }) => size);

/** Means in the features' own units. */
const meansOf = (model: PersonaModel): Rows =>
  model.personas.map(({ centre }) =>
    centre.map((value, j) => (model.features[j]?.centre ?? 0) + value * (model.features[j]?.scale ?? 0)),
  );

describe("fitPersonas", () => {
  it("finds three clouds, the largest first, and says all there is to say about them", () => {
    const model = modelOf({ k: 3, seed: 7 }, tableOf(clouds));
    expect(model).toMatchObject({ kind: "k-means", version: 1 });
    expect(model.personas.map(({ id, size }) => [id, size])).toStrictEqual([
      ["persona-1", 5],
      ["persona-2", 4],
      ["persona-3", 3],
    ]);
    expect(meansOf(model)[0]?.[0]).toBeCloseTo(8.8 / 5, 12);
    expect(meansOf(model)[0]?.[1]).toBeCloseTo(54.7 / 5, 12);
    expect(meansOf(model)[1]).toStrictEqual([expect.closeTo(84.5 / 4, 12), expect.closeTo(5 / 4, 12)]);
    expect(model.fit).toStrictEqual({
      n: 12,
      seed: 7,
      restarts: 10,
      restartMode: "full",
      start: "k-means++",
      scale: "z-score",
      iterations: 2,
      converged: true,
      warnings: [],
    });
    const a = column(clouds, 0);
    const mean = a.reduce((sum, value) => sum + value, 0) / 12;
    expect(model.features[0]?.name).toBe("a");
    expect(model.features[0]?.centre).toBeCloseTo(mean, 12);
    expect(model.features[0]?.scale).toBeCloseTo(
      Math.sqrt(a.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 12),
      12,
    );
    expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model);
  });

  it("counts squared distances in scaled units", () => {
    const rows = [
      [0, 0],
      [0, 10],
      [4, 0],
      [4, 10],
    ];
    // Unscaled the second column decides: two pairs, each row 2 from its mean. Scaled, every coordinate is 1 or -1.
    const plain = modelOf({ k: 2, scale: "none", start: [0, 1] }, tableOf(rows));
    expect(plain.inertia).toBe(4 * 4);
    expect(plain.features).toStrictEqual([
      { name: "a", centre: 2, scale: 1 },
      { name: "b", centre: 5, scale: 1 },
    ]);
    const scaled = modelOf({ k: 2, start: [0, 1] }, tableOf(rows));
    expect(scaled.inertia).toBe(4);
    expect(scaled.features).toStrictEqual([
      { name: "a", centre: 2, scale: 2 },
      { name: "b", centre: 5, scale: 5 },
    ]);
  });

  it("orders equal sizes by their centres, coordinate by coordinate", () => {
    const rows = [
      [5, 9],
      [5, 9.1],
      [5, 1],
      [5, 1.1],
      [2, 7],
      [2, 7.1],
    ];
    const model = modelOf({ k: 3, start: [0, 2, 4], scale: "none" }, tableOf(rows));
    expect(meansOf(model).map((mean) => mean.map((value) => Math.round(value)))).toStrictEqual([
      [2, 7],
      [5, 1],
      [5, 9],
    ]);
  });

  it("does not depend on the order of the rows", () => {
    const model = modelOf({ k: 3 }, tableOf(clouds));
    fc.assert(
      fc.property(fc.shuffledSubarray([...clouds], { minLength: clouds.length }), (rows) => {
        const other = modelOf({ k: 3 }, tableOf(rows));
        expect(other.personas.map(({ id, name, size }) => [id, name, size])).toStrictEqual(
          model.personas.map(({ id, name, size }) => [id, name, size]),
        );
        expect(other.inertia).toBeCloseTo(model.inertia, 12);
      }),
    );
  });

  it("does not depend on units: shifted and stretched columns give the same personas", () => {
    fc.assert(
      fc.property(
        fineRows,
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.double({ min: 0.01, max: 1e3, noNaN: true }),
        (rows, shift, stretch) => {
          const options = { k: 3, start: [0, 1, 2] } as const;
          const moved = rows.map((row) => row.map((value) => shift + stretch * value));
          const [model, other] = [modelOf(options, tableOf(rows)), modelOf(options, tableOf(moved))];
          expect(sizesOf(other)).toStrictEqual(sizesOf(model));
          expect(other.inertia / model.inertia).toBeCloseTo(1, 8);
          const plain = { ...options, scale: "none" } as const;
          const [near, far] = [modelOf(plain, tableOf(rows)), modelOf(plain, tableOf(moved))];
          expect(sizesOf(far)).toStrictEqual(sizesOf(near));
          expect(far.inertia / near.inertia / stretch ** 2).toBeCloseTo(1, 8);
        },
      ),
    );
  });

  it("gives the same personas for the same seed, whole or stepwise", () => {
    fc.assert(
      fc.property(fineRows, fc.oneof(fc.integer(), fc.string({ minLength: 1 })), (rows, seed) => {
        const model = modelOf({ k: 3, seed, restarts: 2 }, tableOf(rows));
        expect(modelOf({ k: 3, seed, restarts: 2 }, tableOf(rows))).toStrictEqual(model);
        expect(rightOf(run(fitPersonasSteps({ k: 3, seed, restarts: 2 })(tableOf(rows))))).toStrictEqual(model);
      }),
    );
  });

  it("uses seed 1, ten starts, 300 iterations and a tolerance of 1e-4 unless told otherwise", () => {
    const rows = Array.from({ length: 60 }, (_, i) => [Math.sin(i * 7), Math.cos(i * 3) * 2]);
    const plain = modelOf({ k: 5 }, tableOf(rows));
    const spelled = {
      k: 5,
      seed: 1,
      restarts: 10,
      maxIterations: 300,
      tolerance: 1e-4,
      scale: "z-score",
      start: "k-means++",
    } as const;
    expect(modelOf({ ...spelled, features: ["a", "b"] }, tableOf(rows))).toStrictEqual(plain);
    expect(modelOf({ ...spelled, seed: 2, restarts: 1 }, tableOf(rows))).not.toStrictEqual(plain);
  });

  it("stops earlier for a larger tolerance, relative to the mean variance", () => {
    const rows = Array.from({ length: 200 }, (_, i) => [Math.sin(i * 7) * 100, Math.cos(i * 3) * 200]);
    const start = [0, 1, 2, 3];
    const iterations = (tolerance: number, scale: "none" | "z-score" = "none"): number =>
      modelOf({ k: 4, start, scale, tolerance }, tableOf(rows)).fit.iterations;
    const exact = iterations(0);
    const loose = iterations(0.01);
    expect(loose).toBeLessThan(exact);
    const model = modelOf(
      { k: 4, start, scale: "none", tolerance: 0.01 },
      tableOf(rows.map((row) => row.map((x) => x * 1e6))),
    );
    expect(model.fit.iterations).toBe(loose);
    const scaled = rows.map(([a = 0, b = 0]) => [a / 7, b * 7]);
    expect(iterations(0.01, "z-score")).toBe(modelOf({ k: 4, start, tolerance: 0.01 }, tableOf(scaled)).fit.iterations);
  });

  it("reads features only, or what it is told to", () => {
    const table = rightOf(
      tableFromColumns({ columns: { age: { role: "protected" }, site: { role: "ignored" } } })({
        learner: ["u", "v", "w", "x"],
        age: [20, 30, 40, 60],
        site: [1, 2, 3, 5],
        days: [1, 2, 8, 9],
        active: [true, false, true, true],
      }),
    );
    const names = (options: Partial<FitPersonasOptions>): readonly string[] =>
      modelOf({ k: 2, ...options }, table).features.map(({ name }) => name);
    expect(names({})).toStrictEqual(["days", "active"]);
    expect(names({ features: ["age", "days"] })).toStrictEqual(["age", "days"]);
    expect(names({ features: ["active", "site"] })).toStrictEqual(["active", "site"]);
    expect(modelOf({ k: 2, features: ["active"] }, table).features).toStrictEqual([
      { name: "active", centre: 0.75, scale: Math.sqrt(3) / 4 },
    ]);
  });

  it("leaves out a column with one value everywhere, and says so", () => {
    const rows = clouds.map((row) => [...row, 0.1]);
    const model = modelOf({ k: 3 }, tableOf(rows));
    expect(model.features.map(({ name }) => name)).toStrictEqual(["a", "b"]);
    expect(model.fit.warnings).toStrictEqual([{ code: "constant-column", values: { column: "c" } }]);
    expect({ ...model, fit: { ...model.fit, warnings: [] } }).toStrictEqual(modelOf({ k: 3 }, tableOf(clouds)));
  });

  it("fits columns of very large and very small numbers alike", () => {
    const rows = clouds.map(([a = 0, b = 0]) => [a * 1e98, b * 1e-160]);
    expect(sizesOf(modelOf({ k: 3 }, tableOf(rows)))).toStrictEqual([5, 4, 3]);
  });

  it("warns when it was still moving, and of small personas", () => {
    const rows = [...Array.from({ length: 20 }, (_, i) => [i / 100]), [50]];
    const model = modelOf({ k: 2 }, tableOf(rows));
    const small = (size: number, n: number) => ({
      code: "small-persona",
      values: { persona: "persona-2", size, n, percent: 5 },
    });
    expect(model.fit.warnings).toStrictEqual([small(1, 21)]);
    expect(modelOf({ k: 2 }, tableOf(rows.slice(1))).fit.warnings).toStrictEqual([]);
    const moving = modelOf({ k: 2, start: [0, 1], maxIterations: 1 }, tableOf(rows.slice(1)));
    expect(moving.fit).toMatchObject({ converged: false, iterations: 1 });
    expect(moving.fit.warnings[0]).toStrictEqual({ code: "not-converged", values: { iterations: 1 } });
  });

  it("remembers the day at which the rows were cut, and does not cluster by it", () => {
    const days = (values: readonly number[]) => ({ a: column(clouds, 0), b: column(clouds, 1), elapsedDays: values });
    const table = rightOf(tableFromColumns()(days(clouds.map(() => 28))));
    const model = modelOf({ k: 3 }, table);
    expect(model.features.map(({ name }) => name)).toStrictEqual(["a", "b"]);
    expect(model.fit.elapsedDays).toBe(28);
    const named = modelOf(
      { k: 3, features: ["a", "elapsedDays"] },
      rightOf(tableFromColumns()(days(clouds.map((_, i) => i)))),
    );
    expect(named.features.map(({ name }) => name)).toStrictEqual(["a", "elapsedDays"]);
    expect(named.fit.elapsedDays).toBeUndefined();
    const mixed = rightOf(tableFromColumns()(days(clouds.map((_, i) => (i < 5 ? 28 : 29)))));
    expect(issuesOf(fitPersonas({ k: 3 })(mixed))).toStrictEqual(["inconsistent at 5.elapsedDays"]);
    const missing = rightOf(tableFromColumns()(days(clouds.map(() => Number.NaN))));
    expect(issuesOf(fitPersonas({ k: 3 })(missing))).toStrictEqual(["missing at 0.elapsedDays"]);
  });
});

/** A table of rows with a column `times` of weights. */
const weightedTable = (rows: Rows, times: readonly number[]): Table =>
  rightOf(
    tableFromColumns()({
      ...Object.fromEntries((rows[0] ?? []).map((_, j) => [String.fromCharCode(97 + j), column(rows, j)])),
      times: [...times],
    }),
  );

describe("weights", () => {
  it("count as repeated rows: profiles, names, scales and all", () => {
    fc.assert(
      fc.property(
        fineRows,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 }),
        fc.constantFrom("z-score", "none"),
        (rows, all, scale) => {
          const times = rows.map((_, i) => (i < 3 ? Math.max(1, all[i] ?? 1) : (all[i] ?? 0)));
          const repeated = rows.flatMap((row, i) => Array.from({ length: times[i] ?? 0 }, () => row));
          const starts = [0, 1, 2].map((i) => times.slice(0, i).reduce((sum, count) => sum + count, 0));
          const model = modelOf({ k: 3, start: [0, 1, 2], weight: "times", scale }, weightedTable(rows, times));
          const other = modelOf({ k: 3, start: starts, scale }, tableOf(repeated));
          const near = (a: number, b: number): void =>
            expect(Math.abs(a - b)).toBeLessThan(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
          near(model.inertia, other.inertia);
          near(model.outlierDistance, other.outlierDistance);
          expect(model.fit.iterations).toBe(other.fit.iterations);
          expect(model.personas.map(({ name }) => name)).toStrictEqual(other.personas.map(({ name }) => name));
          model.personas.forEach(({ centre, profile }, p) => {
            centre.forEach((value, j) => {
              near(value, other.personas[p]?.centre[j] ?? Number.NaN);
            });
            profile.forEach(({ feature, mean, effect }) => {
              const theirs = other.personas[p]?.profile.find((trait) => trait.feature === feature);
              near(mean, theirs?.mean ?? Number.NaN);
              near(effect, theirs?.effect ?? Number.NaN);
            });
          });
          model.features.forEach((feature, j) => {
            near(feature.centre, other.features[j]?.centre ?? Number.NaN);
            near(feature.scale, other.features[j]?.scale ?? Number.NaN);
          });
          const rowsThatCount = times.filter((count) => count > 0).length;
          expect(model.fit.n).toBe(rowsThatCount);
          expect(model.personas.reduce((sum, { size }) => sum + size, 0)).toBe(rowsThatCount);
          expect(model.fit.weight).toStrictEqual({ column: "times", total: repeated.length });
          expect(rightOf(parsePersonaModel(JSON.parse(JSON.stringify(model))))).toStrictEqual(model);
          const row = Object.fromEntries((rows[4] ?? []).map((value, j) => [String.fromCharCode(97 + j), value]));
          const [mine, theirs] = [model, other].map((each) => rightOf(assignPersona(each)(row)));
          model.personas.forEach(({ id }) => {
            near(mine?.membership[id] ?? 0, theirs?.membership[id] ?? 1);
          });
        },
      ),
    );
  });

  it("order personas, where they turn sizes round", () => {
    const times = clouds.map((_, i) => (i >= 9 ? 10 : 1));
    const model = modelOf({ k: 3, weight: "times" }, weightedTable(clouds, times));
    expect(sizesOf(model)).toStrictEqual([3, 5, 4]);
    expect(model.features.map(({ name }) => name)).toStrictEqual(["a", "b"]);
  });

  it("decide which personas are small, not the rows", () => {
    const warnings = (times: readonly number[]) =>
      modelOf({ k: 3, weight: "times" }, weightedTable(clouds, times)).fit.warnings;
    // The three rows about the last spot weigh 9 of 189, or 10 of 190.
    const times = clouds.map((_, i) => (i >= 9 ? 3 : 20));
    expect(warnings(times)).toStrictEqual([
      { code: "small-persona", values: { persona: "persona-3", size: 9, n: 189, percent: 5 } },
    ]);
    expect(warnings(times.map((weight, i) => (i === 9 ? 4 : weight)))).toStrictEqual([]);
    // One row of forty, but it stands for half of the learners.
    const rows = [...Array.from({ length: 39 }, (_, i) => [i / 100]), [50]];
    const heavy = rows.map((_, i) => (i === 39 ? 39 : 1));
    expect(modelOf({ k: 2, weight: "times" }, weightedTable(rows, heavy)).fit.warnings).toStrictEqual([]);
    expect(modelOf({ k: 2 }, tableOf(rows)).fit.warnings).toHaveLength(1);
  });

  it("are refused by name by what counts each row once", () => {
    const table = weightedTable(
      clouds,
      clouds.map(() => 2),
    );
    const model = modelOf({ k: 3, weight: "times" }, table);
    const plain = modelOf({ k: 3, features: ["a", "b"] }, table);
    const expecting = (key: string, why: string) => ({
      issues: [{ path: [key, "fit", "weight"], code: "inconsistent", expected: `nothing: ${why}` }],
    });
    const rowsOnce = "learners are counted here by rows, each once";
    expect(leftOf(personaStability({ model })(table))).toMatchObject(
      expecting("model", "resamples of weighted rows are not made"),
    );
    expect(leftOf(profilePersonas({ model })(table))).toMatchObject(
      expecting("model", "profiles here count each row once"),
    );
    for (const apply of [comparePersonas, continuePersonas]) {
      expect(leftOf(apply({ before: model, after: plain })(table))).toMatchObject(expecting("before", rowsOnce));
      expect(leftOf(apply({ before: plain, after: model })(table))).toMatchObject(expecting("after", rowsOnce));
      expect(apply({ before: plain, after: plain })(table)._tag).toBe("Right");
    }
  });

  it("leave out rows that weigh nothing, also as places to start from", () => {
    const times = clouds.map((_, i) => (i === 3 ? 0 : 2));
    const table = weightedTable(clouds, times);
    const model = modelOf({ k: 2, weight: "times", start: [4, 11] }, table);
    expect(model.fit.n).toBe(11);
    expect(model.fit.start).toStrictEqual([4, 11]);
    expect(issuesOf(fitPersonas({ k: 2, weight: "times", start: [3, 11] })(table))).toStrictEqual([
      "out-of-range at start.0",
    ]);
    const few = weightedTable(
      clouds,
      clouds.map((_, i) => (i < 2 ? 1 : 0)),
    );
    expect(leftOf(fitPersonas({ k: 3, weight: "times" })(few))).toMatchObject({ needed: 3, found: 2 });
  });

  it.each([
    [[1, -1], ["out-of-range at 1.times"]],
    [[1, Number.NaN], ["missing at 1.times"]],
    [[1, 1.01e100], ["out-of-range at 1.times"]],
  ])("like %j are refused", (first, issues) => {
    const times = clouds.map((_, i) => first[i] ?? 1);
    expect(issuesOf(fitPersonas({ k: 2, weight: "times" })(weightedTable(clouds, times)))).toStrictEqual(issues);
  });

  it("that are all 0, are no numbers or are not there are refused", () => {
    const zero = weightedTable(
      clouds,
      clouds.map(() => 0),
    );
    expect(issuesOf(fitPersonas({ k: 2, weight: "times" })(zero))).toStrictEqual(["inconsistent at weight"]);
    expect(issuesOf(fitPersonas({ k: 2, weight: "time" })(zero))).toStrictEqual(["unknown-value at weight"]);
    const words = rightOf(tableFromColumns()({ a: [1, 2, 3], times: ["x", "y", "z"] }));
    expect(issuesOf(fitPersonas({ k: 2, weight: "times" })(words))).toContain("wrong-type at weight");
    const large = weightedTable(
      clouds,
      clouds.map(() => 1e100),
    );
    expect(fitPersonas({ k: 2, weight: "times", features: ["a"] })(large)._tag).toBe("Right");
  });
});

describe("starting from a model", () => {
  it("comes back to the same personas at once on the same rows", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const model = modelOf({ k: 3, tolerance: 0 }, tableOf(rows));
        const again = modelOf({ k: 3, start: model }, tableOf(rows));
        expect(again.fit).toMatchObject({ start: "model", restarts: 1, restartMode: "full", iterations: 1 });
        expect(sizesOf(again)).toStrictEqual(sizesOf(model));
        expect(again.inertia / model.inertia).toBeCloseTo(1, 9);
        expect(rightOf(parsePersonaModel(JSON.parse(JSON.stringify(again))))).toStrictEqual(again);
      }),
    );
  });

  it("takes its centres in the features' own units, by name, into rows scaled otherwise", () => {
    const model = modelOf({ k: 3, features: ["b", "a"] }, tableOf(clouds));
    const moved = clouds.map(([a = 0, b = 0]) => [a + 3, b, 7]);
    const options = { k: 3, start: model, maxIterations: 1, scale: "none" } as const;
    const next = modelOf(options, tableOf(moved));
    expect(next.features.map(({ name }) => name)).toStrictEqual(["b", "a"]);
    expect(sizesOf(next)).toStrictEqual([5, 4, 3]);
    expect(meansOf(next)[1]).toStrictEqual([expect.closeTo(5 / 4, 12), expect.closeTo(84.5 / 4 + 3, 12)]);
    const otherOrder = modelOf({ ...options, features: ["a", "b"] }, tableOf(moved));
    expect(otherOrder.features.map(({ name }) => name)).toStrictEqual(["a", "b"]);
    expect(sizesOf(otherOrder)).toStrictEqual([5, 4, 3]);
    expect(otherOrder.inertia).toBeCloseTo(next.inertia, 9);
  });

  it("leaves out a feature that no longer varies", () => {
    const model = modelOf({ k: 3 }, tableOf(clouds));
    const flat = clouds.map(([a = 0]) => [a, 5]);
    const next = modelOf({ k: 3, start: model }, tableOf(flat));
    expect(next.features.map(({ name }) => name)).toStrictEqual(["a"]);
    expect(next.fit.warnings[0]).toStrictEqual({ code: "constant-column", values: { column: "b" } });
    expect(sizesOf(next)).toStrictEqual([5, 4, 3]);
  });

  it("wants as many personas, the same features, one start, and rows within sight", () => {
    const model = modelOf({ k: 3 }, tableOf(clouds));
    const issues = (options: object, table = tableOf(clouds)): readonly string[] =>
      issuesOf(fitPersonas(untyped({ start: model, ...options }))(table));
    expect(issues({ k: 2 })).toStrictEqual(["inconsistent at k"]);
    expect(issues({ k: 3, features: ["a"] })).toStrictEqual(["inconsistent at features"]);
    expect(issues({ k: 3, restarts: 2 })).toStrictEqual(["inconsistent at restarts"]);
    expect(issues({ k: 3, start: { ...model, version: 2 } })).toStrictEqual(["unsupported-version at start.version"]);
    expect(issues({ k: 3 }, tableOf(clouds.map(([a = 0]) => [a])))).toStrictEqual(["unknown-value at features.1"]);
    const [first, ...others] = model.personas;
    const far = { ...model, personas: [{ ...first, centre: [1e139, 0] }, ...others] };
    const fine = tableOf(clouds.map(([a = 0, b = 0]) => [a * 1e-9, b]));
    expect(fitPersonas(untyped({ k: 3, start: far }))(tableOf(clouds))._tag).toBe("Right");
    expect(issues({ k: 3, start: far }, fine)).toStrictEqual(["out-of-range at start"]);
  });
});

describe("restarts", () => {
  const many = (count: number): Table =>
    tableOf(Array.from({ length: count }, (_, i) => [Math.sin(i * 7) + (i % 3), Math.cos(i * 3)]));
  const modeOf = (options: Partial<FitPersonasOptions>, count: number): unknown =>
    modelOf({ k: 3, restarts: 2, maxIterations: 2, ...options }, many(count)).fit.restartMode;

  it("run on all rows under 20,000, on a subsample from there on, or as asked; the model says which", () => {
    expect([modeOf({}, 19_999), modeOf({}, 20_000)]).toStrictEqual(["full", "subsample"]);
    expect(modeOf({ restarts: 1 }, 20_000)).toBe("full");
    expect(modeOf({ restarts: 1, restartMode: "subsample" }, 20_000)).toBe("subsample");
    expect(modeOf({ restartMode: "full" }, 20_000)).toBe("full");
    expect([modeOf({ restartMode: "subsample" }, 5000), modeOf({ restartMode: "subsample" }, 5001)]).toStrictEqual([
      "full",
      "subsample",
    ]);
    expect(modeOf({ restartMode: "subsample", restarts: 1, start: [0, 1, 2] }, 5001)).toBe("full");
  });

  it("on a subsample give the same model for the same seed, and it can be stored", () => {
    const options = { k: 3, seed: 5, restarts: 3, restartMode: "subsample" } as const;
    const model = modelOf(options, many(6000));
    expect(modelOf(options, many(6000))).toStrictEqual(model);
    expect(rightOf(parsePersonaModel(JSON.parse(JSON.stringify(model))))).toStrictEqual(model);
    expect(model.fit.n).toBe(6000);
    const full = modelOf({ ...options, restartMode: "full" }, many(6000));
    expect(model.inertia / full.inertia).toBeLessThan(1.001);
  });
});

describe("kernels", () => {
  const assign: AssignKernel = (coordinates, centres, dimensions, labels) => {
    for (let i = 0; i < labels.length; i += 1) {
      const distances = Array.from({ length: centres.length / dimensions }, (_, c) =>
        Array.from({ length: dimensions }).reduce<number>(
          (sum, _, j) => sum + ((coordinates[i * dimensions + j] ?? 0) - (centres[c * dimensions + j] ?? 0)) ** 2,
          0,
        ),
      );
      labels[i] = distances.indexOf(Math.min(...distances));
    }
  };

  it("of one's own that keep the contract give the same model to the bit", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const options = { k: 3, restarts: 2 };
        expect(modelOf({ ...options, kernels: { assign } }, tableOf(rows))).toStrictEqual(
          modelOf(options, tableOf(rows)),
        );
      }),
    );
  });

  it("that fail are a failure", () => {
    const throws = fitPersonas({ k: 3, kernels: { assign: () => JSON.parse("{") } })(tableOf(clouds));
    expect(leftOf(throws)).toStrictEqual({
      _tag: "InvalidInput",
      in: "segment.fitPersonas",
      issues: [
        {
          path: ["kernels", "assign"],
          code: "inconsistent",
          expected: "a kernel that gives each point the index of a centre",
          received: "one that threw, or gave something else",
        },
      ],
      moreIssues: 0,
    });
  });
});

describe("steps", () => {
  it("show an inertia that never rises within a start, and the start they belong to", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const last = new Map<string, number>();
        const seen: string[] = [];
        const model = rightOf(
          run(fitPersonasSteps({ k: 3, restarts: 3 })(tableOf(rows)), {
            onProgress: ({ phase, value = Number.NaN, done, total }) => {
              expect(value).toBeLessThanOrEqual((last.get(phase) ?? Number.POSITIVE_INFINITY) + 1e-12);
              last.set(phase, value);
              seen.push(`${phase}, ${done} of ${total} done`);
            },
          }),
        );
        expect([...new Set(seen)]).toStrictEqual(
          [1, 2, 3].map((start) => `start ${start} of 3, ${start - 1} of 3 done`),
        );
        expect(model.inertia).toBeLessThanOrEqual(Math.min(...last.values()) + 1e-12);
      }),
    );
  });

  it("can be stopped", () => {
    let steps = 0;
    const signal = {
      get aborted() {
        return steps >= 2;
      },
    };
    const stopped = run(fitPersonasSteps({ k: 3 })(tableOf(clouds)), {
      signal,
      onProgress: () => {
        steps += 1;
      },
    });
    expect(leftOf(stopped)).toMatchObject({ _tag: "Cancelled", afterSteps: 2 });
  });

  it("carry failures of options and tables under their own name", () => {
    const failed = run(fitPersonasSteps(untyped({}))(tableOf(clouds)));
    expect(leftOf(failed)).toMatchObject({ _tag: "InvalidInput", in: "segment.fitPersonasSteps" });
    expect(leftOf(run(fitPersonasSteps({ k: 13 })(tableOf(clouds)))).in).toBe("segment.fitPersonasSteps");
  });
});

describe("what does not fit", () => {
  const options = (value: object): readonly string[] => issuesOf(fitPersonas(untyped(value))(tableOf(clouds)));

  it.each([
    [{}, ["missing at k"]],
    [{ k: 1 }, ["out-of-range at k"]],
    [{ k: 101 }, ["out-of-range at k"]],
    [{ k: 2.5 }, ["not-integer at k"]],
    [{ k: "3" }, ["wrong-type at k"]],
    [{ k: 2, seed: 1.5 }, ["not-integer at seed"]],
    [{ k: 2, seed: "" }, ["empty at seed"]],
    [{ k: 2, restarts: 0 }, ["out-of-range at restarts"]],
    [{ k: 2, restarts: 10_001 }, ["out-of-range at restarts"]],
    [{ k: 2, scale: "zscore" }, ["unknown-value at scale"]],
    [{ k: 2, start: "random" }, ["unknown-value at start"]],
    [{ k: 2, start: [0] }, ["inconsistent at start"]],
    [{ k: 2, start: [0, 1, 2] }, ["inconsistent at start"]],
    [{ k: 2, start: [3, 3] }, ["duplicate at start.1"]],
    [{ k: 2, start: [0, -1] }, ["out-of-range at start.1"]],
    [{ k: 2, start: [0, 12] }, ["out-of-range at start.1"]],
    [{ k: 2, start: [0, 1], restarts: 2 }, ["inconsistent at restarts"]],
    [{ k: 2, features: [] }, ["empty at features"]],
    [{ k: 2, features: ["a", "a"] }, ["duplicate at features.1"]],
    [{ k: 2, features: ["d"] }, ["unknown-value at features.0"]],
    [{ k: 2, maxIterations: 0 }, ["out-of-range at maxIterations"]],
    [{ k: 2, tolerance: -1 }, ["out-of-range at tolerance"]],
    [{ k: 2, restart: 3 }, ["unknown-key at restart"]],
    [{ k: 2, restartMode: "half" }, ["unknown-value at restartMode"]],
    [{ k: 2, weight: "" }, ["empty at weight"]],
    [{ k: 2, weight: 3 }, ["wrong-type at weight"]],
    [{ k: 2, weight: "a", features: ["a", "b"] }, ["inconsistent at weight"]],
    [{ k: 2, kernels: {} }, ["missing at kernels.assign"]],
    [{ k: 2, kernels: { assign: 3 } }, ["wrong-type at kernels.assign"]],
    [{ k: 2, kernels: { assign: () => undefined, move: 1 } }, ["unknown-key at kernels.move"]],
    [{ k: 2, kernels: null }, ["wrong-type at kernels", "missing at kernels.assign"]],
    [{ k: 2, start: null }, ["wrong-type at start"]],
  ])("options %j", (value, issues) => {
    expect(options(value)).toStrictEqual(issues);
  });

  it.each([
    { k: 2, start: [11, 0], restarts: 1 },
    { k: 2, tolerance: 0, maxIterations: 1, seed: -3 },
    { k: 12, restarts: 1 },
  ])("accepts %j", (value) => {
    expect(fitPersonas(value)(tableOf(clouds))._tag).toBe("Right");
  });

  it("fewer rows that differ than personas", () => {
    const rows = [
      [1, 2],
      [1, 2],
      [3, 4],
      [3, 4],
      [3, 4],
    ];
    expect(leftOf(fitPersonas({ k: 3 })(tableOf(rows)))).toStrictEqual({
      _tag: "InsufficientData",
      in: "segment.fitPersonas",
      of: "rows that differ",
      needed: 3,
      found: 2,
    });
    expect(modelOf({ k: 2 }, tableOf(rows)).inertia).toBe(0);
    expect(leftOf(fitPersonas({ k: 2 })(tableOf([[7], [7], [7]])))).toMatchObject({ needed: 2, found: 1 });
    expect(leftOf(fitPersonas({ k: 2 })(tableOf([[7]])))).toMatchObject({ needed: 2, found: 1 });
    expect(leftOf(fitPersonas({ k: 2 })(rightOf(tableFromColumns()({ a: [] }))))).toMatchObject({
      needed: 2,
      found: 0,
    });
  });

  it("as many personas as rows that differ leave nothing unexplained", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const model = modelOf({ k: distinctRows(rows), restarts: 1 }, tableOf(rows));
        expect(model.inertia).toBe(0);
      }),
    );
  });

  it("cells that are missing, infinite or too large to square, by row and column", () => {
    const table = (value: number) => ({
      ...tableOf(clouds),
      columns: {
        ...tableOf(clouds).columns,
        b: { kind: "number", values: Float64Array.from(clouds, (_, i) => (i === 4 ? value : i)) },
      },
    });
    const issues = (value: number): readonly string[] => issuesOf(fitPersonas({ k: 2 })(untyped(table(value))));
    expect(issues(Number.NaN)).toStrictEqual(["missing at 4.b"]);
    expect(issues(Number.POSITIVE_INFINITY)).toContain("out-of-range at 4.b");
    expect(issues(-1.01e100)).toStrictEqual(["out-of-range at 4.b"]);
    expect(fitPersonas({ k: 2 })(untyped(table(1e100)))._tag).toBe("Right");
  });

  it("columns that are no numbers, and tables without features", () => {
    const table = rightOf(tableFromColumns()({ region: ["n", "s", "n"], days: [1, 2, 3] }));
    expect(issuesOf(fitPersonas({ k: 2 })(table))[0]).toContain("wrong-type");
    expect(modelOf({ k: 2, features: ["days"] }, table).features).toHaveLength(1);
    const ids = rightOf(tableFromColumns()({ learner: ["n", "s", "n"] }));
    expect(issuesOf(fitPersonas({ k: 2 })(ids))).toStrictEqual(["empty at table.schema"]);
  });

  it("distances that vanish leave a persona empty, and that is no answer", () => {
    const rows = [[0], [1e-200], [2e-200], [5e-200]];
    expect(leftOf(fitPersonas({ k: 3, scale: "none" })(tableOf(rows)))).toMatchObject({
      _tag: "NotConverged",
      in: "segment.fitPersonas",
      reached: 2,
      tolerance: 0,
    });
    expect(sizesOf(modelOf({ k: 3 }, tableOf(rows))).reduce((sum, size) => sum + size, 0)).toBe(4);
  });

  it("never throws, whatever it is given", () => {
    for (const value of hostileValues()) {
      expect(fitPersonas(untyped(value))(tableOf(clouds))._tag).toBe("Left");
      expect(run(fitPersonasSteps(untyped(value))(tableOf(clouds)))._tag).toBe("Left");
      expect(fitPersonas({ k: untyped(value) })(tableOf(clouds))._tag).toBe("Left");
    }
    fc.assert(
      fc.property(hostile, (value) => {
        expect(fitPersonas({ k: 2 })(untyped(value))._tag).toBe("Left");
        expect(fitPersonas({ k: 2 })(untyped({ ...tableOf(clouds), columns: value }))._tag).toBe("Left");
        expect(fitPersonas({ k: 2 })(untyped({ ...tableOf(clouds), schema: value }))._tag).toBe("Left");
        // the one number that is no lie
        fc.pre(value !== tableOf(clouds).rowCount);
        expect(fitPersonas({ k: 2 })(untyped({ ...tableOf(clouds), rowCount: value }))._tag).toBe("Left");
      }),
    );
  });
});
