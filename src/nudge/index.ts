// policies
export {
  type Gamma,
  type GammaSchedule,
  type NudgePolicy,
  type NudgePolicyOptions,
  nudgePolicy,
  parsePolicy,
} from "./policy.ts";
export type { CalendarCap, Cap, NudgeRules, RollingCap } from "./rules.ts";
// decisions
export type { NudgeAction, NudgeCandidate, Nothing, Scope, Send } from "./action.ts";
export type { PastEvent } from "./history.ts";
export type { NudgeRequest } from "./request.ts";
export { decide } from "./decide.ts";
// the log of decisions
export { type DecisionDifference, type Verification, verifyDecision } from "./verifyDecision.ts";
export { type Ledger, type LedgerState, ledger, ledgerFold } from "./ledger.ts";
