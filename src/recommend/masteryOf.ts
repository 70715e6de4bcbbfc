import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, reading } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkKnowledge } from "./checkKnowledge.ts";
import type { ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";
import type { LearnedLevel, Mastery } from "./mastery.ts";
import { readLearner } from "./readAttempt.ts";

const NAME = "recommend.masteryOf";
const ROOT: Path = [];

/**
 * What does this learner master? For each skill with answers, the probability of success on an item of average difficulty, where it may
 * lie, and how many answers say so. A skill without answers is not among them: unknown is not zero.
 *
 * With `elo` the level of a skill is 1 / (1 + e^-(ability + deviation)); the 80 % interval is that of the noise which steps of the
 * present size leave, for a learner who stands still and items of known difficulty. It is a guide, not a guarantee: while a learner
 * learns, the level lags behind.
 *
 * Fails on a state of another kind or version. Cost: linear in the learner's skills.
 *
 * @param knowledge from `createKnowledge` or `parseKnowledgeModel`
 * @returns a function from a learner's state (`undefined` for a new learner) to the levels
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
 * const { learnerState } = orThrow(recommend.answer(knowledge)({ skills: ["triage"], correct: true }));
 * const { overall, skills } = orThrow(recommend.masteryOf(knowledge)(learnerState));
 * overall.level.toFixed(3); // => "0.622"
 * skills["triage"]?.level.toFixed(3); // => "0.679"
 * skills["triage"]?.answers; // => 1
 * ```
 */
export const masteryOf = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  knowledge: Knowledge<M, L, I>,
): ((learnerState?: L) => Result<Mastery>) => {
  const checked = checkKnowledge(NAME, knowledge);
  return (learnerState) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => readLearner(found, ROOT, knowledge, learnerState));
    if (isLeft(read)) return read;
    const { kernel } = knowledge;
    const skills: Record<string, LearnedLevel> = {};
    for (const skill of kernel.skillsOf(read.right)) skills[skill] = kernel.level(read.right, skill);
    return right({ subject: "person", overall: kernel.level(read.right, null), skills });
  };
};
