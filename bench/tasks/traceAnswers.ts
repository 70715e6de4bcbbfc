import { orThrow, recommend } from "learnlift";
import type { Task } from "../task.ts";

const ITEMS = 500;
const SKILLS = 40;
const ANSWERS_PER_LEARNER = 90;

interface Log {
  readonly learners: readonly string[];
  readonly items: readonly string[];
  readonly skills: readonly (readonly string[])[];
  readonly correct: readonly boolean[];
}

/** Answers as a practice system logs them: learner after learner, items of one or two skills. */
const logOf = (answers: number): Log => {
  let seed = 1;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
  const skillsOf = Array.from({ length: ITEMS }, (_, item) => {
    const first = next(SKILLS);
    const second = next(SKILLS);
    return item % 4 === 0 && second !== first ? [`skill-${first}`, `skill-${second}`] : [`skill-${first}`];
  });
  const rows = Array.from({ length: answers }, (_, row) => ({ learner: row, item: next(ITEMS), right: next(3) > 0 }));
  return {
    learners: rows.map(({ learner }) => `learner-${Math.floor(learner / ANSWERS_PER_LEARNER)}`),
    items: rows.map(({ item }) => `item-${item}`),
    skills: rows.map(({ item }) => skillsOf[item] ?? []),
    correct: rows.map(({ right }) => right),
  };
};

export const traceAnswers: Task = {
  name: "Elo, answers in bulk",
  unit: "answer",
  peer: "our slow twin",
  equalWithin: 0,
  note:
    "our own slow way, not another library: no package of npm computes multi-level Elo with skills. One call of traceAnswers against one " +
    "call of answer for each, the states handed back in each time; the predictions before each answer are the same to the last bit.",
  units: 45_000,
  sides: async (units) => {
    const log = logOf(units);
    const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
    const trace = recommend.traceAnswers(knowledge);
    const answer = recommend.answer(knowledge);
    const theirs = new Float64Array(units);
    return {
      ours: { run: () => orThrow(trace(log)).predicted },
      peer: {
        run: () => {
          const learners = new Map<string, recommend.EloLearner>();
          const items = new Map<string, recommend.EloItem>();
          for (let row = 0; row < units; row += 1) {
            const learner = log.learners[row] ?? "";
            const item = log.items[row] ?? "";
            const { learnerState, itemState, predicted } = orThrow(
              answer({
                learnerState: learners.get(learner),
                itemState: items.get(item),
                skills: log.skills[row],
                correct: log.correct[row] ?? false,
              }),
            );
            learners.set(learner, learnerState);
            items.set(item, itemState);
            theirs[row] = predicted;
          }
          return theirs;
        },
      },
    };
  },
};
