import { defineConfig } from "vitest/config";

// What is tried here is the packed tarball: scripts/pack.ts makes it first (npm run check:package).
export default defineConfig({
  test: {
    include: ["test/package/**/*.test.ts"],
    globalSetup: ["test/package/globalSetup.ts"],
    testTimeout: 60_000,
    ...(process.env["CI"] === undefined
      ? {}
      : { reporters: ["default", "json"], outputFile: { json: ".cache/vitest/package.json" } }),
  },
});
