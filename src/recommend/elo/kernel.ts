import { hasOwn } from "../../core/check/index.ts";
import { logistic } from "../../core/numeric/elementary/index.ts";
import { type Interval, reason } from "../../core/vocabulary/index.ts";
import type { KnowledgeKernel } from "../knowledge.ts";
import type { EloItem, EloLearner, EloModel, EloSkill } from "./model.ts";
import { parseEloItem, parseEloLearner } from "./states.ts";
import { traceElo } from "./trace.ts";

const LEVEL = 0.8;
const NORMAL_QUANTILE = 1.2815515655446004; // of (1 + LEVEL) / 2

const UNSEEN: EloSkill = { deviation: 0, answers: 0 };

const skillOf = (learner: EloLearner, skill: string): EloSkill =>
  hasOwn(learner.skills, skill) ? (learner.skills[skill] ?? UNSEEN) : UNSEEN;

/** What the difficulties of similar items say of a new one counts as so many answers at most. */
const PRIOR_ANSWERS = 10;

/** An item nobody has answered: as hard as similar ones are on average, each weighted by its answers. */
const itemLike = (similar: readonly EloItem[]): EloItem => {
  let answers = 0;
  for (const item of similar) answers += item.answers;
  let difficulty = 0;
  for (const item of similar)
    difficulty += item.difficulty * (answers === 0 ? 1 / similar.length : item.answers / answers);
  return { kind: "elo-item", version: 1, difficulty, answers: Math.min(answers, PRIOR_ANSWERS) };
};

/**
 * Elo with one level of skills. Of a learner with ability t, deviations s_k in the skills of the item and counts n, and an item of
 * difficulty d with guessing g:
 *
 * - prediction: p = g + (1 - g) / (1 + e^-(t + s - d)), s the mean of the s_k
 * - surprise: e = 1 - p for a right answer, -p for a wrong one
 * - step: U(n) = a / (1 + b n), with the count before this answer
 * - update: t += U(n_t) e, s_k += w U(n_k) e for each skill, d -= v U(n_d) e; where v is 0 the item is left as it is
 *
 * The rule leaves an error behind: with steps of size K = U(n_t) + w U(n_k) and slope h = dp/dt, the variance at which noise and pull
 * balance is v = K p (1 - p) / (2 h - K h^2). The interval of a level is that of a normal error of this variance on the logit scale,
 * for ability and difficulties that stand still.
 */
export const eloKernel = (model: EloModel): KnowledgeKernel<EloLearner, EloItem> => {
  const { uncertainty, skillWeight, guess, itemWeight } = model;
  const step = (answers: number): number => uncertainty.a / (1 + uncertainty.b * answers);

  const advantage = (learner: EloLearner, item: EloItem, skills: readonly string[]): number => {
    if (skills.length === 0) return learner.ability - item.difficulty;
    let deviation = 0;
    for (const skill of skills) deviation += skillOf(learner, skill).deviation;
    return learner.ability + deviation / skills.length - item.difficulty;
  };

  const predict = (learner: EloLearner, item: EloItem, skills: readonly string[]): number =>
    guess + (1 - guess) * logistic(advantage(learner, item, skills));

  const intervalAround = (logit: number, stepSize: number): Interval => {
    const known = logistic(logit);
    const slope = (1 - guess) * known * (1 - known);
    const rightOverKnown = guess === 0 ? 1 : (guess + (1 - guess) * known) / known; // p (1 - p) / h, without its 0 / 0
    const variance = (stepSize * rightOverKnown) / (2 - stepSize * slope);
    const half = NORMAL_QUANTILE * Math.sqrt(variance);
    return {
      lower: logistic(logit - half),
      upper: logistic(logit + half),
      level: LEVEL,
      kind: "confidence",
      method: "balance of Elo steps",
    };
  };

  return {
    parseLearner: parseEloLearner,
    parseItem: parseEloItem,
    newLearner: () => ({ kind: "elo-learner", version: 1, ability: 0, answers: 0, skills: {} }),
    newItem: (similar = []) => itemLike(similar),
    predict,
    answer: (learner, item, skills, correct) => {
      const predicted = predict(learner, item, skills);
      const surprise = (correct ? 1 : 0) - predicted;
      const change = step(learner.answers) * surprise;
      const touched: Record<string, EloSkill> = {};
      for (const skill of skills) {
        const { deviation, answers } = skillOf(learner, skill);
        touched[skill] = { deviation: deviation + skillWeight * step(answers) * surprise, answers: answers + 1 };
      }
      return {
        subject: "person",
        learnerState: {
          kind: "elo-learner",
          version: 1,
          ability: learner.ability + change,
          answers: learner.answers + 1,
          skills: { ...learner.skills, ...touched },
        },
        itemState: {
          kind: "elo-item",
          version: 1,
          difficulty: item.difficulty - itemWeight * step(item.answers) * surprise,
          answers: itemWeight === 0 ? item.answers : item.answers + 1,
        },
        predicted,
        reasons: [reason(correct ? "right-answer" : "wrong-answer", { predicted, change })],
      };
    },
    trace: (answers) => traceElo(model, answers),
    skillsOf: (learner) => Object.keys(learner.skills),
    level: (learner, skill) => {
      if (skill === null) {
        const interval = intervalAround(learner.ability, step(learner.answers));
        return { level: logistic(learner.ability), interval, answers: learner.answers };
      }
      const { deviation, answers } = skillOf(learner, skill);
      const logit = learner.ability + deviation;
      const stepSize = step(learner.answers) + skillWeight * step(answers);
      return { level: logistic(logit), interval: intervalAround(logit, stepSize), answers };
    },
  };
};
