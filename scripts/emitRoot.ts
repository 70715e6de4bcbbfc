// Writes dist/index.* line by line instead of bundling it: a namespace that a bundler puts into a shared chunk can no longer be
// shaken, a literal `export * as spacing from "./spacing/index.js"` can.

import { readFile, writeFile } from "node:fs/promises";
import { transform } from "esbuild";
import { FOLDERS } from "./entries.ts";

const RE_EXPORT = /^export \*(?: as \w+)? from "\.\/(\w+)\/index\.ts";$/;

const source = await readFile("src/index.ts", "utf8");
const lines = source.replace(/\/\*[\s\S]*?\*\//g, "").split("\n");
const statements = lines.filter((line) => line.trim() !== "" && !line.startsWith("//"));
for (const statement of statements) {
  if (!FOLDERS.includes(RE_EXPORT.exec(statement)?.[1] ?? ""))
    throw new Error(`src/index.ts may only re-export whole folders that are entries, one a line; found: ${statement}`);
}

const code = `${statements.join("\n")}\n`;
const pointAt = (text: string, extension: string): string => text.replace(/\/index\.ts"/g, `/index.${extension}"`);
const commonJs = await transform(pointAt(code, "cjs"), { format: "cjs", platform: "node", target: "es2022" });

await writeFile("dist/index.js", pointAt(code, "js"));
await writeFile("dist/index.cjs", commonJs.code);
await writeFile("dist/index.d.ts", pointAt(source, "js"));
await writeFile("dist/index.d.cts", pointAt(source, "cjs"));
