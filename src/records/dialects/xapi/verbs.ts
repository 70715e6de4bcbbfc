import { hasOwn } from "../../../core/check/index.ts";
import type { Act, ObjectKind } from "../../event.ts";

/** What a verb means: an act, or `null` for one that no learner's event comes of (an edit, a deletion, a subscription). */
export type VerbMeaning = Act | null;

/** A meaning that depends on the object: joining a meeting is attending it, joining a course is registering. */
interface ByKind {
  readonly byKind: Readonly<Partial<Record<ObjectKind, VerbMeaning>>>;
  readonly otherwise: VerbMeaning;
}

type VerbEntry = VerbMeaning | ByKind;

const create: ByKind = { byKind: { forum: "posted" }, otherwise: "authored" };
const join: ByKind = { byKind: { session: "attended", course: "registered" }, otherwise: null };
const leave: ByKind = { byKind: { session: "terminated", course: "unregistered" }, otherwise: null };
const submit: ByKind = { byKind: { survey: "completed" }, otherwise: "attempted" };

// The table, by the part of the IRI up to its last slash. Only whole IRIs are keys: display texts are in every language, and the
// same last word under another authority is another verb.
const VERBS: Readonly<Record<string, Readonly<Record<string, VerbEntry>>>> = {
  "http://adlnet.gov/expapi/verbs/": {
    answered: "answered",
    asked: "helpRequested",
    attempted: "attempted",
    attended: "attended",
    commented: "posted",
    completed: "completed",
    exited: "terminated",
    experienced: "viewed",
    failed: "failed",
    imported: null,
    initialized: "initialized",
    interacted: "viewed",
    launched: "launched",
    mastered: "passed",
    passed: "passed",
    preferred: null,
    progressed: "progressed",
    registered: "registered",
    responded: "answered",
    resumed: "resumed",
    scored: "scored",
    shared: "shared",
    suspended: "suspended",
    terminated: "terminated",
  },
  "https://w3id.org/xapi/adl/verbs/": {
    abandoned: "abandoned",
    satisfied: "satisfied",
    waived: "waived",
    "logged-in": "initialized",
    "logged-out": "terminated",
  },
  "https://w3id.org/xapi/video/verbs/": { played: "viewed", paused: "suspended", seeked: "viewed" },
  "https://w3id.org/xapi/tla/verbs/": {
    achieved: "satisfied",
    forfeited: null,
    resumed: "resumed",
    scored: "scored",
    suspended: "suspended",
    verified: null,
  },
  "https://w3id.org/xapi/acrossx/verbs/": {
    edited: null,
    evaluated: "answered", // the learner's submitted problem, evaluated by the product: Open edX sends it so
    posted: "posted",
    reported: null,
    searched: "searched",
  },
  "https://w3id.org/xapi/dod-isd/verbs/": {
    assessed: "scored",
    deleted: null,
    navigated: "viewed",
    published: null,
  },
  "https://w3id.org/xapi/openedx/verb/": { unreported: null, voted: "rated" },
  "https://xapi.edlm/profiles/edlm-lms/concepts/verbs/": {
    enrolled: "registered",
    exceeded: null,
    locked: null,
    login: "initialized",
    logout: "terminated",
    restarted: "initialized",
    subscribed: null,
    toured: "viewed",
    uncompleted: null,
    unlocked: null,
    unsubscribed: null,
  },
  "http://id.tincanapi.com/verb/": {
    adjourned: null,
    bookmarked: "bookmarked",
    downloaded: "viewed",
    earned: "scored",
    live: null,
    previewed: "viewed",
    rated: "rated",
    replied: "posted",
    reviewed: "reviewed",
    secured: null,
    unregistered: "unregistered",
    unsecured: null,
    viewed: "viewed",
    "voted-down": "rated",
    "voted-up": "rated",
  },
  // Activity Streams verbs are written with and without the schema's version
  "http://activitystrea.ms/": {
    create,
    delete: null,
    join,
    leave,
    like: "endorsed",
    search: "searched",
    send: "posted",
    share: "shared",
    start: "initialized",
    submit,
    update: null,
  },
  "http://activitystrea.ms/schema/1.0/": {
    assign: "registered",
    create,
    delete: null,
    join,
    leave,
    like: "endorsed",
    receive: null,
    retract: null,
    search: "searched",
    send: "posted",
    share: "shared",
    start: "initialized",
    submit,
    update: null,
  },
};

/** The verb by which a statement withdraws another. */
export const VOIDED = "http://adlnet.gov/expapi/verbs/voided";

/** What an IRI means as a verb towards an object of a kind; `undefined` where the table does not know it. */
export const verbMeaning = (iri: string, kind: ObjectKind): VerbMeaning | undefined => {
  const cut = iri.lastIndexOf("/") + 1;
  const authority = iri.slice(0, cut);
  const word = iri.slice(cut);
  const words = hasOwn(VERBS, authority) ? VERBS[authority] : undefined;
  if (words === undefined || !hasOwn(words, word)) return undefined;
  const entry = words[word];
  if (entry === undefined || entry === null || typeof entry === "string") return entry;
  return hasOwn(entry.byKind, kind) ? entry.byKind[kind] : entry.otherwise;
};
