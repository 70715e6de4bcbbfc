import { type Found, type Path, readChoice, readResult } from "../core/check/index.ts";
import { GRADES, type GradeNumber } from "./grade.ts";
import type { Memory, MemoryModel, MemoryState } from "./memory.ts";

const STATE: Path = ["state"];

/** Reads a grade into its number; 1 stands in for anything else. */
export const readGrade = (found: Found, path: Path, grade: unknown): GradeNumber => {
  switch (grade) {
    case "again":
      return 1;
    case "hard":
      return 2;
    case "good":
      return 3;
    case "easy":
      return 4;
    default:
      readChoice(found, path, grade, GRADES);
      return 1;
  }
};

const NOTHING: unknown = Object.freeze({});

/** Reads the state of a card by its own model; an empty object stands in for one that does not fit. */
export const readState = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  { kernel }: Memory<M, S>,
  stored: unknown,
): S => readResult(found, STATE, kernel.parseState(stored), NOTHING as S); // used only if nothing was noted
