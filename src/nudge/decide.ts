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
import { isAbout, type NudgeAction, type Send, scopeValues } from "./action.ts";
import { type Block, blocksIn } from "./guardrails.ts";
import { drawIndex, inverseGapProbabilities } from "./inverseGap.ts";
import type { LegalBasis } from "./legal.ts";
import { type NudgePolicy, readPolicy } from "./policy.ts";
import { type Candidate, type NudgeRequest, type Request, readRequest } from "./request.ts";
import { instantText, type Standing, standingOf } from "./standing.ts";

const nameOf = (action: NudgeAction): string => (action.kind === "send" ? action.candidate : action.kind);

/** Its draws have a seed of their own, so that no decision id can share one with them. */
const isHeldOut = (policy: NudgePolicy, learner: string): boolean =>
  policy.holdOutShare > 0 && drawUniform(stream(`${policy.seed}/hold-out`, learner)) < policy.holdOutShare;

const ruledOut = (action: Send, { rule, until }: Pick<Block, "rule" | "until">): RuledOut<Send> =>
  until === undefined ? { action, rule } : { action, rule, until };

/**
 * Whether a rule gives way to a message. An opt-out that names no channel does where the law alone carries the message: nobody can opt out
 * of a duty, though everybody of a channel. The hold-out does where safety is at stake, and so does, in the last hours before the
 * deadline, a timing rule that has an end. Nothing else does. None of this looks at how long a rule will hold: if it did, one more
 * quiet window could let a message through.
 */
const givesWay = ({ kind, scope, until }: Block, { obligation, safety }: Standing, at: number): boolean => {
  if (kind === "opt-out") return obligation && scope.channel === undefined;
  if (kind === "hold-out") return safety !== null;
  return kind === "timing" && safety !== null && until !== undefined && safety.from <= at && at < safety.deadline;
};

/** A rule that will give way before it ends lets go then. */
const untilGivenWay = (block: Block, { safety }: Standing, at: number): Pick<Block, "rule" | "until"> =>
  safety === null || block.until === undefined || at >= safety.from
    ? block
    : { rule: block.rule, until: Math.min(block.until, safety.from) };

/** The exception, for the log: what gave way, and to what. */
const exception = ({ candidate }: Send, { kind, scope, rule }: Block, { safety }: Standing): Reason => {
  if (kind === "opt-out" || safety === null) return reason("opt-out-set-aside", { candidate, ...scopeValues(scope) });
  const { category, deadline } = safety;
  return reason("safety-exception", { candidate, rule: rule.code, category, deadline, due: instantText(deadline) });
};

/** A candidate, and how it stands under law and rules. */
interface Judged {
  readonly candidate: Candidate;
  readonly against: readonly RuledOut<Send>[];
  /** On what ground it may be sent, where it may. */
  readonly because: readonly Reason[];
  /** What gave way to it. */
  readonly exceptions: readonly Reason[];
}

/** What speaks for and against a candidate now, every rule by itself. */
const judge = (
  candidate: Candidate,
  legal: readonly LegalBasis[],
  { at, history }: Request,
  blocks: readonly Block[],
): Judged => {
  const { action, about, expiresAt } = candidate;
  const standing = standingOf(legal, candidate, history);
  const against = standing.against.map((rule) => ruledOut(action, { rule }));
  if (expiresAt <= at) against.unshift(ruledOut(action, { rule: reason("expired", { expiresAt }) }));
  const exceptions: Reason[] = [];
  for (const block of blocks) {
    if (!isAbout(block.scope, about)) continue;
    if (givesWay(block, standing, at)) exceptions.push(exception(action, block, standing));
    else against.push(ruledOut(action, untilGivenWay(block, standing, at)));
  }
  return { candidate, against, because: standing.because, exceptions };
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
  const judged = candidates.map((candidate) => judge(candidate, policy.legal, request, blocks));
  const allowed = judged.filter(({ against }) => against.length === 0);
  const left = allowed.map(({ candidate }) => candidate);
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
  const index = drawIndex(probabilities, drawUniform(stream(policy.seed, id)));
  const chosen = eligible[index] as Weighed; // one for each probability
  const ground = index === 0 ? [] : (allowed[index - 1] as Judged).because; // nothing stands first
  return {
    id,
    learner,
    at,
    policy: { name: policy.name, version: policy.revision },
    action: chosen.action,
    probability: chosen.probability,
    eligible,
    ruledOut: judged.flatMap(({ against }) => against),
    context: request.context,
    reasons: [
      whyChosen(eligible, chosen, gamma, candidates.length),
      ...ground,
      ...allowed.flatMap(({ exceptions }) => exceptions),
    ],
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
 * First the law: a candidate is out if the policy declares no legal basis for its purpose, without the consent that its basis asks for,
 * after an objection or a withdrawal of consent where its basis heeds them (an agreement and a legal obligation do not), or where it claims a legal obligation without naming the module, the law and the deadline.
 * Then the guardrails: a candidate is out if it has expired, if the learner has opted out of its channel or purpose (for good), during
 * quiet hours, too soon after another message, where a cap is reached, where the learner is held out, or where the zone is not known.
 * Each rule that holds is listed in `ruledOut`, with the instant at which it lets go if there is one. "Nothing" is always left: what must
 * reach everybody in any case is no nudge, and is not to be left to a draw.
 *
 * What the law demands passes opt-outs that name no channel; what `legal` declares as a matter of safety passes the hold-out, and in the
 * last hours before its deadline quiet hours, caps and gaps. Each such exception is among the `reasons`, with the rule that gave way.
 * The ground of the message that was chosen is among them too: they answer "why am I seeing this?".
 *
 * Then chance: where K alternatives were considered ("nothing" among them) and mu* is the highest expected reward of those left, an
 * alternative with less is chosen with probability p = 1 / (K + gamma (mu* - mu)), and the best has the rest (inverse gap weighting).
 * The probabilities are logged, so that any other policy can be evaluated on these decisions; they sum to 1 within rounding (1e-14).
 * Another opt-out, objection, withdrawal, quiet window or cap never turns a decision for nothing into a message.
 *
 * The draw belongs to `id`: the same request gives the same decision, byte for byte, on every machine. Asking again is no harm, and
 * `verifyDecision` checks a logged decision by making it again. Messages in the future of `at` count towards caps, except those that
 * this decision itself led to. Where the id was used before, and its message delivered before `at`, nothing is sent.
 *
 * @param policy - From `nudgePolicy` or `parsePolicy`; checked once, here.
 * @returns A function of the request: the decision, or `InvalidInput` and no message.
 *
 * Cost: candidates times rules, plus rules times events; n log n in the messages of the history.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 * import { compileZone } from "learnlift/core";
 *
 * const policy = orThrow(
 *   nudge.nudgePolicy({
 *     name: "reminders",
 *     seed: 7,
 *     legal: [{ purpose: "reminder", basis: "agreement", reference: "works agreement 12/2025" }],
 *     gamma: 100,
 *     rules: { quietHours: [{ from: "20:00", to: "08:00" }] },
 *   }),
 * );
 * const decision = orThrow(
 *   nudge.decide(policy)({
 *     id: "2025-07-01/ana",
 *     learner: "ana",
 *     at: Date.UTC(2025, 6, 1, 5, 30), // 06:30 in Lisbon
 *     zone: orThrow(compileZone({ zone: "Europe/Lisbon" })),
 *     candidates: [{ id: "finish-module-3", channel: "email", purpose: "reminder", expected: 0.31 }],
 *     history: [],
 *   }),
 * );
 * decision.action; // { kind: "nothing" }
 * decision.ruledOut[0]?.rule; // quiet-hours, until 08:00 on 2025-07-01 in Europe/Lisbon
 * ```
 */
export const decide = (policy: NudgePolicy): ((request: NudgeRequest) => Result<Decision<NudgeAction>>) =>
  decideAs("nudge.decide", policy);
