// knowledge models
export { elo } from "./elo/elo.ts";
export type { EloItem, EloLearner, EloModel, EloSkill } from "./elo/model.ts";
export type {
  Answered,
  CodedAnswers,
  ItemState,
  ItemStateOf,
  Knowledge,
  KnowledgeAlgorithm,
  KnowledgeKernel,
  KnowledgeModel,
  KnowledgeModelOf,
  LearnerState,
  LearnerStateOf,
  TracedAnswers,
} from "./knowledge.ts";
// making and storing them
export { createKnowledge, type KnowledgeOptions } from "./createKnowledge.ts";
export { parseKnowledgeModel } from "./parseKnowledgeModel.ts";
export { parseItemState, parseLearnerState } from "./parseStates.ts";
// answers and what they say of a learner
export { type Answer, answer } from "./answer.ts";
export { type AnswerLog, type AnswerTrace, traceAnswers } from "./traceAnswers.ts";
export { coldItem } from "./coldItem.ts";
export { predict } from "./predict.ts";
export type { Attempt } from "./readAttempt.ts";
export { masteryOf } from "./masteryOf.ts";
export type { LearnedLevel, Mastery } from "./mastery.ts";
// what comes next
export { type NextStep, type NotNow, nextStep, type Step } from "./nextStep/nextStep.ts";
export type { NextStepOptions } from "./nextStep/options.ts";
export type { LearnerMastery, RoleProfile, Situation, SkillEvidence } from "./nextStep/situation.ts";
// what may be skipped
export { type PlacedModule, type PlacedSkill, type Placement, type Probe, placement } from "./placement/placement.ts";
export type { PlacementOptions } from "./placement/options.ts";
export type { PlacementSituation, ProbeAnswer } from "./placement/situation.ts";
// what has to be mended
export {
  type FailedModule,
  type OtherLink,
  type Remediation,
  type RemediationOptions,
  remediation,
  type WeakLink,
} from "./remediation/remediation.ts";
