import type { Json } from "../core/vocabulary/index.ts";

/** What a learner (or the product, towards the learner) did. The words follow xAPI's verbs where it has one. */
export type Act =
  // enrolment
  | "registered"
  | "unregistered"
  | "waived"
  | "satisfied"
  // opening and reading
  | "launched"
  | "initialized"
  | "viewed"
  | "progressed"
  | "suspended"
  | "resumed"
  | "terminated"
  | "abandoned"
  | "stepEntered"
  | "stepLeft"
  // doing
  | "attempted"
  | "answered"
  | "reviewed"
  | "scored"
  | "completed"
  | "passed"
  | "failed"
  | "attended"
  | "absent"
  // with others and with content
  | "posted"
  | "rated"
  | "bookmarked"
  | "searched"
  | "shared"
  | "authored"
  | "endorsed"
  | "helpRequested"
  // messages to the learner
  | "impression"
  | "delivered"
  | "opened"
  | "clicked"
  | "dismissed"
  | "bounced"
  | "optedOut";

/** What the act was done to. */
export type ObjectKind =
  | "course"
  | "module"
  | "assessment"
  | "item"
  | "page"
  | "video"
  | "forum"
  | "survey"
  | "session"
  | "nudge"
  | "person"
  | "other";

/** One thing that happened to one learner. Every importer makes these; every summary reads these. */
export interface LearnerEvent {
  readonly id?: string;
  readonly learner: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly act: Act;
  readonly object: string;
  readonly objectKind: ObjectKind;
  readonly course?: string;
  readonly registration?: string;
  /** Which try, from 1. */
  readonly attempt?: number;
  /** In [0, 1]. */
  readonly score?: number;
  readonly success?: boolean;
  readonly completion?: boolean;
  readonly response?: string;
  readonly durationMs?: number;
  /** How many like it one row stands for, where the source only counts (clicks of a day). Default 1. */
  readonly count?: number;
  /** The id of the nudge decision this event belongs to, on message acts. */
  readonly decision?: string;
  /** Where it came from: "xapi", "oulad", the host's own word. */
  readonly source: string;
  readonly raw?: Json;
}
