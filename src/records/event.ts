import type { Json } from "../core/vocabulary/index.ts";

/** Every act, in groups: enrolment; opening and reading; doing; with others and with content; messages to the learner and words on them. */
export const ACTS = [
  // enrolment
  "registered",
  "unregistered",
  "waived",
  "satisfied",
  // opening and reading
  "launched",
  "initialized",
  "viewed",
  "progressed",
  "suspended",
  "resumed",
  "terminated",
  "abandoned",
  "stepEntered",
  "stepLeft",
  // doing
  "attempted",
  "answered",
  "reviewed",
  "scored",
  "completed",
  "passed",
  "failed",
  "attended",
  "absent",
  // with others and with content
  "posted",
  "rated",
  "bookmarked",
  "searched",
  "shared",
  "authored",
  "endorsed",
  "helpRequested",
  // messages to the learner, and what the learner says of them
  "impression",
  "delivered",
  "opened",
  "clicked",
  "dismissed",
  "bounced",
  "optedOut",
  "consented",
  "withdrewConsent",
  "objected",
] as const; // keeps the literal words, so that the type below is this list

/** What a learner (or the product, towards the learner) did. The words follow xAPI's verbs where it has one. */
export type Act = (typeof ACTS)[number];

/** Every kind of object. */
export const OBJECT_KINDS = [
  "course",
  "module",
  "assessment",
  "item",
  "page",
  "video",
  "forum",
  "survey",
  "session",
  "nudge",
  "person",
  "other",
] as const; // keeps the literal words, so that the type below is this list

/** What the act was done to. */
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** One thing that happened to one learner. Every importer makes these; every summary reads these. */
export interface LearnerEvent {
  /** Unique in its source, where the source has one: the key by which a second copy is recognised. */
  readonly id?: string;
  /** Who did it, or whom it concerns (the graded learner, not the grader). */
  readonly learner: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What was done. */
  readonly act: Act;
  /** Id of what it was done to. */
  readonly object: string;
  /** What kind of thing that is. */
  readonly objectKind: ObjectKind;
  /** Id of the course in which it happened. */
  readonly course?: string;
  /** Id of the registration (one learner's pass through one course) to which it belongs. */
  readonly registration?: string;
  /** Which try, from 1. */
  readonly attempt?: number;
  /** In [0, 1]. */
  readonly score?: number;
  /** Whether it went well, where the source says so. */
  readonly success?: boolean;
  /** Whether the object is finished, where the source says so. */
  readonly completion?: boolean;
  /** What the learner answered, as the source writes it. */
  readonly response?: string;
  /** Time spent, in milliseconds, from 0. */
  readonly durationMs?: number;
  /** How many like it one row stands for, where the source only counts (clicks of a day). Whole, from 1. Default 1. */
  readonly count?: number;
  /** The id of the nudge decision this event belongs to, on message acts. */
  readonly decision?: string;
  /** By which channel a message went, or about which channel the learner spoke (opted out, consented, objected): the host's word. */
  readonly channel?: string;
  /** What a message was for, or about which purpose the learner spoke: the host's word. */
  readonly purpose?: string;
  /** Where it came from: "xapi", "oulad", the host's own word. */
  readonly source: string;
  /** The record as it came, if the host wishes to keep it; nothing in this library reads it. */
  readonly raw?: Json;
}
