import { isLeft } from "fp-ts/lib/Either.js";
import { reading, readOptions } from "../../core/check/index.ts";
import type { Estimates, Result } from "../../core/vocabulary/index.ts";
import { infer, type PolicyValueName, ROWS_AS_GIVEN } from "./infer.ts";
import { type PolicyMoments, readPolicyMoments } from "./policyMoments.ts";
import type { PolicyColumns, PolicyRow } from "./policyRow.ts";
import { readLog, summarise } from "./readRows.ts";
import { type PolicyValueOptions, readClip, readValueSettings, VALUE_KEYS } from "./settings.ts";

/** How a policy is evaluated on rows. */
export interface EvaluateRowsOptions extends PolicyValueOptions {
  /** Weights above it are cut back to it: steadier, and biased towards what was logged. Above 0. Default: none are. */
  readonly largestWeight?: number;
}

/**
 * What would another policy have brought? As `evaluatePolicy`, from rows (or columns) that say with which probability each action was
 * logged, and with which the other policy would have taken it. For logs of other systems, and large ones.
 *
 * @param options - see `EvaluateRowsOptions`; an unknown key is a failure.
 * @returns a function from rows or columns to the estimates; fails as `evaluatePolicy` does. Where one row has predictions or a learner,
 *   all must.
 *
 * Cost: linear in the rows.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * const sent = Array.from({ length: 60 }, (_, i) => i % 3 === 0);
 * const { value, gain } = orThrow(
 *   nudge.evaluatePolicyFromRows({ estimator: "ips" })({
 *     reward: sent.map((was, i) => (was && i % 2 === 0 ? 1 : 0)),
 *     probability: sent.map((was) => (was ? 1 / 3 : 2 / 3)),
 *     target: sent.map((was) => (was ? 0.8 : 0.2)),
 *   }),
 * ).by;
 * value.estimate?.toFixed(12); // => "0.400000000000"
 * gain.estimate?.toFixed(4); // => "0.2333"
 * ```
 */
export const evaluatePolicyFromRows = (
  options: EvaluateRowsOptions = {},
): ((log: readonly PolicyRow[] | PolicyColumns) => Result<Estimates<PolicyValueName>>) => {
  const name = "nudge.evaluatePolicyFromRows";
  const settings = reading(name, (found) => {
    const given = readOptions(found, [], options, [...VALUE_KEYS, "largestWeight"]);
    return { value: readValueSettings(found, given), clip: readClip(found, given) };
  });
  return (log) => {
    if (isLeft(settings)) return settings;
    const read = reading(name, (found) => readLog(found, log));
    if (isLeft(read)) return read;
    return infer(name, settings.right.value, summarise(read.right, settings.right.clip), ROWS_AS_GIVEN);
  };
};

/**
 * What would another policy have brought? As `evaluatePolicyFromRows`, from what `policyMomentsFold` says of the rows.
 *
 * @param options - see `PolicyValueOptions`; an unknown key is a failure.
 * @returns a function from the moments to the estimates; fails as `evaluatePolicy` does.
 *
 * Cost: constant.
 *
 * @example
 * ```ts
 * import { foldOver, nudge, orThrow } from "learnlift";
 *
 * const row = (i: number) => ({ reward: (i * 7) % 5, probability: 0.5, target: i % 2, learner: `learner-${i % 60}` });
 * const moments = orThrow(foldOver(nudge.policyMomentsFold)(Array.from({ length: 240 }, (_, i) => row(i))));
 * orThrow(nudge.evaluatePolicyFromMoments()(moments)).by.value.n.clusters; // => 60
 * ```
 */
export const evaluatePolicyFromMoments = (
  options: PolicyValueOptions = {},
): ((moments: PolicyMoments) => Result<Estimates<PolicyValueName>>) => {
  const name = "nudge.evaluatePolicyFromMoments";
  const settings = reading(name, (found) => readValueSettings(found, readOptions(found, [], options, VALUE_KEYS)));
  return (moments) => {
    if (isLeft(settings)) return settings;
    const read = reading(name, (found) => readPolicyMoments(found, moments));
    return isLeft(read) ? read : infer(name, settings.right, read.right, ROWS_AS_GIVEN);
  };
};
