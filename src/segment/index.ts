// who is this learner like?
export type { FitPersonasOptions } from "./fitOptions.ts";
export { fitPersonas, fitPersonasSteps } from "./fitPersonas.ts";
export { assignPersona, type PersonaAssignment, type PersonaRow } from "./assignPersona.ts";
export { assignPersonas, type PersonaAssignments } from "./assignPersonas.ts";
// the model, to store
export { parsePersonaModel } from "./parsePersonaModel.ts";
export type { Persona, PersonaFeature, PersonaFit, PersonaModel, PersonaTrait } from "./personaModel.ts";
