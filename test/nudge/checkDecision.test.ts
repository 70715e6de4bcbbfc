import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  decide,
  type NudgeCandidate,
  type NudgePolicy,
  type NudgeRequest,
  nudgePolicy,
  type PastEvent,
} from "../../src/nudge/index.ts";
import { policyOptions, request } from "./arbitraries.ts";
import { type CheckedDecision, type CheckedPolicy, type CheckedRequest, checkDecision } from "./checkDecision.ts";

const GROUNDS = ["agreed", "consented", "legitimate-interest", "mandatory-training", "no-basis-needed"];

const optedOutOfAll: PastEvent = {
  learner: "ana",
  at: Date.UTC(2025, 0, 1),
  act: "optedOut",
  object: "all",
  objectKind: "nudge",
  source: "host",
};

const yes = ({ channel, purpose }: NudgeCandidate, at: number): PastEvent => ({
  ...optedOutOfAll,
  act: "consented",
  at,
  channel,
  purpose,
});

const check = (policy: NudgePolicy, about: NudgeRequest, decision: unknown): readonly string[] =>
  checkDecision(
    // JSON carries each to the oracle's own types, as a log would
    JSON.parse(JSON.stringify(policy)) as CheckedPolicy, // gamma is a number in these tests
    JSON.parse(
      JSON.stringify({
        ...about,
        zone: about.zone === null || about.zone === undefined ? null : { name: about.zone.zone, to: about.zone.to },
      }),
    ) as CheckedRequest, // instants are numbers in these tests
    JSON.parse(JSON.stringify(decision)) as CheckedDecision, // the fields of Decision that are read
  );

describe("an oracle that shares no code", () => {
  it("finds nothing wrong with any decision, while every ground carries messages and every exception is made", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(policyOptions, request, fc.nat({ max: 2 }), (options, drawn, dice) => {
        const policy = orThrow(nudgePolicy(options));
        const words =
          dice === 0 ? [optedOutOfAll] : dice === 1 ? drawn.candidates.map((each) => yes(each, drawn.at)) : [];
        const about = { ...drawn, history: [...drawn.history, ...words] };
        const decision = orThrow(decide(policy)(about));
        expect(check(policy, about, decision)).toEqual([]);
        for (const { code } of decision.reasons.slice(1)) seen.set(code, (seen.get(code) ?? 0) + 1);
      }),
      { numRuns: 800 },
    );
    expect([...seen.keys()].sort()).toEqual([...GROUNDS, "opt-out-set-aside", "safety-exception"].sort());
  });

  it("every message that law and rules allow is sent to somebody: over many ids each alternative is chosen, as often as it says", () => {
    let feasible = 0;
    fc.assert(
      fc.property(policyOptions, request, (options, about) => {
        const decideNow = decide(orThrow(nudgePolicy({ ...options, gamma: 1 })));
        const first = orThrow(decideNow({ ...about, id: "x" })).eligible ?? [];
        if (first.length < 2) return;
        feasible += 1;
        const draws = 400;
        const counts = first.map(() => 0);
        for (let index = 0; index < draws; index += 1) {
          const { action } = orThrow(decideNow({ ...about, id: `x${index}` }));
          const place = first.findIndex((one) => JSON.stringify(one.action) === JSON.stringify(action));
          counts[place] = (counts[place] ?? 0) + 1;
        }
        for (const [place, { probability: p }] of first.entries()) {
          const error = Math.sqrt(draws * p * (1 - p));
          expect(counts[place]).toBeGreaterThan(0);
          expect(Math.abs((counts[place] ?? 0) - draws * p)).toBeLessThan(6 * error); // one in 500 million draws
        }
      }),
      { numRuns: 150 },
    );
    expect(feasible).toBeGreaterThan(5);
  });

  it("does not let pass doing nothing, sending what is ruled out, or another chance than it had", () => {
    let silenced = 0;
    let smuggled = 0;
    fc.assert(
      fc.property(policyOptions, request, (options, about) => {
        const policy = orThrow(nudgePolicy(options));
        const decision = orThrow(decide(policy)(about));
        const { eligible, ruledOut } = decision;
        const [nothing, ...sends] = eligible ?? [];
        if (sends.length > 0) {
          const idle = { ...decision, action: nothing?.action, probability: 1, eligible: [nothing] };
          expect(check(policy, about, idle)).toContain("eligible");
          const sure = { ...decision, probability: 1 };
          expect(check(policy, about, sure)).toContain("chosen");
          silenced += 1;
        }
        const [forbidden] = ruledOut;
        if (forbidden !== undefined) {
          expect(check(policy, about, { ...decision, action: forbidden.action })).toContain("chosen");
          expect(check(policy, about, { ...decision, ruledOut: ruledOut.slice(1) })).not.toEqual([]);
          smuggled += 1;
        }
      }),
      { numRuns: 200 },
    );
    expect(Math.min(silenced, smuggled)).toBeGreaterThan(5);
  });
});
