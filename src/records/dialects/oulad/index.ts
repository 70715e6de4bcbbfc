export { type ImportOuladOptions, importOulad } from "./importOulad.ts";
export type { OuladLearnerSchema } from "./learnerTable.ts";
export type {
  OuladAccounts,
  OuladAssessment,
  OuladCourse,
  OuladRecords,
  OuladSite,
  OuladTables,
} from "./tables.ts";
