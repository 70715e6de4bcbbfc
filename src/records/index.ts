// learner events
export { ACTS, type Act, type LearnerEvent, OBJECT_KINDS, type ObjectKind } from "./event.ts";
export { parseLearnerEvent } from "./parse/learnerEvent.ts";
// who, where, what
export { ENROLMENT_ORIGINS, type Enrolment, type EnrolmentOrigin } from "./enrolment.ts";
export { parseEnrolment } from "./parse/enrolment.ts";
export type { PersonInterval } from "./person.ts";
export { parsePersonInterval } from "./parse/personInterval.ts";
export type { CatalogueModule } from "./module.ts";
export { parseCatalogueModule } from "./parse/catalogueModule.ts";
// journeys, surveys, calendars
export {
  BUSY_KINDS,
  type BusyInterval,
  type Journey,
  type JourneyStep,
  STEP_KINDS,
  type SurveyAnswer,
} from "./journey.ts";
export { parseBusyInterval } from "./parse/busyInterval.ts";
export { parseJourney } from "./parse/journey.ts";
export { parseSurveyAnswer } from "./parse/surveyAnswer.ts";
// documents made of them
export * from "./catalogue/index.ts";
export * from "./identity/index.ts";
export * from "./roster/index.ts";
// importers
export type {
  ImportCounts,
  Imported,
  ImportNote,
  ImportOutcome,
  Mapped,
  PutAside,
  Refusal,
  Refused,
  SetAside,
} from "./imported.ts";
export * from "./dialects/oulad/index.ts";
export * from "./dialects/rows/index.ts";
export * from "./dialects/xapi/index.ts";
// what learners did, in numbers
export * from "./activity/index.ts";
// what came of decisions
export * from "./outcomes/index.ts";
