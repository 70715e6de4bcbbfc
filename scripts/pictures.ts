// Draws the guide's pictures from the demo's own results into docs/pictures.

import { mkdirSync, writeFileSync } from "node:fs";
import { charts, orThrow, records, segment, spacing } from "learnlift";
import { effectRows } from "../examples/demo/academy/present.ts";
import { tellAcademy } from "../examples/demo/academy/story.ts";
import { renderChart } from "../examples/demo/renderChart.ts";
import { placementChart } from "./placementChart.ts";

const options = { seed: 7, learners: 1500, weeks: 12 };
const stories = { plain: tellAcademy(options), confounded: tellAcademy({ ...options, confounding: 1 }) };
const { personas, ledger } = stories.plain;
const { staying } = stories.plain.board;

const firstReview = Date.UTC(2025, 2, 3, 9);

/** The reviews of a card that is answered well at each due date. */
const answeredWhenDue = (memory: spacing.Memory, days: number): { readonly grade: "good"; readonly at: number }[] => {
  const reviews: { grade: "good"; at: number }[] = [];
  let state: spacing.MemoryState | undefined;
  for (let at = firstReview; at < firstReview + days * 86_400_000; ) {
    reviews.push({ grade: "good", at });
    const reviewed = orThrow(spacing.review(memory)({ state, grade: "good", at }));
    state = reviewed.state;
    at = reviewed.dueAt;
  }
  return reviews;
};

const lasting = (memory: Parameters<typeof answeredWhenDue>[0], label: string) => ({
  label,
  memory,
  reviews: answeredWhenDue(memory, 180),
});

/** The features that the demo's personas read. */
const { endsAt, records: academyRecords, settings } = stories.plain.academy;
const features = orThrow(
  records.activityFeatures({
    asOf: endsAt,
    origin: settings.startsAt,
    learners: academyRecords.enrolments.filter(({ leftAt }) => leftAt === undefined).map(({ learner }) => learner),
  })(academyRecords.events),
);
const choice = orThrow(segment.choosePersonaCount({ seed: 7, resamples: 30, references: 20 })(features));
const stability = orThrow(segment.personaStability({ model: personas, resamples: 60, seed: 7 })(features));

const pictures: Readonly<Record<string, object>> = {
  personas: orThrow(charts.personaChart({ title: "What tells the personas apart" })(personas)),
  "persona-choice": orThrow(charts.personaChoiceChart({ title: "How many personas, by which criterion" })(choice)),
  "persona-stability": orThrow(
    charts.personaStabilityChart({ title: "How well resamples find each persona again" })(stability),
  ),
  placement: placementChart(),
  ledger: orThrow(charts.ledgerChart({ title: "How often we wrote, and what held us back" })(ledger)),
  staying: orThrow(
    charts.survivalChart({
      title: "Drop-off by how people came to be enrolled",
      time: "days since enrolment",
      still: "still enrolled",
    })(staying),
  ),
  effects: orThrow(
    charts.effectChart({
      title: "Where managers choose, the naive interval misses",
      unit: "points more who start",
      factor: 100,
    })(
      effectRows(stories).map(({ world, label, estimate, truth }) => ({
        group: world,
        label: label.split(":")[0] ?? label,
        estimate,
        truth,
      })),
    ),
  ),
  forgetting: orThrow(
    charts.forgettingChart({ title: "Each review makes forgetting slower" })([
      lasting(orThrow(spacing.createMemory(spacing.fsrs6)()), "FSRS-6"),
      lasting(orThrow(spacing.createMemory(spacing.fsrs7)()), "FSRS-7"),
    ]),
  ),
};

mkdirSync("docs/pictures", { recursive: true });
for (const [name, spec] of Object.entries(pictures))
  writeFileSync(`docs/pictures/${name}.svg`, await renderChart(spec, 720));
console.info(`docs/pictures: ${Object.keys(pictures).join(", ")}`);
