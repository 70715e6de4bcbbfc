import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortTimes } from "../../../src/metrics/survival/sortTimes.ts";
import { tallyOf } from "../../../src/metrics/survival/tally.ts";

const times = fc.array(
  fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1e300, noNaN: true }),
    fc.integer({ min: 0, max: 20 }),
  ),
  { maxLength: 300 },
);
const spread = fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: 33, maxLength: 300 });

/** Times by number of the box rule: i of n, mixed by a step that has no factor in common with n. */
const mixed = (count: number, at: (place: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => at((i * 37) % count));

describe("sortTimes", () => {
  it("sorts as a native sort does, and leaves what it was given", () => {
    fc.assert(
      fc.property(fc.oneof(times, spread), (list) => {
        const given = Float64Array.from(list, (time) => time + 0);
        const before = given.slice();
        expect(sortTimes(given)).toEqual(given.slice().sort());
        expect(given).toEqual(before);
      }),
    );
  });

  it.each([
    ["one place", mixed(100, () => 7)],
    ["nothing but 0", mixed(100, () => 0)],
    ["times so small that boxes have no width", mixed(100, (place) => place * Number.MIN_VALUE)],
    ["a crowd in the first box and one far away", mixed(101, (place) => (place === 100 ? 1e12 : place / 100))],
    ["as few as are sorted natively", mixed(32, (place) => place / 3)],
    ["one more", mixed(33, (place) => place / 3)],
    ["one", Float64Array.from([0.5])],
    ["none", new Float64Array(0)],
    ["distinct times of a large sample", mixed(10_001, (place) => Math.sqrt(place))],
  ])("sorts %s", (_, given) => {
    expect(Array.from(sortTimes(given))).toEqual(Array.from(given).sort((a, b) => a - b));
  });
});

describe("tallyOf", () => {
  it("counts equal times as a slow twin does, in the order of time", () => {
    const row = fc.record({ time: fc.constantFrom(0, 0.25, 0.5, 1.75, 3, 1e9), event: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), (rows) => {
        const { time, events, censored, fromStart } = tallyOf(
          Float64Array.from(rows, (one) => one.time),
          Float64Array.from(rows, (one) => one.event),
          null,
        );
        const distinct = Array.from(new Set(rows.map((one) => one.time))).sort((a, b) => a - b);
        const count = (event: number) =>
          distinct.map((now) => rows.filter((one) => one.time === now && one.event === event).length);
        expect(Array.from(time)).toEqual(distinct);
        expect([Array.from(events), Array.from(censored)]).toEqual([count(1), count(0)]);
        expect(fromStart).toBe(rows.length);
      }),
    );
  });

  it("takes 0 and -0 as one time of 0 among times that are not whole", () => {
    const { time, events, censored } = tallyOf(Float64Array.of(-0, 0.5, 0, -0), Float64Array.of(1, 1, 0, 0), null);
    expect([Array.from(time), Array.from(events), Array.from(censored)]).toEqual([
      [0, 0.5],
      [1, 1],
      [2, 0],
    ]);
  });
});
