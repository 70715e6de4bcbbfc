import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  createMemory,
  fsrs6,
  intervalDays,
  parseMemoryState,
  preview,
  recall,
  replay,
  replayMany,
  review,
} from "../../src/spacing/index.ts";
import { START } from "./arbitraries.ts";

const memory = orThrow(createMemory(fsrs6)());
const { state } = orThrow(review(memory)({ grade: "good", at: START }));

const throwing = (value: object, key: string): object =>
  Object.defineProperty({ ...value }, key, {
    enumerable: true,
    get: () => {
      throw new Error("hostile");
    },
  });

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const good = { state, grade: "good", at: START };

/** Functions of one value from outside, each with a value that is right for it. */
const functions: readonly (readonly [
  name: string,
  call: (memory: never) => (input: never) => unknown,
  right: object,
])[] = [
  ["spacing.review", review, good],
  ["spacing.preview", preview, good],
  ["spacing.recall", recall, good],
  ["spacing.intervalDays", intervalDays, { state }],
  ["spacing.replay", replay, [good]],
  ["spacing.replayMany", replayMany, { offsets: [0, 1], grades: [3], at: [START] }],
  ["spacing.parseMemoryState", parseMemoryState, state],
];

describe.each(functions)("%s, given what does not fit", (name, call, right) => {
  const failsByName = { _tag: "Left", left: { _tag: "InvalidInput", in: name } };
  const use = (made: unknown, input: unknown): unknown => call(made as never)(input as never); // on purpose: whatever comes

  it("answers to what fits, frozen", () => {
    expect(use(memory, Object.freeze(right))).toMatchObject({ _tag: "Right" });
  });

  it.each([undefined, null, 0, Number.NaN, "", "good", true, Symbol("s"), 1n, () => 1, new Date(START), new Map()])(
    "refuses %s in the place of its input",
    (input) => {
      expect(use(memory, input)).toMatchObject(failsByName);
    },
  );

  it("refuses arrays with holes, throwing getters and revoked proxies", () => {
    // biome-ignore lint/suspicious/noSparseArray: on purpose
    expect(use(memory, [, good])).toMatchObject(failsByName);
    for (const key of Object.keys(right)) {
      if (Array.isArray(right)) continue;
      const used = name !== "spacing.preview" || key !== "grade";
      if (used && (name !== "spacing.recall" || key !== "grade"))
        expect(use(memory, throwing(right, key))).toMatchObject(failsByName);
    }
    expect(use(memory, revoked())).toMatchObject(failsByName);
    expect(use(memory, { ...right, state: revoked() })).toMatchObject(
      name.endsWith("State") ? { _tag: "Right" } : failsByName,
    );
  });

  it("reports what is not a memory, and does not throw before it is used", () => {
    for (const made of [
      undefined,
      null,
      memory.model,
      {},
      { model: memory.model },
      { kernel: memory.kernel },
      "fsrs-6",
      revoked(),
    ])
      expect(use(made, right)).toMatchObject(failsByName);
    for (const key of ["parseState", "first", "next", "recall", "intervalDays"])
      expect(use({ ...memory, kernel: { ...memory.kernel, [key]: 1 } }, right)).toMatchObject({
        left: { issues: [{ path: ["memory", "kernel", key], code: "wrong-type" }] },
      });
    for (const [key, value] of [
      ["retention", 1],
      ["retention", 0],
      ["minimumIntervalDays", -0.1],
      ["minimumIntervalDays", 1.1],
      ["maximumIntervalDays", 0],
      ["elapsed", "hours"],
    ] as const)
      expect(use({ ...memory, model: { ...memory.model, [key]: value } }, right)).toMatchObject({
        left: { issues: [{ path: ["memory", "model", key] }] },
      });
  });
});

describe("a review whose parts do not fit", () => {
  it("names every part at once", () => {
    // @ts-expect-error nothing here fits
    expect(review(memory)({ state: { kind: "fsrs-6" }, grade: 3, at: "today", day: "monday" })).toMatchObject({
      left: {
        issues: [
          { path: ["state", "version"], code: "missing" },
          { path: ["state", "stability"], code: "missing" },
          { path: ["state", "difficulty"], code: "missing" },
          { path: ["state", "lastAt"], code: "missing" },
          { path: ["state", "lastDay"], code: "missing" },
          { path: ["state", "reviews"], code: "missing" },
          { path: ["state", "lapses"], code: "missing" },
          { path: ["grade"], code: "wrong-type" },
          { path: ["at"], code: "wrong-type" },
          { path: ["day"], code: "wrong-type" },
        ],
        moreIssues: 0,
      },
    });
  });

  it("refuses null for a state: a new card leaves it out", () => {
    // @ts-expect-error null is not absence
    expect(review(memory)({ state: null, grade: "good", at: START })).toMatchObject({
      left: { issues: [{ path: ["state"], code: "wrong-type", received: "null" }] },
    });
  });

  it("keeps twenty issues at most and counts the rest, also those of the state's own reader", () => {
    const issue = { path: ["x"], code: "missing" as const, expected: "x", received: "y" };
    const issues = Array.from({ length: 18 }, () => issue);
    const kernel = {
      ...memory.kernel,
      parseState: () => ({
        _tag: "Left" as const,
        left: {
          _tag: "InvalidInput" as const,
          in: "x",
          issues: [issue, ...issues, issue, issue] as const,
          moreIssues: 4,
        },
      }),
    };
    const refused = review({ ...memory, kernel })({ ...good, grade: "good" });
    expect(refused).toMatchObject({ left: { moreIssues: 5 } });
    if (refused._tag === "Left" && refused.left._tag === "InvalidInput") {
      expect(refused.left.issues.length).toBe(20);
      expect(refused.left.issues[0].path).toEqual(["state", "x"]);
    }
  });

  it("turns any other failure of a state's reader into one about the state", () => {
    const kernel = {
      ...memory.kernel,
      parseState: () => ({ _tag: "Left" as const, left: { _tag: "Cancelled" as const, in: "x", afterSteps: 1 } }),
    };
    expect(review({ ...memory, kernel })({ ...good, grade: "good" })).toMatchObject({
      left: { _tag: "InvalidInput", issues: [{ path: ["state"], code: "inconsistent" }] },
    });
  });
});
