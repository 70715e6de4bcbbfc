import {
  type Found,
  isForbiddenKey,
  note,
  type Path,
  readArray,
  readFields,
  readId,
  readResult,
} from "../core/check/index.ts";
import type { ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";

/** A learner in front of an item. Further keys are left alone, so a row of a database will do. */
export interface Attempt<L extends LearnerState = LearnerState, I extends ItemState = ItemState> {
  /** The learner's state; left out for a learner who has not answered yet. */
  readonly learnerState?: L | undefined;
  /** The item's state; left out for an item nobody has answered yet. */
  readonly itemState?: I | undefined;
  /** The skills the item asks for, each once; left out or empty where nobody knows. */
  readonly skills?: readonly string[] | undefined;
}

const ROOT: Path = [];
const KEYS = ["learnerState", "itemState", "skills", "correct"];
const LEARNER: Path = ["learnerState"];
const ITEM: Path = ["itemState"];
const SKILLS: Path = ["skills"];
const NO_SKILLS: readonly string[] = [];

/** Reads a list of skills, each once. */
const readSkills = (found: Found, path: Path, value: unknown): readonly string[] => {
  const seen = new Set<string>();
  return readArray(found, path, value, (element, where) => {
    const skill = readId(found, where, element);
    if (isForbiddenKey(skill))
      note(found, where, "forbidden-key", "a skill not called __proto__, constructor or prototype", element);
    if (seen.has(skill)) note(found, where, "duplicate", "each skill once", element);
    seen.add(skill);
    return skill;
  });
};

/** Reads a learner's state by its model, or makes a new learner. */
export const readLearner = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  found: Found,
  path: Path,
  { kernel }: Knowledge<M, L, I>,
  value: unknown,
): L =>
  value === undefined ? kernel.newLearner() : readResult(found, path, kernel.parseLearner(value), kernel.newLearner());

/** Reads a learner in front of an item, and the object they were read from, for what else is to be read there. */
export const readAttempt = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  found: Found,
  knowledge: Knowledge<M, L, I>,
  value: unknown,
): { source: Readonly<Record<string, unknown>>; learner: L; item: I; skills: readonly string[] } => {
  const source = readFields(found, ROOT, value, "an answer", KEYS);
  const { learnerState, itemState, skills } = source;
  const { kernel } = knowledge;
  return {
    source,
    learner: readLearner(found, LEARNER, knowledge, learnerState),
    item:
      itemState === undefined
        ? kernel.newItem()
        : readResult(found, ITEM, kernel.parseItem(itemState), kernel.newItem()),
    skills: skills === undefined ? NO_SKILLS : readSkills(found, SKILLS, skills),
  };
};
