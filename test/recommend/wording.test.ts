import { describe, expect, it } from "vitest";
import { orThrow, type Result } from "../../src/core/vocabulary/index.ts";
import {
  answer,
  coldItem,
  createKnowledge,
  elo,
  nextStep,
  parseItemState,
  parseLearnerState,
  placement,
  remediation,
} from "../../src/recommend/index.ts";
import { catalogue as makeCatalogue } from "../../src/records/catalogue/index.ts";
import { invalidOf } from "../support/property.ts";

const knowledge = orThrow(createKnowledge(elo)());
const modules = [{ id: "a", title: "A", minutes: 10, skills: ["x"], prerequisites: [] }];
const catalogue = orThrow(makeCatalogue(modules));

type Loose = (given: unknown) => Result<unknown>;
const loose = <A>(ask: (given: A) => Result<unknown>): Loose => ask as Loose; // callers without types

/** Place and expectation of the first issue. */
const told = (result: Result<unknown>): string => {
  const { path, expected } = invalidOf(result).issues[0];
  return `${path.join(".")}: ${expected}`;
};

describe("recommend says what it expected", () => {
  it.each<[Loose, unknown, string]>([
    [loose(nextStep()), 3, ": a learner's situation"],
    [loose(nextStep()), { catalogue: 3 }, "catalogue: a catalogue made by records.catalogue"],
    [loose(nextStep()), { catalogue, role: 3 }, "role: a role"],
    [loose(nextStep()), { catalogue, role: { name: 3, levels: {} } }, "role.name: the name of a role"],
    [loose(nextStep()), { catalogue, mastery: { skills: { x: 3 } } }, "mastery.skills.x: a level with its answers"],
    [
      loose(nextStep()),
      { catalogue, mastery: { skills: { x: { level: 0.5, answers: 3, interval: 3 } } } },
      "mastery.skills.x.interval: an interval with lower and upper",
    ],
    [
      loose(nextStep()),
      { catalogue, mastery: { skills: { x: { level: 0.5, answers: 3, interval: { lower: 0.6, upper: 1 } } } } },
      "mastery.skills.x.interval: an interval that holds the level (0.5)",
    ],
    [loose(placement()), 3, ": a learner's situation"],
    [loose(placement()), { id: "ana", catalogue, answers: [3] }, "answers.0: what came of a probe"],
    [loose(placement({ seed: {} as never })), {}, "seed: a text or a whole number"], // on purpose
    [loose(remediation()), 3, ": a learner who fails at a module"],
    [loose(answer(knowledge)), 3, ": an answer"],
    [
      loose(answer(knowledge)),
      { correct: true, skills: ["__proto__"] },
      "skills.0: a skill not called __proto__, constructor or prototype",
    ],
    [loose(answer(knowledge)), { correct: true, skills: ["x", "x"] }, "skills.1: each skill once"],
    [loose(parseItemState(knowledge)), 3, ": a state of one item"],
    [loose(knowledge.kernel.parseItem), 3, ": a state of one item"],
    [loose(parseLearnerState(knowledge)), 3, ": a state of one learner"],
    [loose(knowledge.kernel.parseLearner), 3, ": a state of one learner"],
  ])("in place of what it cannot read (%#)", (ask, given, expected) => {
    expect(told(ask(given)).slice(0, expected.length)).toBe(expected);
  });

  it("names the reader also where the kernel is asked itself", () => {
    expect(invalidOf(knowledge.kernel.parseItem(3)).in).toBe("recommend.parseItemState");
    expect(invalidOf(knowledge.kernel.parseLearner(3)).in).toBe("recommend.parseLearnerState");
  });

  it("refuses another value in place of the knowledge, at each call", () => {
    for (const value of [undefined, null, 3, {}, knowledge.model]) {
      const cold = coldItem(value as never); // on purpose: no knowledge
      for (let call = 0; call < 2; call += 1) {
        expect(invalidOf(cold([])).in).toBe("recommend.coldItem");
        expect(told(cold([]))).toContain("a knowledge model made by createKnowledge or parseKnowledgeModel");
      }
    }
  });

  it("speaks of a person", () => {
    expect(orThrow(placement()({ id: "ana", catalogue })).subject).toBe("person");
    expect(orThrow(remediation()({ catalogue, module: "a" })).subject).toBe("person");
  });
});
