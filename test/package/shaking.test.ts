import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { rollup } from "rollup";
import { describe, expect, it } from "vitest";
import { SUBPATHS } from "../../scripts/entries.ts";
import { BUDGETS } from "./budgets.ts";
import { CONSUMER, INSTALLED } from "./unpacked.ts";

interface Bundle {
  readonly bytes: number;
  readonly packages: readonly string[];
  readonly folders: readonly string[];
}

/** What a bundler makes of a program: its gzipped size, and whose code it holds. */
const bundle = async (code: string): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: CONSUMER, loader: "js" },
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
  const packages = inputs
    .map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? "")
    .filter((name) => name !== "");
  const folders = inputs.map((path) => /learnlift\/dist\/(\w+)\//.exec(path)?.[1] ?? "").filter((name) => name !== "");
  return {
    bytes: gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length,
    packages: [...new Set(packages)].filter((name) => name !== "learnlift").sort(),
    folders: [...new Set(folders)].sort(),
  };
};

/** What Rollup makes of it (and Vite, whose bundler descends from it): the size of our code, and the packages it still imports. */
const roll = async (code: string): Promise<Pick<Bundle, "bytes" | "packages">> => {
  const program = "\0program";
  const built = await rollup({
    input: program,
    treeshake: { moduleSideEffects: false },
    plugins: [
      {
        name: "installed",
        resolveId: (id, importer) => {
          if (id === program) return id;
          if (id === "learnlift") return `${INSTALLED}/dist/index.js`;
          if (id.startsWith("learnlift/")) return `${INSTALLED}/dist/${id.slice("learnlift/".length)}/index.js`;
          return id.startsWith(".") && importer !== undefined ? null : { id, external: true };
        },
        load: (id) => (id === program ? code : null),
      },
    ],
  });
  const { output } = await built.generate({ format: "es" });
  const [chunk] = output;
  const { code: small } = await transform(chunk.code, { minify: true, format: "esm" });
  const packages = chunk.imports.map((id) => /^(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id);
  return { bytes: gzipSync(small).length, packages: [...new Set(packages)].sort() };
};

const fromSubpath = (subpath: string, name: string): string =>
  `import { ${name} } from "learnlift/${subpath}"; console.log(${name});`;
const fromRoot = (subpath: string, name: string): string =>
  `import { ${subpath} } from "learnlift"; console.log(${subpath}.${name});`;

const DOMAINS = ["segment", "spacing", "recommend", "nudge", "metrics"];
const others = (folders: readonly string[], subpath: string): readonly string[] =>
  folders.filter((folder) => DOMAINS.includes(folder) && folder !== subpath);

const THROUGH_ROOT = BUDGETS.filter(({ subpath }) => subpath !== "core" && subpath !== "testing");
const named = (budgets: typeof BUDGETS) =>
  budgets.map((budget) => [`${budget.subpath}.${budget.name}`, budget] as const);

describe("a bundler keeps only what is used", () => {
  it.each(named(BUDGETS))("%s, from its subpath", async (_, { subpath, name, kilobytes, packages = [] }) => {
    const alone = await bundle(fromSubpath(subpath, name));
    expect(alone.packages).toEqual(packages);
    expect(others(alone.folders, subpath)).toEqual([]);
    expect(alone.bytes / 1000).toBeLessThan(kilobytes);
  });

  it.each(named(THROUGH_ROOT))("%s, by way of the root, with Rollup", async (_, { subpath, name, packages = [] }) => {
    const alone = await roll(fromSubpath(subpath, name));
    const throughRoot = await roll(fromRoot(subpath, name));
    expect(throughRoot.packages).toEqual(packages);
    expect(throughRoot.bytes).toBeLessThan(alone.bytes + 100);
  });

  // esbuild does not look into a namespace that is exported again: it keeps the whole domain, but no other.
  it.each(named(THROUGH_ROOT))("%s, by way of the root, with esbuild", async (_, { subpath, name }) => {
    expect(others((await bundle(fromRoot(subpath, name))).folders, subpath)).toEqual([]);
  });

  it("has a budget for every subpath, and a schema in one of them", () => {
    expect(new Set(BUDGETS.map(({ subpath }) => subpath))).toEqual(new Set(SUBPATHS));
    expect(BUDGETS.some(({ packages }) => packages?.includes("zod"))).toBe(true);
  });
});
