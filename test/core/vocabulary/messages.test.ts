import { describe, expect, it } from "vitest";
import {
  byKey,
  categoryColumn,
  countFold,
  disclose,
  discloseCounts,
  disclosurePolicy,
  foldOver,
  foldOverAsync,
  numberColumn,
  parseCsv,
  type Result,
  runAsync,
  selectColumns,
  sumFold,
  tableFromColumns,
  tableFromRows,
  tableToMatrix,
  together,
} from "../../../src/core/vocabulary/index.ts";
import { invalidOf, rightOf } from "../../support/property.ts";

/** Path and expectation of each issue, as a person would read them. */
const told = (result: Result<unknown>): readonly string[] =>
  invalidOf(result).issues.map(({ path, expected }) => `${path.join(".")}: ${expected}`);

/** A function as a caller without types takes it. */
type Loose = (given: unknown) => Result<unknown>;
const loose = (ask: unknown): Loose => ask as Loose; // on purpose: whatever comes

const PROTOTYPE: object = JSON.parse('{"__proto__": 1}');

// What is expected, in words, stands in every issue; here are those that are said nowhere else.
describe("issues say what was expected", () => {
  it("of a policy of disclosure, and of a result to disclose", () => {
    const policy = rightOf(disclosurePolicy());
    const ofPolicy = (given: unknown) => told(disclose(given as typeof policy)("coach", { subject: "person" }));
    expect(ofPolicy(7)[0]).toBe("policy: a policy made by disclosurePolicy");
    const { zeros: _, ...partial } = policy;
    expect(ofPolicy(partial)).toEqual(["policy.zeros: what disclosurePolicy wrote here"]);
    const ofResult = (given: unknown) => told(disclose(policy)("coach", given as { subject: "person" }))[0];
    expect(ofResult(7)).toBe("result: a result");
    expect(ofResult({ n: 7 })).toBe("result.n: the numbers an estimate rests on");
    expect(ofResult({ n: { rows: 9, byArm: 7 } })).toBe("result.n.byArm: rows by arm");
  });

  it("of counts to disclose", () => {
    const ask = loose(discloseCounts(rightOf(disclosurePolicy())));
    expect(told(ask(7))[0]).toBe(": a table of counts");
    expect(told(ask({ rows: [7], counts: [1] }))).toEqual(["rows.0: a group's name"]);
    expect(told(ask({ rows: ["a", "a"], counts: [1, 2] }))).toEqual(["rows.1: each name once"]);
    expect(told(ask({ rows: [], counts: [] }))).toEqual(["rows: from 1 to 10000 cells"]);
    const rows = Array.from({ length: 10_001 }, (_, at) => `${at}`);
    expect(told(ask({ rows, counts: rows.map(() => 1) }))).toEqual(["rows: from 1 to 10000 cells"]);
    expect(told(ask({ rows: ["a", "b"], counts: [1] }))).toEqual(["counts: 2 counts, one for each name"]);
    expect(told(ask({ rows: ["a"], columns: ["b"], counts: [[1, 2]] }))).toEqual([
      "counts.0: 1 counts, one for each name",
    ]);
    expect(told(ask({ rows: ["a"], columns: ["b"], counts: [[1], [2]] }))).toEqual([
      "counts: 1 rows of counts, one for each name",
    ]);
  });

  it("takes as many as ten thousand cells", () => {
    const rows = Array.from({ length: 100 }, (_, at) => `${at}`);
    const counts = rows.map(() => rows.map(() => 50));
    const shown = rightOf(discloseCounts(rightOf(disclosurePolicy()))({ rows, columns: rows, counts }));
    expect([shown.total, shown.hidden]).toEqual([500_000, 0]);
  });

  it("of a CSV text", () => {
    expect(told(loose(parseCsv())(7))).toEqual([": a CSV text"]);
    expect(told(parseCsv({ header: ["a", "a"] })("x,y"))).toEqual(["header.1: each column name once"]);
    expect(told(parseCsv()("__proto__\n1"))[0]).toContain("a name that does not reach the prototype");
    expect(told(parseCsv()('a,b\n"x"y,z'))[0]).toBe("line.2: a separator or a line end after a closing quote");
  });

  it.each<[unknown, unknown, string]>([
    [{}, 7, ": an array of rows"],
    [{}, [{}], "0: a row with at least one column"],
    [{}, [{ a: 1 }, 7], "1: a row: an object with one value for each column"],
    [{}, [PROTOTYPE], "0.__proto__: a column name that does not reach the prototype"],
    [{}, [{ a: 1 }, { a: "x" }], "1.a: a number"],
    [{}, [{ a: 1 }, { a: Number.POSITIVE_INFINITY }], "1.a: a finite number, or NaN where it is missing"],
    [{}, [{ a: "x" }, { a: 1 }], "1.a: a string, as in the rows before"],
    [{}, [{ a: new Date(Number.NaN) }], "0.a: a valid Date"],
    [{ coerce: "csv", columns: { a: { kind: "number" } } }, [{ a: "1,5" }], "0.a: a number with a decimal point"],
    [{ columns: { a: { role: "id" } } }, [{ a: 2 ** 53 }], "0.a: an id below 2^53, or as a string"],
    [
      { columns: { a: { kind: "category" } } },
      [{ a: 2 ** 53 }],
      "0.a: a string, because whole numbers beyond 2^53 are not kept apart",
    ],
    [
      { columns: { a: { kind: "number", categories: ["x"] } } },
      [],
      "columns.a.categories: no categories on a number column",
    ],
    [
      { columns: { a: { ordered: true } } },
      [],
      "columns.a.categories: the categories in their order, because ordered is true",
    ],
    [{ columns: { a: { categories: [7] } } }, [], "columns.a.categories.0: a category as a string"],
    [{ columns: { a: { categories: ["x", "x"] } } }, [], "columns.a.categories.1: each category once"],
    [{ coerce: "csv", missing: [7] }, [], "missing.0: a string that stands for a missing cell"],
  ])("of rows for a table (%#)", (options, rows, expected) => {
    const make = tableFromRows as unknown as (given: unknown) => Loose; // on purpose: whatever comes
    expect(told(make(options)(rows)).map((one) => one.slice(0, expected.length))).toContain(expected);
  });

  it("of columns for a table", () => {
    const make = loose(tableFromColumns());
    expect(told(make(7))).toEqual([": an object with one array for each column"]);
    expect(told(make({ a: 7 }))).toEqual(["a: an array or a typed array"]);
    expect(told(make({ a: [1, 2], b: [1] }))).toEqual(['b: 2 cells, as "a" has']);
    expect(told(make(PROTOTYPE))).toEqual(["__proto__: a column name that does not reach the prototype"]);
  });

  it("of a table that was made elsewhere", () => {
    const table = rightOf(tableFromRows()([{ a: 1, b: "x" }]));
    const ofTable = (given: object) => told(numberColumn({ ...table, ...given } as typeof table, "a"))[0];
    expect(told(numberColumn(7 as never, "a"))[0]).toBe("table: a table (tableFromRows and tableFromColumns make one)");
    expect(ofTable({ columns: 7 })).toBe("table.columns: the columns by name");
    expect(ofTable({ schema: 7 })).toBe("table.schema: a schema");
    expect(ofTable({ schema: { a: 7 } })).toBe("table.schema.a: a column's declaration");
    expect(ofTable({ schema: PROTOTYPE })).toContain("a column name that does not reach the prototype");
    expect(ofTable({ schema: {} })).toContain("0 rows, because there are no columns");
    const infinite = { ...table.columns, a: { kind: "number", values: Float64Array.of(Number.POSITIVE_INFINITY) } };
    expect(ofTable({ columns: infinite })).toContain("a finite number, or NaN where it is missing");
    const strange = { ...table.columns, b: { ...table.columns["b"], codes: Int32Array.of(1) } };
    expect(told(categoryColumn({ ...table, columns: strange } as typeof table, "b"))[0]).toContain(
      "a code from -1 to 0",
    );
    expect(told(selectColumns(["a", "a"])(table))).toEqual(["names.1: each column once"]);
    const holes = rightOf(tableFromRows()([{ a: 1 }, { a: Number.NaN }]));
    expect(told(tableToMatrix({ columns: ["a"] })(holes))).toEqual(["1.a: a number in every row"]);
  });

  it("of what a fold runs over, and of what it is loaded from", async () => {
    expect(told(loose(foldOver(sumFold))(7))[0]).toContain("an iterable of inputs");
    expect(told(await foldOverAsync(sumFold)(7 as never))[0]).toContain("an async iterable of inputs");
    expect(told(sumFold.load(7))).toEqual([`: a saved state of ${sumFold.kind}`]);
    const both = together({ one: sumFold, other: countFold });
    const saved = JSON.parse(JSON.stringify(both.save(both.empty())));
    expect(told(both.load({ ...saved, states: saved.states.slice(0, 1) }))).toEqual(["states: a state for other"]);
    expect(told(both.load({ ...saved, states: [saved.states[0], saved.states[0], saved.states[1]] }))).toEqual([
      "states.1.0: each name once",
    ]);
    expect(told(both.load({ ...saved, states: [...saved.states, 7] }))).toEqual([
      "states.2: a pair of a name and what was saved under it",
    ]);
    expect(both.kind).toBe("together(one: sum, other: count)");
    expect(byKey(sumFold, (input: number) => `${input}`).kind).toBe("by-key(sum)");
    const steps = () => [][Symbol.iterator]();
    expect(told(await runAsync(steps() as never, {} as never))[0]).toContain("steps, as functions ending in Steps");
    const driven = { next: steps, return: steps };
    expect(told(await runAsync(driven as never, {} as never))).toEqual([
      "options.pause: a function that returns a promise",
    ]);
  });
});
