// an academy with known truth

export type {
  Academy,
  AcademyRecords,
  AcademySettings,
  CampaignTruth,
  LearnerGroup,
  LearnerTruth,
} from "./academy.ts";
export type { AcademyOptions } from "./settings.ts";
export { simulateAcademy, simulateAcademySteps } from "./simulateAcademy.ts";
// what its people do after decisions
export { type DecisionTruth, type Responses, type SimulatedAction, simulateResponses } from "./simulateResponses.ts";
