import type { GradeNumber } from "../../grade.ts";
import type { MemoryState } from "../../memory.ts";
import type { StateGrid } from "../stateGrid.ts";
import type { DeadlineProblem } from "./problem.ts";

/** Where reviews lead: row by row, nodes of the grid with their shares, and the seconds expected. */
export interface Transitions {
  /** Nodes of a row. */
  readonly width: number;
  readonly nodes: Int32Array;
  readonly shares: Float64Array;
  readonly seconds: Float64Array;
}

const GRADES_UP: readonly GradeNumber[] = [1, 2, 3, 4];

/** Room for so many rows, and the ways to fill one. */
export const transitionRows = <S extends MemoryState>(
  problem: DeadlineProblem<S>,
  { corners, locate }: StateGrid<S>,
  firsts: readonly S[],
  rows: number,
): {
  readonly table: Transitions;
  /** A review of a state after so many days. */
  reviewed(row: number, state: S, since: number): void;
  /** What was never seen is learned. */
  learned(row: number): void;
} => {
  const { kernel, passingShares, firstShares, firstSeconds, reviewSeconds } = problem;
  const moment = { at: 0, day: 0 };
  const width = 4 * corners;
  const nodes = new Int32Array(rows * width);
  const shares = new Float64Array(rows * width);
  const seconds = new Float64Array(rows);
  const add = (row: number, grade: GradeNumber, share: number, takes: number, state: S): void => {
    seconds[row] = (seconds[row] as number) + share * takes; // row is below rows
    locate(state, share, nodes, shares, row * width + (grade - 1) * corners);
  };
  // grades count from 1, shares and seconds of grades from 0, shares of passing grades from grade 2
  return {
    table: { width, nodes, shares, seconds },
    reviewed: (row, state, since) => {
      const recall = kernel.recall(state, since);
      for (const grade of GRADES_UP) {
        const share = grade === 1 ? 1 - recall : recall * (passingShares[grade - 2] as number);
        add(row, grade, share, reviewSeconds[grade - 1] as number, kernel.next(state, grade, since, recall, moment));
      }
    },
    learned: (row) => {
      for (const grade of GRADES_UP)
        add(row, grade, firstShares[grade - 1] as number, firstSeconds[grade - 1] as number, firsts[grade - 1] as S);
    },
  };
};
