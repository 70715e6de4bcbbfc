import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  answer,
  createKnowledge,
  elo,
  masteryOf,
  parseItemState,
  parseKnowledgeModel,
  parseLearnerState,
  predict,
} from "../../src/recommend/index.ts";

const knowledge = orThrow(createKnowledge(elo)());
const { learnerState, itemState } = orThrow(answer(knowledge)({ skills: ["sql"], correct: true }));

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const throwing = (value: object, key: string): object =>
  Object.defineProperty({ ...value }, key, {
    enumerable: true,
    get: () => {
      throw new Error("hostile");
    },
  });

describe("createKnowledge", () => {
  it("takes the defaults where nothing is given, and undefined for nothing", () => {
    const expected = {
      kind: "elo",
      version: 1,
      uncertainty: { a: 1, b: 0.05 },
      skillWeight: 0.5,
      guess: 0,
      itemWeight: 1,
    };
    expect(knowledge.model).toEqual(expected);
    expect(orThrow(createKnowledge(elo)({ guess: undefined })).model).toEqual(expected);
    expect(orThrow(createKnowledge(elo)(Object.freeze({ guess: 0.2 }))).model).toEqual({ ...expected, guess: 0.2 });
  });

  it("takes the ends of every range", () => {
    for (const options of [
      { uncertainty: { a: 2, b: 0 } },
      { uncertainty: { a: 1e-9, b: 1 } },
      { skillWeight: 0 },
      { skillWeight: 1 },
      { guess: 0.999 },
    ])
      expect(createKnowledge(elo)(options)._tag).toBe("Right");
  });

  it.each([
    [{ gess: 0.25 }, ["gess"], "unknown-key"],
    [{ kind: "elo" }, ["kind"], "unknown-key"],
    [{ guess: 1 }, ["guess"], "out-of-range"],
    [{ guess: -0.1 }, ["guess"], "out-of-range"],
    [{ guess: "0.25" }, ["guess"], "wrong-type"],
    [{ guess: null }, ["guess"], "wrong-type"],
    [{ skillWeight: 1.01 }, ["skillWeight"], "out-of-range"],
    [{ skillWeight: -0.01 }, ["skillWeight"], "out-of-range"],
    [{ itemWeight: true }, ["itemWeight"], "wrong-type"],
    [{ itemWeight: -0.01 }, ["itemWeight"], "out-of-range"],
    [{ itemWeight: 1.01 }, ["itemWeight"], "out-of-range"],
    [{ uncertainty: { a: 1 } }, ["uncertainty", "b"], "missing"],
    [{ uncertainty: { a: 0, b: 0.05 } }, ["uncertainty", "a"], "out-of-range"],
    [{ uncertainty: { a: 2.01, b: 0.05 } }, ["uncertainty", "a"], "out-of-range"],
    [{ uncertainty: { a: 1, b: -1 } }, ["uncertainty", "b"], "out-of-range"],
    [{ uncertainty: { a: 1, b: 1.01 } }, ["uncertainty", "b"], "out-of-range"],
    [{ uncertainty: { a: 1, b: 0, c: 1 } }, ["uncertainty", "c"], "unknown-key"],
  ] as const)("refuses %j", (options, path, code) => {
    // @ts-expect-error some of these do not fit the type either
    expect(createKnowledge(elo)(options)).toMatchObject({
      left: { _tag: "InvalidInput", in: "recommend.createKnowledge", issues: [{ path, code }] },
    });
  });

  it("reports, and does not throw, where something else stands for the algorithm", () => {
    for (const algorithm of [undefined, null, 6, "elo", {}, { kind: "elo" }, { ...elo, prepare: 1 }, revoked()]) {
      // @ts-expect-error none of these is an algorithm
      expect(createKnowledge(algorithm)()).toMatchObject({
        left: { _tag: "InvalidInput", in: "recommend.createKnowledge" },
      });
    }
  });
});

describe("parseKnowledgeModel", () => {
  const parse = parseKnowledgeModel([elo]);
  const stored = JSON.parse(JSON.stringify(knowledge.model)) as Record<string, unknown>; // an object was stringified

  it("gives back the model as a copy of its own", () => {
    const parsed = orThrow(parse(stored));
    expect(parsed.model).toEqual(knowledge.model);
    expect(parsed.model).not.toBe(stored);
    expect(parsed.model.uncertainty).not.toBe(stored["uncertainty"]);
  });

  it("refuses another kind, a newer version, unknown and missing keys", () => {
    expect(parse({ ...stored, kind: "eol" })).toMatchObject({
      left: { in: "recommend.parseKnowledgeModel", issues: [{ path: ["kind"], code: "unknown-value" }] },
    });
    expect(parse({ ...stored, version: 2 })).toMatchObject({ left: { issues: [{ code: "unsupported-version" }] } });
    expect(parse({ ...stored, gess: 1 })).toMatchObject({
      left: { issues: [{ path: ["gess"], code: "unknown-key" }] },
    });
    const { guess: _, ...without } = stored;
    expect(parse(without)).toMatchObject({ left: { issues: [{ path: ["guess"], code: "missing" }] } });
  });

  it.each([undefined, null, 7, "elo", [], () => 1, new Date(0), new Float64Array(2)])("refuses %o", (document) => {
    expect(parse(document)).toMatchObject({ left: { _tag: "InvalidInput", in: "recommend.parseKnowledgeModel" } });
  });

  it("refuses a revoked proxy", () => {
    expect(parse(revoked())).toMatchObject({ left: { issues: [{ code: "unreadable" }] } });
  });

  it("reports a list of algorithms that is none, holds something else, is empty or names one twice", () => {
    for (const algorithms of [undefined, null, elo, [undefined], [{}], [revoked()]]) {
      // @ts-expect-error none of these is a list of algorithms
      expect(parseKnowledgeModel(algorithms)(stored)).toMatchObject({
        left: { _tag: "InvalidInput", in: "recommend.parseKnowledgeModel" },
      });
    }
    expect(parseKnowledgeModel([])(stored)).toMatchObject({
      left: { issues: [{ path: ["algorithms"], code: "empty" }] },
    });
    expect(parseKnowledgeModel([elo, elo])(stored)).toMatchObject({
      left: { issues: [{ path: ["algorithms", 1, "kind"], code: "duplicate" }] },
    });
  });
});

describe("the states", () => {
  it("come back as copies, without keys that are not theirs", () => {
    const row = Object.freeze({ ...learnerState, learner: "ada" });
    const read = orThrow(parseLearnerState(knowledge)(row));
    expect(read).toEqual(learnerState);
    expect(read.skills).not.toBe(learnerState.skills);
    expect(read.skills["sql"]).not.toBe(learnerState.skills["sql"]);
    expect(orThrow(parseItemState(knowledge)({ ...itemState, item: "i1" }))).toEqual(itemState);
  });

  it.each([
    [{ kind: "elo-item" }, ["kind"], "unknown-value"],
    [{ kind: undefined }, ["kind"], "missing"],
    [{ version: 2 }, ["version"], "unsupported-version"],
    [{ version: undefined }, ["version"], "missing"],
    [{ ability: Number.NaN }, ["ability"], "not-finite"],
    [{ ability: "1" }, ["ability"], "wrong-type"],
    [{ answers: -1 }, ["answers"], "out-of-range"],
    [{ answers: 1.5 }, ["answers"], "not-integer"],
    [{ skills: undefined }, ["skills"], "missing"],
    [{ skills: [] }, ["skills"], "wrong-type"],
    [{ skills: { sql: 3 } }, ["skills", "sql"], "wrong-type"],
    [{ skills: { sql: { answers: 1 } } }, ["skills", "sql", "deviation"], "missing"],
    [
      { skills: { sql: { deviation: Number.POSITIVE_INFINITY, answers: 1 } } },
      ["skills", "sql", "deviation"],
      "not-finite",
    ],
    [{ skills: { sql: { deviation: 0, answers: -1 } } }, ["skills", "sql", "answers"], "out-of-range"],
    [{ skills: { sql: { deviation: 0, answers: 0.5 } } }, ["skills", "sql", "answers"], "not-integer"],
    [{ skills: { sql: { deviation: 0, answers: "1" } } }, ["skills", "sql", "answers"], "wrong-type"],
    [{ skills: JSON.parse('{"__proto__":{"deviation":0,"answers":0}}') }, ["skills", "__proto__"], "forbidden-key"],
  ])("of a learner are refused with %j", (change, path, code) => {
    const state = { ...learnerState, ...change };
    expect(parseLearnerState(knowledge)(state)).toMatchObject({
      left: { in: "recommend.parseLearnerState", issues: [{ path, code }] },
    });
    // @ts-expect-error these are no states
    expect(answer(knowledge)({ learnerState: state, correct: true })).toMatchObject({
      left: { in: "recommend.answer", issues: [{ path: ["learnerState", ...path], code }] },
    });
    // @ts-expect-error these are no states
    expect(masteryOf(knowledge)(state)).toMatchObject({
      left: { in: "recommend.masteryOf", issues: [{ path, code }] },
    });
  });

  it.each([
    [{ kind: "elo-learner" }, ["kind"], "unknown-value"],
    [{ version: 3 }, ["version"], "unsupported-version"],
    [{ difficulty: undefined }, ["difficulty"], "missing"],
    [{ difficulty: Number.NEGATIVE_INFINITY }, ["difficulty"], "not-finite"],
    [{ answers: 2 ** 53 }, ["answers"], "unsafe-number"],
    [{ answers: -1 }, ["answers"], "out-of-range"],
  ])("of an item are refused with %j", (change, path, code) => {
    const state = { ...itemState, ...change };
    expect(parseItemState(knowledge)(state)).toMatchObject({
      left: { in: "recommend.parseItemState", issues: [{ path, code }] },
    });
    // @ts-expect-error these are no states
    expect(predict(knowledge)({ itemState: state })).toMatchObject({
      left: { in: "recommend.predict", issues: [{ path: ["itemState", ...path], code }] },
    });
  });
});

describe("answer, predict and masteryOf, given what does not fit", () => {
  it("refuse an answer that is none, by name", () => {
    // @ts-expect-error the answer is missing
    expect(answer(knowledge)({})).toMatchObject({ left: { issues: [{ path: ["correct"], code: "missing" }] } });
    // @ts-expect-error 1 is not true
    expect(answer(knowledge)({ correct: 1 })).toMatchObject({
      left: { issues: [{ path: ["correct"], code: "wrong-type" }] },
    });
    for (const given of [undefined, null, 3, "yes", [], new Map(), Symbol("s"), revoked()]) {
      // @ts-expect-error none of these is an answer
      expect(answer(knowledge)(given)).toMatchObject({ left: { _tag: "InvalidInput", in: "recommend.answer" } });
      // @ts-expect-error none of these is an attempt
      expect(predict(knowledge)(given)).toMatchObject({ left: { _tag: "InvalidInput", in: "recommend.predict" } });
    }
    for (const key of ["learnerState", "itemState", "skills", "correct"]) {
      const given = throwing({ learnerState, itemState, skills: [], correct: true }, key);
      // @ts-expect-error it throws when it is read
      expect(answer(knowledge)(given)).toMatchObject({ left: { issues: [{ code: "unreadable" }] } });
    }
  });

  it("take a row with undefined states and further keys, and an empty list of skills", () => {
    const row = { learnerState: undefined, itemState: undefined, skills: undefined, correct: true, item: "i1", at: 3 };
    expect(answer(knowledge)(row)).toEqual(answer(knowledge)({ skills: [], correct: true }));
  });

  it.each([
    [["sql", "sql"], 1, "duplicate"],
    [["sql", ""], 1, "empty"],
    [[7], 0, "wrong-type"],
    [[2 ** 60], 0, "unsafe-number"],
    [["__proto__"], 0, "forbidden-key"],
    [["constructor"], 0, "forbidden-key"],
    [[undefined], 0, "missing"],
  ])("refuse the skills %j", (skills, place, code) => {
    // @ts-expect-error some of these are no skills
    expect(answer(knowledge)({ skills, correct: true })).toMatchObject({
      left: { issues: [{ path: ["skills", place], code }] },
    });
  });

  it("report what is not a knowledge model, and do not throw before they are used", () => {
    const uses = [
      ["recommend.answer", answer, { correct: true }],
      ["recommend.predict", predict, {}],
      ["recommend.masteryOf", masteryOf, learnerState],
      ["recommend.parseLearnerState", parseLearnerState, learnerState],
      ["recommend.parseItemState", parseItemState, itemState],
    ] as const;
    for (const [name, call, right] of uses) {
      const use = (made: unknown): unknown => call(made as never)(right as never); // on purpose: whatever comes
      expect(use(knowledge)).toMatchObject({ _tag: "Right" });
      for (const made of [undefined, null, knowledge.model, {}, { model: {} }, { kernel: {} }, "elo", revoked()])
        expect(use(made)).toMatchObject({ left: { _tag: "InvalidInput", in: name } });
      for (const key of Object.keys(knowledge.kernel))
        expect(use({ ...knowledge, kernel: { ...knowledge.kernel, [key]: 1 } })).toMatchObject({
          left: { issues: [{ path: ["knowledge", "kernel", key], code: "wrong-type" }] },
        });
      expect(use({ ...knowledge, model: 1 })).toMatchObject({
        left: { issues: [{ path: ["knowledge", "model"], code: "wrong-type" }] },
      });
    }
  });

  it("refuse a state that is null or none, with one issue", () => {
    for (const state of [null, 5, "x", []]) {
      // @ts-expect-error none of these is a state
      const refused = answer(knowledge)({ learnerState: state, itemState: state, correct: true });
      expect(refused).toMatchObject({
        left: {
          issues: [
            { path: ["learnerState"], code: "wrong-type" },
            { path: ["itemState"], code: "wrong-type" },
          ],
        },
      });
      if (refused._tag === "Left" && refused.left._tag === "InvalidInput") expect(refused.left.issues.length).toBe(2);
    }
  });
});
