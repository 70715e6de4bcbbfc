import type { Allowed } from "./evidence.ts";

/** Where a causal word may stand. Each entry says why; an entry that no passage needs any more fails the gate. */
export const ALLOWED: readonly Allowed[] = [
  {
    file: "src/explain/explainEstimate.ts",
    containing: "chance decided who got what",
    because: "said of randomised estimates only, which the tests of explain hold it to",
  },
  {
    file: "src/explain/explainEstimate.ts",
    containing: "if these assumptions hold",
    because: "said of quasi-experimental estimates only, with their assumptions named",
  },
  {
    file: "docs/claims.md",
    containing: "It is a difference between kinds of nudges",
    because: "corrects a quoted claim, and says what the figure is not",
  },
  {
    file: "docs/claims.md",
    containing: "it divides credit, it does not measure effect",
    because: "says why a quoted claim is unfounded",
  },
];
