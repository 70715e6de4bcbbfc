import { right } from "fp-ts/lib/Either.js";
import { compileCalendar, compileZone } from "../../../src/core/time/index.ts";
import { orThrow, run, type Steps } from "../../../src/core/vocabulary/index.ts";
import * as spacing from "../../../src/spacing/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const AT = Date.UTC(2025, 2, 3, 9);
const DAY = 86_400_000;

const memory = () => orThrow(spacing.createMemory(spacing.fsrs6)());
const state = () => orThrow(spacing.review(memory())({ grade: "good", at: AT })).state;
const memoryIsOurs = { strict: [] };

const scheduler = () => orThrow(spacing.createScheduler({ memory: memory() }));
const reviewedCard = () => orThrow(spacing.reviewCard(scheduler())({ grade: "easy", at: AT }));

// whole collections
const deck = () => ({
  scheduler: scheduler(),
  today: 20_150,
  minutesPerReview: 0.2,
  days: orThrow(spacing.reviewDays()),
});
const cards = () => [
  { id: "a", card: reviewedCard().card, siblings: "note" },
  { id: "b", card: reviewedCard().card, siblings: "note" },
];
const deckIsStrict = {
  strict: ["0.0", "0.0.days"],
  accepts: {
    "0.0.scheduler.**": "a scheduler may be of the host's own memory model",
    "0.0.seed": "a seed may be a text",
    "0.0.days.weekdays.*": "null is a day on which nobody works",
  },
};

const crossValidation = () => [
  [{ algorithm: spacing.fsrs6, fit: () => right({ model: spacing.fsrs6.defaults }), folds: 1, sameDay: true }],
  [{ offsets: [0, 3], grades: [3, 1, 4], at: [AT, AT + DAY, AT + 3 * DAY] }],
];
const ownAlgorithm = { "0.0.algorithm.**": "an algorithm may be written by the host, with defaults of its own" };

// fitting
const fitCall = () => [
  [{ trainer: spacing.fsrs6Trainer, maxIterations: 3, leastLabels: 2, recency: { floor: 0.5, power: 1 }, seed: 1 }],
  [{ offsets: [0, 3, 5], grades: [3, 1, 4, 1, 3], at: [AT, AT + DAY, AT + 3 * DAY, AT, AT + 2 * DAY] }],
];
const ownTrainer = { "0.0.trainer.**": "a trainer may be written by the host, with numbers of its own" };

const oneLog = (first: number) => ({
  offsets: [0, 3, 5],
  grades: [first, 3, 1, 4, 3],
  at: [AT, AT + DAY, AT + 5 * DAY, AT, AT + 2 * DAY],
});
const populationCall = () => [
  [{ trainer: spacing.halfLifeTrainer, rounds: 1 }],
  [[oneLog(1), oneLog(3), oneLog(4), oneLog(2)]],
];
const population = () => ({
  kind: "memory-population",
  version: 1,
  algorithm: "half-life",
  centre: [1, 2, 3],
  spread: [0.1, 0.2, 0.3],
  scale: ["linear", "linear", "log"],
  strength: 0.5,
  fit: {
    learners: 4,
    labels: 9,
    labelRule: "all",
    iterations: 1,
    startLoss: 0.5,
    loss: 0.4,
    factor: 0.5,
    lastChange: 0.1,
    warnings: [{ code: "few-learners", values: { learners: 4, wanted: 20 } }],
  },
});

export const spacingCases: Cases = {
  "spacing.fsrs6Trainer": plain("the trainer itself: what it is trained on comes by way of fitMemory"),
  "spacing.fsrs6TrainerWith": takes(() => [[{ relearningSteps: 2, sameDay: true }]], { strict: ["0.0"] }),
  // populations
  "spacing.fsrs7Trainer": plain("the trainer itself: what it is trained on comes by way of fitMemory"),
  "spacing.sbdTrainer": plain("the trainer itself, as fsrs7Trainer"),
  "spacing.halfLifeTrainer": plain("the trainer itself, as fsrs7Trainer"),
  "spacing.fitPopulation": takes(populationCall, { strict: ["0.0"], accepts: ownTrainer, heavy: true }),
  "spacing.fitPopulationSteps": takes(populationCall, {
    strict: ["0.0"],
    accepts: ownTrainer,
    heavy: true,
    in: "spacing.fitPopulation",
    finish: (steps) => run(steps as Steps<unknown>), // what it gives
  }),
  "spacing.parsePopulationPrior": takes(() => [[population()]], { strict: ["0.0"] }),
  "spacing.fitMemory": takes(fitCall, { strict: ["0.0"], accepts: ownTrainer, heavy: true }),
  "spacing.fitMemorySteps": takes(fitCall, {
    strict: ["0.0"],
    accepts: ownTrainer,
    heavy: true,
    finish: (steps) => run(steps as Steps<unknown>), // what it hands over
  }),
  "spacing.memoryLossFold": takes(
    () => [[{ trainer: spacing.fsrs6Trainer, weights: [...spacing.fsrs6Trainer.defaults], labels: "all" }]],
    { strict: ["0.0"], accepts: ownTrainer },
  ),
  "spacing.fsrs6": plain("the algorithm itself: what it reads comes by way of createMemory and parseMemoryModel"),
  "spacing.fsrs7": plain("the algorithm itself, as fsrs6"),
  "spacing.sbd": plain("the algorithm itself, as fsrs6"),
  "spacing.sm2": plain("the algorithm itself, as fsrs6"),
  "spacing.ankiSm2": plain("the algorithm itself, as fsrs6"),
  "spacing.leitner": plain("the algorithm itself, as fsrs6"),
  "spacing.halfLife": plain("the algorithm itself, as fsrs6"),
  "spacing.createMemory": takes(
    () => [[spacing.fsrs6], [{ retention: 0.85, maximumIntervalDays: 365, elapsed: "exact" }]],
    { strict: ["1.0"], accepts: { "0.0.**": "an algorithm may be written by the host, with defaults of its own" } },
  ),
  "spacing.parseMemoryModel": takes(() => [[[spacing.fsrs6]], [{ ...memory().model }]], {
    strict: ["1.0"],
    accepts: { "0.0.**": "an algorithm may be written by the host" },
  }),
  "spacing.parseMemoryState": takes(() => [[memory()], [state()]], memoryIsOurs),
  "spacing.review": takes(() => [[memory()], [{ state: state(), grade: "hard", at: AT + 3 * DAY }]], memoryIsOurs),
  "spacing.preview": takes(() => [[memory()], [{ state: state(), at: AT + 3 * DAY }]], memoryIsOurs),
  "spacing.recall": takes(() => [[memory()], [{ state: state(), at: AT + 3 * DAY }]], memoryIsOurs),
  "spacing.intervalDays": takes(() => [[memory()], [{ state: state(), retention: 0.8 }]], memoryIsOurs),
  "spacing.replay": takes(
    () => [
      [memory()],
      [
        [
          { grade: "again", at: AT },
          { grade: "good", at: AT + DAY },
          { grade: "easy", at: AT + 9 * DAY },
        ],
      ],
    ],
    memoryIsOurs,
  ),
  "spacing.replayMany": takes(
    () => [
      [memory()],
      [{ offsets: [0, 2, 3], grades: [3, 1, 4], at: [AT, AT + DAY, AT], day: Int32Array.of(20_150, 20_151, 20_150) }],
    ],
    { strict: ["1.0"], missingIsNaN: "the first review of a card has no recall before it" },
  ),
  "spacing.createScheduler": takes(
    () => [
      [
        {
          memory: memory(),
          learningStepsMinutes: [1, 10],
          relearningStepsMinutes: [10],
          orderIntervals: false,
          fuzz: "card",
          seed: 1,
        },
      ],
    ],
    {
      strict: ["0.0"],
      accepts: {
        "0.0.memory.**": "a memory may be of the host's own algorithm, with a model of its own",
        "0.0.seed": "a seed may be a text",
      },
    },
  ),
  "spacing.parseScheduler": takes(() => [[[spacing.fsrs6]], [scheduler().model]], {
    strict: ["1.0"],
    accepts: { "0.0.**": "an algorithm may be written by the host" },
  }),
  "spacing.reviewDays": takes(
    () => [
      [
        {
          zone: orThrow(compileZone({ zone: "Europe/Lisbon", from: AT - 9 * DAY, to: AT + 90 * DAY })),
          calendar: orThrow(
            compileCalendar({
              hours: [{ from: "09:00", to: "17:00", weekdays: [1, 2] }],
              holidays: ["2025-03-10"],
              leave: [{ from: AT, to: AT + DAY }],
            }),
          ),
          cutoffHour: 4,
          minimumMinutes: 30,
          also: ["2025-03-11"],
          weekdayShares: [1, 0.5, 1, 1, 1, 0, 0],
          dateShares: [{ date: "2025-03-12", share: 0.5 }],
        },
      ],
    ],
    { strict: ["0.0"] },
  ),
  "spacing.parseReviewDays": takes(
    () => [[orThrow(spacing.reviewDays({ also: ["2025-03-11"], dateShares: [{ date: "2025-03-12", share: 0.5 }] }))]],
    {
      strict: ["0.0"],
      accepts: {
        "0.0.weekdays.*": "null is a day on which nobody works",
        "0.0.exceptions.*.share": "null is a day on which nobody works",
      },
    },
  ),
  "spacing.dueCards": takes(
    () => [[{ scheduler: scheduler(), at: AT + 30 * DAY, day: 20_180, order: "random", limit: 9, seed: 1 }], [cards()]],
    deckIsStrict,
  ),
  "spacing.balanceLoad": takes(() => [[{ ...deck(), seed: 1, tolerance: 0.05 }], [cards()]], deckIsStrict),
  "spacing.planLoad": takes(() => [[{ ...deck(), seed: 1, tolerance: 0.05, horizonDays: 30 }], [cards()]], {
    ...deckIsStrict,
    heavy: true,
  }),
  "spacing.disperseSiblings": takes(() => [[deck()], [cards()]], deckIsStrict),
  "spacing.postpone": takes(() => [[{ ...deck(), today: 20_180, count: 1, seed: 1 }], [cards()]], deckIsStrict),
  "spacing.advance": takes(() => [[{ ...deck(), today: 20_155, count: 1 }], [cards()]], deckIsStrict),
  "spacing.flatten": takes(() => [[{ ...deck(), perDay: 1 }], [cards()]], deckIsStrict),
  "spacing.takeBreak": takes(
    () => [[{ ...deck(), from: 20_155, until: 20_160, spreadDays: 3 }], [cards()]],
    deckIsStrict,
  ),
  "spacing.leeches": takes(() => [[{ scheduler: scheduler(), threshold: 1 }], [cards()]], deckIsStrict),
  "spacing.remedyHard": takes(
    () => [
      [{ from: AT, to: AT + DAY }],
      [
        [
          { grade: "hard", at: AT },
          { grade: "good", at: AT + DAY },
        ],
      ],
    ],
    { strict: ["0.0"] },
  ),
  "spacing.parseCard": takes(() => [[scheduler()], [reviewedCard().card]], memoryIsOurs),
  "spacing.reviewCard": takes(
    () => [[scheduler()], [{ card: reviewedCard().card, grade: "again", at: AT + 3 * DAY }]],
    memoryIsOurs,
  ),
  "spacing.previewCard": takes(() => [[scheduler()], [{ card: reviewedCard().card, at: AT + 3 * DAY }]], memoryIsOurs),
  "spacing.undoReview": takes(() => {
    const { card, log } = reviewedCard();
    return [[scheduler()], [{ card, log }]];
  }, memoryIsOurs),
  "spacing.replayCard": takes(
    () => [
      [scheduler()],
      [
        [
          { grade: "again", at: AT },
          { grade: "good", at: AT + DAY },
        ],
      ],
    ],
    memoryIsOurs,
  ),
  // review logs and evaluation
  "spacing.gatherReviews": takes(
    () => [
      [
        {
          zone: orThrow(compileZone({ zone: "Europe/Lisbon", from: AT, to: AT + 9 * DAY })),
          cutoffHour: 3,
          minimumReviews: 1,
          until: AT + 9 * DAY,
        },
      ],
      [
        [
          { card: "a", learner: "ana", grade: "good", at: AT },
          { card: "a", learner: "ana", grade: 1, at: AT + DAY },
        ],
      ],
    ],
    { accepts: { "1.0.*.grade": "a word or its number", "1.0.*.day": "left out where days follow from the zone" } },
  ),
  "spacing.ankiReviews": takes(
    () => [
      [{ minimumReviews: 1 }],
      [
        [
          { id: AT, cid: "7", ease: 3, type: 0, factor: 2500 },
          { id: AT + DAY, cid: "7", ease: 1, type: 1, factor: 2300 },
        ],
      ],
    ],
    {
      accepts: {
        "1.0": "an array of what are no rows",
        "1.0.*": "a row that cannot be read is refused, with its reason, beside the others",
        "1.0.*.**": "as before; the number of a card may be a string",
      },
    },
  ),
  "spacing.evaluateMemory": takes(
    () => [
      [{ sameDay: true, from: AT, weights: "recency", groups: 5 }],
      [memory()],
      [{ offsets: [0, 3, 4], grades: [3, 1, 4, 3], at: [AT, AT + DAY, AT + 3 * DAY, AT] }],
    ],
    { strict: ["0.0", "2.0"] },
  ),
  "spacing.observedRecall": takes(
    () => [
      [{ firstGrade: "good", groups: 3, smallestGroup: 2, sameDay: true, from: AT }],
      [memory()],
      [
        {
          offsets: [0, 3, 5],
          grades: [3, 1, 4, 3, 3],
          at: [AT, AT + DAY, AT + 3 * DAY, AT, AT + DAY],
          learners: ["ana", "ben"],
        },
      ],
    ],
    { strict: ["0.0", "2.0"] },
  ),
  "spacing.chronologicalFolds": takes(
    () => [[{ folds: 1, sameDay: true }], [{ offsets: [0, 3], grades: [3, 1, 4], at: [AT, AT + DAY, AT + 3 * DAY] }]],
    { strict: ["0.0", "1.0"] },
  ),
  "spacing.crossValidateMemory": takes(crossValidation, { strict: ["0.0", "1.0"], accepts: ownAlgorithm }),
  "spacing.crossValidateMemorySteps": takes(crossValidation, {
    strict: ["0.0", "1.0"],
    accepts: ownAlgorithm,
    finish: (steps) => run(steps as Steps<unknown>), // what crossValidateMemorySteps gives
  }),
  // small modules in a busy week
  "spacing.splitCourse": takes(() => [
    [{ course: "a", targetMinutes: 4, minimumMinutes: 3, maximumMinutes: 5, order: "prerequisites", lengthPenalty: 9 }],
    [
      [
        { id: "a", minutes: 2, boundary: 0.5, concepts: ["x"] },
        { id: "b", minutes: 9, load: 2, prerequisites: ["a"], splittable: true },
      ],
    ],
  ]),
  "spacing.allocateAttention": takes(() => [
    [{ budgetMinutes: 10, unitMinutes: 0.5 }],
    [
      [
        { id: "a", kind: "path", portions: [{ minutes: 4, value: 1 }], required: true },
        { id: "b", kind: "reviews", portions: [{ minutes: 2, value: 0.5 }] },
      ],
    ],
  ]),
  "spacing.perceivedEffort": takes(
    () => [
      [
        {
          announced: "randomised",
          horizonDays: 2,
          lengthScale: "minutes",
          perMinutes: 5,
          atMinutes: [3, 8],
          level: 0.9,
        },
      ],
      [
        Array.from({ length: 12 }, (_, place) => ({
          announcedMinutes: place % 2 === 0 ? 3 : 8,
          startedAfterDays: place % 3 === 0 ? (place % 4) / 2 : null,
          observedDays: 3,
          learner: `l${place % 6}`,
        })),
      ],
    ],
    { heavy: true, accepts: { "1.0.*.startedAfterDays": "null says that it was not started while it was watched" } },
  ),
  "spacing.spreadModules": takes(
    () => [
      [
        {
          zone: orThrow(compileZone({ zone: "UTC" })),
          calendar: orThrow(compileCalendar({ hours: [{ from: "09:00", to: "12:00" }] })),
          from: AT,
          until: AT + 7 * DAY,
          busy: [{ from: AT, to: AT + DAY / 24, kind: "meeting" }],
          memory: memory(),
          minutesPerDay: 9,
        },
      ],
      [
        {
          modules: [
            { id: "a", minutes: 4 },
            { id: "b", minutes: 3, prerequisites: ["a", "z"] },
          ],
          reviews: [{ id: "r", minutes: 1, dueDay: 20_151 }],
          finished: ["z"],
        },
      ],
    ],
    {
      heavy: true,
      accepts: {
        "0.0.memory.**": "a memory may be of the host's own algorithm, with a model of its own",
        "0.0.seed": "a seed may be a text",
      },
    },
  ),
  // coming from elsewhere
  "spacing.migrateFsrsWeights": takes(() => [[[...spacing.FSRS6_WEIGHTS.slice(0, 19)]]]),
  "spacing.stateFromInterval": takes(
    () => [[memory()], [{ intervalDays: 10, ease: 2.5, retention: 0.9, at: AT, day: 20_150, reviews: 3, lapses: 1 }]],
    memoryIsOurs,
  ),
  "spacing.cardFromTsFsrs": takes(
    () => [
      [scheduler()],
      [
        {
          due: "2025-03-14T09:00:00Z",
          stability: 11,
          difficulty: 5,
          learning_steps: 0,
          reps: 3,
          lapses: 1,
          state: 2,
          last_review: AT,
        },
      ],
    ],
    memoryIsOurs,
  ),
  "spacing.reviewsFromTsFsrs": takes(() => [[[{ rating: 3, review: AT }]]]),
  // planning
  "spacing.optimalGap": takes(
    () => [
      [{ memory: memory(), testDays: 20, countFrom: "start", reviews: 1, passingShares: [0.2, 0.6, 0.2] }],
      [{ state: state() }],
    ],
    {
      strict: ["0.0"],
      accepts: { "0.0.memory.**": "a memory may be of the host's own algorithm, with a model of its own" },
    },
  ),
  "spacing.planRecertification": takes(
    () => [
      [
        {
          memory: memory(),
          from: AT,
          fromDay: 20_150,
          days: 9,
          minutesPerDay: [30, 20, 30],
          blockedDays: [20_151],
          target: 0.5,
          earliestDays: 4,
          graceDays: 1,
          validFrom: "renewal",
        },
      ],
      [
        [
          {
            id: "first aid",
            expires: AT + 2 * DAY,
            expiresDay: 20_152,
            validityDays: 300,
            minutes: 20,
            blockedDays: [20_150],
            state: state(),
          },
        ],
      ],
    ],
    {
      strict: ["0.0"],
      accepts: {
        "0.0.memory.**": "a memory may be of the host's own algorithm, with a model of its own",
        "0.0.minutesPerDay": "one number stands for every day",
      },
    },
  ),
  "spacing.optimalRetention": takes(
    () => [
      [{ memory: memory(), from: AT, deck: 4, days: 3, minutesPerDay: 4, by: "simulation", simulations: 2 }],
      [[{ state: state() }]],
    ],
    {
      strict: ["0.0"],
      accepts: {
        "0.0.memory.**": "a memory may be of the host's own algorithm, with a model of its own",
        "0.0.minutesPerDay": "minutes may be given day by day",
      },
    },
  ),
  "spacing.simulateReviews": takes(
    () => [
      [
        {
          memory: memory(),
          from: AT,
          fromDay: 20_150,
          deck: 9,
          days: 5,
          minutesPerDay: [5, 3],
          newPerDay: 4,
          reviewsPerDay: 8,
          newIgnoreReviewLimit: false,
          suspendAfterLapses: 8,
          order: "as-given",
          learningSteps: 1,
          relearningSteps: 1,
          mostSteps: 3,
          stepMinutes: 5,
          seed: 3,
        },
      ],
      [[{ state: state(), dueDay: 20_151 }]],
    ],
    {
      strict: ["0.0"],
      accepts: {
        "0.0.memory.**": "a memory may be of the host's own algorithm, with a model of its own",
        "0.0.minutesPerDay": "one number stands for every day",
      },
    },
  ),
  "spacing.planDeadline": takes(
    () => [
      [
        {
          memory: memory(),
          from: AT,
          fromDay: 20_150,
          deadline: AT + 3 * DAY,
          deadlineDay: 20_153,
          minutesPerDay: [1, 2, 0.5],
        },
      ],
      [
        [
          { id: "a", state: state(), value: 2 },
          { id: "b", effort: 3 },
        ],
      ],
    ],
    {
      strict: ["0.0"],
      accepts: {
        "0.0.memory.**": "a memory may be of the host's own algorithm, with a model of its own",
        "0.0.minutesPerDay": "one number stands for all days",
      },
    },
  ),
  "spacing.compareMemories": takes(
    () => [
      [{ by: "learner", level: 0.9, sameDay: true, from: AT }],
      [[memory(), memory()]],
      [
        {
          offsets: [0, 3, 5],
          grades: [3, 1, 4, 3, 3],
          at: [AT, AT + DAY, AT + 3 * DAY, AT, AT + DAY],
          learners: ["ana", "ben"],
        },
      ],
    ],
    { strict: ["0.0", "2.0"] },
  ),
};
