import { describe, expect, it } from "vitest";
import { compileZone } from "../../../src/core/time/index.ts";
import type { Result } from "../../../src/core/vocabulary/index.ts";
import { type AnkiReview, ankiReviews, gatherReviews, type ReviewLogOptions } from "../../../src/spacing/index.ts";
import { invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { DAY, START } from "../arbitraries.ts";

/** The function as a caller without types calls it. */
const gather = (reviews: unknown, options?: object): Result<unknown> =>
  gatherReviews(options as ReviewLogOptions)(reviews as never); // that is what the tests are about

/** Code, path and what was expected of each issue. */
const told = (result: Result<unknown>): readonly (readonly [string, string, string])[] =>
  invalidOf(result).issues.map(({ code, path, expected }) => [code, path.join("."), expected]);

const row = { card: "a", at: START, grade: "good" };
const columns = { card: ["a"], at: [START], grade: [3] };
/** One more than can be read; it has holes only. */
const tooMany = new Array(2 ** 26 + 1);
const zone = rightOf(compileZone({ zone: "UTC", from: START, to: START + 10 * DAY }));

describe("what is told of reviews that do not fit", () => {
  it("of rows", () => {
    expect(told(gather([3]))).toEqual([["wrong-type", "0", "a review"]]);
    expect(told(gather([row, 3]))).toEqual([["wrong-type", "1", "a review"]]);
    expect(told(gather([row, undefined]))).toEqual([["missing", "1", "a review"]]);
    expect(told(gather(tooMany))).toEqual([["too-many", "", "at most 67108864 reviews"]]);
    expect(told(gather(undefined))[0]).toEqual(["missing", "", "an array of reviews, or an object of columns"]);
    expect(told(gather([row, { ...row, learner: "x" }]))).toEqual([
      ["inconsistent", "1.learner", 'a learner in every review or in none (card "a")'],
    ]);
    expect(issuesOf(gather([{ ...row, learner: "" }]))).toEqual(["empty at 0.learner"]);
    expect(issuesOf(gather([{ ...row, learner: 7 }]))).toEqual(["wrong-type at 0.learner"]);
    // one look for a misspelled key is enough
    expect(
      issuesOf(
        gather([
          { ...row, Day: 1 },
          { ...row, Day: 1 },
        ]),
      ),
    ).toEqual(["unknown-key at 0.Day"]);
  });

  it("with the card, which the reader knows, beside the row; with nobody's name", () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      ...row,
      at: START + at * DAY,
      card: `card ${at}`,
      learner: "ana",
    }));
    const message = (place: number, more: object) =>
      told(gather(many.map((one, at) => (at === place ? { ...one, ...more } : one))))[0];
    expect(message(17, { grade: 9 })).toEqual([
      "unknown-value",
      "17.grade",
      'one of again, hard, good, easy, 1, 2, 3, 4 (card "card 17")',
    ]);
    expect(message(3, { at: 12 })?.[2]).toMatch(/ \(card "card 3"\)$/);
    expect(message(3, { card: 4 })?.[2]).not.toContain("(card");
    expect(message(3, { card: "" })?.[2]).not.toContain("(card");
    expect(told(gather({ ...columns, grade: [0] }))[0]?.[2]).toMatch(/ \(card "a"\)$/);
    // each with its own, and no more than are kept
    const all = invalidOf(gather(many.map((one) => ({ ...one, grade: 5 }))));
    expect(all.issues.map(({ expected }) => expected.slice(expected.indexOf("(card")))).toEqual(
      many.slice(0, 20).map(({ card }) => `(card "${card}")`),
    );
    expect(all.moreIssues).toBe(10);
  });

  it("of grades", () => {
    const grade = (value: unknown) => told(gather([{ ...row, grade: value }]));
    for (const value of ["Good", "", 0, 5, 2.5, Number.NaN]) {
      const [issue] = grade(value);
      expect(issue?.slice(0, 2)).toEqual(["unknown-value", "0.grade"]);
      for (const word of ["again", "hard", "good", "easy", "1", "2", "3", "4"]) expect(issue?.[2]).toContain(word);
    }
    for (const value of [true, null, {}, ["good"]]) expect(grade(value)[0]?.[0]).toBe("wrong-type");
    expect(grade(undefined)[0]?.[0]).toBe("missing");
    const log = rightOf(
      gatherReviews()([1, 2, 3, 4].map((value, at) => ({ ...row, at: START + at, grade: value as 1 }))),
    );
    expect(Array.from(log.grades)).toEqual([1, 2, 3, 4]);
  });

  it("of days and instants", () => {
    const day = (value: unknown) => told(gather([{ ...row, day: value }]));
    const today = Math.floor(START / DAY);
    for (const off of [-1, 0, 1]) expect(gather([{ ...row, day: today + off }])._tag).toBe("Right");
    expect(issuesOf(gather([{ ...row, day: today + 3 }]))).toEqual(["inconsistent at 0.day"]);
    expect(day("today")[0]?.slice(0, 2)).toEqual(["wrong-type", "0.day"]);
    expect(day(today + 0.5)[0]?.slice(0, 2)).toEqual(["not-integer", "0.day"]);
    expect(told(gather([{ ...row, day: today }, row]))).toEqual([
      ["missing", "1.day", 'a study day in every review or in none (card "a")'],
    ]);
    expect(told(gather([row, { ...row, day: today }]))).toEqual([
      ["inconsistent", "1.day", 'a study day in every review or in none (card "a")'],
    ]);
    expect(told(gather([{ ...row, day: today }], { zone }))).toEqual([
      ["inconsistent", "0.day", 'no study day where a zone is given: the day follows from it (card "a")'],
    ]);
    expect(told(gather([{ ...row, at: START - 1 }], { zone }))).toEqual([
      ["out-of-range", "0.at", 'an instant that the compiled zone covers (card "a")'],
    ]);
    expect(issuesOf(gather([{ ...row, at: "now", day: "today" }]))).toEqual(["wrong-type at 0.at"]);
    for (const at of [Date.UTC(2000, 0, 1), Date.UTC(2200, 0, 1) - 1]) {
      expect(gather([{ ...row, at }])._tag).toBe("Right");
      expect(gather([{ ...row, at: new Date(at) }])).toEqual(gather([{ ...row, at }]));
    }
    expect(issuesOf(gather([{ ...row, at: Date.UTC(1999, 11, 31) }]))).toEqual(["out-of-range at 0.at"]);
    expect(issuesOf(gather([{ ...row, at: Date.UTC(2201, 0, 1) }]))).toEqual(["out-of-range at 0.at"]);
  });

  it("of columns", () => {
    const wrong = (key: string, value: unknown) => told(gather({ ...columns, [key]: value }))[0];
    expect(wrong("card", 3)).toEqual([
      "wrong-type",
      "card",
      "an array of ids, or an Int32Array, Uint32Array or Uint16Array of numbers for them",
    ]);
    expect(wrong("card", undefined)?.[0]).toBe("missing");
    expect(wrong("grade", "good")).toEqual(["wrong-type", "grade", "an array or a typed array of grades"]);
    expect(wrong("at", Int32Array.of(1))).toEqual([
      "wrong-type",
      "at",
      "an array of instants, or a Float64Array: no other typed array holds them",
    ]);
    expect(wrong("day", 3)).toEqual(["wrong-type", "day", "an array or a typed array of study days"]);
    expect(wrong("day", BigInt64Array.of(20_089n))).toEqual([
      "wrong-type",
      "day",
      "an array or a typed array of study days",
    ]);
    expect(wrong("learner", Int32Array.of(1))).toEqual(["wrong-type", "learner", "an array of ids"]);
    expect(wrong("grade", [3, 3])).toEqual(["inconsistent", "grade", "1 values, as many as there are in card"]);
    expect(wrong("day", [])).toEqual(["inconsistent", "day", "1 values, as many as there are in card"]);
    expect(issuesOf(gather({ card: 3, grade: [3, 3], at: [START, START] }))).toEqual(["wrong-type at card"]);
    expect(wrong("card", tooMany)).toEqual(["too-many", "card", "at most 67108864 reviews"]);
    expect(gather({ ...columns, learner: undefined, day: undefined })._tag).toBe("Right");
    expect(issuesOf(gather({ ...columns, learners: ["x"] }))).toEqual(["unknown-key at learners"]);
    expect(issuesOf(gather({ ...columns, learner: [""] }))).toEqual(["empty at learner.0"]);
    expect(issuesOf(gather({ ...columns, card: [3] }))).toEqual(["wrong-type at card.0"]);
  });

  it("of the options", () => {
    expect(told(gather([], { cutoffHour: 4 }))).toEqual([
      ["inconsistent", "cutoffHour", "nothing where no zone is given: its clock has the hour"],
    ]);
    expect(issuesOf(gather([], { zone, cutoffHour: 24 }))).toEqual(["out-of-range at cutoffHour"]);
    expect(issuesOf(gather([], { zone, cutoffHour: -1 }))).toEqual(["out-of-range at cutoffHour"]);
    expect(gather([], { zone, cutoffHour: 0 })._tag).toBe("Right");
    expect(issuesOf(gather([], { zone: 3 }))[0]).toBe("wrong-type at zone");
    expect(issuesOf(gather([], { until: "now" }))).toEqual(["wrong-type at until"]);
    const anki = ankiReviews({ minimumReviews: 0 });
    expect([invalidOf(anki([])).in, issuesOf(anki([]))]).toEqual([
      "spacing.ankiReviews",
      ["out-of-range at minimumReviews"],
    ]);
  });
});

describe("typed columns", () => {
  it.each([
    ["Int32Array", Int32Array.of(1, 2), Int32Array.of(3, 1)],
    ["Uint32Array", Uint32Array.of(1, 2), Uint32Array.of(3, 1)],
    ["Uint16Array", Uint16Array.of(1, 2), Uint16Array.of(3, 1)],
    ["plain arrays", ["1", "2"], [3, 1]],
    ["Int8Array grades", ["1", "2"], Int8Array.of(3, 1)],
    ["Int16Array grades", ["1", "2"], Int16Array.of(3, 1)],
    ["Uint8ClampedArray grades", ["1", "2"], Uint8ClampedArray.of(3, 1)],
    ["Float32Array grades", ["1", "2"], Float32Array.of(3, 1)],
    ["Float64Array grades", ["1", "2"], Float64Array.of(3, 1)],
  ])("%s say the same", (_, card, grade) => {
    const log = rightOf(gatherReviews()({ card, grade, at: Float64Array.of(START, START + 1) } as never));
    expect([log.cards, Array.from(log.grades), Array.from(log.at)]).toEqual([
      ["1", "2"],
      [3, 1],
      [START, START + 1],
    ]);
  });
});

/** Type, button, and the factor where it is not 2500. */
type Step = readonly [type: number, ease: number, factor?: number];

/** Rows of one card, a day apart. */
const rowsOf = (...steps: readonly Step[]): readonly AnkiReview[] =>
  steps.map(([type, ease, factor = 2500], k) => ({ id: START + k * DAY, cid: 5, type, ease, factor }));

const taken = (...steps: readonly Step[]): readonly number[] =>
  Array.from(rightOf(ankiReviews()(rowsOf(...steps))).at, (at) => (at - START) / DAY);

describe("Anki's rules, one by one", () => {
  it("a reset parts two runs of learning only with button 0, factor 0, type 4, and learning after it", () => {
    expect(taken([0, 3], [4, 0, 0], [0, 1])).toEqual([2]);
    expect(taken([4, 0, 0], [0, 3], [0, 1])).toEqual([1, 2]); // the first row of all
    expect(taken([0, 3], [4, 0, 0], [1, 1])).toEqual([0, 2]); // a review follows, not learning
    expect(taken([0, 3], [4, 0, 0], [0, 0], [1, 1])).toEqual([0, 3]); // learning without an answer
    expect(taken([0, 3], [4, 1, 0], [0, 1])).toEqual([0, 2]); // a button
    expect(taken([0, 3], [5, 0, 0], [0, 1])).toEqual([0, 2]); // rescheduled
    expect(taken([0, 3], [1, 0, 0], [0, 1])).toEqual([0, 2]); // no manual change
    expect(taken([0, 3], [4, 0, 1], [0, 1])).toEqual([0, 2]); // a factor
    expect(taken([0, 3], [4, 0, 0], [0, 1], [4, 0, 0], [0, 2], [1, 3])).toEqual([4, 5]); // the last of them
  });

  it("types 4 and 5 are no answers even with a button, and button 0 is none even in review", () => {
    const { setAside, at } = rightOf(ankiReviews()(rowsOf([0, 3], [4, 3], [5, 3], [1, 0], [1, 3])));
    expect(Array.from(at, (each) => (each - START) / DAY)).toEqual([0, 4]);
    expect(setAside).toEqual([{ reason: { code: "no-rating", values: { rows: 3 } }, rows: Uint32Array.of(1, 2, 3) }]);
  });

  it("factor 0 sets aside in filtered decks alone", () => {
    expect(taken([0, 3, 0], [1, 3, 0], [2, 3, 0], [3, 3, 0])).toEqual([0, 1, 2]);
    const without = rowsOf([0, 3], [3, 3], [4, 0], [0, 3]).map(({ factor: _, ...rest }) => rest);
    const { at, setAside } = rightOf(ankiReviews()(without));
    expect(Array.from(at, (each) => (each - START) / DAY)).toEqual([0, 1, 3].slice(2)); // learning began again
    expect(setAside.map(({ reason }) => reason.code)).toEqual(["no-rating", "before-last-start"]);
  });

  it("names the rows set aside in the order of the list, card by card mixed", () => {
    const rows = [
      { id: START + DAY, cid: 2, ease: 3, type: 1 },
      { id: START, cid: 1, ease: 3, type: 1 },
      { id: START, cid: 2, ease: 3, type: 1 },
      ...Array.from({ length: 9 }, (_, k) => ({ id: START + k, cid: 1, ease: 3, type: 1 })),
    ];
    const { setAside, refused, cards } = rightOf(ankiReviews()(rows));
    expect([cards, refused]).toEqual([[], []]);
    expect(setAside.map(({ reason, rows: places }) => [reason, Array.from(places)])).toEqual([
      [{ code: "no-learning-start", values: { rows: 12 } }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ]);
  });

  it("of two rows at one instant the lower button is kept", () => {
    const twice = [3, 2].map((ease) => ({ id: START, cid: 1, ease, type: 0 }));
    const log = rightOf(ankiReviews()(twice));
    expect([Array.from(log.grades), log.counts.repeated]).toEqual([[2], 1]);
  });
});

describe("rows of Anki that cannot be read", () => {
  const refusal = (change: object, options?: ReviewLogOptions) => {
    const good = { id: START, cid: 5, ease: 3, type: 0, factor: 2500 };
    const [refused] = rightOf(ankiReviews(options)([{ ...good, ...change }])).refused;
    return refused === undefined
      ? null
      : [refused.issue.code, refused.issue.path.join("."), refused.issue.expected, refused.reason];
  };
  const unreadable = (where: string, expected: unknown) => ({ code: "unreadable-review", values: { where, expected } });

  it.each<[object, string, string, string]>([
    [{ id: "then" }, "wrong-type", "id", ""],
    [{ id: START / 1000 }, "wrong-unit", "id", ""],
    [{ id: Date.UTC(2201, 0, 1) }, "out-of-range", "id", ""],
    [{ cid: 0.5 }, "not-integer", "cid", "a whole number"],
    [{ cid: 2 ** 60 }, "unsafe-number", "cid", "a whole number below 2^53"],
    [{ cid: "" }, "empty", "cid", ""],
    [{ cid: null }, "wrong-type", "cid", "the number of a card"],
    [{ ease: -1 }, "out-of-range", "ease", "a whole number at least 0 and at most 4"],
    [{ type: -1 }, "out-of-range", "type", "a whole number at least 0 and at most 5"],
    [{ type: 6 }, "out-of-range", "type", "a whole number at least 0 and at most 5"],
    [{ factor: -1 }, "out-of-range", "factor", "a whole number at least 0"],
    [{ factor: "2500" }, "wrong-type", "factor", ""],
    [{ typ: 0, type: undefined }, "missing", "type", ""],
    [{ factr: 0, factor: undefined }, "unknown-key", "factr", ""],
  ])("%j: %s at %s", (change, code, where, expected) => {
    const [gotCode, path, told_, reason] = refusal(change) ?? [];
    expect([gotCode, path]).toEqual([code, `0.${where}`]);
    if (expected !== "") expect(told_).toBe(expected);
    expect(reason).toEqual(unreadable(where, told_));
  });

  it("beside what is taken at the bounds", () => {
    for (const change of [
      { id: Date.UTC(2000, 0, 1) },
      { id: Date.UTC(2200, 0, 1) - 1 },
      { id: new Date(START) },
      { cid: "abc" },
      { ease: 4 },
      { ease: 0 },
      { type: 5 },
      { factor: 0 },
      { factor: undefined },
    ])
      expect(refusal(change)).toBeNull();
  });

  it("and instants that the zone does not cover", () => {
    expect(refusal({ id: START - 1 }, { zone })).toEqual([
      "out-of-range",
      "0.id",
      "an instant that the compiled zone covers",
      unreadable("id", "an instant that the compiled zone covers"),
    ]);
    expect(refusal({ id: START }, { zone })).toBeNull();
    expect(refusal({ id: "then" }, { zone })?.[0]).toBe("wrong-type");
  });

  it("and what is no table", () => {
    const anki = ankiReviews();
    expect(told(anki(undefined as never))).toEqual([["missing", "", "an array of rows of a revlog"]]);
    expect(told(anki({} as never))).toEqual([["wrong-type", "", "an array of rows of a revlog"]]);
    expect(told(anki(tooMany))).toEqual([["too-many", "", "at most 67108864 rows"]]);
    expect(invalidOf(anki({} as never)).in).toBe("spacing.ankiReviews");
    const none = rightOf(anki([]));
    expect([none.cards, none.refused, none.setAside]).toEqual([[], [], []]);
    const [refused] = rightOf(anki([3 as never])).refused;
    expect([refused?.issue.expected, refused?.reason.values["where"]]).toEqual(["a row of a revlog", "the row"]);
  });
});
