import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  createMemory,
  FSRS6_WEIGHTS,
  fsrs6,
  fsrs7,
  leitner,
  parseMemoryModel,
  parseMemoryState,
  review,
  sbd,
} from "../../src/spacing/index.ts";
import { START } from "./arbitraries.ts";

const memory = orThrow(createMemory(fsrs6)());
const { state } = orThrow(review(memory)({ grade: "good", at: START }));

describe("createMemory", () => {
  it("takes the defaults where nothing is given, and undefined for nothing", () => {
    const expected = {
      kind: "fsrs-6",
      version: 1,
      weights: FSRS6_WEIGHTS,
      retention: 0.9,
      maximumIntervalDays: 36_500,
      elapsed: "study-days",
    };
    expect(memory.model).toEqual(expected);
    expect(orThrow(createMemory(fsrs6)({})).model).toEqual(expected);
    expect(orThrow(createMemory(fsrs6)({ retention: undefined })).model).toEqual(expected);
  });

  it("takes an algorithm that is chosen when the program runs", () => {
    const chosen = [fsrs6, sbd, leitner].map((algorithm) => orThrow(createMemory(algorithm)({ retention: 0.8 })));
    expect(chosen.map(({ model }) => [model.kind, model.retention])).toEqual([
      ["fsrs-6", 0.8],
      ["sbd", 0.8],
      ["leitner", 0.8],
    ]);
    for (const one of chosen) {
      const first = orThrow(review(one)({ grade: "good", at: START })).state;
      expect(orThrow(review(one)({ state: first, grade: "good", at: START + 86_400_000 })).state.reviews).toBe(2);
    }
  });

  it("takes what is given and leaves the defaults as they are", () => {
    const made = orThrow(
      createMemory(fsrs6)(Object.freeze({ retention: 0.8, maximumIntervalDays: 100, elapsed: "exact" })),
    );
    expect(made.model).toMatchObject({
      retention: 0.8,
      maximumIntervalDays: 100,
      elapsed: "exact",
      weights: FSRS6_WEIGHTS,
    });
    expect(fsrs6.defaults.retention).toBe(0.9);
  });

  it.each([
    [{ retension: 0.9 }, "retension", "unknown-key"],
    [{ kind: "fsrs-7" }, "kind", "unknown-key"],
    [{ retention: 0 }, "retention", "out-of-range"],
    [{ retention: 1 }, "retention", "out-of-range"],
    [{ retention: 0.99991 }, "retention", "out-of-range"],
    [{ retention: 0.00009 }, "retention", "out-of-range"],
    [{ retention: "0.9" }, "retention", "wrong-type"],
    [{ retention: null }, "retention", "wrong-type"],
    [{ retention: Number.NaN }, "retention", "not-finite"],
    [{ maximumIntervalDays: 0 }, "maximumIntervalDays", "out-of-range"],
    [{ maximumIntervalDays: 36_501 }, "maximumIntervalDays", "out-of-range"],
    [{ maximumIntervalDays: 10.5 }, "maximumIntervalDays", undefined],
    [{ elapsed: "days" }, "elapsed", "unknown-value"],
    [{ weights: "default" }, "weights", "wrong-type"],
    [{ weights: null }, "weights", "wrong-type"],
  ] as const)("refuses %j", (options, key, code) => {
    // @ts-expect-error some of these do not fit the type either
    const refused = createMemory(fsrs6)(options);
    expect(refused).toMatchObject({
      left: { _tag: "InvalidInput", in: "spacing.createMemory", issues: [{ path: [key] }] },
    });
    if (code !== undefined) expect(refused).toMatchObject({ left: { issues: [{ code }] } });
  });

  it("takes the ends of every range", () => {
    for (const options of [
      { retention: 0.0001 },
      { retention: 0.9999 },
      { maximumIntervalDays: 1 },
      { maximumIntervalDays: 36_500 },
    ])
      expect(createMemory(fsrs6)(options)._tag).toBe("Right");
  });

  it("names the near miss of a mistyped option", () => {
    // @ts-expect-error no such option
    expect(createMemory(fsrs6)({ retension: 0.9 })).toMatchObject({
      left: { issues: [{ expected: expect.stringContaining("did you mean retention?") }] },
    });
  });

  it("reports, and does not throw, where something else stands for the algorithm", () => {
    for (const algorithm of [undefined, null, 6, "fsrs-6", {}, { kind: "fsrs-6" }, { ...fsrs6, prepare: 1 }]) {
      // @ts-expect-error none of these is an algorithm
      expect(createMemory(algorithm)()).toMatchObject({ left: { _tag: "InvalidInput", in: "spacing.createMemory" } });
    }
  });
});

describe("parseMemoryModel", () => {
  const parse = parseMemoryModel([fsrs6]);
  const stored = JSON.parse(JSON.stringify(memory.model)) as Record<string, unknown>; // an object was stringified

  it("gives back the model as a copy of its own", () => {
    const parsed = orThrow(parse(stored));
    expect(parsed.model).toEqual(memory.model);
    expect(parsed.model).not.toBe(stored);
    expect(parsed.model.weights).not.toBe(stored["weights"]);
  });

  it("refuses a kind that was not handed in and names those that were", () => {
    expect(parse({ ...stored, kind: "fsrs-5" })).toMatchObject({
      left: {
        in: "spacing.parseMemoryModel",
        issues: [{ path: ["kind"], code: "unknown-value", expected: 'one of "fsrs-6" (did you mean "fsrs-6"?)' }],
      },
    });
  });

  it("refuses a newer version as such", () => {
    expect(parse({ ...stored, version: 2 })).toMatchObject({
      left: { issues: [{ path: ["version"], code: "unsupported-version", received: "2" }] },
    });
  });

  it("refuses unknown, missing and poisoned keys", () => {
    expect(parse({ ...stored, retentoin: 1 })).toMatchObject({
      left: { issues: [{ path: ["retentoin"], code: "unknown-key" }] },
    });
    const { retention: _, ...without } = stored;
    expect(parse(without)).toMatchObject({ left: { issues: [{ path: ["retention"], code: "missing" }] } });
    expect(parse(JSON.parse('{"kind":"fsrs-6","__proto__":{"version":1}}'))._tag).toBe("Left");
  });

  it.each([undefined, null, 7, "fsrs-6", [], () => 1, new Date(0), new Float64Array(21)])("refuses %s", (document) => {
    expect(parse(document)).toMatchObject({ left: { _tag: "InvalidInput", in: "spacing.parseMemoryModel" } });
  });

  it("reports a list of algorithms that is none, holds something else, is empty or names one twice", () => {
    for (const algorithms of [undefined, null, fsrs6, [undefined], [{}], [], [fsrs6, fsrs6]]) {
      // @ts-expect-error most of these are not lists of algorithms
      const parseOddly = parseMemoryModel(algorithms);
      expect(parseOddly(stored)).toMatchObject({ left: { _tag: "InvalidInput", in: "spacing.parseMemoryModel" } });
    }
    expect(parseMemoryModel([fsrs6, fsrs6])(stored)).toMatchObject({
      left: { issues: [{ path: ["algorithms", 1, "kind"], code: "duplicate" }] },
    });
    expect(parseMemoryModel([])(stored)).toMatchObject({ left: { issues: [{ path: ["algorithms"], code: "empty" }] } });
  });

  it("chooses among several algorithms by kind", () => {
    const other = {
      ...fsrs6,
      kind: "other-1" as const,
      parse: () => ({ _tag: "Right" as const, right: memory.model }),
    };
    const either = parseMemoryModel([other, fsrs6]);
    expect(either(stored)).toMatchObject({ right: { model: memory.model } });
    expect(either({ kind: "other-1" })).toMatchObject({ right: { model: memory.model } });
    expect(either({ kind: "third" })).toMatchObject({ left: { issues: [{ expected: 'one of "other-1", "fsrs-6"' }] } });
  });
});

describe("parseMemoryState", () => {
  const parse = parseMemoryState(memory);

  it("says what it expected, also where the kernel is asked itself", () => {
    const newer = orThrow(createMemory(fsrs7)());
    const { parseState } = newer.kernel;
    for (const read of [parse, memory.kernel.parseState, parseMemoryState(newer), parseState])
      expect(read(3)).toMatchObject({
        left: { in: "spacing.parseMemoryState", issues: [{ path: [], expected: "a state of one card" }] },
      });
  });

  it("copies the known keys and leaves the others behind", () => {
    expect(orThrow(parse(Object.freeze({ ...state, card: "word 17" })))).toEqual(state);
  });

  it.each([
    ["kind", "fsrs-7", "unknown-value"],
    ["kind", undefined, "missing"],
    ["version", 2, "unsupported-version"],
    ["version", 0, "unknown-value"],
    ["version", undefined, "missing"],
    ["version", "1", "unknown-value"],
    ["stability", 0.0009, "out-of-range"],
    ["stability", 36_501, "out-of-range"],
    ["stability", "2.3", "wrong-type"],
    ["stability", Number.NaN, "not-finite"],
    ["stability", Number.POSITIVE_INFINITY, "not-finite"],
    ["difficulty", 0.99, "out-of-range"],
    ["difficulty", 10.01, "out-of-range"],
    ["difficulty", null, "wrong-type"],
    ["lastAt", START / 1000, "wrong-unit"],
    ["lastAt", "2025-01-01", "wrong-type"],
    ["lastDay", 20_089.5, "not-integer"],
    ["lastDay", undefined, "missing"],
    ["reviews", 0, "out-of-range"],
    ["reviews", 1.5, "not-integer"],
    ["reviews", 2 ** 60, "unsafe-number"],
    ["lapses", -1, "out-of-range"],
    ["lapses", 1, "inconsistent"],
  ])("refuses %s: %s as %s", (key, value, code) => {
    expect(parse({ ...state, [key]: value })).toMatchObject({
      left: { _tag: "InvalidInput", in: "spacing.parseMemoryState", issues: [{ path: [key], code }] },
    });
    const placed = review(memory)({ state: { ...state, [key]: value }, grade: "good", at: START });
    expect(placed).toMatchObject({ left: { in: "spacing.review", issues: [{ path: ["state", key], code }] } });
  });

  it("takes the ends of every range", () => {
    for (const change of [
      { stability: 0.001 },
      { stability: 36_500 },
      { difficulty: 1 },
      { difficulty: 10 },
      { reviews: 2, lapses: 1 },
    ])
      expect(parse({ ...state, ...change })._tag).toBe("Right");
  });
});
