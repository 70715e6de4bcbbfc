import { describe, expect, it } from "vitest";
import { orThrow, type Result } from "../../src/core/vocabulary/index.ts";
import {
  appendAudit,
  decide,
  evaluatePolicy,
  evaluatePolicyFromMoments,
  evaluatePolicyFromRows,
  ledger,
  nudgePolicy,
  replayAudit,
  verifyAuditChain,
} from "../../src/nudge/index.ts";
import { invalidOf } from "../support/property.ts";
import { keysOf, logOf, policy, requestOf } from "./audit/log.ts";
import { secretOf } from "./audit/slowAudit.ts";

/** Path and expectation of each issue, as a person would read them. */
const told = (result: Result<unknown>): readonly string[] =>
  invalidOf(result).issues.map(({ path, expected }) => `${path.join(".")}: ${expected}`);

type Loose = (given: unknown) => Result<unknown>;
const loose = (ask: unknown): Loose => ask as Loose; // on purpose: whatever comes

const request = requestOf("ana", 0);
const ask = loose(decide(policy));
const askWith = (change: object): string => told(ask({ ...request, ...change }))[0] ?? "";
const candidate = { id: "mail", channel: "email", purpose: "reminder", expected: 0.3 };

// What is expected, in words, stands in every issue; here are those that are said nowhere else.
describe("issues of nudges say what was expected", () => {
  it.each<[object, string]>([
    [{ history: 7 }, "history: an array of the learner's events"],
    [{ history: [7] }, "history.0: a learner event"],
    [
      { history: [{ learner: "bo", act: "viewed", at: request.at }] },
      "history.0.learner: the learner of this decision",
    ],
    [{ candidates: [candidate, candidate] }, "candidates.1.id: each candidate once"],
    [
      { candidates: [{ ...candidate, obligation: { reference: "GwG", deadline: request.at } }] },
      "candidates.0.module: the module that is mandatory",
    ],
    [
      { candidates: [{ ...candidate, module: "m", obligation: { reference: 7, deadline: request.at } }] },
      "candidates.0.obligation.reference: the law that demands it",
    ],
    [{ candidates: [{ ...candidate, channel: " " }] }, "candidates.0.channel: a name that is more than blanks"],
  ])("of a request (%#)", (change, expected) => {
    expect(askWith(change)).toBe(expected);
  });

  it("of a policy", () => {
    const options = { name: "n", seed: [], gamma: 5, legal: [] };
    expect(told(loose(nudgePolicy)(options))).toContain("seed: a string or a number");
  });

  it("of decisions for the ledger", () => {
    const counted = loose(ledger);
    const nothing = { kind: "nothing" };
    expect(told(counted([7]))[0]).toBe("0: a nudge decision");
    expect(told(counted([{ action: { kind: "call" }, eligible: null, ruledOut: [] }]))[0]).toBe(
      "0.action: the action of a nudge decision",
    );
    const rule = (code: unknown) => [
      { action: nothing, eligible: null, ruledOut: [{ action: nothing, rule: { code } }] },
    ];
    for (const code of [7, undefined]) expect(told(counted(rule(code)))[0]).toContain("the code of a reason");
  });
});

describe("issues of the audit chain say what was expected", () => {
  const decision = orThrow(decide(policy)(request));
  const good = secretOf("ana");

  it("of keys, without ever showing a secret", () => {
    const issueOf = (keys: unknown) => {
      const { expected, received } = invalidOf(appendAudit(keys as ReturnType<typeof keysOf>)({ request, decision }))
        .issues[0];
      return [expected, received];
    };
    expect(issueOf([7])[0]).toBe("a key: learner and secret");
    const [shape, length] = issueOf([{ learner: "ana", secret: good.slice(2) }]);
    expect(length).toBe('"(a text of 62 characters)"');
    expect(issueOf([{ learner: "ana", secret: "0".repeat(64) }])).toEqual([
      `${shape}: this one has a pattern`,
      '"(not shown)"',
    ]);
    const ana = { learner: "ana", secret: good };
    const twice = [ana, { learner: "bo", secret: good }];
    expect(issueOf(twice)).toEqual(["a secret of its own for each person", '"(not shown)"']);
    expect(issueOf([ana, { learner: "ana", secret: secretOf("bo") }])[0]).toBe("each person once");
    expect(JSON.stringify(appendAudit(twice)({ request, decision }))).not.toContain(good);
  });

  it("of what is appended", () => {
    const append = loose(appendAudit(keysOf(["ana"])));
    expect(told(append({ request, decision: { ...decision, learner: "bo" } }))).toEqual([
      "decision.learner: ana, as in the request",
    ]);
    expect(told(append({ request, decision: { ...decision, id: "x" } }))).toEqual([
      "decision.id: d0, as in the request",
    ]);
    expect(told(append({ head: 7, request, decision }))[0]).toBe("head: a head: length and hash");
    const stranger = requestOf("cy", 0);
    expect(told(append({ request: stranger, decision: orThrow(decide(policy)(stranger)) }))).toEqual([
      "decision.learner: a person with a key",
    ]);
  });

  it("of entries and records", () => {
    const { entries, records, keys } = logOf(["ana", "bo"]);
    const verify = loose(verifyAuditChain());
    expect(told(verify([7]))[0]).toContain("an entry of an audit chain");
    const again = loose(replayAudit({ policies: [policy], keys }));
    expect(told(again({ entries, records: [7] }))[0]).toContain("a record: index, request and decision");
    expect(told(again({ entries, records: [records[0], records[0]] }))).toEqual(["records.1.index: each entry once"]);
    expect(told(replayAudit({ policies: [policy, policy], keys })({ entries, records }))).toEqual([
      "policies.1: each revision of a policy once",
    ]);
  });
});

describe("issues of an evaluation say what was expected", () => {
  const logged = {
    decision: {
      ...{ id: "d", learner: "ana", at: 0, policy: { name: "p", version: "1" }, action: "mail", probability: 0.5 },
      eligible: [
        { action: "mail", probability: 0.5 },
        { action: "chat", probability: 0.5 },
      ],
      ...{ ruledOut: [], context: {}, reasons: [] },
    },
    ...{ status: "observed", reward: 1, rewardedAt: null, deliveredAt: null },
  };
  const evaluate = (options: object, log: unknown) => told(loose(evaluatePolicy(options as never))(log));
  const target = () => [{ action: "mail", probability: 1 }];

  it("of its options", () => {
    expect(evaluate({}, [])).toEqual(["target: a function from a decision to actions with probabilities"]);
    expect(evaluate({ target, model: 7 }, [])).toEqual(['model: "score", or a function of a decision and an action']);
    expect(evaluate({ target, actionName: 7 }, [])).toEqual(["actionName: a function of an action"]);
    expect(evaluate({ target, estimator: "direct" }, [])).toEqual(["model: a model, because the estimator is direct"]);
  });

  it("of logged decisions", () => {
    expect(evaluate({ target }, [7])[0]).toBe("0: a decision with its outcome");
    expect(evaluate({ target }, [logged, logged])).toContain("1.decision.id: each decision once");
    expect(evaluate({ target: () => [7] }, [logged])[0]).toContain("an action with its probability");
    expect(evaluate({ target: () => [{ action: {}, probability: 1 }] }, [logged])[0]).toContain(
      "an action with a name (option actionName)",
    );
    const doubled = () => [0.5, 0.5].map((probability) => ({ action: "mail", probability }));
    expect(evaluate({ target: doubled }, [logged])[0]).toContain(
      "each action once (option actionName tells them apart)",
    );
    const unnamed = { ...logged, decision: { ...logged.decision, action: {} } };
    expect(evaluate({ target }, [unnamed])[0]).toContain("an action with a name (option actionName)");
    const other = { ...logged, decision: { ...logged.decision, probability: 0.25 } };
    expect(evaluate({ target }, [other])[0]).toBe("0.decision.probability: that of mail in eligible");
  });

  it("of rows, columns and moments", () => {
    const rows = loose(evaluatePolicyFromRows());
    expect(told(rows([7]))[0]).toBe("0: a row: reward, probability, target");
    expect(told(rows({ reward: [1, 2], probability: 7, target: [1] }))).toEqual([
      "probability: an array or a typed array",
      "target: as many as rewards: 2",
    ]);
    const moments = loose(evaluatePolicyFromMoments());
    expect(told(moments(7))[0]).toBe(": what policyMomentsFold says");
  });
});
