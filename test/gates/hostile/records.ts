import { orThrow } from "../../../src/core/vocabulary/index.ts";
import * as records from "../../../src/records/index.ts";
import { type Cases, takes } from "./case.ts";

const AT = Date.UTC(2025, 2, 3, 9);
const DAY = 86_400_000;

const event = () =>
  ({
    id: "e-1",
    learner: "ana",
    at: AT,
    act: "scored",
    object: "quiz-1",
    objectKind: "assessment",
    course: "c-1",
    score: 0.8,
    success: true,
    completion: true,
    durationMs: 60_000,
    source: "lms",
  }) as const;
const interval = () => ({
  person: "ana",
  from: AT - 100 * DAY,
  to: AT + 100 * DAY,
  unit: "support",
  role: "responder",
  zone: "Europe/Lisbon",
  fte: 0.8,
  manager: "bo",
});
const roster = () => orThrow(records.roster([interval(), { ...interval(), person: "bo", manager: null }]));
const module = () => ({
  id: "m1",
  title: "Triage",
  minutes: 10,
  skills: ["triage"],
  prerequisites: [],
  tags: ["core"],
  difficulty: 0.5,
});
const mayBeNull = "an interval may still be open, and a person may have no manager";
const openEnded = { "0.0.intervals.*.to": mayBeNull, "0.0.intervals.*.manager": mayBeNull };
const noAct = "a word may stand for no act";
const total = "an importer is total: what it cannot map it refuses with a reason";

const links = () => [
  {
    ids: [
      { system: "hr", id: "ana" },
      { system: "chat", id: "U1" },
    ],
  },
  {
    ids: [
      { system: "hr", id: "bo" },
      { system: "lms", id: "17" },
    ],
  },
];
const people = () => orThrow(records.identityMap()(links()));

const statement = () => ({
  id: "6690e6c9-3ef0-4ed3-8b37-7f3964730bee",
  actor: { account: { homePage: "https://lms.example.org", name: "1042" } },
  verb: { id: "http://adlnet.gov/expapi/verbs/passed" },
  object: { id: "https://example.org/quiz/7" },
  result: { score: { scaled: 0.85 }, success: true, duration: "PT1M" },
  timestamp: "2025-03-01T09:30:00+01:00",
});
const row = () => ({ user: "1042", time: "2025-03-01T09:30:00+01:00", what: "quiz_done", page: "p3", points: 17 });
const rowOptions = () => ({
  source: "lms",
  columns: { learner: "user", at: "time", act: "what", object: "page", score: "points" },
  acts: { quiz_done: "scored", heartbeat: null },
  objectKind: "assessment",
  scoreRange: [0, 20],
});
const presentation = { code_module: "AAA", code_presentation: "2013J" };
const ouladTables = () => ({
  vle: [{ ...presentation, id_site: "546652", activity_type: "forumng" }],
  studentVle: [{ ...presentation, id_student: "28400", id_site: "546652", date: "-10", sum_click: "4" }],
});

const decision = () => ({
  id: "d1",
  learner: "ana",
  at: AT,
  policy: { name: "reminders", version: "1" },
  action: "send",
  probability: 0.5,
  eligible: null,
  ruledOut: [],
  context: { hour: 9 },
  reasons: [],
});
const delivery = () => ({
  learner: "ana",
  act: "delivered",
  object: "n1",
  objectKind: "nudge",
  at: AT + 3_600_000,
  decision: "d1",
  source: "mail",
});
const hostsOwn = "an action, and the facts beside it, are the host's own";

const unread = "what joining does not read of a decision is handed on as it is";
const handedOn = {
  "1.0.decisions.*.policy.**": unread,
  "1.0.decisions.*.policy": unread,
  "1.0.decisions.*.probability": unread,
  "1.0.decisions.*.eligible": unread,
  "1.0.decisions.*.ruledOut": unread,
  "1.0.decisions.*.reasons": unread,
  "1.0.decisions.*.context": unread,
};

const events = () => [
  event(),
  { ...event(), id: "e-2", at: AT + 2 * DAY },
  { ...event(), id: "e-3", at: AT + 9 * DAY },
];
const asOf = () => AT + 30 * DAY;

export const recordsCases: Cases = {
  "records.identityMap": takes(() => [[{ authority: "hr" }], [links()]], {
    accepts: { "0.0.authority": "any system may be the authority" },
  }),
  "records.parseIdentityMap": takes(() => [[people()]]),
  "records.resolveIdentity": takes(() => [[people()], [{ system: "chat", id: "U1" }]], { strict: [] }),
  "records.identifyEvents": takes(() => [[{ map: people(), system: "hr" }], [events()]], {
    accepts: { "1.0.**": total },
  }),
  "records.importXapiStatement": takes(
    () => [[{ verbs: { "https://example.org/skimmed": "viewed" }, receivedAt: AT }], [statement()]],
    { accepts: { "1.0": total, "1.0.**": total } },
  ),
  "records.importXapi": takes(
    () => [[{ verbs: { "https://example.org/skimmed": "viewed" }, receivedAt: AT }], [[statement()]]],
    { accepts: { "1.0.**": total } },
  ),
  "records.importRow": takes(() => [[rowOptions()], [row()]], {
    accepts: { "0.0.acts.*": noAct, "1.0": total, "1.0.**": total },
  }),
  "records.importRows": takes(() => [[rowOptions()], [[row()]]], { accepts: { "0.0.acts.*": noAct, "1.0.**": total } }),
  "records.importOulad": takes(() => [[{ starts: { "2013J": Date.UTC(2013, 9, 5) } }], [ouladTables()]], {
    accepts: { "1.0.**": total },
  }),
  "records.joinOutcomes": takes(
    () => [
      [{ reward: "scored", windowDays: 7, asOf: asOf(), attribution: "every", delivered: ["delivered"] }],
      [{ decisions: [decision()], events: [delivery(), ...events()] }],
    ],
    { accepts: { "1.0.decisions.*.action": hostsOwn, "1.0.decisions.*.context.**": hostsOwn, ...handedOn } },
  ),
  "records.outcomeRows": takes(
    () => [
      [{ actionName: String, treated: (action: unknown) => action === "send", undelivered: "refuse" }],
      [[{ decision: decision(), status: "observed", reward: 1, rewardedAt: AT + DAY, deliveredAt: AT }]],
    ],
    {
      accepts: {
        "1.0.*.decision.action": hostsOwn,
        "1.0.*.decision.context.**": hostsOwn,
        "1.0.*.decision.eligible": unread,
      },
    },
  ),
  "records.activityFeatures": takes(() => [
    [{ asOf: asOf(), origin: AT - DAY, features: ["clicks", "longestStreak", "dormantDays"] }],
    [events()],
  ]),
  "records.activityFold": takes(() => [[{ asOf: asOf(), origin: AT - DAY, features: ["clicks"] }]], {
    strict: ["0.0"],
  }),
  "records.activeDayFold": takes(() => [[{ cutoffHour: 4 }]], { strict: ["0.0"] }),
  "records.clickFold": takes(() => [[{}]], { strict: ["0.0"] }),
  "records.distinctObjectFold": takes(() => [[{}]], { strict: ["0.0"] }),
  "records.dormancyFold": takes(() => [[{ asOf: asOf() }]], { strict: ["0.0"] }),
  "records.firstWeekFold": takes(() => [[{ asOf: asOf() }]], { strict: ["0.0"] }),
  "records.hourEntropyFold": takes(() => [[{}]], { strict: ["0.0"] }),
  "records.sessionFold": takes(() => [[{ gapMinutes: 30 }]], { strict: ["0.0"] }),
  "records.shareFold": takes(() => [[{ by: "objectKind" }]], { strict: ["0.0"] }),
  "records.streakFold": takes(() => [[{ asOf: asOf() }]], { strict: ["0.0"] }),
  "records.weekEntropyFold": takes(() => [[{}]], { strict: ["0.0"] }),
  "records.weeklyTrendFold": takes(() => [[{ asOf: asOf(), origin: AT - DAY }]], { strict: ["0.0"] }),
  "records.parseLearnerEvent": takes(() => [[event()]]),
  "records.parseEnrolment": takes(() => [
    [
      {
        learner: "ana",
        course: "c-1",
        origin: "self",
        enrolledAt: AT,
        dueAt: AT + DAY,
        leftAt: AT + 2 * DAY,
        completedAt: AT + DAY,
      },
    ],
  ]),
  "records.parsePersonInterval": takes(() => [[interval()]], {
    accepts: { "0.0.to": mayBeNull, "0.0.manager": mayBeNull },
  }),
  "records.parseCatalogueModule": takes(() => [[module()]]),
  "records.parseBusyInterval": takes(() => [[{ person: "ana", from: AT, to: AT + DAY, kind: "meeting" }]]),
  "records.parseJourney": takes(() => [
    [
      {
        id: "j",
        course: "c-1",
        steps: [
          { id: "s", kind: "search", clicks: 3, minutes: 2 },
          { id: "t", kind: "content" },
        ],
      },
    ],
  ]),
  "records.parseSurveyAnswer": takes(() => [[{ learner: "ana", survey: "s", question: "q", at: AT, value: 4 }]], {
    accepts: { "0.0.value": "an answer is a number or words" },
  }),
  "records.catalogue": takes(() => [[[module(), { ...module(), id: "m2", prerequisites: ["m1"] }]]]),
  "records.parseCatalogue": takes(() => [[orThrow(records.catalogue([module()]))]]),
  "records.catalogueCan": takes(() => [[orThrow(records.catalogue([module()]))]]),
  "records.roster": takes(() => [[[interval()]]], { accepts: { "0.0.*.to": mayBeNull, "0.0.*.manager": mayBeNull } }),
  "records.parseRoster": takes(() => [[roster()]], { accepts: openEnded }),
  "records.personAsOf": takes(() => [[roster()], [{ person: "ana", at: AT }]], { strict: [], accepts: openEnded }),
  "records.rosterAsOf": takes(() => [[roster()], [{ at: AT, unit: "support" }]], {
    strict: ["1.0"],
    accepts: openEnded,
  }),
  "records.denominator": takes(() => [[roster()], [{ at: AT, unit: "support" }]], {
    strict: ["1.0"],
    accepts: openEnded,
  }),
};
