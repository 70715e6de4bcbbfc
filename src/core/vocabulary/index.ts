// failure and reason
export * from "./failure.ts";
export * from "./orThrow.ts";
export * from "./reason.ts";
// results
export * from "./decision.ts";
export * from "./estimate.ts";
export * from "./json.ts";
// summaries and long work
export * from "./fold.ts";
export * from "./steps.ts";
// tables
export * from "./table.ts";
