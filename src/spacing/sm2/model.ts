import type { MemoryModel } from "../memory.ts";

/** An SM-2 model: plain JSON to store. */
export interface Sm2Model extends MemoryModel {
  /** The algorithm. */
  readonly kind: "sm-2";
  /**
   * What again, hard, good and easy are on SM-2's scale of answers: whole numbers from 0 (blackout) to 5 (perfect), not falling; again is below 3, the others
   * are not.
   */
  readonly qualities: readonly [again: number, hard: number, good: number, easy: number];
  /** Whether a failed review lowers the ease as well. The original keeps it; much software lowers it. */
  readonly failureLowersEase: boolean;
}
