import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  denominator,
  type PersonInterval,
  parseRoster,
  personAsOf,
  type Roster,
  roster,
  rosterAsOf,
} from "../../../src/records/index.ts";
import { deepFreeze, hostileValues, invalidOf, issuesOf, rightOf } from "../../support/property.ts";

const DAY = 86_400_000;
const day = (n: number): number => Date.UTC(2020, 0, 1) + n * DAY;

const place = (
  person: string,
  from: number,
  to: number | null,
  more: Partial<PersonInterval> = {},
): PersonInterval => ({
  person,
  from: day(from),
  to: to === null ? null : day(to),
  unit: "claims",
  role: "adjuster",
  zone: "Europe/Lisbon",
  fte: 1,
  manager: null,
  ...more,
});

describe("roster", () => {
  it("sorts by person and time", () => {
    const given = deepFreeze([place("b", 5, null), place("a", 10, null), place("b", 0, 5), place("a", 0, 3)]);
    const made = rightOf(roster(given));
    expect([made.kind, made.version]).toEqual(["roster", 1]);
    expect(made.intervals.map(({ person, from }) => [person, (from - day(0)) / DAY])).toEqual([
      ["a", 0],
      ["a", 10],
      ["b", 0],
      ["b", 5],
    ]);
    expect(given[0]?.person).toBe("b");
  });

  it("allows gaps, and an interval that begins where another ends", () => {
    expect(
      rightOf(roster([place("a", 0, 3), place("a", 3, 5), place("a", 9, null), place("b", 1, 4)])).intervals,
    ).toHaveLength(4);
  });

  it.each([
    [[place("a", 0, 3), place("a", 2, 5)], [1], [0]],
    [[place("a", 0, null), place("a", 9, null)], [1], [0]],
    [[place("a", 4, 6), place("b", 0, null), place("a", 0, 5)], [2], [0]],
    [[place("a", 0, 5), place("a", 0, 5)], [1], [0]],
    [
      [place("a", 0, 10), place("a", 1, 2), place("a", 5, 6)],
      [1, 2],
      [0, 0],
    ],
    [
      [place("a", 0, 2), place("a", 1, 10), place("a", 3, 4)],
      [1, 2],
      [0, 1],
    ],
  ])("refuses a person in two places at once, naming both: %#", (intervals, later, earlier) => {
    const { issues } = invalidOf(roster(intervals));
    expect(issues.map(({ code, path }) => [code, path])).toEqual(later.map((index) => ["inconsistent", [index]]));
    expect(issues.map((issue) => issue.expected)).toEqual(
      earlier.map((index) => `no overlap with interval ${index} of the same person`),
    );
    expect(issues[0].received).toBe('"a"');
  });

  it("names what does not fit by position", () => {
    expect(issuesOf(roster([place("a", 0, 1), place("b", 2, 1)]))).toEqual(["inconsistent at 1.to"]);
    for (const value of hostileValues()) {
      // values of other types than the compiler allows are what this is about
      const result = roster(value as PersonInterval[]);
      if (result._tag === "Left") expect(result.left.in).toBe("records.roster");
      else expect(result.right.intervals).toEqual([]);
    }
  });
});

describe("parseRoster", () => {
  const stored = deepFreeze({ kind: "roster", version: 1, intervals: [place("a", 0, 3)] });

  it("gives back what was stored", () => {
    expect(rightOf(parseRoster(JSON.parse(JSON.stringify(stored))))).toEqual(stored);
  });

  it.each([
    [{ ...stored, kind: "catalogue" }, "unknown-value at kind"],
    [{ ...stored, version: 2 }, "unsupported-version at version"],
    [{ ...stored, intervals: null }, "wrong-type at intervals"],
    [{ ...stored, intervals: [place("a", 0, 3), place("a", 1, 2)] }, "inconsistent at intervals.1"],
  ])("refuses what does not fit: %#", (value, issue) => {
    expect(issuesOf(parseRoster(value))).toEqual([issue]);
    expect(invalidOf(parseRoster(value)).in).toBe("records.parseRoster");
  });
});

const ROSTER = rightOf(
  roster([
    place("a", 0, 10),
    place("a", 10, 20, { unit: "sales", role: "lead" }),
    place("a", 30, null, { unit: "sales" }),
    place("b", 5, null, { fte: 0.5 }),
    place("c", 40, 41, { role: "lead", fte: 0.25 }),
  ]),
);

describe("personAsOf", () => {
  const where = personAsOf(deepFreeze(ROSTER));
  const unitAt = (person: string, at: number) => rightOf(where({ person, at }))?.unit ?? null;

  it("finds the interval that holds, from its first instant until just before its end", () => {
    expect(
      [day(0) - 1, day(0), day(10) - 1, day(10), day(20) - 1, day(20), day(30) - 1, day(30), day(9_999)].map((at) =>
        unitAt("a", at),
      ),
    ).toEqual([null, "claims", "claims", "sales", "sales", null, null, "sales", "sales"]);
    expect(unitAt("nobody", day(5))).toBeNull();
    expect(rightOf(where({ person: "b", at: new Date(day(6)) }))).toEqual(place("b", 5, null, { fte: 0.5 }));
  });

  it("refuses questions that do not fit", () => {
    // questions of other types than the compiler allows are what this is about
    const bad = (question: unknown) => issuesOf(where(question as { person: string; at: number }));
    expect(bad({ person: "a" })).toEqual(["missing at at"]);
    expect(bad({ person: 7, at: day(1) })).toEqual(["wrong-type at person"]);
    expect(bad({ person: "a", at: day(1) / 1000 })).toEqual(["wrong-unit at at"]);
    expect(bad({ person: "a", at: day(1), when: 1 })).toEqual(["unknown-key at when"]);
    expect(bad(undefined)).toContain("wrong-type at ");
  });
});

describe("rosterAsOf and denominator", () => {
  const who = rosterAsOf(deepFreeze(ROSTER));
  const count = denominator(deepFreeze(ROSTER));

  it("find who has a place at an instant", () => {
    expect(rightOf(who({ at: day(5) })).map(({ person, unit }) => [person, unit])).toEqual([
      ["a", "claims"],
      ["b", "claims"],
    ]);
    expect(rightOf(count({ at: day(5) }))).toEqual({ headcount: 2, fte: 1.5 });
    expect(rightOf(count({ at: day(5) - 1 }))).toEqual({ headcount: 1, fte: 1 });
    expect(rightOf(count({ at: day(0) - 1 }))).toEqual({ headcount: 0, fte: 0 });
    expect(rightOf(count({ at: day(40) }))).toEqual({ headcount: 3, fte: 1.75 });
    expect(rightOf(count({ at: day(41) }))).toEqual({ headcount: 2, fte: 1.5 });
  });

  it("may be of one unit, one role, or both", () => {
    const persons = (question: { unit?: string; role?: string }) =>
      rightOf(who({ at: day(40), ...question })).map((each) => each.person);
    expect(persons({ unit: "claims" })).toEqual(["b", "c"]);
    expect(persons({ role: "lead" })).toEqual(["c"]);
    expect(persons({ unit: "sales", role: "lead" })).toEqual([]);
    expect(rightOf(count({ at: day(40), unit: "claims" }))).toEqual({ headcount: 2, fte: 0.75 });
    expect(rightOf(count({ at: day(40), role: "adjuster" }))).toEqual({ headcount: 2, fte: 1.5 });
  });

  it.each([
    [{}, "missing at at"],
    [{ at: day(1), unit: 7 }, "wrong-type at unit"],
    [{ at: day(1), role: "" }, "empty at role"],
    [{ at: day(1), units: "x" }, "unknown-key at units"],
  ])("refuse the question %j", (question, issue) => {
    // questions of other types than the compiler allows are what this is about
    const wrong = question as { at: number };
    expect(issuesOf(who(wrong))).toEqual([issue]);
    expect(issuesOf(count(wrong))).toEqual([issue]);
    expect(invalidOf(who(wrong)).in).toBe("records.rosterAsOf");
    expect(invalidOf(count(wrong)).in).toBe("records.denominator");
  });

  it("refuse what is no roster, each under its own name", () => {
    for (const value of [...hostileValues(), { ...ROSTER, version: 2 }]) {
      // values of other types than the compiler allows are what this is about
      const wrong = value as Roster;
      expect(invalidOf(personAsOf(wrong)({ person: "a", at: day(1) })).in).toBe("records.personAsOf");
      expect(invalidOf(rosterAsOf(wrong)({ at: day(1) })).in).toBe("records.rosterAsOf");
      expect(invalidOf(denominator(wrong)({ at: day(1) })).in).toBe("records.denominator");
    }
  });

  it("agree with asking each person, at every instant", () => {
    // walls between days, so that of one person none overlap
    const places = fc.array(
      fc.record({
        person: fc.constantFrom("a", "b", "c"),
        walls: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 2 }),
        fte: fc.constantFrom(0.25, 0.5, 1),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(places, fc.integer({ min: -1, max: 13 }), (given, at) => {
        const taken = new Set<string>();
        const intervals = given.flatMap(({ person, walls, fte }) => {
          const [from = 0, to = 1] = [...walls].sort((x, y) => x - y);
          const days = Array.from({ length: to - from }, (_, n) => `${person} ${from + n}`);
          if (days.some((each) => taken.has(each))) return [];
          for (const each of days) taken.add(each);
          return [place(person, from, to, { fte })];
        });
        const made = rightOf(roster(intervals));
        const holding = intervals.filter(
          (each) => each.from <= day(at) && day(at) < (each.to ?? Number.POSITIVE_INFINITY),
        );
        expect(rightOf(denominator(made)({ at: day(at) }))).toEqual({
          headcount: holding.length,
          fte: holding.reduce((sum, each) => sum + each.fte, 0),
        });
        for (const person of ["a", "b", "c"])
          expect(rightOf(personAsOf(made)({ person, at: day(at) }))).toEqual(
            holding.find((each) => each.person === person) ?? null,
          );
      }),
    );
  });
});
