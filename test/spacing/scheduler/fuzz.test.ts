import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/explain/index.ts";
import {
  type Card,
  createMemory,
  createScheduler,
  type Fsrs6State,
  fsrs6,
  fsrs7,
  GRADES,
  parseScheduler,
  previewCard,
  replayCard,
  reviewCard,
  undoReview,
} from "../../../src/spacing/index.ts";
import { firstAleaDraw } from "../../../src/spacing/scheduler/alea.ts";
import { fuzzRange } from "../../../src/spacing/scheduler/fuzz.ts";
import { deepFreeze, invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { sharedData } from "../../support/sharedData.ts";
import { anyHistory, DAY, START } from "../arbitraries.ts";

type Row = readonly [
  ...[at: number, grade: number, stability: number, difficulty: number, state: number],
  ...[dueAfter: number, days: number],
];

interface Schedules {
  readonly range: readonly [number, number];
  readonly draws: readonly (readonly [string, number])[];
  readonly sets: readonly {
    readonly steps: boolean;
    readonly retention: number;
    readonly maximum: number;
    readonly byCard: boolean;
    readonly histories: readonly { readonly id: string; readonly rows: readonly Row[] }[];
  }[];
}

const { range, draws, sets } = JSON.parse(
  readFileSync(new URL("../../fixtures/fuzzedSchedules.json", import.meta.url), "utf8"),
) as Schedules; // the layout of the script beside the file

const PHASES = ["new", "learning", "review", "relearning"];

describe("fuzz against ts-fsrs 5.4.2", () => {
  it.each(draws)("draws what its Alea draws for the seed %j", (seed, interval) => {
    const [earliest, latest] = range;
    expect(Math.floor(firstAleaDraw(seed) * (latest - earliest + 1) + earliest)).toBe(interval);
  });

  it.each(sets)("moves each interval to the same day (by card: $byCard, steps: $steps, at most $maximum)", (set) => {
    const memory = rightOf(createMemory(fsrs6)({ retention: set.retention, maximumIntervalDays: set.maximum }));
    const scheduler = rightOf(
      createScheduler({
        memory,
        fuzz: set.byCard ? "ts-fsrs-card" : "ts-fsrs-time",
        ...(set.steps ? {} : { learningStepsMinutes: [], relearningStepsMinutes: [] }),
      }),
    );
    let moved = 0;
    for (const { id, rows } of set.histories) {
      let card: Card<Fsrs6State> | undefined;
      for (const [at, grade, stability, difficulty, state, dueAfter, days] of rows) {
        // its seed by time has all the digits of its rounded numbers, so they are handed in
        if (card?.memory) card = { ...card, memory: { ...card.memory, stability, difficulty } };
        const outcome = rightOf(reviewCard(scheduler)({ card, id, grade: GRADES[grade - 1] ?? "again", at }));
        card = outcome.card;
        const longest = Math.min(days, set.maximum); // there the order of the grades goes a day or two beyond
        expect([card.phase, outcome.intervalDays]).toEqual([PHASES[state], longest]);
        expect(card.dueAt).toBe(at + dueAfter - (days - longest) * DAY);
        if (outcome.reasons.some(({ code }) => code === "fuzzed-interval")) moved += 1;
      }
    }
    expect(moved).toBeGreaterThan(10);
  });
});

interface Ranges {
  readonly extra: Readonly<
    Record<
      "fuzzRange" | "fuzzRangeCapped",
      readonly {
        readonly interval: number;
        readonly elapsedDays: number;
        readonly maximumInterval: number;
        readonly min_ivl: number;
        readonly max_ivl: number;
      }[]
    >
  >;
}

const folder = sharedData("spacing");

describe.skipIf(folder === null)("fuzz ranges against the recorded ones", () => {
  const { extra } = JSON.parse(
    folder === null
      ? '{"extra":{"fuzzRange":[],"fuzzRangeCapped":[]}}'
      : readFileSync(join(folder, "fsrs-vectors.json"), "utf8"),
  ) as Ranges; // the layout is described beside the file
  it.each(["fuzzRange", "fuzzRangeCapped"] as const)("agree: %s", (part) => {
    expect(extra[part].length).toBeGreaterThan(0);
    for (const { interval, elapsedDays, maximumInterval, min_ivl, max_ivl } of extra[part])
      expect(fuzzRange(interval, elapsedDays, maximumInterval)).toEqual({ earliest: min_ivl, latest: max_ivl });
  });
});

describe("fuzzRange", () => {
  it.each([
    [2.5, 0, 36_500, 2, 4],
    [7, 0, 36_500, 5, 9],
    [20, 0, 36_500, 17, 23],
    [100, 0, 36_500, 93, 107],
    [100, 95, 36_500, 96, 107], // later than what has passed
    [100, 100, 36_500, 93, 107], // unless the interval is not
    [100, 0, 30, 23, 30], // delta from the interval before the cap
    [3, 2, 3, 3, 3],
    [3, 0, 2, 2, 2],
  ])("of %d days after %d, at most %d: %d to %d", (days, elapsed, maximum, earliest, latest) => {
    expect(fuzzRange(days, elapsed, maximum)).toEqual({ earliest, latest });
  });
});

const memory = rightOf(createMemory(fsrs6)({ maximumIntervalDays: 400 }));

describe("a scheduler with fuzz", () => {
  it("stores it, and without it stores what it always did", () => {
    const plain = rightOf(createScheduler({ memory, fuzz: "none" })).model;
    expect(Object.keys(plain)).toEqual([
      "kind",
      "version",
      "memory",
      "learningStepsMinutes",
      "relearningStepsMinutes",
      "orderIntervals",
    ]);
    const seeded = rightOf(createScheduler({ memory, fuzz: "card", seed: "a" })).model;
    expect([seeded.fuzz, seeded.seed, seeded.version]).toEqual(["card", "a", 1]);
    expect(rightOf(createScheduler({ memory, fuzz: "card" })).model.seed).toBe(0);
    const timed = rightOf(createScheduler({ memory, fuzz: "ts-fsrs-time" })).model;
    expect([timed.fuzz, "seed" in timed]).toEqual(["ts-fsrs-time", false]);
    for (const model of [plain, seeded, timed])
      expect(rightOf(parseScheduler([fsrs6])(JSON.parse(JSON.stringify(model)))).model).toEqual(model);
  });

  it.each(["card", "ts-fsrs-card"] as const)("asks for the id that the fuzz %s goes by", (fuzz) => {
    const scheduler = rightOf(createScheduler({ memory, fuzz }));
    const review = { grade: "good", at: START } as const;
    expect(issuesOf(reviewCard(scheduler)(review))).toEqual(["missing at id"]);
    expect(issuesOf(previewCard(scheduler)({ at: START }))).toEqual(["missing at id"]);
    expect(issuesOf(replayCard(scheduler)([{ ...review, id: "a" }, review]))).toEqual(["missing at 1.id"]);
    expect(invalidOf(reviewCard(scheduler)(review)).issues[0].expected).toBe(
      `the card's id, which the fuzz "${fuzz}" goes by`,
    );
  });

  it("asks for none where it does not, and keeps one that is given", () => {
    for (const fuzz of ["none", "ts-fsrs-time"] as const) {
      const answer = reviewCard(rightOf(createScheduler({ memory, fuzz })));
      expect("id" in rightOf(answer({ grade: "good", at: START })).log).toBe(false);
      expect(rightOf(answer({ grade: "good", at: START, id: "a" })).log.id).toBe("a");
      expect(issuesOf(answer({ grade: "good", at: START, id: 7 as never }))).toEqual(["wrong-type at id"]);
    }
  });

  it("moves by seed, card and review, within the range, and says so", () => {
    const days = (seed: number, id: string, easy = 6): readonly number[] => {
      const scheduler = rightOf(createScheduler({ memory, fuzz: "card", seed, learningStepsMinutes: [] }));
      let card: Card<Fsrs6State> | undefined;
      return Array.from({ length: easy }, () => {
        const at = card?.dueAt ?? START;
        const outcome = rightOf(reviewCard(scheduler)({ card, id, grade: "easy", at }));
        card = outcome.card;
        return outcome.intervalDays;
      });
    };
    expect(days(1, "a")).toEqual(days(1, "a"));
    const firsts = Array.from({ length: 200 }, (_, id) => days(1, `card-${id}`, 1)[0] ?? 0);
    // the first interval after easy is 8 days: 8 - 1.775 to 8 + 1.775
    expect([...new Set(firsts)].sort((one, other) => one - other)).toEqual([6, 7, 8, 9, 10]);
    expect(days(1, "a")).not.toEqual(days(2, "a"));
    expect(days(1, "a")).not.toEqual(days(1, "b"));
    const scheduler = rightOf(createScheduler({ memory, fuzz: "card", learningStepsMinutes: [] }));
    const said = Array.from({ length: 20 }, (_, id) =>
      rightOf(reviewCard(scheduler)({ id: `${id}`, grade: "easy", at: START })),
    );
    for (const { intervalDays, reasons, card } of said) {
      expect(reasons.length).toBe(intervalDays === 8 ? 2 : 3);
      expect(card.dueDay).toBe(START / DAY - 0.375 + intervalDays);
      if (intervalDays !== 8)
        expect(reasons.map((reason) => explain(reason))[2]).toBe(
          `moved to ${intervalDays} days by chance, so that cards learned together do not stay together`,
        );
    }
  });

  it("previews what it does, undoes it, and does it again", () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.constantFrom("none", "card", "ts-fsrs-card", "ts-fsrs-time"),
        fc.constantFrom(fsrs6, fsrs7),
        fc.string({ minLength: 1 }),
        (history, fuzz, algorithm, id) => {
          const scheduler = rightOf(
            createScheduler({
              memory: rightOf(createMemory(algorithm as typeof fsrs6)({ maximumIntervalDays: 60 })),
              fuzz,
            }),
          );
          const logs = [];
          let card: Card<Fsrs6State> | undefined;
          for (const { grade, at } of history) {
            const shown = rightOf(previewCard(scheduler)(deepFreeze({ card, id, at })));
            const outcome = rightOf(reviewCard(scheduler)(deepFreeze({ card, id, grade, at })));
            expect(outcome).toEqual(shown[grade]);
            expect(outcome.intervalDays).toBeLessThanOrEqual(60);
            if (card?.phase === "review") {
              expect(shown.hard.intervalDays).toBeLessThanOrEqual(shown.good.intervalDays);
              expect(shown.good.intervalDays).toBeLessThanOrEqual(shown.easy.intervalDays);
            }
            expect(rightOf(undoReview(scheduler)({ card: outcome.card, log: outcome.log })).phase).toBe(
              card?.phase ?? "new",
            );
            logs.push(outcome.log);
            card = outcome.card;
          }
          expect(rightOf(replayCard(scheduler)(logs)).card).toEqual(card);
        },
      ),
    );
  });
});
