import type { GradeNumber } from "../../grade.ts";
import type { MemoryState } from "../../memory.ts";
import type { StateGrid } from "../stateGrid.ts";
import type { DeadlineProblem } from "./problem.ts";

/** Where reviews lead: row by row, nodes of the grid with their shares, and the seconds expected. */
export interface Transitions {
  /** Where each row begins among nodes and shares, and after the last one where it ends. */
  readonly starts: Int32Array;
  /** Each node once in a row. */
  readonly nodes: Int32Array;
  readonly shares: Float64Array;
  readonly seconds: Float64Array;
}

/** Rows that are filled one after the other, from row 0 on. */
export interface TransitionRows<S extends MemoryState> {
  /** The rows filled so far. */
  readonly table: Transitions;
  /** The next row: a review of a state after so many days. */
  reviewed(state: S, since: number): void;
  /** The next row: what was never seen is learned. */
  learned(): void;
}

const GRADES_UP: readonly GradeNumber[] = [1, 2, 3, 4];

/** Room for so many rows, and the ways to fill them. */
export const transitionRows = <S extends MemoryState>(
  problem: DeadlineProblem<S>,
  { size, corners, locate }: StateGrid<S>,
  firsts: readonly S[],
  rows: number,
): TransitionRows<S> => {
  const { kernel, passingShares, firstShares, firstSeconds, reviewSeconds } = problem;
  const moment = { at: 0, day: 0 };
  const starts = new Int32Array(rows + 1);
  const nodes = new Int32Array(rows * 4 * corners);
  const shares = new Float64Array(rows * 4 * corners);
  const seconds = new Float64Array(rows);
  const around = new Int32Array(corners);
  const parts = new Float64Array(corners);
  const places = new Int32Array(size).fill(-1); // of a node in the row being filled, if it is not before its start
  let row = 0;
  let end = 0;
  const add = (share: number, takes: number, state: S): void => {
    seconds[row] = (seconds[row] as number) + share * takes; // row is below rows
    locate(state, share, around, parts, 0);
    for (let corner = 0; corner < corners; corner += 1) {
      const part = parts[corner] as number; // a corner, at a node
      if (part === 0) continue;
      const node = around[corner] as number;
      const place = places[node] as number;
      if (place >= (starts[row] as number)) shares[place] = (shares[place] as number) + part;
      else {
        places[node] = end;
        nodes[end] = node;
        shares[end] = part;
        end += 1;
      }
    }
  };
  const done = (): void => {
    row += 1;
    starts[row] = end;
  };
  // grades count from 1, shares and seconds of grades from 0, shares of passing grades from grade 2
  return {
    table: { starts, nodes, shares, seconds },
    reviewed: (state, since) => {
      const recall = kernel.recall(state, since);
      for (const grade of GRADES_UP) {
        const share = grade === 1 ? 1 - recall : recall * (passingShares[grade - 2] as number);
        add(share, reviewSeconds[grade - 1] as number, kernel.next(state, grade, since, recall, moment));
      }
      done();
    },
    learned: () => {
      for (const grade of GRADES_UP)
        add(firstShares[grade - 1] as number, firstSeconds[grade - 1] as number, firsts[grade - 1] as S);
      done();
    },
  };
};
