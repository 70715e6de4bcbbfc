import { right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import type { Result } from "../../../src/core/vocabulary/index.ts";
import { run } from "../../../src/core/vocabulary/index.ts";
import {
  chronologicalFolds,
  compareMemories,
  createMemory,
  crossValidateMemory,
  crossValidateMemorySteps,
  evaluateMemory,
  FSRS6_WEIGHTS,
  fsrs6,
  type ReviewColumns,
  replayMany,
} from "../../../src/spacing/index.ts";
import { invalidOf, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { DAY, START } from "../arbitraries.ts";

const memory = rightOf(createMemory(fsrs6)());
const quick = rightOf(createMemory(fsrs6)({ weights: FSRS6_WEIGHTS.map((w, k) => (k < 4 ? w / 2 : w)) }));

/** Four cards: grades, and the days on which they were given. */
const cards: readonly (readonly (readonly [grade: number, day: number])[])[] = [
  [
    [3, 0],
    [3, 2],
    [1, 9],
    [3, 10],
  ],
  [
    [4, 0],
    [3, 30],
  ],
  [
    [2, 1],
    [1, 2],
    [2, 4],
    [3, 9],
    [3, 20],
  ],
  [
    [1, 3],
    [3, 4],
    [1, 5],
  ],
];
const log: ReviewColumns = {
  offsets: [0, 4, 6, 11, 14],
  grades: cards.flatMap((card) => card.map(([grade]) => grade)),
  at: cards.flatMap((card) => card.map(([, day]) => START + day * DAY)),
};

/** Recall before each review but the first, and what happened, card by card. */
const predicted = (of: typeof memory) => {
  const { recallBefore } = rightOf(replayMany(of)(log));
  let row = 0;
  return cards.map((card) =>
    card.flatMap(([grade], place) => {
      const p = recallBefore[row] ?? Number.NaN;
      row += 1;
      return place === 0 ? [] : [{ p, y: grade === 1 ? 0 : 1 }];
    }),
  );
};
const loss = ({ p, y }: { readonly p: number; readonly y: number }): number => -Math.log(y === 1 ? p : 1 - p);
const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);

/** Code, path and what was expected of each issue. */
const told = (result: Result<unknown>): readonly (readonly [string, string, string])[] =>
  invalidOf(result).issues.map(({ code, path, expected }) => [code, path.join("."), expected]);

describe("the scores of a memory, by hand", () => {
  const scores = rightOf(evaluateMemory({ groups: 2 })(memory)(log));
  const rows = predicted(memory).flat();

  it("are sums over the predictions", () => {
    expect(scores.predictions).toBe(10);
    expect(scores.recalled).toBeCloseTo(sum(rows.map(({ y }) => y)) / 10, 12);
    expect(scores.logLoss).toBeCloseTo(sum(rows.map(loss)) / 10, 12);
    expect(scores.rmse).toBeCloseTo(Math.sqrt(sum(rows.map(({ p, y }) => (p - y) ** 2)) / 10), 12);
    expect(scores.bias).toBeCloseTo(sum(rows.map(({ p, y }) => p - y)) / 10, 12);
    const pairs = rows
      .filter(({ y }) => y === 1)
      .flatMap((one) => rows.filter(({ y }) => y === 0).map((not) => one.p - not.p));
    const won = sum(pairs.map((by) => (by > 0 ? 1 : by === 0 ? 0.5 : 0)));
    expect(scores.auc).toBeCloseTo(won / pairs.length, 12);
    expect(scores.ici).toBeGreaterThan(0);
    expect(scores.ici).toBeLessThan(1);
    expect(scores.counts).toEqual({ reviews: 14, cards: 4, unscored: 4 });
  });

  it("weigh by recency: rmse and bias too", () => {
    const weighed = rightOf(evaluateMemory({ weights: "recency" })(memory)(log));
    const days = cards.flatMap((card) => card.slice(1).map(([, day]) => day));
    const order = days
      .map((_, place) => place)
      .sort((one, other) => (days[one] ?? 0) - (days[other] ?? 0) || one - other);
    const weight = days.map((_, place) => 0.25 + 0.75 * (order.indexOf(place) / 9) ** 3);
    const mean = (value: (row: { p: number; y: number }) => number): number =>
      sum(rows.map((row, place) => (weight[place] ?? 0) * value(row))) / sum(weight);
    expect(weighed.logLoss).toBeCloseTo(mean(loss), 12);
    expect(weighed.rmse).toBeCloseTo(Math.sqrt(mean(({ p, y }) => (p - y) ** 2)), 12);
    expect(weighed.bias).toBeCloseTo(
      mean(({ p, y }) => p - y),
      12,
    );
    expect(weighed.recalled).toBeCloseTo(
      mean(({ y }) => y),
      12,
    );
  });

  it("warn of fewer than a hundred predictions", () => {
    const of = (count: number) => {
      const rows = Array.from({ length: count + 1 }, (_, k) => k);
      return rightOf(
        evaluateMemory()(memory)({
          offsets: [0, count + 1],
          grades: rows.map((k) => (k % 7 === 6 ? 1 : 3)),
          at: rows.map((k) => START + 2 * k * DAY),
        }),
      ).warnings.filter(({ code }) => code === "few-predictions");
    };
    expect([of(100), of(99)]).toEqual([[], [{ code: "few-predictions", values: { predictions: 99 } }]]);
  });

  it("warn of one outcome only", () => {
    const well = { offsets: [0, 2], grades: [3, 3], at: [START, START + 3 * DAY] };
    const only = rightOf(evaluateMemory()(memory)(well));
    expect(only.auc).toBeNull();
    expect(only.warnings.map(({ code }) => code)).toEqual(["one-outcome-only", "few-predictions"]);
  });
});

describe("the comparison of two memories, by hand", () => {
  it("has a standard error over four cards, and t with three degrees of freedom", () => {
    const answer = rightOf(compareMemories()([memory, quick])(log));
    const [a, b] = [predicted(memory), predicted(quick)];
    const differences = a.map((rows, card) => rows.map((row, k) => loss(b[card]?.[k] ?? row) - loss(row)));
    const d = sum(differences.flat()) / 10;
    const squares = sum(differences.map((of) => (sum(of) - d * of.length) ** 2));
    const error = Math.sqrt((4 / 3) * squares) / 10;
    const t = 3.182446305284263; // R 4.2: qt(.975, 3)
    expect(answer.estimate).toBeCloseTo(d, 12);
    expect(answer.standardError).toEqual({ value: expect.closeTo(error, 12), kind: "clustered by card" });
    expect(answer.interval).toEqual({
      lower: expect.closeTo(d - t * error, 9),
      upper: expect.closeTo(d + t * error, 9),
      level: 0.95,
      kind: "confidence",
      method: "t over 4 cards",
    });
    expect(answer.test).toMatchObject({
      name: "t",
      statistic: expect.closeTo(d / error, 9),
      degreesOfFreedom: 3,
      alternative: "two-sided",
    });
    // the two-sided tail of t with three degrees of freedom, in closed form
    const s = Math.abs(d / error);
    const theta = Math.atan(s / Math.sqrt(3));
    expect(answer.test?.pValue).toBeCloseTo(1 - (2 / Math.PI) * (theta + Math.sin(theta) * Math.cos(theta)), 9);
    expect(answer).toMatchObject({
      estimand: "difference in log loss, second less first",
      scale: "nats a prediction",
      evidence: "descriptive",
      n: { rows: 10, clusters: 4 },
      warnings: [{ code: "few-clusters", values: { clusters: 4, by: "card", few: 50 } }],
    });
  });

  it("counts only the groups that have a review to score", () => {
    const lonely = { ...log, offsets: [...Array.from(log.offsets), 15], grades: [...Array.from(log.grades), 3] };
    const at = [...Array.from(log.at ?? []), START];
    const answer = rightOf(compareMemories()([memory, quick])({ ...lonely, at }));
    expect(answer.n).toEqual({ rows: 10, clusters: 4 });
    expect(answer.interval).toEqual(rightOf(compareMemories()([memory, quick])(log)).interval);
  });

  it("takes another level, a first instant, and reviews of the same day", () => {
    const { interval } = rightOf(compareMemories({ level: 0.5 })([memory, quick])(log));
    const whole = rightOf(compareMemories()([memory, quick])(log));
    const half = ((interval.upper ?? 0) - (interval.lower ?? 0)) / 2;
    expect(half / (whole.standardError?.value ?? 0)).toBeCloseTo(0.7648923284043453, 9); // R 4.2: qt(.75, 3)
    expect(rightOf(compareMemories({ from: START + 9 * DAY })([memory, quick])(log)).n.rows).toBe(5);
    expect(rightOf(compareMemories({ sameDay: true })([memory, quick])(log)).n.rows).toBe(10);
  });

  it("says what does not fit, by name", () => {
    const name = "spacing.compareMemories";
    const refused = (options: object, pair: unknown = [memory, quick]) =>
      compareMemories(options)(pair as [typeof memory, typeof quick])(log); // what a caller without types may hand in
    expect(invalidOf(refused({ level: 1 })).in).toBe(name);
    expect(issuesOf(refused({ level: 1 }))).toEqual(["out-of-range at level"]);
    expect(issuesOf(refused({ level: 0 }))).toEqual(["out-of-range at level"]);
    expect(issuesOf(refused({ by: "team", sameDay: 1, from: "now" }))).toEqual([
      "unknown-value at by",
      "wrong-type at sameDay",
      "wrong-type at from",
    ]);
    expect(issuesOf(refused({ groups: 3 }))).toEqual(["unknown-key at groups"]);
    expect(told(refused({}, [memory]))).toEqual([["inconsistent", "memories", "two memories"]]);
    expect(issuesOf(refused({}, 3))[0]).toBe("wrong-type at memories");
    for (const pair of [
      [3, memory],
      [memory, 3],
    ])
      expect([invalidOf(refused({}, pair)).in, issuesOf(refused({}, pair))[0]]).toEqual([name, "wrong-type at memory"]);
  });
});

describe("folds", () => {
  it("say what does not fit, by name", () => {
    const refused = (options: object, reviews: unknown = log) => chronologicalFolds(options)(reviews as ReviewColumns); // what a caller without types may hand in
    expect(invalidOf(refused({ folds: 101 })).in).toBe("spacing.chronologicalFolds");
    expect(issuesOf(refused({ folds: 101, sameDay: 1 }))).toEqual(["out-of-range at folds", "wrong-type at sameDay"]);
    expect(issuesOf(refused({ fold: 3 }))).toEqual(["unknown-key at fold"]);
    expect(told(refused({}, { ...log, at: undefined, day: Array.from(log.grades, (_, k) => k) }))).toContainEqual([
      "missing",
      "at",
      "the instants of the reviews: folds follow time",
    ]);
    expect(leftOf(refused({ folds: 10 }))).toEqual({
      _tag: "InsufficientData",
      in: "spacing.chronologicalFolds",
      of: "reviews to predict",
      needed: 11,
      found: 10,
    });
    expect(Array.from(rightOf(refused({ folds: 9 })).starts)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(rightOf(refused({})).starts).toHaveLength(7); // five folds, and what comes before them
  });

  it("of a fit: options that are none, an algorithm that is none, a model that does not fit", () => {
    const good = { algorithm: fsrs6, folds: 2, fit: () => right({ model: memory.model }) };
    const refused = (change: object) => crossValidateMemory({ ...good, ...change } as never)(log); // what a caller without types may hand in
    expect(invalidOf(refused({ folds: 0 })).in).toBe("spacing.crossValidateMemory");
    expect(told(refused({ algorithm: 3 }))[0]).toEqual(["wrong-type", "algorithm", "a memory algorithm such as fsrs6"]);
    expect(issuesOf(refused({ algorithm: { ...fsrs6, parse: 3 } }))).toEqual(["wrong-type at algorithm.parse"]);
    expect(issuesOf(refused({ algorithm: { ...fsrs6, prepare: undefined } }))).toEqual([
      "missing at algorithm.prepare",
    ]);
    expect(issuesOf(refused({ algorithm: { ...fsrs6, kind: 3 } }))).toEqual(["wrong-type at algorithm.kind"]);
    expect(issuesOf(refused({ algorithm: { ...fsrs6, defaults: 3 } }))).toEqual(["wrong-type at algorithm.defaults"]);
    expect(issuesOf(refused({ fit: 3 }))).toEqual(["wrong-type at fit"]);
    expect(issuesOf(refused({ weights: "linear", groups: 1 }))).toEqual([
      "unknown-value at weights",
      "out-of-range at groups",
    ]);
    const odd = { ...memory.model, retention: 3 };
    expect(invalidOf(refused({ fit: () => right({ model: odd }) })).in).toBe("spacing.crossValidateMemory");
    expect(issuesOf(refused({ fit: () => right({ model: odd }) }))).toEqual(["out-of-range at retention"]);
    expect(issuesOf(refused({ algorithm: { ...fsrs6, defaults: odd } }))).toEqual(["out-of-range at retention"]);
    expect(told(refused({ fit: () => 3 }))).toEqual([
      ["unreadable", "fit", "a function from reviews to a Result with a model"],
    ]);
    const steps = run(crossValidateMemorySteps({ ...good, folds: 0 })(log));
    expect([invalidOf(steps).in, issuesOf(steps)]).toEqual([
      "spacing.crossValidateMemorySteps",
      ["out-of-range at folds"],
    ]);
  });

  it("hand to each fit what came before, with its times, and of reviews at one instant those that stand before", () => {
    const given: ReviewColumns[] = [];
    const fit = (reviews: ReviewColumns) => {
      given.push(reviews);
      return right({ model: memory.model });
    };
    // three cards on the same days; the fourth begins later than any fold
    const days = [0, 2, 5];
    const level: ReviewColumns = {
      offsets: [0, 3, 6, 9, 10],
      grades: [3, 1, 3, 4, 2, 3, 1, 3, 4, 2],
      at: [...days, ...days, ...days, 9].map((day) => START + day * DAY),
    };
    rightOf(crossValidateMemory({ algorithm: fsrs6, folds: 2, fit })(level));
    // in order of time: three reviews on day 2, three on day 5; folds of two
    expect(given.map((reviews) => [reviews.offsets, reviews.grades].map((column) => Array.from(column)))).toEqual([
      [
        [0, 2, 4, 5],
        [3, 1, 4, 2, 1],
      ],
      [
        [0, 3, 5, 7],
        [3, 1, 3, 4, 2, 1, 3],
      ],
    ]);
    const first = given[0];
    expect(Array.from(first?.at ?? [], (at) => (at - START) / DAY)).toEqual([0, 2, 0, 2, 0]);
    const today = Math.floor(START / DAY);
    expect(Array.from(first?.day ?? [], (day) => day - today)).toEqual([0, 2, 0, 2, 0]);
  });

  it("are weighed by recency over all of them together where that is asked for", () => {
    const fit = () => right({ model: memory.model });
    const options = { algorithm: fsrs6, folds: 1, fit };
    // one fold: what is tested are the five later ones of the ten, and the fitted model is the default one
    const plain = rightOf(crossValidateMemory(options)(log));
    const weighed = rightOf(crossValidateMemory({ ...options, weights: "recency" })(log));
    expect(plain.predictions).toBe(5);
    expect(weighed.logLoss).not.toBe(plain.logLoss);
    expect(weighed.logLoss).toBeCloseTo(weighed.unfitted.logLoss, 12);
    const late = rightOf(evaluateMemory({ from: START + 9 * DAY, weights: "recency" })(memory)(log));
    expect(weighed.logLoss).toBeCloseTo(late.logLoss, 12);
  });
});

describe("evaluateMemory", () => {
  it("says what does not fit, by name", () => {
    const refused = (options: object, of: unknown = memory) => evaluateMemory(options)(of as typeof memory)(log); // what a caller without types may hand in
    expect(invalidOf(refused({ from: "now" })).in).toBe("spacing.evaluateMemory");
    expect(issuesOf(refused({ from: "now", weights: "linear" }))).toEqual([
      "wrong-type at from",
      "unknown-value at weights",
    ]);
    expect(issuesOf(refused({}, 3))[0]).toBe("wrong-type at memory");
    expect(issuesOf(refused({}, { ...memory, model: { ...memory.model, kind: 3 } }))).toEqual([
      "wrong-type at memory.model.kind",
    ]);
    const elapsedDays = cards.flatMap((card) => card.map(([, day], k) => day - (card[k - 1]?.[1] ?? day)));
    const without = { offsets: log.offsets, grades: log.grades, elapsedDays };
    expect(told(evaluateMemory({ weights: "recency" })(memory)(without))).toEqual([
      ["missing", "at", "the instants of the reviews, for weights by recency and for from"],
    ]);
    expect(rightOf(evaluateMemory()(memory)(without)).logLoss).toBeCloseTo(
      rightOf(evaluateMemory()(memory)(log)).logLoss,
      12,
    );
  });
});
