import type { Task } from "./task.ts";
import { ASSIGN_PERSONA } from "./tasks/assignPersona.ts";
import { ELEMENTARY } from "./tasks/elementary.ts";
import { review } from "./tasks/review.ts";

/** Every comparison, in the order of the table. */
export const TASKS: readonly Task[] = [review, ...ASSIGN_PERSONA, ...ELEMENTARY];
