import { isLeft } from "fp-ts/lib/Either.js";
import {
  type Found,
  isRecord,
  note,
  orDefault,
  type Path,
  readArray,
  readBoolean,
  readChoice,
  reading,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import type { Decision, LoggedDecision, OutcomeStatus, Result } from "../../core/vocabulary/index.ts";
import { isNothing } from "./nothing.ts";
import { readDecision } from "./readDecisions.ts";

/** One decision with its outcome as a flat row; the decision's context stands beside these under its own keys. */
export interface OutcomeRow {
  /** Id of the decision. */
  readonly decision: string;
  /** Id of the learner. */
  readonly learner: string;
  /** Epoch milliseconds of the decision. */
  readonly at: number;
  /** Name of the policy that decided. */
  readonly policy: string;
  /** What was decided, as a word. */
  readonly action: string;
  /** False where the learner was left alone. */
  readonly treated: boolean;
  /** With which probability it was decided, in (0, 1]. */
  readonly probability: number;
  /**
   * With which probability the learner was not left alone, over all that was eligible: what inverse-propensity estimates need. `null`
   * where the decision did not list what was eligible.
   */
  readonly treatedProbability: number | null;
  /** Whether the outcome is known. */
  readonly status: OutcomeStatus;
  /** 1 or 0, `null` unless observed. */
  readonly reward: number | null;
  /** The decision's context. */
  readonly [context: string]: string | number | boolean | null;
}

/** How actions are read. */
export interface OutcomeRowsOptions<A> {
  /** An action in a word. Default: the action itself if it is a string, else its `candidate`, `id`, `name` or `kind`. */
  readonly actionName?: (action: A) => string;
  /** False of actions that leave the learner alone. Default: all but the word `"nothing"` and objects of `kind` `"nothing"`. */
  readonly treated?: (action: A) => boolean;
  /**
   * What to do with decisions that did not reach the learner: `"refuse"` (default) the log, for without them a comparison would be one of those
   * who are reached with everybody, or `"keep"` them with `reward: null`, for a report on delivery.
   */
  readonly undelivered?: "refuse" | "keep";
}

const NAME = "records.outcomeRows";
const NAMES = ["candidate", "id", "name", "kind"] as const; // keeps the literal words
const STATUSES: readonly [OutcomeStatus, ...OutcomeStatus[]] = ["observed", "pending", "undelivered"];
const COLUMNS: readonly string[] = [
  "decision",
  "learner",
  "at",
  "policy",
  "action",
  "treated",
  "probability",
  "treatedProbability",
  "status",
  "reward",
];

const nameOfAction = (action: unknown): unknown => {
  if (!isRecord(action)) return action;
  const key = NAMES.find((name) => typeof action[name] === "string");
  return key === undefined ? action : action[key];
};

/** The probabilities of all that leaves nobody alone, added up; within rounding of 1 it is 1, as it is meant. */
const treatedProbability = <A>({ eligible }: Decision<A>, isTreated: (action: A) => unknown): number | null => {
  if (eligible === null) return null;
  let [sum, rest] = [0, 0];
  for (const { action, probability } of eligible) {
    if (isTreated(action) === true) sum += probability;
    else rest += probability;
  }
  return rest === 0 ? 1 : Math.min(sum, 1);
};

/** Checks the options, and reads what is no function. */
const readOptionsOf = (found: Found, options: unknown): "refuse" | "keep" => {
  const given = readOptions(found, [], options, ["actionName", "treated", "undelivered"]);
  for (const key of ["actionName", "treated"]) {
    const accessor = given[key];
    if (accessor !== undefined && typeof accessor !== "function") {
      note(found, [key], "wrong-type", "a function of the action", accessor);
    }
  }
  return orDefault<"refuse" | "keep">(given["undelivered"], "refuse", (rule) =>
    readChoice(found, ["undelivered"], rule, ["refuse", "keep"]),
  );
};

const readRow = <A>(
  found: Found,
  path: Path,
  logged: LoggedDecision<A>,
  options: OutcomeRowsOptions<A>,
  undelivered: "refuse" | "keep",
): OutcomeRow | null => {
  const issues = found.issues.length;
  const given = readObject(found, path, logged, "a decision with its outcome");
  readDecision(found, [...path, "decision"], given["decision"]);
  const status = readChoice(found, [...path, "status"], given["status"], STATUSES);
  if (status === "undelivered" && undelivered === "refuse")
    note(
      found,
      [...path, "status"],
      "missing",
      'an outcome: join with delivered: "assumed" to compare as decided, or undelivered: "keep" keeps such rows without a reward',
      status,
    );
  const reward = given["reward"] === null ? null : readNumber(found, [...path, "reward"], given["reward"]);
  if (found.issues.length === issues && (reward === null) === (status === "observed")) {
    const expected = status === "observed" ? "a number, because it was observed" : "null unless observed";
    note(found, [...path, "reward"], "inconsistent", expected, reward);
  }
  if (found.issues.length > issues) return null;
  const { id, learner, at, policy, action, probability, context } = logged.decision;
  const name: unknown = options.actionName === undefined ? nameOfAction(action) : options.actionName(action);
  const isTreated = (one: A): unknown => (options.treated === undefined ? !isNothing(one) : options.treated(one));
  for (const key of Object.keys(context)) {
    if (!COLUMNS.includes(key)) continue;
    note(found, [...path, "decision", "context", key], "duplicate", "a key that is no column of its own", context[key]);
  }
  return {
    ...context,
    decision: id,
    learner,
    at,
    policy: policy.name,
    action: readText(found, [...path, "decision", "action"], name, "an action with a name (option actionName)"),
    treated: readBoolean(found, [...path, "decision", "action", "treated"], isTreated(action)),
    probability,
    treatedProbability: treatedProbability(logged.decision, isTreated),
    status,
    reward,
  };
};

/**
 * The log as a table: one flat row a decision, for `tableFromRows`, a CSV file, or an estimator that asks which column is the outcome
 * (`reward`), which the treatment (`treated`), and what was known (the context, under its own keys).
 *
 * Join with `delivered: "assumed"`, so that all decisions are compared as they were made. A log in which some were undelivered is refused: rows
 * without them compare those whom messages reach with everybody, and chance did not choose who is reached. `undelivered: "keep"` takes them
 * as they are. Rows whose outcome is not known keep `reward: null`; join when all windows are over, and do not count them as zero.
 *
 * Fails with `InvalidInput` for undelivered decisions, for decisions that do not fit, for an action without a name, and for a context key that is one of the row's
 * own columns. Cost: one pass.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const policy = { name: "reminders", version: "1" };
 * const decision = { id: "d1", learner: "ada", at: Date.UTC(2025, 0, 6), policy, action: "send", probability: 0.5 };
 * const rest = { eligible: null, ruledOut: [], context: { hour: 9 }, reasons: [] };
 * const outcome = { status: "observed", reward: 1, rewardedAt: Date.UTC(2025, 0, 7), deliveredAt: null } as const;
 * const [row] = orThrow(records.outcomeRows()([{ decision: { ...decision, ...rest }, ...outcome }]));
 * row; // { hour: 9, decision: "d1", learner: "ada", …, action: "send", treated: true, probability: 0.5, reward: 1, … }
 * ```
 */
export const outcomeRows = <A>(
  options: OutcomeRowsOptions<A> = {},
): (<B extends A>(logged: readonly LoggedDecision<B>[]) => Result<readonly OutcomeRow[]>) => {
  const checked = reading(NAME, (found) => readOptionsOf(found, options));
  return <B extends A>(logged: readonly LoggedDecision<B>[]): Result<readonly OutcomeRow[]> => {
    if (isLeft(checked)) return checked;
    return reading(NAME, (found) => {
      const rows: OutcomeRow[] = [];
      readArray(found, [], logged, (_, path, index) => {
        const entry = logged[index];
        const row = entry === undefined ? null : readRow(found, path, entry, options, checked.right);
        if (row !== null) rows.push(row);
        else if (entry === undefined) note(found, path, "missing", "a decision with its outcome", undefined);
      });
      return rows;
    });
  };
};
