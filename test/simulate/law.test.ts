import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Decision, orThrow } from "../../src/core/vocabulary/index.ts";
import type { LearnerEvent } from "../../src/records/index.ts";
import {
  type Academy,
  type LearnerTruth,
  type SimulatedAction,
  simulateAcademy,
  simulateResponses,
} from "../../src/simulate/index.ts";
import { deepFreeze, invalidOf, issuesOf } from "../support/property.ts";

// The rules by which simulated people live and answer, written a second time, plainly; and fingerprints, for a seed promises bytes.

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NOTHING: SimulatedAction = { kind: "nothing" };

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const chanceWithout = ({ drive }: LearnerTruth): number => logistic(-1.9 + 0.9 * drive);
const chanceWith = (truth: LearnerTruth, channel: string, inFourWeeks: number, inOneWeek: number): number => {
  const effect = truth.responsiveness * (channel === truth.channel ? 1 : 0.55) * 0.85 ** inFourWeeks;
  return logistic(-1.9 + 0.9 * truth.drive + effect - 0.12 * inOneWeek);
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const fingerprint = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);

const options = { seed: 7, learners: 250, weeks: 16, confounding: 0.5, zones: ["Europe/Lisbon", "America/Sao_Paulo"] };

/** Fourteen hours before UTC and twelve after it. */
const FAR = ["Pacific/Kiritimati", "Pacific/Auckland", "Pacific/Honolulu", "Etc/GMT+12"];

const share = (values: readonly string[]): Readonly<Record<string, number>> => {
  const shares: Record<string, number> = {};
  for (const value of values) shares[value] = (shares[value] ?? 0) + 1 / values.length;
  return shares;
};

let academy: Academy;
/** Of 2,500 people, two weeks. */
let crowd: Academy;
beforeAll(() => {
  academy = orThrow(simulateAcademy(options));
  crowd = orThrow(simulateAcademy({ seed: "crowd", learners: 2500, weeks: 2 }));
});

const present = (of: Academy): readonly LearnerTruth[] =>
  of.truth.learners.filter(({ leftOnDay }) => leftOnDay === null);

describe("an academy", () => {
  it("is the same to the byte in every version that does not say otherwise", () => {
    expect(fingerprint(academy)).toBe("99d27df20ffaa256");
  });

  it("is a document that names what was asked for, with every default", () => {
    expect(orThrow(simulateAcademy({ seed: 1 })).settings).toEqual({
      seed: 1,
      learners: 600,
      weeks: 12,
      startsAt: Date.UTC(2025, 0, 6),
      confounding: 0,
      zones: ["Europe/Lisbon", "Europe/Helsinki", "America/Sao_Paulo"],
    });
    expect(academy).toMatchObject({ kind: "academy", version: 1, course: "data-for-everyone", settings: options });
    expect(academy.endsAt).toBe(Date.UTC(2025, 0, 6) + 112 * DAY_MS);
  });

  it("teaches six skills in four parts each, and one elective", () => {
    const { modules } = academy.records;
    expect(modules.map(({ id }) => id)).toEqual([
      ...["basics", "spreadsheets", "statistics", "dashboards", "experiments", "storytelling"].flatMap((skill) =>
        ["first-steps", "in-practice", "case-study", "review"].map((part) => `${skill}-${part}`),
      ),
      "incident-review",
    ]);
    const needs = Object.fromEntries(modules.map(({ id, prerequisites }) => [id, prerequisites]));
    expect(needs).toMatchObject({
      "basics-first-steps": [],
      "basics-in-practice": ["basics-first-steps"],
      "basics-review": ["basics-case-study"],
      "spreadsheets-first-steps": ["basics-case-study"],
      "statistics-first-steps": ["spreadsheets-case-study"],
      "dashboards-first-steps": ["spreadsheets-case-study"],
      "experiments-first-steps": ["statistics-case-study"],
      "storytelling-first-steps": ["dashboards-case-study"],
      "incident-review": [],
    });
    expect(modules[18]).toEqual({
      id: "experiments-case-study",
      title: "Experiments: case study",
      minutes: 25,
      skills: ["Experiments"],
      prerequisites: ["experiments-in-practice"],
      tags: ["case study"],
      difficulty: 0.7 + 0.2,
    });
    expect(modules.slice(0, 4).map(({ minutes, difficulty }) => [minutes, difficulty])).toEqual([
      [12, -1.3],
      [18, -1],
      [25, -0.8],
      [10, -0.6],
    ]);
    expect(modules[24]).toMatchObject({
      title: "Incident review",
      minutes: 15,
      skills: ["Incidents"],
      tags: ["elective"],
    });
  });

  it("puts people on the roster and enrols them, each by the rules", () => {
    const { roster, enrolments } = academy.records;
    expect(roster[0]?.person).toBe("learner-00001");
    expect(roster[249]?.person).toBe("learner-00250");
    for (const { from, to, unit, manager, fte, zone } of roster) {
      expect([from, to]).toEqual([academy.settings.startsAt - 365 * DAY_MS, null]);
      expect(manager).toMatch(new RegExp(`^manager-${unit}-[1-4]$`));
      expect([0.5, 1]).toContain(fte);
      expect(options.zones).toContain(zone);
    }
    const endings = new Map<string, number>();
    const completions = new Map<string, Set<string>>();
    for (const { learner, act, object, at } of academy.records.events) {
      if (act !== "completed") continue;
      completions.set(learner, (completions.get(learner) ?? new Set()).add(object));
      if (completions.get(learner)?.size === 24) endings.set(learner, at);
    }
    expect(endings.size).toBeGreaterThan(0);
    for (const { learner, course, origin, enrolledAt, dueAt, completedAt } of enrolments) {
      expect([course, enrolledAt]).toEqual([academy.course, academy.settings.startsAt]);
      expect(dueAt).toBe(origin === "mandatory" ? academy.endsAt : undefined);
      expect(completedAt).toBe(endings.get(learner));
    }
  });

  it("draws people in the shares that it names", () => {
    const { learners } = crowd.truth;
    const { roster, enrolments } = crowd.records;
    const near = (values: readonly string[], expected: Readonly<Record<string, number>>) => {
      const shares = share(values);
      expect(new Set(Object.keys(shares))).toEqual(new Set(Object.keys(expected)));
      for (const [value, wanted] of Object.entries(expected))
        expect(Math.abs((shares[value] ?? 0) - wanted)).toBeLessThan(0.035);
    };
    near(
      learners.map(({ group }) => group),
      { steady: 0.2, sprinter: 0.25, sampler: 0.33, drifter: 0.22 },
    );
    near(
      learners.map(({ hour }) => String(hour)),
      { 8: 0.25, 12: 0.25, 16: 0.2, 20: 0.3 },
    );
    near(
      learners.map(({ channel }) => channel),
      { email: 0.5, chat: 0.3, push: 0.2 },
    );
    near(
      roster.map(({ unit }) => unit ?? ""),
      { sales: 0.25, support: 0.25, engineering: 0.25, operations: 0.25 },
    );
    near(
      roster.map(({ role }) => role ?? ""),
      { analyst: 1 / 3, specialist: 1 / 3, lead: 1 / 3 },
    );
    near(
      roster.map(({ fte }) => String(fte)),
      { 1: 0.8, 0.5: 0.2 },
    );
    near(
      roster.map(({ manager }) => (manager ?? "").slice(-1)),
      { 1: 0.25, 2: 0.25, 3: 0.25, 4: 0.25 },
    );
    near(
      enrolments.map(({ origin }) => origin),
      { assigned: 0.4, mandatory: 0.2, recommended: 0.15, self: 0.25 },
    );
    expect(
      Math.abs(learners.filter(({ responsiveness }) => responsiveness === -0.5).length / 2500 - 0.08),
    ).toBeLessThan(0.02);
  });

  it("lets nobody who has finished everything leave", () => {
    const { records } = orThrow(simulateAcademy({ seed: 7, learners: 200, weeks: 104 }));
    const finished = records.enrolments.filter(({ completedAt }) => completedAt !== undefined);
    expect(finished.length).toBeGreaterThan(30);
    for (const { leftAt } of finished) expect(leftAt).toBeUndefined();
  });

  it.each<[object, string, string]>([
    [{ seed: "" }, "empty at seed", ""],
    [{ learners: 100_001 }, "out-of-range at learners", ""],
    [{ weeks: 105 }, "out-of-range at weeks", ""],
    [{ weeks: 1 }, "out-of-range at weeks", ""],
    [{ confounding: -0.01 }, "out-of-range at confounding", ""],
    [{ confounding: 1.01 }, "out-of-range at confounding", ""],
    [{ startsAt: Date.UTC(2025, 0, 6, 1) }, "out-of-range at startsAt", "a Monday, 00:00 UTC"],
    [{ startsAt: Date.UTC(2025, 0, 5) }, "out-of-range at startsAt", "a Monday, 00:00 UTC"],
    [{ zones: [] }, "empty at zones", "at least one zone"],
    [{ zones: [""] }, "empty at zones.0", "the IANA name of a zone"],
    [{ zones: ["Mars/Olympus"] }, "unknown-value at zones.0", "the IANA name of a zone"],
  ])("says what it does not take (%#)", (change, issue, expected) => {
    const refused = simulateAcademy({ seed: 1, learners: 1, weeks: 2, ...change });
    expect(issuesOf(refused)).toEqual([issue]);
    expect(invalidOf(refused).issues[0].expected).toContain(expected);
  });

  it("takes the ends of every range, and any Monday", () => {
    for (const change of [{ weeks: 104 }, { confounding: 1 }, { confounding: 0 }, { startsAt: new Date("2026-03-02") }])
      expect(simulateAcademy({ seed: 1, learners: 1, weeks: 2, ...change })._tag).toBe("Right");
  });
});

// A life as a sentence: registered, then sittings, perhaps the end. L launched, V viewed, A answered, P passed, F failed, C completed.
const LETTERS: Readonly<Record<string, string>> = {
  ...{ registered: "R", launched: "L", viewed: "V", answered: "A", passed: "P", failed: "F", completed: "C" },
  ...{ reviewed: "W", unregistered: "U" },
};
const LIFE = /^R(?:LV+(?:A{4}(?:PC|F))?|W)*U?$/;

/** What each person did of their own, in the order of the records: without the managers' reminder and the elective. */
const livesOf = ({ records }: Academy): ReadonlyMap<string, readonly LearnerEvent[]> => {
  const lives = new Map<string, LearnerEvent[]>();
  for (const event of records.events) {
    if (event.object === "manager-reminder" || event.object === "incident-review") continue;
    const life = lives.get(event.learner);
    if (life === undefined) lives.set(event.learner, [event]);
    else life.push(event);
  }
  return lives;
};

/** The events of each sitting: from an opening or a review to the next. */
const sittingsOf = (life: readonly LearnerEvent[]): readonly (readonly LearnerEvent[])[] => {
  const sittings: LearnerEvent[][] = [];
  for (const event of life) {
    if (event.act === "registered" || event.act === "unregistered") continue;
    if (event.act === "launched" || event.act === "reviewed") sittings.push([event]);
    else sittings[sittings.length - 1]?.push(event);
  }
  return sittings;
};

const moduleOf = ({ object }: LearnerEvent): string => object.split("/")[0] ?? "";

describe.each([
  ["of the fingerprint", options],
  ["in zones as far from UTC as zones go", { seed: 7, learners: 600, weeks: 3, zones: FAR }],
])("a life in the academy %s", (_, asked) => {
  let lives: ReadonlyMap<string, readonly LearnerEvent[]>;
  let sittings: readonly (readonly LearnerEvent[])[];
  let lived: Academy;
  beforeAll(() => {
    lived = orThrow(simulateAcademy(asked));
    lives = livesOf(lived);
    sittings = [...lives.values()].flatMap(sittingsOf);
  });

  it("is enrolment, then whole sittings, then perhaps the end: nothing before what it needs, nothing after leaving", () => {
    expect(lives.size).toBe(asked.learners);
    for (const life of lives.values()) expect(life.map(({ act }) => LETTERS[act] ?? "?").join("")).toMatch(LIFE);
  });

  it("goes forward in time; only the verdict comes at the moment of the last answer, and ids agree with the order", () => {
    for (const life of lives.values())
      for (const [place, event] of life.entries()) {
        const before = life[place - 1];
        expect(event.id).toBe(`${event.learner}/${String(place + 1).padStart(5, "0")}`);
        if (before === undefined) continue;
        if (event.act === "passed" || event.act === "failed") expect(event.at).toBe(before.at);
        else if (event.at <= before.at) expect.unreachable(`${event.id} is not after ${before.id}`);
      }
  });

  it("stays between enrolment and the end of the history, or of the enrolment", () => {
    for (const [index, [learner, life]] of [...lives].entries()) {
      const { leftOnDay } = lived.truth.learners.find((truth) => truth.learner === learner) ?? {};
      const [first] = life;
      const last = life[life.length - 1];
      expect([first?.act, first?.at], String(index)).toEqual(["registered", lived.settings.startsAt]);
      expect(last?.act === "unregistered").toBe(typeof leftOnDay === "number");
      expect(last?.at).toBeLessThanOrEqual(lived.endsAt);
    }
  });

  it("has sittings of one module, of at most 90 minutes, from 5:00 on and over before midnight, where the person is", () => {
    const zoneOf = new Map(lived.records.roster.map(({ person, zone }) => [person, zone ?? ""]));
    const clocks = new Map(
      asked.zones.map((zone) => [
        zone,
        new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }),
      ]),
    );
    for (const sitting of sittings) {
      const [first, last] = [sitting[0], sitting[sitting.length - 1]] as [LearnerEvent, LearnerEvent]; // never empty
      expect(new Set(sitting.map(moduleOf)).size).toBe(1);
      expect(last.at - first.at).toBeLessThanOrEqual(90 * MINUTE_MS + 1000);
      const clock = clocks.get(zoneOf.get(first.learner) ?? "");
      const [[day = "", from = ""], [evening]] = [first, last].map(({ at }) => clock?.format(at).split(" ") ?? []) as [
        string[],
        string[],
      ]; // two in, two out
      expect(evening).toBe(day);
      expect(from >= "05:00:00" && from <= "22:15:00").toBe(true);
    }
  });

  it("opens pages in their order, and asks four questions after the last, at most a minute apart", () => {
    let hurried = 0;
    let calm = 0;
    for (const sitting of sittings) {
      const of = (act: string) => sitting.filter((event) => event.act === act);
      const [pages, answers] = [of("viewed"), of("answered")];
      expect(pages.map(({ object }) => object.split("/")[1])).toEqual(pages.map((_, place) => `page-${place + 1}`));
      if (answers.length === 0) continue;
      expect(answers.map(({ object }) => object.split("/")[1])).toEqual([1, 2, 3, 4].map((n) => `question-${n}`));
      const [apart = 0, ...others] = answers.slice(1).map(({ at }, place) => at - (answers[place]?.at ?? 0));
      expect(others).toEqual([apart, apart]);
      const left = (answers[3]?.at ?? 0) - (pages[pages.length - 1]?.at ?? 0);
      expect(apart).toBe(Math.min(MINUTE_MS, Math.floor(left / 4)));
      if (apart < MINUTE_MS) hurried += 1;
      else calm += 1;
    }
    expect(hurried).toBeGreaterThan(100);
    expect(calm).toBeGreaterThan(100);
  });

  it("gives the verdict by the answers: three of four right pass, and completion follows a second later", () => {
    let verdicts = 0;
    for (const sitting of sittings) {
      const verdict = sitting.find(({ act }) => act === "passed" || act === "failed");
      if (verdict === undefined) continue;
      verdicts += 1;
      const answers = sitting.filter(({ act }) => act === "answered");
      for (const { score, success } of answers) expect(score).toBe(success === true ? 1 : 0);
      const right = answers.filter(({ success }) => success === true).length;
      expect(verdict).toMatchObject({
        act: right >= 3 ? "passed" : "failed",
        score: right / 4,
        success: right >= 3,
        durationMs: verdict.at - (sitting[0]?.at ?? 0),
      });
      const completed = sitting.find(({ act }) => act === "completed");
      expect([completed?.completion, completed?.object, completed?.at]).toEqual(
        right >= 3 ? [true, verdict.object, verdict.at + 1000] : [undefined, undefined, undefined],
      );
    }
    expect(verdicts).toBeGreaterThan(500);
  });

  it("opens what was not finished, and reviews what was", () => {
    for (const life of lives.values()) {
      const finished = new Set<string>();
      for (const { act, object } of life) {
        if (act === "launched") expect(finished).not.toContain(object);
        if (act === "reviewed") expect(finished).toContain(object);
        if (act === "completed") finished.add(object);
      }
    }
  });
});

describe("the managers' reminder", () => {
  it("goes out at nine, eight days before the end, for a start within seven days", () => {
    const { campaign } = academy.truth;
    const at = academy.endsAt - 8 * DAY_MS + 9 * 60 * MINUTE_MS;
    expect(campaign).toMatchObject({ nudge: "manager-reminder", module: "incident-review", at, windowDays: 7 });
    const told = academy.records.events.filter(({ object }) => object === "manager-reminder");
    for (const event of told)
      expect(event).toEqual({
        id: `${event.learner}/reminder`,
        learner: event.learner,
        at,
        act: "delivered",
        object: "manager-reminder",
        objectKind: "nudge",
        course: academy.course,
        source: "academy",
      });
    const starts = crowd.records.events.filter(({ object }) => object === "incident-review");
    expect(starts.length).toBeGreaterThan(250);
    const after = starts.map((event) => event.at - crowd.truth.campaign.at);
    expect(Math.min(...after)).toBeGreaterThanOrEqual(MINUTE_MS);
    expect(Math.min(...after)).toBeLessThan(DAY_MS / 4);
    expect(Math.max(...after)).toBeLessThanOrEqual(7 * DAY_MS - MINUTE_MS);
    expect(Math.max(...after)).toBeGreaterThan(6.75 * DAY_MS);
    expect(starts[0]).toMatchObject({ act: "launched", objectKind: "module", course: crowd.course, source: "academy" });
    expect(starts[0]?.id).toBe(`${starts[0]?.learner}/elective`);
  });

  it("has the average effect that the chances of those who are still there have", () => {
    for (const one of [academy, crowd]) {
      const there = present(one);
      const { averageEffect, averageWithout } = one.truth.campaign;
      expect(averageWithout).toBeCloseTo(mean(there.map(chanceWithout)), 12);
      const effects = there.map((truth) => chanceWith(truth, "email", 0, 0) - chanceWithout(truth));
      expect(averageEffect).toBeCloseTo(mean(effects), 12);
    }
  });

  it("is nothing where nobody is left", () => {
    const deserted = Array.from({ length: 40 }, (_, seed) =>
      orThrow(simulateAcademy({ seed, learners: 1, weeks: 104 })),
    );
    const empty = deserted.filter((one) => present(one).length === 0);
    expect(empty.length).toBeGreaterThan(0);
    for (const { truth } of empty) expect(truth.campaign).toMatchObject({ averageEffect: 0, averageWithout: 0 });
  });

  it("reaches half of all people, or with confounding those with drive", () => {
    const told = (of: Academy) => {
      const ids = new Set(
        of.records.events.filter(({ object }) => object === "manager-reminder").map(({ learner }) => learner),
      );
      return present(of).map((truth) => ({ drive: truth.drive, told: ids.has(truth.learner) ? 1 : 0 }));
    };
    const fair = told(crowd);
    expect(Math.abs(mean(fair.map((one) => one.told)) - 0.5)).toBeLessThan(0.03);
    const strong = told(orThrow(simulateAcademy({ seed: "crowd", learners: 2500, weeks: 2, confounding: 1 })));
    for (const [low, high] of [
      [-2, -0.5],
      [-0.5, 0.5],
      [0.5, 2],
    ] as const) {
      const band = strong.filter(({ drive }) => drive >= low && drive < high);
      expect(
        Math.abs(mean(band.map((one) => one.told)) - mean(band.map(({ drive }) => logistic(2 * drive)))),
      ).toBeLessThan(0.05);
    }
  });
});

describe("responses", () => {
  const decision = (
    id: string,
    learner: string,
    action: SimulatedAction,
    at: number,
    more: Partial<Decision<SimulatedAction>> = {},
  ): Decision<SimulatedAction> => ({
    ...{ id, learner, at, action, probability: 1, eligible: null, ruledOut: [], context: {}, reasons: [] },
    ...{ policy: { name: "test", version: "1" } },
    ...more,
  });
  const send = (channel: string): SimulatedAction => ({ kind: "send", channel });
  const all = (of: Academy, action: SimulatedAction) =>
    present(of).map(({ learner }) => decision(`to-${learner}`, learner, action, of.endsAt));

  it("are the same to the byte in every version that does not say otherwise", () => {
    const decisions = all(academy, { kind: "send", channel: "chat", module: "basics-review" });
    const again = decisions.map((one) => ({ ...one, id: `again-${one.id}`, at: one.at + DAY_MS }));
    expect(fingerprint(orThrow(simulateResponses(academy)([...decisions, ...again])))).toBe("282cc704fc6a3525");
  });

  it("follow the chances of the person, the channel, and what reached the person in one and in four weeks", () => {
    const [person] = present(crowd).filter(({ responsiveness, channel }) => responsiveness > 0.4 && channel === "chat");
    if (person === undefined) throw new Error("somebody is like that");
    const hours = 3_600_000;
    // 28 days, 7 days and a moment less than each before the last; each message reached its person, or the test would say so
    const days = [0, 1 / 24, 21, 21 + 1 / 24, 28];
    const decisions = days.map((day, place) =>
      decision(`m${place}`, person.learner, send("email"), crowd.endsAt + day * 24 * hours),
    );
    const { truth, events } = orThrow(simulateResponses(crowd)(decisions));
    expect(events.filter(({ act }) => act === "delivered")).toHaveLength(5);
    const before = [
      [0, 0],
      [1, 1],
      [2, 0],
      [3, 1],
      [3, 1],
    ] as const; // messages in four weeks, in one
    truth.forEach(({ decision: id, without, with: sent }, place) => {
      const [inFourWeeks = 0, inOneWeek = 0] = before[place] ?? [];
      expect(id).toBe(`m${place}`);
      expect(without).toBeCloseTo(chanceWithout(person), 12);
      const reached = chanceWith(person, "email", inFourWeeks, inOneWeek);
      expect(sent).toBeCloseTo(0.01 * chanceWithout(person) + 0.99 * reached, 12);
    });
  });

  it("average the chance of the eligible messages by their probabilities, and leave nothing out of it", () => {
    const [person] = present(crowd).filter(({ channel }) => channel === "push");
    if (person === undefined) throw new Error("somebody is like that");
    const eligible = [
      { action: NOTHING, probability: 0.5 },
      { action: send("push"), probability: 0.375 },
      { action: send("email"), probability: 0.125 },
    ];
    const other = decision("b", person.learner, NOTHING, crowd.endsAt, {
      eligible: [{ action: NOTHING, probability: 1 }],
    });
    const one = decision("a", person.learner, NOTHING, crowd.endsAt, { eligible });
    const { truth, averageEffect } = orThrow(simulateResponses(crowd)(deepFreeze([one, other])));
    const reached = 0.75 * chanceWith(person, "push", 0, 0) + 0.25 * chanceWith(person, "email", 0, 0);
    const expected = 0.01 * chanceWithout(person) + 0.99 * reached;
    expect(truth[0]?.with).toBeCloseTo(expected, 12);
    expect(truth[1]?.with).toBeNull();
    expect(averageEffect).toBeCloseTo(expected - chanceWithout(person), 12);
  });

  it("bounce once in a hundred, are opened by 45 in a hundred of those they reach, and come at their times", () => {
    const { events } = orThrow(simulateResponses(crowd)(all(crowd, send("email"))));
    const of = (act: string) => events.filter((event) => event.act === act);
    const sent = of("delivered").length + of("bounced").length;
    expect(sent).toBe(present(crowd).length);
    expect(Math.abs(of("bounced").length / sent - 0.01)).toBeLessThan(0.007);
    expect(Math.abs(of("opened").length / sent - 0.45)).toBeLessThan(0.03);
    expect(of("optedOut").length).toBeGreaterThan(0);
    const minutes = { delivered: 1, bounced: 1, opened: 30, optedOut: 40 };
    const opened = new Set(of("opened").map(({ object }) => object));
    expect(of("optedOut").filter(({ object }) => !opened.has(object))).toEqual([]);
    for (const [act, after] of Object.entries(minutes))
      for (const event of of(act))
        expect(event).toEqual({
          id: `to-${event.learner}/${act}`,
          learner: event.learner,
          decision: `to-${event.learner}`,
          channel: "email",
          source: "academy",
          at: crowd.endsAt + after * MINUTE_MS,
          act,
          object: `to-${event.learner}`,
          objectKind: "nudge",
        });
    const starts = of("launched").map(({ at }) => (at - crowd.endsAt - MINUTE_MS) / (7 * DAY_MS));
    expect(starts.every((when) => when >= 0.05 - 1e-9 && when <= 0.95 + 1e-9)).toBe(true);
    expect(Math.abs(mean(starts) - 0.5)).toBeLessThan(0.03);
  });

  it("start as often as the chances say, with a message and without", () => {
    for (const [action, chance] of [
      [NOTHING, chanceWithout],
      [send("chat"), (truth: LearnerTruth) => chanceWith(truth, "chat", 0, 0)],
    ] as const) {
      const started = orThrow(simulateResponses(crowd)(all(crowd, action))).events.filter(
        ({ act }) => act === "launched",
      );
      expect(Math.abs(started.length / present(crowd).length - mean(present(crowd).map(chance)))).toBeLessThan(0.02);
    }
  });

  it("start the module that the action names, or the context, or the academy", () => {
    const learners = present(crowd).slice(0, 300);
    const startedOf = (action: SimulatedAction, context: Readonly<Record<string, string>>) => {
      const decisions = learners.map(({ learner }) =>
        decision(`d-${learner}`, learner, action, crowd.endsAt, { context }),
      );
      const { events } = orThrow(simulateResponses(crowd)(decisions));
      return [...new Set(events.filter(({ act }) => act === "launched").map(({ object }) => object))];
    };
    const context = { module: "basics-review" };
    expect(startedOf({ kind: "send", channel: "chat", module: "incident-review" }, context)).toEqual([
      "incident-review",
    ]);
    expect(startedOf(send("chat"), context)).toEqual(["basics-review"]);
    expect(startedOf(NOTHING, context)).toEqual(["basics-review"]);
    expect(startedOf(NOTHING, {})).toEqual(["academy"]);
  });

  it("come in the order of time and then of ids, whatever the order of the decisions", () => {
    const [a, b] = present(crowd);
    const at = crowd.endsAt;
    const decisions = [
      decision("z", a?.learner ?? "", send("chat"), at),
      decision("y", b?.learner ?? "", send("chat"), at),
      decision("late", b?.learner ?? "", NOTHING, at + 1),
      decision("x", b?.learner ?? "", NOTHING, at),
    ];
    const { truth, events } = orThrow(simulateResponses(crowd)(deepFreeze(decisions)));
    expect(truth.map((one) => one.decision)).toEqual(["x", "y", "z", "late"]);
    expect(events.slice(0, 2).map(({ id }) => id)).toEqual(["y/delivered", "z/delivered"]);
  });

  it.each<[object, string, string]>([
    [{ id: "" }, "empty at 0.id", ""],
    [{ learner: "nobody" }, "unknown-value at 0.learner", "a learner of the academy"],
    [{ learner: "" }, "empty at 0.learner", ""],
    [{ action: 3 }, "wrong-type at 0.action", "an action: nothing, or a message to send"],
    [{ action: { kind: "call", channel: "phone" } }, "unknown-value at 0.action.kind", '"nothing" or "send"'],
    [{ action: { kind: "send", channel: "" } }, "empty at 0.action.channel", "a channel"],
    [{ context: 3 }, "wrong-type at 0.context", ""],
    [{ eligible: 3 }, "wrong-type at 0.eligible", ""],
    [{ eligible: [{ action: NOTHING, probability: -0.1 }] }, "out-of-range at 0.eligible.0.probability", ""],
    [{ eligible: [{ action: NOTHING, probability: 1.1 }] }, "out-of-range at 0.eligible.0.probability", ""],
    [
      { eligible: [{ action: { kind: "send" }, probability: 1 }] },
      "missing at 0.eligible.0.action.channel",
      "a channel",
    ],
  ])("say what they do not take (%#)", (change, issue, expected) => {
    const good = decision("d", "learner-00001", NOTHING, crowd.endsAt);
    const refused = simulateResponses(crowd)([{ ...good, ...change }]);
    expect(issuesOf(refused)[0]).toBe(issue);
    expect(invalidOf(refused).issues[0].expected).toContain(expected);
  });

  it("say what they do not take as an academy and as decisions", () => {
    const refused = (of: unknown, decisions: unknown = []) => {
      const answer = simulateResponses(of as Academy)(decisions as readonly Decision<SimulatedAction>[]); // on purpose
      return [issuesOf(answer)[0], invalidOf(answer).issues[0].expected];
    };
    expect(refused(3)).toEqual(["wrong-type at ", "an academy from simulateAcademy"]);
    expect(refused(crowd, [3])).toEqual(["wrong-type at 0", "a decision"]);
    const withLearner = (change: object) => ({
      settings: crowd.settings,
      truth: { learners: [{ ...crowd.truth.learners[0], ...change }] },
    });
    expect(refused({ ...withLearner({}), settings: { seed: null } })[0]).toBe("wrong-type at settings.seed");
    expect(refused(withLearner({ learner: "" }))[0]).toBe("empty at truth.learners.0.learner");
    for (const key of ["ability", "drive", "forgetting", "hour", "responsiveness"])
      expect(refused(withLearner({ [key]: "1" }))[0]).toBe(`wrong-type at truth.learners.0.${key}`);
    for (const hour of [-0.1, 24.1])
      expect(refused(withLearner({ hour }))[0]).toBe("out-of-range at truth.learners.0.hour");
    expect(refused(withLearner({ channel: "" }))[0]).toBe("empty at truth.learners.0.channel");
    const twice = decision("d", "learner-00001", NOTHING, crowd.endsAt);
    expect(refused(crowd, [twice, twice])).toEqual(["duplicate at 1.id", "each decision once"]);
  });
});
