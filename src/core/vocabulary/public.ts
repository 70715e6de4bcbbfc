// how functions answer, and how they fail

// summaries that run over shards and streams
export { countFold } from "./countFold.ts";
// tables
export { type CsvOptions, type CsvRow, parseCsv } from "./csv.ts";
// what they answer with
export type { Decision, EligibleAction, LoggedDecision, OutcomeStatus, RuledOut } from "./decision.ts";
// who may see what
export {
  type DiscloseCounts,
  type DisclosedOneWay,
  type DisclosedTwoWay,
  discloseCounts,
  type OneWayCounts,
  type TwoWayCounts,
} from "./discloseCounts.ts";
export {
  type AboutGroup,
  type AboutPerson,
  type Audience,
  type Disclose,
  type DisclosureOptions,
  type DisclosurePolicy,
  disclose,
  disclosurePolicy,
  type GroupAudience,
} from "./disclosure.ts";
export type { Estimate, Estimates, Evidence, Interval, Test } from "./estimate.ts";
export type {
  Cancelled,
  Failure,
  Infeasible,
  InsufficientData,
  InvalidInput,
  Issue,
  IssueCode,
  NotConverged,
  NotDisclosed,
  NotIdentified,
  Result,
} from "./failure.ts";
export { type Fold, monoid } from "./fold.ts";
export {
  type AnyFold,
  byKey,
  filterInput,
  type InputOfAll,
  mapInput,
  mapOutput,
  type OutputOfEach,
  type TogetherState,
  together,
} from "./foldCombinators.ts";
export { foldOver, foldOverAsync } from "./foldOver.ts";
export type { Json } from "./json.ts";
export { type MinMax, type MinMaxState, minMaxFold } from "./minMaxFold.ts";
export { type Moments, type MomentsState, momentsFold } from "./momentsFold.ts";
export { LearnliftError, orThrow } from "./orThrow.ts";
// why: reasons as data
export { type Reason, reason, type Words } from "./reason.ts";
export { selectColumns } from "./selectColumns.ts";
// long work, step by step
export { type Progress, type RunAsyncOptions, type RunOptions, run, runAsync, type Steps } from "./steps.ts";
export { type SumState, sumFold } from "./sumFold.ts";
export type {
  BooleanColumn,
  CategoryColumn,
  Column,
  ColumnKind,
  ColumnRole,
  ColumnSpec,
  NumberColumn,
  Schema,
  Table,
  TimeColumn,
} from "./table.ts";
export {
  booleanColumn,
  categoryColumn,
  type FeatureColumn,
  featureColumns,
  numberColumn,
  timeColumn,
} from "./tableColumns.ts";
export { type ColumnArrays, tableFromColumns } from "./tableFromColumns.ts";
export { tableFromRows } from "./tableFromRows.ts";
export type { ColumnOptions, TableOptions } from "./tableOptions.ts";
export { type Cell, type TableRow, tableRows } from "./tableRows.ts";
export { type MatrixOptions, type NumberMatrix, tableToMatrix } from "./tableToMatrix.ts";
