import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  type Card,
  createMemory,
  createScheduler,
  type Fsrs6State,
  fsrs6,
  GRADES,
  reviewCard,
} from "../../../src/spacing/index.ts";
import { sharedData } from "../../support/sharedData.ts";
import { DAY, START } from "../arbitraries.ts";

type Row = readonly [
  ...[at: number, grade: number, state: number, step: number, dueAfter: number],
  ...[scheduledDays: number, reps: number, lapses: number, stability: number, difficulty: number],
];

interface Schedules {
  readonly sets: readonly {
    readonly learning: readonly number[];
    readonly relearning: readonly number[];
    readonly retention: number;
    readonly maximum: number;
    readonly weights: readonly number[];
    readonly histories: readonly (readonly Row[])[];
  }[];
}

const PHASES = ["new", "learning", "review", "relearning"];

// ts-fsrs rounds every intermediate to eight decimals; see the README of the vectors
const TOLERANCE = 2e-6;

const relative = (value: number | undefined, expected: number): number =>
  Math.abs((value ?? Number.NaN) / expected - 1);

const { sets } = JSON.parse(
  readFileSync(new URL("../../fixtures/cardSchedules.json", import.meta.url), "utf8"),
) as Schedules; // the layout of the script beside the file

describe("cards against ts-fsrs 5.4.2", () => {
  it.each(sets)(
    "are where they are there, and due at the same millisecond (steps $learning and $relearning, at most $maximum days)",
    ({ learning, relearning, retention, maximum, weights, histories }) => {
      const memory = orThrow(createMemory(fsrs6)({ weights, retention, maximumIntervalDays: maximum }));
      const scheduler = orThrow(
        createScheduler({ memory, learningStepsMinutes: learning, relearningStepsMinutes: relearning }),
      );
      for (const history of histories) {
        let card: Card<Fsrs6State> | undefined;
        for (const [at, grade, state, step, dueAfter, scheduledDays, reps, lapses, stability, difficulty] of history) {
          const outcome = orThrow(reviewCard(scheduler)({ card, grade: GRADES[grade - 1] ?? "again", at }));
          card = outcome.card;
          // there the order of the grades goes a day or two beyond the longest interval
          const days = Math.min(scheduledDays, maximum);
          expect([card.phase, card.step, card.reviews, card.lapses, outcome.intervalDays]).toEqual([
            PHASES[state],
            step,
            reps,
            lapses,
            days,
          ]);
          expect(card.dueAt).toBe(at + dueAfter - (scheduledDays - days) * DAY);
          expect(relative(card.memory?.stability, stability)).toBeLessThan(TOLERANCE);
          expect(relative(card.memory?.difficulty, difficulty)).toBeLessThan(TOLERANCE);
        }
      }
    },
  );

  it("meets every phase, steps kept into review, and the longest interval", () => {
    const rows = sets.flatMap(({ maximum, histories }) =>
      histories.flatMap((history) => history.map((row) => ({ row, maximum }))),
    );
    expect(rows).toHaveLength(720);
    for (const state of [1, 2, 3]) expect(rows.filter(({ row }) => row[2] === state).length).toBeGreaterThan(20);
    expect(rows.some(({ row }) => row[2] === 2 && row[3] === 2)).toBe(true);
    expect(rows.some(({ row, maximum }) => row[5] > maximum)).toBe(true);
  });
});

interface Vectors {
  readonly cases: readonly {
    readonly scheduler: Readonly<
      Record<
        "defaultSteps_r90" | "noSteps_r80",
        readonly {
          readonly rating: number;
          readonly minutesFromStart: number;
          readonly state: string;
          readonly learningStep: number;
          readonly scheduledDays: number;
          readonly dueMinutesFromStart: number;
          readonly reps: number;
          readonly lapses: number;
          readonly stability: number;
          readonly difficulty: number;
        }[]
      >
    >;
  }[];
}

const folder = sharedData("spacing");

describe.skipIf(folder === null)("cards against the recorded schedules", () => {
  const { cases } = JSON.parse(
    folder === null ? '{"cases":[]}' : readFileSync(join(folder, "fsrs-vectors.json"), "utf8"),
  ) as Vectors; // the layout is described beside the file

  it.each([
    ["defaultSteps_r90", 0.9, [1, 10], [10]],
    ["noSteps_r80", 0.8, [], []],
  ] as const)("agree in state, step, days and due minute: %s", (set, retention, learning, relearning) => {
    const memory = orThrow(createMemory(fsrs6)({ retention }));
    const scheduler = orThrow(
      createScheduler({ memory, learningStepsMinutes: learning, relearningStepsMinutes: relearning }),
    );
    let compared = 0;
    for (const { scheduler: recorded } of cases) {
      let card: Card<Fsrs6State> | undefined;
      for (const row of recorded[set]) {
        const at = START + row.minutesFromStart * 60_000;
        const outcome = orThrow(reviewCard(scheduler)({ card, grade: GRADES[row.rating - 1] ?? "again", at }));
        card = outcome.card;
        expect([card.phase, card.step, card.reviews, card.lapses, outcome.intervalDays]).toEqual([
          row.state.toLowerCase(),
          row.learningStep,
          row.reps,
          row.lapses,
          row.scheduledDays,
        ]);
        expect(card.dueAt).toBe(START + row.dueMinutesFromStart * 60_000);
        expect(relative(card.memory?.stability, row.stability)).toBeLessThan(TOLERANCE);
        expect(relative(card.memory?.difficulty, row.difficulty)).toBeLessThan(TOLERANCE);
        compared += 1;
      }
    }
    expect(compared).toBe(88);
  });
});
