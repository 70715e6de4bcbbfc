import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { foldOver, orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  evaluatePolicyFromMoments,
  evaluatePolicyFromRows,
  type PolicyColumns,
  type PolicyEstimator,
  type PolicyRow,
  policyMomentsFold,
} from "../../../src/nudge/index.ts";
import { leftOf } from "../../support/property.ts";
import { sharedData } from "../../support/sharedData.ts";

const folder = sharedData("nudge");

/** A small log of the Open Bandit Dataset (Saito et al. 2020). */
interface Log {
  readonly item: readonly number[];
  readonly position: readonly number[];
  readonly click: readonly number[];
  readonly propensity: readonly number[];
}

const logOf = (name: string): Log => {
  const lines = gunzipSync(readFileSync(`${folder}obd_${name}.csv.gz`))
    .toString("utf8")
    .trim()
    .split("\n")
    .slice(1);
  const rows = lines.map((line) => line.split(",").map(Number));
  const column = (at: number): number[] => rows.map((row) => row[at] ?? Number.NaN);
  return { item: column(0), position: column(1), click: column(2), propensity: column(3) };
};

/** The value of a policy (probability by item and position) from a log, with the shrunken item x position rate as model. */
const columnsOf = (log: Log, policy: (item: number, position: number) => number, items: number): PolicyColumns => {
  const clicks = new Float64Array(items * 3);
  const shown = new Float64Array(items * 3);
  const rate = log.click.reduce((sum, each) => sum + each, 0) / log.click.length;
  const cell = (row: number): number => (log.item[row] ?? 0) * 3 + (log.position[row] ?? 0) - 1;
  log.click.forEach((click, row) => {
    clicks[cell(row)] = (clicks[cell(row)] ?? 0) + click;
    shown[cell(row)] = (shown[cell(row)] ?? 0) + 1;
  });
  const predicted = clicks.map((count, at) => (count + 50 * rate) / ((shown[at] ?? 0) + 50));
  const under = [1, 2, 3].map((position) =>
    Array.from(
      { length: items },
      (_, item) => policy(item, position) * (predicted[item * 3 + position - 1] ?? 0),
    ).reduce((sum, each) => sum + each, 0),
  );
  return {
    reward: log.click,
    probability: log.propensity,
    target: log.item.map((item, row) => policy(item, log.position[row] ?? 0)),
    predicted: log.click.map((_, row) => predicted[cell(row)] ?? 0),
    predictedUnderTarget: log.position.map((position) => under[position - 1] ?? 0),
  };
};

const rowsOf = (columns: PolicyColumns): PolicyRow[] =>
  Array.from(columns.reward, (reward, row) => ({
    reward,
    probability: columns.probability[row] ?? 0,
    target: columns.target[row] ?? 0,
    predicted: columns.predicted?.[row] ?? 0,
    predictedUnderTarget: columns.predictedUnderTarget?.[row] ?? 0,
  }));

const KEYS: readonly (readonly [PolicyEstimator, string])[] = [
  ["ips", "ipw"],
  ["snips", "snipw"],
  ["direct", "dm"],
  ["doubly-robust", "dr"],
  ["self-normalised-doubly-robust", "sndr"],
];

describe.skipIf(folder === null)("evaluatePolicy on the Open Bandit Dataset, against obp 0.5.5", () => {
  const expected = (): Record<string, unknown> =>
    JSON.parse(readFileSync(`${folder}expected.json`, "utf8")).open_bandit.men;

  it.each(["bts_from_random", "uniform_from_bts"] as const)(
    "men, %s: every estimator, weights, bounds",
    (direction) => {
      const men = expected();
      const published = Object(men[direction]);
      const thompson: number[][] = Object(men["bts_action_dist"]);
      const columns =
        direction === "bts_from_random"
          ? columnsOf(logOf("random_men"), (item, position) => thompson[item]?.[position - 1] ?? 0, 34)
          : columnsOf(logOf("bts_men"), () => 1 / 34, 34);
      for (const [estimator, key] of KEYS) {
        const { value } = orThrow(evaluatePolicyFromRows({ estimator })(columns)).by;
        // the same sums in another order: 1e-12 of a number of size 0.005
        expect(value.estimate).toBeCloseTo(published[key], 12);
        const folded = orThrow(foldOver(policyMomentsFold)(rowsOf(columns)));
        expect(orThrow(evaluatePolicyFromMoments({ estimator })(folded)).by.value.estimate).toBeCloseTo(
          published[key],
          12,
        );
      }
      const ips = orThrow(evaluatePolicyFromRows({ estimator: "ips" })(columns)).by;
      expect(ips.value.standardError?.value).toBeCloseTo(published.ipw_se, 12);
      expect(ips.value.diagnostics["meanWeight"]).toBeCloseTo(published.iw.mean, 10);
      expect(ips.value.diagnostics["largestWeight"]).toBeCloseTo(published.iw.max, 10);
      expect(ips.value.n.effective).toBeCloseTo(published.iw.ess_kish, 7);
      expect(ips.value.evidence).toBe("randomised");
      const doublyRobust = orThrow(evaluatePolicyFromRows({ estimator: "doubly-robust" })(columns)).by;
      expect(doublyRobust.value.standardError?.value).toBeCloseTo(published.dr_se, 12);
      for (const clip of [1, 2, 5]) {
        const clipped = orThrow(evaluatePolicyFromRows({ estimator: "ips", largestWeight: clip })(columns)).by.value;
        expect(clipped.estimate).toBeCloseTo(published[`ipw_clip_${clip}`], 12);
      }
      const clipped = orThrow(evaluatePolicyFromRows({ estimator: "doubly-robust", largestWeight: 2 })(columns)).by
        .value;
      expect(clipped.estimate).toBeCloseTo(published.dr_pessimistic_clip_2, 12);
      const [name, onPolicy] = direction === "bts_from_random" ? ["random", 0.0046] : ["bts", 0.0069];
      expect([name, ips.logged.estimate?.toFixed(4)]).toEqual([name, String(onPolicy)]);
    },
  );

  it("women, uniform from Thompson: refuses, and names effective size and largest weight", () => {
    const columns = columnsOf(logOf("bts_women"), () => 1 / 46, 46);
    for (const [estimator] of KEYS.filter(([each]) => each !== "direct")) {
      const failure = leftOf(evaluatePolicyFromRows({ estimator })(columns));
      if (failure._tag !== "NotIdentified") throw new Error(`expected NotIdentified, got ${failure._tag}`);
      expect(failure.because.code).toBe("weights-too-uneven");
      const { effective, largest, needed } = failure.because.values;
      expect(Number(effective)).toBeLessThan(3);
      expect(Number(largest)).toBeGreaterThan(20_000);
      expect(needed).toBe(30);
    }
    expect(orThrow(evaluatePolicyFromRows({ estimator: "direct" })(columns)).by.value.evidence).toBe("association");
  });

  it("women, from a log of uniform choices: the policy that logged it, valued by what was seen", () => {
    const columns = columnsOf(logOf("random_women"), () => 1 / 46, 46);
    const { value, logged, gain } = orThrow(evaluatePolicyFromRows()(columns)).by;
    expect(logged.estimate).toBeCloseTo(0.0046, 12);
    expect(value.estimate).toBeCloseTo(0.0046, 12);
    expect(gain.estimate).toBeCloseTo(0, 12);
  });
});
