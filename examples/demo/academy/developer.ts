import { readFileSync } from "node:fs";
import { isLeft } from "fp-ts/lib/Either.js";
import { explain, orThrow, records, segment, spacing, type Table } from "learnlift";
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
  /** Each row that was not taken: its place, counted from 1, and why. */
  readonly notTaken: readonly { readonly row: number; readonly why: string }[];
  readonly card: CardStory;
  readonly failure: { readonly code: string; readonly explained: string };
  readonly sizes: readonly { readonly what: string; readonly bytes: number }[];
}

/** One card through a scheduler: what the learner answered, and what the four buttons said at the end. */
export interface CardStory {
  readonly answers: readonly {
    readonly at: number;
    readonly grade: spacing.Grade;
    readonly phase: string;
    readonly dueAt: number;
    readonly why: string;
  }[];
  readonly buttons: readonly { readonly grade: spacing.Grade; readonly phase: string; readonly after: string }[];
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** "10 minutes", "3 days". */
const span = (from: number, to: number): string => {
  const minutes = (to - from) / MINUTE_MS;
  const [count, unit] = minutes < DAY_MINUTES ? [minutes, "minute"] : [minutes / DAY_MINUTES, "day"];
  return `${Math.round(count)} ${unit}${Math.round(count) === 1 ? "" : "s"}`;
};

/** What a learner answers, each time the card is due. */
const GIVEN: readonly spacing.Grade[] = ["good", "good", "good", "good", "again", "good"];

/** A new card, answered whenever it is due: two learning steps, then days, a lapse, and a relearning step. */
const takeCard = (): CardStory => {
  const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
  const scheduler = orThrow(spacing.createScheduler({ memory }));
  const answer = spacing.reviewCard(scheduler);
  const answers: CardStory["answers"][number][] = [];
  let at = Date.UTC(2026, 2, 2, 9);
  let card: spacing.Card<spacing.Fsrs6State> | undefined;
  for (const grade of GIVEN) {
    const reviewed = orThrow(answer({ card, grade, at }));
    card = reviewed.card;
    const dueAt = Number(card.dueAt);
    const why = reviewed.reasons.map((reason) => explain(reason)).join("; ");
    answers.push({ at, grade, phase: card.phase, dueAt, why });
    at = dueAt;
  }
  const next = orThrow(spacing.previewCard(scheduler)({ ...(card === undefined ? {} : { card }), at }));
  return {
    answers,
    buttons: spacing.GRADES.map((grade) => {
      const { phase, dueAt } = next[grade].card;
      return { grade, phase, after: span(at, Number(dueAt)) };
    }),
  };
};

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
  return {
    counts: imported.counts,
    notTaken: left.map(({ index, reason }) => ({ row: index + 1, why: explain(reason) })),
  };
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
    card: takeCard(),
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

const CARD_HEAD = ["answered", "grade", "the card is now in", "back after", "why"];

const minuteText = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

const cardRows = ({ card: { answers } }: DeveloperStory): readonly (readonly string[])[] =>
  answers.map(({ at, grade, phase, dueAt, why }) => [minuteText(at), grade, phase, span(at, dueAt), why]);

const buttonRows = ({ card: { buttons } }: DeveloperStory): readonly (readonly string[])[] =>
  buttons.map(({ grade, phase, after }) => [grade, after, phase]);

/** What the console shows, short: the page has the code. */
export const developerText = (story: DeveloperStory): readonly string[] => [
  `The ${story.codeLines} lines of examples/loop.ts ran and answered:`,
  ...story.output.map((line) => `  ${line}`),
  `An export of ${story.counts.inputs} rows: ${story.counts.mapped} taken, ${story.counts.setAside} set aside, ${story.counts.refused} refused.`,
  ...story.notTaken.map(({ row, why }) => `  row ${row}: ${why}`),
  `One card, answered whenever it was due: ${story.card.answers.map(({ at, grade, dueAt }) => `${grade}, back after ${span(at, dueAt)}`).join("; ")}.`,
  `Its four buttons now say: ${story.card.buttons.map(({ grade, after }) => `${grade} ${after}`).join(", ")}.`,
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
    {
      kind: "table",
      caption: "Rows that were not taken",
      head: ["row (the first is 1)", "why"],
      rows: notTakenRows(story),
    },
    {
      kind: "table",
      caption: "One card, taken through a scheduler with spacing.reviewCard whenever it was due (times in UTC)",
      head: CARD_HEAD,
      rows: cardRows(story),
    },
    {
      kind: "table",
      caption: "What its four buttons say now, from spacing.previewCard",
      head: ["grade", "back after", "then in"],
      rows: buttonRows(story),
    },
    {
      kind: "text",
      text: `A failure is data; explain() words it. ${story.failure.code} answers: ${story.failure.explained}`,
    },
    { kind: "table", caption: "What a host stores, as JSON", head: ["what", "size"], rows: sizeRows(story) },
  ],
});
