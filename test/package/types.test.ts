import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { CONSUMER } from "./unpacked.ts";

/** The complaints of a compiler about a consumer's program, under one way of resolving modules. */
const complaints = (
  file: string,
  code: string,
  module: ts.ModuleKind,
  resolution: ts.ModuleResolutionKind,
): readonly string[] => {
  const path = resolve(CONSUMER, file);
  writeFileSync(path, code);
  const program = ts.createProgram([path], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
    module,
    moduleResolution: resolution,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
};

const GOOD = [
  'import { type Result, orThrow, spacing } from "learnlift";',
  'import { review } from "learnlift/spacing";',
  "const memory = orThrow(spacing.createMemory(spacing.fsrs6)());",
  'const result: Result<{ readonly dueAt: number }> = review(memory)({ grade: "good", at: 1_700_000_000_000 });',
  'export const dueAt: number = result._tag === "Right" ? result.right.dueAt : 0;',
].join("\n");
const WRONG = GOOD.replace('"good"', '"splendid"');

describe("the types of the packed library", () => {
  it.each([
    ["nodenext, as a module", "good.mts", ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
    ["nodenext, as CommonJS", "good.cts", ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
    ["a bundler", "good.ts", ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
  ])("hold under %s, and catch a wrong word", (_, file, module, resolution) => {
    expect(complaints(file, GOOD, module, resolution)).toEqual([]);
    expect(complaints(file.replace("good", "wrong"), WRONG, module, resolution).join(" ")).toContain("splendid");
  });
});
