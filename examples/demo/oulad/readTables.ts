import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { orThrow, parseCsv, records } from "learnlift";

const rowsOf = (folder: string, name: string) =>
  orThrow(parseCsv()(gunzipSync(readFileSync(join(folder, `${name}.csv.gz`))).toString("utf8")));

/** What of a presentation is wanted beside courses, sites, people and registrations. */
export interface Wanted {
  readonly clicks?: boolean;
  readonly scores?: boolean;
}

/** One module in one presentation, with clicks and scores where they are wanted and the folder has them. */
export const readPresentation = (
  folder: string,
  module: string,
  presentation: string,
  { clicks = false, scores = false }: Wanted,
): records.OuladRecords => {
  const ours = (row: Readonly<Record<string, string>>): boolean =>
    row["code_module"] === module && row["code_presentation"] === presentation;
  const assessments = scores ? rowsOf(folder, "assessments").filter(ours) : [];
  const known = new Set(assessments.map((row) => row["id_assessment"]));
  return orThrow(
    records.importOulad()({
      courses: rowsOf(folder, "courses").filter(ours),
      vle: rowsOf(folder, "vle").filter(ours),
      studentInfo: rowsOf(folder, "studentInfo").filter(ours),
      studentRegistration: rowsOf(folder, "studentRegistration").filter(ours),
      ...(clicks ? { studentVle: rowsOf(folder, `studentVle_${module}_${presentation}`) } : {}),
      ...(scores
        ? {
            assessments,
            studentAssessment: rowsOf(folder, "studentAssessment").filter((row) => known.has(row["id_assessment"])),
          }
        : {}),
    }),
  );
};

/** When the presentation begins and how long it takes. */
export const courseOf = (oulad: records.OuladRecords): records.OuladCourse => {
  const [course] = oulad.tables.courses.accepted;
  if (course === undefined) throw new Error("the folder lacks courses.csv.gz, or this presentation in it");
  return course;
};

/** The final result of each learner: Pass, Distinction, Fail or Withdrawn. */
export const resultOf = ({ learners, tables }: records.OuladRecords): ReadonlyMap<string, string> => {
  const { codes, categories } = learners.columns.finalResult;
  return new Map(tables.studentInfo.accepted.map((id, row) => [id, categories[codes[row] ?? -1] ?? ""]));
};

/** Pass or Distinction. */
export const isPass = (result: string | undefined): boolean => result === "Pass" || result === "Distinction";
