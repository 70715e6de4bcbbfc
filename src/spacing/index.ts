// memory models
export { fsrs6 } from "./fsrs6/fsrs6.ts";
export { FSRS6_BOUNDS, FSRS6_WEIGHTS, type Fsrs6Model, type Fsrs6Weights } from "./fsrs6/model.ts";
export type { Fsrs6State } from "./fsrs6/state.ts";
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
export type { Reviewed } from "./reviewed.ts";
export { GRADES, type Grade, type GradeNumber } from "./grade.ts";
// asking a memory
export { type RecallQuestion, recall } from "./recall.ts";
export { type IntervalQuestion, intervalDays } from "./intervalDays.ts";
