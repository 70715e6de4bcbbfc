import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  answer,
  coldItem,
  createKnowledge,
  type ItemState,
  type Knowledge,
  type KnowledgeAlgorithm,
  type KnowledgeModel,
  type LearnerState,
  masteryOf,
  parseItemState,
  parseKnowledgeModel,
  parseLearnerState,
  predict,
  traceAnswers,
} from "../../src/recommend/index.ts";

const deepFreeze = <A>(value: A): A => {
  if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
};

interface Given {
  readonly item: number;
  readonly skills: readonly string[];
  readonly correct: boolean;
}

const SKILLS = ["reading", "writing", "7"] as const;

const anyGiven: fc.Arbitrary<Given> = fc.record({
  item: fc.nat(3),
  skills: fc.subarray([...SKILLS]),
  correct: fc.boolean(),
});

const anyHistory = fc.array(anyGiven, { maxLength: 25 });

/** What every knowledge model does, whatever its algorithm; `models` are further models of the kind, beside the default one. */
export const behavesAsKnowledgeModel = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  algorithm: KnowledgeAlgorithm<M, L, I>,
  models: fc.Arbitrary<Knowledge<M, L, I>>,
): void => {
  const anyKnowledge = fc.oneof(fc.constant(orThrow(createKnowledge(algorithm)())), models);

  /** The states after a history of one learner, over items of its own. */
  const after = (knowledge: Knowledge<M, L, I>, history: readonly Given[]) => {
    let learnerState: L | undefined;
    const items = new Map<number, I>();
    for (const { item, skills, correct } of history) {
      const outcome = orThrow(
        answer(knowledge)(deepFreeze({ learnerState, itemState: items.get(item), skills, correct })),
      );
      learnerState = outcome.learnerState;
      items.set(item, outcome.itemState);
    }
    return { learnerState, itemState: items.get(0) };
  };

  describe(`${algorithm.kind} behaves as a knowledge model`, () => {
    it("comes back from its JSON, model and states, with the same answers", () => {
      fc.assert(
        fc.property(anyKnowledge, anyHistory, (knowledge, history) => {
          const restored = orThrow(parseKnowledgeModel([algorithm])(JSON.parse(JSON.stringify(knowledge.model))));
          expect(restored.model).toEqual(knowledge.model);
          const { learnerState, itemState } = after(knowledge, history);
          if (learnerState !== undefined)
            expect(orThrow(parseLearnerState(knowledge)(JSON.parse(JSON.stringify(learnerState))))).toEqual(
              learnerState,
            );
          if (itemState !== undefined)
            expect(orThrow(parseItemState(knowledge)(JSON.parse(JSON.stringify(itemState))))).toEqual(itemState);
          const attempt = { learnerState, itemState, skills: ["reading"] };
          expect(predict(restored as Knowledge<M, L, I>)(attempt)).toEqual(predict(knowledge)(attempt)); // the same algorithm
        }),
      );
    });

    it("predicts in (0, 1), the same whether asked or answered, in any order of skills", () => {
      fc.assert(
        fc.property(anyKnowledge, anyHistory, anyGiven, (knowledge, history, { skills, correct }) => {
          const states = after(knowledge, history);
          const predicted = orThrow(predict(knowledge)({ ...states, skills }));
          expect(predicted).toBeGreaterThan(0);
          expect(predicted).toBeLessThan(1);
          expect(orThrow(answer(knowledge)({ ...states, skills, correct })).predicted).toBe(predicted);
          const turned = orThrow(predict(knowledge)({ ...states, skills: [...skills].reverse() }));
          expect(turned).toBeCloseTo(predicted, 14);
        }),
      );
    });

    it("predicts more after a right answer and less after a wrong one, for the same item and skills", () => {
      fc.assert(
        fc.property(anyKnowledge, anyHistory, anyGiven, (knowledge, history, { skills }) => {
          const states = after(knowledge, history);
          const before = orThrow(predict(knowledge)({ ...states, skills }));
          for (const correct of [true, false]) {
            const { learnerState } = orThrow(answer(knowledge)({ ...states, skills, correct }));
            const later = orThrow(predict(knowledge)({ ...states, learnerState, skills }));
            if (correct) expect(later).toBeGreaterThan(before);
            else expect(later).toBeLessThan(before);
          }
        }),
      );
    });

    it("never lowers a level for a right answer nor raises one for a wrong one, in the skills asked for and on the whole", () => {
      fc.assert(
        fc.property(anyKnowledge, anyHistory, anyGiven, (knowledge, history, { skills }) => {
          const states = after(knowledge, history);
          const before = orThrow(masteryOf(knowledge)(states.learnerState));
          for (const correct of [true, false]) {
            const { learnerState } = orThrow(answer(knowledge)({ ...states, skills, correct }));
            const later = orThrow(masteryOf(knowledge)(learnerState));
            const levels = [[before.overall, later.overall] as const];
            for (const skill of skills)
              levels.push([before.skills[skill] ?? before.overall, later.skills[skill] ?? later.overall]);
            for (const [was, is] of levels)
              if (correct) expect(is.level).toBeGreaterThanOrEqual(was.level);
              else expect(is.level).toBeLessThanOrEqual(was.level);
          }
        }),
      );
    });

    it("takes a skill nobody answered in for no better or worse than the learner on the whole, and names it nowhere", () => {
      fc.assert(
        fc.property(anyKnowledge, anyHistory, (knowledge, history) => {
          const states = after(knowledge, history);
          const plain = orThrow(predict(knowledge)(states));
          expect(orThrow(predict(knowledge)({ ...states, skills: ["never seen"] }))).toBe(plain);
          expect(orThrow(masteryOf(knowledge)(states.learnerState)).skills).not.toHaveProperty("never seen");
        }),
      );
    });

    it("gives for many answers at once what it gives one by one", () => {
      fc.assert(
        fc.property(anyKnowledge, anyHistory, (knowledge, history) => {
          const trace = orThrow(
            traceAnswers(knowledge)({
              learners: history.map(() => "ada"),
              items: history.map(({ item }) => `item ${item}`),
              skills: history.map(({ skills }) => skills),
              correct: history.map(({ correct }) => correct),
            }),
          );
          const { learnerState, itemState } = after(knowledge, history);
          expect(trace.learnerStates.get("ada")).toEqual(learnerState);
          expect(trace.itemStates.get("item 0")).toEqual(itemState);
        }),
      );
    });

    it("holds a new item for as hard as similar ones: between the easiest and the hardest of them", () => {
      fc.assert(
        fc.property(anyKnowledge, fc.array(anyHistory, { minLength: 1, maxLength: 4 }), (knowledge, histories) => {
          const similar = histories.flatMap((history) => after(knowledge, history).itemState ?? []);
          const forNew = (itemState: I | undefined): number => orThrow(predict(knowledge)({ itemState }));
          const among = similar.length === 0 ? [forNew(undefined)] : similar.map(forNew);
          const cold = forNew(orThrow(coldItem(knowledge)(similar)));
          expect(cold).toBeGreaterThanOrEqual(Math.min(...among) - 1e-12);
          expect(cold).toBeLessThanOrEqual(Math.max(...among) + 1e-12);
        }),
      );
    });

    it("predicts no less for a learner who got one more of the same answers right", () => {
      fc.assert(
        fc.property(anyKnowledge, fc.nat(12), fc.nat(12), (knowledge, right, wrong) => {
          const history = (count: number): readonly Given[] =>
            Array.from({ length: right + wrong + 1 }, (_, index) => ({
              item: index,
              skills: ["reading"],
              correct: index < count,
            }));
          const itemState = undefined;
          const of = (count: number): number => {
            const { learnerState } = after(knowledge, history(count));
            return orThrow(predict(knowledge)({ learnerState, itemState, skills: ["reading"] }));
          };
          expect(of(right + 1)).toBeGreaterThanOrEqual(of(right));
        }),
      );
    });

    it("holds an item that was answered right for easier, for another learner", () => {
      fc.assert(
        fc.property(anyKnowledge, anyHistory, (knowledge, history) => {
          const states = after(knowledge, history);
          const right = orThrow(answer(knowledge)({ ...states, correct: true })).itemState;
          const wrong = orThrow(answer(knowledge)({ ...states, correct: false })).itemState;
          const forNew = (itemState: I): number => orThrow(predict(knowledge)({ itemState }));
          expect(forNew(right)).toBeGreaterThanOrEqual(forNew(wrong));
        }),
      );
    });

    it("keeps each level inside its interval and its interval inside [0, 1], for the skills answered in", () => {
      fc.assert(
        fc.property(anyKnowledge, anyHistory, (knowledge, history) => {
          const mastery = orThrow(masteryOf(knowledge)(after(knowledge, history).learnerState));
          expect(mastery.subject).toBe("person");
          const answeredIn = new Set(history.flatMap(({ skills }) => skills));
          expect(new Set(Object.keys(mastery.skills))).toEqual(answeredIn);
          expect(mastery.overall.answers).toBe(history.length);
          for (const { level, interval } of [mastery.overall, ...Object.values(mastery.skills)]) {
            expect(interval.lower).toBeGreaterThanOrEqual(0);
            expect(interval.lower).toBeLessThan(level);
            expect(interval.upper).toBeGreaterThan(level);
            expect(interval.upper).toBeLessThanOrEqual(1);
          }
          for (const skill of answeredIn)
            expect(mastery.skills[skill]?.answers).toBe(history.filter(({ skills }) => skills.includes(skill)).length);
        }),
      );
    });

    it("takes a new learner and a new item for nobody and nothing known", () => {
      fc.assert(
        fc.property(anyKnowledge, anyGiven, (knowledge, { skills, correct }) => {
          const { kernel } = knowledge;
          const known = { learnerState: kernel.newLearner(), itemState: kernel.newItem(), skills, correct };
          expect(answer(knowledge)({ skills, correct })).toEqual(answer(knowledge)(known));
        }),
      );
    });
  });
};
