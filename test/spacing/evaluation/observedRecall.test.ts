import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../../src/core/scoring/index.ts";
import { disclose, disclosurePolicy, orThrow } from "../../../src/core/vocabulary/index.ts";
import { createMemory, fsrs6, fsrs7, gatherReviews, observedRecall, replay } from "../../../src/spacing/index.ts";
import { DAY, START } from "../arbitraries.ts";

const memory = orThrow(createMemory(fsrs6)());
const exact = orThrow(createMemory(fsrs7)());

interface Pair {
  readonly learner: string;
  readonly days: number;
  readonly recalled: boolean;
}

/** A log of cards with two reviews each, the first good. */
const logOf = (pairs: readonly Pair[], first: 1 | 3 = 3) =>
  orThrow(
    gatherReviews()(
      pairs.flatMap(({ learner, days, recalled }, n) => [
        { learner, card: `card ${n}`, at: START, grade: first },
        { learner, card: `card ${n}`, at: START + days * DAY, grade: recalled ? (3 as const) : (1 as const) },
      ]),
    ),
  );

const pairsOf = (learners: number, days: number, recalled: number, from = 0): Pair[] =>
  Array.from({ length: learners }, (_, n) => ({ learner: `learner ${from + n}`, days, recalled: n < recalled }));

describe("observedRecall", () => {
  it("gives the share recalled after so many days, with Wilson's interval, beside what the model says of the same cards", () => {
    const log = logOf([...pairsOf(12, 1, 9), ...pairsOf(15, 4, 6), ...pairsOf(11, 20, 2)]);
    const points = orThrow(observedRecall({ groups: 3 })(memory)(log));
    expect(points).toMatchObject({ kind: "fsrs-6", firstGrade: "good", subject: "group", people: 11 });
    expect(points.days).toEqual([1, 4, 20]);
    expect(points.observed).toEqual([9 / 12, 6 / 15, 2 / 11]);
    expect(points.count).toEqual([12, 15, 11]);
    expect(points).toHaveProperty("learners", [12, 15, 11]);
    expect([points.lower[1], points.upper[1]]).toEqual(wilsonInterval(6, 15));
    expect(points.warnings).toEqual([{ code: "few-predictions", values: { predictions: 38 } }]);
    [1, 4, 20].forEach((days, k) => {
      const { reviews } = orThrow(
        replay(memory)([
          { grade: "good", at: START },
          { grade: "good", at: START + days * DAY },
        ]),
      );
      expect(points.predicted[k]).toBeCloseTo(reviews[1]?.recallBefore ?? 0, 12);
    });
  });

  it("puts neighbours together until each point rests on enough learners, and never parts the same days", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            learner: fc.integer({ min: 0, max: 7 }).map((n) => `learner ${n}`),
            days: fc.integer({ min: 1, max: 12 }),
            recalled: fc.boolean(),
          }),
          { minLength: 1, maxLength: 60 },
        ),
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 2, max: 9 }),
        (pairs, smallestGroup, groups) => {
          const answer = observedRecall({ smallestGroup, groups })(memory)(logOf(pairs));
          const people = new Set(pairs.map(({ learner }) => learner)).size;
          if (people === 1) {
            expect(orThrow(answer).subject).toBe("person");
            return;
          }
          if (people < smallestGroup) {
            expect(answer).toEqual({
              _tag: "Left",
              left: {
                _tag: "NotDisclosed",
                in: "spacing.observedRecall",
                because: { code: "group-too-small", values: { people, smallestGroup } },
              },
            });
            return;
          }
          const points = orThrow(answer);
          if (points.subject !== "group") throw new Error("several learners are a group");
          const sorted = [...pairs].sort((a, b) => a.days - b.days);
          expect(points.count.length).toBeLessThanOrEqual(groups);
          let from = 0;
          points.count.forEach((count, k) => {
            const part = sorted.slice(from, from + count);
            from += count;
            expect(part[count - 1]?.days).not.toBe(sorted[from]?.days);
            const own = new Set(part.map(({ learner }) => learner)).size;
            expect(points.learners[k]).toBe(own);
            expect(own).toBeGreaterThanOrEqual(smallestGroup);
            expect(points.observed[k]).toBe(part.filter(({ recalled }) => recalled).length / count);
            expect(points.days[k]).toBeCloseTo(part.reduce((sum, { days }) => sum + days, 0) / count, 12);
          });
          expect(from).toBe(pairs.length);
          expect(points.people).toBe(Math.min(...points.learners));
        },
      ),
    );
  });

  it("gives nothing away over answers to other numbers of groups: what they differ by rests on enough learners too", () => {
    const pairs = Array.from({ length: 47 }, (_, n) => ({ learner: `l${n % 31}`, days: 1 + n, recalled: n % 3 > 0 }));
    const cuts = new Set([0]);
    for (let groups = 2; groups <= 12; groups += 1) {
      const { count } = orThrow(observedRecall({ groups, smallestGroup: 7 })(memory)(logOf(pairs)));
      count.reduce((from, own) => {
        cuts.add(from + own);
        return from + own;
      }, 0);
    }
    const places = [...cuts].sort((a, b) => a - b);
    expect(places).toEqual([0, 7, 14, 21, 28, 35, 47]);
    for (const [k, end] of places.slice(1).entries())
      expect(new Set(pairs.slice(places[k], end).map(({ learner }) => learner)).size).toBeGreaterThanOrEqual(7);
  });

  it("cuts into as many groups as asked for where learners allow it, the last one joined by those too few", () => {
    const pairs = [1, 2, 3, 4].flatMap((days) => pairsOf(5, days, 3));
    const of = (log: readonly Pair[], groups: number) =>
      orThrow(observedRecall({ groups, smallestGroup: 5 })(memory)(logOf(log)));
    expect(of(pairs, 4).count).toEqual([5, 5, 5, 5]);
    expect(of(pairs, 2).count).toEqual([10, 10]);
    expect(of([...pairs, ...pairsOf(4, 9, 1)], 100).count).toEqual([5, 5, 5, 9]);
    expect(of([...pairs, ...pairsOf(4, 9, 1)], 100)).toHaveProperty("learners", [5, 5, 5, 5]);
    expect(of([...pairs, ...pairsOf(4, 9, 1, 50)], 100)).toHaveProperty("learners", [5, 5, 5, 9]);
  });

  it("looks at second reviews of cards with that first grade only, on a later day unless asked", () => {
    const log = orThrow(
      gatherReviews()([
        { card: "a", at: START, grade: "good" },
        { card: "a", at: START + 600_000, grade: "again" },
        { card: "a", at: START + 9 * DAY, grade: "good" },
        { card: "b", at: START, grade: "good" },
        { card: "b", at: START + 2 * DAY, grade: "hard" },
        { card: "b", at: START + 5 * DAY, grade: "again" },
        { card: "c", at: START, grade: "again" },
        { card: "c", at: START + 3 * DAY, grade: "again" },
        { card: "d", at: START, grade: "good" },
      ]),
    );
    const later = orThrow(observedRecall()(exact)(log));
    expect([later.days, later.observed, later.subject]).toEqual([[2], [1], "person"]);
    expect(later).not.toHaveProperty("people");
    const all = orThrow(observedRecall({ sameDay: true })(exact)(log));
    expect([all.days.map((days) => days * 144), all.observed]).toEqual([
      [1, 288],
      [0, 1],
    ]);
    expect(orThrow(observedRecall({ firstGrade: "again" })(exact)(log)).days).toEqual([3]);
    expect(orThrow(observedRecall({ firstGrade: "again", from: START + 3 * DAY })(exact)(log)).count).toEqual([1]);
    const none = {
      _tag: "Left",
      left: {
        _tag: "InsufficientData",
        in: "spacing.observedRecall",
        of: "second reviews of cards that were easy at first",
        needed: 1,
        found: 0,
      },
    };
    expect(observedRecall({ firstGrade: "easy" })(exact)(log)).toEqual(none);
    expect(observedRecall({ firstGrade: "good", from: START + 2 * DAY + 1 })(exact)(log)._tag).toBe("Left");
  });

  it("is withheld by disclose as the policy says: a person's from a manager, a small group's from all", () => {
    const show = disclose(orThrow(disclosurePolicy()));
    const own = orThrow(observedRecall()(memory)(logOf(pairsOf(1, 3, 1))));
    if (own.subject !== "person") throw new Error("one learner is a person");
    expect(show("manager" as "learner", own)._tag).toBe("Left"); // on purpose: the type refuses it
    expect(show("learner", own)._tag).toBe("Right");
    const few = orThrow(observedRecall({ smallestGroup: 2 })(memory)(logOf(pairsOf(9, 3, 4))));
    if (few.subject !== "group") throw new Error("nine learners are a group");
    expect(show("board", few)._tag).toBe("Left");
    expect(orThrow(observedRecall({ smallestGroup: 2 })(memory)(logOf(pairsOf(100, 3, 4)))).warnings).toEqual([]);
    expect(orThrow(observedRecall()(memory)(logOf(pairsOf(99, 3, 4)))).warnings.length).toBe(1);
  });

  it("refuses what does not fit, by place", () => {
    const issues = (options: object, log: unknown) => {
      const answer = observedRecall(options)(memory)(log as never); // on purpose: whatever comes
      if (answer._tag === "Right" || answer.left._tag !== "InvalidInput") throw new Error("not refused");
      return answer.left.issues.map(({ path, code }) => [path.join("."), code]);
    };
    const log = { offsets: [0, 2], grades: [3, 3], elapsedDays: [0, 2] };
    expect(issues({ firstGrade: "god" }, log)).toEqual([["firstGrade", "unknown-value"]]);
    for (const smallestGroup of [1, 1001])
      expect(issues({ smallestGroup }, log)).toEqual([["smallestGroup", "out-of-range"]]);
    expect(issues({ groups: 1 }, log)).toEqual([["groups", "out-of-range"]]);
    expect(issues({ weights: "recency" }, log)).toEqual([["weights", "unknown-key"]]);
    expect(issues({ from: START }, log)).toEqual([["at", "missing"]]);
    expect(issues({}, { ...log, learners: ["ana", "ben"] })).toEqual([["learners", "inconsistent"]]);
    expect(issues({}, null)[0]).toEqual(["", "wrong-type"]);
  });
});
