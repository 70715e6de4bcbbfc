import {
  clean,
  type Found,
  isRecord,
  note,
  type Path,
  readArray,
  readChoice,
  readId,
  readNumber,
  readObject,
  readText,
} from "../../core/check/index.ts";
import { type LoggedDecision, type Reason, reason } from "../../core/vocabulary/index.ts";
import type { EvaluatePolicyOptions } from "./evaluatePolicyOptions.ts";
import type { Provenance } from "./infer.ts";
import type { PolicyRow } from "./policyRow.ts";

const NAME_KEYS = ["candidate", "id", "name", "kind"] as const; // keeps the literal words

const defaultName = (action: unknown): unknown => {
  if (!isRecord(action)) return action;
  const key = NAME_KEYS.find((name) => typeof action[name] === "string");
  return key === undefined ? action : action[key];
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

/** One decision, read. */
interface ReadDecision {
  /** `null` where its outcome is not known. */
  readonly row: PolicyRow | null;
  readonly id: string;
  readonly at: number;
  readonly status: string;
  /** Whether the target could do what is not known to have had a chance. */
  readonly unlisted: boolean;
}

/** One decision as a row. */
const readDecision = <A>(
  found: Found,
  path: Path,
  logged: LoggedDecision<A>,
  options: EvaluatePolicyOptions<A>,
): ReadDecision => {
  const nameOf = (action: unknown): unknown =>
    options.actionName === undefined ? defaultName(action) : options.actionName(action as A); // an action of the log, or of the target
  const given = readObject(found, path, logged, "a decision with its outcome");
  const here: Path = [...path, "decision"];
  const decision = readObject(found, here, given["decision"], "a decision");
  const id = readId(found, [...here, "id"], decision["id"]);
  const learner = readId(found, [...here, "learner"], decision["learner"]);
  const at = readNumber(found, [...here, "at"], decision["at"]);
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
  const read = { id, at, status, unlisted: false };
  if (status !== "observed" || !clean(found)) return { ...read, row: null };
  const reward = readNumber(found, [...path, "reward"], given["reward"]);
  const targets = readNamed(found, ["target", id], options.target(logged.decision), nameOf);
  let [unsupported, elsewhere] = [0, 0];
  for (const [name, { probability: chance }] of targets)
    if (eligible === null) elsewhere += name === taken ? 0 : chance;
    else if ((eligible.get(name)?.probability ?? 0) === 0) unsupported += chance;
  const row = {
    reward,
    probability,
    target: targets.get(taken)?.probability ?? 0,
    unsupported: Math.min(1, unsupported),
    learner,
  };
  // a certain decision left nothing else a chance: that is known without a list
  const unlisted = elsewhere > 0 && probability < 1;
  const { model } = options;
  if (model === undefined) return { ...read, row, unlisted };
  const predict = (name: string, action: unknown): number =>
    readNumber(
      found,
      ["model", id, name],
      model === "score" ? eligible?.get(name)?.score : model(logged.decision, action as A), // likewise
    );
  let predictedUnderTarget = 0;
  for (const [name, { action, probability: chance }] of targets)
    if (chance > 0) predictedUnderTarget += chance * predict(name, action);
  return { ...read, row: { ...row, predicted: predict(taken, decision["action"]), predictedUnderTarget }, unlisted };
};

/** Decisions as rows, and what is known of them beside. */
export interface ReadDecisions {
  readonly rows: readonly PolicyRow[];
  readonly provenance: Provenance;
}

/** What was left out, and whether chance alone left it out. */
interface Dropped {
  pending: number;
  undelivered: number;
  firstPending: number;
  lastObserved: number;
}

const provenanceOf = (dropped: Dropped, unlisted: number): Provenance => {
  const { pending, undelivered } = dropped;
  if (pending + undelivered === 0) return { warnings: [], selected: false, unlisted };
  const warnings: Reason[] = [reason("outcomes-dropped", { pending, undelivered })];
  if (undelivered > 0) warnings.push(reason("undelivered-dropped", { undelivered }));
  // where all that stayed was decided before all that is pending, time alone left it out
  if (pending > 0 && dropped.lastObserved >= dropped.firstPending)
    warnings.push(reason("open-windows-dropped", { pending }));
  return { warnings, selected: warnings.length > 1, unlisted };
};

/** Decisions from outside, each with its target probabilities, which the option `target` is asked for. */
export const readLogged = <A>(
  found: Found,
  logged: readonly LoggedDecision<A>[],
  options: EvaluatePolicyOptions<A>,
  missing: "refuse" | "drop",
): ReadDecisions => {
  const rows: PolicyRow[] = [];
  const seen = new Set<string>();
  const dropped: Dropped = {
    pending: 0,
    undelivered: 0,
    firstPending: Number.POSITIVE_INFINITY,
    lastObserved: Number.NEGATIVE_INFINITY,
  };
  let withoutList = 0;
  readArray(found, [], logged, (element, path) => {
    const { row, id, at, status, unlisted } = readDecision(found, path, element as LoggedDecision<A>, options); // read there, key by key
    if (id !== "" && seen.has(id)) note(found, [...path, "decision", "id"], "duplicate", "each decision once", id);
    seen.add(id);
    if (unlisted) withoutList += 1;
    if (row !== null) rows.push(row);
    if (status === "observed") dropped.lastObserved = Math.max(dropped.lastObserved, at);
    else if (missing === "refuse")
      note(
        found,
        [...path, "status"],
        "missing",
        'an outcome: join when all windows are over, or missing: "drop" leaves such decisions out',
        status,
      );
    else if (status === "pending") {
      dropped.pending += 1;
      dropped.firstPending = Math.min(dropped.firstPending, at);
    } else dropped.undelivered += 1;
  });
  return { rows, provenance: provenanceOf(dropped, withoutList) };
};
