/**
 * The face of learnlift: one namespace per domain, and the vocabulary they share.
 *
 * @packageDocumentation
 */

// the five domains
export * as metrics from "./metrics/index.ts";
export * as nudge from "./nudge/index.ts";
export * as recommend from "./recommend/index.ts";
export * as segment from "./segment/index.ts";
export * as spacing from "./spacing/index.ts";
// what they read, a world to try them in, and pictures of what they say
export * as charts from "./charts/index.ts";
export * as records from "./records/index.ts";
export * as simulate from "./simulate/index.ts";
// the vocabulary
export * from "./core/index.ts";
export * from "./explain/index.ts";
