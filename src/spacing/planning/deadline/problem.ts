import type { MemoryKernel, MemoryState } from "../../memory.ts";
import type { GradeShares, PassingShares, SecondsByGrade } from "../effort.ts";
import type { GridFineness } from "../stateGrid.ts";

/** One card as the kernel takes it. */
export interface PlannedCard<S extends MemoryState = MemoryState> {
  /** `null`: never learned. */
  readonly state: S | null;
  /** What its recall counts. */
  readonly value: number;
  /** How many times as long as others it takes. */
  readonly effort: number;
}

/** A deadline as the kernel takes it; days count from the first day of the plan. */
export interface DeadlineProblem<S extends MemoryState = MemoryState> {
  readonly kernel: MemoryKernel<S>;
  readonly cards: readonly PlannedCard<S>[];
  /** Days since the last review of a card at a day of the plan. */
  elapsed(state: S, day: number): number;
  /** The first day of the plan on which a card may be reviewed again: one later than its last review. */
  openFrom(state: S): number;
  /** The days on which there is time, ascending. */
  readonly days: readonly number[];
  /** The seconds on each of them. */
  readonly seconds: readonly number[];
  /** The day of the deadline. */
  readonly deadline: number;
  readonly afterDays: number;
  readonly afterShare: number;
  readonly firstShares: GradeShares;
  readonly passingShares: PassingShares;
  readonly firstSeconds: SecondsByGrade;
  readonly reviewSeconds: SecondsByGrade;
  readonly names: readonly string[];
  readonly fineness?: GridFineness;
  /** How many times as far the rungs of the ladders of gaps and of waits are apart; left out, 1.2. */
  readonly farther?: { readonly gaps: number; readonly waits: number };
}
