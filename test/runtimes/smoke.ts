// Run by every runtime with the packed library in its node_modules: what it prints has to be the same bytes everywhere.
import { nudge, orThrow, recommend, segment, spacing, tableFromColumns } from "learnlift";
import { compileZone } from "learnlift/core";
import { assignPersona } from "learnlift/segment";
import { review } from "learnlift/spacing";

const print = (name: string, value: unknown): void => console.log(`${name} ${JSON.stringify(value)}`);

const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 6, 9);

// spacing: two hundred reviews of one card, each from the state of the one before
const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ elapsed: "exact" }));
const grades = ["again", "hard", "good", "easy"] as const;
let state: spacing.Fsrs6State | undefined;
let at = START;
for (let step = 0; step < 200; step += 1) {
  const grade = grades[(step * step + 3 * step) % 4] ?? "good";
  const reviewed = orThrow(review(memory)({ state, grade, at }));
  state = reviewed.state;
  if (step % 20 === 0) print("spacing.review", reviewed);
  at += DAY * (1 + ((step * 7) % 30)) + step * 61_000;
}
print("spacing.review", state);

// the model with fractions of days, a card with learning steps, a log at once
const fractions = orThrow(spacing.createMemory(spacing.fsrs7)({ minimumIntervalDays: 1 / 1440 }));
let seventh: spacing.Fsrs7State | undefined;
for (let step = 0; step < 60; step += 1) {
  const grade = grades[(step * step + 5 * step) % 4] ?? "good";
  const reviewed = orThrow(spacing.review(fractions)({ state: seventh, grade, at: START + step * step * 7_000_003 }));
  seventh = reviewed.state;
  if (step % 6 === 0) print("spacing.review fsrs7", reviewed);
}
const scheduler = orThrow(spacing.createScheduler({ memory }));
let card: spacing.Card<spacing.Fsrs6State> | undefined;
for (let step = 0; step < 40; step += 1) {
  const grade = grades[(step * 3 + 2) % 4] ?? "good";
  const reviewedCard = orThrow(spacing.reviewCard(scheduler)({ card, grade, at: START + step * step * 40_000_000 }));
  card = reviewedCard.card;
  if (step % 8 === 0) print("spacing.reviewCard", reviewedCard);
}
const log = { offsets: [0, 3, 5], grades: [3, 4, 1, 2, 3], elapsedDays: [0, 2, 9, 0, 1] };
const { after, intervalDays } = orThrow(spacing.replayMany(memory)(log));
print("spacing.replayMany", [Object.values(after).map((column) => [...column]), [...intervalDays]]);

// segment: a stored model, so that what is compared is its application
const features = orThrow(
  tableFromColumns()({
    activeDays: [1, 2, 2, 20, 21, 24],
    sessions: [1, 3, 2, 40, 38, 44],
    minutes: [5, 9, 7, 300, 310, 290],
  }),
);
const fitted = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(features));
const rounded: unknown = JSON.parse(JSON.stringify(fitted), (_, value) =>
  typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value,
);
const personas = orThrow(segment.parsePersonaModel(rounded));
const assign = assignPersona(personas);
for (let i = 0; i < 20; i += 1)
  print(
    "segment.assignPersona",
    orThrow(assign({ activeDays: 1 + ((i * 7) % 24), sessions: (i * 11) % 44, minutes: (i * 37) % 310 })),
  );

// recommend: a hundred answers
const knowledge = orThrow(recommend.createKnowledge(recommend.elo)({ guess: 0.2 }));
const answer = recommend.answer(knowledge);
let answered = orThrow(answer({ skills: ["triage"], correct: true }));
for (let i = 0; i < 100; i += 1) {
  const { learnerState, itemState } = answered;
  answered = orThrow(
    answer({ learnerState, itemState, skills: [i % 3 === 0 ? "triage" : "review"], correct: (i * i) % 5 < 2 }),
  );
}
print("recommend.answer", answered);

// nudge: fifty decisions, replayed
const zone = orThrow(compileZone({ zone: "Europe/Lisbon", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }));
const policy = orThrow(
  nudge.nudgePolicy({
    name: "smoke",
    seed: 7,
    legal: [
      { purpose: "reminder", basis: "agreement", reference: "works agreement 12/2025" },
      { purpose: "tip", basis: "consent" },
    ],
    gamma: 100,
    holdOutShare: 0.1,
    rules: { quietHours: [{ from: "20:00", to: "08:00" }], caps: [{ max: 1, per: "day" }] },
  }),
);
const decide = nudge.decide(policy);
const secret = "8f1b0c6e9d24a7537ae05bd1c3f2964808d9f6b17c3e52a4e6bb10957d2fc83a";
const append = nudge.appendAudit([{ learner: "ana", secret }]);
let head: nudge.AuditHead = { length: 0, hash: "0".repeat(64) };
for (let i = 0; i < 50; i += 1) {
  const request = {
    id: `d-${i}`,
    learner: "ana",
    at: START + i * 5 * 3_600_000,
    zone,
    candidates: [
      { id: "finish-module-3", channel: "email", purpose: "reminder", expected: 0.31 },
      { id: "ask-a-peer", channel: "chat", purpose: "Reminder", expected: 0.1 + (i % 7) / 20 },
    ],
    history: [],
  };
  const decision = orThrow(decide(request));
  const { same } = orThrow(nudge.verifyDecision(policy)({ request, decision }));
  head = orThrow(append({ head, request, decision })).head;
  print("nudge.decide", { decision, same, head });
}
