import { describe, expect, it } from "vitest";
import type { Result } from "../../src/core/vocabulary/index.ts";
import {
  catalogue,
  identifyEvents,
  identityMap,
  parseBusyInterval,
  parseCatalogue,
  parseCatalogueModule,
  parseEnrolment,
  parseIdentityMap,
  parseJourney,
  parseLearnerEvent,
  parsePersonInterval,
  parseRoster,
  parseSurveyAnswer,
  personAsOf,
  resolveIdentity,
  roster,
  rosterAsOf,
} from "../../src/records/index.ts";
import { invalidOf } from "../support/property.ts";

const at = Date.UTC(2026, 2, 3);

/** Path and expectation of each issue, as a person would read them. */
const told = (result: Result<unknown>): readonly string[] =>
  invalidOf(result).issues.map(({ path, expected }) => `${path.join(".")}: ${expected}`);

// What is expected, in words, stands in every issue; here are those that are said nowhere else.
describe("issues say what was expected", () => {
  it.each([
    [parseLearnerEvent(7), [": a learner event"]],
    [parseEnrolment(7), [": an enrolment"]],
    [parsePersonInterval(7), [": a person interval"]],
    [parseCatalogueModule(7), [": a module of the catalogue"]],
    [parseJourney(7), [": a journey"]],
    [parseSurveyAnswer(7), [": an answer to a survey"]],
    [parseBusyInterval(7), [": a busy interval"]],
    [parseRoster(7), [": a roster"]],
    [parseCatalogue(7), [": a catalogue"]],
    [parseIdentityMap(7), [": an identity map"]],
    // a document that is refused is asked for under the path it was given in
    [personAsOf(JSON.parse("7"))({ person: "a", at }), [": a roster"]],
    [rosterAsOf(JSON.parse("7"))({ at }), [": a roster"]],
    [resolveIdentity(JSON.parse("7"))({ system: "hr", id: "a" }), [": an identity map"]],
    [identifyEvents({ map: JSON.parse("7"), system: "hr" })([]), ["map: an identity map"]],
  ])("of a whole value: %#", (result, [first]) => {
    expect(told(result)[0]).toBe(first);
  });

  it("of the parts of an event", () => {
    const event = { learner: "a", at, act: "viewed", object: "m", objectKind: "module", source: "" };
    expect(told(parseLearnerEvent({ ...event, response: 7 }))).toEqual([
      "source: the name of a source that is not empty",
      "response: a string",
    ]);
  });

  it("of the parts of an enrolment", () => {
    const enrolment = { learner: "a", course: "c", origin: "self", enrolledAt: at, leftAt: at - 1, completedAt: "x" };
    expect(told(parseEnrolment(enrolment))).toEqual([
      `leftAt: not before enrolledAt (${at})`,
      "completedAt: epoch milliseconds or a Date",
    ]);
  });

  it("of the parts of a person interval", () => {
    const interval = { person: "a", from: at, to: null, unit: "u", role: "r", zone: "", fte: 1, manager: null };
    expect(told(parsePersonInterval(interval))).toEqual([
      'zone: the IANA name of a zone, such as "Europe/Lisbon" that is not empty',
    ]);
    expect(told(parsePersonInterval({ ...interval, zone: "UTC", from: Date.UTC(1899, 0, 1) }))).toEqual([
      "from: epoch milliseconds between the years 1900 and 2200",
    ]);
    for (const from of ["1987-05-01", new Date(Number.NaN), Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, undefined])
      expect(told(parsePersonInterval({ ...interval, zone: "UTC", from }))).toHaveLength(1);
    const instant = (from: number) => parsePersonInterval({ ...interval, zone: "UTC", from })._tag;
    expect(
      [Date.UTC(1900, 0, 1), Date.UTC(1900, 0, 1) - 1, Date.UTC(2000, 0, 1), Date.UTC(2000, 0, 1) - 1].map(instant),
    ).toEqual(["Right", "Left", "Right", "Right"]);
  });

  it("of the parts of a module", () => {
    expect(told(parseCatalogueModule({ title: "", tags: ["t", "", "", "t"] }))).toEqual([
      "id: an id as a string",
      "title: a title that is not empty",
      "tags.1: an id as a string that is not empty",
      "tags.2: an id as a string that is not empty",
      "tags.3: each id once",
    ]);
  });

  it("of the parts of a journey", () => {
    expect(told(parseJourney({ steps: [] }))).toEqual([
      "steps: at least one step",
      "id: an id as a string",
      "course: an id as a string",
    ]);
    const steps = [
      7,
      { kind: "form", clicks: -1 },
      { id: "", kind: "form" },
      { id: "a", kind: "form" },
      { id: "a", kind: "form" },
    ];
    expect(told(parseJourney({ id: "j", course: "c", steps })).filter((each) => !each.includes("kind"))).toEqual([
      "steps.0: a step of the journey",
      "steps.0.id: an id as a string",
      "steps.1.id: an id as a string",
      "steps.1.clicks: a whole number at least 0",
      "steps.2.id: an id as a string that is not empty",
      "steps.4.id: an id that no earlier step has",
    ]);
  });

  it("of the parts of a busy interval", () => {
    expect(told(parseBusyInterval({ person: "a", from: at, to: at, kind: "focus" }))).toEqual([
      `to: later than from (${at})`,
    ]);
  });

  it("of the parts of documents", () => {
    const newer = "version: version 1 (a newer learnlift wrote this)";
    expect(told(parseRoster({ kind: "roster", version: 2, intervals: [] }))).toEqual([newer]);
    expect(told(parseRoster({ kind: "roster", version: 0.5, intervals: [] }))).toEqual(["version: version 1"]);
    expect(told(catalogue([{ id: "a", title: "A", prerequisites: ["b"] }]))).toEqual([
      "0.prerequisites.0: the id of a module of the catalogue",
    ]);
    expect(told(roster(JSON.parse("7")))).toEqual([": an array"]);
  });

  it("of the parts of identities", () => {
    const hr = (id: string) => ({ system: "hr", id });
    const map = { kind: "identity-map", version: 1, authority: "", people: [] };
    const people = [
      { learner: "a", ids: [hr("1"), hr("1")] },
      { learner: "a", ids: [{ system: "", id: "" }, 7] },
      { learner: "b", ids: [hr("1")] },
      7,
    ];
    expect(told(parseIdentityMap({ ...map, people }))).toEqual([
      "people.0.ids.1: each id once",
      "people.1.learner: a name that no other person has",
      "people.1.ids.0.system: the name of a system that is not empty",
      "people.1.ids.0.id: an id as a string that is not empty",
      "people.1.ids.1: an id with its system",
      "people.1.ids.1.system: the name of a system",
      "people.1.ids.1.id: an id as a string",
      "people.2.ids.0: one person, but this id is of a and b",
      "people.3: a person",
      "people.3.learner: an id as a string",
      "people.3.ids: an array",
      "authority: the name of a system that is not empty",
    ]);
    expect(told(identityMap()(JSON.parse('[7, {"ids": []}]')))).toEqual([
      "0: a link with ids",
      "0.ids: an array",
      "1.ids: at least one id",
    ]);
    expect(told(identityMap({ authority: "" })([]))).toEqual(["authority: the name of a system that is not empty"]);
    expect(
      told(identifyEvents({ map: JSON.parse(JSON.stringify({ ...map, authority: "hr" })), system: "" })([])),
    ).toEqual(["system: the name of a system that is not empty"]);
  });
});
