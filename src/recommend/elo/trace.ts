import { hasOwn } from "../../core/check/index.ts";
import { logistic } from "../../core/numeric/elementary/index.ts";
import type { CodedAnswers, TracedAnswers } from "../knowledge.ts";
import type { EloItem, EloLearner, EloModel, EloSkill } from "./model.ts";

// Codes are places in the lists they belong to and rows are below their number, so `as number` is true throughout.

/** The deviations of all learners in one array: those of one learner side by side, in the order in which they were first needed. */
interface Deviations {
  /** For each entry of `skills`, where its deviation is. */
  readonly slots: Int32Array;
  /** The deviations of learner l are those from `starts[l]` to before `starts[l + 1]`. */
  readonly starts: Int32Array;
  /** By slot: the place of its skill in `skillNames`. */
  readonly skills: Int32Array;
  /** By slot. */
  readonly values: Float64Array;
  /** By slot. */
  readonly answers: Float64Array;
}

/** Rows learner by learner, each in order: those of learner l from `starts[l]` to before `starts[l + 1]`. */
const rowsByLearner = (learners: Int32Array, count: number): { starts: Int32Array; rows: Int32Array } => {
  const starts = new Int32Array(count + 1);
  for (const learner of learners) starts[learner + 1] = (starts[learner + 1] as number) + 1;
  for (let l = 0; l < count; l += 1) starts[l + 1] = (starts[l + 1] as number) + (starts[l] as number);
  const next = starts.slice();
  const rows = new Int32Array(learners.length);
  for (let row = 0; row < learners.length; row += 1) {
    const learner = learners[row] as number;
    const place = next[learner] as number;
    rows[place] = row;
    next[learner] = place + 1;
  }
  return { starts, rows };
};

/** Finds each pair of learner and skill its slot in O(rows + entries): no table of all pairs, no hashing. */
const layOut = (coded: CodedAnswers<EloLearner, EloItem>): Deviations => {
  const { learners, skillStarts, skills, skillNames, learnerStates } = coded;
  const { starts: firstRows, rows } = rowsByLearner(learners, learnerStates.length);
  const slots = new Int32Array(skills.length);
  const starts = new Int32Array(learnerStates.length + 1);
  const slotSkills = new Int32Array(skills.length);
  const values = new Float64Array(skills.length);
  const answers = new Float64Array(skills.length);
  const lastLearner = new Int32Array(skillNames.length).fill(-1);
  const lastSlot = new Int32Array(skillNames.length);
  let used = 0;
  for (let learner = 0; learner < learnerStates.length; learner += 1) {
    const known = (learnerStates[learner] as EloLearner).skills;
    for (let place = firstRows[learner] as number; place < (firstRows[learner + 1] as number); place += 1) {
      const row = rows[place] as number;
      for (let entry = skillStarts[row] as number; entry < (skillStarts[row + 1] as number); entry += 1) {
        const skill = skills[entry] as number;
        if (lastLearner[skill] !== learner) {
          const name = skillNames[skill] as string;
          const before = hasOwn(known, name) ? known[name] : undefined;
          lastLearner[skill] = learner;
          lastSlot[skill] = used;
          slotSkills[used] = skill;
          values[used] = before?.deviation ?? 0;
          answers[used] = before?.answers ?? 0;
          used += 1;
        }
        slots[entry] = lastSlot[skill] as number;
      }
    }
    starts[learner + 1] = used;
  }
  return { slots, starts, skills: slotSkills, values, answers };
};

/** What `answer` of the kernel does, row by row over typed arrays: the same operations in the same order, so the same bits. */
export const traceElo = (
  { uncertainty: { a, b }, skillWeight, guess, itemWeight }: EloModel,
  coded: CodedAnswers<EloLearner, EloItem>,
): TracedAnswers<EloLearner, EloItem> => {
  const { learners, items, skillStarts, skillNames, correct, learnerStates, itemStates } = coded;
  const abilities = Float64Array.from(learnerStates, ({ ability }) => ability);
  const learnerAnswers = Float64Array.from(learnerStates, ({ answers }) => answers);
  const difficulties = Float64Array.from(itemStates, ({ difficulty }) => difficulty);
  const itemAnswers = Float64Array.from(itemStates, ({ answers }) => answers);
  const deviations = layOut(coded);
  const { slots, values, answers } = deviations;
  const itemCounts = itemWeight === 0 ? 0 : 1;
  const rows = learners.length;
  const predicted = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const learner = learners[row] as number;
    const item = items[row] as number;
    const from = skillStarts[row] as number;
    const to = skillStarts[row + 1] as number;
    let advantage = abilities[learner] as number;
    if (to > from) {
      let deviation = 0;
      for (let entry = from; entry < to; entry += 1) deviation += values[slots[entry] as number] as number;
      advantage += deviation / (to - from);
    }
    const p = guess + (1 - guess) * logistic(advantage - (difficulties[item] as number));
    const surprise = (correct[row] as number) - p;
    predicted[row] = p;
    for (let entry = from; entry < to; entry += 1) {
      const slot = slots[entry] as number;
      const count = answers[slot] as number;
      values[slot] = (values[slot] as number) + skillWeight * (a / (1 + b * count)) * surprise;
      answers[slot] = count + 1;
    }
    const learnerCount = learnerAnswers[learner] as number;
    abilities[learner] = (abilities[learner] as number) + (a / (1 + b * learnerCount)) * surprise;
    learnerAnswers[learner] = learnerCount + 1;
    const itemCount = itemAnswers[item] as number;
    difficulties[item] = (difficulties[item] as number) - itemWeight * (a / (1 + b * itemCount)) * surprise;
    itemAnswers[item] = itemCount + itemCounts;
  }
  const skillsAfter = (before: EloLearner, learner: number): Readonly<Record<string, EloSkill>> => {
    const after: Record<string, EloSkill> = { ...before.skills };
    for (let slot = deviations.starts[learner] as number; slot < (deviations.starts[learner + 1] as number); slot += 1)
      after[skillNames[deviations.skills[slot] as number] as string] = {
        deviation: values[slot] as number,
        answers: answers[slot] as number,
      };
    return after;
  };
  return {
    predicted,
    learnerStates: learnerStates.map((before, learner) => ({
      kind: "elo-learner",
      version: 1,
      ability: abilities[learner] as number,
      answers: learnerAnswers[learner] as number,
      skills: skillsAfter(before, learner),
    })),
    itemStates: itemStates.map((_, item) => ({
      kind: "elo-item",
      version: 1,
      difficulty: difficulties[item] as number,
      answers: itemAnswers[item] as number,
    })),
  };
};
