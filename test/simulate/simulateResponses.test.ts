import { beforeAll, describe, expect, it } from "vitest";
import { type Decision, orThrow } from "../../src/core/vocabulary/index.ts";
import { type Academy, type SimulatedAction, simulateAcademy, simulateResponses } from "../../src/simulate/index.ts";

const DAY_MS = 86_400_000;
const NOTHING: SimulatedAction = { kind: "nothing" };
const send = (channel: string): SimulatedAction => ({ kind: "send", channel, module: "incident-review" });

describe("simulateResponses", () => {
  let academy: Academy;
  beforeAll(() => {
    academy = orThrow(simulateAcademy({ seed: 21, learners: 1200, weeks: 2, zones: ["Europe/Lisbon"] }));
  });
  const decision = (id: string, learner: string, action: SimulatedAction, at: number): Decision<SimulatedAction> => ({
    id,
    learner,
    at,
    policy: { name: "test", version: "1" },
    action,
    probability: 0.5,
    eligible: [
      { action: NOTHING, probability: 0.5 },
      { action: send("email"), probability: 0.5 },
    ],
    ruledOut: [],
    context: { module: "incident-review" },
    reasons: [],
  });
  const present = () => academy.truth.learners.filter(({ leftOnDay }) => leftOnDay === null);
  /** A coin that is not ours: the parity of a sum of digits of a hash. */
  const coin = (text: string): boolean => {
    let hash = 2166136261;
    for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0x5bd1e995);
    return ((hash ^ (hash >>> 15)) & 1) === 1;
  };
  const wave = (round: number) =>
    present().map(({ learner }) =>
      decision(
        `r${round}-${learner}`,
        learner,
        coin(`r${round}-${learner}`) ? send("email") : NOTHING,
        academy.endsAt + round * 40 * DAY_MS,
      ),
    );
  const started = (events: readonly { readonly id?: string; readonly act: string }[]) =>
    new Set(events.filter(({ act }) => act === "launched").map(({ id }) => (id ?? "").replace("/launched", "")));

  it("covers its own true effect about as often as 95 % intervals should, where a coin decided", () => {
    let covered = 0;
    const rounds = 60;
    for (let round = 0; round < rounds; round += 1) {
      const decisions = wave(round).slice((round % 3) * 300, (round % 3) * 300 + 300);
      const { events, averageEffect } = orThrow(simulateResponses(academy)(decisions));
      const ids = started(events);
      const arm = (kind: string) =>
        decisions.filter(({ action }) => action.kind === kind).map(({ id }) => (ids.has(id) ? 1 : 0));
      const moments = (values: readonly number[]) => {
        const mean = values.reduce<number>((sum, value) => sum + value, 0) / values.length;
        return { mean, error: (mean * (1 - mean)) / values.length };
      };
      const [one, zero] = [moments(arm("send")), moments(arm("nothing"))];
      if (Math.abs(one.mean - zero.mean - (averageEffect ?? 0)) < 1.96 * Math.sqrt(one.error + zero.error))
        covered += 1;
    }
    expect(covered).toBeGreaterThanOrEqual(52); // of 60 at 95 %: below 52 has a chance under 1 %
  });

  it("gives the same answer whatever the order of the decisions", () => {
    const decisions = wave(1).slice(0, 100);
    expect(orThrow(simulateResponses(academy)([...decisions].reverse()))).toEqual(
      orThrow(simulateResponses(academy)(decisions)),
    );
  });

  it("starts with a helpful message whoever starts without one: both worlds share their draws", () => {
    const people = present().filter(({ responsiveness }) => responsiveness > 0);
    const world = (action: SimulatedAction) =>
      started(
        orThrow(
          simulateResponses(academy)(
            people.map(({ learner }) => decision(`x-${learner}`, learner, action, academy.endsAt)),
          ),
        ).events,
      );
    const [without, withIt] = [world(NOTHING), world(send("email"))];
    for (const id of without) expect(withIt.has(id)).toBe(true);
    expect(withIt.size).toBeGreaterThan(without.size);
  });

  it("tires: each further message of a week does less for the same person", () => {
    const [person] = present().filter(({ responsiveness }) => responsiveness > 0.4);
    const decisions = [0, 1, 2, 3].map((day) =>
      decision(`t-${day}`, person?.learner ?? "", send("email"), academy.endsAt + day * DAY_MS),
    );
    const effects = orThrow(simulateResponses(academy)(decisions)).truth.map((one) => (one.with ?? 0) - one.without);
    for (let at = 1; at < effects.length; at += 1) expect(effects[at] ?? 0).toBeLessThan(effects[at - 1] ?? 0);
  });

  it("reaches people better by their own channel", () => {
    const [person] = present().filter(({ channel, responsiveness }) => channel === "chat" && responsiveness > 0.4);
    const withChannel = (channel: string) => {
      const one = { ...decision("c", person?.learner ?? "", send(channel), academy.endsAt), eligible: null };
      return orThrow(simulateResponses(academy)([one])).truth[0]?.with ?? 0;
    };
    expect(withChannel("chat")).toBeGreaterThan(withChannel("email"));
  });

  it("gets nothing from people who have left, and compares nothing where nothing could be sent", () => {
    const gone = academy.truth.learners.find(({ leftOnDay }) => leftOnDay !== null);
    const responses = orThrow(
      simulateResponses(academy)([decision("g", gone?.learner ?? "", send("email"), academy.endsAt)]),
    );
    expect(responses.truth).toEqual([{ decision: "g", without: 0, with: 0 }]);
    expect(responses.events.every(({ act }) => act === "delivered" || act === "bounced")).toBe(true);
    const only = {
      ...decision("n", academy.truth.learners[0]?.learner ?? "", NOTHING, academy.endsAt),
      eligible: null,
    };
    expect(orThrow(simulateResponses(academy)([only])).averageEffect).toBeNull();
  });

  it("starts within seven days, and names the decision on messages only", () => {
    const { events } = orThrow(simulateResponses(academy)(wave(2)));
    for (const event of events) {
      const id = event.id?.split("/")[0] ?? "";
      expect(event.decision).toBe(event.act === "launched" ? undefined : id);
      expect(event.at).toBeGreaterThan(academy.endsAt + 80 * DAY_MS);
      expect(event.at).toBeLessThan(academy.endsAt + 87 * DAY_MS);
    }
  });

  it("makes people opt out, the more the more messages reached them in a week", () => {
    const people = present().slice(0, 400);
    const outOn = (day: number) => {
      const days = Array.from({ length: day + 1 }, (_, d) => d);
      const decisions = days.flatMap((d) =>
        people.map(({ learner }) => decision(`o${d}-${learner}`, learner, send("email"), academy.endsAt + d * DAY_MS)),
      );
      const { events } = orThrow(simulateResponses(academy)(decisions));
      return events.filter(({ act, id }) => act === "optedOut" && id?.startsWith(`o${day}-`)).length;
    };
    // 400 × logistic(-6 + 0.6 × 6) is 33, 400 × logistic(-6) is 1
    expect(outOn(6)).toBeGreaterThan(15);
    expect(outOn(6)).toBeLessThan(60);
    expect(outOn(0)).toBeLessThan(8);
  });

  it.each([
    ["a learner of another academy", [{ learner: "nobody" }], [0, "learner"], "unknown-value"],
    ["a decision twice", [{}, {}], [1, "id"], "duplicate"],
    ["an unknown action", [{ action: { kind: "call", channel: "phone" } }], [0, "action", "kind"], "unknown-value"],
    ["a time in seconds", [{ at: 1_736_121_600 }], [0, "at"], "wrong-unit"],
    [
      "a probability of 2",
      [{ eligible: [{ action: { kind: "nothing" }, probability: 2 }] }],
      [0, "eligible", 0, "probability"],
      "out-of-range",
    ],
  ])("refuses %s", (_, changes, path, code) => {
    const base = decision("a", "learner-00001", NOTHING, academy.endsAt);
    // @ts-expect-error hostile decisions on purpose
    const result = simulateResponses(academy)(changes.map((change) => ({ ...base, ...change })));
    expect(result).toMatchObject({ left: { in: "simulate.simulateResponses", issues: [{ path, code }] } });
  });
  it("refuses what is no academy", () => {
    // @ts-expect-error no academy on purpose
    expect(simulateResponses({ truth: 5 })([])).toMatchObject({ left: { _tag: "InvalidInput" } });
  });
});
