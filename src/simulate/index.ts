// an academy with known truth
export { simulateAcademy, simulateAcademySteps } from "./simulateAcademy.ts";
export type { AcademyOptions } from "./settings.ts";
export type {
  Academy,
  AcademyRecords,
  AcademySettings,
  CampaignTruth,
  LearnerGroup,
  LearnerTruth,
} from "./academy.ts";
// what its people do after decisions
export { type DecisionTruth, type Responses, type SimulatedAction, simulateResponses } from "./simulateResponses.ts";
// review logs of people who remember in a known way
export {
  type ReviewerTruth,
  type ReviewLogSimulation,
  type SimulatedMemory,
  type SimulatedReview,
  type SimulatedReviewLog,
  simulateReviewLog,
} from "./simulateReviewLog.ts";
