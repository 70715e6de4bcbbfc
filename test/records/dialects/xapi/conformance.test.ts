import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importXapi } from "../../../../src/records/index.ts";
import { rightOf } from "../../../support/property.ts";
import { sharedData } from "../../../support/sharedData.ts";

// Statements of the ADL conformance suite (adlnet/lrs-conformance-test-suite at 2ec25f2, MIT), 950 for 1.0.3 and 972 for 2.0, each
// labelled with what a conformant store must do with it. An importer for analytics is no store: it is as strict as the standard
// about what it reads, and does not look at the rest. The counts were frozen after every class was looked at:
//
// | fate | valid | invalid | why this is right |
// | --- | --- | --- | --- |
// | mapped | 386 | 386 | what is read of the invalid ones stands in valid statements too ("reads nothing wrong" below): the fault is elsewhere |
// | set aside as planned | 302 | 442 | the object is a SubStatement, a plan; its inside, where the fault of the 442 is, is not read |
// | set aside as voiding | 4 | 0 | it withdraws another statement |
// | refused | 0 | 398 | a fault in what is read; no valid statement is refused for any reason |
//
// Nothing valid is refused, and nothing that is wrong in actor, verb, object, result, time, registration or id is mapped.
const REFUSED = {
  "invalid-actor": 102, // no identifier or two, an address or account that is none, an anonymous group without members
  "invalid-object": 158, // the same for agents and groups as objects; no IRI; types in the wrong case; references without UUID
  "invalid-result": 50, // scores out of their range, truths and numbers as strings, durations that are none
  "invalid-context": 16, // registrations that are no UUID, context that is null
  "invalid-verb": 6, // no IRI, or none
  "invalid-id": 16, // no UUID: it could be neither withdrawn nor recognised
  "invalid-time": 24, // no timestamp, no offset, or -00:00, the offset that says it is unknown
  "misspelt-key": 22, // "Actor" for "actor": optional ones would be lost in silence
  "unsupported-version": 6, // 0.9.9, 1.1.0 and a text that is no version
  "voids-no-statement": 2, // the verb voided on an activity
};

// Where the fault of the 386 is that are mapped all the same: nowhere an event is made from.
const NOT_READ = {
  authority: 116, // who stored it
  "context.instructor": 100, // who taught
  "context.team": 50, // with whom
  "contextAgents and contextGroups": 8, // who else, in 2.0
  "context revision, platform, language, statement": 36,
  "contextActivities other than parent and grouping": 4,
  attachments: 32, // files sent along
  "texts in languages": 30, // display, name, description, moreInfo: the verb's IRI and the activity's id are what counts
  extensions: 8, // keys that are no IRI, values that are no object
  "objectType beside the statement": 2, // an unknown key
};

interface Case {
  readonly area: string;
  readonly case: string;
  readonly valid: boolean;
  readonly statement: Record<string, unknown>;
}

const unreadPart = ({ area, case: text }: Case): keyof typeof NOT_READ => {
  if (/context ?agents|context ?groups/i.test(area)) return "contextAgents and contextGroups";
  if (/authority/.test(text) || area === "authorities") return "authority";
  if (/instructor/.test(text)) return "context.instructor";
  if (/team/.test(text)) return "context.team";
  if (area === "attachments" || /attachment/.test(text)) return "attachments";
  if (area === "contextactivities") return "contextActivities other than parent and grouping";
  if (/extension/.test(text)) return "extensions";
  if (area === "objects") return "objectType beside the statement";
  if (/context/.test(text)) return "context revision, platform, language, statement";
  return "texts in languages";
};

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const only = (value: unknown, keys: readonly string[]): unknown =>
  isPlain(value)
    ? Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]]))
    : value;
const without = (value: unknown, key: string): unknown =>
  isPlain(value)
    ? only(
        value,
        Object.keys(value).filter((each) => each !== key),
      )
    : value;
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
};

/** The parts of a statement that an event is made from, by a reading of the documentation, not of the code. */
const readParts = (statement: Plain): readonly string[] => {
  const object = statement["object"];
  const activities = isPlain(statement["context"]) ? statement["context"]["contextActivities"] : undefined;
  const parts: Plain = {
    id: statement["id"],
    actor: without(statement["actor"], "name"),
    verb: only(statement["verb"], ["id"]),
    object:
      isPlain(object) && object["objectType"] === "SubStatement"
        ? "a plan"
        : isPlain(object) && object["definition"] !== undefined
          ? { ...object, definition: only(object["definition"], ["type", "interactionType"]) }
          : without(object, "name"),
    result: only(statement["result"], ["score", "success", "completion", "response", "duration"]),
    registration: only(statement["context"], ["registration"]),
    activities: only(activities, ["parent", "grouping"]),
    timestamp: statement["timestamp"],
    stored: statement["stored"],
  };
  return Object.entries(parts).map(([key, part]) => JSON.stringify([key, sorted(part) ?? null]));
};

const folder = sharedData("interop");

describe.skipIf(folder === null)("the statements of the conformance suite", () => {
  const cases: readonly Case[] =
    folder === null
      ? []
      : readFileSync(join(folder, "xapi-conformance.ndjson"), "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line));
  const imported = rightOf(importXapi({ receivedAt: Date.UTC(2026, 0, 1) })(cases.map((each) => each.statement)));
  const fate = new Map<number, string>();
  for (const index of imported.from) fate.set(index, "mapped");
  for (const { index, reason } of imported.setAside) fate.set(index, `aside: ${reason.code}`);
  for (const { index, reason } of imported.refused) fate.set(index, `refused: ${reason.code}`);
  const tally = (label: boolean): Record<string, number> => {
    const counts: Record<string, number> = {};
    cases.forEach((each, index) => {
      const key = fate.get(index) ?? "lost";
      if (each.valid === label) counts[key] = (counts[key] ?? 0) + 1;
    });
    return counts;
  };

  it("each have one fate, and the fates are these", () => {
    expect(cases).toHaveLength(1_922);
    expect(tally(true)).toEqual({ mapped: 386, "aside: planned": 302, "aside: voiding": 4 });
    expect(tally(false)).toEqual({
      mapped: 386,
      "aside: planned": 442,
      ...Object.fromEntries(Object.entries(REFUSED).map(([code, count]) => [`refused: ${code}`, count])),
    });
    expect(imported.counts).toMatchObject({ inputs: 1_922, mapped: 772, refused: 402, setAside: 748, accepted: 772 });
  });

  it("reads nothing wrong: every part that an event is made from stands so in some valid statement", () => {
    const valid = new Set(cases.filter((each) => each.valid).flatMap((each) => readParts(each.statement)));
    const wrong = cases.filter(
      (each, index) =>
        !each.valid &&
        !(fate.get(index) ?? "").startsWith("refused") &&
        !readParts(each.statement).every((part) => valid.has(part)),
    );
    expect(wrong.map((each) => each.case)).toEqual([]);
  });

  it("names the place and the value of every refusal that is about one", () => {
    for (const { reason, issue } of imported.refused) {
      if (reason.code === "unsupported-version" || reason.code === "voids-no-statement") continue;
      expect(issue?.received.length).toBeGreaterThan(0);
      expect(reason.values["where"]).toBe(issue?.path.join("."));
    }
  });

  it("has its mapped faults in these parts", () => {
    const counts: Record<string, number> = {};
    cases.forEach((each, index) => {
      if (each.valid || fate.get(index) !== "mapped") return;
      const part = unreadPart(each);
      counts[part] = (counts[part] ?? 0) + 1;
    });
    expect(counts).toEqual(NOT_READ);
  });

  it("makes these notes", () => {
    expect(imported.counts.byNote).toEqual({
      "time-of-receipt": 766, // templates carry no timestamp
      "group-as-learner": 22,
      "duration-without-fixed-length": 4, // P3Y1M29DT4H35M59.14S
      "score-disagrees-with-raw": 6, // one of four numbers of a template was replaced
    });
  });
});
