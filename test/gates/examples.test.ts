import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { blocksOf, checked, difference, docBlocksOf, type Program, programsOf, readExpected } from "./examples.ts";
import { filesUnder, ROOT, readText } from "./modules.ts";

const FOLDER = resolve(ROOT, ".cache/examples");
const ENTRIES = [
  "",
  "/segment",
  "/spacing",
  "/recommend",
  "/nudge",
  "/metrics",
  "/records",
  "/simulate",
  "/charts",
  "/core",
];

const documents = [
  ...["README.md", "CONTRIBUTING.md"].filter((file) => existsSync(resolve(ROOT, file))),
  ...filesUnder("docs", ".md").filter((file) => !file.startsWith("docs/api/")),
];

const programs: readonly Program[] = [
  ...documents.flatMap((file) => programsOf(blocksOf(file, readText(file)), true)),
  ...filesUnder("src", ".ts").flatMap((file) => programsOf(docBlocksOf(file, readText(file)), false)),
];

const fileOf = ({ name }: Program): string => resolve(FOLDER, `${name}.ts`);

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const program of programs) {
  const lines = [
    `import { __check } from "../../test/gates/exampleCheck.ts";`,
    checked(program),
    "export {};",
    "void __check;",
  ];
  writeFileSync(fileOf(program), `${lines.join("\n")}\n`);
}

describe("the examples", () => {
  it("are there", () => {
    expect(programs.length).toBeGreaterThan(0);
  });

  it("have the types that they say", () => {
    const config = ts.readConfigFile(resolve(ROOT, "tsconfig.node.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
    const program = ts.createProgram(programs.map(fileOf), { ...options, noUnusedLocals: false, noEmit: true });
    const complaints = programs.flatMap((each) => {
      const source = program.getSourceFile(fileOf(each));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map((diagnostic) => {
        const line = source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
        return `${each.file}:${each.line + line - 1}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, " ")}`;
      });
    });
    expect(complaints).toEqual([]);
  }, 120_000);

  it("import the library by its public names", () => {
    const known = new Set(ENTRIES.map((entry) => `learnlift${entry}`));
    const wrong = programs.flatMap(({ file, line, code }) =>
      [...code.matchAll(/from "([^"]+)"/g)]
        .map((match) => match[1] ?? "")
        .filter(
          (name) =>
            !known.has(name) && !name.startsWith("fp-ts/lib/") && name !== "learnlift/testing" && name !== "fast-check",
        )
        .map((name) => `${file}:${line}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(programs.map((program) => [`${program.file}:${program.line}`, program] as const))(
    "run: %s",
    async (_, program) => {
      await import(/* @vite-ignore */ fileOf(program));
    },
  );
});

describe("the reading of examples", () => {
  const page = [
    "text",
    "```ts",
    'import { a } from "learnlift";',
    "a; // => 1",
    "```",
    "more",
    "```ts",
    "a; // => 2",
    "```",
  ].join("\n");

  it("joins a block without an import to the one before it", () => {
    const [program, ...others] = programsOf(blocksOf("docs/a.md", page), true);
    expect(others).toEqual([]);
    expect(program?.line).toBe(3);
    expect(program?.code.split("\n")[5]).toBe("a; // => 2");
  });

  it("takes blocks from doc comments, each alone", () => {
    const text = [
      "/**",
      " * Adds.",
      " *",
      " * @example",
      " * ```ts",
      " * a(1); // => 2",
      " * ```",
      " */",
      "export const a = 1;",
    ];
    expect(docBlocksOf("src/a.ts", text.join("\n"))).toEqual([{ file: "src/a.ts", line: 6, code: "a(1); // => 2" }]);
  });

  it("refuses a fence that would not run", () => {
    expect(() => blocksOf("docs/a.md", "```typescript\na;\n```")).toThrow("docs/a.md:1");
    expect(() => blocksOf("docs/a.md", "```ts no-run\na;\n```")).toThrow("docs/a.md:1");
  });

  it.each([
    ["f(1); // => 2", "f(1)"],
    ["console.log(f(1)); // => 2", "f(1)"],
    ["f(1);\n// => 2", "f(1)"],
    ["const x = f(1); // => 2", "x"],
    ["const { x } = f(1); // => 2", "x"],
    ['f(1); // "two"', "f(1)"],
    ["f(1); // 60: an hour ahead", "f(1)"],
    ["f(1); // Float64Array [1, NaN]", "f(1)"],
    ["const { x, y: [z] } = f(1); // => { x: 1, z: 2 }", "{ x, z }"],
  ])("checks %s", (code, value) => {
    expect(checked({ name: "a", file: "a.md", line: 7, code })).toContain(`__check("a.md:7", ${value}, `);
  });

  it("leaves words alone", () => {
    expect(checked({ name: "a", file: "a.md", line: 7, code: "f(1); // two weeks" })).toBe("f(1); // two weeks");
  });

  it("refuses a value that nothing checks, and one that is no value", () => {
    const program = { name: "a", file: "a.md", line: 7 };
    expect(() => checked({ ...program, code: "if (f) {\n  f(); // => 2\n}" })).toThrow("a.md:8");
    expect(() => checked({ ...program, code: "f(); // => about two" })).toThrow("not a value");
  });

  it.each([
    ["2", 2],
    ["-2", -2],
    ["0.92", 0.9249],
    ["0.92", 0.9151],
    ["-0.5", -0.54],
    ['"a"', "a"],
    ["null", null],
    ["undefined", undefined],
    ["NaN", Number.NaN],
    ["[1, 2]", [1, 2]],
    ["[1, …]", [1, 2, 3]],
    ["[0.5, 1]", new Float64Array([0.5, 1])],
    ["{ a: [1], b: { c: true } }", { a: [1], b: { c: true } }],
    ["{ a: 1, … }", { a: 1, b: 2 }],
  ])("%s is taken for what it says", (text, value) => {
    expect(difference(readExpected(text), value)).toBeNull();
  });

  it.each([
    ["2", 2.1],
    ["0.92", 0.926],
    ["0.92", 0.914],
    ["-2", 2],
    ['"a"', "b"],
    ["null", undefined],
    ["NaN", 0],
    ["[1, 2]", [1, 2, 3]],
    ["[1, 2]", [2, 1]],
    ["[1, …]", []],
    ["{ a: 1 }", { a: 1, b: 2 }],
    ["{ a: 1, … }", { b: 2 }],
    ["{ a: 1 }", null],
  ])("%s is not taken for anything else", (text, value) => {
    expect(difference(readExpected(text), value)).not.toBeNull();
  });
});
