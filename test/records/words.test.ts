import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Reason } from "../../src/core/vocabulary/index.ts";
import { catalogue, catalogueCan, importOulad, importRows, importXapi } from "../../src/records/index.ts";
import { recordsWords } from "../../src/records/words.ts";
import { rightOf } from "../support/property.ts";

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return ["activity", "outcomes"].includes(entry.name) ? [] : sources(join(folder, entry.name));
    return entry.name.endsWith(".ts") && entry.name !== "words.ts"
      ? [readFileSync(join(folder, entry.name), "utf8")]
      : [];
  });

const texts = sources(fileURLToPath(new URL("../../src/records/", import.meta.url)));
// while mutants are tested the sources are full of switches, and what they emit cannot be read off them
const instrumented = texts.some((text) => text.includes("stryMutAct"));
const emitted = new Set(
  texts.flatMap((text) =>
    [...text.matchAll(/\b(?:reason|refusedFor|plainly)\(\s*"([a-z-]+)"/g)].map((match) => match[1] ?? ""),
  ),
);
// made of a field's name in catalogueCan.ts
for (const field of ["minutes", "skills", "prerequisites", "tags", "difficulty"])
  for (const state of ["known", "unknown"]) emitted.add(`${field}-${state}`);

const placeholders = (template: string): readonly string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");

describe("recordsWords", () => {
  it.skipIf(instrumented)("words every code that records emit, and none that they do not", () => {
    expect([...emitted].sort()).toEqual(Object.keys(recordsWords).sort());
  });

  it("names only values that the reasons carry", () => {
    const at = "2026-03-01T09:30:00Z";
    const actor = { mbox: "mailto:a@x.org" };
    const verb = { id: "http://adlnet.gov/expapi/verbs/passed" };
    const object = { id: "https://x.org/1" };
    const good = { actor, verb, object, timestamp: at };
    const id = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee";
    const other = "ec531277-b57b-4c15-8d91-d292c5b2b8f7";
    const voided = { id: "http://adlnet.gov/expapi/verbs/voided" };
    const score = (value: unknown) => ({ ...good, result: { score: value } });
    const xapi = rightOf(
      importXapi()([
        7,
        { ...good, Actor: actor },
        { ...good, version: "9" },
        { ...good, id: 7 },
        { ...good, actor: {} },
        { ...good, verb: {} },
        { ...good, object: {} },
        { ...good, result: 7 },
        { ...good, context: 7 },
        { ...good, timestamp: "now" },
        { actor, verb, object },
        { ...good, verb: { id: "a:b" } },
        { ...good, object: { objectType: "Group", member: [actor, { mbox: "mailto:b@x.org" }] } },
        { ...good, verb: voided },
        { ...good, id },
        { ...good, id, verb: { id: "http://adlnet.gov/expapi/verbs/failed" } },
        { ...good, id },
        { ...good, verb: voided, object: { objectType: "StatementRef", id: other } },
        { ...good, id: other },
        { ...good, object: { objectType: "SubStatement" } },
        { ...good, verb: { id: "http://activitystrea.ms/delete" } },
        { ...good, timestamp: undefined, stored: at },
        { ...good, actor: { objectType: "Group", ...actor } },
        score({ scaled: -1 }),
        score({ raw: 0, min: 0, max: 0 }),
        score({ raw: 1 }),
        score({ scaled: 0, raw: 1, min: 0, max: 2 }),
        score({ scaled: 1, raw: 1, min: 0, max: 2 }),
        { ...good, result: { duration: "P1Y" } },
        new Proxy({}, { get: () => expect.fail("read") }),
      ]),
    );
    const received = rightOf(importXapi({ receivedAt: Date.UTC(2026, 0, 1) })([{ actor, verb, object }]));
    const rows = rightOf(
      importRows({
        source: "s",
        columns: { learner: "l", at: "t", object: "o", act: "a", objectKind: "k", count: "n" },
        acts: { ping: null, look: "viewed" },
      })([
        7,
        { t: at, o: "o", a: "look" },
        { l: "l", t: at, o: "o" },
        { l: "l", t: at, o: "o", a: "look", n: 0 },
        { l: "l", t: at, o: "o", a: "gaze" },
        { l: "l", t: at, o: "o", a: "ping" },
        { l: "l", t: at, o: "o", a: "look", k: "thing" },
      ]),
    );
    const where = { code_module: "AAA", code_presentation: "2013J" };
    const mark = { id_assessment: "1", id_student: "1", date_submitted: "1", is_banked: "0", score: "" };
    const { tables } = rightOf(
      importOulad()({
        vle: [{ ...where, id_site: "1", activity_type: "hologram" }],
        assessments: [{ ...where, id_assessment: "1", assessment_type: "TMA", date: "1", weight: "1" }],
        studentAssessment: [mark, { ...mark, is_banked: "1" }, { ...mark, id_assessment: "2" }],
        studentVle: [{ ...where, id_student: "1", id_site: "2", date: "1", sum_click: "1" }],
        studentRegistration: [{ ...where, id_student: "1", date_registration: "", date_unregistration: "" }],
      }),
    );
    const modules = [
      [],
      [{ id: "a", title: "A" }],
      [{ id: "a", title: "A", minutes: 1, skills: [], prerequisites: [], tags: [], difficulty: 0 }],
    ];
    const given: readonly Reason[] = [
      ...[xapi, received, rows, ...Object.values(tables)].flatMap((each) =>
        [...each.refused, ...each.setAside, ...each.notes].map(({ reason }) => reason),
      ),
      ...modules.flatMap((each) => rightOf(catalogueCan(rightOf(catalogue(each)))).map(({ because }) => because)),
    ];
    const words: Readonly<Record<string, string>> = recordsWords;
    for (const { code, values } of given)
      expect(
        placeholders(words[code] ?? "").filter((name) => !(name in values)),
        code,
      ).toEqual([]);
    // what identities emit is tested beside them
    const seen = new Set(given.map((each) => each.code));
    const unseen = Object.keys(recordsWords).filter((code) => !seen.has(code));
    expect(unseen).toEqual(["invalid-event", "unknown-identity"]);
  });
});
