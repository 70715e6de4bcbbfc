import {
  type Found,
  isForbiddenKey,
  isRecord,
  type NumberRange,
  note,
  type Path,
  readHeader,
  readInteger,
  reading,
  readNumber,
  readObject,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { EloItem, EloLearner, EloSkill } from "./model.ts";

const ROOT: Path = [];
const ABILITY: Path = ["ability"];
const DIFFICULTY: Path = ["difficulty"];
const ANSWERS: Path = ["answers"];
const SKILLS: Path = ["skills"];
const NOT_NEGATIVE: NumberRange = { min: 0 };

const NO_LEARNER: EloLearner = { kind: "elo-learner", version: 1, ability: 0, answers: 0, skills: {} };
const NO_ITEM: EloItem = { kind: "elo-item", version: 1, difficulty: 0, answers: 0 };

const isFiniteNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** Every answer reads all skills of its learner, so what fits is copied without building a path. */
const readSkills = (found: Found, value: unknown): Readonly<Record<string, EloSkill>> => {
  const source = readObject(found, SKILLS, value);
  const copy: Record<string, EloSkill> = {};
  for (const skill of Object.keys(source)) {
    const stored = source[skill];
    if (isForbiddenKey(skill)) {
      note(found, [...SKILLS, skill], "forbidden-key", "a key other than __proto__, constructor and prototype", skill);
      continue;
    }
    if (!isRecord(stored)) {
      readObject(found, [...SKILLS, skill], stored, "a skill");
      continue;
    }
    const { deviation, answers } = stored;
    copy[skill] = {
      deviation: isFiniteNumber(deviation) ? deviation : readNumber(found, [...SKILLS, skill, "deviation"], deviation),
      answers: isCount(answers) ? answers : readInteger(found, [...SKILLS, skill, "answers"], answers, NOT_NEGATIVE),
    };
  }
  return copy;
};

/** Reads a stored Elo learner. Keys it does not know are left behind. */
export const parseEloLearner = (stored: unknown): Result<EloLearner> =>
  reading("recommend.parseLearnerState", (found) => {
    const source = readObject(found, ROOT, stored, "a state of one learner");
    if (source !== stored) return NO_LEARNER;
    readHeader(found, ROOT, source, "elo-learner");
    return {
      kind: "elo-learner",
      version: 1,
      ability: readNumber(found, ABILITY, source["ability"]),
      answers: readInteger(found, ANSWERS, source["answers"], NOT_NEGATIVE),
      skills: readSkills(found, source["skills"]),
    };
  });

/** Reads a stored Elo item. Keys it does not know are left behind. */
export const parseEloItem = (stored: unknown): Result<EloItem> =>
  reading("recommend.parseItemState", (found) => {
    const source = readObject(found, ROOT, stored, "a state of one item");
    if (source !== stored) return NO_ITEM;
    readHeader(found, ROOT, source, "elo-item");
    return {
      kind: "elo-item",
      version: 1,
      difficulty: readNumber(found, DIFFICULTY, source["difficulty"]),
      answers: readInteger(found, ANSWERS, source["answers"], NOT_NEGATIVE),
    };
  });
