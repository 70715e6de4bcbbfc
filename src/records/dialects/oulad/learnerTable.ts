import { clean, type Found, note, readChoice, readObject, readText } from "../../../core/check/index.ts";
import type {
  BooleanColumn,
  CategoryColumn,
  ColumnRole,
  ColumnSpec,
  NumberColumn,
  Table,
} from "../../../core/vocabulary/index.ts";
import { refusedFor } from "../../gather.ts";
import type { ImportOutcome } from "../../imported.ts";
import { readWholeCell } from "../cells.ts";
import { isMissing, readStudent } from "./cells.ts";
import { readPresentation, type Starts } from "./presentation.ts";

const EDUCATION = [
  "No Formal quals",
  "Lower Than A Level",
  "A Level or Equivalent",
  "HE Qualification",
  "Post Graduate Qualification",
] as const; // keeps the literal words, as do the five lists below
const BANDS = [
  "0-10%",
  "10-20%",
  "20-30%",
  "30-40%",
  "40-50%",
  "50-60%",
  "60-70%",
  "70-80%",
  "80-90%",
  "90-100%",
] as const;
const AGES = ["0-35", "35-55", "55<="] as const;
const GENDERS = ["F", "M"] as const;
const RESULTS = ["Withdrawn", "Fail", "Pass", "Distinction"] as const;
const YES_NO = ["N", "Y"] as const;

/** The columns of the table of learners. */
export interface OuladLearnerSchema extends Readonly<Record<string, ColumnSpec>> {
  /** "AAA|2013J|11391": module, presentation, student, because students come back in later presentations. Role `id`. */
  readonly learner: ColumnSpec<"category">;
  /** "11391": the student, the same in every presentation. Role `id`. */
  readonly student: ColumnSpec<"category">;
  /** "AAA|2013J". Role `ignored`. */
  readonly course: ColumnSpec<"category">;
  /** Highest education on entry, ordered. Role `feature`. */
  readonly education: ColumnSpec<"category">;
  /** How often the module was tried before. Role `feature`. */
  readonly previousAttempts: ColumnSpec<"number">;
  /** Credits studied at the time. Role `feature`. */
  readonly studiedCredits: ColumnSpec<"number">;
  /** Role `protected`. */
  readonly gender: ColumnSpec<"category">;
  /** Role `protected`. */
  readonly region: ColumnSpec<"category">;
  /** Index of multiple deprivation of the neighbourhood, in bands, ordered; some are missing. Role `protected`. */
  readonly deprivation: ColumnSpec<"category">;
  /** Age in bands, ordered. Role `protected`. */
  readonly age: ColumnSpec<"category">;
  /** Role `protected`. */
  readonly disability: ColumnSpec<"boolean">;
  /** Withdrawn, Fail, Pass, Distinction. Known only at the end, so its role is `ignored`: name it where it is the outcome. */
  readonly finalResult: ColumnSpec<"category">;
}

/** One row of studentInfo. */
export interface OuladLearner {
  readonly learner: string;
  readonly student: string;
  readonly course: string;
  readonly education: string;
  readonly previousAttempts: number;
  readonly studiedCredits: number;
  readonly gender: string;
  readonly region: string;
  readonly deprivation: string | null;
  readonly age: string;
  readonly disability: boolean;
  readonly finalResult: string;
}

/** Maps one row of studentInfo. */
export const mapLearner = (starts: Starts, found: Found, value: unknown): ImportOutcome<OuladLearner> => {
  const row = readObject(found, [], value, "a row of studentInfo");
  if (!clean(found)) return refusedFor("not-a-row", found);
  const { course } = readPresentation(found, row, starts);
  const student = readStudent(found, row);
  const learner: OuladLearner = {
    learner: `${course}|${student}`,
    student,
    course,
    education: readChoice(found, ["highest_education"], row["highest_education"], EDUCATION),
    previousAttempts: readWholeCell(found, ["num_of_prev_attempts"], row["num_of_prev_attempts"], 0),
    studiedCredits: readWholeCell(found, ["studied_credits"], row["studied_credits"], 0),
    gender: readChoice(found, ["gender"], row["gender"], GENDERS),
    region: readText(found, ["region"], row["region"], "a region"),
    deprivation: readBand(found, row["imd_band"]),
    age: readChoice(found, ["age_band"], row["age_band"], AGES),
    disability: readChoice(found, ["disability"], row["disability"], YES_NO) === "Y",
    finalResult: readChoice(found, ["final_result"], row["final_result"], RESULTS),
  };
  if (!clean(found)) return refusedFor("invalid-cell", found);
  return { outcome: "mapped", accepted: [learner], notes: [], id: learner.learner };
};

/** The published file spells one band without its sign: "10-20". */
const readBand = (found: Found, cell: unknown): string | null => {
  if (isMissing(cell)) return null;
  if (cell === "10-20") return "10-20%";
  if (typeof cell !== "string") note(found, ["imd_band"], "wrong-type", "a band of deprivation", cell);
  return typeof cell === "string" ? readChoice(found, ["imd_band"], cell, BANDS) : null;
};

const category = (
  values: readonly (string | null)[],
  role: ColumnRole,
  order?: readonly string[],
): { readonly spec: ColumnSpec<"category">; readonly column: CategoryColumn } => {
  const categories = order ?? [...new Set(values.filter((value) => value !== null))].sort();
  const codeOf = new Map(categories.map((value, code) => [value, code]));
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : (codeOf.get(value) ?? -1)));
  const ordered = order !== undefined;
  return {
    spec: { kind: "category", role, categories, ordered },
    column: { kind: "category", codes, categories, ordered },
  };
};

/** The learners as a table, in the order given. O(learners). */
export const learnerTable = (learners: readonly OuladLearner[]): Table<OuladLearnerSchema> => {
  const text = (
    name: "learner" | "student" | "course" | "education" | "gender" | "region" | "deprivation" | "age" | "finalResult",
    role: ColumnRole,
    order?: readonly string[],
  ): ReturnType<typeof category> =>
    category(
      learners.map((each) => each[name]),
      role,
      order,
    );
  const texts = {
    learner: text("learner", "id"),
    student: text("student", "id"),
    course: text("course", "ignored"),
    education: text("education", "feature", EDUCATION),
    gender: text("gender", "protected"),
    region: text("region", "protected"),
    deprivation: text("deprivation", "protected", BANDS),
    age: text("age", "protected", AGES),
    finalResult: text("finalResult", "ignored", RESULTS),
  };
  const numbers = (of: (learner: OuladLearner) => number): NumberColumn => ({
    kind: "number",
    values: Float64Array.from(learners, of),
  });
  const disability: BooleanColumn = {
    kind: "boolean",
    values: Int8Array.from(learners, (each) => (each.disability ? 1 : 0)),
  };
  return {
    rowCount: learners.length,
    schema: {
      learner: texts.learner.spec,
      student: texts.student.spec,
      course: texts.course.spec,
      education: texts.education.spec,
      previousAttempts: { kind: "number", role: "feature" },
      studiedCredits: { kind: "number", role: "feature" },
      gender: texts.gender.spec,
      region: texts.region.spec,
      deprivation: texts.deprivation.spec,
      age: texts.age.spec,
      disability: { kind: "boolean", role: "protected" },
      finalResult: texts.finalResult.spec,
    },
    columns: {
      learner: texts.learner.column,
      student: texts.student.column,
      course: texts.course.column,
      education: texts.education.column,
      previousAttempts: numbers((each) => each.previousAttempts),
      studiedCredits: numbers((each) => each.studiedCredits),
      gender: texts.gender.column,
      region: texts.region.column,
      deprivation: texts.deprivation.column,
      age: texts.age.column,
      disability,
      finalResult: texts.finalResult.column,
    },
  };
};
