import { createHmac } from "node:crypto";
import { isLeft } from "fp-ts/lib/Either.js";
import {
  type Audience,
  type Disclose,
  type DisclosedTwoWay,
  disclose,
  discloseCounts,
  disclosurePolicy,
  explain,
  nudge,
  orThrow,
  type Result,
  type records,
  type segment,
  type Table,
} from "learnlift";
import { featureInWords } from "../features.ts";
import type { Section } from "../page.ts";
import type { Nudging } from "./nudging.ts";

const AUDIENCES: readonly Audience[] = ["learner", "coach", "manager", "board", "works-council", "researcher"];

/** Who asked for what, and got it or the reason why not. */
export interface Answer {
  readonly audience: Audience;
  readonly persona: string;
  readonly fourPeople: string;
  readonly fortyPeople: string;
}

/** What a works council asks. */
export interface WorksCouncilStory {
  /** Columns of the table that the personas read. */
  readonly read: readonly string[];
  /** Columns of the table that they did not read, with the role that kept them out. */
  readonly notRead: readonly { readonly column: string; readonly role: string }[];
  readonly answers: readonly Answer[];
  readonly cells: DisclosedTwoWay;
  /** What each persona is called, by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly erasure: Erasure;
}

/** One person erased from the log of decisions, and what was true before and after. */
export interface Erasure {
  readonly learner: string;
  readonly entries: number;
  readonly replayedBefore: number;
  readonly recordsErased: number;
  readonly chainIntactAfter: boolean;
  readonly headUnchanged: boolean;
  readonly replayedAfter: number;
  readonly entriesWithoutPayload: number;
  readonly findings: number;
  /** Whether the id of the person still stands anywhere in what is left. */
  readonly stillNamed: boolean;
  /** What the chain says when one digit of it is changed. */
  readonly tampered: string;
}

const outcome = (result: Result<object>): string => (isLeft(result) ? `no: ${explain(result.left)}` : "yes");

/**
 * For managers and the board the types refuse the first line before it runs. Here it is asked all the same, past the types, to see it refused
 * when it runs.
 */
const asked = (show: Disclose, audience: Audience): Answer => ({
  audience,
  persona: outcome(show(audience as "coach", { subject: "person", persona: "persona-1" })), // not true of two of them: see above
  fourPeople: outcome(show(audience, { subject: "group", people: 4, meanMinutes: 31 })),
  fortyPeople: outcome(show(audience, { subject: "group", people: 40, meanMinutes: 28 })),
});

/** Personas by team, as a works council may see them; a small cell is hidden, and so is what would give it away. */
const cellsOf = (
  personas: segment.PersonaModel,
  personaOf: ReadonlyMap<string, string>,
  roster: readonly records.PersonInterval[],
): DisclosedTwoWay => {
  const teamOf = new Map(roster.map(({ person, manager }) => [person, manager]));
  const rows = [...new Set([...personaOf.keys()].map((learner) => teamOf.get(learner) ?? "no team"))]
    .sort()
    .slice(0, 8);
  const columns = personas.personas.map(({ id }) => id);
  const counts = rows.map((team) =>
    columns.map(
      (persona) =>
        [...personaOf].filter(([learner, mine]) => (teamOf.get(learner) ?? "no team") === team && mine === persona)
          .length,
    ),
  );
  return orThrow(discloseCounts(orThrow(disclosurePolicy()))({ rows, columns, counts }));
};

/** How many people's decisions are logged here: the demo shows what happens, a product logs all of them. */
const LOGGED_PEOPLE = 60;

/** Takes one person out of the log, live. */
const erase = ({ policy, logged }: Nudging): Erasure => {
  const people = [...new Set(logged.map(({ decision }) => decision.learner))].slice(0, LOGGED_PEOPLE);
  // randomBytes(32) in a product; here from a fixed key, so that the demo prints the same every time
  const keys = people.map((learner) => ({
    learner,
    secret: createHmac("sha256", "demo").update(learner).digest("hex"),
  }));
  const append = nudge.appendAudit(keys);
  const entries: nudge.AuditEntry[] = [];
  const kept: nudge.AuditRecord[] = [];
  let head: nudge.AuditHead | undefined;
  for (const { request, decision } of logged) {
    if (!people.includes(decision.learner)) continue;
    const appended = orThrow(append({ request, decision, ...(head === undefined ? {} : { head }) }));
    entries.push(appended.entry);
    kept.push(appended.record);
    head = appended.head;
  }
  const replay = (holdings: nudge.AuditHoldings): nudge.AuditReplay =>
    orThrow(
      nudge.replayAudit({ policies: [policy], keys: holdings.keys, ...(head === undefined ? {} : { head }) })({
        entries,
        records: holdings.records,
      }),
    );
  const [learner = ""] = people;
  const before = replay({ records: kept, keys });
  const left = orThrow(nudge.forgetPerson(learner)({ records: kept, keys }));
  const after = replay(left);
  const changed = entries.map((entry, index) =>
    index === 3
      ? { ...entry, commitment: `${entry.commitment.slice(0, -1)}${entry.commitment.endsWith("0") ? 1 : 0}` }
      : entry,
  );
  const { broken } = orThrow(nudge.verifyAuditChain()(changed));
  return {
    learner,
    entries: entries.length,
    replayedBefore: before.replayed,
    recordsErased: left.erased.records,
    chainIntactAfter: after.chain.intact,
    headUnchanged: after.chain.head.hash === head?.hash,
    replayedAfter: after.replayed,
    entriesWithoutPayload: after.erased,
    findings: after.findings.length,
    stillNamed: JSON.stringify([entries, left.records, left.keys]).includes(learner),
    tampered: broken === null ? "nothing" : explain(broken.why),
  };
};

export const tellWorksCouncil = (
  features: Table,
  personas: segment.PersonaModel,
  personaOf: ReadonlyMap<string, string>,
  roster: readonly records.PersonInterval[],
  nudging: Nudging,
): WorksCouncilStory => {
  const read = personas.features.map(({ name }) => name);
  const show = disclose(orThrow(disclosurePolicy()));
  return {
    read,
    notRead: Object.entries(features.schema)
      .filter(([name]) => !read.includes(name))
      .map(([column, { role }]) => ({ column, role })),
    answers: AUDIENCES.map((audience) => asked(show, audience)),
    cells: cellsOf(personas, personaOf, roster),
    names: Object.fromEntries(personas.personas.map(({ id, name }) => [id, name])),
    erasure: erase(nudging),
  };
};

const ANSWER_HEAD = ["who asks", "the persona of one person", "the mean of four people", "the mean of forty people"];

const answerRows = ({ answers }: WorksCouncilStory): readonly (readonly string[])[] =>
  answers.map(({ audience, persona, fourPeople, fortyPeople }) => [
    audience.replace("-", " "),
    persona,
    ...[fourPeople, fortyPeople].map((answer) => answer.replace("no: disclose does not show this: ", "no: ")),
  ]);

const cellRows = ({ cells }: WorksCouncilStory): readonly (readonly string[])[] =>
  cells.rows.map((team, at) => [
    team.replace(/^manager-(.+)-(\d+)$/, "$1, team $2"),
    ...(cells.counts[at] ?? []).map((count) => (count === null ? "hidden" : String(count))),
  ]);

const erasureLines = ({ erasure }: WorksCouncilStory): readonly string[] => [
  `${erasure.entries} decisions about ${LOGGED_PEOPLE} people were logged. Made again from the log, ${erasure.replayedBefore} of them came out the same to the last bit.`,
  `${erasure.learner} was then erased: ${erasure.recordsErased} records, and the key that tied the log to the person, are gone.`,
  `The log (a chain of hashes, in which a later change shows) still ${erasure.chainIntactAfter && erasure.headUnchanged ? "proves unchanged, with the same last hash as before" : "DOES NOT prove unchanged"}; ${erasure.replayedAfter} decisions about the others came out the same again, ${erasure.entriesWithoutPayload} entries no longer have any content, and ${erasure.findings} things were found wrong.`,
  `The person's id ${erasure.stillNamed ? "STILL STANDS" : "stands nowhere any more"}: not in the chain, not in the records, not among the keys.`,
  `When one digit of the fourth entry is changed, the check says so (it counts from 0): ${erasure.tampered}.`,
];

const readLine = ({ read, notRead }: WorksCouncilStory): string =>
  `Personas were made from ${read.map(featureInWords).join(", ")}, and from nothing else. The table also held ${notRead.map(({ column }) => featureInWords(column)).join(", ")}; personas did not read them.`;

/** What the console shows. */
export const worksCouncilText = (story: WorksCouncilStory): readonly string[] => [
  readLine(story),
  `Who may see the persona of one person: ${story.answers.map(({ audience, persona }) => `${audience} ${persona.startsWith("no") ? "no" : persona}`).join(", ")}.`,
  `Personas by team: ${story.cells.hidden} counts hidden, because a group is smaller than ${story.cells.smallestGroup} or would give one away.`,
  ...erasureLines(story),
];

/** What the page shows. */
export const worksCouncilSection = (story: WorksCouncilStory): Section => ({
  id: "works-council",
  title: "For the works council",
  blocks: [
    { kind: "text", text: readLine(story) },
    { kind: "table", caption: "Who may see what", head: ANSWER_HEAD, rows: answerRows(story) },
    {
      kind: "table",
      caption: `Personas by team: groups smaller than ${story.cells.smallestGroup} are hidden, and so is what would give them away`,
      head: ["team", ...story.cells.columns.map((id) => story.names[id] ?? id)],
      rows: cellRows(story),
    },
    { kind: "text", text: "One person erased from the log of decisions, while this page was made:" },
    { kind: "list", items: erasureLines(story) },
  ],
});
