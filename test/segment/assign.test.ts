import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tableFromColumns } from "../../src/core/vocabulary/index.ts";
import {
  assignPersona,
  assignPersonas,
  fitPersonas,
  type PersonaModel,
  type PersonaRow,
} from "../../src/segment/index.ts";
import { untyped } from "../records/activity/arbitraries.ts";
import { deepFreeze, hostile, hostileValues, issuesOf, leftOf, rightOf } from "../support/property.ts";
import { clouds, fineRows, type Rows, tableOf } from "./points.ts";
import { storedModel } from "./storedModel.ts";

const modelOf = (rows: Rows, k = 3): PersonaModel =>
  rightOf(fitPersonas({ k, restarts: 2, tolerance: 0 })(tableOf(rows)));

const rowOf = (row: readonly number[]): PersonaRow =>
  Object.fromEntries(row.map((value, j) => [String.fromCharCode(97 + j), value]));

const squaredDistances = (model: PersonaModel, row: PersonaRow): readonly number[] =>
  model.personas.map(({ centre }) =>
    model.features.reduce(
      (sum, { name, centre: mean, scale }, j) => sum + ((Number(row[name]) - mean) / scale - (centre[j] ?? 0)) ** 2,
      0,
    ),
  );

/** A model in one dimension with centres where we want them. */
const line = (centres: readonly number[], changes: Partial<PersonaModel> = {}): PersonaModel => ({
  kind: "k-means",
  version: 1,
  features: [{ name: "x", centre: 10, scale: 2 }],
  personas: centres.map((centre, p) => ({
    id: `p${p}`,
    name: `P${p}`,
    size: 1,
    centre: [centre],
    profile: [],
    reasons: [],
  })),
  inertia: 4,
  outlierDistance: 1,
  fit: {
    n: 8,
    seed: 1,
    restarts: 1,
    start: "k-means++",
    scale: "z-score",
    iterations: 1,
    converged: true,
    warnings: [],
  },
  ...changes,
});

describe("assignPersona", () => {
  it("says whom it is about, which persona is nearest, and how near", () => {
    // x = 13 is 1.5 in scaled units; centres at 0, 1 and 4.
    const assignment = rightOf(assignPersona(line([0, 1, 4]))(deepFreeze({ x: 13, learner: "ada" })));
    const weights = [2.25, 0.25, 6.25].map((squared) => Math.exp(-(squared - 0.25) / (2 * 0.5)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expect(assignment).toStrictEqual({
      subject: "person",
      persona: "p1",
      runnerUp: "p0",
      membership: {
        p0: expect.closeTo((weights[0] ?? 0) / total, 14),
        p1: expect.closeTo((weights[1] ?? 0) / total, 14),
        p2: expect.closeTo((weights[2] ?? 0) / total, 14),
      },
      distance: 0.5,
      ambiguous: false,
      outlier: false,
      reasons: [
        {
          code: "nearer-in-feature",
          values: { feature: "x", value: 13, persona: "p1", personaMean: 12, against: "p0", againstMean: 10, pull: 2 },
        },
      ],
    });
  });

  it("takes the nearest by a slow count, and the first on a tie", () => {
    fc.assert(
      fc.property(fineRows, fc.nat(), (rows, place) => {
        const model = modelOf(rows);
        const row = rowOf(rows[place % rows.length] ?? []);
        const distances = squaredDistances(model, row);
        const assignment = rightOf(assignPersona(model)(row));
        const order = distances.map((_, p) => p).sort((p, q) => (distances[p] ?? 0) - (distances[q] ?? 0) || p - q);
        expect(assignment.persona).toBe(model.personas[order[0] ?? -1]?.id);
        expect(assignment.runnerUp).toBe(model.personas[order[1] ?? -1]?.id);
        expect(assignment.distance).toBeCloseTo(Math.sqrt(Math.min(...distances)), 12);
        const memberships = model.personas.map(({ id }) => assignment.membership[id] ?? Number.NaN);
        expect(memberships.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(Math.max(...memberships)).toBe(assignment.membership[assignment.persona]);
      }),
    );
    const tie = rightOf(assignPersona(line([5, 1, -1, -1]))({ x: 10 }));
    expect([tie.persona, tie.runnerUp]).toStrictEqual(["p1", "p2"]);
    expect(tie.reasons).toStrictEqual([]);
    expect(tie.ambiguous).toBe(true);
  });

  it("gives all membership to the nearest where the fit left no variance", () => {
    const assignment = rightOf(assignPersona(line([0, 1], { inertia: 0 }))({ x: 10.9 }));
    expect(assignment.membership).toStrictEqual({ p0: 1, p1: 0 });
    expect(assignment.ambiguous).toBe(false);
    expect(rightOf(assignPersona(line([1, 0], { inertia: 0 }))({ x: 10.9 })).membership).toStrictEqual({
      p0: 0,
      p1: 1,
    });
  });

  it("is ambiguous while the lead in membership is under a fifth", () => {
    // Centres 0 and 1, variance 1/2: the log odds are 1 - 2 x; the lead is tanh(1/2 - x), one fifth at x = 1/2 - atanh(1/5).
    const edge = 10 + 2 * (0.5 - Math.atanh(0.2));
    const ambiguous = (x: number): boolean => rightOf(assignPersona(line([0, 1]))({ x })).ambiguous;
    expect([edge - 1e-6, edge + 1e-6, 11, 22 - edge + 1e-6].map(ambiguous)).toStrictEqual([false, true, true, false]);
  });

  it("gives reasons that are true: without the feature the lead is smaller by what it pulled", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -50, max: 50 }))), {
          minLength: 8,
          maxLength: 12,
        }),
        (rows) => {
          const fitted = fitPersonas({ k: 2, restarts: 1 })(tableOf(rows));
          if (fitted._tag === "Left" || fitted.right.features.length < 2) return;
          const model = fitted.right;
          const row = rowOf(rows[0] ?? []);
          const { persona, runnerUp, reasons } = rightOf(assignPersona(model)(row));
          const place = (id: string): number => model.personas.findIndex((one) => one.id === id);
          const lead = (of: PersonaModel): number => {
            const distances = squaredDistances(of, row);
            return (distances[place(runnerUp)] ?? 0) - (distances[place(persona)] ?? 0);
          };
          const without = (feature: unknown): PersonaModel => {
            const keep = model.features.map(({ name }) => name !== feature);
            return {
              ...model,
              features: model.features.filter((_, j) => keep[j]),
              personas: model.personas.map((one) => ({ ...one, centre: one.centre.filter((_, j) => keep[j]) })),
            };
          };
          const pulls = model.features.map(({ name }) => lead(model) - lead(without(name))).sort((a, b) => b - a);
          const close = (a: unknown, b: number): void => expect(Math.abs(Number(a) - b)).toBeLessThan(1e-9);
          reasons.forEach(({ code, values }, i) => {
            expect(code).toBe("nearer-in-feature");
            expect(values["pull"]).toBeGreaterThan(0);
            close(values["pull"], lead(model) - lead(without(values["feature"])));
            close(values["pull"], pulls[i] ?? 0);
            expect(values["value"]).toBeCloseTo(Number(row[String(values["feature"])]), 9);
            expect([values["persona"], values["against"]]).toStrictEqual([persona, runnerUp]);
          });
          expect(reasons.length).toBe(Math.min(2, pulls.filter((pull) => pull > 1e-9).length));
        },
      ),
    );
  });

  it("does not take rounding for a reason", () => {
    const model = line([0, 1]);
    const [near, far] = [0.1 + 0.2, 0.3];
    const two = {
      ...model,
      features: [...model.features, { name: "y", centre: 0, scale: 1 }],
      personas: model.personas.map((one, p) => ({ ...one, centre: [...one.centre, p === 0 ? near : far] })),
    };
    const codes = rightOf(assignPersona(two)({ x: 10, y: 5 })).reasons.map(({ values }) => values["feature"]);
    expect(codes).toStrictEqual(["x"]);
  });

  it("reads true and false as 1 and 0", () => {
    const assign = assignPersona(line([-5, -4.5]));
    expect(rightOf(assign({ x: true }))).toStrictEqual(rightOf(assign({ x: 1 })));
    expect(rightOf(assign({ x: false }))).toStrictEqual(rightOf(assign({ x: 0 })));
  });
});

describe("assignPersonas", () => {
  it("says what assignPersona says of each row, to the bit", () => {
    fc.assert(
      fc.property(fineRows, fineRows, (rows, others) => {
        const model = modelOf(rows);
        const table = others[0]?.length === rows[0]?.length ? others : rows;
        const bulk = rightOf(assignPersonas(model)(tableOf(table)));
        const k = model.personas.length;
        expect(bulk.subject).toBe("person");
        expect(bulk.personas).toStrictEqual(model.personas.map(({ id }) => id));
        table.forEach((row, i) => {
          const one = rightOf(assignPersona(model)(rowOf(row)));
          expect({
            persona: bulk.personas[bulk.codes[i] ?? -1],
            runnerUp: bulk.personas[bulk.runnersUp[i] ?? -1],
            distance: bulk.distances[i],
            ambiguous: bulk.ambiguous[i] === 1,
            outlier: bulk.outliers[i] === 1,
            membership: Object.fromEntries(bulk.personas.map((id, p) => [id, bulk.memberships[i * k + p]])),
          }).toStrictEqual({
            persona: one.persona,
            runnerUp: one.runnerUp,
            distance: one.distance,
            ambiguous: one.ambiguous,
            outlier: one.outlier,
            membership: one.membership,
          });
        });
      }),
    );
  });

  it("puts the rows of the fit where the fit had put them", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const model = modelOf(rows);
        const { codes, distances } = rightOf(assignPersonas(model)(tableOf(rows)));
        expect(model.personas.map((_, p) => codes.filter((code) => code === p).length)).toStrictEqual(
          model.personas.map(({ size }) => size),
        );
        expect(distances.reduce((sum, distance) => sum + distance ** 2, 0)).toBeCloseTo(model.inertia, 8);
      }),
    );
  });

  it("reads the columns of the model by name, in whatever order and role", () => {
    const model = modelOf(clouds);
    const [a, b] = [clouds.map(([x]) => x), clouds.map(([, y]) => y)];
    const table = rightOf(tableFromColumns({ columns: { a: { role: "ignored" } } })({ z: b, b, a }));
    expect(rightOf(assignPersonas(model)(table))).toStrictEqual(rightOf(assignPersonas(model)(tableOf(clouds))));
    const lacking = rightOf(tableFromColumns()({ b }));
    expect(issuesOf(assignPersonas(model)(lacking))).toStrictEqual(["unknown-value at features.0"]);
    const none = rightOf(
      assignPersonas(model)(
        rightOf(tableFromColumns({ columns: { a: { kind: "number" }, b: { kind: "number" } } })({ a: [], b: [] })),
      ),
    );
    expect(none.codes).toHaveLength(0);
  });
});

describe("rows cut at another day", () => {
  const table = (days: number | null) =>
    rightOf(
      tableFromColumns()({
        a: clouds.map(([x]) => x),
        b: clouds.map(([, y]) => y),
        ...(days === null ? {} : { elapsedDays: clouds.map(() => days) }),
      }),
    );
  const model = { ...storedModel, fit: { ...storedModel.fit, elapsedDays: 28 } };
  const free = storedModel;

  it("are refused, one by one and in tables; so are rows that do not say", () => {
    const row = { a: 1, b: 2 };
    expect(assignPersona(model)({ ...row, elapsedDays: 28 })._tag).toBe("Right");
    expect(issuesOf(assignPersona(model)({ ...row, elapsedDays: 56 }))).toStrictEqual(["inconsistent at elapsedDays"]);
    expect(issuesOf(assignPersona(model)(row))).toStrictEqual(["missing at elapsedDays"]);
    expect(assignPersonas(model)(table(28))._tag).toBe("Right");
    expect(issuesOf(assignPersonas(model)(table(56)))).toStrictEqual(["inconsistent at columns.elapsedDays"]);
    expect(issuesOf(assignPersonas(model)(table(null)))).toStrictEqual(["missing at columns.elapsedDays"]);
  });

  it("are taken by a model that does not say", () => {
    expect(assignPersona(free)({ a: 1, b: 2, elapsedDays: 56 })._tag).toBe("Right");
    expect(assignPersonas(free)(table(56))._tag).toBe("Right");
  });
});

describe("what does not fit", () => {
  const model = storedModel;

  it.each([
    [{ a: 1 }, ["missing at b"]],
    [{ a: 1, b: "2" }, ["wrong-type at b"]],
    [{ a: Number.NaN, b: 2 }, ["not-finite at a"]],
    [{ a: null, b: 2 }, ["wrong-type at a"]],
    [
      [1, 2],
      ["wrong-type at ", "missing at a", "missing at b"],
    ],
  ])("the row %j", (row, issues) => {
    expect(issuesOf(assignPersona(model)(untyped(row)))).toStrictEqual(issues);
  });

  const changed = (changes: object): readonly string[] => {
    const one = issuesOf(assignPersona(untyped({ ...model, ...changes }))({ a: 1, b: 2 }));
    expect(issuesOf(assignPersonas(untyped({ ...model, ...changes }))(tableOf(clouds)))).toStrictEqual(one);
    return one;
  };
  const [first, ...others] = model.personas;

  it.each([
    [{ kind: "gmm" }, ["unknown-value at kind"]],
    [{ version: 2 }, ["unsupported-version at version"]],
    [{ version: 0 }, ["unknown-value at version"]],
    [{ version: undefined }, ["missing at version"]],
    [
      { features: [] },
      [
        "inconsistent at personas.0.centre",
        "inconsistent at personas.1.centre",
        "inconsistent at personas.2.centre",
        "empty at features",
      ],
    ],
    [{ features: [{ name: "a", centre: 0, scale: 0 }, model.features[1]] }, ["out-of-range at features.0.scale"]],
    [{ features: [model.features[0], model.features[0]] }, ["duplicate at features.1.name"]],
    [{ personas: [first] }, ["empty at personas"]],
    [{ personas: [first, first, first] }, ["duplicate at personas.1.id", "duplicate at personas.2.id"]],
    [{ personas: [{ ...first, centre: [1] }, ...others] }, ["inconsistent at personas.0.centre"]],
    [{ personas: [{ ...first, centre: [1, null] }, ...others] }, ["wrong-type at personas.0.centre.1"]],
    [{ inertia: -1 }, ["out-of-range at inertia"]],
    [{ outlierDistance: -1 }, ["out-of-range at outlierDistance"]],
    [{ outlierDistance: undefined }, ["missing at outlierDistance"]],
    [{ fit: { ...model.fit, n: 0 } }, ["out-of-range at fit.n"]],
    [{ fit: { ...model.fit, elapsedDays: "28" } }, ["wrong-type at fit.elapsedDays"]],
  ])("a model with %j", (changes, issues) => {
    expect(changed(changes)).toStrictEqual(issues);
  });

  it("failures name the function", () => {
    expect(leftOf(assignPersona(untyped(null))({})).in).toBe("segment.assignPersona");
    expect(leftOf(assignPersona(model)({})).in).toBe("segment.assignPersona");
    expect(leftOf(assignPersonas(untyped(null))(tableOf(clouds))).in).toBe("segment.assignPersonas");
    expect(leftOf(assignPersonas(model)(untyped(null))).in).toBe("segment.assignPersonas");
  });

  it("never throws, whatever it is given", () => {
    for (const value of hostileValues()) {
      expect(assignPersona(untyped(value))({ a: 1, b: 2 })._tag).toBe("Left");
      expect(assignPersonas(untyped(value))(tableOf(clouds))._tag).toBe("Left");
    }
    fc.assert(
      fc.property(hostile, (value) => {
        expect(assignPersona(model)(untyped(value))._tag).toBe("Left");
        expect(assignPersonas(model)(untyped(value))._tag).toBe("Left");
        expect(assignPersona(untyped({ ...model, personas: value }))({ a: 1, b: 2 })._tag).toBe("Left");
      }),
    );
  });

  it("rows too far to measure; a very far row has a finite answer", () => {
    const far = rightOf(assignPersona(model)({ a: 1e100, b: -1e100 }));
    expect(far).toMatchObject({ persona: "persona-1", ambiguous: true, reasons: [] }); // all equally far, to the last digit
    expect([far.distance, ...Object.values(far.membership)].every(Number.isFinite)).toBe(true);
    expect(issuesOf(assignPersona(model)({ a: 1e150, b: 1 }))).toStrictEqual(["out-of-range at a"]);
    expect(issuesOf(assignPersona(model)({ a: 1, b: -1e308 }))).toStrictEqual(["out-of-range at b"]);
    const narrow = line([0, 1], { features: [{ name: "x", centre: 0, scale: 1e-140 }] });
    const bulk = (x: number) => assignPersonas(narrow)(rightOf(tableFromColumns()({ x: [0, x] })));
    expect(rightOf(assignPersona(narrow)({ x: 0.99 })).distance).toBeCloseTo(0.99e140, -130);
    expect(rightOf(bulk(-1)).codes).toStrictEqual(Int32Array.from([0, 0]));
    expect(issuesOf(assignPersona(narrow)({ x: 1.01 }))).toStrictEqual(["out-of-range at x"]);
    expect(issuesOf(bulk(-1.01))).toStrictEqual(["out-of-range at 1.x"]);
  });

  it.each([
    [{ features: [{ name: "x", centre: 1.1e100, scale: 1 }] }, "out-of-range at features.0.centre"],
    [{ features: [{ name: "x", centre: -1.1e100, scale: 1 }] }, "out-of-range at features.0.centre"],
    [{ features: [{ name: "x", centre: 0, scale: 1.1e100 }] }, "out-of-range at features.0.scale"],
    [{ personas: line([0, 1.1e140]).personas }, "out-of-range at personas.1.centre.0"],
    [{ personas: line([-1.1e140, 0]).personas }, "out-of-range at personas.0.centre.0"],
  ])("a model whose sums would overflow (%j)", (changes, issue) => {
    expect(issuesOf(assignPersona(line([0, 1], changes))({ x: 1 }))).toStrictEqual([issue]);
  });
});
