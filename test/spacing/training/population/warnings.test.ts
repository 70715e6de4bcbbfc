import { describe, expect, it } from "vitest";
import { orThrow } from "../../../../src/core/vocabulary/index.ts";
import type { ReviewColumns } from "../../../../src/spacing/replayMany.ts";
import { fitPopulation, fitPopulationSteps } from "../../../../src/spacing/training/population/fitPopulation.ts";
import type { MemoryTrainer } from "../../../../src/spacing/training/trainer.ts";
import { drained } from "../drained.ts";
import type { IssueLine } from "../issuesOf.ts";
import { DAY, logOf, square } from "./square.ts";

/** So many learners of three cards each, of whom the first waits for all as long or a little longer. */
const crowd = (learners: number, apart = 1): readonly ReviewColumns[] =>
  Array.from({ length: learners }, (_, who) => logOf([2 + apart * (who % 3), 3, 4]));

const fitted = (learners: number, rounds: number, apart?: number) =>
  orThrow(fitPopulation({ trainer: square(1), rounds })(crowd(learners, apart)));

const codes = (learners: number, rounds: number): readonly string[] =>
  fitted(learners, rounds).fit.warnings.map(({ code }) => code);

describe("what a population says of itself", () => {
  it("warns of fewer than 20 learners", () => {
    expect(fitted(19, 12).fit.warnings).toContainEqual({ code: "few-learners", values: { learners: 19, wanted: 20 } });
    expect(codes(20, 12)).not.toContain("few-learners");
    expect(fitted(20, 12).fit.learners).toBe(20);
  });

  it("warns of means that have not settled: more than a tenth of a spread in the last round", () => {
    const { lastChange, warnings } = fitted(20, 1).fit;
    expect(lastChange).toBeGreaterThan(0.1);
    expect(warnings).toContainEqual({ code: "population-moving", values: { lastChange, iterations: 1 } });
    expect(fitted(20, 12).fit.lastChange).toBeLessThan(0.1);
    expect(codes(20, 12)).not.toContain("population-moving");
  });

  it("warns where nobody has two labels, so that no factor could be compared", () => {
    const single = [2, 3, 4, 5].map((days) => logOf([days]));
    const { fit } = orThrow(fitPopulation({ trainer: square(1), rounds: 12 })(single));
    expect(fit.warnings).toEqual([
      { code: "few-learners", values: { learners: 4, wanted: 20 } },
      { code: "factor-not-compared", values: { factor: 0.0625 } },
    ]);
  });

  it("warns of a factor at an end, tightest where learners are all alike, and of none between", () => {
    const { fit } = fitted(20, 12, 0);
    expect(fit.factor).toBe(0.0625);
    expect(fit.warnings).toEqual([{ code: "factor-at-end", values: { factor: 0.0625, end: "tightest" } }]);
    // each has a mean of her own, with answers around it: the first say something of it, not all
    const around = [3, -3, 1, -1, 2, -2, 0, 0];
    const people = around.map((_, who) => around.map((__, k) => 30 + 2 * who + (around[(k + who) % 8] ?? 0)));
    const logs = people.map((days) => logOf(days, 100 * DAY));
    const between = orThrow(fitPopulation({ trainer: square(1), rounds: 20 })(logs));
    expect(between.fit.factor).toBeGreaterThan(0.0625);
    expect(between.fit.factor).toBeLessThan(Math.SQRT2);
    expect(between.fit.warnings.map(({ code }) => code)).toEqual(["few-learners"]);
  });

  it("tells the loss of the default weights, and counts labels and rounds", () => {
    const { kind, version, fit, spread, strength, scale, algorithm } = fitted(5, 2);
    // a label of d days costs ½ (1 - d)² by default
    const days = [2, 3, 4, 3, 3, 4, 4, 3, 4, 2, 3, 4, 3, 3, 4];
    expect(fit.startLoss).toBeCloseTo(days.reduce((sum, d) => sum + 0.5 * (1 - d) ** 2, 0) / 15, 12);
    expect(fit).toMatchObject({ learners: 5, labels: 15, iterations: 2, labelRule: "later-days" });
    expect({ kind, version, strength, scale, algorithm }).toEqual({
      ...{ kind: "memory-population", version: 1 },
      ...{ strength: 0.5, scale: ["linear", "linear", "linear"], algorithm: "half-life" },
    });
    expect(spread).toHaveLength(3);
  });

  it("has first stabilities by their logarithm: their centre is a geometric mean", () => {
    const places: MemoryTrainer["firstStabilities"] = [0, 0, 0, 0];
    const trainer = { ...square(1), firstStabilities: places };
    const people = [8, 12, 18, 27].map((own) => logOf([own - 1, own, own, own + 1]));
    const { centre, scale } = orThrow(fitPopulation({ trainer, rounds: 12 })(people));
    expect(scale).toEqual(["log", "linear", "linear"]);
    expect(centre[0]).toBeCloseTo(Math.sqrt(12 * 18), 1); // the arithmetic one is 16.25
  });

  it("hands over a step for each round of all learners and of each half, with the loss of the round", () => {
    const { seen, answer } = drained(fitPopulationSteps({ trainer: square(1), rounds: 3 })(crowd(6)));
    const { fit } = orThrow(answer);
    const halves = ["all learners", "first half of the learners", "second half of the learners"];
    expect(seen.map(({ phase, done, total }) => [phase, done, total])).toEqual(
      halves.flatMap((phase) => [1, 2, 3].map((done) => [phase, done, 3])),
    );
    expect(seen[2]?.value).toBeCloseTo(fit.loss * fit.labels, 12);
    const half = drained(fitPopulationSteps({ trainer: square(1), rounds: 3 })(crowd(6)));
    expect(half.seen).toEqual(seen);
  });
});

describe("what fitPopulation refuses", () => {
  const failure = (options: object, logs: unknown) => {
    // what is no option and no log is what these tests are about
    const result = fitPopulation({ trainer: square(1), ...options } as never)(logs as never);
    return result._tag === "Left" ? result.left : null;
  };
  const issues = (options: object, logs: unknown = crowd(5)): readonly IssueLine[] => {
    const left = failure(options, logs);
    expect(left?.in).toBe("spacing.fitPopulation");
    if (left?._tag !== "InvalidInput") return [];
    return left.issues.map(({ path, code, expected, received }) => [path.join("."), code, expected, received]);
  };

  it.each<[object, IssueLine]>([
    [{ trainer: 3 }, ["trainer", "wrong-type", "a trainer such as fsrs6Trainer", "3"]],
    [{ rounds: 0 }, ["rounds", "out-of-range", "a whole number at least 1 and at most 200", "0"]],
    [{ rounds: 201 }, ["rounds", "out-of-range", "a whole number at least 1 and at most 200", "201"]],
    [{ labels: "al" }, ["labels", "unknown-value", 'one of "later-days", "all" (did you mean "all"?)', '"al"']],
    [{ round: 3 }, ["round", "unknown-key", "one of trainer, rounds, labels (did you mean rounds?)", "3"]],
  ])("is an option: %j", (options, issue) => {
    expect(issues(options)).toEqual([issue]);
  });

  it("is a log without times, alone or among others", () => {
    const untimed = { offsets: [0, 2], grades: [3, 3], elapsedDays: [0, 2] };
    const issue = ["missing", "the time of each review", "undefined"] as const;
    expect(issues({}, untimed)).toEqual([["at", ...issue]]);
    expect(issues({}, [...crowd(2), untimed])).toEqual([["2.at", ...issue]]);
    expect(issues({}, [...crowd(4), 5]).map(([path]) => path)[0]).toBe("4");
    expect(issues({}, { ...logOf([1, 2]), learners: ["a"] })).toEqual([
      ["learners", "inconsistent", "2 names, one for each card", "an array of 1"],
    ]);
  });

  it("is fewer than four learners with something to learn from", () => {
    const seenOnce = { offsets: [0, 1], grades: [3], at: [Date.UTC(2025, 0, 1)] };
    expect(failure({}, [...crowd(3), seenOnce])).toMatchObject({
      ...{ _tag: "InsufficientData", in: "spacing.fitPopulation", needed: 4, found: 3 },
      of: "learners with reviews to learn from",
    });
    const named = { ...logOf([2, 3, 4, 5, 6]), learners: ["a", "b", "c", "d", "a"] };
    expect(orThrow(fitPopulation({ trainer: square(1), rounds: 1 })(named)).fit).toMatchObject({
      ...{ learners: 4, labels: 5 },
    });
  });
});
