import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crowding } from "../../src/nudge/crowding.ts";
import { slowCrowding } from "./slowCrowding.ts";

const messages = fc
  .array(fc.record({ at: fc.integer({ min: -60, max: 60 }), count: fc.integer({ min: 1, max: 3 }) }), { maxLength: 20 })
  .map((past) => past.sort((one, other) => one.at - other.at));

describe("crowding", () => {
  it("agrees with the slow twin that tries every instant against all messages", () => {
    let freed = 0;
    let waited = 0;
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 6 }), (past, span, max) => {
        const expected = slowCrowding(past, 0, span, max);
        expect(crowding(Object.freeze(past), 0, span, max)).toEqual(expected);
        if (expected === null) freed += 1;
        else if (expected.until !== null && expected.until > span) waited += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(freed, waited)).toBeGreaterThan(100);
  });

  it("counts what lies nearer than the span, on both sides, and ends where one leaves", () => {
    const one = [{ at: 100, count: 1 }];
    expect(crowding(one, 90, 10, 1)).toBeNull();
    expect(crowding(one, 91, 10, 1)).toEqual({ found: 1, until: 110 });
    expect(crowding(one, 109, 10, 1)).toEqual({ found: 1, until: 110 });
    expect(crowding(one, 110, 10, 1)).toBeNull();
    expect(crowding(one, 100, 10, 2)).toBeNull();
    expect(crowding([{ at: 100, count: 2 }], 100, 10, 2)).toEqual({ found: 2, until: 110 });
    expect(crowding([], 0, 10, 0)).toEqual({ found: 0, until: null });
    expect(crowding([], 0, 10, 1)).toBeNull();
    const row = [100, 105, 111, 112].map((at) => ({ at, count: 1 }));
    expect(crowding(row, 104, 10, 3)).toEqual({ found: 4, until: 115 });
    expect(crowding(row, 104, 10, 2)).toEqual({ found: 4, until: 121 });
    expect(crowding(row, 104, 10, 1)).toEqual({ found: 4, until: 122 });
  });

  it("is linear: half a million messages in one stretch take seconds, not hours", () => {
    const many = Array.from({ length: 500_000 }, (_, at) => ({ at, count: 1 }));
    const started = performance.now();
    expect(crowding(many, 250_000, 400_000, 1)).toEqual({ found: 500_000, until: 899_999 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("is not misled by counts beyond what a number holds exactly", () => {
    const huge = [0, 5, 9].map((at) => ({ at, count: Number.MAX_SAFE_INTEGER }));
    expect(crowding([...huge, { at: 12, count: 1 }], 5, 10, 2)?.until).toBe(19);
  });
});
