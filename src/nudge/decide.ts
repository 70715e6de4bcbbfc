import { isLeft, right } from "fp-ts/lib/Either.js";
import { note, reading } from "../core/check/index.ts";
import { pow } from "../core/numeric/elementary/index.ts";
import { drawUniform, stream } from "../core/numeric/random/index.ts";
import { type CompiledWindow, readWindows } from "../core/time/index.ts";
import {
  type Decision,
  type EligibleAction,
  type Reason,
  type Result,
  type RuledOut,
  reason,
} from "../core/vocabulary/index.ts";
import { isAbout, type NudgeAction, type Send } from "./action.ts";
import { type Block, blocksIn } from "./guardrails.ts";
import { drawIndex, inverseGapProbabilities } from "./inverseGap.ts";
import { type NudgePolicy, readPolicy } from "./policy.ts";
import { type Candidate, type NudgeRequest, type Request, readRequest } from "./request.ts";

const nameOf = (action: NudgeAction): string => (action.kind === "send" ? action.candidate : action.kind);

/** Its draws have a seed of their own, so that no decision id can share one with them. */
const isHeldOut = (policy: NudgePolicy, learner: string): boolean =>
  policy.holdOutShare > 0 && drawUniform(stream(`${policy.seed}/hold-out`, learner)) < policy.holdOutShare;

const ruledOut = (action: Send, { rule, until }: Pick<Block, "rule" | "until">): RuledOut<Send> =>
  until === undefined ? { action, rule } : { action, rule, until };

/** What speaks against a candidate now, every rule by itself. */
const againstIt = (candidate: Candidate, at: number, blocks: readonly Block[]): readonly RuledOut<Send>[] => {
  const { action, expiresAt } = candidate;
  const against = blocks.filter(({ scope }) => isAbout(scope, action)).map((block) => ruledOut(action, block));
  return expiresAt > at ? against : [ruledOut(action, { rule: reason("expired", { expiresAt }) }), ...against];
};

/** Why this alternative and no other, from what was weighed: expected rewards, and how many were left. */
const whyChosen = (eligible: readonly Weighed[], chosen: Weighed, gamma: number, candidates: number): Reason => {
  if (candidates === 0) return reason("no-candidates");
  if (eligible.length === 1) return reason("nothing-left-to-send", { candidates });
  const others = eligible.filter((other) => other !== chosen);
  const next = others.reduce((highest, { score }) => Math.max(highest, score), 0);
  const { probability, score: expected } = chosen;
  const values = { action: nameOf(chosen.action), expected, probability };
  if (expected > next) return reason("highest-expected", { ...values, next, gamma });
  if (expected < next) return reason("explored", { ...values, best: next, gamma });
  return reason("tied-for-highest", { ...values, tied: others.filter(({ score }) => score === next).length + 1 });
};

interface Weighed extends EligibleAction<NudgeAction> {
  readonly score: number;
}

const decideValid = (
  policy: NudgePolicy,
  quiet: readonly CompiledWindow[],
  gamma: number,
  request: Request,
): Decision<NudgeAction> => {
  const { id, learner, at, candidates } = request;
  const heldOut = isHeldOut(policy, learner) ? policy.holdOutShare : null;
  const blocks = blocksIn(policy.rules, quiet, { at, zone: request.zone, history: request.history, heldOut });
  const out: RuledOut<Send>[] = [];
  const left: Candidate[] = [];
  for (const candidate of candidates) {
    const against = againstIt(candidate, at, blocks);
    if (against.length === 0) left.push(candidate);
    else out.push(...against);
  }
  const actions: readonly NudgeAction[] = [{ kind: "nothing" }, ...left.map(({ action }) => action)];
  const expected = [request.expectedIfNothing, ...left.map((candidate) => candidate.expected)];
  const probabilities = inverseGapProbabilities(expected, gamma, candidates.length + 1);
  const eligible = actions.map(
    (action, index): Weighed => ({
      action,
      probability: probabilities[index] as number, // one for each action
      score: expected[index] as number, // one for each action
    }),
  );
  const chosen = eligible[drawIndex(probabilities, drawUniform(stream(policy.seed, id)))] as Weighed; // one for each probability
  return {
    id,
    learner,
    at,
    policy: { name: policy.name, version: policy.revision },
    action: chosen.action,
    probability: chosen.probability,
    eligible,
    ruledOut: out,
    context: request.context,
    reasons: [whyChosen(eligible, chosen, gamma, candidates.length)],
  };
};

/** The reading half and the deciding half together, under the name of the function that was called. */
export const decideAs = (name: string, policy: NudgePolicy): ((request: unknown) => Result<Decision<NudgeAction>>) => {
  const compiled = reading(name, (found) => {
    const read = readPolicy(found, ["policy"], policy);
    return { policy: read, quiet: readWindows(found, ["policy", "rules", "quietHours"], read.rules.quietHours) };
  });
  if (isLeft(compiled)) return () => compiled;
  const { policy: valid, quiet } = compiled.right;
  return (request) => {
    const read = reading(name, (found) => {
      const parts = readRequest(found, request);
      if (typeof valid.gamma !== "number" && parts.round === null)
        note(found, ["round"], "missing", "a whole number, because the policy's gamma is a schedule", undefined);
      return parts;
    });
    if (isLeft(read)) return read;
    const gamma =
      typeof valid.gamma === "number"
        ? valid.gamma
        : valid.gamma.scale * pow(read.right.round ?? 0, valid.gamma.exponent);
    return right(decideValid(valid, quiet, gamma, read.right));
  };
};

/**
 * Shall this learner get a message now, and which one?
 *
 * First the guardrails: a candidate is out if it has expired, if the learner has opted out of its channel or purpose (for good),
 * during quiet hours, too soon after another message, where a cap is reached, where the learner is held out, or where the zone is not
 * known. Each rule that holds is listed in `ruledOut`, with the instant at which it lets go if there is one. "Nothing" is always
 * left.
 *
 * Then chance: where K alternatives were considered ("nothing" among them) and mu* is the highest expected reward of those left, an
 * alternative with less is chosen with probability p = 1 / (K + gamma (mu* - mu)), and the best has the rest (inverse gap weighting).
 * The probabilities are logged, so that any other policy can be evaluated on these decisions. Another opt-out or a stricter cap
 * never turns a decision for nothing into a message.
 *
 * The draw belongs to `id`: the same request gives the same decision, byte for byte, on every machine. Asking again is no harm, and
 * `verifyDecision` checks a logged decision by making it again. Messages in the future of `at` count towards caps.
 *
 * @param policy - From `nudgePolicy` or `parsePolicy`; checked once, here.
 * @returns A function of the request: the decision, or `InvalidInput` and no message.
 *
 * Cost: candidates times rules; linear in history, but at worst quadratic in the messages of one rolling stretch once its cap is reached.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 * import { compileZone } from "learnlift/core";
 *
 * const policy = orThrow(
 *   nudge.nudgePolicy({ name: "reminders", seed: 7, gamma: 100, rules: { quietHours: [{ from: "20:00", to: "08:00" }] } }),
 * );
 * const decision = orThrow(
 *   nudge.decide(policy)({
 *     id: "2025-07-01/ana",
 *     learner: "ana",
 *     at: Date.UTC(2025, 6, 1, 5, 30), // 06:30 in Lisbon
 *     zone: orThrow(compileZone({ zone: "Europe/Lisbon" })),
 *     candidates: [{ id: "finish-module-3", channel: "email", expected: 0.31 }],
 *     history: [],
 *   }),
 * );
 * decision.action; // { kind: "nothing" }
 * decision.ruledOut[0]?.rule; // quiet-hours, until 08:00 on 2025-07-01 in Europe/Lisbon
 * ```
 */
export const decide = (policy: NudgePolicy): ((request: NudgeRequest) => Result<Decision<NudgeAction>>) =>
  decideAs("nudge.decide", policy);
