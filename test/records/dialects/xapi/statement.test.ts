import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importXapi, importXapiStatement } from "../../../../src/records/index.ts";
import { deepFreeze, invalidOf, issuesOf, rightOf } from "../../../support/property.ts";
import { garbage } from "../../garbage.ts";

const ID = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee";
const OTHER = "ec531277-b57b-4c15-8d91-d292c5b2b8f7";
const SHA = "CD9B00A5611F94EAA7B1661EDAB976068E364975";
const AT = Date.UTC(2026, 2, 1, 8, 30);
const VERBS = "http://adlnet.gov/expapi/verbs/";
const COURSE = {
  id: "https://lms.example.org/course/2",
  definition: { type: "http://adlnet.gov/expapi/activities/course" },
};

const statement = deepFreeze({
  actor: { mbox: "mailto:Ann@Example.org" },
  verb: { id: `${VERBS}experienced`, display: { en: "looked at" } },
  object: { id: "https://lms.example.org/page/3" },
  timestamp: "2026-03-01T09:30:00+01:00",
});

type Change = Readonly<Record<string, unknown>>;
const outcomeOf = (change: Change = {}, options = {}) =>
  rightOf(importXapiStatement(options)({ ...statement, ...change }));
const mappedOf = (change: Change = {}, options = {}) => {
  const outcome = outcomeOf(change, options);
  if (outcome.outcome !== "mapped") throw new Error(JSON.stringify(outcome));
  return outcome;
};
const eventOf = (change: Change = {}, options = {}) => mappedOf(change, options).accepted[0];
const notesOf = (change: Change, options = {}) => mappedOf(change, options).notes.map((each) => each.code);
/** The fate in short: reason, and where and why for a refusal about a value. */
const fateOf = (change: Change, options = {}): string => {
  const outcome = outcomeOf(change, options);
  if (outcome.outcome === "mapped") return "mapped";
  const issue = outcome.outcome === "refused" ? outcome.issue : undefined;
  return issue === undefined ? outcome.reason.code : `${outcome.reason.code}: ${issue.code} at ${issue.path.join(".")}`;
};

describe("a statement", () => {
  it("becomes an event", () => {
    expect(eventOf()).toEqual({
      learner: "mailto:ann@example.org",
      at: AT,
      act: "viewed",
      object: "https://lms.example.org/page/3",
      objectKind: "other",
      source: "xapi",
    });
  });

  it("carries over all that an event can hold", () => {
    const whole = {
      id: ID.toUpperCase(),
      actor: { account: { homePage: "https://lms.example.org", name: "42" } },
      verb: { id: `${VERBS}passed` },
      object: {
        id: "https://lms.example.org/quiz/7",
        definition: { type: "http://adlnet.gov/expapi/activities/assessment" },
      },
      result: {
        score: { raw: 17, min: 0, max: 20 },
        success: true,
        completion: false,
        response: "a[,]b",
        duration: "PT1M30S",
      },
      context: { registration: OTHER.toUpperCase(), contextActivities: { grouping: [COURSE] } },
      version: "1.0.3",
    };
    expect(eventOf(whole, { source: "lrs" })).toEqual({
      id: ID,
      learner: "https://lms.example.org|42",
      at: AT,
      act: "passed",
      object: "https://lms.example.org/quiz/7",
      objectKind: "assessment",
      course: COURSE.id,
      registration: OTHER,
      score: 0.85,
      success: true,
      completion: false,
      response: "a[,]b",
      durationMs: 90_000,
      source: "lrs",
    });
    expect(mappedOf(whole).notes).toEqual([]);
    expect(mappedOf(whole).id).toBe(ID);
  });

  it.each([[null], ["text"], [[]], [7], [undefined]])("is an object, not %j", (value) => {
    expect(rightOf(importXapiStatement()(value))).toMatchObject({
      outcome: "refused",
      reason: { code: "not-a-statement" },
    });
  });

  it("is refused for a key that differs from one of xAPI only in case, because its content would be lost", () => {
    for (const key of ["Result", "CONTEXT", "timeStamp", "ID"])
      expect(fateOf({ [key]: {} })).toBe(`misspelt-key: unknown-key at ${key}`);
    expect(fateOf({ voided: false, _id: 3 })).toBe("mapped");
  });

  it("has an id that is a UUID, if it has one", () => {
    expect(fateOf({ id: 7 })).toBe("invalid-id: wrong-type at id");
    expect(fateOf({ id: `${ID}0` })).toBe("invalid-id: unknown-value at id");
    expect(fateOf({ id: ID.replace("e", "g") })).toBe("invalid-id: unknown-value at id");
    expect(fateOf({ id: `x${ID}` })).toBe("invalid-id: unknown-value at id");
  });
});

describe("the learner of a statement", () => {
  it.each([
    [{ account: { homePage: "https://a.org", name: "Ann" } }, ["https://a.org|Ann"]],
    [{ mbox: "MAILTO:Ann@A.org" }, ["mailto:ann@a.org"]],
    [{ mbox_sha1sum: SHA }, [SHA.toLowerCase()]],
    [{ openid: "https://openid.example.org/1" }, ["https://openid.example.org/1"]],
    [{ objectType: "Agent", name: "Ann", openid: "https://o.org/1" }, ["https://o.org/1"]],
    [
      {
        objectType: "Group",
        member: [{ mbox: "mailto:b@a.org" }, { mbox: "mailto:a@a.org" }, { mbox: "mailto:B@a.org" }],
      },
      ["mailto:b@a.org", "mailto:a@a.org"],
    ],
    [{ objectType: "Group", mbox: "mailto:team@a.org", member: [{ mbox: "mailto:a@a.org" }] }, ["mailto:team@a.org"]],
    [{ objectType: "Group", mbox: "mailto:team@a.org" }, ["mailto:team@a.org"]],
  ])("%j", (actor, learners) => {
    expect(mappedOf({ actor }).accepted.map((each) => each.learner)).toEqual(learners);
  });

  it("is several for a group, each event with an id of its own", () => {
    const member = [{ mbox: "mailto:a@a.org" }, { mbox: "mailto:b@a.org" }];
    const outcome = mappedOf({ id: ID, actor: { objectType: "Group", member } });
    expect(outcome.accepted.map((each) => each.id)).toEqual([`${ID}|mailto:a@a.org`, `${ID}|mailto:b@a.org`]);
    expect(outcome.id).toBe(ID);
    expect(outcome.notes).toEqual([]);
    const alone = mappedOf({ id: ID, actor: { objectType: "Group", member: member.slice(1) } });
    expect(alone.accepted.map((each) => each.id)).toEqual([ID]);
  });

  it("is the group itself where the group has an id, and that is noted", () => {
    const outcome = mappedOf({ actor: { objectType: "Group", mbox: "mailto:team@a.org" } });
    expect(outcome.notes).toEqual([{ code: "group-as-learner", values: { group: "mailto:team@a.org" } }]);
  });

  it.each([
    [undefined, "missing at actor"],
    [null, "wrong-type at actor"],
    ["Ann", "wrong-type at actor"],
    [{}, "missing at actor"],
    [{ objectType: "Agent" }, "missing at actor"],
    [{ objectType: "agent", mbox: "mailto:a@a.org" }, "unknown-value at actor.objectType"],
    [{ objectType: 7, mbox: "mailto:a@a.org" }, "wrong-type at actor.objectType"],
    [{ name: 7, mbox: "mailto:a@a.org" }, "wrong-type at actor.name"],
    [{ mbox: "a@a.org" }, "unknown-value at actor.mbox"],
    [{ mbox: "mailto:a.org" }, "unknown-value at actor.mbox"],
    [{ mbox: "mailto:a @a.org" }, "unknown-value at actor.mbox"],
    [{ mbox: 7 }, "wrong-type at actor.mbox"],
    [{ mbox_sha1sum: SHA.slice(1) }, "unknown-value at actor.mbox_sha1sum"],
    [{ mbox_sha1sum: `${SHA}0` }, "unknown-value at actor.mbox_sha1sum"],
    [{ mbox_sha1sum: {} }, "wrong-type at actor.mbox_sha1sum"],
    [{ openid: "openid" }, "unknown-value at actor.openid"],
    [{ account: { name: "Ann" } }, "missing at actor.account.homePage"],
    [{ account: { homePage: "https://a.org" } }, "missing at actor.account.name"],
    [{ account: { homePage: "https://a.org", name: 42 } }, "wrong-type at actor.account.name"],
    [{ account: { homePage: "ab=c://a.org", name: "42" } }, "unknown-value at actor.account.homePage"],
    [{ account: { homepage: "https://a.org", name: "42" } }, "unknown-key at actor.account.homepage"],
    [{ account: "42" }, "wrong-type at actor.account"],
    [{ mbox: "mailto:a@a.org", openid: "https://o.org" }, "inconsistent at actor.openid"],
    [{ account: {}, mbox: "mailto:a@a.org" }, "inconsistent at actor.mbox"],
    [{ mBox: "mailto:a@a.org" }, "unknown-key at actor.mBox"],
    [{ objectType: "Group" }, "missing at actor.member"],
    [{ objectType: "Group", member: [] }, "empty at actor.member"],
    [{ objectType: "Group", member: {} }, "wrong-type at actor.member"],
    [{ objectType: "Group", mbox: "mailto:t@a.org", member: {} }, "wrong-type at actor.member"],
    [{ objectType: "Group", mbox: "mailto:t@a.org", member: [{}] }, "missing at actor.member.0"],
    [
      { objectType: "Group", member: [{ objectType: "Group", mbox: "mailto:t@a.org" }] },
      "unknown-value at actor.member.0.objectType",
    ],
  ])("is refused for %j", (actor, issue) => {
    expect(fateOf({ actor })).toBe(`invalid-actor: ${issue}`);
  });
});

describe("the act of a statement", () => {
  const meeting = { id: "https://a.org/m", definition: { type: "http://adlnet.gov/expapi/activities/meeting" } };
  const forum = { id: "https://a.org/f", definition: { type: "http://id.tincanapi.com/activitytype/discussion" } };
  const survey = { id: "https://a.org/s", definition: { type: "http://id.tincanapi.com/activitytype/survey" } };
  const page = { id: "https://a.org/p" };

  it.each([
    [`${VERBS}completed`, page, "completed"],
    [`${VERBS}experienced`, page, "viewed"],
    ["https://w3id.org/xapi/adl/verbs/waived", page, "waived"],
    ["https://w3id.org/xapi/video/verbs/paused", page, "suspended"],
    ["https://w3id.org/xapi/acrossx/verbs/evaluated", page, "answered"],
    ["http://id.tincanapi.com/verb/viewed", page, "viewed"],
    ["http://activitystrea.ms/join", meeting, "attended"],
    ["http://activitystrea.ms/schema/1.0/join", COURSE, "registered"],
    ["http://activitystrea.ms/schema/1.0/leave", COURSE, "unregistered"],
    ["http://activitystrea.ms/leave", meeting, "terminated"],
    ["http://activitystrea.ms/create", forum, "posted"],
    ["http://activitystrea.ms/create", page, "authored"],
    ["http://activitystrea.ms/submit", survey, "completed"],
    ["http://activitystrea.ms/submit", page, "attempted"],
  ])("%s on %j is %s", (id, object, act) => {
    expect(eventOf({ verb: { id }, object })?.act).toBe(act);
  });

  it("is set aside where the verb is known to be none", () => {
    expect(outcomeOf({ verb: { id: "http://activitystrea.ms/delete" } })).toEqual({
      outcome: "setAside",
      reason: { code: "verb-without-act", values: { verb: "http://activitystrea.ms/delete" } },
    });
    expect(fateOf({ verb: { id: "http://activitystrea.ms/join" } })).toBe("verb-without-act");
  });

  it("is never guessed: not from the text, not from the last word, not from the prototype", () => {
    for (const id of [
      "https://example.org/verbs/completed",
      `${VERBS}Completed`,
      `${VERBS}constructor`,
      "https://e.org/constructor/x",
      "tag:completed",
    ])
      expect(fateOf({ verb: { id, display: { en: "completed" } } })).toBe("unknown-verb");
  });

  it("follows the caller's table before ours", () => {
    const id = `${VERBS}experienced`;
    expect(eventOf({}, { verbs: { [id]: "progressed" } })?.act).toBe("progressed");
    expect(fateOf({}, { verbs: { [id]: null } })).toBe("verb-without-act");
    expect(
      eventOf({ verb: { id: "https://e.org/skimmed" } }, { verbs: { "https://e.org/skimmed": "viewed" } })?.act,
    ).toBe("viewed");
  });

  it.each([
    [undefined, "missing at verb"],
    ["passed", "wrong-type at verb"],
    [{}, "missing at verb.id"],
    [{ id: "should fail" }, "unknown-value at verb.id"],
    [{ id: "passed" }, "unknown-value at verb.id"],
    [{ id: "" }, "empty at verb.id"],
    [{ id: "a:b", ID: 1 }, "unknown-key at verb.ID"],
  ])("is refused for the verb %j", (verb, issue) => {
    expect(fateOf({ verb })).toBe(`invalid-verb: ${issue}`);
  });
});

describe("the object of a statement", () => {
  it.each([
    [{ id: "https://a.org/1" }, "https://a.org/1", "other"],
    [{ objectType: "Activity", id: "https://a.org/1", definition: {} }, "https://a.org/1", "other"],
    [
      { id: "block-v1:edX+D+type@problem", definition: { interactionType: "choice" } },
      "block-v1:edX+D+type@problem",
      "item",
    ],
    [
      { id: "https://a.org/1", definition: { type: "https://w3id.org/xapi/video/activity-type/video" } },
      "https://a.org/1",
      "video",
    ],
    [
      { id: "https://a.org/1", definition: { type: "https://e.org/x", interactionType: "numeric" } },
      "https://a.org/1",
      "other",
    ],
    [
      { id: "https://a.org/1", definition: { type: "http://adlnet.gov/expapi/activities/constructor" } },
      "https://a.org/1",
      "other",
    ],
    [{ objectType: "Agent", mbox: "mailto:B@a.org" }, "mailto:b@a.org", "person"],
    [{ objectType: "Group", mbox: "mailto:t@a.org" }, "mailto:t@a.org", "person"],
    [{ objectType: "Group", member: [{ mbox: "mailto:b@a.org" }] }, "mailto:b@a.org", "person"],
    [{ objectType: "StatementRef", id: ID.toUpperCase() }, ID, "other"],
    [{ objectType: "GroupActivity", id: "https://a.org/1" }, "https://a.org/1", "other"],
  ])("%j", (object, id, kind) => {
    const event = eventOf({ object });
    expect([event?.object, event?.objectKind]).toEqual([id, kind]);
  });

  it("has the kind the caller names for its type", () => {
    const object = { id: "https://a.org/1", definition: { type: "https://e.org/lab" } };
    expect(eventOf({ object }, { activityTypes: { "https://e.org/lab": "session" } })?.objectKind).toBe("session");
  });

  it("is a plan where it is a SubStatement, whatever is in it", () => {
    expect(fateOf({ object: { objectType: "SubStatement" } })).toBe("planned");
    expect(fateOf({ object: { objectType: "SubStatement" }, timestamp: "soon" })).toMatch(/^invalid-time/);
  });

  it("cannot be several people at once", () => {
    const member = [{ mbox: "mailto:a@a.org" }, { mbox: "mailto:b@a.org" }];
    expect(fateOf({ object: { objectType: "Group", member } })).toBe("object-without-id");
  });

  it.each([
    [undefined, "missing at object"],
    ["https://a.org/1", "wrong-type at object"],
    [{}, "missing at object.id"],
    [{ id: "page 3" }, "unknown-value at object.id"],
    [{ id: 3 }, "wrong-type at object.id"],
    [{ Id: "https://a.org/1" }, "unknown-key at object.Id"],
    [{ objectType: "activity", id: "https://a.org/1" }, "unknown-value at object.objectType"],
    [{ id: "https://a.org/1", definition: "x" }, "wrong-type at object.definition"],
    [{ id: "https://a.org/1", definition: { type: "course" } }, "unknown-value at object.definition.type"],
    [
      { id: "https://a.org/1", definition: { interactionType: "choiCe" } },
      "unknown-value at object.definition.interactionType",
    ],
    [{ objectType: "Agent" }, "missing at object"],
    [{ objectType: "StatementRef" }, "missing at object.id"],
    [{ objectType: "StatementRef", id: "x" }, "unknown-value at object.id"],
  ])("is refused for %j", (object, issue) => {
    expect(fateOf({ object })).toBe(`invalid-object: ${issue}`);
  });
});

describe("the result of a statement", () => {
  it("leaves a duration without fixed length out, and says so", () => {
    const change = { result: { duration: "P1M", response: "" } };
    expect(notesOf(change)).toEqual(["duration-without-fixed-length"]);
    expect(eventOf(change)).toEqual({ ...eventOf(), response: "" });
  });

  it("passes on what the score has to say", () => {
    expect(notesOf({ result: { score: { scaled: -1 } } })).toEqual(["negative-score-clamped"]);
    expect(eventOf({ result: { score: { raw: 1 } } })).not.toHaveProperty("score");
  });

  it.each([
    [null, "wrong-type at result"],
    [{ success: "true" }, "wrong-type at result.success"],
    [{ completion: 1 }, "wrong-type at result.completion"],
    [{ response: 12345 }, "wrong-type at result.response"],
    [{ duration: "PA1H" }, "unknown-value at result.duration"],
    [{ score: 7 }, "wrong-type at result.score"],
    [{ score: { scaled: 2 } }, "out-of-range at result.score.scaled"],
    [{ Duration: "PT1S" }, "unknown-key at result.Duration"],
  ])("is refused for %j", (result, issue) => {
    expect(fateOf({ result })).toBe(`invalid-result: ${issue}`);
  });
});

describe("the context of a statement", () => {
  const module = { id: "https://a.org/module", definition: { type: "http://adlnet.gov/expapi/activities/module" } };
  const second = { ...COURSE, id: "https://lms.example.org/course/9" };

  it.each([
    [{ parent: [module, COURSE, second] }, COURSE.id],
    [{ grouping: [COURSE] }, COURSE.id],
    [{ grouping: [COURSE], parent: [second] }, second.id],
    [{ parent: COURSE }, COURSE.id],
    [{ category: [COURSE], other: [COURSE] }, undefined],
    [{ parent: [module] }, undefined],
    [{ parent: [{ id: "438AD672" }, { definition: { type: 7 } }, { definition: "course" }, COURSE] }, COURSE.id],
    [{}, undefined],
  ])("%j gives the course", (contextActivities, course) => {
    expect(eventOf({ context: { contextActivities } })?.course).toBe(course);
  });

  it("follows the caller's types", () => {
    const programme = { id: "https://a.org/programme", definition: { type: "https://e.org/programme" } };
    const change = { context: { contextActivities: { parent: [programme] } } };
    expect(eventOf(change)?.course).toBeUndefined();
    expect(eventOf(change, { activityTypes: { "https://e.org/programme": "course" } })?.course).toBe(programme.id);
  });

  it("gives way to the object where that is the course", () => {
    expect(eventOf({ object: COURSE })?.course).toBe(COURSE.id);
    expect(eventOf({ object: second, context: { contextActivities: { parent: [COURSE] } } })?.course).toBe(COURSE.id);
  });

  it.each([
    [null, "wrong-type at context"],
    [{ registration: "r1" }, "unknown-value at context.registration"],
    [{ registration: 7 }, "wrong-type at context.registration"],
    [{ Registration: OTHER }, "unknown-key at context.Registration"],
    [{ contextactivities: {} }, "unknown-key at context.contextactivities"],
    [{ contextActivities: [] }, "wrong-type at context.contextActivities"],
    [{ contextActivities: { parent: [7] } }, "wrong-type at context.contextActivities.parent.0"],
    [
      { contextActivities: { grouping: [{}, { ...COURSE, id: "course 2" }] } },
      "unknown-value at context.contextActivities.grouping.1.id",
    ],
    [{ contextActivities: { grouping: "x" } }, "wrong-type at context.contextActivities.grouping"],
    [{ contextActivities: { Parent: [] } }, "unknown-key at context.contextActivities.Parent"],
  ])("is refused for %j", (context, issue) => {
    expect(fateOf({ context })).toBe(`invalid-context: ${issue}`);
  });
});

describe("the time of a statement", () => {
  const receivedAt = new Date(AT + 5_000);

  it("is timestamp, else stored, else when it was received; what is not its own is noted", () => {
    const stored = "2026-03-01T08:30:02Z";
    expect([eventOf({ stored }, { receivedAt })?.at, notesOf({ stored }, { receivedAt })]).toEqual([AT, []]);
    const without = { timestamp: undefined };
    expect([eventOf({ ...without, stored }, { receivedAt })?.at, notesOf({ ...without, stored })]).toEqual([
      AT + 2_000,
      ["time-of-storage"],
    ]);
    expect([eventOf(without, { receivedAt })?.at, notesOf(without, { receivedAt })]).toEqual([
      AT + 5_000,
      ["time-of-receipt"],
    ]);
    expect(fateOf(without)).toBe("time-unknown");
  });

  it("needs an offset, and all of RFC 3339 under 2.0", () => {
    expect(fateOf({ timestamp: "2026-03-01T09:30:00" })).toBe("invalid-time: unknown-value at timestamp");
    expect(fateOf({ timestamp: undefined, stored: "yesterday" })).toBe("invalid-time: unknown-value at stored");
    const short = { timestamp: "2026-03-01T09:30+01" };
    expect(eventOf(short)?.at).toBe(AT);
    for (const options of [{ version: "2.0.0" }]) expect(fateOf(short, options)).toMatch(/^invalid-time/);
    expect(fateOf({ ...short, version: "2.0.0" })).toMatch(/^invalid-time/);
    expect(fateOf({ ...short, version: "1.0.3" }, { version: "2.0.0" })).toBe("mapped");
    expect(fateOf(short, { version: "1.0.3" })).toBe("mapped");
  });

  it.each([
    ["1.0", "auto", "mapped"],
    ["1.0.0", "auto", "mapped"],
    ["1.0.9", "2.0.0", "mapped"],
    ["2.0.0", "auto", "mapped"],
    ["2.0", "2.0.0", "mapped"],
    ["2.0.0", "1.0.3", "unsupported-version"],
    ["0.9.9", "auto", "unsupported-version"],
    ["1.1.0", "auto", "unsupported-version"],
    ["2.1.0", "auto", "unsupported-version"],
    ["3.0.0", "auto", "unsupported-version"],
    ["x1.0", "auto", "unsupported-version"],
    ["1.0.3x", "auto", "unsupported-version"],
    [1, "auto", "unsupported-version"],
  ])("a statement of version %s under rules %s is %s", (version, rules, fate) => {
    expect(fateOf({ version }, { version: rules })).toBe(fate);
  });
});

describe("withdrawals", () => {
  const voids = (id: string) => ({
    ...statement,
    verb: { id: `${VERBS}voided` },
    object: { objectType: "StatementRef", id },
  });

  it("name the statement they withdraw", () => {
    expect(rightOf(importXapiStatement()(voids(ID.toUpperCase())))).toEqual({
      outcome: "setAside",
      reason: { code: "voiding", values: { voids: ID } },
      voids: ID,
    });
    expect(fateOf({ verb: { id: `${VERBS}voided` } })).toBe("voids-no-statement");
  });

  it("reach statements before and after them, in any spelling of the id", () => {
    const kept = { ...statement, id: OTHER };
    for (const list of [
      [voids(ID), { ...statement, id: ID }, kept],
      [{ ...statement, id: ID.toUpperCase() }, kept, voids(ID)],
    ]) {
      const imported = rightOf(importXapi()(deepFreeze(list)));
      expect(imported.accepted.map((each) => each.id)).toEqual([OTHER]);
      expect(imported.counts.byReason).toEqual({ voiding: 1, voided: 1 });
    }
  });
});

describe("a list of statements", () => {
  it("takes a second copy once, and refuses a contradiction", () => {
    const first = { ...statement, id: ID };
    const imported = rightOf(
      importXapi()([
        first,
        { ...first, authority: { name: "another store" } },
        { ...first, verb: { id: `${VERBS}passed` } },
      ]),
    );
    expect(imported.accepted).toHaveLength(1);
    expect(imported.setAside.map(({ index, reason }) => [index, reason.code])).toEqual([[1, "merged-duplicate"]]);
    expect(imported.refused.map(({ index, reason }) => [index, reason.code])).toEqual([[2, "conflicting-duplicate"]]);
  });

  it("accounts for whatever it is given, by index, and changes nothing", () => {
    const piece = fc.oneof(
      garbage,
      fc
        .tuple(fc.constantFrom(...Object.keys(statement), "id", "result", "context"), garbage)
        .map(([key, value]) => () => ({ ...statement, [key]: value() })),
      fc.constant(() => statement),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const list = pieces.map((make) => make());
        const { from, refused, setAside, counts } = rightOf(importXapi()(Object.freeze(list)));
        const indices = [...new Set(from), ...refused.map((each) => each.index), ...setAside.map((each) => each.index)];
        expect(indices.sort((a, b) => a - b)).toEqual(list.map((_, index) => index));
        expect(counts.mapped + counts.refused + counts.setAside).toBe(list.length);
      }),
      { numRuns: 300 },
    );
  });

  it("is the same as its statements one by one, where no two share an id", () => {
    const list = [
      statement,
      { ...statement, verb: { id: "a:b" } },
      { ...statement, object: { objectType: "SubStatement" } },
    ];
    const one = importXapiStatement();
    const imported = rightOf(importXapi()(list));
    expect(list.map((each) => rightOf(one(each)).outcome)).toEqual(["mapped", "refused", "setAside"]);
    expect([imported.counts.mapped, imported.counts.refused, imported.counts.setAside]).toEqual([1, 1, 1]);
  });
});

describe("options", () => {
  it.each([
    [{ verb: {} }, "unknown-key at verb"],
    [{ version: "1.0.2" }, "unknown-value at version"],
    [{ verbs: { "a:b": "skimmed" } }, "unknown-value at verbs.a:b"],
    [{ verbs: { skimmed: "viewed" } }, "unknown-value at verbs.skimmed"],
    [{ verbs: [] }, "wrong-type at verbs"],
    [{ activityTypes: { "a:b": "lab" } }, "unknown-value at activityTypes.a:b"],
    [{ activityTypes: { "a:b": null } }, "wrong-type at activityTypes.a:b"],
    [{ receivedAt: AT / 1000 }, "wrong-unit at receivedAt"],
    [{ source: "" }, "empty at source"],
    [null, "wrong-type at "],
  ])("%j are refused by both forms, when they are used", (options, issue) => {
    // options of other types than the compiler allows are what this is about
    const wrong = options as Parameters<typeof importXapi>[0];
    expect(issuesOf(importXapi(wrong)([]))).toEqual([issue]);
    expect(issuesOf(importXapiStatement(wrong)(statement))).toEqual([issue]);
    expect(invalidOf(importXapi(wrong)([])).in).toBe("records.importXapi");
    expect(invalidOf(importXapiStatement(wrong)({})).in).toBe("records.importXapiStatement");
  });

  it("leave a list that is none refused", () => {
    for (const list of [null, {}, "[]"]) expect(issuesOf(importXapi()(list))).toEqual(["wrong-type at "]);
  });
});
