import type { GradeNumber } from "../grade.ts";
import type { Memory, MemoryModel, MemoryState, Moment } from "../memory.ts";
import type { Histories } from "../readHistories.ts";

/** Which reviews count as predictions. */
export interface PredictionRule {
  /** Also those on the same day as the review before. */
  readonly sameDay: boolean;
  /** Only those at or after this instant; `-Infinity` where all do. */
  readonly from: number;
}

/** What a memory model said of reviews before they happened, and what happened; one entry of each column for each prediction. */
export interface Predictions {
  /** The row of the review. */
  readonly row: Uint32Array;
  /** The card it belongs to. */
  readonly card: Uint32Array;
  /** The probability of recall just before it, in [0, 1]. */
  readonly recall: Float64Array;
  /** 1 where the grade was better than again. */
  readonly recalled: Uint8Array;
  /** Study days since the review before; 0 on the same day. */
  readonly days: Float64Array;
  /** Reviews on a later day than the one before so far, this one and the first among them. */
  readonly reviews: Uint32Array;
  /** How often it was forgotten on a later day before. */
  readonly lapses: Uint32Array;
}

// Rows below are below the number of rows, cards below the number of cards, so each `as number` is true.

/** The study days from each row to the one before; 0 on the same day, and in a card's first row. Days that are not study days count from one on. */
const laterDays = ({ at, day, elapsedDays }: Histories, row: number): number => {
  if (at !== null) return Math.max(0, (day[row] as number) - (day[row - 1] as number));
  const since = elapsedDays[row] as number;
  return since >= 1 ? since : 0;
};

/** When a row happened; the same moment for all where only the days between are known. */
export const momentOf = ({ at, day }: Histories, row: number): Moment =>
  at === null ? { at: 0, day: 0 } : { at: at[row] as number, day: day[row] as number };

/** Which rows are predictions, without asking a model. */
export const predictionRows = (histories: Histories, { sameDay, from }: PredictionRule): Uint8Array => {
  const { offsets, grades, at } = histories;
  const counts = new Uint8Array(grades.length);
  for (let card = 0; card + 1 < offsets.length; card += 1)
    for (let row = (offsets[card] as number) + 1; row < (offsets[card + 1] as number); row += 1)
      if ((sameDay || laterDays(histories, row) > 0) && (at === null || (at[row] as number) >= from)) counts[row] = 1;
  return counts;
};

/** Lets a memory model predict the rows that count, each from all that happened before it. */
export const predictRecall = <M extends MemoryModel, S extends MemoryState>(
  { kernel }: Memory<M, S>,
  histories: Histories,
  counts: Uint8Array,
): Predictions => {
  const { offsets, grades, elapsedDays } = histories;
  let n = 0;
  for (let row = 0; row < counts.length; row += 1) n += counts[row] as number;
  const found = {
    row: new Uint32Array(n),
    card: new Uint32Array(n),
    recall: new Float64Array(n),
    recalled: new Uint8Array(n),
    days: new Float64Array(n),
    reviews: new Uint32Array(n),
    lapses: new Uint32Array(n),
  };
  let k = 0;
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const start = offsets[card] as number;
    const end = offsets[card + 1] as number;
    let state: S = kernel.first(grades[start] as GradeNumber, momentOf(histories, start)); // 1 to 4, as was read
    let reviews = 1;
    let lapses = 0;
    for (let row = start + 1; row < end; row += 1) {
      const grade = grades[row] as GradeNumber; // 1 to 4, as was read
      const elapsed = elapsedDays[row] as number;
      const recall = kernel.recall(state, elapsed);
      const days = laterDays(histories, row);
      if (days > 0) reviews += 1;
      if (counts[row] === 1) {
        found.row[k] = row;
        found.card[k] = card;
        found.recall[k] = recall;
        found.recalled[k] = grade > 1 ? 1 : 0;
        found.days[k] = days;
        found.reviews[k] = reviews;
        found.lapses[k] = lapses;
        k += 1;
      }
      if (days > 0 && grade === 1) lapses += 1;
      state = kernel.next(state, grade, elapsed, recall, momentOf(histories, row));
    }
  }
  return found;
};
