import { isLeft } from "fp-ts/lib/Either.js";
import { clean, reading } from "../../core/check/index.ts";
import type { Estimates, LoggedDecision, Result } from "../../core/vocabulary/index.ts";
import { type EvaluatePolicyOptions, readPolicyOptions } from "./evaluatePolicyOptions.ts";
import { infer, type PolicyValueName } from "./infer.ts";
import { readLogged } from "./readLogged.ts";
import { readLog, summarise } from "./readRows.ts";

const NAME = "nudge.evaluatePolicy";

/**
 * What would another policy have brought, on the decisions that this one made? Off-policy evaluation: each logged decision counts by
 * w = (probability that the other policy does the same) / (logged probability), so that what the other would do more often counts more.
 *
 * Gives three numbers with their covariance: `value`, the mean reward if the policy asked about had decided; `logged`, that of what was
 * decided; and `gain`, the difference. See `PolicyValueOptions` for the estimators. Standard errors come from the influence of each learner
 * (all decisions about a learner together), times G / (G - 1) with G learners; intervals are t on G - 1 degrees of freedom. The
 * probabilities are known, so the evidence is "randomised", except under `"direct"`. What one decision does to the next (fatigue, caps) is
 * not seen: the value is that of deciding otherwise once, with the same histories.
 *
 * A decision of probability 1 is not evaluable: where the other policy would have done anything else, nothing is known. Such choices
 * are refused as lack of support, and so is a log in which everything was certain. Where a decision does not list what was `eligible` and
 * the other policy could do something else, support is not known: refused, too, or with `unsupported: "warn"` "association". Where the weights are so uneven that the log is worth less
 * than `leastEffective` decisions, the failure names effective size and largest weight, and no number is given.
 *
 * Decisions that are pending or undelivered have no reward. Join when all windows are over, with `delivered: "assumed"`: then every decision
 * counts as it was made, whatever became of its message. With `missing: "drop"` the evidence becomes "association", and a warning says why,
 * where undelivered decisions were left out (those to do nothing all stay, so delivery chooses who is compared), or pending ones
 * while others as late stayed because their reward came early.
 *
 * @param options - `target`, and the rest if wanted; an unknown key is a failure.
 * @returns a function from decisions with their outcomes (`records.joinOutcomes`), each once, to the estimates. `InvalidInput`,
 *   `InsufficientData` below `leastEffective` decisions, `NotIdentified` as above.
 *
 * Cost: linear in decisions times alternatives. Sources: see `PolicyValueOptions`; Owen 2013, "Monte Carlo theory, methods and examples",
 * chapter 9, for effective size and the variance of ratios.
 *
 * @example
 * ```ts
 * import { type LoggedDecision, nudge, orThrow } from "learnlift";
 *
 * const logged = Array.from({ length: 80 }, (_, i): LoggedDecision<string> => {
 *   const action = i % 2 === 0 ? "mail" : "nothing";
 *   const eligible = ["mail", "nothing"].map((each) => ({ action: each, probability: 0.5 }));
 *   const decision = { id: `d${i}`, learner: `l${i}`, at: Date.UTC(2025, 0, 6), policy: { name: "coin", version: "1" }, action };
 *   const rest = { probability: 0.5, eligible, ruledOut: [], context: {}, reasons: [] };
 *   return { decision: { ...decision, ...rest }, status: "observed", reward: i % 8 < 3 ? 1 : 0, rewardedAt: null, deliveredAt: null };
 * });
 * const always = nudge.evaluatePolicy<string>({ target: () => [{ action: "mail", probability: 1 }] });
 * const { value, logged: was, gain } = orThrow(always(logged)).by;
 * value.estimate; // => 0.5
 * was.estimate; // => 0.375
 * gain.estimate; // => 0.125
 * ```
 */
export const evaluatePolicy = <A>(
  options: EvaluatePolicyOptions<A>,
): ((logged: readonly LoggedDecision<A>[]) => Result<Estimates<PolicyValueName>>) => {
  const settings = reading(NAME, (found) => readPolicyOptions(found, options));
  return (logged) => {
    if (isLeft(settings)) return settings;
    const { value, clip, missing } = settings.right;
    const read = reading(NAME, (found) => {
      const { rows, provenance } = readLogged(found, logged, options, missing);
      return { log: clean(found) ? readLog(found, rows) : readLog(found, []), provenance };
    });
    return isLeft(read) ? read : infer(NAME, value, summarise(read.right.log, clip), read.right.provenance);
  };
};
