import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileZone } from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  createMemory,
  fsrs6,
  GRADES,
  gatherReviews,
  type ReviewLog,
  type ReviewLogOptions,
  type ReviewRow,
  replayMany,
} from "../../../src/spacing/index.ts";
import { DAY, START } from "../arbitraries.ts";

const HOUR = 3_600_000;
const row = (card: string, at: number, grade: ReviewRow["grade"] = "good", learner?: string): ReviewRow => ({
  card,
  at,
  grade,
  ...(learner === undefined ? {} : { learner }),
});

const refuse = (reviews: unknown, options?: ReviewLogOptions) => {
  const answer = gatherReviews(options)(reviews as readonly ReviewRow[]); // on purpose: whatever comes
  if (answer._tag === "Right" || answer.left._tag !== "InvalidInput") throw new Error("not refused");
  expect(answer.left.in).toBe("spacing.gatherReviews");
  return answer.left.issues.map(({ path, code }) => [path.join("."), code]);
};

const someRows: fc.Arbitrary<readonly Required<Pick<ReviewRow, "card" | "at" | "grade" | "learner">>[]> = fc.array(
  fc.record({
    card: fc.constantFrom("a", "b", "ab", "constructor"),
    learner: fc.constantFrom("x", "y"),
    at: fc.integer({ min: 0, max: 40 }).map((hours) => START + hours * 6 * HOUR),
    grade: fc.constantFrom(...GRADES),
  }),
  { maxLength: 40 },
);

/** The slow and obvious way: pairs as text, everything sorted at once. */
const twin = (rows: readonly Required<Pick<ReviewRow, "card" | "at" | "grade" | "learner">>[], minimum: number) => {
  const groups = new Map<string, { at: number; grade: number }[]>();
  for (const { card, learner, at, grade } of rows) {
    const key = JSON.stringify([learner, card]);
    groups.set(key, [...(groups.get(key) ?? []), { at: Number(at), grade: GRADES.indexOf(grade as "good") + 1 }]);
  }
  return Array.from(groups.entries())
    .map(([key, reviews]) => {
      const sorted = reviews.sort((p, q) => p.at - q.at || p.grade - q.grade);
      const [learner, card]: [string, string] = JSON.parse(key);
      return { learner, card, reviews: sorted.filter(({ at }, i) => at !== sorted[i - 1]?.at) };
    })
    .filter(({ reviews }) => reviews.length >= minimum)
    .sort((p, q) => {
      const first = (p.reviews[0]?.at ?? 0) - (q.reviews[0]?.at ?? 0);
      return first !== 0
        ? first
        : p.learner !== q.learner
          ? p.learner < q.learner
            ? -1
            : 1
          : p.card < q.card
            ? -1
            : 1;
    });
};

const spelled = ({ offsets, grades, at, cards, learners }: ReviewLog) =>
  cards.map((card, c) => ({
    learner: learners?.[c],
    card,
    reviews: Array.from({ length: (offsets[c + 1] ?? 0) - (offsets[c] ?? 0) }, (_, k) => ({
      at: at[(offsets[c] ?? 0) + k],
      grade: grades[(offsets[c] ?? 0) + k],
    })),
  }));

describe("gatherReviews", () => {
  it("is what sorting and grouping one by one gives, whatever the order of the rows", () => {
    fc.assert(
      fc.property(
        someRows,
        fc.integer({ min: 1, max: 3 }),
        fc.infiniteStream(fc.nat()),
        (rows, minimumReviews, draws) => {
          const gather = gatherReviews({ minimumReviews });
          const log = orThrow(gather(Object.freeze(rows)));
          if (rows.length > 0) expect(spelled(log)).toEqual(twin(rows, minimumReviews));
          const shuffled = rows
            .map((each) => ({ each, by: draws.next().value }))
            .sort((p, q) => p.by - q.by)
            .map(({ each }) => each);
          const other = orThrow(gather(shuffled));
          expect({ ...other, counts: { ...other.counts, unordered: 0 } }).toEqual({
            ...log,
            counts: { ...log.counts, unordered: 0 },
          });
          const { counts } = log;
          expect(counts.reviews + counts.repeated + counts.afterUntil + counts.inShortHistories).toBe(rows.length);
          expect([counts.reviews, counts.cards]).toEqual([log.at.length, log.cards.length]);
        },
      ),
    );
  });

  it("gives the same from columns as from rows", () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const log = orThrow(gatherReviews()(rows));
        const card = rows.map((each) => each.card);
        const learner = rows.map((each) => each.learner ?? "");
        const at = Float64Array.from(rows, (each) => Number(each.at));
        const grade = Uint8Array.from(rows, (each) => GRADES.indexOf(each.grade as "good") + 1);
        expect(orThrow(gatherReviews()({ card, learner, at, grade }))).toEqual({
          ...log,
          ...(rows.length === 0 ? {} : { learners: log.learners }),
        });
      }),
    );
    const at = Float64Array.of(START, START + DAY, START);
    const coded = orThrow(gatherReviews()({ card: Int32Array.of(-7, -7, 12), at, grade: ["good", 1, "easy"] }));
    expect(coded.cards).toEqual(["-7", "12"]);
    expect(Array.from(coded.grades)).toEqual([3, 1, 4]);
    expect(coded.learners).toBeUndefined();
  });

  it("keeps one of several reviews of a card at one instant, that with the lowest grade, and counts them", () => {
    const log = orThrow(
      gatherReviews()([row("a", START, 3), row("a", START, 2), row("a", START, 2), row("a", START, "easy")]),
    );
    expect(Array.from(log.grades)).toEqual([2]);
    expect(log.counts).toEqual({
      rows: 4,
      reviews: 1,
      cards: 1,
      repeated: 3,
      contradicted: 2,
      unordered: 0,
      afterUntil: 0,
      shortHistories: 0,
      inShortHistories: 0,
    });
  });

  it("counts rows that stood too late, cards that are too short, and what is not before the end", () => {
    const rows = [
      row("a", START + DAY),
      row("a", START),
      row("a", START + 2 * DAY),
      row("b", START),
      row("b", START + 2 * DAY),
    ];
    const log = orThrow(gatherReviews({ minimumReviews: 2, until: new Date(START + 2 * DAY) })(rows));
    expect(log.cards).toEqual(["a"]);
    expect(log.counts).toEqual({
      rows: 5,
      reviews: 2,
      cards: 1,
      repeated: 0,
      contradicted: 0,
      unordered: 1,
      afterUntil: 2,
      shortHistories: 1,
      inShortHistories: 1,
    });
  });

  it("counts study days by UTC, by a zone and its cutoff, or as they are given", () => {
    const night = Date.UTC(2025, 6, 1, 2, 59); // 03:59 in Lisbon
    const rows = [row("a", night), row("a", night + 60_000)];
    const zone = orThrow(compileZone({ zone: "Europe/Lisbon" }));
    expect(Array.from(orThrow(gatherReviews()(rows)).day)).toEqual([20_270, 20_270]);
    expect(Array.from(orThrow(gatherReviews({ zone })(rows)).day)).toEqual([20_269, 20_270]);
    expect(Array.from(orThrow(gatherReviews({ zone, cutoffHour: 0 })(rows)).day)).toEqual([20_270, 20_270]);
    const given = rows.map((each, k) => ({ ...each, day: 20_269 + 2 * k }));
    expect(Array.from(orThrow(gatherReviews()(given)).day)).toEqual([20_269, 20_271]);
    expect(refuse(given, { zone })).toContainEqual(["0.day", "inconsistent"]);
    expect(refuse(rows.map((each) => ({ ...each, day: 20_273 })))).toEqual([
      ["0.day", "inconsistent"],
      ["1.day", "inconsistent"],
    ]);
    const short = orThrow(compileZone({ zone: "UTC", from: START, to: night }));
    expect(refuse(rows, { zone: short })).toEqual([
      ["0.at", "out-of-range"],
      ["1.at", "out-of-range"],
    ]);
  });

  it("names the rows and values that do not fit", () => {
    expect(refuse([row("a", START), { card: 7, at: START / 1000, grade: 0 }, null])).toEqual([
      ["1.card", "wrong-type"],
      ["1.grade", "unknown-value"],
      ["1.at", "wrong-unit"],
      ["2", "wrong-type"],
    ]);
    expect(refuse([row("a", START), { card: "", at: null }])).toEqual([
      ["1.card", "empty"],
      ["1.grade", "missing"],
      ["1.at", "wrong-type"],
    ]);
    expect(refuse([row("a", START, 3, "x"), row("a", START)])).toEqual([["1.learner", "missing"]]);
    expect(refuse([row("a", START), row("a", START, 3, "x")])).toEqual([["1.learner", "inconsistent"]]);
    expect(refuse([{ ...row("a", START), day: 20_089 }, row("a", START)])).toEqual([["1.day", "missing"]]);
    expect(refuse([row("a", START), { ...row("a", START), day: 20_089 }])).toEqual([["1.day", "inconsistent"]]);
    expect(refuse([{ ...row("a", START), Learner: "x" }])).toEqual([["0.Learner", "unknown-key"]]);
    expect(refuse("rows")).toEqual(expect.arrayContaining([["", "wrong-type"]]));
    expect(refuse({ card: ["a"], grade: [3, 3], at: [START] })).toEqual([["grade", "inconsistent"]]);
    expect(refuse({ card: ["a"], grade: [3], at: Float32Array.of(START) })).toEqual([["at", "wrong-type"]]);
    expect(refuse({ card: Float64Array.of(1), grade: [3], at: [START] })).toContainEqual(["card", "wrong-type"]);
    expect(refuse({ card: ["a"], grade: [5], at: [START] })).toEqual([["grade.0", "unknown-value"]]);
    expect(refuse([], { cutoffHour: 4 })).toEqual([["cutoffHour", "inconsistent"]]);
    expect(refuse([], { minimumReviews: 0 })).toEqual([["minimumReviews", "out-of-range"]]);
    expect(refuse([], { untill: START } as ReviewLogOptions)).toEqual([["untill", "unknown-key"]]);
  });

  it("makes a log without cards of no rows, and any log can be replayed", () => {
    const none = orThrow(gatherReviews()([]));
    expect(Array.from(none.offsets)).toEqual([0]);
    const memory = orThrow(createMemory(fsrs6)());
    expect(orThrow(replayMany(memory)(none)).recallBefore.length).toBe(0);
    const log = orThrow(gatherReviews()([row("a", START + DAY, 1, "x"), row("a", START, 3, "x")]));
    expect(orThrow(replayMany(memory)(log)).states?.length).toBe(1);
  });
});
