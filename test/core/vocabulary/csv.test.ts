import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvOptions, type CsvRow, parseCsv, tableFromRows } from "../../../src/core/vocabulary/index.ts";
import { deepFreeze, hostileValues, invalidOf, issuesOf, rightOf } from "../../support/property.ts";

const rows = (text: string, options?: CsvOptions): readonly CsvRow[] => rightOf(parseCsv(options)(text));

describe("parseCsv", () => {
  it.each<[string, string, readonly CsvRow[]]>([
    [
      "a plain file",
      "a,b\n1,2\n3,4\n",
      [
        { a: "1", b: "2" },
        { a: "3", b: "4" },
      ],
    ],
    ["no line end at the end", "a,b\n1,2", [{ a: "1", b: "2" }]],
    ["CRLF", "a,b\r\n1,2\r\n", [{ a: "1", b: "2" }]],
    ["CR", "a,b\r1,2\r", [{ a: "1", b: "2" }]],
    ["a byte-order mark", "\ufeffa,b\n1,2", [{ a: "1", b: "2" }]],
    ["blank lines", "\n\na,b\n\r\n1,2\n\n", [{ a: "1", b: "2" }]],
    [
      "empty cells",
      "a,b,c\n,,\n1,,3\n",
      [
        { a: "", b: "", c: "" },
        { a: "1", b: "", c: "3" },
      ],
    ],
    [
      "quoted separators, line ends and quotes",
      'a,b\n"x,y","line 1\r\nline 2"\n"say ""hi""",""\n',
      [
        { a: "x,y", b: "line 1\r\nline 2" },
        { a: 'say "hi"', b: "" },
      ],
    ],
    ["a quoted header", '"a b","c"\n1,2', [{ "a b": "1", c: "2" }]],
    ["a quoted cell beside plain ones", 'a,b,c\n1,"2",3\n', [{ a: "1", b: "2", c: "3" }]],
    ["a quoted last cell without line end", 'a,b\n1,"2"', [{ a: "1", b: "2" }]],
    [
      "an empty cell after a quoted one",
      'a,b\n"1",\n2,3',
      [
        { a: "1", b: "" },
        { a: "2", b: "3" },
      ],
    ],
    ["a quoted empty cell alone in its line", 'a\n""\n', [{ a: "" }]],
    ["spaces, which belong to cells", "a,b\n 1 , 2", [{ a: " 1 ", b: " 2" }]],
    ["only a header", "a,b\n", []],
    ["nothing", "", []],
    ["a mark and nothing", "\ufeff", []],
  ])("reads %s", (_, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  it("reads another separator, and a header that the caller brings", () => {
    expect(rows('a;b\n"1;0";2,5', { separator: ";" })).toEqual([{ a: "1;0", b: "2,5" }]);
    expect(rows("1\t2", { separator: "\t", header: deepFreeze(["a", "b"]) })).toEqual([{ a: "1", b: "2" }]);
  });

  it.each<[string, string, readonly string[]]>([
    ["a line with too few cells", "a,b\n1,2\n3\n", ["inconsistent at 1"]],
    ["a line with too many", "a,b\n1,2,3\n", ["inconsistent at 0"]],
    ["a column twice", "a,b,a\n1,2,3\n", ["duplicate at header.2"]],
    ["a column that reaches the prototype", "a,__proto__\n1,2\n", ["forbidden-key at header.1"]],
    ["a quote inside a plain cell", 'a,b\n1,x"y"\n', ["unreadable at line.2"]],
    ["text after a closing quote", 'a,b\n"1"x,2\n', ["unreadable at line.2", "inconsistent at 0"]],
    ["a quote that is never closed", 'a,b\n1,2\n"3,4\n5,6\n', ["unreadable at line.3", "inconsistent at 1"]],
    ["a doubled quote at the very end", 'a\n"x""', ["unreadable at line.2", "inconsistent at 0"]],
  ])("refuses %s", (_, text, issues) => {
    expect(issuesOf(parseCsv()(text))).toEqual(issues);
  });

  it("counts lines of the text, those inside quotes and blank ones included", () => {
    const text = 'a,b\n"x\ny\r\nz",1\n\n2\n';
    expect(invalidOf(parseCsv()(text)).issues).toEqual([
      { path: [1], code: "inconsistent", expected: "2 cells, as the header has (line 6)", received: "1" },
    ]);
  });

  it("goes on after a spoiled line", () => {
    expect(issuesOf(parseCsv()('a,b\n"1"x,2\n3\n'))).toEqual([
      "unreadable at line.2",
      "inconsistent at 0",
      "inconsistent at 1",
    ]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["a separator of two characters", { separator: "::" }, ["unknown-value at separator"]],
    ["no separator", { separator: "" }, ["unknown-value at separator"]],
    ["a quote as separator", { separator: '"' }, ["unknown-value at separator"]],
    ["a line end as separator", { separator: "\n" }, ["unknown-value at separator"]],
    ["a carriage return as separator", { separator: "\r" }, ["unknown-value at separator"]],
    ["a separator that is no string", { separator: 5 }, ["unknown-value at separator"]],
    ["a name twice in the header", { header: ["a", "a"] }, ["duplicate at header.1"]],
    ["a header that is none", { header: "a,b" }, ["wrong-type at header"]],
    ["an unknown option", { seperator: ";" }, ["unknown-key at seperator"]],
  ])("refuses %s", (_, options, issues) => {
    expect(issuesOf(parseCsv(options as CsvOptions)("a\n1"))).toEqual(issues);
    expect(invalidOf(parseCsv(options as CsvOptions)("a\n1")).in).toBe("parseCsv");
  });

  it("answers anything with a result, and never throws", () => {
    for (const value of hostileValues()) {
      expect(parseCsv()(value as never)).toHaveProperty("_tag");
      expect(parseCsv(value as never)("a,b\n1,2")).toHaveProperty("_tag");
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "\ufeff") }), (text) => {
        expect(parseCsv()(text)).toHaveProperty("_tag");
      }),
    );
  });

  it("reads back what was written by the rules, however cells are quoted", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", " ", ",", '"', "\n", "\r", "1") });
    const quoted = fc.record({ text: cell, always: fc.boolean() });
    const written = ({ text, always }: { text: string; always: boolean }): string =>
      always || text === "" || /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.boolean(),
        fc.gen(),
        (width, end, last, gen) => {
          const header = Array.from({ length: width }, (_, column) => `c${column}`);
          const lines = gen(fc.array, fc.tuple(...header.map(() => quoted)), { maxLength: 6 });
          const text =
            [header, ...lines.map((line) => line.map(written))].map((line) => line.join(",")).join(end) +
            (last ? end : "");
          const expected = lines.map((line) => Object.fromEntries(line.map((one, column) => [`c${column}`, one.text])));
          expect(rows(text)).toEqual(expected);
        },
      ),
    );
  });

  it("takes time in proportion to the text, wherever its quotes are", () => {
    const start = performance.now();
    const text = `a,b\n${"1,2\n".repeat(200_000)}"x",y\n`;
    expect(rows(text)).toHaveLength(200_001);
    expect(rows(`a\n${`"${"x".repeat(10)}""y"\n`.repeat(50_000)}`)).toHaveLength(50_000);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it("feeds tableFromRows", () => {
    const table = rightOf(
      tableFromRows({ coerce: "csv" })(rows("id_student,score,final\n11391,82.5,true\n28400,,false\n")),
    );
    expect(table.schema).toMatchObject({
      id_student: { kind: "category", role: "id" },
      score: { kind: "number" },
      final: { kind: "boolean" },
    });
  });
});
