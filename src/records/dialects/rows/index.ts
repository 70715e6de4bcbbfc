export { importRow, importRows } from "./importRows.ts";
export type { ImportRowsOptions, RowColumns } from "./options.ts";
