// Draws the guide's pictures from the demo's own results into docs/pictures.

import { mkdirSync, writeFileSync } from "node:fs";
import { charts, orThrow, records, segment, simulate, spacing } from "learnlift";
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

/** Cards of five lessons, one on each of the last five days. */
const learnedDaily = Array.from({ length: 5 }, (_, ago) => {
  const steps = { learningStepsMinutes: [], relearningStepsMinutes: [] };
  const scheduler = orThrow(
    spacing.createScheduler({ memory: orThrow(spacing.createMemory(spacing.fsrs6)()), ...steps }),
  );
  const at = firstReview - ago * 86_400_000;
  const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "easy", at }));
  return Array.from({ length: 40 }, (_, number) => ({ id: `lesson-${ago}-${number}`, card }));
}).flat();
const plannedYear = orThrow(
  spacing.planLoad({
    scheduler: orThrow(spacing.createScheduler({ memory: orThrow(spacing.createMemory(spacing.fsrs6)()) })),
    today: Math.floor(firstReview / 86_400_000),
    days: { ...orThrow(spacing.reviewDays()), weekdays: [1, 1, 1, 1, 1, null, null] },
    horizonDays: 182,
  })(learnedDaily),
);

/** The course of the guide on microlearning. */
const phishing: readonly spacing.CourseAtom[] = [
  { id: "a-story", minutes: 1.5, boundary: 0.4 },
  { id: "what-they-want", minutes: 2.5, concepts: ["credentials", "payment"] },
  { id: "the-sender", minutes: 1.5, boundary: 0.3, concepts: ["display-name"] },
  { id: "the-domain", minutes: 2, boundary: 0.5, concepts: ["domain", "subdomain"], prerequisites: ["the-sender"] },
  { id: "try-three", minutes: 1.5, prerequisites: ["the-domain"] },
  { id: "attachments", minutes: 2, boundary: 0.3, concepts: ["macro"] },
  { id: "why-macros-run", minutes: 2.5, boundary: 0.5, concepts: ["macro", "sandbox"], prerequisites: ["attachments"] },
  { id: "urgency", minutes: 1, boundary: 0.2, concepts: ["pressure"] },
  { id: "call-back", minutes: 3, prerequisites: ["urgency"] },
  { id: "how-to-report", minutes: 2.5, boundary: 0.6 },
  { id: "what-happens-then", minutes: 1 },
];

/** People who remember by rules that are not FSRS: weights are fitted to thirty of them and looked at on thirty others. */
const { reviews: simulated } = orThrow(
  simulate.simulateReviewLog({ seed: 7, memory: "activation", learners: 60, reviewsPerLearner: 600 }),
);
const firstHalf = (learner: string): boolean => Number(learner.replace("learner-", "")) <= 30;
const logOf = (half: boolean) =>
  orThrow(spacing.gatherReviews()(simulated.filter(({ learner }) => firstHalf(learner) === half)));
const published = orThrow(spacing.createMemory(spacing.fsrs6)());
const fittedWeights = orThrow(spacing.fitMemory({ trainer: spacing.fsrs6Trainer })(logOf(true))).model.weights;
const fittedToOthers = orThrow(spacing.createMemory(spacing.fsrs6)({ weights: fittedWeights }));
const others = logOf(false);
const named = [
  { label: "published weights", memory: published },
  { label: "fitted to colleagues", memory: fittedToOthers },
];
const observed = orThrow(spacing.observedRecall({ groups: 40 })(fittedToOthers)(others));

/** Two plans for the same weeks: what has to be known at an audit, and certificates that expire. */
const weekends = [12, 13, 19, 20, 26, 27, 33, 34, 40, 41].map((day) => 20143 + day);
const weeks = { memory: published, from: firstReview, blockedDays: weekends };
const untilAudit = orThrow(
  spacing.planDeadline({ ...weeks, deadline: firstReview + 28 * 86_400_000, minutesPerDay: 6, target: 0.92 })(
    Array.from({ length: 60 }, (_, number) => ({ id: `article-${number}` })),
  ),
);
const renewals = orThrow(
  spacing.planRecertification({ ...weeks, days: 29, minutesPerDay: 60, earliestDays: 21 })(
    Array.from({ length: 6 }, (_, number) => ({
      id: `certificate-${number}`,
      expires: firstReview + 25 * 86_400_000,
      validityDays: 365,
      minutes: 5,
    })),
  ),
);

const pictures: Readonly<Record<string, object>> = {
  plan: orThrow(
    charts.planChart({
      title: "The weeks before the audit: what comes on which day",
      marks: [
        { day: 20175, label: "certificates expire" },
        { day: 20178, label: "audit" },
      ],
    })([
      { label: "reviews for the audit", workload: untilAudit.workload },
      { label: "renewals of certificates", workload: renewals.workload },
    ]),
  ),
  "module-split": orThrow(
    charts.moduleSplitChart({ title: "A course of 21 minutes in five modules" })(
      orThrow(spacing.splitCourse({ course: "phishing" })(phishing)),
    ),
  ),
  workload: orThrow(
    charts.workloadChart({ title: "The same cards, on the days that memory sets and on the days that are free" })([
      { label: "as the memory model plans, weekends too", workload: plannedYear.before },
      { label: "as planned on working days", workload: plannedYear.after },
    ]),
  ),
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
  calibration: orThrow(
    charts.calibrationChart({ title: "Where it says 80 %, do they know it four times out of five?" })(
      named.map(({ label, memory }) => ({ label, ...orThrow(spacing.evaluateMemory()(memory)(others)) })),
    ),
  ),
  "observed-recall": orThrow(
    charts.forgettingChart({ title: "What thirty people still knew after one review", days: 10 })(
      named.map(({ label, memory }) => ({
        label,
        memory,
        reviews: [{ grade: "good", at: firstReview }],
        ...(memory === fittedToOthers ? { observed } : {}),
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
