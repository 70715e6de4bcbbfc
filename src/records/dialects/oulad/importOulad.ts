import { isLeft, left, right } from "fp-ts/lib/Either.js";
import { type Found, reading, readOptions } from "../../../core/check/index.ts";
import type { Result } from "../../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../../event.ts";
import { guarded, importList } from "../../gather.ts";
import type { Imported, ImportOutcome } from "../../imported.ts";
import { learnerTable, mapLearner } from "./learnerTable.ts";
import { enrolmentEvents, mapClicks, mapEnrolment, mapScore } from "./mapActivity.ts";
import { mapAssessment, mapCourse, mapSite } from "./mapContent.ts";
import { readStarts, type Starts } from "./presentation.ts";
import type { OuladRecords, OuladTables } from "./tables.ts";

const NAME = "records.importOulad";
const TABLES = [
  "courses",
  "assessments",
  "vle",
  "studentInfo",
  "studentRegistration",
  "studentVle",
  "studentAssessment",
];

/** How OULAD's days become instants. */
export interface ImportOuladOptions {
  /**
   * When day 0 was, by presentation ("2013J") or by module and presentation ("AAA|2013J"): epoch milliseconds or a `Date`.
   * Default: a nominal start, 1 October UTC for J and 1 February UTC for B. OULAD does not disclose the real ones.
   */
  readonly starts?: Readonly<Record<string, number | Date>>;
}

type Mapper<A> = (found: Found, row: unknown) => ImportOutcome<A>;

const table = <A>(tables: Readonly<Record<string, unknown>>, name: string, map: Mapper<A>): Result<Imported<A>> =>
  importList(NAME, [name], `the rows of ${name}`, guarded(map))(tables[name] === undefined ? [] : tables[name]);

const byObject = <A extends { readonly object: string }>(imported: Imported<A>): ReadonlyMap<string, A> =>
  new Map(imported.accepted.map((each) => [each.object, each]));

const inOrderOfTime = (events: LearnerEvent[]): readonly LearnerEvent[] => events.sort((a, b) => a.at - b.at);

const importTables = (starts: Starts, tables: Readonly<Record<string, unknown>>): Result<OuladRecords> => {
  const courses = table(tables, "courses", (found, row) => mapCourse(starts, found, row));
  if (isLeft(courses)) return courses;
  const assessments = table(tables, "assessments", (found, row) => mapAssessment(starts, found, row));
  if (isLeft(assessments)) return assessments;
  const vle = table(tables, "vle", (found, row) => mapSite(starts, found, row));
  if (isLeft(vle)) return vle;
  const info = table(tables, "studentInfo", (found, row) => mapLearner(starts, found, row));
  if (isLeft(info)) return info;
  const registration = table(tables, "studentRegistration", (found, row) => mapEnrolment(starts, found, row));
  if (isLeft(registration)) return registration;
  const sites = tables["vle"] === undefined ? null : byObject(vle.right);
  const clicks = table(tables, "studentVle", (found, row) => mapClicks(starts, sites, found, row));
  if (isLeft(clicks)) return clicks;
  const known = byObject(assessments.right);
  const scores = table(tables, "studentAssessment", (found, row) => mapScore(starts, known, found, row));
  if (isLeft(scores)) return scores;

  const enrolments = registration.right.accepted;
  const events: LearnerEvent[] = [];
  for (const event of enrolmentEvents(registration.right)) events.push(event);
  for (const event of clicks.right.accepted) events.push(event);
  for (const event of scores.right.accepted) events.push(event);
  return right({
    events: inOrderOfTime(events),
    enrolments,
    learners: learnerTable(info.right.accepted),
    tables: {
      courses: courses.right,
      assessments: assessments.right,
      vle: vle.right,
      studentInfo: { ...info.right, accepted: info.right.accepted.map((each) => each.learner) },
      studentRegistration: registration.right,
      studentVle: clicks.right,
      studentAssessment: scores.right,
    },
  });
};

/**
 * What does the Open University Learning Analytics Dataset say, in this library's words? Takes its seven tables as rows of strings
 * (any of them may be left out) and gives events, enrolments, a table of learners, and for each table what became of each row.
 *
 * - A learner is a student in one module and presentation, "AAA|2013J|11391": students come back, and their attempts are not one.
 * - `studentVle`: `viewed`, with `count` = sum_click, at the midnight that begins the day. Several rows for one student, site and
 *   day occur; they are several events, and their counts add up.
 * - `studentAssessment`: `scored` with score/100. Results carried over from an earlier presentation (is_banked) are set aside, rows
 *   without a score refused as `score-missing`. The time is the day of submission; when the mark was given is not known.
 * - `studentRegistration`: an enrolment and `registered`, and `unregistered` where there is a day of leaving. The 45 rows
 *   without a day of registration are noted as `registration-day-unknown`: they are enrolled from day 0 or from the day of leaving,
 *   whichever is earlier, and have no event `registered`.
 * - `studentInfo`: a row of `learners`. Gender, region, deprivation, age and disability are `protected`: nothing uses them unless it
 *   names them. The final result is `ignored`, because it is known only at the end.
 *
 * Days become instants from `starts`, or from nominal ones: differences in days are real, dates and weekdays are not.
 *
 * Fails with `InvalidInput` if options or tables do not fit (an unknown name, no array). Cost: rows, and sorting the events.
 *
 * Source: Kuzilek, Hlosta, Zdrahal, Open University Learning Analytics dataset, Scientific Data 4:170171 (2017). CC BY 4.0.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const oulad = orThrow(
 *   records.importOulad({ starts: { "2013J": Date.UTC(2013, 9, 5) } })({
 *     vle: [{ id_site: "546652", code_module: "AAA", code_presentation: "2013J", activity_type: "forumng" }],
 *     studentVle: [
 *       { code_module: "AAA", code_presentation: "2013J", id_student: "28400", id_site: "546652", date: "-10", sum_click: "4" },
 *     ],
 *   }),
 * );
 * oulad.events.length; // => 1
 * oulad.events[0]?.learner; // => "AAA|2013J|28400"
 * oulad.events[0]?.objectKind; // => "forum"
 * oulad.tables.studentVle.counts.refused; // => 0
 * ```
 */
export const importOulad = (options?: ImportOuladOptions): ((tables: OuladTables) => Result<OuladRecords>) => {
  const starts = reading(NAME, (found) =>
    readStarts(found, ["starts"], readOptions(found, [], options, ["starts"])["starts"]),
  );
  if (isLeft(starts)) return () => left(starts.left);
  return (tables) => {
    const given = reading(NAME, (found) => readOptions(found, [], tables ?? null, TABLES));
    return isLeft(given) ? given : importTables(starts.right, given.right);
  };
};
