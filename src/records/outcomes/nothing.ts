import { isRecord } from "../../core/check/index.ts";

/**
 * True of an action that leaves the learner alone: the word "nothing", or an object of that `kind`, as nudge policies decide it. It
 * reaches the learner by itself, so it needs no delivery.
 */
export const isNothing = (action: unknown): boolean =>
  action === "nothing" || (isRecord(action) && action["kind"] === "nothing");
