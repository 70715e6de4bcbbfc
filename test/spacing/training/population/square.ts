import { halfLifeTrainer, type ReviewColumns } from "../../../../src/spacing/index.ts";
import type { MemoryTrainer, TrainingHistories } from "../../../../src/spacing/training/trainer.ts";

export const DAY = 86_400_000;

/**
 * A trainer whose loss can be done by hand: a label with the days d costs ½ (w - d)², so the slope of a card of one label is w - d. Its other two
 * weights are held by bounds.
 */
export const square = (spread: number): MemoryTrainer => ({
  ...(halfLifeTrainer as unknown as MemoryTrainer), // the model is that of the half-life trainer; only the loss is another one
  defaults: [1, 0, 1],
  bounds: [
    [-100, 100],
    [0, 0],
    [1, 1],
  ],
  prior: { centre: [1, 0, 1], spread: [spread, 1, 1], strength: 0.5 },
  labels: "later-days",
  firstStabilities: null,
  project: () => undefined,
  prepare: ({ offsets, elapsedDays, weights }: TrainingHistories) => ({
    loss: ([w = 0], from, to, gradient) => {
      let sum = 0;
      for (let row = offsets[from] ?? 0; row < (offsets[to] ?? 0); row += 1) {
        const away = w - (elapsedDays[row] ?? 0);
        sum += 0.5 * (weights[row] ?? 0) * away * away;
        if (gradient !== null) gradient[0] = (gradient[0] ?? 0) + (weights[row] ?? 0) * away;
      }
      return sum;
    },
  }),
});

/** A learner whose cards were each seen twice, so many days apart; each card is taken up `later` after the one before. */
export const logOf = (days: readonly number[], later = 3_600_000): ReviewColumns => ({
  offsets: days.map((_, card) => 2 * card).concat(2 * days.length),
  grades: days.flatMap(() => [3, 3]),
  at: days.flatMap((apart, card) => [
    Date.UTC(2025, 0, 1) + card * later,
    Date.UTC(2025, 0, 1) + card * later + apart * DAY,
  ]),
});
