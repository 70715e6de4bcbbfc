import { orThrow } from "../../../src/core/vocabulary/index.ts";
import * as spacing from "../../../src/spacing/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const AT = Date.UTC(2025, 2, 3, 9);
const DAY = 86_400_000;

const memory = () => orThrow(spacing.createMemory(spacing.fsrs6)());
const state = () => orThrow(spacing.review(memory())({ grade: "good", at: AT })).state;
const memoryIsOurs = { strict: [] };

const scheduler = () => orThrow(spacing.createScheduler({ memory: memory() }));
const reviewedCard = () => orThrow(spacing.reviewCard(scheduler())({ grade: "easy", at: AT }));

export const spacingCases: Cases = {
  "spacing.fsrs6": plain("the algorithm itself: what it reads comes by way of createMemory and parseMemoryModel"),
  "spacing.fsrs7": plain("the algorithm itself, as fsrs6"),
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
    () => [[{ memory: memory(), learningStepsMinutes: [1, 10], relearningStepsMinutes: [10], orderIntervals: false }]],
    {
      strict: ["0.0"],
      accepts: { "0.0.memory.**": "a memory may be of the host's own algorithm, with a model of its own" },
    },
  ),
  "spacing.parseScheduler": takes(() => [[[spacing.fsrs6]], [scheduler().model]], {
    strict: ["1.0"],
    accepts: { "0.0.**": "an algorithm may be written by the host" },
  }),
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
};
