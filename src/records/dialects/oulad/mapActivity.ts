import { clean, type Found, note, readObject } from "../../../core/check/index.ts";
import { reason } from "../../../core/vocabulary/index.ts";
import type { Enrolment } from "../../enrolment.ts";
import type { LearnerEvent } from "../../event.ts";
import { refusedFor, shown } from "../../gather.ts";
import type { Imported, ImportOutcome } from "../../imported.ts";
import { readIdCell, readNumberCell, readWholeCell } from "../cells.ts";
import { isMissing, readDayAt, readStudent } from "./cells.ts";
import { readPresentation, type Starts, startOf } from "./presentation.ts";
import type { OuladAssessment, OuladSite } from "./tables.ts";

const SOURCE = "oulad";

/**
 * Maps one row of studentRegistration. Its learners chose their courses, so the origin is "self". Where the day of registration is
 * missing (45 of 32,593 rows) the learner is enrolled all the same, from day 0 or from the day of leaving if that is earlier; the
 * note says so.
 */
export const mapEnrolment = (starts: Starts, found: Found, value: unknown): ImportOutcome<Enrolment> => {
  const row = readObject(found, [], value, "a row of studentRegistration");
  if (!clean(found)) return refusedFor("not-a-row", found);
  const { course, startsAt } = readPresentation(found, row, starts);
  const learner = `${course}|${readStudent(found, row)}`;
  const leftAt = isMissing(row["date_unregistration"]) ? null : readDayAt(found, "date_unregistration", row, startsAt);
  const unknown = isMissing(row["date_registration"]);
  const enrolledAt = unknown
    ? Math.min(startsAt, leftAt ?? startsAt)
    : readDayAt(found, "date_registration", row, startsAt);
  if (leftAt !== null && leftAt < enrolledAt)
    note(found, ["date_unregistration"], "inconsistent", "not before date_registration", row["date_unregistration"]);
  if (!clean(found)) return refusedFor("invalid-cell", found);
  const enrolment: Enrolment = {
    learner,
    course,
    origin: "self",
    enrolledAt,
    ...(leftAt === null ? {} : { leftAt }),
  };
  const notes = unknown ? [reason("registration-day-unknown", { learner: shown(learner) })] : [];
  return { outcome: "mapped", accepted: [enrolment], notes, id: learner };
};

const courseEvent = (enrolment: Enrolment, at: number, act: "registered" | "unregistered"): LearnerEvent => ({
  learner: enrolment.learner,
  at,
  act,
  object: enrolment.course,
  objectKind: "course",
  course: enrolment.course,
  source: SOURCE,
});

/** The events with which enrolments begin, where the day is known, and with which they end, where they were left. */
export const enrolmentEvents = (imported: Imported<Enrolment>): readonly LearnerEvent[] => {
  const unknown = new Set(imported.notes.map((each) => each.index));
  return imported.accepted.flatMap((enrolment, place) => [
    ...(unknown.has(imported.from[place] ?? -1) ? [] : [courseEvent(enrolment, enrolment.enrolledAt, "registered")]),
    ...(enrolment.leftAt === undefined ? [] : [courseEvent(enrolment, enrolment.leftAt, "unregistered")]),
  ]);
};

/** Maps one row of studentVle: the clicks of one learner on one site on one day. Several rows for the same are several events. */
export const mapClicks = (
  starts: Starts,
  sites: ReadonlyMap<string, OuladSite> | null,
  found: Found,
  value: unknown,
): ImportOutcome<LearnerEvent> => {
  const row = readObject(found, [], value, "a row of studentVle");
  if (!clean(found)) return refusedFor("not-a-row", found);
  const { course, startsAt } = readPresentation(found, row, starts);
  const learner = `${course}|${readStudent(found, row)}`;
  const object = `site:${readIdCell(found, ["id_site"], row["id_site"])}`;
  const at = readDayAt(found, "date", row, startsAt);
  const count = readWholeCell(found, ["sum_click"], isMissing(row["sum_click"]) ? undefined : row["sum_click"], 1);
  if (!clean(found)) return refusedFor("invalid-cell", found);
  const site = sites?.get(object);
  const event: LearnerEvent = {
    learner,
    at,
    act: "viewed",
    object,
    objectKind: site?.kind ?? "other",
    course,
    count,
    source: SOURCE,
  };
  const notes = sites !== null && site === undefined ? [reason("unknown-site", { object: shown(object) })] : [];
  return { outcome: "mapped", accepted: [event], notes };
};

/**
 * Maps one row of studentAssessment. The time is the day of submission: OULAD does not say when the mark was given, so an early
 * warning that reads scores knows them earlier than a teacher would.
 */
export const mapScore = (
  starts: Starts,
  assessments: ReadonlyMap<string, OuladAssessment>,
  found: Found,
  value: unknown,
): ImportOutcome<LearnerEvent> => {
  const row = readObject(found, [], value, "a row of studentAssessment");
  if (!clean(found)) return refusedFor("not-a-row", found);
  const object = `assessment:${readIdCell(found, ["id_assessment"], row["id_assessment"])}`;
  const student = readStudent(found, row);
  if (!clean(found)) return refusedFor("invalid-cell", found);
  const assessment = assessments.get(object);
  if (assessment === undefined)
    return { outcome: "refused", reason: reason("unknown-assessment", { object: shown(object) }) };
  const learner = `${assessment.course}|${student}`;
  if (row["is_banked"] === "1" || row["is_banked"] === 1)
    return { outcome: "setAside", reason: reason("banked-result", { learner: shown(learner), object: shown(object) }) };
  const at = readDayAt(found, "date_submitted", row, startOf(starts, assessment.course));
  if (!clean(found)) return refusedFor("invalid-cell", found);
  if (isMissing(row["score"])) {
    note(found, ["score"], "missing", "a score from 0 to 100", row["score"]);
    return refusedFor("score-missing", found);
  }
  const score = readNumberCell(found, ["score"], row["score"], "a score from 0 to 100");
  if (score < 0 || score > 100) note(found, ["score"], "out-of-range", "a score from 0 to 100", row["score"]);
  if (!clean(found)) return refusedFor("invalid-cell", found);
  const id = `${learner}|${object}`;
  const event: LearnerEvent = {
    id,
    learner,
    at,
    act: "scored",
    object,
    objectKind: "assessment",
    course: assessment.course,
    score: score / 100,
    source: SOURCE,
  };
  return { outcome: "mapped", accepted: [event], notes: [], id };
};
