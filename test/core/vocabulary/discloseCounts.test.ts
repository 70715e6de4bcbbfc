import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DisclosedOneWay,
  type DisclosedTwoWay,
  discloseCounts,
  disclosurePolicy,
  type TwoWayCounts,
} from "../../../src/core/vocabulary/index.ts";
import { deepFreeze, hostileValues, invalidOf, issuesOf, rightOf } from "../../support/property.ts";

type Shown = number | null;

const policyOf = (smallestGroup: number, zeros: "shown" | "hidden" = "shown") =>
  rightOf(disclosurePolicy({ smallestGroup, zeros }));

const named = (letter: string, length: number): readonly string[] =>
  Array.from({ length }, (_, place) => `${letter}${place}`);

const twoWay = (
  counts: readonly (readonly number[])[],
  smallestGroup = 10,
  zeros?: "shown" | "hidden",
): DisclosedTwoWay =>
  rightOf(
    discloseCounts(policyOf(smallestGroup, zeros))(
      deepFreeze({ rows: named("r", counts.length), columns: named("c", counts[0]?.length ?? 0), counts }),
    ),
  );

const oneWay = (counts: readonly number[], smallestGroup = 10, zeros?: "shown" | "hidden"): DisclosedOneWay =>
  rightOf(discloseCounts(policyOf(smallestGroup, zeros))(deepFreeze({ rows: named("r", counts.length), counts })));

/** The table with its totals as one block: totals are the last row and the last column. */
const withTotals = (counts: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  const rows = counts.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
  const totals = (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return [...rows, totals];
};

const shownWithTotals = (shown: DisclosedTwoWay): readonly (readonly Shown[])[] => [
  ...shown.counts.map((row, place) => [...row, shown.rowTotals[place] ?? null]),
  [...shown.columnTotals, shown.total],
];

const tables = (width: number, largest: number): fc.Arbitrary<readonly (readonly number[])[]> =>
  fc
    .tuple(fc.integer({ min: 1, max: width }), fc.integer({ min: 1, max: width }))
    .chain(([height, columns]) =>
      fc.array(
        fc.array(fc.oneof(fc.nat(largest), fc.constantFrom(0, 1, largest)), { minLength: columns, maxLength: columns }),
        { minLength: height, maxLength: height },
      ),
    );

/**
 * The attack by linear algebra: which hidden numbers follow from the shown ones and the sums? Each line of the block with totals is an
 * equation (cells minus total is zero); a number is determined where elimination leaves an equation with it alone.
 */
const determined = (block: readonly (readonly Shown[])[]): number => {
  const height = block.length;
  const width = block[0]?.length ?? 0;
  const hidden = new Map<number, number>();
  block.flat().forEach((shown, cell) => {
    if (shown === null) hidden.set(cell, hidden.size);
  });
  const equation = (cells: readonly number[]): number[] => {
    const line = new Array<number>(hidden.size).fill(0);
    cells.forEach((cell, place) => {
      const unknown = hidden.get(cell);
      if (unknown !== undefined) line[unknown] = place === cells.length - 1 ? -1 : 1;
    });
    return line;
  };
  const system = [
    ...Array.from({ length: height }, (_, row) =>
      equation(Array.from({ length: width }, (_, column) => row * width + column)),
    ),
    ...Array.from({ length: width }, (_, column) =>
      equation(Array.from({ length: height }, (_, row) => row * width + column)),
    ),
  ];
  let rank = 0;
  for (let unknown = 0; unknown < hidden.size; unknown += 1) {
    const pivot = system.findIndex((line, place) => place >= rank && line[unknown] !== 0);
    if (pivot < 0) continue;
    const [line] = system.splice(pivot, 1);
    if (line === undefined) continue;
    const scaled = line.map((x) => x / (line[unknown] ?? 1));
    system.splice(rank, 0, scaled);
    system.forEach((other, place) => {
      const factor = other[unknown] ?? 0;
      if (place !== rank && factor !== 0) system[place] = other.map((x, at) => x - factor * (scaled[at] ?? 0));
    });
    rank += 1;
  }
  return system.filter((line) => line.filter((x) => Math.abs(x) > 1e-9).length === 1).length;
};

/**
 * The attack by trying everything: over all tables that agree with what is shown, in whole numbers from `lowest` up to `reach` above the
 * truth, how wide is the range of each hidden number? The narrowest is returned.
 */
const narrowest = (
  truth: readonly (readonly number[])[],
  block: readonly (readonly Shown[])[],
  lowest: number,
  reach: number,
): number => {
  const height = truth.length;
  const width = truth[0]?.length ?? 0;
  const least = block.map((row) => row.map(() => Number.POSITIVE_INFINITY));
  const most = block.map((row) => row.map(() => Number.NEGATIVE_INFINITY));
  const guess = truth.map((row) => row.map(() => 0));
  const consistent = (total: number, shown: Shown | undefined): boolean =>
    shown === null ? total >= lowest : total === shown;
  const record = (): void => {
    withTotals(guess).forEach((row, r) => {
      row.forEach((value, c) => {
        (least[r] ?? [])[c] = Math.min(least[r]?.[c] ?? 0, value);
        (most[r] ?? [])[c] = Math.max(most[r]?.[c] ?? 0, value);
      });
    });
  };
  const tryCell = (cell: number): void => {
    if (cell === height * width) {
      const totals = withTotals(guess)[height] ?? [];
      if (totals.every((total, column) => consistent(total, block[height]?.[column]))) record();
      return;
    }
    const [row, column] = [Math.floor(cell / width), cell % width];
    const shown = block[row]?.[column] ?? null;
    const values =
      shown !== null
        ? [shown]
        : Array.from({ length: (truth[row]?.[column] ?? 0) + reach + 1 - lowest }, (_, step) => lowest + step);
    for (const value of values) {
      (guess[row] ?? [])[column] = value;
      const total = (guess[row] ?? []).reduce((sum, count) => sum + count, 0);
      if (column < width - 1 || consistent(total, block[row]?.[width])) tryCell(cell + 1);
    }
  };
  tryCell(0);
  let width0 = Number.POSITIVE_INFINITY;
  block.forEach((row, r) => {
    row.forEach((shown, c) => {
      if (shown === null) width0 = Math.min(width0, (most[r]?.[c] ?? 0) - (least[r]?.[c] ?? 0));
    });
  });
  return width0;
};

describe("discloseCounts of a list", () => {
  it.each<[string, readonly number[], readonly Shown[], Shown]>([
    ["shows everything where no count is small", [10, 20, 0], [10, 20, 0], 30],
    ["hides the smallest other count with a small one", [4, 30, 20], [null, 30, null], 54],
    ["needs no further count where two small ones cover each other", [4, 8, 30], [null, null, 30], 42],
    ["does not trust two small ones that leave too little doubt", [2, 3, 30], [null, null, null], 35],
    ["hides the total where nothing else is left", [4, 0, 0], [null, 0, 0], null],
    ["hides the total where the counts cannot cover each other", [5, 6], [null, null], null],
    ["hides a group that stands alone", [4], [null], null],
    ["shows a large group that stands alone", [40], [40], 40],
  ])("%s", (_, counts, shown, total) => {
    const disclosed = oneWay(counts);
    expect([disclosed.counts, disclosed.total]).toEqual([shown, total]);
    expect(disclosed.hidden).toBe([...shown, total].filter((count) => count === null).length);
    expect([disclosed.smallestGroup, disclosed.rows]).toEqual([10, named("r", counts.length)]);
  });

  it("hides zeros where the policy says so", () => {
    expect(oneWay([0, 30, 20], 10, "hidden").counts).toEqual([null, 30, null]);
    expect(oneWay([0, 0, 20], 2, "hidden").counts).toEqual([null, null, null]);
  });

  it("leaves each hidden count in doubt over a range as wide as the smallest group", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 2, max: 4 }),
        fc.boolean(),
        (counts, smallest, zeros) => {
          const shown = oneWay(counts, smallest, zeros ? "shown" : "hidden");
          const lowest = zeros ? 1 : 0;
          const [least, most] = [counts.map(() => Infinity), counts.map(() => -Infinity)];
          const total = counts.reduce((sum, count) => sum + count, 0);
          const walk = (place: number, guess: readonly number[]): void => {
            if (place === counts.length) {
              if (shown.total !== null && guess.reduce((sum, count) => sum + count, 0) !== total) return;
              guess.forEach((count, at) => {
                least[at] = Math.min(least[at] ?? 0, count);
                most[at] = Math.max(most[at] ?? 0, count);
              });
              return;
            }
            const fixed = shown.counts[place] ?? null;
            if (fixed !== null) walk(place + 1, [...guess, fixed]);
            else
              for (let count = lowest; count <= (counts[place] ?? 0) + smallest; count += 1)
                walk(place + 1, [...guess, count]);
          };
          walk(0, []);
          shown.counts.forEach((count, place) => {
            const range = (most[place] ?? 0) - (least[place] ?? 0);
            expect(count === null ? range >= smallest : range === 0).toBe(true);
          });
        },
      ),
    );
  });
});

describe("discloseCounts of a table", () => {
  it("shows everything with its totals where no count is small", () => {
    const counts = [
      [10, 20, 0],
      [30, 40, 11],
    ];
    expect(twoWay(counts)).toEqual({
      rows: ["r0", "r1"],
      columns: ["c0", "c1", "c2"],
      counts,
      rowTotals: [30, 81],
      columnTotals: [40, 60, 11],
      total: 111,
      hidden: 0,
      smallestGroup: 10,
    });
  });

  it("covers a small count by the cheapest rectangle, and keeps the totals", () => {
    const shown = twoWay([
      [40, 4, 90],
      [25, 30, 90],
      [90, 90, 90],
    ]);
    expect(shown.counts).toEqual([
      [null, null, 90],
      [null, null, 90],
      [90, 90, 90],
    ]);
    expect(shown.rowTotals).toEqual([134, 145, 270]);
    expect(shown.hidden).toBe(4);
  });

  it("hides as few as it takes where small counts cover each other", () => {
    const shown = twoWay([
      [6, 7, 90],
      [8, 9, 90],
      [90, 90, 90],
    ]);
    expect(shown.hidden).toBe(4);
    expect(shown.total).toBe(90 * 5 + 30);
  });

  it("hides small totals too", () => {
    const shown = twoWay([
      [3, 0],
      [20, 30],
    ]);
    expect(shown.rowTotals[0]).toBeNull();
    expect(shown.counts[0]).toEqual([null, 0]);
    expect(shown.total).toBe(53);
    // the row of 3 is covered by the other row's count and total
    expect([shown.counts[1], shown.rowTotals[1]]).toEqual([[null, 30], null]);
  });

  it("never shows a small count, never hides a zero, and changes nothing it shows", () => {
    fc.assert(
      fc.property(tables(5, 40), fc.integer({ min: 2, max: 12 }), (counts, smallest) => {
        const truth = withTotals(counts).flat();
        const shown = shownWithTotals(twoWay(counts, smallest)).flat();
        shown.forEach((count, cell) => {
          const real = truth[cell] ?? -1;
          if (count !== null) expect(count).toBe(real);
          if (real === 0) expect(count).toBe(0);
          if (real > 0 && real < smallest) expect(count).toBeNull();
        });
        expect(shown.filter((count) => count === null)).toHaveLength(twoWay(counts, smallest).hidden);
      }),
    );
  });

  it("withstands the attack by linear algebra", () => {
    // the attack itself has teeth: a hidden count alone in its row is found out
    expect(
      determined([
        [null, 20, 24],
        [30, 40, 70],
        [34, 60, 94],
      ]),
    ).toBe(1);
    expect(
      determined([
        [null, null, 24],
        [null, null, 70],
        [34, 60, 94],
      ]),
    ).toBe(0);
    fc.assert(
      fc.property(
        tables(6, 40),
        fc.integer({ min: 2, max: 12 }),
        fc.constantFrom("shown", "hidden"),
        (counts, smallest, zeros) => {
          expect(determined(shownWithTotals(twoWay(counts, smallest, zeros)))).toBe(0);
        },
      ),
    );
  });

  it("leaves each hidden number in doubt over a range as wide as the smallest group, whatever is tried", () => {
    // the attack itself has teeth: here it narrows the 1 down to 1 or 2
    expect(
      narrowest(
        [
          [1, 1],
          [5, 5],
        ],
        [
          [null, null, 2],
          [null, null, 10],
          [6, 6, 12],
        ],
        0,
        3,
      ),
    ).toBe(2);
    const small = fc
      .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 }))
      .chain(([height, width]) =>
        fc.array(fc.array(fc.nat(6), { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
      );
    fc.assert(
      fc.property(small, fc.constantFrom(2, 3), fc.boolean(), (counts, smallest, zeros) => {
        const shown = shownWithTotals(twoWay(counts, smallest, zeros ? "shown" : "hidden"));
        expect(narrowest(counts, shown, zeros ? 1 : 0, smallest)).toBeGreaterThanOrEqual(smallest);
      }),
      { numRuns: 60 },
    );
  });

  it("hides nothing in vain: were any count but the small ones shown again, another would be found out", () => {
    const small = fc.array(fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(small, fc.constantFrom(2, 3), (counts, smallest) => {
        const truth = withTotals(counts);
        const shown = shownWithTotals(twoWay(counts, smallest));
        shown.forEach((row, r) => {
          row.forEach((count, c) => {
            const real = truth[r]?.[c] ?? 0;
            if (count !== null || real < smallest) return;
            const revealed = shown.map((line, at) =>
              line.map((value, place) => (at === r && place === c ? real : value)),
            );
            expect(narrowest(counts, revealed, 1, smallest)).toBeLessThan(smallest);
          });
        });
      }),
      { numRuns: 40 },
    );
  });

  it("does not hide everything: of a large table with one small count it hides four", () => {
    const counts = Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (_, column) => 50 + row * 8 + column),
    );
    (counts[3] ?? [])[4] = 3;
    const shown = twoWay(counts);
    expect(shown.hidden).toBe(4);
    expect(shown.counts[3]?.[4]).toBeNull();
  });

  it("answers for a hundred groups by a hundred in good time", () => {
    const counts = Array.from({ length: 100 }, (_, row) =>
      Array.from({ length: 100 }, (_, column) => (row * 31 + column * 17) % 97),
    );
    const start = performance.now();
    expect(twoWay(counts).hidden).toBeGreaterThan(500);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["nothing", undefined, ["missing at ", "missing at rows"]],
    ["no rows", { rows: [], counts: [] }, ["empty at rows"]],
    ["no columns", { rows: ["a"], columns: [], counts: [[]] }, ["empty at rows"]],
    ["a name twice", { rows: ["a", "a"], counts: [1, 2] }, ["duplicate at rows.1"]],
    ["a name that is none", { rows: ["a", 5], counts: [1, 2] }, ["wrong-type at rows.1"]],
    ["a column twice", { rows: ["a"], columns: ["x", "x"], counts: [[1, 2]] }, ["duplicate at columns.1"]],
    ["a negative count", { rows: ["a"], counts: [-1] }, ["out-of-range at counts.0"]],
    ["half a person", { rows: ["a"], columns: ["x"], counts: [[1.5]] }, ["not-integer at counts.0.0"]],
    ["too few counts", { rows: ["a", "b"], counts: [1] }, ["inconsistent at counts"]],
    ["too few rows of counts", { rows: ["a", "b"], columns: ["x"], counts: [[1]] }, ["inconsistent at counts"]],
    ["a row with too many counts", { rows: ["a"], columns: ["x"], counts: [[1, 2]] }, ["inconsistent at counts.0"]],
    ["counts that are none", { rows: ["a"], counts: "1" }, ["wrong-type at counts"]],
    ["rows of counts that are none", { rows: ["a"], columns: ["x"], counts: 5 }, ["wrong-type at counts"]],
    ["too many cells", { rows: named("r", 10_001), counts: [] }, ["too-many at rows"]],
  ])("refuses %s", (_, table, issues) => {
    const refused = discloseCounts(policyOf(10))(table as TwoWayCounts);
    expect(issuesOf(refused)).toEqual(issues);
    expect(invalidOf(refused).in).toBe("discloseCounts");
  });

  it("refuses spoiled policies and hostile values, and never throws", () => {
    for (const value of hostileValues()) {
      expect(discloseCounts(value as never)({ rows: ["a"], counts: [20] })._tag).toBe("Left");
      expect(discloseCounts(policyOf(10))(value as never)._tag).toBe("Left");
      expect(discloseCounts(policyOf(10))({ rows: ["a"], counts: [value] } as never)).toHaveProperty("_tag");
    }
  });
});
