// memory models
export { fsrs6 } from "./fsrs6/fsrs6.ts";
export { FSRS6_BOUNDS, FSRS6_WEIGHTS, type Fsrs6Model, type Fsrs6Weights } from "./fsrs6/model.ts";
export type { Fsrs6State } from "./fsrs6/state.ts";
export { fsrs7 } from "./fsrs7/fsrs7.ts";
export { FSRS7_BOUNDS, FSRS7_WEIGHTS, type Fsrs7Model, type Fsrs7Weights } from "./fsrs7/model.ts";
export type { Fsrs7State } from "./fsrs7/state.ts";
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
export { type Card, type CardPhase, NEW_CARD } from "./scheduler/card.ts";
export { parseCard } from "./scheduler/parseCard.ts";
export { type CardReview, reviewCard } from "./scheduler/reviewCard.ts";
export type { CardLog, CardReviewed } from "./scheduler/cardReviewed.ts";
export { previewCard } from "./scheduler/previewCard.ts";
export { type UndoReview, undoReview } from "./scheduler/undoReview.ts";
export { type CardReplayed, replayCard } from "./scheduler/replayCard.ts";
// asking a memory
export { type RecallQuestion, recall } from "./recall.ts";
export { type IntervalQuestion, intervalDays } from "./intervalDays.ts";
