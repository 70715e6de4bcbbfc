import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  booleanColumn,
  categoryColumn,
  featureColumns,
  numberColumn,
  type Result,
  selectColumns,
  type Table,
  type TableOptions,
  tableFromColumns,
  tableFromRows,
  tableRows,
  tableToMatrix,
  timeColumn,
} from "../../../src/core/vocabulary/index.ts";
import { deepFreeze, hostile, hostileValues, invalidOf, issuesOf, rightOf } from "../../support/property.ts";

const NOON = Date.UTC(2026, 0, 31, 12);

const people = deepFreeze([
  { learner: "a", minutes: 40, region: "south", active: true, seen: new Date(NOON) },
  { learner: "b", minutes: null, region: "north", active: false, seen: null },
  { learner: "c", minutes: 2.5, region: undefined, active: null, seen: new Date(NOON + 1) },
]);
const table = rightOf(tableFromRows()(people));

const read = (rows: readonly object[], options?: TableOptions): Table => rightOf(tableFromRows(options)(rows));
const kinds = (of: Table): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(of.schema).map(([name, { kind }]) => [name, kind]));
const roles = (of: Table): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(of.schema).map(([name, { role }]) => [name, role]));
const csv = (cells: readonly string[], options: TableOptions = {}): Result<Table> =>
  tableFromRows({ coerce: "csv", ...options })(cells.map((cell) => ({ cell })));
const csvColumn = (...cells: readonly string[]): unknown => rightOf(csv(cells)).columns["cell"];

describe("tableFromRows", () => {
  it("infers kinds from the cells, and roles from names and kinds", () => {
    expect(table).toEqual({
      schema: {
        learner: { kind: "category", role: "id", categories: ["a", "b", "c"], ordered: false },
        minutes: { kind: "number", role: "feature" },
        region: { kind: "category", role: "feature", categories: ["north", "south"], ordered: false },
        active: { kind: "boolean", role: "feature" },
        seen: { kind: "time", role: "ignored" },
      },
      rowCount: 3,
      columns: {
        learner: { kind: "category", codes: new Int32Array([0, 1, 2]), categories: ["a", "b", "c"], ordered: false },
        minutes: { kind: "number", values: new Float64Array([40, Number.NaN, 2.5]) },
        region: { kind: "category", codes: new Int32Array([1, 0, -1]), categories: ["north", "south"], ordered: false },
        active: { kind: "boolean", values: new Int8Array([1, 0, -1]) },
        seen: { kind: "time", values: new Float64Array([NOON, Number.NaN, NOON + 1]) },
      },
    });
  });

  it("keeps the order of the first row's keys, whatever order later rows have", () => {
    const shuffled = read([
      { b: 1, a: 2 },
      { a: 3, b: 4 },
    ]);
    expect(Object.keys(shuffled.columns)).toEqual(["b", "a"]);
    expect(rightOf(numberColumn(shuffled, "b")).values).toEqual(new Float64Array([1, 4]));
  });

  it.each([
    ["id", "id"],
    ["ID", "id"],
    ["learner", "id"],
    ["Person", "id"],
    ["id_student", "id"],
    ["course-id", "id"],
    ["user id", "id"],
    ["learnerId", "id"],
    ["userID", "id"],
    ["paid", "feature"],
    ["idle", "feature"],
    ["valid", "feature"],
    ["learners", "feature"],
    ["identity", "feature"],
    ["GRID", "feature"],
  ])("gives a column named %s the role %s", (name, role) => {
    expect(roles(read([{ [name]: "x" }]))).toEqual({ [name]: role });
  });

  it("does not depend on the order of the rows, but for the rows", () => {
    const backwards = read([...people].reverse());
    expect(backwards.schema).toEqual(table.schema);
    expect([...rightOf(categoryColumn(backwards, "region")).codes]).toEqual([-1, 0, 1]);
  });

  it("takes class instances and rows without a prototype", () => {
    class Row {
      constructor(readonly minutes: number) {}
    }
    expect(rightOf(numberColumn(read([new Row(1), new Row(2)]), "minutes")).values).toEqual(new Float64Array([1, 2]));
    expect(read([Object.assign(Object.create(null), { minutes: 1 })]).rowCount).toBe(1);
  });

  it("makes a column without any cell a number column, and a table of no rows", () => {
    expect(kinds(read([{ x: null }, { x: undefined }]))).toEqual({ x: "number" });
    expect(read([])).toEqual({ schema: {}, rowCount: 0, columns: {} });
    expect(kinds(read([], { columns: { x: { kind: "boolean" } } }))).toEqual({ x: "boolean" });
  });

  it("does what the options say of a column", () => {
    const declared = read([{ level: "low", course: 1042, at: NOON, age: 50 }], {
      columns: {
        level: { categories: ["low", "middle", "high"], ordered: true },
        course: { kind: "category" },
        at: { kind: "time", role: "feature" },
        age: { role: "protected" },
      },
    });
    expect(declared.schema).toEqual({
      level: { kind: "category", role: "feature", categories: ["low", "middle", "high"], ordered: true },
      course: { kind: "category", role: "feature", categories: ["1042"], ordered: false },
      at: { kind: "time", role: "feature" },
      age: { kind: "number", role: "protected" },
    });
    expect(declared.columns["level"]).toMatchObject({ categories: ["low", "middle", "high"], ordered: true });
  });

  it("turns numbers and truth values into text where a category was declared, and keeps them apart", () => {
    const column = rightOf(
      categoryColumn(
        read([{ x: 10 }, { x: 9 }, { x: true }, { x: "9" }, { x: 1.5 }], { columns: { x: { kind: "category" } } }),
        "x",
      ),
    );
    expect(column.categories).toEqual(["1.5", "10", "9", "true"]);
    expect([...column.codes]).toEqual([1, 2, 3, 2, 0]);
  });

  it.each<[string, readonly object[], TableOptions | undefined, readonly string[]]>([
    ["a string among numbers", [{ x: 1 }, { x: "2" }], undefined, ["wrong-type at 1.x"]],
    ["a number among strings", [{ x: "a" }, { x: 2 }], undefined, ["wrong-type at 1.x"]],
    ["a number among truth values", [{ x: true }, { x: 1 }], undefined, ["wrong-type at 1.x"]],
    ["a string among times", [{ x: new Date(NOON) }, { x: "2026-01-31T12:00:00Z" }], undefined, ["wrong-type at 1.x"]],
    ["an invalid Date", [{ x: new Date(Number.NaN) }], undefined, ["not-finite at 0.x"]],
    ["an infinite number", [{ x: 1 }, { x: Number.POSITIVE_INFINITY }], undefined, ["not-finite at 1.x"]],
    ["a bigint", [{ x: 1n }], undefined, ["wrong-type at 0.x"]],
    ["an object in a cell", [{ x: {} }], undefined, ["wrong-type at 0.x"]],
    ["a function in a cell", [{ x: () => 1 }], undefined, ["wrong-type at 0.x"]],
    ["a row that lacks a column", [{ a: 1, b: 2 }, { a: 1 }], undefined, ["missing at 1.b"]],
    ["a row with another column", [{ a: 1 }, { a: 1, b: 2 }], undefined, ["unknown-key at 1.b"]],
    [
      "a row with one column for another",
      [{ aa: 1 }, { ab: 1 }],
      undefined,
      ["missing at 1.aa", "unknown-key at 1.ab"],
    ],
    [
      "a row that is none",
      [{ a: 1 }, [1], null, undefined],
      undefined,
      ["wrong-type at 1", "wrong-type at 2", "missing at 3"],
    ],
    ["rows without columns", [{}, {}], undefined, ["empty at 0"]],
    [
      "a column that reaches the prototype",
      [JSON.parse('{"__proto__": 1, "a": 1}')],
      undefined,
      ["forbidden-key at 0.__proto__", "unknown-key at 0.__proto__"],
    ],
    ["an id beyond 2^53", [{ id: 1 }, { id: 2 ** 53 }], undefined, ["unsafe-number at 1.id"]],
    [
      "an id beyond 2^53 as a category",
      [{ id: 2 ** 53 }],
      { columns: { id: { kind: "category" } } },
      ["unsafe-number at 0.id"],
    ],
    [
      "an infinite category",
      [{ x: Number.NEGATIVE_INFINITY }],
      { columns: { x: { kind: "category" } } },
      ["unsafe-number at 0.x"],
    ],
    [
      "a category that was not listed",
      [{ x: "lo" }],
      { columns: { x: { categories: ["low", "high"] } } },
      ["unknown-value at 0.x"],
    ],
    ["seconds as a time", [{ x: NOON / 1000 }], { columns: { x: { kind: "time" } } }, ["wrong-unit at 0.x"]],
    ["a truth value as a number", [{ x: true }], { columns: { x: { kind: "number" } } }, ["wrong-type at 0.x"]],
    ["a number as a truth value", [{ x: 1 }], { columns: { x: { kind: "boolean" } } }, ["wrong-type at 0.x"]],
    [
      "a column that is not there",
      [{ minutes: 1 }],
      { columns: { minuts: {} } },
      ["unknown-value at columns.minuts", "missing at 0.minuts"],
    ],
  ])("refuses %s", (_, rows, options, issues) => {
    expect(issuesOf(tableFromRows(options)(rows))).toEqual(issues);
  });

  it("names the nearest column, category and what would help", () => {
    const expected = (rows: readonly object[], options?: TableOptions): string =>
      invalidOf(tableFromRows(options)(rows)).issues[0].expected;
    expect(expected([{ minutes: 1 }], { columns: { minuts: {} } })).toBe(
      "a column of the rows: one of minutes (did you mean minutes?)",
    );
    expect(expected([{ x: "lo" }], { columns: { x: { categories: ["low", "high"] } } })).toBe(
      "one of low, high (did you mean low?)",
    );
    expect(expected([{ x: "1" }], { columns: { x: { kind: "number" } } })).toBe(
      'a number (coerce: "csv" reads numbers out of strings)',
    );
    expect(expected([{ x: {} }])).toBe("a number");
    expect(expected([{ a: 1 }, {}])).toBe('a value or null (absent: "missing" reads absent cells as missing)');
    expect(expected([{ minutes: 1 }, { minutes: 1, minuts: 2 }])).toBe(
      "a column of the first row: one of minutes (did you mean minutes?)",
    );
  });

  it.each<[string, unknown, readonly string[]]>([
    ["an unknown option", { colums: {} }, ["unknown-key at colums"]],
    ["an unknown column option", { columns: { x: { knd: "number" } } }, ["unknown-key at columns.x.knd"]],
    ["an unknown kind", { columns: { x: { kind: "numbr" } } }, ["unknown-value at columns.x.kind"]],
    ["an unknown role", { columns: { x: { role: "features" } } }, ["unknown-value at columns.x.role"]],
    [
      "categories of a number",
      { columns: { x: { kind: "number", categories: ["a"] } } },
      ["inconsistent at columns.x.categories"],
    ],
    [
      "the same category twice",
      { columns: { x: { categories: ["a", "a"] } } },
      ["duplicate at columns.x.categories.1"],
    ],
    ["a category that is no string", { columns: { x: { categories: [1] } } }, ["wrong-type at columns.x.categories.0"]],
    ["an order without categories", { columns: { x: { ordered: true } } }, ["missing at columns.x.categories"]],
    ["ordered that is no truth value", { columns: { x: { ordered: 1 } } }, ["wrong-type at columns.x.ordered"]],
    ["another coercion", { coerce: "tsv" }, ["unknown-value at coerce"]],
    ["missing texts without coercion", { missing: ["?"] }, ["inconsistent at missing"]],
    ["missing texts that are none", { coerce: "csv", missing: [0] }, ["wrong-type at missing.0"]],
    ["another absence", { absent: "drop" }, ["unknown-value at absent"]],
  ])("refuses %s, before it looks at rows", (_, options, issues) => {
    expect(issuesOf(tableFromRows(options as TableOptions)([]))).toEqual(issues);
    expect(issuesOf(tableFromColumns(options as TableOptions)({}))).toEqual(issues);
    expect(invalidOf(tableFromRows(options as TableOptions)([])).in).toBe("tableFromRows");
    expect(invalidOf(tableFromColumns(options as TableOptions)({})).in).toBe("tableFromColumns");
  });

  it("reads absent cells as missing where asked, in any row", () => {
    const ragged = read([{ a: 1 }, { b: "x" }, { a: 2, b: undefined }], {
      absent: "missing",
      columns: { c: { kind: "boolean" } },
    });
    expect(Object.keys(ragged.columns)).toEqual(["a", "b", "c"]);
    expect(rightOf(numberColumn(ragged, "a")).values).toEqual(new Float64Array([1, Number.NaN, 2]));
    expect([...rightOf(categoryColumn(ragged, "b")).codes]).toEqual([-1, 0, -1]);
    expect([...rightOf(booleanColumn(ragged, "c")).values]).toEqual([-1, -1, -1]);
  });

  it("reads each cell once", () => {
    let reads = 0;
    const row = Object.defineProperty({}, "x", {
      enumerable: true,
      get: () => {
        reads += 1;
        return reads;
      },
    });
    expect([...rightOf(numberColumn(read([row]), "x")).values, reads]).toEqual([1, 1]);
  });

  it("answers anything with a result, and never throws", () => {
    for (const value of hostileValues()) {
      expect(tableFromRows()(value as never)).toHaveProperty("_tag");
      expect(tableFromRows()([value] as never)._tag).toBe("Left");
      expect(tableFromRows()([{ x: 1 }, { x: value }] as never)).toHaveProperty("_tag");
      expect(tableFromRows(value as never)([{ x: 1 }])).toHaveProperty("_tag");
    }
    fc.assert(
      fc.property(hostile, hostile, (options, rows) => {
        expect(tableFromRows(options as never)(rows as never)).toHaveProperty("_tag");
        expect(tableFromColumns(options as never)(rows as never)).toHaveProperty("_tag");
      }),
    );
  });

  it("turns 100,000 rows of 20 columns into a table in well under a second", () => {
    const rows = Array.from({ length: 100_000 }, (_, row) =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, column) => [`c${column}`, column < 15 ? row * 0.5 : `k${row % 7}`]),
      ),
    );
    const start = performance.now();
    expect(read(rows).rowCount).toBe(100_000);
    // a tenth of a second alone on a machine; the bound only tells linear from quadratic on a busy one
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("coerce: csv", () => {
  it.each<[readonly string[], readonly number[]]>([
    [
      ["1.5", "-2e3", "+.5", " 7 ", "0", "3."],
      [1.5, -2000, 0.5, 7, 0, 3],
    ],
    [
      ["1", "", "NA", "N/A", "NaN", "null", "NULL", " "],
      [1, ...new Array(7).fill(Number.NaN)],
    ],
    [
      ["9007199254740991", "0.1234567890123456789"],
      [9007199254740991, 0.12345678901234568],
    ],
    [
      ["1e308", "12345678901234567890.5"],
      [1e308, 12345678901234567000],
    ],
  ])("reads %j as numbers", (cells, values) => {
    expect(csvColumn(...cells)).toEqual({ kind: "number", values: new Float64Array(values) });
  });

  it.each([
    ["007"],
    ["-01.5"],
    ["9007199254740993"],
    ["1,5"],
    ["0x10"],
    ["Infinity"],
    ["1e999"],
    ["1e"],
    ["."],
    ["one"],
    ["1 000"],
    ["--1"],
    ["2026-01-31"],
    ["2026-01-31T12:00:00"],
    ["yes"],
    ["?"],
  ])("leaves %j a category, and the numbers beside it", (cell) => {
    expect(csvColumn("12", cell)).toMatchObject({ kind: "category", categories: ["12", cell].sort() });
  });

  describe("a stray cell", () => {
    const nine = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    const times = nine.map((day) => `2026-01-0${day}T09:00:00Z`);

    it("among numbers is refused by row, with what to do", () => {
      expect(invalidOf(csv(["1", "n.d.", "", ...nine.slice(1)])).issues).toEqual([
        {
          path: [1, "cell"],
          code: "inconsistent",
          expected: 'one of the numbers, as 9 of 10 cells are (name it in missing, or say kind: "category" for "cell")',
          received: '"n.d."',
        },
      ]);
    });

    it("among times is refused too", () => {
      expect(issuesOf(csv([...times, "yesterday"]))).toEqual(["inconsistent at 9.cell"]);
    });

    it("names only the first of several", () => {
      expect(issuesOf(csv([...nine, ...nine, "a", "b"]))).toEqual(["inconsistent at 18.cell"]);
    });

    it.each<[string, readonly string[]]>([
      ["two in ten are other words", [...nine.slice(1), "a", "b"]],
      ["there are fewer than ten cells", [...nine.slice(1), "a"]],
      ["missing cells do not count towards the ten", [...nine.slice(1), "a", "", "NA"]],
      ["the others are codes", [...nine, "007"]],
      ["one of the others is a code", [...nine, ...nine, "x", "007"]],
    ])("makes a category where %s", (_, cells) => {
      expect(rightOf(csv(cells)).schema["cell"]?.kind).toBe("category");
    });

    it("is a category or missing where the options say so", () => {
      expect(rightOf(csv([...nine, "K"], { columns: { cell: { kind: "category" } } })).rowCount).toBe(10);
      expect(rightOf(csv([...nine, "n.d."], { missing: ["n.d."] })).schema["cell"]?.kind).toBe("number");
    });
  });

  it("reads truth values in any case", () => {
    expect(csvColumn("true", "FALSE", "", "True")).toEqual({ kind: "boolean", values: new Int8Array([1, 0, -1, 1]) });
  });

  it.each<[string, number]>([
    ["2026-01-31T12:00:00Z", NOON],
    ["2026-01-31T12:00Z", NOON],
    ["2026-01-31 12:00:00z", NOON],
    ["2026-01-31T14:30:00+02:30", NOON],
    ["2026-01-31T07:00:00-0500", NOON],
    ["2026-01-31T07:00:00-05", NOON],
    ["2026-01-31T12:00:00.25Z", NOON + 250],
    ["2026-01-31T12:00:00,1239Z", NOON + 123],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    ["1995-06-01T00:00:00Z", Date.UTC(1995, 5, 1)],
  ])("reads %s as an instant", (text, at) => {
    expect(csvColumn(text)).toEqual({ kind: "time", values: new Float64Array([at]) });
  });

  it.each([
    "2026-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-01-31T24:00:00Z",
    "2026-01-31T12:60:00Z",
    "2026-01-31T12:00:60Z",
    "2026-01-31T12:00:00+19:00",
    "2026-01-31T12:00:00+02:60",
    "2026-01-31T12:00:00",
  ])("does not read %s as an instant", (text) => {
    expect(csvColumn(text)).toMatchObject({ kind: "category" });
  });

  it("takes the spellings of missing that the caller names, and only those", () => {
    expect(rightOf(csv(["1", "?", "-"], { missing: ["?", "-"] })).columns["cell"]).toEqual({
      kind: "number",
      values: new Float64Array([1, Number.NaN, Number.NaN]),
    });
    expect(rightOf(csv(["1", "NA"], { missing: ["?"] })).columns["cell"]).toMatchObject({ kind: "category" });
  });

  it("keeps ids as text, and categories with their spaces", () => {
    const rows = [{ id_student: "11391", note: " late " }];
    expect(read(rows, { coerce: "csv" }).schema).toMatchObject({
      id_student: { kind: "category", role: "id", categories: ["11391"] },
      note: { kind: "category", categories: [" late "] },
    });
    expect(kinds(read(rows, { coerce: "csv", columns: { id_student: { kind: "number" } } }))).toMatchObject({
      id_student: "number",
    });
  });

  it.each<[TableOptions["columns"], string, string]>([
    [{ cell: { kind: "number" } }, "many", "wrong-type at 0.cell"],
    [{ cell: { kind: "number" } }, "9007199254740993", "unsafe-number at 0.cell"],
    [{ cell: { kind: "boolean" } }, "1", "wrong-type at 0.cell"],
    [{ cell: { kind: "time" } }, "2026-01-31", "wrong-type at 0.cell"],
  ])("refuses what does not fit %o: %s", (columns, cell, issue) => {
    expect(issuesOf(csv([cell], columns === undefined ? {} : { columns }))).toEqual([issue]);
  });

  it("reads declared numbers with leading zeros", () => {
    expect(rightOf(csv(["007"], { columns: { cell: { kind: "number" } } })).columns["cell"]).toMatchObject({
      values: new Float64Array([7]),
    });
  });

  it("takes cells that are no strings as they are", () => {
    expect(read([{ x: 1 }, { x: "2" }, { x: null }], { coerce: "csv" }).columns["x"]).toEqual({
      kind: "number",
      values: new Float64Array([1, 2, Number.NaN]),
    });
    expect(read([{ x: "2" }, { x: 1 }], { coerce: "csv" }).columns["x"]).toMatchObject({
      values: new Float64Array([2, 1]),
    });
  });
});

describe("tableFromColumns", () => {
  it("makes the table that the same cells make as rows", () => {
    const columns = Object.fromEntries(
      Object.keys(table.schema).map((name) => [name, people.map((row) => Object(row)[name] as unknown)]),
    );
    expect(rightOf(tableFromColumns()(deepFreeze(columns)))).toEqual(table);
  });

  it("copies typed arrays", () => {
    const minutes = new Float64Array([1, Number.NaN]);
    const made = rightOf(tableFromColumns()({ minutes, days: new Int16Array([3, 4]) }));
    minutes[0] = 99;
    expect(made.columns["minutes"]).toEqual({ kind: "number", values: new Float64Array([1, Number.NaN]) });
    expect(made.columns["days"]).toEqual({ kind: "number", values: new Float64Array([3, 4]) });
  });

  it.each<[string, unknown, readonly string[]]>([
    ["columns of other lengths", { a: [1, 2], b: [1], c: [1, 2, 3] }, ["inconsistent at b", "inconsistent at c"]],
    [
      "what is no column",
      { a: "abc", b: new DataView(new ArrayBuffer(8)), c: 5 },
      ["wrong-type at a", "wrong-type at b", "wrong-type at c"],
    ],
    ["a bad cell", { a: [1, "2"] }, ["wrong-type at a.1"]],
    ["bigints", { a: new BigInt64Array(1) }, ["wrong-type at a.0"]],
    ["a column that reaches the prototype", JSON.parse('{"__proto__": [1]}'), ["forbidden-key at __proto__"]],
    ["an array", [[1]], ["wrong-type at "]],
    ["nothing", undefined, ["missing at "]],
  ])("refuses %s", (_, columns, issues) => {
    expect(issuesOf(tableFromColumns()(columns as never))).toEqual(issues);
  });

  it("names the nearest of its columns", () => {
    expect(invalidOf(tableFromColumns({ columns: { minuts: {} } })({ minutes: [1] })).issues).toEqual([
      {
        path: ["columns", "minuts"],
        code: "unknown-value",
        expected: "one of minutes (did you mean minutes?)",
        received: '"minuts"',
      },
    ]);
  });
});

describe("numberColumn and its siblings", () => {
  it("hand out the cells themselves, not a copy", () => {
    expect(rightOf(numberColumn(table, "minutes"))).toEqual(table.columns["minutes"]);
    expect(rightOf(numberColumn(table, "minutes")).values).toBe(Object(table.columns["minutes"]).values);
    expect(rightOf(categoryColumn(table, "region")).categories).toEqual(["north", "south"]);
    expect([...rightOf(booleanColumn(table, "active")).values]).toEqual([1, 0, -1]);
    expect([...rightOf(timeColumn(table, "seen")).values]).toEqual([NOON, Number.NaN, NOON + 1]);
  });

  it("name the nearest column of the kind, and the kind of another", () => {
    expect(invalidOf(numberColumn(table, "minuts"))).toMatchObject({
      in: "numberColumn",
      issues: [
        {
          path: ["name"],
          code: "unknown-value",
          expected: "a number column of the table: one of minutes (did you mean minutes?)",
        },
      ],
    });
    expect(invalidOf(numberColumn(table, "region")).issues).toEqual([
      {
        path: ["name"],
        code: "wrong-type",
        expected: "a number column (this is a category column)",
        received: '"region"',
      },
    ]);
    expect(issuesOf(categoryColumn(table, "minutes"))).toEqual(["wrong-type at name"]);
    expect(issuesOf(booleanColumn(table, "minutes"))).toEqual(["wrong-type at name"]);
    expect(issuesOf(timeColumn(table, "minutes"))).toEqual(["wrong-type at name"]);
    expect(issuesOf(numberColumn(table, "toString"))).toEqual(["unknown-value at name"]);
    expect(issuesOf(numberColumn(table, undefined as never))).toEqual(["missing at name"]);
    expect(issuesOf(numberColumn(table, 3 as never))).toEqual(["wrong-type at name"]);
    expect([categoryColumn, booleanColumn, timeColumn].map((ask) => invalidOf(ask(table, "x")).in)).toEqual([
      "categoryColumn",
      "booleanColumn",
      "timeColumn",
    ]);
  });

  const built = (column: object, kind: string, rowCount = 2): Table =>
    ({ schema: { x: { kind, role: "feature" } }, rowCount, columns: { x: column } }) as never;

  it.each<[string, (of: Table, name: string) => Result<unknown>, Table, readonly string[]]>([
    ["rows for a table", numberColumn, people as never, ["wrong-type at table"]],
    [
      "an infinite number",
      numberColumn,
      built({ kind: "number", values: new Float64Array([1, -Infinity]) }, "number"),
      ["out-of-range at 1.x"],
    ],
    [
      "an infinite instant",
      timeColumn,
      built({ kind: "time", values: new Float64Array([1, Infinity]) }, "time"),
      ["out-of-range at 1.x"],
    ],
    [
      "a truth value of 2",
      booleanColumn,
      built({ kind: "boolean", values: new Int8Array([1, 2]) }, "boolean"),
      ["out-of-range at 1.x"],
    ],
    [
      "a truth value of -2",
      booleanColumn,
      built({ kind: "boolean", values: new Int8Array([1, -2]) }, "boolean"),
      ["out-of-range at 1.x"],
    ],
    [
      "a code beyond the categories",
      categoryColumn,
      built({ kind: "category", codes: new Int32Array([0, 1]), categories: ["a"], ordered: false }, "category"),
      ["out-of-range at 1.x"],
    ],
    [
      "a code below -1",
      categoryColumn,
      built({ kind: "category", codes: new Int32Array([0, -2]), categories: ["a"], ordered: false }, "category"),
      ["out-of-range at 1.x"],
    ],
    [
      "a column too short",
      numberColumn,
      built({ kind: "number", values: new Float64Array(1) }, "number"),
      ["inconsistent at table.columns.x"],
    ],
    [
      "a boolean column too short",
      booleanColumn,
      built({ kind: "boolean", values: new Int8Array(1) }, "boolean"),
      ["inconsistent at table.columns.x"],
    ],
    [
      "a category column too short",
      categoryColumn,
      built({ kind: "category", codes: new Int32Array(1), categories: [] }, "category"),
      ["inconsistent at table.columns.x"],
    ],
    [
      "categories that are no strings",
      categoryColumn,
      built({ kind: "category", codes: new Int32Array(2), categories: [1] }, "category"),
      ["inconsistent at table.columns.x"],
    ],
    [
      "an array for a typed array",
      numberColumn,
      built({ kind: "number", values: [1, 2] }, "number"),
      ["inconsistent at table.columns.x"],
    ],
    [
      "a column of another kind than its schema says",
      numberColumn,
      built({ kind: "time", values: new Float64Array(2) }, "number"),
      ["inconsistent at table.columns.x"],
    ],
    [
      "an unknown kind",
      numberColumn,
      built({ kind: "numbr", values: new Float64Array(2) }, "numbr"),
      ["unknown-value at table.schema.x.kind", "inconsistent at table.columns.x"],
    ],
    [
      "a column the table lacks",
      numberColumn,
      { schema: { x: { kind: "number", role: "feature" } }, rowCount: 0, columns: {} },
      ["missing at table.columns.x"],
    ],
    [
      "rows without columns",
      numberColumn,
      { schema: {}, rowCount: 3, columns: {} },
      ["inconsistent at table.rowCount"],
    ],
    [
      "a negative count of rows",
      numberColumn,
      { schema: {}, rowCount: -1, columns: {} },
      ["out-of-range at table.rowCount"],
    ],
    [
      "a schema that reaches the prototype",
      numberColumn,
      JSON.parse('{"schema": {"__proto__": {}}, "rowCount": 0, "columns": {}}'),
      ["forbidden-key at table.schema.__proto__"],
    ],
  ])("refuse %s", (_, ask, of, issues) => {
    expect(issuesOf(ask(of, "x"))).toEqual(issues);
  });

  it("never throw", () => {
    for (const value of hostileValues())
      for (const ask of [numberColumn, categoryColumn, booleanColumn, timeColumn])
        expect([ask(value as never, "x")._tag, ask(table, value as never)._tag]).toEqual(["Left", "Left"]);
  });
});

describe("featureColumns", () => {
  it("hands out features and nothing that is protected, an id, a time or ignored", () => {
    const sorted = read(people, { columns: { region: { role: "protected" }, active: { role: "ignored" } } });
    expect(rightOf(featureColumns(sorted)).map(({ name, spec, column }) => [name, spec.kind, column.kind])).toEqual([
      ["minutes", "number", "number"],
    ]);
    expect(rightOf(featureColumns(table)).map(({ name }) => name)).toEqual(["minutes", "region", "active"]);
    expect(
      rightOf(featureColumns(read([{ at: NOON }], { columns: { at: { kind: "time", role: "feature" } } }))),
    ).toHaveLength(1);
  });

  it("refuses features with cells that do not fit", () => {
    const spoiled = {
      schema: { x: { kind: "number", role: "feature" } },
      rowCount: 1,
      columns: { x: { kind: "number", values: new Float64Array([Infinity]) } },
    } as const;
    expect(issuesOf(featureColumns(spoiled))).toEqual(["out-of-range at 0.x"]);
    expect(invalidOf(featureColumns(null as never)).in).toBe("featureColumns");
  });
});

describe("selectColumns", () => {
  it("keeps the columns named, in the order named", () => {
    const two = rightOf(selectColumns(deepFreeze(["region", "minutes"]))(table));
    expect(Object.entries(two.columns)).toEqual([
      ["region", table.columns["region"]],
      ["minutes", table.columns["minutes"]],
    ]);
    expect([Object.keys(two.schema), two.rowCount]).toEqual([["region", "minutes"], 3]);
    expect(rightOf(selectColumns([])(table))).toEqual({ schema: {}, rowCount: 0, columns: {} });
  });

  it("refuses names that are not there, twice there, or no names", () => {
    expect(invalidOf(selectColumns(["minuts", "region"])(table)).issues).toEqual([
      {
        path: ["names", 0],
        code: "unknown-value",
        expected: "a column of the table: one of learner, minutes, region, active, seen (did you mean minutes?)",
        received: '"minuts"',
      },
    ]);
    expect(issuesOf(selectColumns(["toString"])(table))).toEqual(["unknown-value at names.0"]);
    expect(issuesOf(selectColumns(["region", "region"])(table))).toEqual(["duplicate at names.1"]);
    expect(issuesOf(selectColumns([7] as never)(table))).toEqual(["wrong-type at names.0"]);
    expect(issuesOf(selectColumns("region" as never)(table))).toEqual(["wrong-type at names"]);
    expect(issuesOf(selectColumns(["region"])({} as never))).toEqual([
      "missing at table.rowCount",
      "missing at table.schema",
      "missing at table.columns",
    ]);
  });
});

describe("tableRows", () => {
  it("gives the cells back, null where they are missing", () => {
    expect(rightOf(tableRows(table))).toEqual([
      { learner: "a", minutes: 40, region: "south", active: true, seen: new Date(NOON) },
      { learner: "b", minutes: null, region: "north", active: false, seen: null },
      { learner: "c", minutes: 2.5, region: null, active: null, seen: new Date(NOON + 1) },
    ]);
  });

  it("is the inverse of tableFromRows", () => {
    const row = fc.record({
      n: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      c: fc.option(fc.string()),
      b: fc.option(fc.boolean()),
      t: fc.option(fc.date({ noInvalidDate: true })),
      o: fc.option(fc.constantFrom("low", "high")),
      learner: fc.string(),
    });
    const options: TableOptions = {
      columns: {
        n: { kind: "number" },
        c: { kind: "category" },
        b: { kind: "boolean", role: "protected" },
        t: { kind: "time" },
        o: { categories: ["low", "high"], ordered: true },
      },
    };
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const first = read(deepFreeze(rows), options);
        const back = rightOf(tableRows(first));
        expect(back).toEqual(rows);
        expect(read(back, { columns: first.schema })).toEqual(first);
      }),
    );
  });

  it("refuses what is no table", () => {
    expect(invalidOf(tableRows([] as never)).in).toBe("tableRows");
    for (const value of hostileValues()) expect(tableRows(value as never)._tag).toBe("Left");
  });
});

describe("tableToMatrix", () => {
  const numeric = read(
    [
      { learner: "a", minutes: 40, active: true, age: 50 },
      { learner: "b", minutes: 25, active: false, age: 30 },
    ],
    { columns: { age: { role: "protected" } } },
  );

  it("lays out features row after row, truth values as 1 and 0", () => {
    expect(rightOf(tableToMatrix()(numeric))).toEqual({
      names: ["minutes", "active"],
      rowCount: 2,
      values: new Float64Array([40, 1, 25, 0]),
    });
  });

  it("takes columns that are named, protected ones too, in their order", () => {
    expect(rightOf(tableToMatrix({ columns: ["age", "minutes"] })(numeric))).toEqual({
      names: ["age", "minutes"],
      rowCount: 2,
      values: new Float64Array([50, 40, 30, 25]),
    });
    expect(rightOf(tableToMatrix({ columns: [] })(numeric)).values).toHaveLength(0);
  });

  it("refuses categories and missing cells by row and column, and columns that are not there", () => {
    expect(issuesOf(tableToMatrix()(table))).toEqual([
      "missing at 1.minutes",
      "wrong-type at columns.region",
      "missing at 2.active",
    ]);
    expect(invalidOf(tableToMatrix({ columns: ["age", "minuts"] })(numeric)).issues).toMatchObject([
      {
        path: ["columns", 1],
        code: "unknown-value",
        expected: "a number column of the table: one of minutes, age (did you mean minutes?)",
      },
    ]);
    expect(issuesOf(tableToMatrix({ columns: ["age", "age"] })(numeric))).toEqual(["duplicate at columns.1"]);
    expect(issuesOf(tableToMatrix({ colums: [] } as never)(numeric))).toEqual(["unknown-key at colums"]);
    expect(issuesOf(tableToMatrix({ columns: 5 } as never)(numeric))).toEqual(["wrong-type at columns"]);
    expect(invalidOf(tableToMatrix()(3 as never)).in).toBe("tableToMatrix");
  });
});
