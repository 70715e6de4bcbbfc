import { describe, expect, it } from "vitest";
import { compileZone } from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { explain } from "../../../src/explain/index.ts";
import { type AnkiReview, ankiReviews } from "../../../src/spacing/index.ts";
import { DAY, START } from "../arbitraries.ts";

/** Rows of one card, a day apart: type, button, and the factor where it is not 2500. */
const rowsOf = (...steps: readonly (readonly [type: number, ease: number, factor?: number])[]): readonly AnkiReview[] =>
  steps.map(([type, ease, factor = 2500], k) => ({ id: START + k * DAY, cid: 1_700_000_000_000, type, ease, factor }));

const read = (rows: readonly AnkiReview[]) => {
  const { at, grades, refused, setAside } = orThrow(ankiReviews()(rows));
  return {
    days: Array.from(at, (each) => (each - START) / DAY),
    grades: Array.from(grades),
    refused: refused.length,
    aside: Object.fromEntries(setAside.map(({ reason, rows: places }) => [reason.code, Array.from(places)])),
  };
};

describe("ankiReviews", () => {
  it("takes a history that begins with learning whole", () => {
    expect(read(rowsOf([0, 1], [0, 3], [1, 3], [1, 1], [2, 3], [1, 4]))).toEqual({
      days: [0, 1, 2, 3, 4, 5],
      grades: [1, 3, 3, 1, 3, 4],
      refused: 0,
      aside: {},
    });
  });

  it("takes only the run since learning last began, and a relearning is no such beginning", () => {
    expect(read(rowsOf([0, 3], [1, 3], [0, 2], [0, 3], [1, 4], [2, 1], [1, 3]))).toEqual({
      days: [2, 3, 4, 5, 6],
      grades: [2, 3, 4, 1, 3],
      refused: 0,
      aside: { "before-last-start": [0, 1] },
    });
  });

  it("leaves cards out whose log does not begin with learning", () => {
    expect(read(rowsOf([1, 3], [2, 3], [1, 4]))).toEqual({
      days: [],
      grades: [],
      refused: 0,
      aside: { "no-learning-start": [0, 1, 2] },
    });
  });

  it("drops manual changes, and answers in filtered decks that do not reschedule", () => {
    const rows = rowsOf([0, 3], [3, 3, 0], [4, 0], [5, 0], [3, 2], [1, 0], [1, 1]);
    expect(read(rows)).toEqual({
      days: [0, 4, 6],
      grades: [3, 2, 1],
      refused: 0,
      aside: { "no-rating": [2, 3, 5], "filtered-without-rescheduling": [1] },
    });
  });

  it("parts two runs of learning at a reset, but only where learning followed it", () => {
    expect(read(rowsOf([0, 3], [4, 0, 0], [0, 1], [1, 3])).days).toEqual([2, 3]);
    expect(read(rowsOf([0, 3], [4, 0, 0], [0, 1], [1, 3])).aside).toEqual({
      "no-rating": [1],
      "before-last-start": [0],
    });
    expect(read(rowsOf([0, 3], [1, 3], [4, 0, 0])).days).toEqual([0, 1]);
    expect(read(rowsOf([0, 3], [4, 0], [0, 1], [1, 3])).days).toEqual([0, 2, 3]); // a new due date is no reset
    expect(read(rowsOf([0, 3], [4, 0, 0], [0, 1], [4, 0, 0], [0, 2])).days).toEqual([4]);
  });

  it("refuses what cannot be read row by row and takes the rest", () => {
    const rows = [
      ...rowsOf([0, 3], [1, 3]),
      { id: START / 1000, cid: 1, ease: 3, type: 0 },
      7,
      { id: START, cid: "2", ease: 9, type: 6 },
    ];
    const { refused, cards } = orThrow(ankiReviews()(rows as readonly AnkiReview[])); // on purpose: whatever comes
    expect(refused.map(({ index, issue }) => [index, issue.path.join("."), issue.code])).toEqual([
      [2, "2.id", "wrong-unit"],
      [3, "3", "wrong-type"],
      [4, "4.ease", "out-of-range"],
    ]);
    expect(refused.map(({ reason }) => reason.values["where"])).toEqual(["id", "the row", "ease"]);
    expect(refused.map(({ reason }) => explain(reason))[2]).toBe(
      "ease does not fit: expected a whole number at least 0 and at most 4",
    );
    expect(cards).toEqual(["1700000000000"]);
    const not = ankiReviews()("rows" as never); // on purpose
    expect(not._tag === "Left" && not.left._tag === "InvalidInput" && not.left.issues[0].code).toBe("wrong-type");
  });

  it("follows the zone's day from four in the morning, and takes rows in any order", () => {
    const zone = orThrow(compileZone({ zone: "Europe/Lisbon" }));
    const night = Date.UTC(2025, 6, 1, 2, 59);
    const rows = [
      { id: night + 60_000, cid: "9", ease: 3, type: 1 },
      { id: night, cid: 9, ease: 2, type: 0 },
    ];
    const log = orThrow(ankiReviews({ zone })(rows));
    expect(Array.from(log.day)).toEqual([20_269, 20_270]);
    expect(Array.from(log.grades)).toEqual([2, 3]);
    expect(log.cards).toEqual(["9"]);
  });
});
