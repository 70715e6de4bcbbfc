import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/runtimes/**", "**/node_modules/**"],
    setupFiles: ["test/support/setup.ts"],
    testTimeout: 30_000,
    pool: "threads",
    sequence: { shuffle: { files: false, tests: true } },
  },
});
