import type { Task } from "./task.ts";
import { ASSIGN_PERSONA } from "./tasks/assignPersona.ts";
import { decide } from "./tasks/decide.ts";
import { ELEMENTARY } from "./tasks/elementary.ts";
import { EVALUATE_MEMORY } from "./tasks/evaluateMemory.ts";
import { FIT_MEMORY } from "./tasks/fitMemory.ts";
import { K_MEANS } from "./tasks/kMeans.ts";
import { offPolicy } from "./tasks/offPolicy.ts";
import { planDeadline } from "./tasks/planDeadline.ts";
import { planLoad } from "./tasks/planLoad.ts";
import { preview, replayMany, review } from "./tasks/review.ts";
import { reviewCard } from "./tasks/reviewCard.ts";
import { simulateReviews } from "./tasks/simulateReviews.ts";
import { splitCourse } from "./tasks/splitCourse.ts";
import { SURVIVAL } from "./tasks/survival.ts";
import { traceAnswers } from "./tasks/traceAnswers.ts";

/** Every comparison, in the order of the table. */
export const TASKS: readonly Task[] = [
  review,
  preview,
  replayMany,
  reviewCard,
  ...FIT_MEMORY,
  ...EVALUATE_MEMORY,
  planLoad,
  planDeadline,
  simulateReviews,
  splitCourse,
  traceAnswers,
  ...ASSIGN_PERSONA,
  ...K_MEANS,
  decide,
  offPolicy,
  ...SURVIVAL,
  ...ELEMENTARY,
];
