import type { Table } from "../../../core/vocabulary/index.ts";
import type { Enrolment } from "../../enrolment.ts";
import type { LearnerEvent, ObjectKind } from "../../event.ts";
import type { Imported } from "../../imported.ts";
import type { OuladLearnerSchema } from "./learnerTable.ts";

/** OULAD's tables as rows keyed by the published column names, cells as strings. Leave out the tables you do not have. */
export interface OuladTables {
  /** Lengths of the presentations. */
  readonly courses?: readonly object[];
  /** Types, days and weights of the assessments. Needed by `studentAssessment`. */
  readonly assessments?: readonly object[];
  /** Activity types of the sites. Without it every site is of kind "other". */
  readonly vle?: readonly object[];
  /** One row a learner: background and final result. */
  readonly studentInfo?: readonly object[];
  /** Days of registration and of leaving. */
  readonly studentRegistration?: readonly object[];
  /** Clicks by learner, site and day. */
  readonly studentVle?: readonly object[];
  /** Scores by learner and assessment. */
  readonly studentAssessment?: readonly object[];
}

/** One module in one presentation. */
export interface OuladCourse {
  /** "AAA|2013J". */
  readonly course: string;
  /** Epoch milliseconds of its day 0. */
  readonly startsAt: number;
  /** Length in days. */
  readonly days: number;
}

/** One site of the virtual learning environment. */
export interface OuladSite {
  /** The object's id in events: "site:546652". */
  readonly object: string;
  /** "AAA|2013J". */
  readonly course: string;
  /** OULAD's word: "resource", "forumng" … */
  readonly activityType: string;
  /** Ours. */
  readonly kind: ObjectKind;
}

/** One assessment. */
export interface OuladAssessment {
  /** The object's id in events: "assessment:1752". */
  readonly object: string;
  /** "AAA|2013J". */
  readonly course: string;
  /** Marked by a tutor, marked by computer, or the final exam. */
  readonly type: "TMA" | "CMA" | "Exam";
  /** Epoch milliseconds of the day it is due; `null` where OULAD does not say (some exams). */
  readonly dueAt: number | null;
  /** Per cent of the course's mark, 0 to 100. */
  readonly weight: number;
}

/** What became of each table, row by row: see `Imported`. A table that was left out has no rows. */
export interface OuladAccounts {
  /** Of `courses`. */
  readonly courses: Imported<OuladCourse>;
  /** Of `assessments`. */
  readonly assessments: Imported<OuladAssessment>;
  /** Of `vle`. */
  readonly vle: Imported<OuladSite>;
  /** Of `studentInfo`: the learners' ids, in the order of the rows of `learners`. */
  readonly studentInfo: Imported<string>;
  /** Of `studentRegistration`. */
  readonly studentRegistration: Imported<Enrolment>;
  /** Of `studentVle`. */
  readonly studentVle: Imported<LearnerEvent>;
  /** Of `studentAssessment`. */
  readonly studentAssessment: Imported<LearnerEvent>;
}

/** OULAD in this library's words. */
export interface OuladRecords {
  /** Registrations, departures, clicks and scores in the order of time; of one instant, in the order of this list. */
  readonly events: readonly LearnerEvent[];
  /** One for each learner and course. */
  readonly enrolments: readonly Enrolment[];
  /** Background and final result. Gender, region, deprivation, age and disability are `protected`, the result is `ignored`. */
  readonly learners: Table<OuladLearnerSchema>;
  /** What became of each row of each table. */
  readonly tables: OuladAccounts;
}
