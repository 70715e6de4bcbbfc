import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { defineConfig } from "tsup";
import { FOLDERS } from "./scripts/entries.ts";

const TOP_LEVEL_CALL = /^(?:export )?var \w+ = (?!function|[{(]).*$/gm;

/**
 * fp-ts ships the same modules twice; the ES ones can be shaken, so the few functions we use are taken from them. A few of their
 * top-level calls (`as`, `asUnit`, `tap`) are not marked as pure, and would stay in every bundle with all that they mention.
 */
const shakableFpTs: Plugin = {
  name: "shakable-fp-ts",
  setup(build) {
    build.onResolve({ filter: /^fp-ts\/lib\// }, ({ path, resolveDir }) =>
      build.resolve(path.replace("fp-ts/lib/", "fp-ts/es6/"), { kind: "import-statement", resolveDir }),
    );
    build.onLoad({ filter: /fp-ts[\\/]es6[\\/]\w+\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const pure = (line: string): string =>
        line.replace(/(?<!PURE__\*\/ )\b(?!function\b)[\w.]+\(/g, "/*#__PURE__*/ $&");
      return { contents: text.replace(TOP_LEVEL_CALL, pure), loader: "js" };
    });
  },
};

// The root entry and the CommonJS twins are written by scripts/finishBuild.ts.
export default defineConfig({
  entry: Object.fromEntries(FOLDERS.map((folder) => [`${folder}/index`, `src/${folder}/index.ts`])),
  format: ["esm"],
  target: "es2022",
  platform: "neutral",
  splitting: true,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  noExternal: [/^fp-ts/],
  esbuildPlugins: [shakableFpTs],
  outExtension: () => ({ js: ".js", dts: ".d.ts" }),
});
