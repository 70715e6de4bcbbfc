// who is this learner like?
export type { FitPersonasOptions, PersonaKernels } from "./fitOptions.ts";
export type { AssignKernel } from "./kMeans/kernel.ts";
export { fitPersonas, fitPersonasSteps } from "./fitPersonas.ts";
export { assignPersona, type PersonaAssignment, type PersonaRow } from "./assignPersona.ts";
export { assignPersonas, type PersonaAssignments } from "./assignPersonas.ts";
export type { AssignOptions } from "./membership.ts";
// how many kinds are there?
export { choosePersonaCount, choosePersonaCountSteps } from "./choice/choosePersonaCount.ts";
export type { PersonaCount, PersonaCountChoice } from "./choice/weighCounts.ts";
export type { ChoosePersonaCountOptions } from "./choice/countOptions.ts";
export type { GapStatistic } from "./choice/gap.ts";
export type { CountCriterion } from "./choice/recommendCount.ts";
// would we find them again?
export {
  type PersonaRecovery,
  type PersonaStability,
  type PersonaStabilityOptions,
  personaStability,
  personaStabilitySteps,
} from "./stability/personaStability.ts";
export type { StabilityVerdict } from "./stability/verdict.ts";
// what sets them apart?
export {
  type PersonaDifference,
  type PersonaProfile,
  type PersonaProfiles,
  type ProfilePersonasOptions,
  profilePersonas,
} from "./profile/profilePersonas.ts";
// are they still who they were?
export {
  type ComparePersonasOptions,
  comparePersonas,
  type PersonaComparison,
  type PersonaPair,
} from "./continuity/comparePersonas.ts";
export {
  type ContinuedPersona,
  type ContinuePersonasOptions,
  continuePersonas,
  type PersonaContinuity,
} from "./continuity/continuePersonas.ts";
// the model, to store
export { parsePersonaModel } from "./parsePersonaModel.ts";
export type {
  Persona,
  PersonaCountDecision,
  PersonaFeature,
  PersonaFit,
  PersonaModel,
  PersonaTrait,
  PersonaWeight,
} from "./personaModel.ts";
