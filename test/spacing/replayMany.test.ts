import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import { createMemory, fsrs6, fsrs7, type ReviewColumns, replay, replayMany, review } from "../../src/spacing/index.ts";
import { DAY, START } from "./arbitraries.ts";

const memory = orThrow(createMemory(fsrs6)());
const exact = orThrow(createMemory(fsrs7)());
const START_DAY = 20_089;

const good = {
  offsets: Uint32Array.of(0, 3, 4),
  grades: Uint8Array.of(3, 1, 4, 2),
  elapsedDays: Float64Array.of(0, 2, 5, 0),
};
const timed = {
  offsets: good.offsets,
  grades: good.grades,
  at: Float64Array.of(START, START + 2 * DAY, START + 7 * DAY, START),
};

const refuse = (reviews: object, of = memory as never) => {
  const answer = replayMany(of)(reviews as ReviewColumns); // on purpose: whatever comes
  if (answer._tag === "Right" || answer.left._tag !== "InvalidInput") throw new Error("not refused");
  expect(answer.left.in).toBe("spacing.replayMany");
  return answer.left.issues.map(({ path, code }) => [path.join("."), code]);
};

describe("replayMany", () => {
  it("gives what replay gives, by columns and rows", () => {
    const { after, recallBefore, intervalDays, states } = orThrow(replayMany(memory)(timed));
    const first = orThrow(
      replay(memory)([
        { grade: "good", at: START },
        { grade: "again", at: START + 2 * DAY },
        { grade: "easy", at: START + 7 * DAY },
      ]),
    );
    const second = orThrow(review(memory)({ grade: "hard", at: START }));
    const all = [...first.reviews, second];
    expect(Object.keys(after)).toEqual(["stability", "difficulty"]);
    expect(Array.from(after.stability)).toEqual(all.map(({ state }) => state.stability));
    expect(Array.from(after.difficulty)).toEqual(all.map(({ state }) => state.difficulty));
    expect(Array.from(recallBefore)).toEqual(all.map((each) => each.recallBefore ?? Number.NaN));
    expect(Array.from(intervalDays)).toEqual(all.map((each) => each.intervalDays));
    expect(states).toEqual([first.state, second.state]);
  });

  it("gives the same from days as from times, but no states, for it knows no times", () => {
    const fromTimes = orThrow(replayMany(memory)(timed));
    expect(orThrow(replayMany(memory)(good))).toEqual({ ...fromTimes, states: null });
    expect(orThrow(replayMany(exact)(good))).toEqual({ ...orThrow(replayMany(exact)(timed)), states: null });
    expect(Object.keys(orThrow(replayMany(exact)(good)).after)).toEqual(["stability", "fastStability", "difficulty"]);
  });

  it("takes plain arrays and typed arrays of any size, frozen or not, and leaves them as they were", () => {
    const expected = orThrow(replayMany(memory)(good));
    const plain = { offsets: [0, 3, 4], grades: [3, 1, 4, 2], elapsedDays: [0, 2, 5, 0] };
    for (const array of Object.values(plain)) Object.freeze(array);
    expect(orThrow(replayMany(memory)(Object.freeze(plain)))).toEqual(expected);
    for (const make of [
      Float64Array,
      Float32Array,
      Int32Array,
      Uint32Array,
      Int16Array,
      Uint16Array,
      Int8Array,
      Uint8Array,
      Uint8ClampedArray,
    ]) {
      const columns = {
        offsets: make.from(plain.offsets),
        grades: make.from(plain.grades),
        elapsedDays: make.from(plain.elapsedDays),
      };
      expect(orThrow(replayMany(memory)(columns))).toEqual(expected);
    }
    const marked = { ...good, elapsedDays: Float64Array.of(-1, 2, 5, Number.NaN) };
    expect(orThrow(replayMany(memory)(marked))).toEqual(expected);
    expect(Array.from(marked.elapsedDays)).toEqual([-1, 2, 5, Number.NaN]);
  });

  it("answers no cards with no rows", () => {
    const { after, recallBefore, intervalDays, states } = orThrow(
      replayMany(memory)({ offsets: [0], grades: [], at: [] }),
    );
    expect([after.stability.length, after.difficulty.length, recallBefore.length, intervalDays.length]).toEqual([
      0, 0, 0, 0,
    ]);
    expect(states).toEqual([]);
  });

  it("counts study days where they are named, also back across the date line, and milliseconds where time is exact", () => {
    const day = Int32Array.of(START_DAY, START_DAY + 1, START_DAY, START_DAY);
    const at = Float64Array.of(START, START + 3_600_000, START + 7_200_000, START);
    const named = orThrow(replayMany(memory)({ ...timed, at, day }));
    const counted = orThrow(replayMany(memory)({ ...good, elapsedDays: [0, 1, 0, 0] }));
    expect(named.after).toEqual(counted.after);
    expect(named.states?.[0]).toMatchObject({ lastDay: START_DAY, lastAt: START + 7_200_000, reviews: 3, lapses: 1 });
    const hours = orThrow(replayMany(exact)({ ...timed, at, day }));
    expect(hours.after).toEqual(orThrow(replayMany(exact)({ ...good, elapsedDays: [0, 1 / 24, 1 / 24, 0] })).after);
  });

  it("refuses a column that would round instants", () => {
    expect(refuse({ ...timed, at: Float32Array.from(timed.at) })).toEqual([["at", "wrong-type"]]);
  });

  it("gives what replay gives where study days run back", () => {
    const days = [START_DAY + 1, START_DAY - 1, START_DAY + 2];
    const at = [START, START + 3_600_000, START + 2 * DAY];
    const grades = ["good", "hard", "again"] as const;
    const one = orThrow(
      replay(memory)(at.map((when, i) => ({ grade: grades[i] ?? "good", at: when, day: days[i] ?? 0 }))),
    );
    const many = orThrow(replayMany(memory)({ offsets: [0, 3], grades: [3, 2, 1], at, day: days }));
    expect(many.states).toEqual([one.state]);
    expect(Array.from(many.after.stability)).toEqual(one.reviews.map(({ state }) => state.stability));
    expect(Array.from(many.recallBefore).slice(1)).toEqual(one.reviews.slice(1).map((each) => each.recallBefore));
  });

  it("names the row of a grade, a day or a time that does not fit", () => {
    expect(refuse({ ...good, grades: [3, 0, 4, 2] })).toEqual([["grades.1", "unknown-value"]]);
    expect(refuse({ ...good, grades: [3, 5, 2.5, Number.NaN] })).toEqual([
      ["grades.1", "unknown-value"],
      ["grades.2", "unknown-value"],
      ["grades.3", "unknown-value"],
    ]);
    expect(refuse({ ...good, grades: [3, "good", 4, 2] })).toEqual([["grades.1", "wrong-type"]]);
    for (const [since, code] of [
      [-1, "out-of-range"],
      [Number.NaN, "not-finite"],
      [Number.POSITIVE_INFINITY, "not-finite"],
      [1.5, "not-integer"],
    ] as const)
      expect(refuse({ ...good, elapsedDays: Float64Array.of(0, 2, since, 0) })).toEqual([["elapsedDays.2", code]]);
    expect(replayMany(exact)({ ...good, elapsedDays: Float64Array.of(0, 2, 1.5, 0) })._tag).toBe("Right");
    const [a, b, c, d] = timed.at;
    expect(refuse({ ...timed, at: [a, c, b, d] })).toEqual([["at.2", "unordered"]]);
    expect(refuse({ ...timed, at: [a, b, c, (d ?? 0) / 1000] })).toEqual([["at.3", "wrong-unit"]]);
    expect(refuse({ ...timed, at: [a, Number.NaN, c, d] })).toEqual([["at.1", "not-finite"]]);
    expect(refuse({ ...timed, day: [START_DAY, START_DAY, START_DAY, START_DAY + 3] })).toEqual([
      ["day.2", "inconsistent"],
      ["day.3", "inconsistent"],
    ]);
    expect(refuse({ ...timed, day: [START_DAY, START_DAY + 2, START_DAY + 7.5, START_DAY] })).toEqual([
      ["day.2", "not-integer"],
    ]);
  });

  it("takes a time equal to the one before, and study days two from the UTC day", () => {
    const at = [START, START, START, START];
    expect(replayMany(memory)({ ...timed, at })._tag).toBe("Right");
    const day = [START_DAY - 2, START_DAY + 2, START_DAY, START_DAY];
    expect(replayMany(memory)({ ...timed, at, day })._tag).toBe("Right");
  });

  it("refuses offsets that do not rise from 0 to the number of rows", () => {
    expect(refuse({ ...good, offsets: [1, 3, 4] })).toEqual([["offsets.0", "unordered"]]);
    expect(refuse({ ...good, offsets: [0, 3, 3] })).toEqual([
      ["offsets.2", "unordered"],
      ["offsets.2", "inconsistent"],
    ]);
    expect(refuse({ ...good, offsets: [0, 2.5, 4] })).toEqual([["offsets.1", "unordered"]]);
    expect(refuse({ ...good, offsets: [0, 3] })).toEqual([["offsets.1", "inconsistent"]]);
    expect(refuse({ ...good, offsets: [0, 3, 5] })).toEqual([["offsets.2", "inconsistent"]]);
    expect(refuse({ ...good, offsets: [] })).toEqual([["offsets", "empty"]]);
    expect(refuse({ offsets: [0, 1], grades: [], elapsedDays: [] })).toEqual([["offsets.1", "inconsistent"]]);
    const answer = replayMany(memory)({ ...good, offsets: [0, 3, 2] });
    expect(answer).toMatchObject({
      left: {
        issues: [
          { path: ["offsets", 2], expected: "a whole number above 3, the offset before", received: "2" },
          { path: ["offsets", 2], expected: "4, the number of rows", received: "2" },
        ],
      },
    });
    expect(replayMany(memory)({ ...good, offsets: [1, 3, 4] })).toMatchObject({
      left: { issues: [{ expected: "0" }] },
    });
  });

  it("refuses columns of another length, of another kind, missing, unknown, or both kinds of time", () => {
    expect(refuse({ ...good, elapsedDays: [0, 1] })).toEqual([["elapsedDays", "inconsistent"]]);
    expect(refuse({ ...timed, at: [START] })).toEqual([["at", "inconsistent"]]);
    expect(refuse({ ...timed, day: [START_DAY] })).toEqual([["day", "inconsistent"]]);
    expect(refuse({ ...good, at: timed.at })).toEqual([["at", "inconsistent"]]);
    expect(refuse({ offsets: good.offsets, grades: good.grades })).toEqual([
      ["at", "missing"],
      ["elapsedDays", "missing"],
    ]);
    expect(refuse({ ...good, day: [1, 2, 3, 4] })).toEqual([["day", "inconsistent"]]);
    expect(refuse({ ...good, grade: good.grades })).toEqual([["grade", "unknown-key"]]);
    expect(refuse({ ...good, grades: undefined })).toEqual(expect.arrayContaining([["grades", "missing"]]));
    const odd = [null, "good", 3, {}, new Map(), new DataView(new ArrayBuffer(8)), BigInt64Array.of(1n), { length: 4 }];
    for (const column of odd)
      expect(refuse({ ...good, grades: column })).toEqual(expect.arrayContaining([["grades", "wrong-type"]]));
    const endless = new Array(2 ** 31); // holes only
    expect(refuse({ ...good, grades: endless })).toEqual(expect.arrayContaining([["grades", "too-many"]]));
    const posing = Object.assign([], { [Symbol.toStringTag]: "Float64Array" });
    expect(refuse({ ...good, grades: posing })).toEqual([["elapsedDays", "inconsistent"]]);
  });

  it("says what it expected of columns that do not go together", () => {
    const expected = (given: object) => {
      const answer = replayMany(memory)(given as never); // a caller without types
      return answer._tag === "Left" && answer.left._tag === "InvalidInput" ? answer.left.issues[0].expected : answer;
    };
    expect(expected({ ...good, elapsedDays: [0, 1] })).toBe("4 rows, as many as grades");
    expect(expected({ ...good, elapsedDays: [0, 1.5, 1, 0] })).toBe("whole days, since the model counts study days");
    expect(expected({ ...good, at: timed.at })).toBe("either at or elapsedDays");
    expect(expected({ ...good, day: [1, 2, 3, 4] })).toBe("nothing where at is not given");
  });

  it("stops reading where everything is wrong", () => {
    const rows = 2_000_000;
    const answer = replayMany(memory)({
      offsets: [0, rows],
      grades: new Uint8Array(rows),
      elapsedDays: new Float64Array(rows),
    });
    expect(answer).toMatchObject({ left: { moreIssues: 10_000 } });
  });
});
