// policies
export {
  type Gamma,
  type GammaSchedule,
  type NudgePolicy,
  type NudgePolicyOptions,
  nudgePolicy,
  parsePolicy,
} from "./policy.ts";
export type {
  ConsentBasis,
  LegalBasis,
  LegalObligationBasis,
  ReferencedBasis,
  SafetyCategory,
  SafetyException,
} from "./legal.ts";
export type { CalendarCap, Cap, NudgeRules, RollingCap } from "./rules.ts";
// decisions
export type { NudgeAction, NudgeCandidate, Nothing, Obligation, Scope, Send } from "./action.ts";
export type { PastEvent } from "./history.ts";
export type { NudgeRequest } from "./request.ts";
export { decide } from "./decide.ts";
// the log of decisions
export { type DecisionDifference, type Verification, verifyDecision } from "./verifyDecision.ts";
export { type Ledger, type LedgerState, ledger, ledgerFold } from "./ledger.ts";
// the audit of the log
export { type AuditAppended, type AuditInput, appendAudit } from "./audit/appendAudit.ts";
export type { AuditEntry, AuditHead, AuditRecord } from "./audit/entry.ts";
export type { AuditKey } from "./audit/keys.ts";
export { type AuditChainCheck, type VerifyAuditChainOptions, verifyAuditChain } from "./audit/verifyAuditChain.ts";
export {
  type AuditFinding,
  type AuditLog,
  type AuditReplay,
  type ReplayAuditOptions,
  replayAudit,
} from "./audit/replayAudit.ts";
export { type AuditForgotten, type AuditHoldings, forgetPerson } from "./audit/forgetPerson.ts";
// what another policy would have brought
export { evaluatePolicy } from "./evaluation/evaluatePolicy.ts";
export type { EvaluatePolicyOptions, TargetAction } from "./evaluation/evaluatePolicyOptions.ts";
export {
  type EvaluateRowsOptions,
  evaluatePolicyFromMoments,
  evaluatePolicyFromRows,
} from "./evaluation/evaluatePolicyFromRows.ts";
export { type PolicyMomentsState, policyMomentsFold } from "./evaluation/policyMomentsFold.ts";
export type { PolicyMoments } from "./evaluation/policyMoments.ts";
export type { PolicyColumns, PolicyRow } from "./evaluation/policyRow.ts";
export type { PolicyEstimator } from "../core/offpolicy/index.ts";
export type { PolicyValueOptions } from "./evaluation/settings.ts";
export type { PolicyValueName } from "./evaluation/infer.ts";
