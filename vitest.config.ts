import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const source = resolve(import.meta.dirname, "src");

export default defineConfig({
  resolve: {
    // the examples in docs and comments import the library by its public names
    alias: [
      { find: /^learnlift$/, replacement: `${source}/index.ts` },
      { find: /^learnlift\/(\w+)$/, replacement: `${source}/$1/index.ts` },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/runtimes/**", "test/package/**", "**/node_modules/**"],
    setupFiles: ["test/support/setup.ts"],
    testTimeout: 30_000,
    pool: "threads",
    maxWorkers: "100%", // the default leaves a core idle, on two of them half of the time
    sequence: { shuffle: { files: false, tests: true } },
    ...(process.env["CI"] === undefined
      ? {}
      : { reporters: ["default", "json"], outputFile: { json: ".cache/vitest/unit.json" } }),
  },
});
