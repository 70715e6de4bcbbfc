import { describe, expect, it } from "vitest";
import { kindOfType } from "../../../../src/records/dialects/xapi/activityTypes.ts";
import { verbMeaning } from "../../../../src/records/dialects/xapi/verbs.ts";
import { importXapiStatement, type ObjectKind } from "../../../../src/records/index.ts";
import { rightOf } from "../../../support/property.ts";

const ADL = "http://adlnet.gov/expapi/";
const STREAMS = "http://activitystrea.ms/";
const SCHEMA = "http://activitystrea.ms/schema/1.0/";
const TIN_CAN = "http://id.tincanapi.com/";
const PROFILES = "https://w3id.org/xapi/";
const MOODLE = "https://xapi.edlm/profiles/edlm-lms/concepts/";

const under = (authority: string, words: string): readonly string[] => words.split(" ").map((word) => authority + word);

// The tables of verbs and types read the other way round: by what they mean. What stands in the wrong row here is a wrong number there.
const VERBS_OF: Readonly<Record<string, readonly string[]>> = {
  abandoned: under(`${PROFILES}adl/verbs/`, "abandoned"),
  answered: [...under(`${ADL}verbs/`, "answered responded"), `${PROFILES}acrossx/verbs/evaluated`],
  attempted: [...under(`${ADL}verbs/`, "attempted"), `${STREAMS}submit`, `${SCHEMA}submit`],
  attended: under(`${ADL}verbs/`, "attended"),
  authored: [`${STREAMS}create`, `${SCHEMA}create`],
  bookmarked: under(`${TIN_CAN}verb/`, "bookmarked"),
  completed: under(`${ADL}verbs/`, "completed"),
  endorsed: [`${STREAMS}like`, `${SCHEMA}like`],
  failed: under(`${ADL}verbs/`, "failed"),
  helpRequested: under(`${ADL}verbs/`, "asked"),
  initialized: [
    ...under(`${ADL}verbs/`, "initialized"),
    ...under(`${PROFILES}adl/verbs/`, "logged-in"),
    ...under(`${MOODLE}verbs/`, "login restarted"),
    ...[`${STREAMS}start`, `${SCHEMA}start`],
  ],
  launched: under(`${ADL}verbs/`, "launched"),
  passed: under(`${ADL}verbs/`, "passed mastered"),
  posted: [
    ...under(`${ADL}verbs/`, "commented"),
    ...[`${PROFILES}acrossx/verbs/posted`, `${TIN_CAN}verb/replied`, `${STREAMS}send`, `${SCHEMA}send`],
  ],
  progressed: under(`${ADL}verbs/`, "progressed"),
  rated: [...under(`${TIN_CAN}verb/`, "rated voted-down voted-up"), `${PROFILES}openedx/verb/voted`],
  registered: [...under(`${ADL}verbs/`, "registered"), `${MOODLE}verbs/enrolled`, `${SCHEMA}assign`],
  resumed: [...under(`${ADL}verbs/`, "resumed"), `${PROFILES}tla/verbs/resumed`],
  reviewed: under(`${TIN_CAN}verb/`, "reviewed"),
  satisfied: [`${PROFILES}adl/verbs/satisfied`, `${PROFILES}tla/verbs/achieved`],
  scored: [
    ...under(`${ADL}verbs/`, "scored"),
    ...[`${PROFILES}tla/verbs/scored`, `${PROFILES}dod-isd/verbs/assessed`, `${TIN_CAN}verb/earned`],
  ],
  searched: [`${PROFILES}acrossx/verbs/searched`, `${STREAMS}search`, `${SCHEMA}search`],
  shared: [...under(`${ADL}verbs/`, "shared"), `${STREAMS}share`, `${SCHEMA}share`],
  suspended: [
    ...under(`${ADL}verbs/`, "suspended"),
    ...[`${PROFILES}video/verbs/paused`, `${PROFILES}tla/verbs/suspended`],
  ],
  terminated: [
    ...under(`${ADL}verbs/`, "exited terminated"),
    ...[`${PROFILES}adl/verbs/logged-out`, `${MOODLE}verbs/logout`],
  ],
  unregistered: under(`${TIN_CAN}verb/`, "unregistered"),
  viewed: [
    ...under(`${ADL}verbs/`, "experienced interacted"),
    ...under(`${PROFILES}video/verbs/`, "played seeked"),
    ...under(`${TIN_CAN}verb/`, "downloaded previewed viewed"),
    ...[`${PROFILES}dod-isd/verbs/navigated`, `${MOODLE}verbs/toured`],
  ],
  waived: under(`${PROFILES}adl/verbs/`, "waived"),
};

const NO_ACT = [
  ...under(`${ADL}verbs/`, "imported preferred"),
  ...under(`${PROFILES}tla/verbs/`, "forfeited verified"),
  ...under(`${PROFILES}acrossx/verbs/`, "edited reported"),
  ...under(`${PROFILES}dod-isd/verbs/`, "deleted published"),
  ...under(`${PROFILES}openedx/verb/`, "unreported"),
  ...under(`${MOODLE}verbs/`, "exceeded locked subscribed uncompleted unlocked unsubscribed"),
  ...under(`${TIN_CAN}verb/`, "adjourned live secured unsecured"),
  ...under(STREAMS, "delete update join leave"),
  ...under(SCHEMA, "delete receive retract update join leave"),
];

const TYPES_OF: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  assessment: [
    ...under(`${ADL}activities/`, "assessment attempt"),
    ...under(`${PROFILES}openedx/activity/`, "practice-assessment proctored-assessment timed-assessment"),
    ...under(`${MOODLE}activity-types/`, "assignment submission workshop"),
  ],
  course: [
    ...[`${ADL}activities/course`, `${PROFILES}cmi5/activitytype/course`],
    ...[`${PROFILES}acrossx/activities/course`],
  ],
  forum: [
    ...under(`${TIN_CAN}activitytype/`, "chat-channel chat-message discussion forum-reply forum-topic"),
    `${MOODLE}activity-types/forum`,
  ],
  item: [...under(`${ADL}activities/`, "cmi.interaction interaction question"), `${TIN_CAN}activitytype/solution`],
  module: [
    ...under(`${ADL}activities/`, "lesson media module simulation"),
    ...under(`${TIN_CAN}activitytype/`, "book section"),
    ...under(`${MOODLE}activity-types/`, "lesson-session scorm-content-object"),
    `${PROFILES}cmi5/activitytype/block`,
  ],
  other: [`${ADL}activities/objective`, `${ADL}activities/no-such-type`, "https://e.org/course", "course", ""],
  page: [
    ...under(`${ADL}activities/`, "file lesson-content-page link"),
    ...under(`${PROFILES}acrossx/activities/`, "page webpage"),
    ...under(`${TIN_CAN}activitytype/`, "chapter resource"),
    ...under(`${MOODLE}activity-types/`, "wiki wiki-page"),
    `${SCHEMA}page`,
  ],
  person: [`${SCHEMA}person`, `${TIN_CAN}activitytype/user-profile`],
  session: [
    ...[`${ADL}activities/meeting`, `${SCHEMA}event`, `${TIN_CAN}activitytype/webinar`],
    `${PROFILES}acrossx/activities/face-to-face-discussion`,
  ],
  survey: [`${TIN_CAN}activitytype/survey`, `${MOODLE}activity-types/feedback`],
  video: [...[`${SCHEMA}video`, `${PROFILES}video/activity-type/video`], ...[`${PROFILES}acrossx/activities/video`]],
};

describe("the words of xAPI", () => {
  it.each(Object.entries(VERBS_OF))("%s is what these verbs mean", (act, verbs) => {
    expect(verbs.map((iri) => [iri, verbMeaning(iri, "module")])).toEqual(verbs.map((iri) => [iri, act]));
  });

  it("no learner's act is what these mean", () => {
    expect(NO_ACT.filter((iri) => verbMeaning(iri, "module") !== null)).toEqual([]);
  });

  it("depend on the object where the table says so, with and without the schema's version", () => {
    const meanings: readonly (readonly [word: string, kind: ObjectKind, meaning: string])[] = [
      ["create", "forum", "posted"],
      ["join", "session", "attended"],
      ["join", "course", "registered"],
      ["leave", "session", "terminated"],
      ["leave", "course", "unregistered"],
      ["submit", "survey", "completed"],
    ];
    for (const [word, kind, meaning] of meanings)
      for (const authority of [STREAMS, SCHEMA]) expect(verbMeaning(authority + word, kind)).toBe(meaning);
  });

  it("are not guessed", () => {
    for (const iri of [`${ADL}verbs/`, `${ADL}verbs/toString`, "toString", `${ADL}completed`, "completed", "", "/"])
      expect(verbMeaning(iri, "module")).toBeUndefined();
  });

  it.each(Object.entries(TYPES_OF))("%s is the kind of these types", (kind, types) => {
    expect(types.map((iri) => [iri, kindOfType(iri)])).toEqual(types.map((iri) => [iri, kind]));
  });
});

describe("a refusal of a statement says what was expected", () => {
  const expectedOf = (change: object): string | undefined => {
    const outcome = rightOf(
      importXapiStatement()({
        actor: { mbox: "mailto:ann@example.org" },
        verb: { id: `${ADL}verbs/experienced` },
        object: { id: "https://lms.example.org/page/3" },
        timestamp: "2026-03-01T09:30:00+01:00",
        ...change,
      }),
    );
    return outcome.outcome === "refused" ? outcome.issue?.expected : outcome.outcome;
  };

  it.each<[object, string]>([
    [{ actor: 3 }, "an agent or a group"],
    [{ actor: {} }, "one of account, mbox, mbox_sha1sum, openid"],
    [{ actor: { name: "Ann" } }, "one of account, mbox, mbox_sha1sum, openid"],
    [{ actor: { mbox: 3 } }, "a mailto IRI"],
    [{ actor: { mbox: "ann@example.org" } }, "an address such as mailto:ann@example.org"],
    [{ actor: { mbox: "mailto:ann@example.org, bob@example.org" } }, "an address such as mailto:ann@example.org"],
    [{ actor: { mbox: "see mailto:ann@example.org" } }, "an address such as mailto:ann@example.org"],
    [{ actor: { mbox_sha1sum: 3 } }, "a SHA-1 sum as a string"],
    [{ actor: { mbox_sha1sum: "abc" } }, "40 hexadecimal digits"],
    [{ actor: { openid: 3 } }, "an IRI"],
    [{ actor: { openid: "ann" } }, "an IRI with a scheme, such as https://example.org/course/1"],
    [{ actor: { openid: "https://e.org/an n" } }, "an IRI with a scheme, such as https://example.org/course/1"],
    [{ actor: { account: 3 } }, "an account"],
    [{ actor: { account: { homePage: "https://e.org", name: 3 } } }, "the name of an account"],
    [{ actor: { account: { homepage: "https://e.org", name: "42" } } }, '"homePage", in this case'],
    [{ actor: { mbox: "mailto:ann@example.org", openid: "https://e.org" } }, "one identifier, and mbox is one"],
    [{ actor: { mbox: "mailto:ann@example.org", name: 3 } }, "a name as a string"],
    [{ actor: { objectType: "Group", member: [3] } }, "an agent"],
    [{ actor: { objectType: "Group", member: [] } }, "at least one member"],
    [{ verb: 3 }, "a verb"],
    [{ timestamp: 3 }, "a timestamp as a string"],
    [{ timestamp: "2026-03-01T09:30:00" }, "a date and time with an offset, such as 2026-03-01T09:30:00+01:00"],
    [{ timestamp: "2026-02-29T09:30:00Z" }, "a day that exists"],
    [{ timestamp: "2026-03-01T24:30:00Z" }, "a time of day that exists"],
    [{ timestamp: "2026-03-01T09:30:00+24:00" }, "an offset below 24 hours"],
    [{ timestamp: "2026-03-01T09:30:00-00:00" }, "an offset that is known (-00:00 says that it is not)"],
    [{ timestamp: "1999-03-01T09:30:00Z" }, "a time between the years 2000 and 2200"],
    [{ object: 3 }, "an activity, agent, group or reference to a statement"],
    [{ object: { id: "https://e.org/3", definition: 3 } }, "the definition of an activity"],
    [{ object: { objectType: "StatementRef" } }, "the UUID of a statement"],
    [{ context: { contextActivities: 3 } }, "the context activities of a statement"],
    [{ result: { duration: "90 s" } }, "an ISO 8601 duration, such as PT1M30S"],
    [{ result: { response: 3 } }, "a response as a string"],
    [{ id: 3 }, "a UUID as a string"],
    [{ id: "6690e6c9" }, "a UUID of 36 characters"],
  ])("%j", (change, expected) => {
    expect(expectedOf(change)).toContain(expected);
  });
});
