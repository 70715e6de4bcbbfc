import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

const tests = process.env["MUTATION_TESTS"] ?? "test";

// Set by scripts/mutation.ts. The gates, and the test of all reasons, read the text of src, which a mutation run has rewritten.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [`${tests}/**/*.test.ts`],
    exclude: [...(base.test?.exclude ?? []), "test/gates/**", "test/explain/reasons.test.ts"],
  },
});
