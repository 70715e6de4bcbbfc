import { isLeft } from "fp-ts/lib/Either.js";
import {
  clean,
  type Found,
  isRecord,
  note,
  orDefault,
  type Path,
  readArray,
  readChoice,
  readId,
  reading,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import {
  type Decision,
  type Estimates,
  type LoggedDecision,
  type Reason,
  type Result,
  reason,
} from "../../core/vocabulary/index.ts";
import type { EvaluateRowsOptions } from "./evaluatePolicyFromRows.ts";
import { infer, type PolicyValueName } from "./infer.ts";
import type { PolicyRow } from "./policyRow.ts";
import { readLog, summarise } from "./readRows.ts";
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
  /** What to do with decisions whose outcome is not known: `"refuse"` (default), or `"drop"` them and say so. */
  readonly missing?: "refuse" | "drop";
}

const NAME = "nudge.evaluatePolicy";
const NAME_KEYS = ["candidate", "id", "name", "kind"] as const; // keeps the literal words

const defaultName = (action: unknown): unknown => {
  if (!isRecord(action)) return action;
  const key = NAME_KEYS.find((name) => typeof action[name] === "string");
  return key === undefined ? action : action[key];
};

interface Settings {
  readonly value: PolicyValueSettings;
  readonly clip: number;
  readonly missing: "refuse" | "drop";
}

const readSettings = (found: Found, options: unknown): Settings => {
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

/** Probabilities of one decision sum to 1 within this. */
const SUM_TOLERANCE = 1e-6;

/** Probability and score by the name of the action. */
type Named = ReadonlyMap<string, { readonly action: unknown; readonly probability: number; readonly score: unknown }>;

const readNamed = (found: Found, path: Path, value: unknown, nameOf: (action: unknown) => unknown): Named => {
  const named = new Map<string, { action: unknown; probability: number; score: unknown }>();
  let sum = 0;
  readArray(found, path, value, (element, at) => {
    const given = readObject(found, at, element, "an action with its probability");
    const { action, score } = given;
    const name = readText(found, [...at, "action"], nameOf(action), "an action with a name (option actionName)");
    const probability = readNumber(found, [...at, "probability"], given["probability"], { min: 0, max: 1 });
    if (named.has(name) && name !== "")
      note(found, [...at, "action"], "duplicate", "each action once (option actionName tells them apart)", name);
    named.set(name, { action, probability, score });
    sum += probability;
  });
  if (Array.isArray(value) && clean(found) && !(Math.abs(sum - 1) <= SUM_TOLERANCE))
    note(found, path, "inconsistent", "probabilities that sum to 1", sum);
  return named;
};

/** One decision as a row, `null` where its outcome is not known. */
const readDecision = <A>(
  found: Found,
  path: Path,
  logged: LoggedDecision<A>,
  options: EvaluatePolicyOptions<A>,
): { readonly row: PolicyRow | null; readonly id: string; readonly status: string } => {
  const nameOf = (action: unknown): unknown =>
    options.actionName === undefined ? defaultName(action) : options.actionName(action as A); // an action of the log, or of the target
  const given = readObject(found, path, logged, "a decision with its outcome");
  const here: Path = [...path, "decision"];
  const decision = readObject(found, here, given["decision"], "a decision");
  const id = readId(found, [...here, "id"], decision["id"]);
  const learner = readId(found, [...here, "learner"], decision["learner"]);
  const status = readChoice(found, [...path, "status"], given["status"], ["observed", "pending", "undelivered"]);
  const probability = readNumber(found, [...here, "probability"], decision["probability"], { above: 0, max: 1 });
  const taken = readText(
    found,
    [...here, "action"],
    nameOf(decision["action"]),
    "an action with a name (option actionName)",
  );
  const eligible =
    decision["eligible"] === null ? null : readNamed(found, [...here, "eligible"], decision["eligible"], nameOf);
  const listed = eligible?.get(taken);
  if (eligible !== null && clean(found) && listed?.probability !== probability)
    note(found, [...here, "probability"], "inconsistent", `that of ${taken} in eligible`, probability);
  if (status !== "observed" || !clean(found)) return { row: null, id, status };
  const reward = readNumber(found, [...path, "reward"], given["reward"]);
  const targets = readNamed(found, ["target", id], options.target(logged.decision), nameOf);
  let unsupported = 0;
  for (const [name, { probability: chance }] of targets)
    if (eligible !== null && (eligible.get(name)?.probability ?? 0) === 0) unsupported += chance;
  const row = {
    reward,
    probability,
    target: targets.get(taken)?.probability ?? 0,
    unsupported: Math.min(1, unsupported),
    learner,
  };
  const { model } = options;
  if (model === undefined) return { row, id, status };
  const predict = (name: string, action: unknown): number =>
    readNumber(
      found,
      ["model", id, name],
      model === "score" ? eligible?.get(name)?.score : model(logged.decision, action as A), // likewise
    );
  let predictedUnderTarget = 0;
  for (const [name, { action, probability: chance }] of targets)
    if (chance > 0) predictedUnderTarget += chance * predict(name, action);
  return { row: { ...row, predicted: predict(taken, decision["action"]), predictedUnderTarget }, id, status };
};

interface Read {
  readonly rows: readonly PolicyRow[];
  readonly warnings: readonly Reason[];
}

const readLogged = <A>(
  found: Found,
  logged: readonly LoggedDecision<A>[],
  options: EvaluatePolicyOptions<A>,
  missing: "refuse" | "drop",
): Read => {
  const rows: PolicyRow[] = [];
  const seen = new Set<string>();
  const dropped = { pending: 0, undelivered: 0 };
  readArray(found, [], logged, (element, path) => {
    const { row, id, status } = readDecision(found, path, element as LoggedDecision<A>, options); // read there, key by key
    if (id !== "" && seen.has(id)) note(found, [...path, "decision", "id"], "duplicate", "each decision once", id);
    seen.add(id);
    if (row !== null) rows.push(row);
    else if (status === "observed") return;
    else if (missing === "refuse")
      note(
        found,
        [...path, "status"],
        "missing",
        'an outcome: join when all windows are over, or missing: "drop" leaves such decisions out',
        status,
      );
    else dropped[status === "pending" ? "pending" : "undelivered"] += 1;
  });
  const any = dropped.pending + dropped.undelivered > 0;
  return { rows, warnings: any ? [reason("outcomes-dropped", dropped)] : [] };
};

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
 * are refused as lack of support, and so is a log in which everything was certain. Where the weights are so uneven that the log is worth less
 * than `leastEffective` decisions, the failure names effective size and largest weight, and no number is given.
 *
 * Decisions that are pending or undelivered have no reward. Join when all windows are over; with `missing: "drop"` an open window lets in
 * those that were rewarded early and leaves out the others.
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
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (logged) => {
    if (isLeft(settings)) return settings;
    const { value, clip, missing } = settings.right;
    const read = reading(NAME, (found) => {
      const { rows, warnings } = readLogged(found, logged, options, missing);
      return { log: clean(found) ? readLog(found, rows) : readLog(found, []), warnings };
    });
    return isLeft(read) ? read : infer(NAME, value, summarise(read.right.log, clip), read.right.warnings);
  };
};
