// An oracle of whole decisions: given policy, request and decision, everything that the decision says is worked out again by brute force.
// It imports nothing from src. It cannot draw the number, so what it cannot say is which of the alternatives had to be chosen; how often each
// is chosen is the frequency test's to say.
import { type NaiveCandidate, type NaivePolicy, type NaiveRequest, naiveBlocks } from "./naiveGuardrails.ts";

export interface CheckedPolicy extends NaivePolicy {
  readonly name: string;
  readonly revision: string;
  readonly gamma: number;
}

export interface CheckedCandidate extends NaiveCandidate {
  readonly purpose: string;
  readonly expected: number;
}

export interface CheckedRequest extends NaiveRequest {
  readonly learner: string;
  readonly candidates: readonly CheckedCandidate[];
  readonly expectedIfNothing?: number;
}

interface Action {
  readonly kind: string;
  readonly candidate?: string;
}

export interface CheckedDecision {
  readonly id: string;
  readonly learner: string;
  readonly at: number;
  readonly policy: { readonly name: string; readonly version: string };
  readonly action: Action;
  readonly probability: number;
  readonly eligible:
    | readonly { readonly action: Action; readonly probability: number; readonly score?: number }[]
    | null;
  readonly ruledOut: readonly { readonly action: Action; readonly rule: { readonly code: string } }[];
  readonly reasons: readonly { readonly code: string }[];
}

/** Inverse gap weighting in rational steps of its definition, with "nothing" first. */
export const chances = (expected: readonly number[], gamma: number, considered: number): readonly number[] => {
  const best = [...expected].sort((one, other) => other - one)[0] ?? 0;
  const poor = expected.map((mu) => (mu < best ? 1 / (considered + gamma * (best - mu)) : 0));
  const share = (1 - poor.reduce((sum, p) => sum + p, 0)) / expected.filter((mu) => mu === best).length;
  return poor.map((p) => (p === 0 ? share : p));
};

const GROUNDS: Readonly<Record<string, string>> = {
  consent: "consented",
  agreement: "agreed",
  "legitimate-interest": "legitimate-interest",
  "not-required": "no-basis-needed",
  "legal-obligation": "mandatory-training",
};

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Everything that is wrong with a decision, in words; none where it is right. */
export const checkDecision = (
  policy: CheckedPolicy,
  request: CheckedRequest,
  decision: CheckedDecision,
): readonly string[] => {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  must(decision.id === request.id && decision.learner === request.learner && decision.at === request.at, "whom");
  must(decision.policy.name === policy.name && decision.policy.version === policy.revision, "policy");
  const candidates = [...request.candidates].sort((one, other) => (one.id < other.id ? -1 : 1));
  const blocks = new Map(candidates.map((each) => [each.id, naiveBlocks(policy, request, each)]));
  const left = candidates.filter(({ id }) => blocks.get(id)?.length === 0);
  for (const { id } of candidates) {
    const listed = decision.ruledOut
      .filter(({ action }) => action.candidate === id)
      .map(({ rule }) => (rule.code === "always-quiet" ? "quiet-hours" : rule.code));
    must(listed.sort().join() === blocks.get(id)?.join(), `rules against ${id}`);
  }
  must(
    decision.ruledOut.every(({ action }) => blocks.has(action.candidate ?? "")),
    "rules against strangers",
  );
  const eligible = decision.eligible ?? [];
  must(eligible.map(({ action }) => action.candidate).join() === ["", ...left.map(({ id }) => id)].join(), "eligible");
  must(eligible[0]?.action.kind === "nothing", "nothing comes first");
  const expected = [request.expectedIfNothing ?? 0, ...left.map((each) => each.expected)];
  const probabilities = chances(expected, policy.gamma, request.candidates.length + 1);
  let sum = 0;
  for (const [index, { probability, score }] of eligible.entries()) {
    must(Math.abs(probability - (probabilities[index] ?? -1)) < 1e-14, `probability ${index}`);
    must(probability > 0, `no chance ${index}`);
    must(score === expected[index], `score ${index}`);
    sum += probability;
  }
  must(Math.abs(sum - 1) < 1e-14, "sum");
  const chosen = eligible.find(({ action }) => JSON.stringify(action) === JSON.stringify(decision.action));
  must(chosen !== undefined && chosen.probability === decision.probability, "chosen");
  const carried = candidates.find(({ id }) => id === decision.action.candidate);
  const grounds = policy.legal
    .filter(
      ({ purpose, channel }) =>
        carried !== undefined &&
        same(purpose, carried.purpose) &&
        (channel === undefined || same(channel, carried.channel)),
    )
    .map(({ basis }) => GROUNDS[basis]);
  must((carried === undefined) === (grounds.length === 0), "a send without a ground");
  const exceptions = ["safety-exception", "opt-out-set-aside"];
  const named = decision.reasons.slice(1).filter(({ code }) => !exceptions.includes(code));
  must(named.map(({ code }) => code).join() === grounds.join(), "grounds");
  return wrong;
};
