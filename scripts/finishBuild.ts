// Finishes dist/ after tsup has bundled the folders as ES modules.
// 1. Writes dist/index.js line by line instead of bundling it: a namespace that a bundler puts into a shared chunk can no longer be
//    shaken, a literal `export * as spacing from "./spacing/index.js"` can.
// 2. Drops `import "../chunk.js";` lines, which do nothing (the package has no side effects) but make bundlers warn.
// 3. Writes the CommonJS twin of every file. (tsup's own twins of split bundles come with `??` and `?.` turned into closures.)

import { readdir, readFile, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { transform } from "esbuild";
import { FOLDERS } from "./entries.ts";
import { ROOT } from "./pack.ts";

const DIST = resolve(ROOT, "dist");
const RE_EXPORT = /^export \*(?: as \w+)? from "\.\/(\w+)\/index\.ts";$/;

const source = await readFile(resolve(ROOT, "src/index.ts"), "utf8");
const lines = source.replace(/\/\*[\s\S]*?\*\//g, "").split("\n");
const statements = lines.filter((line) => line.trim() !== "" && !line.startsWith("//"));
for (const statement of statements) {
  if (!FOLDERS.includes(RE_EXPORT.exec(statement)?.[1] ?? ""))
    throw new Error(`src/index.ts may only re-export whole folders that are entries, one a line; found: ${statement}`);
}
await writeFile(resolve(DIST, "index.js"), `${statements.join("\n")}\n`.replace(/\.ts"/g, '.js"'));
await writeFile(resolve(DIST, "index.d.ts"), source.replace(/\.ts"/g, '.js"'));

/** Relative imports of `.js` files become imports of their `.cjs` twins. */
const toTwins = (code: string): string =>
  code.replace(/((?:from|import\()\s*["']\.{1,2}\/[^"']*)\.js(["'])/g, "$1.cjs$2");

for (const entry of await readdir(DIST, { recursive: true, withFileTypes: true })) {
  const path = resolve(entry.parentPath, entry.name);
  if (entry.name.endsWith(".d.ts")) {
    await writeFile(path.replace(/\.ts$/, ".cts"), toTwins(await readFile(path, "utf8")));
  } else if (entry.name.endsWith(".js")) {
    const code = (await readFile(path, "utf8")).replace(/^import "\.[^"]*";\n/gm, "");
    await writeFile(path, code);
    const twin = await transform(toTwins(code), {
      format: "cjs",
      platform: "node",
      target: "es2022",
      sourcefile: relative(DIST, path),
    });
    await writeFile(path.replace(/\.js$/, ".cjs"), twin.code);
  }
}
