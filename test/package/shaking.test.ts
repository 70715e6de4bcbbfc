import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { BUDGETS } from "./budgets.ts";
import { CONSUMER } from "./unpacked.ts";

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

const fromSubpath = (subpath: string, name: string): string =>
  `import { ${name} } from "learnlift/${subpath}"; console.log(${name});`;
const fromRoot = (subpath: string, name: string): string =>
  `import { ${subpath} } from "learnlift"; console.log(${subpath}.${name});`;

describe("a bundler keeps only what is used", () => {
  it.each(BUDGETS.map((budget) => [`${budget.subpath}.${budget.name}`, budget] as const))("%s", async (_, budget) => {
    const { subpath, name, kilobytes, packages = [] } = budget;
    const alone = await bundle(fromSubpath(subpath, name));
    expect(alone.packages).toEqual([...packages].sort());
    expect(alone.folders).toEqual([subpath]);
    expect(alone.bytes / 1000).toBeLessThan(kilobytes);
    if (subpath === "core" || subpath === "testing") return;
    // By way of the root's namespace it costs no more: this is why the root is not bundled.
    const throughRoot = await bundle(fromRoot(subpath, name));
    expect(throughRoot.packages).toEqual(alone.packages);
    expect(throughRoot.bytes).toBeLessThan(alone.bytes + 100);
  });

  it("has a budget for every subpath, and a schema in one of them", () => {
    expect(new Set(BUDGETS.map(({ subpath }) => subpath)).size).toBeGreaterThanOrEqual(9);
    expect(BUDGETS.some(({ packages }) => packages?.includes("zod"))).toBe(true);
  });
});
