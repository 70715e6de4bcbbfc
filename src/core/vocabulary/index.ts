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
export * from "./foldCombinators.ts";
export * from "./foldOver.ts";
export * from "./saved.ts";
export * from "./countFold.ts";
export * from "./minMaxFold.ts";
export * from "./momentsFold.ts";
export * from "./sumFold.ts";
export * from "./steps.ts";
// who may see what
export * from "./disclosure.ts";
export * from "./discloseCounts.ts";
// tables
export * from "./table.ts";
export type { TableOptions } from "./tableOptions.ts";
export { tableFromRows } from "./tableFromRows.ts";
export { tableFromColumns } from "./tableFromColumns.ts";
export * from "./tableColumns.ts";
export * from "./readTable.ts";
export * from "./tableRows.ts";
export * from "./selectColumns.ts";
export * from "./tableToMatrix.ts";
export * from "./csv.ts";
