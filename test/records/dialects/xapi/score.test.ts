import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reading } from "../../../../src/core/check/index.ts";
import { readScore } from "../../../../src/records/dialects/xapi/score.ts";
import { issuesOf, rightOf } from "../../../support/property.ts";

const read = (value: unknown) => reading("test", (found) => readScore(found, ["score"], value));
const scoreOf = (value: unknown) => {
  const { score, notes } = rightOf(read(value));
  return [score, ...notes.map((each) => each.code)];
};

describe("readScore", () => {
  it.each([
    [{ scaled: 0.85 }, [0.85]],
    [{ scaled: 0 }, [0]],
    [{ scaled: 1, raw: 7 }, [1]],
    [{ scaled: -0.5 }, [0, "negative-score-clamped"]],
    [{ raw: 15, min: 10, max: 20 }, [0.5]],
    [{ raw: 10, min: 10, max: 20 }, [0]],
    [{ raw: -5, min: -10, max: 10 }, [0.25]],
    [{ scaled: 0.667, raw: 2, min: 0, max: 3 }, [2 / 3]],
    [{ scaled: 0.5, raw: 75, min: 0, max: 100 }, [0.75, "score-scaled-from-minus-one"]],
    [{ scaled: -0.5, raw: 25, min: 0, max: 100 }, [0.25, "score-scaled-from-minus-one"]],
    [{ scaled: 0, raw: 1, min: 0, max: 2 }, [0.5, "score-scaled-from-minus-one"]],
    [{ scaled: 0.95, raw: 40, min: 0, max: 100 }, [0.95, "score-disagrees-with-raw"]],
    [{ scaled: -0.9, raw: 40, min: 0, max: 100 }, [0, "score-disagrees-with-raw", "negative-score-clamped"]],
    [{ raw: 7 }, [undefined, "score-without-ends"]],
    [{ raw: 7, max: 10 }, [undefined, "score-without-ends"]],
    [{ raw: 7, min: 0 }, [undefined, "score-without-ends"]],
    [{ min: 0 }, [undefined]],
    [{}, [undefined]],
    [{ scaled: 0, raw: 0, min: 0, max: 0 }, [undefined, "score-out-of-nothing"]],
    [{ raw: 0, min: -1.7e308, max: 1.7e308 }, [undefined, "score-without-ends"]],
  ])("%j", (given, expected) => {
    expect(scoreOf(given)).toEqual(expected);
  });

  it("takes scaled and raw for the same up to a hundredth", () => {
    expect(scoreOf({ scaled: 0.309, raw: 30, min: 0, max: 100 })).toEqual([0.3]);
    expect(scoreOf({ scaled: 0.32, raw: 30, min: 0, max: 100 })).toEqual([0.32, "score-disagrees-with-raw"]);
    expect(scoreOf({ scaled: 0.28, raw: 30, min: 0, max: 100 })).toEqual([0.28, "score-disagrees-with-raw"]);
    expect(scoreOf({ scaled: -0.391, raw: 30, min: 0, max: 100 })).toEqual([0.3, "score-scaled-from-minus-one"]);
    expect(scoreOf({ scaled: -0.42, raw: 30, min: 0, max: 100 })).toEqual([
      0,
      "score-disagrees-with-raw",
      "negative-score-clamped",
    ]);
  });

  it("says in a note what differed", () => {
    const noted = (given: unknown) => rightOf(read(given)).notes.map((each) => each.values);
    expect(noted({ scaled: 0.5, raw: 75, min: 0, max: 100 })).toEqual([{ scaled: 0.5, share: 0.75 }]);
    expect(noted({ scaled: -0.25 })).toEqual([{ scaled: -0.25 }]);
    expect(noted({ raw: 7 })).toEqual([{ raw: 7 }]);
    expect(noted({ raw: 3, min: 3, max: 3 })).toEqual([{ max: 3 }]);
  });

  it.each([
    [{ scaled: 1.01 }, "out-of-range at score.scaled"],
    [{ scaled: -1.00001 }, "out-of-range at score.scaled"],
    [{ scaled: "0.5" }, "wrong-type at score.scaled"],
    [{ raw: 11, min: 0, max: 10 }, "out-of-range at score.raw"],
    [{ raw: -1, min: 0, max: 10 }, "out-of-range at score.raw"],
    [{ min: 10, max: 9 }, "out-of-range at score.max"],
    [{ Scaled: 0.5 }, "unknown-key at score.Scaled"],
    [{ RAW: 5 }, "unknown-key at score.RAW"],
    [{ Min: 0 }, "unknown-key at score.Min"],
    [{ maX: 1 }, "unknown-key at score.maX"],
    [5, "wrong-type at score"],
    [null, "wrong-type at score"],
  ])("refuses %j", (given, issue) => {
    expect(issuesOf(read(given))).toEqual([issue]);
  });

  it("is a share of what could be reached, whatever the scale it is written on", () => {
    const cents = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(cents, fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 500 }), (share, min, range) => {
        const raw = min + (share / 100) * range;
        const [score] = scoreOf({ raw: Math.min(raw, min + range), min, max: min + range });
        expect(score).toBeCloseTo(share / 100, 10);
        const [stretched] = scoreOf({
          scaled: (2 * share) / 100 - 1,
          raw: Math.min(raw, min + range),
          min,
          max: min + range,
        });
        expect(stretched).toBeCloseTo(share / 100, 10);
      }),
    );
  });
});
