import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { SUBPATHS } from "../../scripts/entries.ts";
import { CONSUMER, installedFiles, installedText } from "./unpacked.ts";

const require = createRequire(pathToFileURL(resolve(CONSUMER, "consumer.cjs")));

// Not vitest's own import: the package has to load in Node as it is.
const importInNode = async (name: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ pathToFileURL(require.resolve(name).replace(/\.cjs$/, ".js")).href);

describe("the packed library", () => {
  const files = installedFiles();
  const scripts = files.filter((file) => /\.(?:js|cjs)$/.test(file));

  it("holds the built code, its types, and what a reader wants first", () => {
    expect(files).toEqual(expect.arrayContaining(["package.json", "README.md", "LICENSE", "CHANGELOG.md"]));
    const others = files.filter((file) => !/^dist\/.+\.(?:js|cjs|d\.ts|d\.cts)$/.test(file));
    expect(others.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
  });

  it("has every subpath, for import and require, with types", () => {
    const { exports }: { exports: Record<string, unknown> } = JSON.parse(installedText("package.json"));
    expect(Object.keys(exports).sort()).toEqual([".", "./package.json", ...SUBPATHS.map((name) => `./${name}`)].sort());
    for (const name of ["", ...SUBPATHS.map((subpath) => `${subpath}/`)]) {
      for (const extension of ["js", "cjs", "d.ts", "d.cts"]) expect(files).toContain(`dist/${name}index.${extension}`);
    }
  });

  it.each(["learnlift", ...SUBPATHS.map((name) => `learnlift/${name}`)])(
    "%s offers the same names by import and by require",
    async (name) => {
      const required: Record<string, unknown> = require(name);
      const imported = await importInNode(name);
      const names = Object.keys(imported).filter((each) => each !== "default");
      expect(names.length).toBeGreaterThan(0);
      expect(Object.keys(required).sort()).toEqual(names.sort());
    },
  );

  it("shares one LearnliftError among its entries", () => {
    const root: { LearnliftError: unknown } = require("learnlift");
    const core: { LearnliftError: unknown } = require("learnlift/core");
    expect(core.LearnliftError).toBe(root.LearnliftError);
  });

  it("needs nothing of fp-ts at run time, and says fp-ts in its types", () => {
    const needing = scripts.filter((file) => /(?:from|require\()\s*["']fp-ts/.test(installedText(file)));
    expect(needing).toEqual([]);
    const types = files.filter((file) => file.endsWith(".d.ts")).map(installedText);
    expect(types.some((text) => text.includes("fp-ts/lib/Either.js"))).toBe(true);
    for (const text of types) expect(text).not.toMatch(/from ["']fp-ts(?:\/es6|["'])/);
  });

  it("has a root that is only re-exports, so that a bundler can drop what is not used", () => {
    const lines = installedText("dist/index.js").trim().split("\n");
    for (const line of lines) expect(line).toMatch(/^export \*(?: as \w+)? from "\.\/\w+\/index\.js";$/);
  });

  it("compiles no code, names no host and no machine", () => {
    const never =
      /\beval\(|new Function|localStorage|XMLHttpRequest|WebAssembly|\bprocess\.(?:env|argv|cwd)|Math\.random|Date\.now/;
    const machine = /\/(?:home|root|Users|tmp|work)\/\w/;
    const found = files.flatMap((file) =>
      [never, machine].flatMap((pattern) => {
        const match = pattern.exec(installedText(file));
        return match === null ? [] : [`${file}: ${match[0]}`];
      }),
    );
    expect(found).toEqual([]);
  });

  it("keeps the language of today in CommonJS too", () => {
    const helpers = scripts.filter((file) => /_nullishCoalesce|_optionalChain/.test(installedText(file)));
    expect(helpers).toEqual([]);
  });
});
