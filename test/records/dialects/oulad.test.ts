import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { CategoryColumn, Table } from "../../../src/core/vocabulary/index.ts";
import { importOulad, type OuladTables, parseEnrolment, parseLearnerEvent } from "../../../src/records/index.ts";
import { deepFreeze, invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { sharedData } from "../../support/sharedData.ts";

const DAY = 86_400_000;
const START = Date.UTC(2013, 9, 1);
const where = { code_module: "AAA", code_presentation: "2013J" };
const WHO = "AAA|2013J|28400";

const info = {
  ...where,
  id_student: "28400",
  gender: "F",
  region: "Scotland",
  highest_education: "HE Qualification",
  imd_band: "20-30%",
  age_band: "35-55",
  num_of_prev_attempts: "1",
  studied_credits: "60",
  disability: "N",
  final_result: "Pass",
};
const clicks = { ...where, id_student: "28400", id_site: "546652", date: "-10", sum_click: "4" };
const registration = { ...where, id_student: "28400", date_registration: "-53", date_unregistration: "" };
const assessment = { ...where, id_assessment: "1752", assessment_type: "TMA", date: "19", weight: "10" };
const score = { id_assessment: "1752", id_student: "28400", date_submitted: "22", is_banked: "0", score: "70" };
const site = { ...where, id_site: "546652", activity_type: "forumng", week_from: "", week_to: "" };

const read = (tables: OuladTables, options = {}) => rightOf(importOulad(options)(deepFreeze(tables)));
/** Reason, code and column of each refusal. */
const refusals = (imported: {
  readonly refused: readonly { reason: { code: string }; issue?: { code: string; path: readonly unknown[] } }[];
}) => imported.refused.map(({ reason, issue }) => `${reason.code}: ${issue?.code} at ${issue?.path.join(".")}`);
const valuesOf = (table: Table, name: string): readonly (string | null)[] => {
  // the columns that are asked for are categories
  const column = table.columns[name] as CategoryColumn;
  return Array.from(column.codes, (code) => column.categories[code] ?? null);
};

describe("importOulad", () => {
  it("makes views of clicks, at the midnight of their day, each row its own event", () => {
    const { events, tables } = read({
      vle: [site],
      studentVle: [clicks, { ...clicks, sum_click: "1" }, { ...clicks, date: "3" }],
    });
    expect(events.map(({ at, count }) => [(at - START) / DAY, count])).toEqual([
      [-10, 4],
      [-10, 1],
      [3, 4],
    ]);
    expect(events[0]).toEqual({
      learner: WHO,
      at: START - 10 * DAY,
      act: "viewed",
      object: "site:546652",
      objectKind: "forum",
      course: "AAA|2013J",
      count: 4,
      source: "oulad",
    });
    expect(tables.studentVle.notes).toEqual([]);
  });

  it("takes sites without their table as of unknown kind, and notes sites that the table does not have", () => {
    const without = read({ studentVle: [clicks] });
    expect([without.events[0]?.objectKind, without.tables.studentVle.notes]).toEqual(["other", []]);
    const other = read({ vle: [{ ...site, id_site: "1" }], studentVle: [clicks] });
    expect(other.events[0]?.objectKind).toBe("other");
    expect(other.tables.studentVle.notes).toEqual([
      { index: 0, reason: { code: "unknown-site", values: { object: "site:546652" } } },
    ]);
  });

  it("makes scores of marks", () => {
    const { events } = read({ assessments: [assessment], studentAssessment: [score] });
    expect(events).toEqual([
      {
        id: `${WHO}|assessment:1752`,
        learner: WHO,
        at: START + 22 * DAY,
        act: "scored",
        object: "assessment:1752",
        objectKind: "assessment",
        course: "AAA|2013J",
        score: 0.7,
        source: "oulad",
      },
    ]);
  });

  it("refuses rows without a score by that name, and sets aside what was carried over", () => {
    const { tables } = read({
      assessments: [assessment],
      studentAssessment: [
        { ...score, score: "" },
        { ...score, score: "?" },
        { ...score, is_banked: "1", date_submitted: "-1" },
        { ...score, id_assessment: "9" },
        { ...score, score: "101" },
        { ...score, score: "-1" },
        { ...score, score: "A" },
        { ...score, date_submitted: "?" },
        { ...score, id_student: "" },
        score,
        { ...score, score: "70.0" },
        { ...score, score: "71" },
      ],
    });
    expect(refusals(tables.studentAssessment)).toEqual([
      "score-missing: missing at score",
      "score-missing: missing at score",
      "unknown-assessment: undefined at undefined",
      "invalid-cell: out-of-range at score",
      "invalid-cell: out-of-range at score",
      "invalid-cell: wrong-type at score",
      "invalid-cell: missing at date_submitted",
      "invalid-cell: missing at id_student",
      "conflicting-duplicate: undefined at undefined",
    ]);
    expect(tables.studentAssessment.setAside.map(({ index, reason }) => [index, reason.code])).toEqual([
      [2, "banked-result"],
      [10, "merged-duplicate"],
    ]);
    expect(tables.studentAssessment.accepted).toHaveLength(1);
  });

  it("takes the ends of the scale of marks", () => {
    const marks = ["0", "100"].map((mark, place) => ({ ...score, id_student: String(place), score: mark }));
    expect(read({ assessments: [assessment], studentAssessment: marks }).events.map((each) => each.score)).toEqual([
      0, 1,
    ]);
  });

  it("makes enrolments and their events of registrations", () => {
    const { enrolments, events, tables } = read({
      studentRegistration: [
        registration,
        { ...registration, id_student: "30268", date_unregistration: "12" },
        { ...registration, id_student: "1", date_registration: "day 3" },
        { ...registration, id_student: "2", date_unregistration: "-54" },
        { ...registration, id_student: "3", date_unregistration: "soon" },
      ],
    });
    expect(enrolments).toEqual([
      { learner: WHO, course: "AAA|2013J", origin: "self", enrolledAt: START - 53 * DAY },
      {
        learner: "AAA|2013J|30268",
        course: "AAA|2013J",
        origin: "self",
        enrolledAt: START - 53 * DAY,
        leftAt: START + 12 * DAY,
      },
    ]);
    expect(
      events.map(({ learner, act, at, object, objectKind }) => [learner, act, (at - START) / DAY, object, objectKind]),
    ).toEqual([
      [WHO, "registered", -53, "AAA|2013J", "course"],
      ["AAA|2013J|30268", "registered", -53, "AAA|2013J", "course"],
      ["AAA|2013J|30268", "unregistered", 12, "AAA|2013J", "course"],
    ]);
    expect(refusals(tables.studentRegistration)).toEqual([
      "invalid-cell: wrong-type at date_registration",
      "invalid-cell: inconsistent at date_unregistration",
      "invalid-cell: wrong-type at date_unregistration",
    ]);
  });

  it("keeps learners whose day of registration is missing, notes it, and invents no event", () => {
    const without = { ...registration, date_registration: "" };
    const { enrolments, events, tables } = read({
      studentRegistration: [
        { ...without, id_student: "1" },
        { ...without, id_student: "2", date_unregistration: "-40" },
        { ...without, id_student: "3", date_registration: "?", date_unregistration: "146" },
        registration,
      ],
    });
    expect(enrolments.map((each) => (each.enrolledAt - START) / DAY)).toEqual([0, -40, 0, -53]);
    expect(tables.studentRegistration.notes).toEqual(
      [1, 2, 3].map((id, index) => ({
        index,
        reason: { code: "registration-day-unknown", values: { learner: `AAA|2013J|${id}` } },
      })),
    );
    expect(events.map(({ learner, act }) => [learner, act])).toEqual([
      [WHO, "registered"],
      ["AAA|2013J|2", "unregistered"],
      ["AAA|2013J|3", "unregistered"],
    ]);
  });

  it("takes a departure on the day of registration", () => {
    const { enrolments } = read({ studentRegistration: [{ ...registration, date_unregistration: "-53" }] });
    expect(enrolments[0]?.leftAt).toBe(enrolments[0]?.enrolledAt);
  });

  it("puts the events in the order of time", () => {
    const { events } = read({
      assessments: [assessment],
      studentAssessment: [{ ...score, date_submitted: "-10" }],
      studentVle: [clicks, { ...clicks, date: "-60" }],
      studentRegistration: [registration],
    });
    expect(events.map(({ act, at }) => [act, (at - START) / DAY])).toEqual([
      ["viewed", -60],
      ["registered", -53],
      ["viewed", -10],
      ["scored", -10],
    ]);
  });

  it("keeps protected attributes and the result where nothing uses them by itself", () => {
    const { learners, tables } = read({
      studentInfo: [
        info,
        { ...info, id_student: "2", imd_band: "10-20", gender: "M", disability: "Y", final_result: "Withdrawn" },
        { ...info, code_presentation: "2014J", imd_band: "" },
        { ...info, id_student: "4", imd_band: "?" },
      ],
    });
    const roles = Object.fromEntries(Object.entries(learners.schema).map(([name, spec]) => [name, spec.role]));
    expect(roles).toEqual({
      learner: "id",
      student: "id",
      course: "ignored",
      education: "feature",
      previousAttempts: "feature",
      studiedCredits: "feature",
      gender: "protected",
      region: "protected",
      deprivation: "protected",
      age: "protected",
      disability: "protected",
      finalResult: "ignored",
    });
    expect(learners.rowCount).toBe(4);
    expect(valuesOf(learners, "learner")).toEqual([WHO, "AAA|2013J|2", "AAA|2014J|28400", "AAA|2013J|4"]);
    expect(tables.studentInfo.accepted).toEqual(valuesOf(learners, "learner"));
    expect(valuesOf(learners, "student")).toEqual(["28400", "2", "28400", "4"]);
    expect(valuesOf(learners, "course")).toEqual(["AAA|2013J", "AAA|2013J", "AAA|2014J", "AAA|2013J"]);
    expect(valuesOf(learners, "deprivation")).toEqual(["20-30%", "10-20%", null, null]);
    expect(valuesOf(learners, "gender")).toEqual(["F", "M", "F", "F"]);
    expect(valuesOf(learners, "region")).toEqual(["Scotland", "Scotland", "Scotland", "Scotland"]);
    expect(valuesOf(learners, "age")[0]).toBe("35-55");
    expect(valuesOf(learners, "education")[0]).toBe("HE Qualification");
    expect(valuesOf(learners, "finalResult")).toEqual(["Pass", "Withdrawn", "Pass", "Pass"]);
    expect(Array.from(learners.columns.disability.values)).toEqual([0, 1, 0, 0]);
    expect(Array.from(learners.columns.previousAttempts.values)).toEqual([1, 1, 1, 1]);
    expect(Array.from(learners.columns.studiedCredits.values)).toEqual([60, 60, 60, 60]);
    const ordered = Object.entries(learners.schema).filter(([, spec]) => spec.ordered === true);
    expect(ordered.map(([name, spec]) => [name, spec.categories?.length])).toEqual([
      ["education", 5],
      ["deprivation", 10],
      ["age", 3],
      ["finalResult", 4],
    ]);
    expect(learners.schema.age.categories).toEqual(["0-35", "35-55", "55<="]);
    for (const [name, spec] of Object.entries(learners.schema)) expect(learners.columns[name]?.kind).toBe(spec.kind);
  });

  it.each([
    ["gender", "X", "unknown-value"],
    ["region", "", "empty"],
    ["highest_education", "School", "unknown-value"],
    ["imd_band", "10%", "unknown-value"],
    ["imd_band", 10, "wrong-type"],
    ["age_band", "", "unknown-value"],
    ["num_of_prev_attempts", "-1", "out-of-range"],
    ["studied_credits", "?", "wrong-type"],
    ["disability", "1", "unknown-value"],
    ["final_result", "pass", "unknown-value"],
    ["id_student", "", "missing"],
    ["code_module", "", "empty"],
    ["code_presentation", "2013K", "unknown-value"],
  ])("refuses a learner whose %s is %j", (column, value, code) => {
    const { learners, tables } = read({ studentInfo: [{ ...info, [column]: value }] });
    expect(learners.rowCount).toBe(0);
    expect(refusals(tables.studentInfo)).toEqual([`invalid-cell: ${code} at ${column}`]);
  });

  it("describes courses, sites and assessments", () => {
    const { tables } = read({
      courses: [
        { ...where, module_presentation_length: "268" },
        { ...where, code_module: "BBB", module_presentation_length: "0" },
      ],
      vle: [
        site,
        { ...site, id_site: "2", activity_type: "hologram" },
        { ...site, id_site: "3", activity_type: "constructor" },
        { ...site, id_site: "" },
      ],
      assessments: [
        assessment,
        { ...assessment, id_assessment: "2", assessment_type: "Exam", date: "", weight: "100" },
        { ...assessment, id_assessment: "3", weight: "100.5" },
        { ...assessment, id_assessment: "4", weight: "-1" },
        { ...assessment, id_assessment: "5", assessment_type: "Quiz" },
      ],
    });
    expect(tables.courses.accepted).toEqual([{ course: "AAA|2013J", startsAt: START, days: 268 }]);
    expect(refusals(tables.courses)).toEqual(["invalid-cell: out-of-range at module_presentation_length"]);
    expect(
      tables.vle.accepted.map(({ object, course, activityType, kind }) => [object, course, activityType, kind]),
    ).toEqual([
      ["site:546652", "AAA|2013J", "forumng", "forum"],
      ["site:2", "AAA|2013J", "hologram", "other"],
      ["site:3", "AAA|2013J", "constructor", "other"],
    ]);
    expect(tables.vle.notes.map(({ index, reason }) => [index, reason.values])).toEqual([
      [1, { activityType: "hologram" }],
      [2, { activityType: "constructor" }],
    ]);
    expect(tables.assessments.accepted).toEqual([
      { object: "assessment:1752", course: "AAA|2013J", type: "TMA", dueAt: START + 19 * DAY, weight: 10 },
      { object: "assessment:2", course: "AAA|2013J", type: "Exam", dueAt: null, weight: 100 },
    ]);
    expect(refusals(tables.assessments)).toEqual([
      "invalid-cell: out-of-range at weight",
      "invalid-cell: out-of-range at weight",
      "invalid-cell: unknown-value at assessment_type",
    ]);
  });

  it("starts where the caller says, else in February or October", () => {
    const at = (presentation: string, starts: Record<string, number | Date> = {}) =>
      read({ studentVle: [{ ...clicks, code_presentation: presentation, date: "0" }] }, { starts }).events[0]?.at;
    expect(at("2013B")).toBe(Date.UTC(2013, 1, 1));
    expect(at("2014J")).toBe(Date.UTC(2014, 9, 1));
    const [own, any] = [Date.UTC(2013, 9, 7), new Date(Date.UTC(2013, 9, 5))];
    expect(at("2013J", { "2013J": any })).toBe(any.getTime());
    expect(at("2013J", { "2013J": any, "AAA|2013J": own })).toBe(own);
    expect(at("2013K", { "2013K": any })).toBe(any.getTime());
    expect(at("9999J")).toBeUndefined();
    expect(at("1999J")).toBeUndefined();
    expect(at("x2013J")).toBeUndefined();
  });

  it.each([
    ["date", "0.5", "not-integer"],
    ["date", "1001", "out-of-range"],
    ["date", "-1001", "out-of-range"],
    ["date", "", "missing"],
    ["date", "?", "missing"],
    ["date", "ten", "wrong-type"],
    ["sum_click", "0", "out-of-range"],
    ["sum_click", "", "missing"],
    ["sum_click", "?", "missing"],
    ["id_site", "", "missing"],
    ["id_student", 2 ** 60, "unsafe-number"],
  ])("refuses clicks whose %s is %j", (column, value, code) => {
    expect(refusals(read({ studentVle: [{ ...clicks, [column]: value }] }).tables.studentVle)).toEqual([
      `invalid-cell: ${code} at ${column}`,
    ]);
  });

  it("takes days up to a thousand from the start, and none that leaves the calendar", () => {
    for (const date of ["-1000", "1000"]) expect(read({ studentVle: [{ ...clicks, date }] }).events).toHaveLength(1);
    const early = { starts: { "2013J": Date.UTC(2000, 0, 3) } };
    expect(refusals(read({ studentVle: [clicks] }, early).tables.studentVle)).toEqual([
      "invalid-cell: out-of-range at date",
    ]);
  });

  it("refuses rows that are none, in every table, by their index", () => {
    const names = [
      "courses",
      "assessments",
      "vle",
      "studentInfo",
      "studentRegistration",
      "studentVle",
      "studentAssessment",
    ] as const;
    // rows of other types than the compiler allows are what this is about
    const wrong = [null, 7, "a,b", []] as unknown as readonly object[];
    const { tables, events } = read(Object.fromEntries(names.map((name) => [name, wrong])));
    for (const name of names) {
      expect(tables[name].counts).toMatchObject({ inputs: 4, refused: 4, byReason: { "not-a-row": 4 } });
      expect(tables[name].refused.map((each) => each.index)).toEqual([0, 1, 2, 3]);
    }
    expect(events).toEqual([]);
  });

  it("refuses options and tables that do not fit", () => {
    // options and tables of other types than the compiler allows are what this is about
    const bad = (options: unknown, tables: unknown = {}) =>
      importOulad(options as Parameters<typeof importOulad>[0])(tables as OuladTables);
    expect(issuesOf(bad({ start: {} }))).toEqual(["unknown-key at start"]);
    expect(issuesOf(bad({ starts: { "2013": START } }))).toEqual(["unknown-key at starts.2013"]);
    expect(issuesOf(bad({ starts: { "2013J": START / 1000 } }))).toEqual(["wrong-unit at starts.2013J"]);
    expect(issuesOf(bad({}, { studentVLE: [] }))).toEqual(["unknown-key at studentVLE"]);
    expect(issuesOf(bad({}, { studentVle: "a,b" }))).toEqual(["wrong-type at studentVle"]);
    expect(issuesOf(bad({}, { courses: null }))).toEqual(["wrong-type at courses"]);
    for (const tables of [null, [], "a,b"]) expect(issuesOf(bad({}, tables))).toEqual(["wrong-type at "]);
    expect(invalidOf(bad({}, { vle: 7 })).in).toBe("records.importOulad");
  });

  it("leaves out what it is not given", () => {
    const { events, enrolments, learners, tables } = read({});
    expect([events, enrolments, learners.rowCount]).toEqual([[], [], 0]);
    for (const imported of Object.values(tables)) expect(imported.counts.inputs).toBe(0);
  });
});

/** The rows of a CSV file without quotes, which OULAD's are. */
const rowsOf = (folder: string, file: string): readonly Record<string, string>[] => {
  const [header = "", ...lines] = gunzipSync(readFileSync(join(folder, file)))
    .toString("utf8")
    .trim()
    .split(/\r?\n/);
  const names = header.replace(/"/g, "").split(",");
  return lines.map((line) => {
    const cells = line.replace(/"/g, "").split(",");
    return Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ""]));
  });
};

const folder = sharedData("oulad");

describe.skipIf(folder === null)("the published files", () => {
  const load = (file: string) => (folder === null ? [] : rowsOf(folder, `${file}.csv.gz`));
  const given = {
    courses: load("courses"),
    assessments: load("assessments"),
    vle: load("vle"),
    studentInfo: load("studentInfo"),
    studentRegistration: load("studentRegistration"),
    studentVle: load("studentVle_AAA_2013J"),
    studentAssessment: load("studentAssessment"),
  };
  const oulad = rightOf(importOulad()(given));

  it("are accounted for, row by row", () => {
    const counts = Object.fromEntries(
      Object.entries(oulad.tables).map(([name, { counts: c }]) => [
        name,
        [c.inputs, c.mapped, c.refused, c.setAside, c.byReason, c.byNote],
      ]),
    );
    expect(counts).toEqual({
      courses: [22, 22, 0, 0, {}, {}],
      assessments: [206, 206, 0, 0, {}, {}],
      vle: [6_364, 6_364, 0, 0, {}, {}],
      studentInfo: [32_593, 32_593, 0, 0, {}, {}],
      studentRegistration: [32_593, 32_593, 0, 0, {}, { "registration-day-unknown": 45 }],
      studentVle: [180_982, 180_982, 0, 0, {}, {}],
      // 173 rows have no score, one of them carried over; 1,909 are carried over
      studentAssessment: [173_912, 171_831, 172, 1_909, { "score-missing": 172, "banked-result": 1_909 }, {}],
    });
  });

  it("keep their published totals", () => {
    // ../shared/data/oulad/README.md and expected.json: AAA_2013J
    const views = oulad.tables.studentVle.accepted;
    expect(views.reduce((sum, each) => sum + (each.count ?? 1), 0)).toBe(648_494);
    expect(new Set(views.map((each) => each.learner)).size).toBe(378);
    expect(new Set(views.map((each) => `${each.learner} ${each.at}`)).size).toBe(34_072);
    const days = views.map((each) => (each.at - START) / DAY);
    expect([days[0], days[days.length - 1], views.every((each) => each.course === "AAA|2013J")]).toEqual([
      -10,
      268,
      true,
    ]);
    expect(views.filter((each) => each.objectKind === "other")).toEqual([]);
    const results: Record<string, number> = {};
    for (const result of valuesOf(oulad.learners, "finalResult"))
      results[String(result)] = (results[String(result)] ?? 0) + 1;
    expect(results).toEqual({ Pass: 12_361, Withdrawn: 10_156, Fail: 7_052, Distinction: 3_024 });
    expect(valuesOf(oulad.learners, "deprivation").filter((band) => band === null)).toHaveLength(1_111);
  });

  it("tell departures as they are: of 2,237 in BBB_2013J, 647 left, 336 on or before day 0 and 102 on day 0", () => {
    const ofCourse = oulad.enrolments.filter((each) => each.course === "BBB|2013J");
    const left = ofCourse.flatMap((each) => (each.leftAt === undefined ? [] : [(each.leftAt - START) / DAY]));
    expect([ofCourse.length, left.length]).toEqual([2_237, 647]);
    expect([left.filter((day) => day <= 0).length, left.filter((day) => day === 0).length]).toEqual([336, 102]);
    // three of the 647 are marked Fail and not Withdrawn: 644 are the withdrawals
    const results = valuesOf(oulad.learners, "finalResult");
    const resultOf = new Map(oulad.tables.studentInfo.accepted.map((learner, k) => [learner, results[k]]));
    expect(ofCourse.filter((each) => resultOf.get(each.learner) === "Withdrawn")).toHaveLength(644);
  });

  it("make events and enrolments that our own parsers take, in the order of time", () => {
    for (let k = 0; k < oulad.events.length; k += 997)
      expect(rightOf(parseLearnerEvent(oulad.events[k]))).toEqual(oulad.events[k]);
    for (let k = 0; k < oulad.enrolments.length; k += 997)
      expect(rightOf(parseEnrolment(oulad.enrolments[k]))).toEqual(oulad.enrolments[k]);
    const times = oulad.events.map((each) => each.at);
    expect(times.every((at, k) => k === 0 || at >= (times[k - 1] ?? at))).toBe(true);
    const left = oulad.enrolments.filter((each) => each.leftAt !== undefined).length;
    expect(oulad.events).toHaveLength(180_982 + 171_831 + (32_593 - 45) + left);
  });
});
