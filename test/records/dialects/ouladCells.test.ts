import { describe, expect, it } from "vitest";
import { EARLIEST_INSTANT, LATEST_INSTANT } from "../../../src/core/check/index.ts";
import { importOulad } from "../../../src/records/index.ts";
import { invalidOf, rightOf } from "../../support/property.ts";

const DAY_MS = 86_400_000;
const where = { code_module: "AAA", code_presentation: "2013J" };
const site = { ...where, id_site: "1", activity_type: "quiz" };
const course = { ...where, module_presentation_length: "268" };
const assessment = { ...where, id_assessment: "7", assessment_type: "TMA", date: "19", weight: "10" };

/** Why the first row was refused: the place, and what was expected there. */
const refusal = (tables: object, name: "courses" | "vle" | "assessments"): string => {
  const { refused } = rightOf(importOulad()(tables)).tables[name];
  return `${refused[0]?.issue?.path.join(".")}: ${refused[0]?.issue?.expected}`;
};

describe("OULAD's twenty kinds of sites", () => {
  it.each([
    ["assessment", "externalquiz quiz"],
    ["forum", "forumng"],
    ["module", "dataplus htmlactivity oucontent repeatactivity"],
    ["page", "dualpane folder glossary homepage ouwiki page resource sharedsubpage subpage url"],
    ["session", "oucollaborate ouelluminate"],
    ["survey", "questionnaire"],
  ])("are of kind %s: %s", (kind, types) => {
    const vle = types.split(" ").map((activity_type, at) => ({ ...where, id_site: String(at), activity_type }));
    const { accepted, notes } = rightOf(importOulad()({ vle })).tables.vle;
    expect(accepted.map((one) => [one.activityType, one.kind])).toEqual(types.split(" ").map((type) => [type, kind]));
    expect(notes).toEqual([]);
  });

  it("and what is none of them is of another kind, and noted", () => {
    const { accepted, notes } = rightOf(importOulad()({ vle: [{ ...site, activity_type: "toString" }] })).tables.vle;
    expect(accepted).toEqual([{ object: "site:1", course: "AAA|2013J", activityType: "toString", kind: "other" }]);
    expect(notes).toEqual([
      { index: 0, reason: { code: "unknown-activity-type", values: { activityType: "toString" } } },
    ]);
  });
});

describe("OULAD's presentations", () => {
  const startOf = (code_presentation: string, starts = {}): number | undefined =>
    rightOf(importOulad({ starts })({ courses: [{ ...course, code_presentation }] })).tables.courses.accepted[0]
      ?.startsAt;

  it("begin on the first of February or October, if nothing else is said", () => {
    expect(startOf("2014B")).toBe(Date.UTC(2014, 1, 1));
    expect(startOf("2013J")).toBe(Date.UTC(2013, 9, 1));
    for (const unknown of ["2013A", "2013Jx", "x2013J", "J2013", "20133J", "2013"])
      expect(startOf(unknown)).toBeUndefined();
  });

  it("begin where starts say so, for a module first", () => {
    const [all, one] = [Date.UTC(2013, 9, 5), Date.UTC(2013, 9, 6)];
    expect(startOf("2013J", { "2013J": all })).toBe(all);
    expect(startOf("2013J", { "2013J": all, "AAA|2013J": one })).toBe(one);
    expect(startOf("2013J", { "BBB|2013J": one })).toBe(Date.UTC(2013, 9, 1));
  });

  it("lie between the years that instants may have", () => {
    const [first, last] = [new Date(EARLIEST_INSTANT).getUTCFullYear(), new Date(LATEST_INSTANT).getUTCFullYear()];
    expect(startOf(`${first}B`)).toBe(Date.UTC(first, 1, 1));
    expect(startOf(`${first - 1}J`)).toBeUndefined();
    expect(startOf(`${last + 1}J`)).toBeUndefined();
  });

  it("are asked for as a year and a letter, with or without a module", () => {
    for (const key of ["2013", "J2013", "2013Jx", "x2013J", "AAA|BBB|2013J", "|2013J", "AAA|2013JJ"])
      expect(invalidOf(importOulad({ starts: { [key]: 0 } })({})).issues[0]).toMatchObject({
        path: ["starts", key],
        code: "unknown-key",
        expected: 'a presentation, such as "2013J" or "AAA|2013J"',
      });
  });
});

describe("a row of OULAD that is refused says what was expected", () => {
  it.each<[object, "courses" | "vle" | "assessments", string]>([
    [{ courses: [3] }, "courses", ": a row of courses"],
    [{ vle: [3] }, "vle", ": a row of vle"],
    [{ assessments: [3] }, "assessments", ": a row of assessments"],
    [{ vle: [{ ...site, code_module: 3 }] }, "vle", "code_module: the code of a module"],
    [{ vle: [{ ...site, code_presentation: 3 }] }, "vle", "code_presentation: the code of a presentation"],
    [
      { vle: [{ ...site, code_presentation: "2013A" }] },
      "vle",
      "code_presentation: a year and B or J, or a presentation named in starts",
    ],
    [{ vle: [{ ...site, activity_type: 3 }] }, "vle", "activity_type: an activity type"],
    [{ vle: [{ ...site, id_site: undefined }] }, "vle", "id_site: an id"],
    [{ assessments: [{ ...assessment, assessment_type: "TMB" }] }, "assessments", 'assessment_type: one of "TMA"'],
    [{ assessments: [{ ...assessment, weight: "-1" }] }, "assessments", "weight: per cent, from 0 to 100"],
    [{ assessments: [{ ...assessment, weight: "100.5" }] }, "assessments", "weight: per cent, from 0 to 100"],
    [
      { assessments: [{ ...assessment, date: "1001" }] },
      "assessments",
      "date: a day from the start, from -1000 to 1000",
    ],
    [
      { assessments: [{ ...assessment, date: "1.5" }] },
      "assessments",
      "date: a day from the start, from -1000 to 1000",
    ],
  ])("%j", (tables, name, told) => {
    expect(refusal(tables, name).slice(0, told.length)).toBe(told);
  });

  it("also of learners, registrations, clicks and marks", () => {
    const tables = { assessments: [assessment], studentInfo: [3], studentRegistration: [3], studentVle: [3] };
    const score = { id_assessment: "7", id_student: "1", date_submitted: "3", is_banked: "0" };
    const marks = ["", "101", "-1", "A"].map((one) => ({ ...score, score: one }));
    const left = { ...where, id_student: "1", date_registration: "3", date_unregistration: "2" };
    const read = rightOf(importOulad()({ ...tables, studentAssessment: marks } as object)).tables;
    const expected = (name: "studentInfo" | "studentRegistration" | "studentVle" | "studentAssessment") =>
      read[name].refused.map(({ issue }) => issue?.expected);
    expect(expected("studentInfo")).toEqual(["a row of studentInfo"]);
    expect(expected("studentRegistration")).toEqual(["a row of studentRegistration"]);
    expect(expected("studentVle")).toEqual(["a row of studentVle"]);
    expect(expected("studentAssessment")).toEqual(marks.map(() => "a score from 0 to 100"));
    const { refused } = rightOf(importOulad()({ studentRegistration: [left] })).tables.studentRegistration;
    expect(refused[0]?.issue).toMatchObject({
      path: ["date_unregistration"],
      code: "inconsistent",
      expected: "not before date_registration",
    });
  });

  it("and an assessment may weigh nothing or everything, and have no day", () => {
    const rows = ["0", "100"].map((weight, at) => ({ ...assessment, id_assessment: String(at), weight, date: "" }));
    const { accepted } = rightOf(importOulad()({ assessments: rows })).tables.assessments;
    expect(accepted).toEqual([
      { object: "assessment:0", course: "AAA|2013J", type: "TMA", dueAt: null, weight: 0 },
      { object: "assessment:1", course: "AAA|2013J", type: "TMA", dueAt: null, weight: 100 },
    ]);
    const [edge] = rightOf(importOulad()({ assessments: [{ ...assessment, date: "-1000" }] })).tables.assessments
      .accepted;
    expect(edge?.dueAt).toBe(Date.UTC(2013, 9, 1) - 1000 * DAY_MS);
  });

  it("as does what is no table", () => {
    const issues = (tables: unknown) => invalidOf(importOulad()(tables as object)).issues; // on purpose
    expect(issues({ vle: 3 })[0]).toMatchObject({
      path: ["vle"],
      expected: expect.stringContaining("the rows of vle"),
    });
    expect(issues({ studentVIe: [] })[0]).toMatchObject({
      path: ["studentVIe"],
      expected: expect.stringContaining("did you mean studentVle?"),
    });
    for (const name of ["courses", "assessments", "vle", "studentInfo", "studentRegistration", "studentVle"])
      expect(issues({ [name]: null })[0]?.path).toEqual([name]);
    expect(issues({ studentAssessment: "x" })[0]?.path).toEqual(["studentAssessment"]);
    expect(issues(null)[0]?.path).toEqual([]);
  });
});
