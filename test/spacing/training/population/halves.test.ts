import { describe, expect, it } from "vitest";
import { reading } from "../../../../src/core/check/index.ts";
import { orThrow } from "../../../../src/core/vocabulary/index.ts";
import { readHistories } from "../../../../src/spacing/readHistories.ts";
import { chooseFactor } from "../../../../src/spacing/training/population/chooseFactor.ts";
import { fitPopulation } from "../../../../src/spacing/training/population/fitPopulation.ts";
import { byReviews, type Studied, studiedOf } from "../../../../src/spacing/training/population/studied.ts";
import { trainingHistories } from "../../../../src/spacing/training/trainingHistories.ts";
import { DAY, logOf, square } from "./square.ts";

const trainer = square(1);

/** A learner's answers as the population sees them, cards taken up one long after the other. */
const studied = (days: readonly number[]): Studied => {
  const histories = orThrow(
    reading("a test", (found) => readHistories(found, trainer.algorithm.defaults, logOf(days, 100 * DAY))),
  );
  const recency = { floor: 0.5, power: 1, reachesOne: false };
  return studiedOf(
    trainingHistories(histories, { labels: "later-days", outliers: "keep", longestHistory: null, recency }),
  );
};

const populations = [
  [
    ...[
      [15, 17, 15],
      [16, 14, 16],
      [16, 14, 17],
      [16, 18, 19],
    ],
    ...[
      [17, 14, 14],
      [17, 17, 16],
      [17, 17, 16],
      [19, 17, 16],
    ],
  ],
  [
    ...[
      [13, 13, 15],
      [15, 16, 15],
      [15, 16, 21],
      [16, 19, 19],
    ],
    ...[
      [18, 14, 13],
      [18, 19, 17],
      [19, 15, 14],
      [20, 15, 18],
    ],
  ],
];

const fitted = (people: readonly (readonly number[])[]) =>
  orThrow(fitPopulation({ trainer, rounds: 4 })(people.map((days) => logOf(days, 100 * DAY))));

describe.each(populations.map((people) => [people]))("the factor of a population's spread", (people) => {
  const all = people.map((days) => ({ days, own: studied(days) })).sort((one, other) => byReviews(one.own, other.own));
  const even = all.filter((_, k) => k % 2 === 0);
  const odd = all.filter((_, k) => k % 2 === 1);
  const population = fitted(people);

  /** The factor where these learners are judged by the prior of those, and the other way round. */
  const judged = (some: typeof all, others: typeof all): number => {
    const priorOf = (of: typeof all) => {
      const { centre, spread, fit: record } = fitted(of.map(({ days }) => days));
      return {
        mean: Float64Array.from(centre),
        spread: Float64Array.from(spread, (each) => each / record.factor),
        log: [false, false, false],
      };
    };
    return chooseFactor(trainer, [
      { prior: priorOf(some), learners: others.map(({ own }) => own) },
      { prior: priorOf(others), learners: some.map(({ own }) => own) },
    ]).factor;
  };

  it("is the best for each half of the learners with the prior of the other half", () => {
    expect(population.fit.factor).toBe(judged(even, odd));
    // and not that of learners who had a part in the prior they are judged by
    for (const inside of [judged(all, odd), judged(even, all), judged(all, all)])
      expect(population.fit.factor).not.toBe(inside);
  });

  it("does not depend on the order of the learners, like all the rest", () => {
    for (const order of [
      [7, 6, 5, 4, 3, 2, 1, 0],
      [0, 2, 4, 6, 1, 3, 5, 7],
      [3, 2, 0, 1, 6, 7, 5, 4],
    ])
      expect(fitted(order.map((k) => people[k] ?? []))).toEqual(population);
  });
});

describe("the order of learners", () => {
  it("is that of their labels, then of their cards, waits, grades and ranks, one after the other", () => {
    const of = (change: Partial<Studied["histories"]>, labels = 3, rank = [-1, 0]): Studied => ({
      ...{ cards: 1, labels, rank: Int32Array.from(rank) },
      histories: {
        ...{ offsets: Uint32Array.of(0, 2), grades: Uint8Array.of(3, 3) },
        ...{ elapsedDays: Float64Array.of(0, 5), weights: Float64Array.of(0, 1) },
        ...change,
      },
    });
    const inOrder = [
      of({ elapsedDays: Float64Array.of(9, 9) }, 2),
      of({ offsets: Uint32Array.of(0, 1), elapsedDays: Float64Array.of(8, 9) }),
      of({ elapsedDays: Float64Array.of(0, 4), grades: Uint8Array.of(4, 4) }),
      of({ grades: Uint8Array.of(3, 2) }, 3, [-1, 7]),
      of({}),
      of({}, 3, [-1, 1]),
      of({}, 3, [-1, 1, -1]),
      of({ grades: Uint8Array.of(4, 1) }),
      of({ elapsedDays: Float64Array.of(1, 0) }),
      of({ offsets: Uint32Array.of(0, 2, 3), elapsedDays: Float64Array.of(0, 1) }),
    ];
    inOrder.forEach((one, i) => {
      inOrder.forEach((other, j) => {
        expect(Math.sign(byReviews(one, other)), `${i} and ${j}`).toBe(Math.sign(i - j));
      });
    });
  });
});
