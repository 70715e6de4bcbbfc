import { readFileSync } from "node:fs";
import { isLeft } from "fp-ts/lib/Either.js";
import { explain, orThrow, records, segment, type Table } from "learnlift";
import * as loop from "../../loop.ts";
import type { Section } from "../page.ts";

const SOURCE = new URL("../../loop.ts", import.meta.url);

/** Somebody's export, with what exports have in them. */
const EXPORT = [
  { user: 1042, when: "2026-03-01T09:30:00+01:00", what: "quiz_done", item: "q7", points: "17" },
  { user: 1042, when: "2026-03-01T09:40:00+01:00", what: "quiz_opened", item: "q8", points: "" },
  { user: 1043, when: "2026-03-01 09:31", what: "quiz_done", item: "q7", points: "12" },
  { user: 1043, when: "2026-03-01T09:32:00Z", what: "heartbeat", item: "q8", points: "" },
  { user: "", when: "2026-03-02T08:00:00Z", what: "quiz_done", item: "q7", points: "9" },
  { user: 1044, when: "2026-03-02T08:05:00Z", what: "quiz_done", item: "q7", points: "25" },
  { user: 1044, when: "2026-03-02T08:06:00Z", what: "quiz_finished", item: "q7", points: "11" },
  null,
];

/** Bytes of something as it would be stored. */
const bytesOf = (stored: unknown): number => new TextEncoder().encode(JSON.stringify(stored)).length;

/** What a developer asks. */
export interface DeveloperStory {
  readonly code: string;
  readonly codeLines: number;
  readonly output: readonly string[];
  readonly counts: records.ImportCounts;
  /** Each row that was not taken: its place, and why. */
  readonly notTaken: readonly { readonly row: number; readonly why: string }[];
  readonly failure: { readonly code: string; readonly explained: string };
  readonly sizes: readonly { readonly what: string; readonly bytes: number }[];
}

const importExport = (): Pick<DeveloperStory, "counts" | "notTaken"> => {
  const imported = orThrow(
    records.importRows({
      source: "lms",
      columns: { learner: "user", at: "when", act: "what", object: "item", score: "points" },
      acts: { quiz_done: "scored", quiz_opened: "viewed", heartbeat: null },
      objectKind: "assessment",
      scoreRange: [0, 20],
    })(EXPORT),
  );
  const left = [...imported.refused, ...imported.setAside].sort((a, b) => a.index - b.index);
  return { counts: imported.counts, notTaken: left.map(({ index, reason }) => ({ row: index, why: explain(reason) })) };
};

const misspelt = (features: Table): DeveloperStory["failure"] => {
  const answer = segment.fitPersonas({ k: 4, features: ["activeDays", "weekEntropi"] })(features);
  return {
    code: 'segment.fitPersonas({ k: 4, features: ["activeDays", "weekEntropi"] })(features)',
    explained: isLeft(answer) ? explain(answer.left) : "no failure",
  };
};

/** @param stored - what a host would keep, by name */
export const tellDeveloper = (features: Table, stored: Readonly<Record<string, unknown>>): DeveloperStory => {
  const code = readFileSync(SOURCE, "utf8").trim();
  return {
    code,
    codeLines: code.split("\n").length,
    output: [
      `persona: ${loop.persona}, because ${loop.reasons.map((reason) => explain(reason)).join("; ")}`,
      `next: ${loop.next ?? "nothing"}`,
      `due again: ${new Date(loop.dueAt).toISOString()}`,
      `decided: ${loop.decision.action.kind}, with probability ${loop.decision.probability}`,
      `effect: ${loop.effect}`,
    ],
    ...importExport(),
    failure: misspelt(features),
    sizes: Object.entries(stored).map(([what, value]) => ({ what, bytes: bytesOf(value) })),
  };
};

const COUNT_HEAD = ["rows", "taken", "set aside", "refused"];

const countCells = ({ counts }: DeveloperStory): readonly string[] =>
  [counts.inputs, counts.mapped, counts.setAside, counts.refused].map(String);

const notTakenRows = ({ notTaken }: DeveloperStory): readonly (readonly string[])[] =>
  notTaken.map(({ row, why }) => [String(row), why]);

const sizeRows = ({ sizes }: DeveloperStory): readonly (readonly string[])[] =>
  sizes.map(({ what, bytes }) => [what, `${bytes} bytes`]);

/** What the console shows, short: the page has the code. */
export const developerText = (story: DeveloperStory): readonly string[] => [
  `The ${story.codeLines} lines of examples/loop.ts ran and answered:`,
  ...story.output.map((line) => `  ${line}`),
  `An export of ${story.counts.inputs} rows: ${story.counts.mapped} taken, ${story.counts.setAside} set aside, ${story.counts.refused} refused.`,
  ...story.notTaken.map(({ row, why }) => `  row ${row}: ${why}`),
  `A failure, explained: ${story.failure.explained}`,
  `To store: ${story.sizes.map(({ what, bytes }) => `${what} ${bytes} bytes`).join(", ")}.`,
];

/** What the page shows. */
export const developerSection = (story: DeveloperStory): Section => ({
  id: "developers",
  title: "For developers",
  blocks: [
    { kind: "text", text: `The loop in ${story.codeLines} lines. It ran to make this page, and answered:` },
    { kind: "list", items: story.output },
    { kind: "listing", caption: "examples/loop.ts", code: story.code },
    {
      kind: "table",
      caption: "An export as exports are: nothing thrown, nothing lost",
      head: COUNT_HEAD,
      rows: [countCells(story)],
    },
    { kind: "table", caption: "Rows that were not taken", head: ["row", "why"], rows: notTakenRows(story) },
    {
      kind: "text",
      text: `A failure is data; explain() words it. ${story.failure.code} answers: ${story.failure.explained}`,
    },
    { kind: "table", caption: "What a host stores, as JSON", head: ["what", "size"], rows: sizeRows(story) },
  ],
});
