import { type Found, note, orDefault, readChoice, readOptions } from "../../core/check/index.ts";
import type { Decision } from "../../core/vocabulary/index.ts";
import type { EvaluateRowsOptions } from "./evaluatePolicyFromRows.ts";
import { needsModel, type PolicyValueSettings, readClip, readValueSettings, VALUE_KEYS } from "./settings.ts";

/** An action, and with which probability the policy asked about would take it. */
export interface TargetAction<A> {
  /** The action. */
  readonly action: A;
  /** In [0, 1]; over all actions of a decision they sum to 1. */
  readonly probability: number;
}

/** How a policy is evaluated on logged decisions. */
export interface EvaluatePolicyOptions<A> extends EvaluateRowsOptions {
  /**
   * The policy asked about: what it would have done where this decision was made, with which probabilities. For another `NudgePolicy`:
   * the `eligible` of the decision that it makes on the logged request.
   */
  readonly target: (decision: Decision<A>) => readonly TargetAction<A>[];
  /**
   * What reward a model expects of an action: needed by the direct and the doubly robust estimators. `"score"` takes the scores that the
   * decisions logged: of `nudge.decide`, the expected rewards. A model fitted on these very outcomes should be cross-fitted.
   */
  readonly model?: "score" | ((decision: Decision<A>, action: A) => number);
  /** An action in a word, one for each. Default: the action itself if it is a string, else its `candidate`, `id`, `name` or `kind`. */
  readonly actionName?: (action: A) => string;
  /**
   * What to do with decisions whose outcome is not known: `"refuse"` (default), or `"drop"` them and say so. Dropping what was not
   * delivered makes the evidence "association".
   */
  readonly missing?: "refuse" | "drop";
}

/** The options, read, but for the functions among them. */
export interface EvaluatePolicySettings {
  readonly value: PolicyValueSettings;
  readonly clip: number;
  readonly missing: "refuse" | "drop";
}

/** Checks the options, their functions included. */
export const readPolicyOptions = (found: Found, options: unknown): EvaluatePolicySettings => {
  const given = readOptions(found, [], options ?? null, [
    ...VALUE_KEYS,
    "largestWeight",
    "target",
    "model",
    "actionName",
    "missing",
  ]);
  const { target, model, actionName } = given;
  if (typeof target !== "function")
    note(
      found,
      ["target"],
      target === undefined ? "missing" : "wrong-type",
      "a function from a decision to actions with probabilities",
      target,
    );
  if (model !== undefined && model !== "score" && typeof model !== "function")
    note(found, ["model"], "wrong-type", '"score", or a function of a decision and an action', model);
  if (actionName !== undefined && typeof actionName !== "function")
    note(found, ["actionName"], "wrong-type", "a function of an action", actionName);
  const value = readValueSettings(found, given);
  if (model === undefined && needsModel(value.estimator))
    note(found, ["model"], "missing", `a model, because the estimator is ${value.estimator}`, model);
  return {
    value,
    clip: readClip(found, given),
    missing: orDefault<"refuse" | "drop">(given["missing"], "refuse", (rule) =>
      readChoice(found, ["missing"], rule, ["refuse", "drop"]),
    ),
  };
};
