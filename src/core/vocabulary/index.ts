// failure and reason

export * from "./countFold.ts";
export * from "./csv.ts";
// results
export * from "./decision.ts";
export * from "./discloseCounts.ts";
// who may see what
export * from "./disclosure.ts";
export * from "./estimate.ts";
export * from "./failure.ts";
// summaries and long work
export * from "./fold.ts";
export * from "./foldCombinators.ts";
export * from "./foldOver.ts";
export * from "./json.ts";
export * from "./minMaxFold.ts";
export * from "./momentsFold.ts";
export * from "./orThrow.ts";
export * from "./readTable.ts";
export * from "./reason.ts";
export * from "./saved.ts";
export * from "./selectColumns.ts";
export * from "./steps.ts";
export * from "./sumFold.ts";
// tables
export * from "./table.ts";
export * from "./tableColumns.ts";
export { type ColumnArrays, tableFromColumns } from "./tableFromColumns.ts";
export { tableFromRows } from "./tableFromRows.ts";
export type { ColumnOptions, TableOptions } from "./tableOptions.ts";
export * from "./tableRows.ts";
export * from "./tableToMatrix.ts";
