import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldOver, type LoggedDecision, orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  type EvaluatePolicyOptions,
  evaluatePolicy,
  evaluatePolicyFromMoments,
  evaluatePolicyFromRows,
  type PolicyEstimator,
  type PolicyRow,
  policyMomentsFold,
} from "../../../src/nudge/index.ts";
import { foldLaws, nearlyEqual } from "../../../src/testing/index.ts";
import { deepFreeze, issuesOf, leftOf } from "../../support/property.ts";
import { slowValue } from "./slowValue.ts";

const ESTIMATORS: readonly PolicyEstimator[] = [
  "ips",
  "snips",
  "direct",
  "doubly-robust",
  "self-normalised-doubly-robust",
];

const tenths = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max }).map((n) => n / 10);
const plainRow = fc.record({
  reward: fc.oneof(fc.constantFrom(0, 1), tenths(-30, 90)),
  probability: tenths(1, 9),
  target: tenths(0, 10),
  predicted: tenths(0, 10),
  predictedUnderTarget: tenths(0, 10),
});
const learner = fc.constantFrom("ana", "bo", "cy", "di", "__proto__");
const rowWithLearner = fc.tuple(plainRow, learner).map(([row, who]): PolicyRow => ({ ...row, learner: who }));
const logs = fc.oneof(
  fc.array<PolicyRow>(plainRow, { minLength: 5, maxLength: 40 }),
  fc.array(rowWithLearner, { minLength: 5, maxLength: 40 }),
);

/** Sixty rows over three actions with chances .5, .3, .2, asked about a policy with .2, .3, .5. */
const steady = (): PolicyRow[] =>
  Array.from({ length: 60 }, (_, i) => {
    const action = i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2;
    return {
      reward: (i * 7) % 3 === action ? 1 : 0,
      probability: [0.5, 0.3, 0.2][action] ?? 1,
      target: [0.2, 0.3, 0.5][action] ?? 0,
    };
  });

const columnsOf = (rows: readonly PolicyRow[]) => ({
  reward: Float64Array.from(rows, ({ reward }) => reward),
  probability: rows.map(({ probability }) => probability),
  target: rows.map(({ target }) => target),
  predicted: rows.map(({ predicted }) => predicted ?? 0),
  predictedUnderTarget: rows.map(({ predictedUnderTarget }) => predictedUnderTarget ?? 0),
  ...(rows[0]?.learner === undefined ? {} : { learner: rows.map(({ learner: who }) => who ?? "") }),
});

describe("evaluatePolicyFromRows", () => {
  it("says what the formulas say, row by row, with one row or all rows of a learner as the unit", () => {
    fc.assert(
      fc.property(logs, fc.constantFrom(...ESTIMATORS), (rows, estimator) => {
        fc.pre(rows.some(({ target }) => target > 0));
        fc.pre(new Set(rows.map(({ learner: who }) => who ?? Symbol())).size > 1);
        const result = evaluatePolicyFromRows({ estimator, leastEffective: 2 })(deepFreeze(rows));
        if (result._tag === "Left") {
          expect(result.left).toMatchObject({ because: { code: "weights-too-uneven" } });
          return;
        }
        const { by, covariance } = result.right;
        const slow = slowValue(rows, estimator);
        const close = (value: number | null | undefined, expected: number, size: number): void =>
          expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, size));
        const size = Math.max(
          ...rows.map(({ reward, target, probability }) => (Math.abs(reward) + 1) * (1 + target / probability)),
        );
        close(by.value.estimate, slow.value, size);
        close(by.logged.estimate, slow.logged, size);
        close(by.gain.estimate, slow.value - slow.logged, size);
        close(covariance[0]?.[0], slow.valueVariance, size * size);
        close(covariance[2]?.[2], slow.gainVariance, size * size);
        // gain = value - logged, so its row of the covariance is the difference of the other two
        for (const place of [0, 1, 2])
          close(
            covariance[2]?.[place],
            (covariance[0]?.[place] ?? Number.NaN) - (covariance[1]?.[place] ?? Number.NaN),
            size * size,
          );
        close(covariance[1]?.[0], covariance[0]?.[1] ?? Number.NaN, size * size);
      }),
    );
  });

  it("says the same of rows, of columns and of moments", () => {
    fc.assert(
      fc.property(logs, fc.constantFrom(...ESTIMATORS), (rows, estimator) => {
        const options = { estimator, leastEffective: 2 } as const;
        const fromRows = evaluatePolicyFromRows(options)(rows);
        const fromColumns = evaluatePolicyFromRows(options)(columnsOf(rows));
        expect(fromColumns).toEqual(fromRows._tag === "Left" ? { ...fromRows, left: { ...fromRows.left } } : fromRows);
        const moments = orThrow(foldOver(policyMomentsFold)(rows));
        const folded = evaluatePolicyFromMoments(options)(moments);
        expect(folded._tag).toBe(fromRows._tag);
        if (folded._tag === "Right" && fromRows._tag === "Right")
          for (const name of ["value", "logged", "gain"] as const) {
            const [one, other] = [folded.right.by[name], fromRows.right.by[name]];
            expect(one.estimate).toBeCloseTo(other.estimate ?? Number.NaN, 9);
            expect({ ...one.n, effective: 0 }).toEqual({ ...other.n, effective: 0 });
            expect(one.evidence).toBe(other.evidence);
          }
      }),
    );
  });

  it("gives the mean reward for the policy that logged", () => {
    fc.assert(
      fc.property(
        fc.array(plainRow, { minLength: 5, maxLength: 40 }),
        fc.constantFrom("ips", "snips"),
        (rows, estimator) => {
          const own = rows.map((row) => ({ ...row, target: row.probability }));
          const { value, logged, gain } = orThrow(evaluatePolicyFromRows({ estimator, leastEffective: 2 })(own)).by;
          expect(value.estimate).toBeCloseTo(logged.estimate ?? Number.NaN, 12);
          expect(gain.standardError?.value).toBeCloseTo(0, 7);
          expect(value.diagnostics["meanWeight"]).toBeCloseTo(1, 12);
          expect(value.n.effective).toBeCloseTo(rows.length, 9);
        },
      ),
    );
  });

  it("keeps snips within the range of the rewards, and lets it move with them", () => {
    fc.assert(
      fc.property(fc.array(plainRow, { minLength: 5, maxLength: 40 }), tenths(-50, 50), (rows, by) => {
        const valued = evaluatePolicyFromRows({ leastEffective: 2 })(rows);
        fc.pre(valued._tag === "Right");
        const value = orThrow(valued).by.value.estimate ?? Number.NaN;
        const rewards = rows.map(({ reward }) => reward);
        expect(value).toBeGreaterThanOrEqual(Math.min(...rewards) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...rewards) + 1e-9);
        const moved = rows.map((row) => ({ ...row, reward: row.reward + by }));
        expect(orThrow(evaluatePolicyFromRows({ leastEffective: 2 })(moved)).by.value.estimate).toBeCloseTo(
          value + by,
          9,
        );
      }),
    );
  });

  it("says by hand what a small log says", () => {
    const rows = steady();
    const { value, logged, gain } = orThrow(evaluatePolicyFromRows({ estimator: "ips" })(rows)).by;
    const slow = slowValue(rows, "ips");
    expect(value).toMatchObject({
      estimand: "mean reward if the policy asked about had decided",
      scale: "reward",
      evidence: "randomised",
      standardError: { kind: "influence function" },
      interval: { level: 0.95, kind: "confidence", method: "ips t" },
      n: { rows: 60 },
      warnings: [],
    });
    expect(value.standardError?.value).toBeCloseTo(Math.sqrt(slow.valueVariance), 12);
    // t quantile .975 on 59 degrees of freedom
    expect((value.interval.upper ?? 0) - (value.estimate ?? 0)).toBeCloseTo(
      2.0009953780882674 * Math.sqrt(slow.valueVariance),
      10,
    );
    expect((value.estimate ?? 0) - (value.interval.lower ?? 0)).toBeCloseTo(
      2.0009953780882674 * Math.sqrt(slow.valueVariance),
      10,
    );
    expect(logged).toMatchObject({ evidence: "descriptive", interval: { method: "mean t" } });
    expect(logged.n).toEqual({ rows: 60 });
    expect(gain.evidence).toBe("randomised");
    // Σ w = 60 × (.5 × .4 + .3 × 1 + .2 × 2.5) = 60; Σ w² = 60 × (.5 × .16 + .3 + .2 × 6.25) = 97.8
    expect(value.diagnostics).toEqual({
      degreesOfFreedom: 59,
      meanWeight: expect.closeTo(1, 12),
      largestWeight: 2.5,
      largestShare: expect.closeTo(2.5 / 60, 12),
      effective: expect.closeTo(3600 / 97.8, 9),
      clippedShare: 0,
      certainRows: 0,
      unsupportedRows: 0,
      unsupportedShare: 0,
    });
    expect(Object.keys(logged.diagnostics)).toEqual(["degreesOfFreedom"]);
  });

  it("speaks of causes only where chance decided, and never where only a model speaks", () => {
    const rows = steady().map((row) => ({ ...row, predicted: 0.3, predictedUnderTarget: row.reward / 2 }));
    const evidence = (options: object) => orThrow(evaluatePolicyFromRows(options)(rows)).by.gain.evidence;
    expect(evidence({})).toBe("randomised");
    expect(evidence({ assignment: "observed" })).toBe("association");
    expect(evidence({ estimator: "doubly-robust" })).toBe("randomised");
    expect(evidence({ estimator: "direct" })).toBe("association");
  });

  it("cuts weights back, counts them, and says which way that leans", () => {
    const { value } = orThrow(evaluatePolicyFromRows({ estimator: "ips", largestWeight: 1 })(steady())).by;
    expect(value.diagnostics).toMatchObject({
      largestWeight: 1,
      clippedShare: 0.2,
      meanWeight: expect.closeTo(0.7, 12),
    });
    expect(value.warnings).toEqual([{ code: "weights-clipped", values: { percent: 20, largest: 1 } }]);
    const all = orThrow(evaluatePolicyFromRows({ estimator: "ips", largestWeight: 2.5 })(steady())).by.value;
    expect(all.warnings).toEqual([]);
  });

  it("warns of few learners, of one heavy decision, of weights that do not average 1, and of no spread", () => {
    const few = steady().map((row, i) => ({ ...row, learner: `l${i % 49}` }));
    const clustered = orThrow(evaluatePolicyFromRows()(few)).by;
    expect(clustered.value.warnings).toEqual([{ code: "few-learners", values: { learners: 49 } }]);
    expect(clustered.value.n).toMatchObject({ rows: 60, clusters: 49 });
    expect(clustered.value.standardError?.kind).toBe("influence function, clustered by learner");
    expect(
      orThrow(evaluatePolicyFromRows()(steady().map((row, i) => ({ ...row, learner: `l${i % 50}` })))).by.value
        .warnings,
    ).toEqual([]);
    const heavy = [...steady(), { reward: 1, probability: 0.05, target: 0.5 }];
    expect(orThrow(evaluatePolicyFromRows({ leastEffective: 20 })(heavy)).by.value.warnings).toEqual([
      { code: "one-weight-heavy", values: { percent: 14 } },
    ]);
    const off = steady().map((row) => ({ ...row, target: row.target / 2 }));
    expect(orThrow(evaluatePolicyFromRows()(off)).by.value.warnings).toEqual([
      { code: "mean-weight-off", values: { mean: 0.5 } },
    ]);
    const same = steady().map((row) => ({ ...row, reward: 0 }));
    const still = orThrow(evaluatePolicyFromRows({ estimator: "ips" })(same)).by.value;
    expect(still.estimate).toBe(0);
    expect(still.interval).toMatchObject({ lower: null, upper: null });
    expect(still.warnings).toEqual([{ code: "value-without-spread", values: {} }]);
  });

  it("refuses what the log cannot answer, and says why", () => {
    const because = (rows: readonly PolicyRow[], options: object = {}) => {
      const failure = leftOf(evaluatePolicyFromRows(options)(rows));
      return failure._tag === "NotIdentified" ? failure.because : failure;
    };
    const certain = steady().map((row) => ({ ...row, probability: 1, target: 1 }));
    expect(because(certain)).toEqual({ code: "nothing-left-to-chance", values: { rows: 60 } });
    const sometimes = steady().map((row, i) => (i < 6 ? { ...row, probability: 1, target: 0.75 } : row));
    expect(because(sometimes)).toEqual({ code: "no-support", values: { rows: 6, percent: 2.5 } });
    const quiet = steady().map((row, i) => (i < 6 ? { ...row, probability: 1, target: 1 } : row));
    expect(orThrow(evaluatePolicyFromRows()(quiet)).by.value.diagnostics["certainRows"]).toBe(6);
    const warned = orThrow(evaluatePolicyFromRows({ unsupported: "warn" })(sometimes)).by.value;
    expect(warned.warnings).toEqual([{ code: "no-support", values: { rows: 6, percent: 2.5 } }]);
    expect(warned.diagnostics).toMatchObject({ unsupportedRows: 6, unsupportedShare: 0.025 });
    expect(because(steady().map((row, i) => ({ ...row, unsupported: i < 3 ? 0.5 : 0 })))).toEqual({
      code: "no-support",
      values: { rows: 3, percent: 2.5 },
    });
    const uneven = [...steady(), { reward: 1, probability: 0.001, target: 0.9 }];
    expect(because(uneven)).toEqual({
      code: "weights-too-uneven",
      values: { effective: 1.14, needed: 30, rows: 61, largest: 900 },
    });
    expect(because(steady().map((row) => ({ ...row, target: 0 })))).toMatchObject({
      code: "weights-too-uneven",
      values: { effective: 0, largest: 0 },
    });
    expect(because(steady().slice(0, 29))).toMatchObject({
      _tag: "InsufficientData",
      of: "decisions",
      needed: 30,
      found: 29,
    });
    expect(evaluatePolicyFromRows({ leastEffective: 10 })(steady().slice(0, 30))._tag).toBe("Right");
    expect(because(steady().map((row) => ({ ...row, learner: "ana" })))).toMatchObject({
      of: "learners",
      needed: 2,
      found: 1,
    });
    expect(because(steady(), { estimator: "doubly-robust" })).toMatchObject({
      of: "decisions with predictions",
      needed: 60,
      found: 0,
    });
    expect(because([])).toMatchObject({ _tag: "InsufficientData", found: 0 });
  });

  it.each<[string, unknown, string]>([
    ["a probability of 0", { probability: 0 }, "out-of-range at 0.probability"],
    ["a probability above 1", { probability: 1.01 }, "out-of-range at 0.probability"],
    ["a probability that is NaN", { probability: Number.NaN }, "not-finite at 0.probability"],
    ["a negative target", { target: -0.1 }, "out-of-range at 0.target"],
    ["a target above 1", { target: 1.1 }, "out-of-range at 0.target"],
    ["no reward", { reward: null }, "wrong-type at 0.reward"],
    ["an endless reward", { reward: Number.POSITIVE_INFINITY }, "not-finite at 0.reward"],
    ["a misspelt key", { unsuported: 1 }, "unknown-key at 0.unsuported"],
    ["a learner that is a number", { learner: 7 }, "wrong-type at 0.learner"],
  ])("refuses %s", (_, change, issue) => {
    const rows = steady().map((row, i) => (i === 0 ? { ...row, ...Object(change) } : row));
    expect(issuesOf(evaluatePolicyFromRows()(rows))[0]).toBe(issue);
  });

  it("refuses rows and columns that do not fit each other", () => {
    const [first, ...rest] = steady();
    if (first === undefined) throw new Error("no rows");
    expect(issuesOf(evaluatePolicyFromRows()([first, { ...first, learner: "ana" }]))).toEqual([
      "inconsistent at 1.learner",
    ]);
    expect(issuesOf(evaluatePolicyFromRows()([first, { ...first, predicted: 1 }]))).toEqual([
      "inconsistent at 1.predicted",
    ]);
    expect(issuesOf(evaluatePolicyFromRows()([{ ...first, learner: "ana" }, first]))).toEqual(["missing at 1.learner"]);
    const columns = columnsOf(rest);
    expect(issuesOf(evaluatePolicyFromRows()({ ...columns, target: [1] }))).toEqual(["inconsistent at target"]);
    expect(issuesOf(evaluatePolicyFromRows()({ ...columns, target: columns.target.with(3, 2) }))).toEqual([
      "out-of-range at target.3",
    ]);
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(evaluatePolicyFromRows()({ ...columns, target: "all" }))).toEqual(["wrong-type at target"]);
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(evaluatePolicyFromRows()(undefined))).toEqual(["missing at "]);
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(evaluatePolicyFromRows({ estimator: "snip" })([]))).toEqual(["unknown-value at estimator"]);
    expect(issuesOf(evaluatePolicyFromRows({ largestWeight: 0, leastEffective: 1, level: 1 })([]))).toEqual([
      "out-of-range at leastEffective",
      "out-of-range at level",
      "out-of-range at largestWeight",
    ]);
  });
});

describe("policyMomentsFold", () => {
  const anyRow = fc.oneof(
    plainRow,
    rowWithLearner,
    fc.record({
      reward: fc.constantFrom(0, 1),
      probability: fc.constantFrom(1, 0.5),
      target: tenths(0, 10),
      unsupported: fc.constantFrom(0, 0.25),
    }),
  );
  // products of numbers up to 900 that cancel: relative to the largest term
  const equal = (one: unknown, other: unknown): boolean => {
    const rounded = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (_, inner: unknown) =>
          typeof inner === "number" ? Math.round(inner * 1e6) / 1e6 : inner,
        ),
      );
    return nearlyEqual(one, other) || nearlyEqual(rounded(one), rounded(other)) || close(one, other);
  };
  const close = (one: unknown, other: unknown): boolean => {
    const numbers = (value: unknown): number[] =>
      JSON.stringify(value)
        .match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)
        ?.map(Number) ?? [];
    const [a, b] = [numbers(one), numbers(other)];
    return a.length === b.length && a.every((x, i) => Math.abs(x - (b[i] ?? Number.NaN)) <= 1e-7);
  };
  for (const law of foldLaws(policyMomentsFold, { input: anyRow, equal })) it(law.name, law.check);

  it("refuses saved states and moments that do not fit", () => {
    const state = policyMomentsFold.empty();
    policyMomentsFold.step(state, { reward: 1, probability: 0.5, target: 1, learner: "ana" });
    const saved = Object(policyMomentsFold.save(state));
    expect(policyMomentsFold.load(saved)._tag).toBe("Right");
    expect(issuesOf(policyMomentsFold.load({ ...saved, learners: [["ana", [1, 2]]] }))).toEqual([
      "inconsistent at learners.0.1",
    ]);
    expect(issuesOf(policyMomentsFold.load({ ...saved, rows: -1 }))).toEqual(["out-of-range at rows"]);
    const moments = policyMomentsFold.extract(state);
    expect(issuesOf(evaluatePolicyFromMoments()({ ...moments, means: [1] }))).toEqual(["inconsistent at means"]);
    expect(issuesOf(evaluatePolicyFromMoments()({ ...moments, units: 2 }))).toEqual(["out-of-range at units"]);
  });
});

type Choice = "mail" | "chat" | "nothing";
const CHANCES: Readonly<Record<Choice, number>> = { mail: 0.5, chat: 0.3, nothing: 0.2 };

const logged = (
  index: number,
  action: Choice,
  reward: number | null = index % 3 === 0 ? 1 : 0,
): LoggedDecision<Choice> => ({
  decision: {
    id: `d${index}`,
    learner: `l${index % 55}`,
    at: Date.UTC(2025, 0, 6),
    policy: { name: "p", version: "1" },
    action,
    probability: CHANCES[action],
    eligible: (["mail", "chat", "nothing"] as const).map((each) => ({
      action: each,
      probability: CHANCES[each],
      score: each.length / 10,
    })),
    ruledOut: [],
    context: {},
    reasons: [],
  },
  status: reward === null ? "pending" : "observed",
  reward,
  rewardedAt: null,
  deliveredAt: null,
});

const log = (): LoggedDecision<Choice>[] =>
  Array.from({ length: 110 }, (_, i) => logged(i, i % 10 < 5 ? "mail" : i % 10 < 8 ? "chat" : "nothing"));

const chatOften: EvaluatePolicyOptions<Choice>["target"] = () => [
  { action: "chat", probability: 0.75 },
  { action: "nothing", probability: 0.25 },
];

describe("evaluatePolicy", () => {
  it("turns decisions into rows: what the target would do of the same, and what the model expects", () => {
    const target = (action: Choice): number => ({ mail: 0, chat: 0.75, nothing: 0.25 })[action];
    const rows = log().map(({ decision, reward }) => ({
      reward: reward ?? 0,
      probability: decision.probability,
      target: target(decision.action),
      predicted: decision.action.length / 10,
      predictedUnderTarget: 0.75 * 0.4 + 0.25 * 0.7,
      unsupported: 0,
      learner: decision.learner,
    }));
    for (const estimator of ESTIMATORS) {
      const direct = evaluatePolicy({ target: chatOften, estimator, model: "score" })(deepFreeze(log()));
      expect(direct).toEqual(evaluatePolicyFromRows({ estimator })(rows));
      const model = (_: unknown, action: Choice): number => action.length / 10;
      expect(evaluatePolicy({ target: chatOften, estimator, model })(log())).toEqual(direct);
    }
  });

  it("finds actions by their names, or by the names that it is told", () => {
    const objects = log().map((each) => ({
      ...each,
      decision: {
        ...each.decision,
        action: { kind: "send", candidate: each.decision.action },
        ruledOut: [],
        eligible: (each.decision.eligible ?? []).map(({ action, probability }) => ({
          probability,
          action: { kind: "send", candidate: action },
        })),
      },
    }));
    const target = () => [{ action: { kind: "send", candidate: "chat" }, probability: 1 }];
    const plain = evaluatePolicy<Choice>({ target: () => [{ action: "chat", probability: 1 }] })(log());
    expect(evaluatePolicy<{ kind: string; candidate: string }>({ target })(objects)).toEqual(plain);
    const named = evaluatePolicy<{ kind: string; candidate: string }>({
      target,
      actionName: ({ candidate }) => `a ${candidate}`,
    });
    expect(named(objects)).toEqual(plain);
    const blurred = evaluatePolicy<{ kind: string; candidate: string }>({ target, actionName: ({ kind }) => kind });
    expect(issuesOf(blurred(objects))[0]).toBe("duplicate at 0.decision.eligible.1.action");
  });

  it("refuses a target with actions that had no chance, or are not known to have had one", () => {
    const elsewhere = () => [
      { action: "mail" as const, probability: 0.9 },
      { action: "fax" as Choice, probability: 0.1 },
    ];
    const failure = leftOf(evaluatePolicy<Choice>({ target: elsewhere })(log()));
    expect(failure).toMatchObject({ because: { code: "no-support", values: { rows: 110, percent: 10 } } });
    const unlisted = log().map((each) => ({ ...each, decision: { ...each.decision, eligible: null } }));
    expect(leftOf(evaluatePolicy<Choice>({ target: elsewhere })(unlisted))).toMatchObject({
      _tag: "NotIdentified",
      involved: ["target", "eligible"],
      because: { code: "support-unknown", values: { rows: 110 } },
    });
    const warned = orThrow(evaluatePolicy<Choice>({ target: elsewhere, unsupported: "warn" })(unlisted)).by;
    expect(warned.value.warnings).toContainEqual({ code: "support-unknown", values: { rows: 110 } });
    expect(warned.gain.evidence).toBe("association");
    const own = evaluatePolicy<Choice>({ target: ({ action }) => [{ action, probability: 1 }], leastEffective: 2 });
    expect(orThrow(own(unlisted)).by.gain.evidence).toBe("randomised");
    const shut = log().map((each, i) => {
      const eligible = (each.decision.eligible ?? []).map((alternative) => ({
        ...alternative,
        probability: Number(alternative.action === "nothing"),
      }));
      return i < 11
        ? { ...each, decision: { ...each.decision, action: "nothing" as const, probability: 1, eligible } }
        : each;
    });
    expect(leftOf(evaluatePolicy({ target: chatOften })(shut))).toMatchObject({
      because: { code: "no-support", values: { rows: 11, percent: 7.5 } },
    });
  });

  it("refuses outcomes that are not known, or drops them and says so", () => {
    const open: LoggedDecision<Choice>[] = [
      ...log(),
      logged(200, "mail", null),
      { ...logged(201, "chat", null), status: "undelivered" },
    ];
    expect(issuesOf(evaluatePolicy({ target: chatOften })(open))).toEqual([
      "missing at 110.status",
      "missing at 111.status",
    ]);
    const { value, logged: was } = orThrow(evaluatePolicy({ target: chatOften, missing: "drop" })(open)).by;
    expect(value.n.rows).toBe(110);
    const dropped = { code: "outcomes-dropped", values: { pending: 1, undelivered: 1 } };
    const byDelivery = { code: "undelivered-dropped", values: { undelivered: 1 } };
    const byOutcome = { code: "open-windows-dropped", values: { pending: 1 } };
    expect(value.warnings).toEqual([dropped, byDelivery, byOutcome]);
    expect(was.warnings).toEqual([dropped, byDelivery, byOutcome]);
    expect(value.evidence).toBe("association");
    expect(orThrow(evaluatePolicy({ target: chatOften, missing: "drop" })(log())).by.value.warnings).toEqual([]);
  });

  it("does not speak of causes where delivery chose who is compared, and does where time alone left decisions out", () => {
    // a message without effect, which only those who start anyway receive
    const trial = Array.from({ length: 2000 }, (_, i): LoggedDecision<Choice> => {
      const [active, send] = [i % 2 === 0, (i >> 1) % 2 === 0];
      const one = logged(i, "mail", active && i % 5 !== 0 ? 1 : 0);
      const eligible = (["mail", "nothing"] as const).map((action) => ({ action, probability: 0.5 }));
      const action = send ? ("mail" as const) : ("nothing" as const);
      const decision = { ...one.decision, learner: `l${i}`, action, probability: 0.5, eligible };
      return send && !active ? { ...one, decision, status: "undelivered", reward: null } : { ...one, decision };
    });
    const mail = evaluatePolicy<Choice>({ target: () => [{ action: "mail", probability: 1 }], missing: "drop" });
    const { gain, value } = orThrow(mail(trial)).by;
    expect([gain.evidence, value.evidence]).toEqual(["association", "association"]);
    expect(gain.warnings).toContainEqual({ code: "undelivered-dropped", values: { undelivered: 500 } });
    const asDecided = trial.map((one) =>
      one.reward === null ? { ...one, status: "observed" as const, reward: 0 } : one,
    );
    const honest = orThrow(mail(asDecided)).by.gain;
    expect(honest.evidence).toBe("randomised");
    expect(honest.estimate).toBeCloseTo(0, 12);
    expect(honest.test?.pValue).toBeCloseTo(1, 9);
    const laterBy = (ms: number): LoggedDecision<Choice> => {
      const one = logged(5000, "mail", null);
      return { ...one, decision: { ...one.decision, at: one.decision.at + ms } };
    };
    const often = evaluatePolicy({ target: chatOften, missing: "drop" });
    expect(orThrow(often([...log(), laterBy(1)])).by.gain.evidence).toBe("randomised");
    expect(orThrow(often([...log(), laterBy(0)])).by.gain.evidence).toBe("association");
  });

  const broken = (change: object): unknown => {
    const [first, ...rest] = log();
    return [{ ...first, decision: { ...first?.decision, ...change } }, ...rest];
  };
  it.each<[string, unknown, string]>([
    ["a probability of 0", broken({ probability: 0 }), "out-of-range at 0.decision.probability"],
    ["a probability above 1", broken({ probability: 2 }), "out-of-range at 0.decision.probability"],
    ["NaN", broken({ probability: Number.NaN }), "not-finite at 0.decision.probability"],
    ["another probability than eligible has", broken({ probability: 0.4 }), "inconsistent at 0.decision.probability"],
    ["an action that was not eligible", broken({ action: "fax" }), "inconsistent at 0.decision.probability"],
    ["an action without a name", broken({ action: 5 }), "wrong-type at 0.decision.action"],
    [
      "alternatives that do not sum to 1",
      broken({ eligible: [{ action: "mail", probability: 0.5 }] }),
      "inconsistent at 0.decision.eligible",
    ],
    ["a decision that is there twice", [...log(), logged(3, "chat")], "duplicate at 110.decision.id"],
    ["a reward that is missing", [{ ...logged(0, "mail"), reward: null }], "wrong-type at 0.reward"],
    ["an unknown status", [{ ...logged(0, "mail"), status: "lost" }], "unknown-value at 0.status"],
    ["nothing", undefined, "missing at "],
  ])("refuses %s", (_, given, issue) => {
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(evaluatePolicy({ target: chatOften })(given))[0]).toBe(issue);
  });

  it.each<[string, unknown, string]>([
    ["no target", {}, "missing at target"],
    ["a target that is no function", { target: [] }, "wrong-type at target"],
    ["a target that gives nothing", { target: () => undefined }, "missing at target.d0"],
    [
      "a target that does not sum to 1",
      { target: () => [{ action: "mail", probability: 0.9 }] },
      "inconsistent at target.d0",
    ],
    [
      "a target that throws",
      {
        target: () => {
          throw new Error("host");
        },
      },
      "unreadable at ",
    ],
    ["doubly robust without a model", { target: chatOften, estimator: "doubly-robust" }, "missing at model"],
    ["an unknown model", { target: chatOften, model: "scores" }, "wrong-type at model"],
    ["a model without an answer", { target: chatOften, model: () => undefined }, "missing at model.d0.chat"],
    ["a misspelt option", { target: chatOften, mising: "drop" }, "unknown-key at mising"],
    ["an action name that is no function", { target: chatOften, actionName: "id" }, "wrong-type at actionName"],
  ])("refuses %s", (_, options, issue) => {
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(evaluatePolicy(options)(log()))[0]).toBe(issue);
  });
});
