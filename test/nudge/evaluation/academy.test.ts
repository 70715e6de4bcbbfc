import { describe, expect, it } from "vitest";
import { compileZone } from "../../../src/core/time/index.ts";
import { type Decision, orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  decide,
  evaluatePolicy,
  type NudgeAction,
  type NudgeRequest,
  nudgePolicy,
  type PolicyEstimator,
  type TargetAction,
} from "../../../src/nudge/index.ts";
import { joinOutcomes } from "../../../src/records/index.ts";
import { simulateAcademy, simulateResponses } from "../../../src/simulate/index.ts";

const DAY = 86_400_000;
const zone = orThrow(compileZone({ zone: "UTC", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }));

/** Asked about: nine times in ten a message, in the proportions in which messages were tried. */
const mostlySend = ({ eligible }: Decision<NudgeAction>): readonly TargetAction<NudgeAction>[] => {
  const alternatives = eligible ?? [];
  const sending = alternatives.reduce(
    (sum, { action, probability }) => sum + (action.kind === "send" ? probability : 0),
    0,
  );
  return alternatives.map(({ action, probability }) => ({
    action,
    probability: sending === 0 ? 1 : action.kind === "send" ? (0.9 * probability) / sending : 0.1,
  }));
};

/** One academy: decisions in three weeks, what came of them, and the true value of the policy asked about. */
const walk = (seed: number) => {
  const academy = orThrow(simulateAcademy({ seed, learners: 150, weeks: 2 }));
  const deciding = decide(
    orThrow(
      nudgePolicy({
        name: "weekly",
        seed,
        gamma: 10,
        legal: [{ purpose: "reminder", basis: "agreement", reference: "works agreement" }],
        rules: { caps: [{ max: 2, per: "hours", hours: 28 * 24 }] },
      }),
    ),
  );
  const decisions: Decision<NudgeAction>[] = [];
  for (const week of [0, 1, 2]) {
    const { events } = orThrow(simulateResponses(academy)(decisions));
    for (const { learner } of academy.truth.learners) {
      const request: NudgeRequest = {
        id: `${week}/${learner}`,
        learner,
        at: academy.endsAt + week * 7 * DAY + DAY,
        zone,
        candidates: [
          { id: "email", channel: "email", purpose: "reminder", module: "incident-review", expected: 0.21 },
          { id: "chat", channel: "chat", purpose: "reminder", module: "incident-review", expected: 0.25 },
        ],
        history: events.filter((event) => event.learner === learner),
        expectedIfNothing: 0.18,
        context: { module: "incident-review" },
      };
      decisions.push(orThrow(deciding(request)));
    }
  }
  const { events, truth } = orThrow(simulateResponses(academy)(decisions));
  const logged = orThrow(
    joinOutcomes<NudgeAction>({
      reward: { act: "launched", objectKind: "module", object: ({ context }) => String(context["module"]) },
      windowDays: 7,
      asOf: academy.endsAt + 40 * DAY,
      delivered: "assumed",
    })({ decisions, events }),
  );
  const chances = new Map(truth.map((each) => [each.decision, each]));
  const kept = logged.filter(({ status }) => status === "observed");
  let value = 0;
  for (const { decision } of kept) {
    const { without = 0, with: sent = null } = chances.get(decision.id) ?? {};
    value += sent === null ? without : 0.1 * without + 0.9 * sent;
  }
  return { logged, value: value / kept.length };
};

describe("evaluatePolicy on an academy whose truth is known", () => {
  it("covers the true value of a policy that never ran, from the decisions of another", () => {
    const walks = Array.from({ length: 12 }, (_, i) => walk(100 + i));
    const estimators: readonly PolicyEstimator[] = ["ips", "snips", "doubly-robust", "self-normalised-doubly-robust"];
    for (const estimator of estimators) {
      let covered = 0;
      let errors = 0;
      let squares = 0;
      for (const { logged, value } of walks) {
        const estimate = orThrow(
          evaluatePolicy<NudgeAction>({ target: mostlySend, estimator, model: "score", missing: "drop" })(logged),
        ).by.value;
        const [lower, upper] = [estimate.interval.lower ?? 1, estimate.interval.upper ?? 0];
        if (lower <= value && value <= upper) covered += 1;
        const error = ((estimate.estimate ?? Number.NaN) - value) / (estimate.standardError?.value ?? Number.NaN);
        errors += error;
        squares += error * error;
        expect(estimate.n).toMatchObject({ clusters: 150 });
        expect(estimate.evidence).toBe("randomised");
      }
      // of 12 intervals at 95 %, fewer than 10 would cover with probability .02; the seeds are fixed
      expect(covered, estimator).toBeGreaterThanOrEqual(10);
      // errors in standard errors average 0 with standard error 1/√12, and their squares at most 1
      expect(Math.abs(errors / walks.length), estimator).toBeLessThan(3 / Math.sqrt(walks.length));
      expect(squares / walks.length, estimator).toBeLessThan(2);
    }
  });

  it("knows nothing of a policy that would do what rules forbade", () => {
    const { logged } = walk(7);
    const always = evaluatePolicy<NudgeAction>({
      target: () => [
        { action: { kind: "send", candidate: "email", channel: "email", purpose: "reminder" }, probability: 1 },
      ],
      missing: "drop",
    })(logged);
    expect(always).toMatchObject({ left: { _tag: "NotIdentified", because: { code: "no-support" } } });
  });
});
