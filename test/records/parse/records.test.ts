import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTS,
  OBJECT_KINDS,
  parseBusyInterval,
  parseCatalogueModule,
  parseEnrolment,
  parseJourney,
  parseLearnerEvent,
  parsePersonInterval,
  parseSurveyAnswer,
} from "../../../src/records/index.ts";
import { deepFreeze, hostileValues, invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { garbage } from "../garbage.ts";

const at = Date.UTC(2026, 2, 3, 9, 30);

const event = deepFreeze({
  learner: "E1042",
  at,
  act: "viewed",
  object: "m1",
  objectKind: "module",
  source: "lms",
});

const wholeEvent = deepFreeze({
  ...event,
  id: "e1",
  course: "c1",
  registration: "r1",
  attempt: 2,
  score: 0.5,
  success: false,
  completion: true,
  response: "",
  durationMs: 0,
  count: 3,
  decision: "d1",
  raw: { verb: ["viewed", null, 1] },
});

const enrolment = deepFreeze({ learner: "E1", course: "c", origin: "self", enrolledAt: at });
const interval = deepFreeze({
  person: "E1",
  from: at,
  to: null,
  unit: "u",
  role: "r",
  zone: "Europe/Lisbon",
  fte: 1,
  manager: null,
});
const journey = deepFreeze({ id: "j", course: "c", steps: [{ id: "s", kind: "login" }] });
const answer = deepFreeze({ learner: "E1", survey: "s", question: "q", at, value: 4 });
const busy = deepFreeze({ person: "E1", from: at, to: at + 1, kind: "meeting" });

describe("parseLearnerEvent", () => {
  it("copies what it knows and leaves the rest behind", () => {
    expect(rightOf(parseLearnerEvent(wholeEvent))).toEqual(wholeEvent);
    const read = rightOf(parseLearnerEvent({ ...event, mood: "sunny" }));
    expect(read).toEqual(event);
    expect(Object.keys(read)).not.toContain("mood");
    expect(read).not.toBe(event);
  });

  it("takes a Date for a time", () => {
    expect(rightOf(parseLearnerEvent({ ...event, at: new Date(at) })).at).toBe(at);
  });

  it("takes every act and every kind of object of its lists, and nothing else", () => {
    for (const act of ACTS) expect(rightOf(parseLearnerEvent({ ...event, act })).act).toBe(act);
    for (const objectKind of OBJECT_KINDS)
      expect(rightOf(parseLearnerEvent({ ...event, objectKind })).objectKind).toBe(objectKind);
    expect(invalidOf(parseLearnerEvent({ ...event, act: "veiwed" })).issues[0].expected).toMatch(
      /did you mean "viewed"/,
    );
    expect(issuesOf(parseLearnerEvent({ ...event, objectKind: "Module" }))).toEqual(["unknown-value at objectKind"]);
    expect([ACTS.length, OBJECT_KINDS.length]).toEqual([41, 12]);
  });

  it.each([
    ["learner", 1042, "wrong-type"],
    ["learner", 2 ** 60, "unsafe-number"],
    ["learner", "", "empty"],
    ["at", at / 1000, "wrong-unit"],
    ["at", Number.NaN, "not-finite"],
    ["at", "2026-03-03T09:30:00Z", "wrong-type"],
    ["object", null, "wrong-type"],
    ["source", "", "empty"],
    ["id", null, "wrong-type"],
    ["course", 7, "wrong-type"],
    ["registration", "", "empty"],
    ["attempt", 0, "out-of-range"],
    ["attempt", 1.5, "not-integer"],
    ["score", 1.01, "out-of-range"],
    ["score", -0.01, "out-of-range"],
    ["success", "true", "wrong-type"],
    ["completion", 1, "wrong-type"],
    ["response", 5, "wrong-type"],
    ["durationMs", -1, "out-of-range"],
    ["count", 0, "out-of-range"],
    ["decision", 3, "wrong-type"],
    ["raw", () => 1, "wrong-type"],
  ])("refuses %s = %s as %s", (key, value, code) => {
    expect(issuesOf(parseLearnerEvent({ ...wholeEvent, [key]: value }))).toEqual([`${code} at ${key}`]);
  });

  it("names every missing field", () => {
    expect(issuesOf(parseLearnerEvent({}))).toEqual(
      ["learner", "at", "act", "object", "objectKind", "source"].map((key) => `missing at ${key}`),
    );
  });

  it("takes the ends of the ranges", () => {
    for (const score of [0, 1]) expect(rightOf(parseLearnerEvent({ ...event, score })).score).toBe(score);
    for (const key of ["attempt", "count"])
      expect(rightOf(parseLearnerEvent({ ...event, [key]: 1 }))).toEqual({ ...event, [key]: 1 });
  });
});

describe("parseEnrolment", () => {
  it("copies an enrolment; a due day may lie before it, its ends may not", () => {
    const whole = { ...enrolment, dueAt: at - 1, leftAt: at, completedAt: at };
    expect(rightOf(parseEnrolment(whole))).toEqual(whole);
    expect(rightOf(parseEnrolment(enrolment))).toEqual(enrolment);
    expect(issuesOf(parseEnrolment({ ...enrolment, leftAt: at - 1 }))).toEqual(["inconsistent at leftAt"]);
    expect(issuesOf(parseEnrolment({ ...enrolment, completedAt: at - 1 }))).toEqual(["inconsistent at completedAt"]);
    expect(issuesOf(parseEnrolment({ ...enrolment, dueAt: "soon" }))).toEqual(["wrong-type at dueAt"]);
    expect(issuesOf(parseEnrolment({ ...enrolment, origin: "forced" }))).toEqual(["unknown-value at origin"]);
  });

  it("names every missing field", () => {
    expect(issuesOf(parseEnrolment({}))).toEqual(
      ["learner", "course", "origin", "enrolledAt"].map((key) => `missing at ${key}`),
    );
  });
});

describe("parsePersonInterval", () => {
  it("copies an interval, open or closed", () => {
    expect(rightOf(parsePersonInterval(interval))).toEqual(interval);
    const closed = { ...interval, to: at + 1, manager: "E2" };
    expect(rightOf(parsePersonInterval(closed))).toEqual(closed);
  });

  it("takes hire dates back to 1900, and still refuses seconds", () => {
    for (const from of [
      Date.UTC(1900, 0, 1),
      Date.UTC(1969, 11, 31),
      Date.UTC(1970, 0, 2),
      Date.UTC(1970, 3, 1),
      Date.UTC(1987, 4, 1),
    ])
      expect(rightOf(parsePersonInterval({ ...interval, from })).from).toBe(from);
    expect(rightOf(parsePersonInterval({ ...interval, from: new Date(Date.UTC(1987, 4, 1)) })).from).toBe(
      Date.UTC(1987, 4, 1),
    );
    for (const from of [at / 1000, 946_684_800, 7_258_118_400])
      expect(issuesOf(parsePersonInterval({ ...interval, from }))).toEqual(["wrong-unit at from"]);
    expect(rightOf(parsePersonInterval({ ...interval, from: 946_684_799 })).from).toBe(946_684_799);
    expect(rightOf(parsePersonInterval({ ...interval, from: 7_258_118_401 })).from).toBe(7_258_118_401);
    expect(issuesOf(parsePersonInterval({ ...interval, from: Date.UTC(1899, 11, 31) }))).toEqual([
      "out-of-range at from",
    ]);
    expect(issuesOf(parsePersonInterval({ ...interval, from: Number.NEGATIVE_INFINITY }))).toEqual([
      "not-finite at from",
    ]);
  });

  it.each([
    ["to", at, "inconsistent"],
    ["to", undefined, "missing"],
    ["fte", 0, "out-of-range"],
    ["fte", 1.2, "out-of-range"],
    ["manager", undefined, "missing"],
    ["zone", "", "empty"],
    ["person", 1, "wrong-type"],
    ["unit", "", "empty"],
    ["role", null, "wrong-type"],
  ])("refuses %s = %s as %s", (key, value, code) => {
    expect(issuesOf(parsePersonInterval({ ...interval, [key]: value }))).toEqual([`${code} at ${key}`]);
  });

  it("shows what an end has to be later than", () => {
    expect(invalidOf(parsePersonInterval({ ...interval, to: at - 1 })).issues[0].expected).toContain(String(at));
  });
});

describe("parseCatalogueModule", () => {
  it("needs an id and a title only", () => {
    expect(rightOf(parseCatalogueModule({ id: "m", title: "M" }))).toEqual({ id: "m", title: "M" });
    const whole = { id: "m", title: "M", minutes: 0.5, skills: [], prerequisites: ["a"], tags: ["t"], difficulty: -2 };
    expect(rightOf(parseCatalogueModule(deepFreeze(whole)))).toEqual(whole);
  });

  it.each([
    ["minutes", 0, "out-of-range at minutes"],
    ["minutes", "12", "wrong-type at minutes"],
    ["skills", "a", "wrong-type at skills"],
    ["tags", ["t", "t"], "duplicate at tags.1"],
    ["prerequisites", ["a", 7], "wrong-type at prerequisites.1"],
    ["difficulty", Number.NaN, "not-finite at difficulty"],
    ["title", "", "empty at title"],
  ])("refuses %s = %s", (key, value, issue) => {
    expect(issuesOf(parseCatalogueModule({ id: "m", title: "M", [key]: value }))).toEqual([issue]);
  });
});

describe("parseJourney", () => {
  it("needs at least one step, and each step an id of its own", () => {
    expect(rightOf(parseJourney(journey))).toEqual(journey);
    const whole = {
      ...journey,
      steps: [
        { id: "a", kind: "form", clicks: 0, minutes: 0 },
        { id: "b", kind: "content" },
      ],
    };
    expect(rightOf(parseJourney(whole))).toEqual(whole);
    expect(issuesOf(parseJourney({ ...journey, steps: [] }))).toEqual(["empty at steps"]);
    expect(issuesOf(parseJourney({ ...journey, steps: "s" }))).toEqual(["wrong-type at steps"]);
    const step = { id: "a", kind: "form" };
    expect(issuesOf(parseJourney({ ...journey, steps: [step, { id: "b", kind: "form" }, step] }))).toEqual([
      "duplicate at steps.2.id",
    ]);
    expect(
      issuesOf(parseJourney({ ...journey, steps: [{ id: "a", kind: "walk", clicks: 0.5, minutes: -1 }] })),
    ).toEqual(["unknown-value at steps.0.kind", "not-integer at steps.0.clicks", "out-of-range at steps.0.minutes"]);
  });
});

describe("parseSurveyAnswer", () => {
  it("takes a number, a text and null; a missing value says nothing and is refused", () => {
    for (const value of [4, 0, "", "fine", null]) {
      expect(rightOf(parseSurveyAnswer({ ...answer, value }))).toEqual({ ...answer, value });
    }
    expect(issuesOf(parseSurveyAnswer({ ...answer, value: undefined }))).toEqual(["missing at value"]);
    expect(issuesOf(parseSurveyAnswer({ ...answer, value: Number.NaN }))).toEqual(["not-finite at value"]);
    expect(issuesOf(parseSurveyAnswer({}))).toEqual(
      ["learner", "survey", "question", "at", "value"].map((key) => `missing at ${key}`),
    );
  });
});

describe("parseBusyInterval", () => {
  it("keeps no reason for leave, and needs an end after the start", () => {
    expect(rightOf(parseBusyInterval({ ...busy, kind: "leave", reason: "illness" }))).toEqual({
      ...busy,
      kind: "leave",
    });
    expect(issuesOf(parseBusyInterval({ ...busy, to: at }))).toEqual(["inconsistent at to"]);
    expect(issuesOf(parseBusyInterval({}))).toEqual(["from", "to", "person", "kind"].map((key) => `missing at ${key}`));
  });
});

const PARSERS = [
  ["records.parseLearnerEvent", parseLearnerEvent, wholeEvent],
  ["records.parseEnrolment", parseEnrolment, enrolment],
  ["records.parsePersonInterval", parsePersonInterval, interval],
  ["records.parseCatalogueModule", parseCatalogueModule, { id: "m", title: "M" }],
  ["records.parseJourney", parseJourney, journey],
  ["records.parseSurveyAnswer", parseSurveyAnswer, answer],
  ["records.parseBusyInterval", parseBusyInterval, busy],
] as const;

describe.each(PARSERS)("%s", (name, parse, good) => {
  it("refuses hostile values under its own name, without a throw", () => {
    for (const value of hostileValues()) expect(invalidOf(parse(value)).in).toBe(name);
  });

  it("answers or refuses whatever one field is replaced by", () => {
    const keys = Object.keys(good);
    fc.assert(
      fc.property(fc.constantFrom(...keys), garbage, (key, value) => {
        const result = parse({ ...good, [key]: value() });
        if (result._tag === "Right") expect(rightOf<unknown>(parse(result.right))).toEqual(result.right);
        else expect(result.left.in).toBe(name);
      }),
      { numRuns: 300 },
    );
  });

  it("gives back what it gave, unchanged", () => {
    const once = rightOf<unknown>(parse(good));
    expect(rightOf<unknown>(parse(once))).toEqual(once);
  });
});
