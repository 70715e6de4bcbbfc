// knowledge models
export { elo } from "./elo/elo.ts";
export type { EloItem, EloLearner, EloModel, EloSkill } from "./elo/model.ts";
export type {
  Answered,
  ItemState,
  ItemStateOf,
  Knowledge,
  KnowledgeAlgorithm,
  KnowledgeKernel,
  KnowledgeModel,
  KnowledgeModelOf,
  LearnerState,
  LearnerStateOf,
} from "./knowledge.ts";
// making and storing them
export { createKnowledge, type KnowledgeOptions } from "./createKnowledge.ts";
export { parseKnowledgeModel } from "./parseKnowledgeModel.ts";
export { parseItemState, parseLearnerState } from "./parseStates.ts";
// answers and what they say of a learner
export { type Answer, answer } from "./answer.ts";
export { predict } from "./predict.ts";
export type { Attempt } from "./readAttempt.ts";
export { masteryOf } from "./masteryOf.ts";
export type { LearnedLevel, Mastery } from "./mastery.ts";
// what comes next
export { type NextStep, type NotNow, nextStep, type Step } from "./nextStep/nextStep.ts";
export type { NextStepOptions } from "./nextStep/options.ts";
export type { LearnerMastery, RoleProfile, Situation, SkillEvidence } from "./nextStep/situation.ts";
