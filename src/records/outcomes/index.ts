// the log: decisions with what came of them
export type { JoinOutcomesOptions, Reward } from "./joinOptions.ts";
export { type DecisionLog, joinOutcomes } from "./joinOutcomes.ts";
export { type OutcomeRow, type OutcomeRowsOptions, outcomeRows } from "./outcomeRows.ts";
