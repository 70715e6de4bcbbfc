import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ImportRowsOptions, importRow, importRows } from "../../../src/records/index.ts";
import { deepFreeze, invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { garbage } from "../garbage.ts";

const AT = Date.UTC(2026, 2, 1, 8, 30);

const options: ImportRowsOptions = deepFreeze({
  source: "lms",
  columns: {
    learner: "user",
    at: "ts",
    object: "thing",
    act: "what",
    objectKind: "kind",
    id: "row",
    course: "class",
    registration: "reg",
    attempt: "try",
    score: "points",
    success: "ok",
    completion: "done",
    response: "said",
    duration: "took",
    count: "n",
    decision: "nudge",
  },
  acts: { looked: "viewed", marked: "scored", ping: null },
  objectKinds: { quiz: "assessment" },
  durationUnit: "minutes",
  scoreRange: [-10, 10],
});

const row = deepFreeze({ user: "u1", ts: AT, thing: "t1", what: "looked", kind: "quiz" });

type Change = Readonly<Record<string, unknown>>;
const outcomeOf = (change: Change = {}, more: Change = {}) =>
  // the changed options are what some tests are about
  rightOf(importRow({ ...options, ...more } as ImportRowsOptions)({ ...row, ...change }));
const eventOf = (change: Change = {}, more: Change = {}) => {
  const outcome = outcomeOf(change, more);
  if (outcome.outcome !== "mapped") throw new Error(JSON.stringify(outcome));
  return outcome.accepted[0];
};
const fateOf = (change: Change, more: Change = {}): string => {
  const outcome = outcomeOf(change, more);
  if (outcome.outcome === "mapped") return "mapped";
  const issue = outcome.outcome === "refused" ? outcome.issue : undefined;
  return issue === undefined ? outcome.reason.code : `${outcome.reason.code}: ${issue.code} at ${issue.path.join(".")}`;
};

describe("a row", () => {
  it("becomes an event with the fields that have a column", () => {
    const base = { learner: "u1", at: AT, act: "viewed", object: "t1", objectKind: "assessment", source: "lms" };
    expect(eventOf()).toEqual(base);
    const whole = {
      row: "r1",
      class: "c1",
      reg: "g1",
      try: 2,
      points: 5,
      ok: true,
      done: 0,
      said: "b",
      took: 1.5,
      n: 3,
      nudge: "d1",
      mood: "sunny",
    };
    const event = {
      ...base,
      id: "r1",
      course: "c1",
      registration: "g1",
      decision: "d1",
      attempt: 2,
      count: 3,
      success: true,
      completion: false,
      response: "b",
      score: 0.75,
      durationMs: 90_000,
    };
    expect(eventOf(whole)).toEqual(event);
    const strings = { ...whole, try: "2", points: " 5.0", ok: "true", done: "0", took: "1.5", n: "3" };
    expect(eventOf(strings)).toEqual(event);
    expect(outcomeOf(whole)).toMatchObject({ outcome: "mapped", id: "r1", notes: [] });
  });

  it("leaves a blank cell of an optional field out, in whichever way it is blank", () => {
    for (const blank of ["", null, undefined]) {
      const blanks = Object.fromEntries(
        ["row", "class", "try", "points", "ok", "said", "took", "n"].map((key) => [key, blank]),
      );
      expect(eventOf(blanks)).toEqual(eventOf());
      expect(eventOf({ kind: blank })).toEqual({ ...eventOf(), objectKind: "other" });
    }
  });

  it("takes one act and one kind for every row, if no column says them", () => {
    const columns = { learner: "user", at: "ts", object: "thing" };
    const plain = { source: "lms", columns, act: "posted", objectKind: "forum" } as const;
    expect(rightOf(importRows(plain)([row])).accepted[0]).toMatchObject({ act: "posted", objectKind: "forum" });
    const bare = { source: "lms", columns, act: "posted" } as const;
    expect(rightOf(importRows(bare)([row])).accepted[0]?.objectKind).toBe("other");
  });

  it("reads our own words where the options translate none", () => {
    const own = { acts: undefined, objectKinds: undefined };
    expect(eventOf({ what: "completed", kind: "video" }, own)).toMatchObject({ act: "completed", objectKind: "video" });
    expect(fateOf({ what: "looked" }, own)).toBe("unknown-act");
  });

  it("is set aside for a word that was declared to be no act, and refused for one that nobody declared", () => {
    expect(outcomeOf({ what: "ping" })).toEqual({
      outcome: "setAside",
      reason: { code: "word-without-act", values: { word: "ping" } },
    });
    for (const what of ["viewed", "Looked", "constructor", "7"]) expect(fateOf({ what })).toBe("unknown-act");
    expect(fateOf({ what: "" })).toBe("invalid-act: missing at what");
    expect(fateOf({ what: [] })).toBe("invalid-act: wrong-type at what");
    expect(fateOf({ kind: "assessment" })).toBe("unknown-object-kind");
    expect(fateOf({ kind: {} })).toBe("invalid-object: wrong-type at kind");
    expect(eventOf({ what: 7 }, { acts: { 7: "viewed" } })?.act).toBe("viewed");
  });

  it("writes whole numbers of a database as ids, and refuses those that have lost digits", () => {
    expect(eventOf({ user: 1042, thing: 0, class: 9_007_199_254_740_991 })).toMatchObject({
      learner: "1042",
      object: "0",
      course: "9007199254740991",
    });
    expect(eventOf({ user: 10n ** 20n })?.learner).toBe("100000000000000000000");
    expect(fateOf({ user: 2 ** 53 })).toBe("invalid-learner: unsafe-number at user");
    expect(fateOf({ user: 1.5 })).toBe("invalid-learner: unsafe-number at user");
    expect(fateOf({ user: null })).toBe("invalid-learner: missing at user");
    expect(fateOf({ user: true })).toBe("invalid-learner: wrong-type at user");
    expect(fateOf({ thing: "" })).toBe("invalid-object: missing at thing");
    expect(fateOf({ class: 2 ** 60 })).toBe("invalid-cell: unsafe-number at class");
  });

  it.each([
    ["points", 10.1, "out-of-range"],
    ["points", -10.1, "out-of-range"],
    ["points", "NaN", "wrong-type"],
    ["points", "5,0", "wrong-type"],
    ["points", "?", "wrong-type"],
    ["points", Number.NaN, "not-finite"],
    ["took", -1, "out-of-range"],
    ["took", "1e400", "wrong-type"],
    ["try", 0, "out-of-range"],
    ["try", "1.5", "not-integer"],
    ["n", 0, "out-of-range"],
    ["n", 2 ** 53, "not-integer"],
    ["ok", "yes", "wrong-type"],
    ["done", 2, "wrong-type"],
    ["said", {}, "wrong-type"],
    ["row", {}, "wrong-type"],
  ])("is refused for %s = %s", (key, value, code) => {
    expect(fateOf({ [key]: value })).toBe(`invalid-cell: ${code} at ${key}`);
  });

  it("takes the ends of the scale", () => {
    expect([eventOf({ points: -10 })?.score, eventOf({ points: 10 })?.score, eventOf({ took: 0 })?.durationMs]).toEqual(
      [0, 1, 0],
    );
    expect(eventOf({ said: 4 })?.response).toBe("4");
    expect(eventOf({ points: 1 }, { scoreRange: undefined })?.score).toBe(1);
    expect(eventOf({ took: 7 }, { durationUnit: undefined })?.durationMs).toBe(7);
    expect(eventOf({ took: 7 }, { durationUnit: "seconds" })?.durationMs).toBe(7000);
  });

  it.each([[null], [undefined], [7], ["u1,t1"], [["u1"]]])("is an object, not %j", (value) => {
    expect(rightOf(importRow(options)(value))).toMatchObject({ outcome: "refused", reason: { code: "not-a-row" } });
  });
});

describe("the time of a row", () => {
  it.each([[AT], [new Date(AT)], [String(AT)], ["2026-03-01T08:30:00Z"], [" 2026-03-01T09:30:00+01:00 "]])(
    "is read out of %j",
    (ts) => {
      expect(eventOf({ ts })?.at).toBe(AT);
    },
  );

  it.each([
    [AT / 1000, "wrong-unit"],
    [String(AT / 1000), "wrong-unit"],
    ["2026-03-01 09:30", "unknown-value"],
    ["2026-03-01", "unknown-value"],
    ["", "missing"],
    [null, "missing"],
    [true, "wrong-type"],
    [Number.NaN, "not-finite"],
    [new Date(Number.NaN), "not-finite"],
    [12, "out-of-range"],
  ])("is refused for %j", (ts, code) => {
    expect(fateOf({ ts })).toBe(`invalid-time: ${code} at ts`);
  });

  it("may be declared to be seconds, and then milliseconds are refused by name", () => {
    const seconds = { timeUnit: "seconds" };
    expect(eventOf({ ts: AT / 1000 }, seconds)?.at).toBe(AT);
    expect(eventOf({ ts: String(AT / 1000 + 0.25) }, seconds)?.at).toBe(AT + 250);
    expect(eventOf({ ts: new Date(AT) }, seconds)?.at).toBe(AT);
    expect(eventOf({ ts: "2026-03-01T08:30:00Z" }, seconds)?.at).toBe(AT);
    expect(fateOf({ ts: AT }, seconds)).toBe("invalid-time: wrong-unit at ts");
    expect(fateOf({ ts: 12 }, seconds)).toBe("invalid-time: out-of-range at ts");
    expect(fateOf({ ts: "" }, seconds)).toBe("invalid-time: missing at ts");
    expect(fateOf({ ts: [] }, seconds)).toBe("invalid-time: wrong-type at ts");
  });
});

describe("importRows", () => {
  it("recognises a second copy by its id, and never without one", () => {
    const imported = rightOf(
      importRows(options)([{ ...row, row: "1" }, { ...row, row: 1 }, { ...row, row: "1", thing: "t2" }, row, row]),
    );
    expect(imported.from).toEqual([0, 3, 4]);
    expect(imported.setAside).toEqual([
      { index: 1, reason: { code: "merged-duplicate", values: { id: "1", first: 0 } } },
    ]);
    expect(imported.refused.map(({ index, reason }) => [index, reason.code])).toEqual([[2, "conflicting-duplicate"]]);
  });

  it("accounts for whatever it is given, by index, and changes nothing", () => {
    const piece = fc.oneof(
      garbage,
      fc.tuple(fc.constantFrom(...Object.values(options.columns)), garbage).map(([key, value]) => () => ({
        ...row,
        [key]: value(),
      })),
      fc.constant(() => row),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const list = pieces.map((make) => make());
        const { from, refused, setAside, counts } = rightOf(importRows(options)(Object.freeze(list)));
        const indices = [...from, ...refused.map((each) => each.index), ...setAside.map((each) => each.index)];
        expect(indices.sort((a, b) => a - b)).toEqual(list.map((_, index) => index));
        expect(counts.mapped + counts.refused + counts.setAside).toBe(list.length);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [{ ...options, source: undefined }, "missing at source"],
    [{ ...options, colums: {} }, "unknown-key at colums"],
    [{ ...options, columns: undefined }, "wrong-type at columns"],
    [{ ...options, columns: { ...options.columns, learner: undefined } }, "missing at columns.learner"],
    [{ ...options, columns: { ...options.columns, at: "" } }, "empty at columns.at"],
    [{ ...options, columns: { ...options.columns, learners: "x" } }, "unknown-key at columns.learners"],
    [{ ...options, act: "viewed" }, "inconsistent at act"],
    [{ ...options, objectKind: "page" }, "inconsistent at objectKind"],
    [{ ...options, acts: { looked: "seen" } }, "unknown-value at acts.looked"],
    [{ ...options, objectKinds: { quiz: null } }, "wrong-type at objectKinds.quiz"],
    [{ ...options, timeUnit: "minutes" }, "unknown-value at timeUnit"],
    [{ ...options, durationUnit: "hours" }, "unknown-value at durationUnit"],
    [{ ...options, scoreRange: [1, 1] }, "inconsistent at scoreRange.1"],
    [{ ...options, scoreRange: [1, 0] }, "inconsistent at scoreRange.1"],
    [{ ...options, scoreRange: [-1.7e308, 1.7e308] }, "inconsistent at scoreRange.1"],
    [{ ...options, scoreRange: [0] }, "inconsistent at scoreRange"],
    [{ ...options, scoreRange: [0, 1, 2] }, "inconsistent at scoreRange"],
    [{ ...options, scoreRange: [0, "1"] }, "wrong-type at scoreRange.1"],
    [{ source: "s", columns: { learner: "a", at: "b", object: "c" } }, "missing at act"],
    [{ source: "s", columns: { learner: "a", at: "b", object: "c" }, act: "viewed", acts: {} }, "inconsistent at acts"],
    [
      { source: "s", columns: { learner: "a", at: "b", object: "c" }, act: "viewed", objectKinds: {} },
      "inconsistent at objectKinds",
    ],
    [null, "wrong-type at "],
  ])("refuses options that do not fit: %#", (given, issue) => {
    // options of other types than the compiler allows are what this is about
    const wrong = given as unknown as ImportRowsOptions;
    expect(issuesOf(importRows(wrong)([row]))[0]).toBe(issue);
    expect(invalidOf(importRows(wrong)([row])).in).toBe("records.importRows");
    expect(issuesOf(importRow(wrong)(row))[0]).toBe(issue);
    expect(invalidOf(importRow(wrong)(row)).in).toBe("records.importRow");
  });

  it("refuses what is no array", () => {
    expect(issuesOf(importRows(options)({ rows: [] }))).toEqual(["wrong-type at "]);
  });
});
