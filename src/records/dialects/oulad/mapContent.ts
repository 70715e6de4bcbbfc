import { clean, type Found, hasOwn, note, readChoice, readObject, readText } from "../../../core/check/index.ts";
import { reason } from "../../../core/vocabulary/index.ts";
import { refusedFor, shown } from "../../gather.ts";
import type { ImportOutcome } from "../../imported.ts";
import { readIdCell, readNumberCell, readWholeCell } from "../cells.ts";
import { isMissing, readDayAt } from "./cells.ts";
import { readPresentation, type Starts } from "./presentation.ts";
import { SITE_KINDS } from "./siteKinds.ts";
import type { OuladAssessment, OuladCourse, OuladSite } from "./tables.ts";

/** Maps one row of courses. */
export const mapCourse = (starts: Starts, found: Found, value: unknown): ImportOutcome<OuladCourse> => {
  const row = readObject(found, [], value, "a row of courses");
  if (!clean(found)) return refusedFor("not-a-row", found);
  const { course, startsAt } = readPresentation(found, row, starts);
  const days = readWholeCell(found, ["module_presentation_length"], row["module_presentation_length"], 1);
  if (!clean(found)) return refusedFor("invalid-cell", found);
  return { outcome: "mapped", accepted: [{ course, startsAt, days }], notes: [], id: course };
};

/** Maps one row of vle. */
export const mapSite = (starts: Starts, found: Found, value: unknown): ImportOutcome<OuladSite> => {
  const row = readObject(found, [], value, "a row of vle");
  if (!clean(found)) return refusedFor("not-a-row", found);
  const { course } = readPresentation(found, row, starts);
  const object = `site:${readIdCell(found, ["id_site"], row["id_site"])}`;
  const activityType = readText(found, ["activity_type"], row["activity_type"], "an activity type");
  if (!clean(found)) return refusedFor("invalid-cell", found);
  const known = hasOwn(SITE_KINDS, activityType) ? SITE_KINDS[activityType] : undefined;
  const site: OuladSite = { object, course, activityType, kind: known ?? "other" };
  const notes = known === undefined ? [reason("unknown-activity-type", { activityType: shown(activityType) })] : [];
  return { outcome: "mapped", accepted: [site], notes, id: object };
};

/** Maps one row of assessments. */
export const mapAssessment = (starts: Starts, found: Found, value: unknown): ImportOutcome<OuladAssessment> => {
  const row = readObject(found, [], value, "a row of assessments");
  if (!clean(found)) return refusedFor("not-a-row", found);
  const presentation = readPresentation(found, row, starts);
  const object = `assessment:${readIdCell(found, ["id_assessment"], row["id_assessment"])}`;
  const type = readChoice(found, ["assessment_type"], row["assessment_type"], ["TMA", "CMA", "Exam"]);
  const dueAt = isMissing(row["date"]) ? null : readDayAt(found, "date", row, presentation.startsAt);
  const weight = readNumberCell(found, ["weight"], row["weight"]);
  if (weight < 0 || weight > 100) note(found, ["weight"], "out-of-range", "per cent, from 0 to 100", row["weight"]);
  if (!clean(found)) return refusedFor("invalid-cell", found);
  const assessment: OuladAssessment = { object, course: presentation.course, type, dueAt, weight };
  return { outcome: "mapped", accepted: [assessment], notes: [], id: object };
};
