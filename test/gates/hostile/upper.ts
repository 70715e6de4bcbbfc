import { orThrow, run, type Steps } from "../../../src/core/vocabulary/index.ts";
import * as simulate from "../../../src/simulate/index.ts";
import * as spacing from "../../../src/spacing/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const FOR_TESTS = plain("for tests: it throws on purpose, where a law is broken");

const options = () => ({ seed: 7, learners: 3, weeks: 2, confounding: 0.5, zones: ["Europe/Lisbon"] });
const academy = orThrow(simulate.simulateAcademy(options()));
const [somebody] = academy.records.roster;
const decisions = () => [
  {
    id: "d-1",
    learner: somebody?.person ?? "",
    at: academy.endsAt,
    policy: { name: "all", version: "1" },
    action: { kind: "send", channel: "email", module: "incident-review" },
    probability: 1,
    eligible: null,
    ruledOut: [],
    context: {},
    reasons: [],
  },
];
const NOT_COMPUTED = "null where it was not computed";
const OPEN = "null where it is open";
const estimate = () => ({ estimate: 0.1, interval: { lower: -0.1, upper: null } });
const curve = () => ({
  group: "assigned",
  n: 2,
  time: [12, 30],
  survival: [0.5, 0.5],
  lower: [0.1, 0.1],
  upper: [1, null],
  atRisk: [2, 1],
  median: { estimate: 12 },
});
const memory = () => orThrow(spacing.createMemory(spacing.fsrs6)());
const seeds = { "0.0.seed": "a seed is a number or a word" };

export const upperCases: Cases = {
  "simulate.simulateAcademy": takes(() => [[options()]], { strict: ["0.0"], accepts: seeds, heavy: true }),
  "simulate.simulateAcademySteps": takes(() => [[options()]], {
    strict: ["0.0"],
    accepts: seeds,
    heavy: true,
    in: "simulate.simulateAcademy",
    finish: (steps) => run(steps as Steps<unknown>), // what it gives
  }),
  "simulate.simulateReviewLog": takes(
    () => [[{ seed: 7, memory: "multiscale", learners: 2, reviewsPerLearner: 9, startsAt: Date.UTC(2025, 0, 6) }]],
    { strict: ["0.0"], accepts: seeds, heavy: true },
  ),
  "simulate.simulateResponses": takes(() => [[academy], [decisions()]], {
    strict: [],
    heavy: true,
    accepts: { "0.0.settings.seed": "a seed is a number or a word" },
  }),
  "charts.effectChart": takes(
    () => [
      [{ title: "Ten points more", unit: "points", factor: 100 }],
      [[{ label: "plain", estimate: estimate(), truth: 0.1, group: "by chance" }]],
    ],
    { accepts: { "1.0.*.estimate.estimate": OPEN, "1.0.*.estimate.interval.*": OPEN } },
  ),
  "charts.calibrationChart": takes(() => [
    [{ title: "Predicted and observed" }],
    [
      [
        {
          label: "FSRS-6",
          ici: 0.05,
          calibration: {
            predicted: [0.6, 0.9],
            observed: [0.5, 1],
            lower: [0.3, 0.8],
            upper: [0.7, 1],
            count: [9, 10],
          },
        },
      ],
    ],
  ]),
  "charts.forgettingChart": takes(
    () => [
      [{ title: "Once is not enough", days: 30 }],
      [
        [
          {
            label: "once",
            memory: memory(),
            reviews: [{ grade: "good", at: Date.UTC(2025, 2, 3), day: 20_150 }],
            observed: {
              firstGrade: "good",
              days: [1, 4],
              observed: [1, 0.5],
              lower: [0.4, 0.2],
              upper: [1, 0.8],
              count: [3, 9],
            },
          },
        ],
      ],
    ],
    {
      strict: ["0.0"],
      accepts: { "1.0.*.memory.model.*": "only what charts and replay need of a model is looked at" },
    },
  ),
  "charts.ledgerChart": takes(() => [
    [{ title: "Two of three were left alone" }],
    [{ sent: 1, nothing: 2, blocks: { "quiet-hours": 4 } }],
  ]),
  "charts.personaChart": takes(() => [
    [{ title: "One group stands out" }],
    [{ personas: [{ name: "High active days", size: 12, profile: [{ feature: "activeDays", effect: 1.4 }] }] }],
  ]),
  "charts.personaChoiceChart": takes(
    () => [
      [{ title: "Two, if any" }],
      [
        {
          recommended: 2,
          counts: [
            { k: 2, silhouette: 0.4, gap: 0.1, bic: -9, stability: 0.9, smallestShare: 0.4, votes: ["silhouette"] },
          ],
        },
      ],
    ],
    {
      accepts: {
        "1.0.recommended": "null where none is recommended",
        "1.0.counts.*.silhouette": NOT_COMPUTED,
        "1.0.counts.*.gap": NOT_COMPUTED,
        "1.0.counts.*.bic": NOT_COMPUTED,
        "1.0.counts.*.stability": NOT_COMPUTED,
      },
    },
  ),
  "charts.personaStabilityChart": takes(() => [
    [{ title: "No kinds of people" }],
    [{ agreement: 0.64, personas: [{ persona: "persona-1", jaccard: 0.78, verdict: "doubtful" }] }],
  ]),
  "charts.planChart": takes(
    () => [
      [{ title: "Before the audit", marks: [{ day: 20_155, label: "audit" }] }],
      [[{ label: "reviews", workload: { days: [20_150, 20_152], counts: [3, 1.5], minutes: [4, 2] } }]],
    ],
    { strict: ["0.0"] },
  ),
  "charts.workloadChart": takes(
    () => [
      [{ title: "Less on Monday", measure: "minutes" }],
      [[{ label: "before", workload: { days: [20_150, 20_152], counts: [3, 1.5], minutes: [4, 2] } }]],
    ],
    { strict: ["0.0"] },
  ),
  "charts.moduleSplitChart": takes(
    () => [
      [{ title: "Two modules", targetMinutes: 4, minimumMinutes: 3, maximumMinutes: 5 }],
      [
        {
          modules: [
            { id: "a-1", minutes: 4, load: 2, reasons: [{ code: "weak-boundary", values: { boundary: 0.5 } }] },
            { id: "a-2", minutes: 3, load: 0, reasons: [] },
          ],
        },
      ],
    ],
    { strict: ["0.0"] },
  ),
  "charts.survivalChart": takes(
    () => [[{ title: "One of two left", time: "days", still: "still there" }], [{ curves: [curve()] }]],
    {
      accepts: {
        "1.0.curves.*.lower.*": OPEN,
        "1.0.curves.*.upper.*": OPEN,
        "1.0.curves.*.median.estimate": OPEN,
        "1.0.curves.*.group": "null where nothing was grouped",
      },
    },
  ),
  "charts.show": plain("hands on whatever it is given, unread: the notebook's renderer is what reads a specification"),
  "testing.foldLaws": FOR_TESTS,
  "testing.nearlyEqual": plain("compares two answers within a tolerance and takes anything"),
};
