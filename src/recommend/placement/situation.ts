import {
  type Found,
  isRecord,
  note,
  oneOf,
  readArray,
  readBoolean,
  readId,
  readObject,
} from "../../core/check/index.ts";
import { type ReadSituation, readSituation, type Situation } from "../nextStep/situation.ts";

/** What came of a probe: one question on a skill, or a few. */
export interface ProbeAnswer {
  /** The skill that was asked for. */
  readonly skill: string;
  /** Whether the learner showed it; with several questions, whether enough were right. */
  readonly passed: boolean;
}

/** A learner in a placement: where they stand, and what they have answered so far. */
export interface PlacementSituation extends Situation {
  /** Of this placement: draws among equally good probes hang on it. */
  readonly id: string;
  /** The answers so far, each skill once; left out or empty at the start. */
  readonly answers?: readonly ProbeAnswer[] | undefined;
}

/** A situation that was read. */
export interface ReadPlacementSituation extends ReadSituation {
  readonly id: string;
  /** By skill, whether it was passed. */
  readonly answers: ReadonlyMap<string, boolean>;
}

/** Reads where a learner in a placement stands, and that each answer is to a skill of the catalogue. */
export const readPlacementSituation = (name: string, found: Found, value: unknown): ReadPlacementSituation => {
  const situation = readSituation(name, found, value);
  if (!isRecord(value)) return { ...situation, id: "", answers: new Map() }; // noted by readSituation
  const { id, answers: given } = value;
  const skills = new Set(situation.catalogue.modules.flatMap(({ skills: taught = [] }) => taught));
  const answers = new Map<string, boolean>();
  if (given !== undefined)
    readArray(found, ["answers"], given, (answer, path) => {
      const source = readObject(found, path, answer, "what came of a probe");
      if (source !== answer) return;
      const skill = readId(found, [...path, "skill"], source["skill"]);
      if (answers.has(skill)) note(found, [...path, "skill"], "duplicate", "each skill once", skill);
      else if (skill !== "" && situation.catalogue.modules.length > 0 && !skills.has(skill))
        note(found, [...path, "skill"], "unknown-value", oneOf([...skills], skill), skill);
      answers.set(skill, readBoolean(found, [...path, "passed"], source["passed"]));
    });
  return { ...situation, id: readId(found, ["id"], id), answers };
};
