import { charts, type Estimate, explain, orThrow, type Result } from "learnlift";
import { featureInWords } from "../features.ts";
import type { Block, Section } from "../page.ts";
import { drawn } from "../renderChart.ts";
import { textTable } from "../textTable.ts";
import { boardSection, boardTable, boardText } from "./board.ts";
import { developerSection, developerText } from "./developer.ts";
import type { AcademyStory, LearnerRow } from "./story.ts";
import { worksCouncilSection, worksCouncilText } from "./worksCouncil.ts";

const points = (value: number | null | undefined): string =>
  value === null || value === undefined ? "open" : (100 * value).toFixed(1);

const share = (probability: number): string => probability.toFixed(3);

/** The same academy twice: reminders by chance, and reminders for those who would have started anyway. */
export interface Stories {
  readonly plain: AcademyStory;
  readonly confounded: AcademyStory;
}

const EFFECT_HEAD = ["question", "estimate", "95 % interval", "truth", "covers the truth"];

interface EffectRow {
  readonly world: string;
  readonly label: string;
  readonly estimate: Estimate;
  readonly truth: number;
}

export const effectRows = ({ plain, confounded }: Stories): readonly EffectRow[] =>
  [
    { world: "by chance", effects: plain.effects },
    { world: "to the driven", effects: confounded.effects },
  ].flatMap(({ world, effects }) => [
    { world, label: "naive: reminded by a manager or not", estimate: effects.naive, truth: effects.campaignTruth },
    {
      world,
      label: "adjusted: the same, for activity before",
      estimate: effects.adjusted,
      truth: effects.campaignTruth,
    },
    {
      world,
      label: "randomised: the policy's own decisions",
      estimate: effects.randomised,
      truth: effects.policyTruth,
    },
  ]);

const covers = ({ estimate, truth }: EffectRow): boolean =>
  (estimate.interval.lower ?? Number.NEGATIVE_INFINITY) <= truth &&
  truth <= (estimate.interval.upper ?? Number.POSITIVE_INFINITY);

const effectCells = (row: EffectRow): readonly string[] => [
  `${row.label} (reminders ${row.world})`,
  `${points(row.estimate.estimate)} points`,
  `${points(row.estimate.interval.lower)} to ${points(row.estimate.interval.upper)}`,
  points(row.truth),
  covers(row) ? "yes" : "NO",
];

const LEARNER_HEAD = [
  "learner",
  "persona, and why",
  "next step, and why",
  "review due",
  "decision (probability)",
  "ruled out",
];

/** Reasons name personas by id and features by column; a reader wants their names. */
const personasInWords = (why: string, { persona }: LearnerRow, { personas }: AcademyStory["personas"]): string =>
  featureInWords(
    why.replace(/persona-\d+/g, (id) =>
      persona.startsWith(`${id}:`) ? "this persona" : `"${personas.find((one) => one.id === id)?.name ?? id}"`,
    ),
  );

const learnerRows = ({ learners, personas }: AcademyStory): readonly (readonly string[])[] =>
  learners.map((row) => [
    row.learner,
    [
      row.persona.replace(/^persona-\d+: /, ""),
      ...row.personaReasons.map((why) => personasInWords(why, row, personas)),
    ].join("\n"),
    `${row.nextStep}\n${row.nextStepWhy}`,
    row.reviewDue,
    `${row.decision} (${share(row.probability)})\n${row.decisionWhy}`,
    row.ruledOut.length === 0 ? "nothing" : row.ruledOut.join("\n"),
  ]);

const ledgerRows = ({ ledger }: AcademyStory): readonly (readonly string[])[] => [
  ["decisions", String(ledger.decisions)],
  ["messages considered", String(ledger.candidates)],
  ["messages sent", String(ledger.sent)],
  ["nothing sent", String(ledger.nothing)],
  ...Object.entries(ledger.blocks)
    .sort(([, a], [, b]) => b - a)
    .map(([rule, count]) => [`ruled out by ${rule.replace(/-/g, " ")}`, String(count)]),
];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** What the console shows. */
export const academyText = (stories: Stories): string => {
  const { plain } = stories;
  const { learners, weeks } = plain.academy.settings;
  return [
    `An academy of ${learners} people over ${weeks} weeks (${plain.eventCount} events), seed ${plain.academy.settings.seed}.`,
    "",
    "(a) Six learners at the end of the history; decisions of the last of four weekly rounds",
    textTable(LEARNER_HEAD, learnerRows(plain), [13, 36, 36, 20, 30, 28]),
    "",
    "One decision as it is logged:",
    JSON.stringify(plain.decision, null, 2),
    `Replayed from its stored request: ${plain.replayedToTheSameBytes ? "the same bytes" : "NOT the same bytes"}.`,
    "",
    "(b) The ledger of four weekly rounds",
    textTable(["what", "count"], ledgerRows(plain), [36, 8]),
    "",
    "(c) What did messages add to the share who start? In percentage points, beside the truth of the simulation",
    textTable(EFFECT_HEAD, effectRows(stories).map(effectCells), [66, 12, 16, 6, 16]),
    ...effectRows(stories)
      .filter(({ world }) => world === "by chance")
      .map((row) => `  ${explain(row.estimate)}`),
    "",
    "(d) For the board",
    ...indented(boardText(plain.board)),
    textTable(boardTable(plain.board).head, boardTable(plain.board).rows, [30, 12, 10, 16, 22]),
    "",
    "(e) For developers",
    ...indented(developerText(plain.developer)),
    "",
    "(f) For the works council",
    ...indented(worksCouncilText(plain.worksCouncil)),
  ].join("\n");
};

/** What the page shows. */
export const academySections = async (stories: Stories): Promise<readonly Section[]> => {
  const { plain } = stories;
  const missed = effectRows(stories).filter((row) => !covers(row));
  const effects = charts.effectChart({
    title: missed.length === 0 ? "Every interval covers the truth" : "Where managers choose, the naive interval misses",
    unit: "points more who start",
    factor: 100,
  })(
    effectRows(stories).map(({ world, label, estimate, truth }) => ({
      group: world,
      label: label.split(":")[0] ?? label,
      estimate,
      truth,
    })),
  );
  const chart = async (caption: string, spec: Result<charts.ChartSpec>): Promise<Block> => ({
    kind: "chart",
    caption,
    ...(await drawn(orThrow(spec))),
  });
  return [
    {
      id: "learners",
      title: "Six learners",
      blocks: [
        {
          kind: "table",
          caption: "At the end of the history; decisions of the last of four weekly rounds",
          head: LEARNER_HEAD,
          rows: learnerRows(plain),
        },
        await chart(
          "Hedges' g of each persona against all other learners. Names are made from the two largest.",
          charts.personaChart({ title: "What tells the personas apart" })(plain.personas),
        ),
        {
          kind: "text",
          text: `One decision, printed whole below, was replayed from its stored request to ${plain.replayedToTheSameBytes ? "the same bytes" : "OTHER BYTES"}.`,
        },
        { kind: "listing", caption: "One decision as it is logged", code: JSON.stringify(plain.decision, null, 2) },
      ],
    },
    {
      id: "ledger",
      title: "The ledger",
      blocks: [
        { kind: "table", caption: "Four weekly rounds", head: ["what", "count"], rows: ledgerRows(plain) },
        await chart(
          "A candidate that two rules forbid counts under both.",
          charts.ledgerChart({ title: "How often we wrote, and what held us back" })(plain.ledger),
        ),
      ],
    },
    {
      id: "effects",
      title: "Did it help?",
      blocks: [
        {
          kind: "table",
          caption: "Percentage points added to the share who start, beside the truth of the simulation",
          head: EFFECT_HEAD,
          rows: effectRows(stories).map(effectCells),
        },
        await chart(
          "Dots are estimates with 95 % intervals; diamonds are the truth, which only a simulation knows.",
          effects,
        ),
        {
          kind: "list",
          items: effectRows(stories)
            .filter(({ world }) => world === "to the driven")
            .map(({ estimate }) => explain(estimate)),
        },
      ],
    },
    await boardSection(plain.board),
    developerSection(plain.developer),
    worksCouncilSection(plain.worksCouncil),
  ];
};

/** Every figure, named. */
export const academyFigures = (stories: Stories): Readonly<Record<string, unknown>> => {
  const { plain, confounded } = stories;
  const figures = (story: AcademyStory) => ({
    naive: story.effects.naive,
    adjusted: story.effects.adjusted,
    campaignTruth: story.effects.campaignTruth,
    randomised: story.effects.randomised,
    policyTruth: story.effects.policyTruth,
  });
  return {
    settings: plain.academy.settings,
    events: plain.eventCount,
    personas: plain.personas.personas.map(({ id, name, size }) => ({ id, name, size })),
    personaInertia: plain.personas.inertia,
    learners: plain.learners,
    decision: plain.decision,
    replayedToTheSameBytes: plain.replayedToTheSameBytes,
    ledger: plain.ledger,
    board: {
      origins: plain.board.origins,
      voluntaryShare: plain.board.voluntaryShare,
      daysMore: plain.board.daysMore,
      logRank: plain.board.logRank.test,
      detectable: plain.board.detectable,
      needed: plain.board.needed,
      otherPolicies: plain.board.otherPolicies,
    },
    developer: {
      codeLines: plain.developer.codeLines,
      output: plain.developer.output,
      rows: plain.developer.counts,
      notTaken: plain.developer.notTaken,
      card: plain.developer.card,
      failure: plain.developer.failure.explained,
      sizes: plain.developer.sizes,
    },
    worksCouncil: plain.worksCouncil,
    effects: { remindersByChance: figures(plain), remindersForTheDriven: figures(confounded) },
    covered: effectRows(stories).map((row) => ({
      world: row.world,
      estimate: row.label.split(":")[0],
      covers: covers(row),
    })),
  };
};
