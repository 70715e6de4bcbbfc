// memory models
export { fsrs6 } from "./fsrs6/fsrs6.ts";
export { FSRS6_BOUNDS, FSRS6_WEIGHTS, type Fsrs6Model, type Fsrs6Weights } from "./fsrs6/model.ts";
export type { Fsrs6State } from "./fsrs6/state.ts";
export { fsrs7 } from "./fsrs7/fsrs7.ts";
export { FSRS7_BOUNDS, FSRS7_WEIGHTS, type Fsrs7Model, type Fsrs7Weights } from "./fsrs7/model.ts";
export type { Fsrs7State } from "./fsrs7/state.ts";
export { sbd } from "./sbd/sbd.ts";
export { SBD_BOUNDS, SBD_WEIGHTS, type SbdModel, type SbdWeights } from "./sbd/model.ts";
export type { SbdState } from "./sbd/state.ts";
export { sm2 } from "./sm2/sm2.ts";
export type { Sm2Model } from "./sm2/model.ts";
export type { Sm2State } from "./sm2/state.ts";
export { ankiSm2 } from "./ankiSm2/ankiSm2.ts";
export type { AnkiSm2Model } from "./ankiSm2/model.ts";
export type { AnkiSm2State } from "./ankiSm2/state.ts";
export { leitner } from "./leitner/leitner.ts";
export { LEITNER_GAPS, type LeitnerModel } from "./leitner/model.ts";
export type { LeitnerState } from "./leitner/state.ts";
export { halfLife } from "./halfLife/halfLife.ts";
export { HALF_LIFE_BOUNDS, HALF_LIFE_WEIGHTS, type HalfLifeModel, type HalfLifeWeights } from "./halfLife/model.ts";
export type { HalfLifeState } from "./halfLife/state.ts";
export type {
  ElapsedRule,
  Memory,
  MemoryAlgorithm,
  MemoryKernel,
  MemoryModel,
  MemoryState,
  Moment,
  ModelOf,
  StateOf,
} from "./memory.ts";
// making and storing them
export { createMemory, type MemoryOptions } from "./createMemory.ts";
export { parseMemoryModel } from "./parseMemoryModel.ts";
export { parseMemoryState } from "./parseMemoryState.ts";
// reviewing
export { type Review, review } from "./review.ts";
export { preview } from "./preview.ts";
export { type Replayed, replay } from "./replay.ts";
export {
  type MemoryTrace,
  type NumberColumn,
  type ReplayedMany,
  type ReviewColumns,
  replayMany,
} from "./replayMany.ts";
export type { Reviewed } from "./reviewed.ts";
export { GRADES, type Grade, type GradeNumber } from "./grade.ts";
// scheduling cards, with learning steps
export { createScheduler, type SchedulerOptions } from "./scheduler/createScheduler.ts";
export { parseScheduler } from "./scheduler/parseScheduler.ts";
export type { Scheduler, SchedulerModel } from "./scheduler/scheduler.ts";
export type { Fuzz } from "./scheduler/fuzz.ts";
export { type Card, type CardPhase, NEW_CARD } from "./scheduler/card.ts";
export { parseCard } from "./scheduler/parseCard.ts";
export { type CardReview, reviewCard } from "./scheduler/reviewCard.ts";
export type { CardLog, CardReviewed } from "./scheduler/cardReviewed.ts";
export { previewCard } from "./scheduler/previewCard.ts";
export { type UndoReview, undoReview } from "./scheduler/undoReview.ts";
export { type CardReplayed, replayCard } from "./scheduler/replayCard.ts";
// a learner's whole collection, on the days on which there shall be reviews
export {
  type DateShare,
  type ReviewDay,
  type ReviewDays,
  type ReviewDaysOptions,
  reviewDays,
} from "./calendar/reviewDays.ts";
export { parseReviewDays } from "./calendar/parseReviewDays.ts";
export type { CardMove, DeckCard, DeckOptions, LoadPlan } from "./calendar/deck.ts";
export type { Workload } from "./calendar/workload.ts";
export { type DueCard, type DueCardsOptions, type DueOrder, dueCards } from "./calendar/dueCards.ts";
export { type BalanceLoadOptions, balanceLoad } from "./calendar/balanceLoad.ts";
export { type PlanLoadOptions, type PlannedReviews, planLoad } from "./calendar/planLoad.ts";
export { disperseSiblings } from "./calendar/disperseSiblings.ts";
export { type PostponeOptions, postpone } from "./calendar/postpone.ts";
export { type AdvanceOptions, advance } from "./calendar/advance.ts";
export { type FlattenOptions, flatten } from "./calendar/flatten.ts";
export { type TakeBreakOptions, takeBreak } from "./calendar/takeBreak.ts";
export { type Leech, type LeechesOptions, leeches } from "./calendar/leeches.ts";
export { type GradedReview, type RemediedReviews, type RemedyHardOptions, remedyHard } from "./calendar/remedyHard.ts";
// asking a memory
export { type RecallQuestion, recall } from "./recall.ts";
export { type IntervalQuestion, intervalDays } from "./intervalDays.ts";
// review logs
export { gatherReviews, type ReviewRow, type ReviewRowColumns } from "./reviewLog/gatherReviews.ts";
export type { ReviewLogOptions } from "./reviewLog/readArrangement.ts";
export type { ReviewLog, ReviewLogCounts } from "./reviewLog/reviewLog.ts";
export { ankiReviews } from "./reviewLog/ankiReviews.ts";
export type { AnkiReview, AnkiReviewLog, RefusedReview, ReviewsSetAside } from "./reviewLog/ankiReview.ts";
// are the predictions right?
export { evaluateMemory, type MemoryEvaluation, type MemoryEvaluationOptions } from "./evaluation/evaluateMemory.ts";
export type { MemoryScores } from "./evaluation/memoryScores.ts";
export { observedRecall } from "./evaluation/observedRecall.ts";
export type {
  GroupRecall,
  ObservedRecall,
  ObservedRecallOptions,
  PersonRecall,
  RecallPoints,
} from "./evaluation/recallPoints.ts";
export {
  type ChronologicalFolds,
  type ChronologicalFoldsOptions,
  chronologicalFolds,
} from "./evaluation/chronologicalFolds.ts";
export {
  type CrossValidation,
  type CrossValidationOptions,
  crossValidateMemory,
  crossValidateMemorySteps,
  type MemoryFold,
} from "./evaluation/crossValidateMemory.ts";
// small modules in a busy week
export {
  type AttentionClaim,
  type AttentionOptions,
  type AttentionPlan,
  type AttentionPortion,
  type AttentionShare,
  allocateAttention,
  type CourseAtom,
  type CourseModule,
  type CourseSplit,
  type ModuleCosts,
  type ModulePart,
  type ModuleToPlace,
  type NotPlaced,
  type PlannedSession,
  type ReviewToPlace,
  type SplitOptions,
  type SpreadDay,
  type SpreadOptions,
  type SpreadPlan,
  type SpreadRequest,
  splitCourse,
  spreadModules,
  type AnnouncedOffer,
  type PerceivedEffort,
  type PerceivedEffortOptions,
  perceivedEffort,
  type StartCurve,
  type StartDayGroup,
} from "./microlearning/index.ts";
// coming from elsewhere
export { migrateFsrsWeights } from "./migrate/migrateFsrsWeights.ts";
export { type IntervalCard, stateFromInterval } from "./migrate/stateFromInterval.ts";
export { cardFromTsFsrs, type TsFsrsCard } from "./migrate/cardFromTsFsrs.ts";
export { reviewsFromTsFsrs, type TsFsrsReviewLog } from "./migrate/reviewsFromTsFsrs.ts";
export { type ComparedReviews, type CompareMemoriesOptions, compareMemories } from "./evaluation/compareMemories.ts";
// fitting weights to reviews
export { fitMemory, fitMemorySteps } from "./training/fitMemory.ts";
export type { MemoryFit, MemoryFitRecord } from "./training/memoryFit.ts";
export type { FitMemoryOptions } from "./training/fitOptions.ts";
export { memoryLossFold } from "./training/memoryLossFold.ts";
export type { CardHistory, MemoryLoss, MemoryLossOptions, MemoryLossState } from "./training/memoryLoss.ts";
export type {
  AdamSettings,
  MemoryTrainer,
  Recency,
  TrainerKernel,
  TrainingHistories,
  WeightPrior,
} from "./training/trainer.ts";
export {
  fsrs6Trainer,
  fsrs6TrainerWith,
  type Fsrs6TrainerOptions,
} from "./training/trainers/fsrs6/fsrs6Trainer.ts";
// trainers of the other models, and what a population teaches about a learner
export { fsrs7Trainer } from "./training/trainers/fsrs7/fsrs7Trainer.ts";
export { sbdTrainer } from "./training/trainers/sbd/sbdTrainer.ts";
export { halfLifeTrainer } from "./training/trainers/halfLife/halfLifeTrainer.ts";
export { fitPopulation, fitPopulationSteps, type PopulationOptions } from "./training/population/fitPopulation.ts";
export { parsePopulationPrior } from "./training/population/parsePopulationPrior.ts";
export type { PopulationPrior } from "./training/population/populationPrior.ts";
// planning
export { type GapQuestion, type OptimalGap, type OptimalGapOptions, optimalGap } from "./planning/optimalGap.ts";
export type { DeadlineCard, DeadlineOptions } from "./planning/deadline/deadlineOptions.ts";
export type { DeadlineCardPlan, DeadlineDay, DeadlinePlan, DeadlineVisit } from "./planning/deadline/deadlinePlan.ts";
export { planDeadline } from "./planning/deadline/planDeadline.ts";
export type { GradeShares, PassingShares, SecondsByGrade } from "./planning/effort.ts";
export {
  type OptimalRetention,
  type OptimalRetentionOptions,
  optimalRetention,
  type TriedRetention,
} from "./planning/optimalRetention.ts";
export { planRecertification } from "./planning/recertification/planRecertification.ts";
export type { Certificate, RecertificationOptions } from "./planning/recertification/recertificationOptions.ts";
export type {
  RecertificationPlan,
  Refresher,
  UnmetRefresher,
} from "./planning/recertification/recertificationPlan.ts";
export { type SimulatedReviews, simulateReviews } from "./planning/simulateReviews.ts";
export type {
  SimulatedCard,
  SimulationOptions,
  SimulationOrder,
  StepTransitions,
} from "./planning/simulation/options.ts";
export type { CalibrationCurve } from "../core/scoring/index.ts";
