import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  type AnswerLog,
  answer,
  coldItem,
  createKnowledge,
  type EloItem,
  type EloLearner,
  elo,
  traceAnswers,
} from "../../src/recommend/index.ts";
import { deepFreeze, issuesOf } from "../support/property.ts";

const standard = orThrow(createKnowledge(elo)());

const anyKnowledge = fc
  .record({
    uncertainty: fc.record({
      a: fc.double({ min: 0.01, max: 2, noNaN: true }),
      b: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    skillWeight: fc.double({ min: 0, max: 1, noNaN: true }),
    guess: fc.double({ min: 0, max: 0.9, noNaN: true }),
    itemWeight: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map((options) => orThrow(createKnowledge(elo)(options)));

const anyRows = fc.array(
  fc.record({
    learner: fc.constantFrom("ada", "ben", "7", "cleo"),
    item: fc.constantFrom("q1", "q2", "3", "q4", "q5"),
    skills: fc.shuffledSubarray(["sql", "toString", "12", "law"]),
    correct: fc.boolean(),
  }),
  { maxLength: 60 },
);
type Row = typeof anyRows extends fc.Arbitrary<readonly (infer R)[]> ? R : never;

type Log = AnswerLog<EloLearner, EloItem>;

const columns = (rows: readonly Row[], before: Partial<Log> = {}): Log => ({
  learners: rows.map(({ learner }) => learner),
  items: rows.map(({ item }) => item),
  skills: rows.map(({ skills }) => skills),
  correct: rows.map(({ correct }) => correct),
  ...before,
});

/** One by one through `answer`, with the states in two maps: what a host does, event by event. */
const twin = (knowledge: typeof standard, rows: readonly Row[]) => {
  const next = answer(knowledge);
  const learnerStates = new Map<string, EloLearner>();
  const itemStates = new Map<string, EloItem>();
  const predicted = rows.map(({ learner, item, skills, correct }) => {
    const outcome = orThrow(
      next({ learnerState: learnerStates.get(learner), itemState: itemStates.get(item), skills, correct }),
    );
    learnerStates.set(learner, outcome.learnerState);
    itemStates.set(item, outcome.itemState);
    return outcome.predicted;
  });
  return { subject: "person", predicted: Float64Array.from(predicted), learnerStates, itemStates };
};

describe("traceAnswers", () => {
  it("gives the bits of answering one by one: predictions, states, the order of skills within them", () => {
    fc.assert(
      fc.property(anyKnowledge, anyRows, (knowledge, rows) => {
        const traced = orThrow(traceAnswers(knowledge)(deepFreeze(columns(rows))));
        const expected = twin(knowledge, rows);
        expect(traced).toEqual(expected);
        expect(JSON.stringify([...traced.learnerStates])).toBe(JSON.stringify([...expected.learnerStates]));
      }),
    );
  });

  it("goes on from the states of an earlier trace as if it had never stopped", () => {
    fc.assert(
      fc.property(anyKnowledge, anyRows, fc.nat(60), (knowledge, rows, cut) => {
        const trace = traceAnswers(knowledge);
        const whole = orThrow(trace(columns(rows)));
        const first = orThrow(trace(columns(rows.slice(0, cut))));
        const second = orThrow(trace(columns(rows.slice(cut), first)));
        expect([...first.predicted, ...second.predicted]).toEqual([...whole.predicted]);
        expect(new Map([...first.learnerStates, ...second.learnerStates])).toEqual(whole.learnerStates);
        expect(new Map([...first.itemStates, ...second.itemStates])).toEqual(whole.itemStates);
        expect([...second.learnerStates.keys()]).toEqual([...new Set(rows.slice(cut).map(({ learner }) => learner))]);
      }),
    );
  });

  it("gives the same for an algorithm that has no way of its own", () => {
    fc.assert(
      fc.property(anyKnowledge, anyRows, (knowledge, rows) => {
        const { trace: _, ...kernel } = knowledge.kernel;
        expect(traceAnswers({ ...knowledge, kernel })(columns(rows))).toEqual(traceAnswers(knowledge)(columns(rows)));
      }),
      { numRuns: 30 },
    );
  });

  it("takes bytes for right and wrong, no skills at all, and no answers at all", () => {
    const log = { learners: ["a", "a", "b"], items: ["q", "r", "q"] };
    const bytes = orThrow(traceAnswers(standard)({ ...log, correct: Uint8Array.from([1, 0, 1]) }));
    expect(bytes).toEqual(orThrow(traceAnswers(standard)({ ...log, correct: [true, false, true] })));
    expect(bytes).toEqual(
      orThrow(traceAnswers(standard)({ ...log, skills: [[], [], []], correct: [true, false, true] })),
    );
    expect(bytes.learnerStates.get("a")?.answers).toBe(2);
    expect(bytes.learnerStates.get("b")?.skills).toEqual({});
    expect(orThrow(traceAnswers(standard)({ learners: [], items: [], correct: [] }))).toEqual({
      subject: "person",
      predicted: new Float64Array(0),
      learnerStates: new Map(),
      itemStates: new Map(),
    });
  });

  it.each([
    [{ learners: undefined }, "missing at learners"],
    [{ learners: "a" }, "wrong-type at learners"],
    [{ learners: ["a", 7] }, "wrong-type at learners.1"],
    [{ learners: ["a", ""] }, "empty at learners.1"],
    [{ items: ["q"] }, "inconsistent at items"],
    [{ items: ["q", 2 ** 60] }, "unsafe-number at items.1"],
    [{ correct: [true] }, "inconsistent at correct"],
    [{ correct: [true, 1] }, "wrong-type at correct.1"],
    // biome-ignore lint/suspicious/noSparseArray: that is what is tried
    [{ correct: [, true] }, "missing at correct.0"],
    [{ correct: Uint8Array.from([1]) }, "inconsistent at correct"],
    [{ correct: Uint8Array.from([1, 2]) }, "out-of-range at correct.1"],
    [{ correct: Float64Array.from([1, 0]) }, "wrong-type at correct"],
    [{ skills: [["sql"]] }, "inconsistent at skills"],
    [{ skills: [["sql"], "sql"] }, "wrong-type at skills.1"],
    [{ skills: [["sql"], undefined] }, "missing at skills.1"],
    [{ skills: [[], ["sql", "sql"]] }, "duplicate at skills.1.1"],
    [{ skills: [[], [3]] }, "wrong-type at skills.1.0"],
    [{ skills: [[], ["__proto__"]] }, "forbidden-key at skills.1.0"],
    [{ learnerStates: {} }, "wrong-type at learnerStates"],
    [{ learnerStates: new Map([["a", { kind: "elo-item" }]]) }, "unknown-value at learnerStates.a.kind"],
    [{ itemStates: null }, "wrong-type at itemStates"],
    [{ itemStates: new Map([["r", 5]]) }, "wrong-type at itemStates.r"],
    [{ skill: [["sql"], []] }, "unknown-key at skill"],
  ])("refuses %o", (change, issue) => {
    const log = { learners: ["a", "b"], items: ["q", "r"], correct: [true, false], ...change };
    const refused = traceAnswers(standard)(log as never); // on purpose
    expect(issuesOf(refused)[0]).toBe(issue);
    expect(refused).toMatchObject({ left: { in: "recommend.traceAnswers" } });
  });

  it.each([
    [{ learners: "a" }, "an array with an element for each answer"],
    [{ items: ["q"] }, "2 elements, as many as there are learners"],
    [{ correct: [true, 1] }, "true or false"],
    [{ correct: Uint8Array.from([1]) }, "2 elements, as many as there are learners"],
    [{ correct: Uint8Array.from([1, 2]) }, "0 or 1"],
    [{ skills: [["sql"], "sql"] }, "an array of skills"],
    [{ skills: [[], ["sql", "sql"]] }, "each skill once"],
    [{ skills: [[], ["constructor"]] }, "a skill not called __proto__, constructor or prototype"],
    [{ learnerStates: {} }, "a Map from ids to states"],
  ])("says of %o what it expected", (change, expected) => {
    const log = { learners: ["a", "b"], items: ["q", "r"], correct: [true, false], ...change };
    expect(traceAnswers(standard)(log as never)).toMatchObject({ left: { issues: [{ expected }] } }); // on purpose
  });

  it("names each of many faults once, twenty of them, and counts the others", () => {
    const learners = Array.from({ length: 30 }, () => 7);
    const refused = traceAnswers(standard)({ learners, items: learners, correct: learners } as never); // on purpose
    expect(refused).toMatchObject({ left: { moreIssues: 70 } });
    expect(issuesOf(refused).length).toBe(20);
  });

  it("looks only at the states of those who answer", () => {
    const log = { learners: ["a"], items: ["q"], correct: [true] };
    const others = { learnerStates: new Map([["b", 5]]), itemStates: new Map([["s", 5]]) };
    expect(traceAnswers(standard)({ ...log, ...others } as never)).toEqual(traceAnswers(standard)(log)); // on purpose
  });

  it("allows the same skill in two rows one after the other", () => {
    const log = { learners: ["a", "a"], items: ["q", "r"], skills: [["x"], ["x"]], correct: [true, true] };
    expect(orThrow(traceAnswers(standard)(log)).learnerStates.get("a")?.skills["x"]?.answers).toBe(2);
  });

  it("reports a trace that is none", () => {
    const broken = { ...standard, kernel: { ...standard.kernel, trace: 1 } };
    expect(traceAnswers(broken as never)({ learners: [], items: [], correct: [] })).toMatchObject({
      left: { issues: [{ path: ["knowledge", "kernel", "trace"], code: "wrong-type", expected: "a function" }] },
    });
  });
});

describe("coldItem", () => {
  const item = (difficulty: number, answers: number): EloItem => ({
    kind: "elo-item",
    version: 1,
    difficulty,
    answers,
  });
  const cold = (similar: readonly EloItem[]): EloItem => orThrow(coldItem(standard)(similar));

  it("is the mean weighted by answers, for ten answers at most", () => {
    expect(cold([])).toEqual(item(0, 0));
    expect(cold([item(1, 3)])).toEqual(item(1, 3));
    expect(cold([item(1, 1), item(2, 3)])).toEqual(item(1.75, 4));
    expect(cold([item(1, 5), item(2, 5)])).toEqual(item(1.5, 10));
    expect(cold([item(1, 6), item(2, 6)])).toEqual(item(1.5, 10));
    expect(cold([item(1, 0), item(5, 2)])).toEqual(item(5, 2));
  });

  it("weighs priors without answers alike", () => {
    expect(cold([item(1, 0), item(2, 0)])).toEqual(item(1.5, 0));
  });

  it("stays finite for difficulties beyond any item", () => {
    expect(Number.isFinite(cold([item(1.7e308, 1), item(1.7e308, 1)]).difficulty)).toBe(true);
  });

  it("refuses what is no list of items", () => {
    expect(issuesOf(coldItem(standard)({} as never))).toEqual(["wrong-type at "]); // on purpose
    expect(issuesOf(coldItem(standard)([item(0, 1), item(0, -1)]))).toEqual(["out-of-range at 1.answers"]);
  });
});
