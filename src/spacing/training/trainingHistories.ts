import type { Histories } from "../readHistories.ts";
import { dropOutliers } from "./dropOutliers.ts";
import { rankByTime } from "./rankByTime.ts";
import { recencyWeights } from "./recencyWeights.ts";
import type { Recency, TrainingHistories } from "./trainer.ts";

/** Which reviews count, and how much. */
export interface LabelRules {
  readonly labels: "later-days" | "all";
  readonly recency: Recency | null;
  readonly outliers: "keep" | "drop";
  /** Cards with more reviews are left out; `null`: none. */
  readonly longestHistory: number | null;
}

/** Histories with their labels weighed. */
export interface Labelled extends TrainingHistories {
  /** Labels in all. */
  readonly labels: number;
  /** Labels in the cards up to this one: `labelsUpTo[c]` before card c. */
  readonly labelsUpTo: Uint32Array;
  /** Labels whose grade was 1. */
  readonly forgotten: number;
  /** The sum of the weights of the labels. */
  readonly totalWeight: number;
  /** Cards left out as outliers, and as too long. */
  readonly outliers: number;
  readonly tooLong: number;
}

/** Into how many parts the cards are dealt: the first 1/64, 1/32, … of them is then a fair sample. */
const PARTS = 64;

/** Numbers below 64 in the order of their reversed bits: any first part of them is spread evenly. */
const SPREAD_ORDER: readonly number[] = /* @__PURE__ */ Array.from({ length: PARTS }, (_, k) =>
  [...k.toString(2).padStart(6, "0")].reduceRight((sum, bit) => 2 * sum + Number(bit), 0),
);

// Rows below are below the number of rows, cards below the number of cards, so each `as number` is true.

/**
 * Deals histories out for training: reviews after the last label of a card and cards without a label are left out, for nothing is learned from
 * them; labels are weighed by their rank in time over all cards; and cards are dealt like playing cards, so that the first of them are a fair sample of
 * all. Fails on nothing: histories were read. Without times, recency must be `null`.
 */
export const trainingHistories = (histories: Histories, rules: LabelRules): Labelled => {
  const { offsets, grades, at, elapsedDays } = histories;
  const cards = offsets.length - 1;
  const least = rules.labels === "all" ? 0 : 1;
  const stays = rules.outliers === "drop" ? dropOutliers(histories) : null;
  // where each card ends, after its last label; its start where it has none
  const ends = new Uint32Array(Math.max(0, cards));
  let outliers = 0;
  let tooLong = 0;
  let rows = 0;
  let kept = 0;
  let labels = 0;
  for (let card = 0; card < cards; card += 1) {
    const from = offsets[card] as number;
    const to = offsets[card + 1] as number;
    ends[card] = from;
    if (stays !== null && stays[card] === 0) outliers += 1;
    else if (rules.longestHistory !== null && to - from > rules.longestHistory) tooLong += 1;
    else {
      let end = from;
      for (let row = from + 1; row < to; row += 1)
        if ((elapsedDays[row] as number) >= least) {
          end = row + 1;
          labels += 1;
        }
      ends[card] = end;
      rows += end - from;
      if (end > from) kept += 1;
    }
  }
  const dealt = {
    offsets: new Uint32Array(kept + 1),
    grades: new Uint8Array(rows),
    elapsedDays: new Float64Array(rows),
    weights: new Float64Array(rows),
  };
  const labelsUpTo = new Uint32Array(kept + 1);
  const labelRows = new Uint32Array(labels);
  const times = rules.recency === null || at === null ? null : new Float64Array(labels);
  let next = 0;
  let label = 0;
  let place = 0;
  let forgotten = 0;
  for (const part of SPREAD_ORDER)
    for (let card = part; card < cards; card += PARTS) {
      const from = offsets[card] as number;
      const end = ends[card] as number;
      if (end === from) continue;
      for (let row = from; row < end; row += 1) {
        const days = elapsedDays[row] as number;
        const grade = grades[row] as number;
        dealt.grades[place] = grade;
        dealt.elapsedDays[place] = days;
        if (row > from && days >= least) {
          if (times !== null && at !== null) times[label] = at[row] as number;
          labelRows[label] = place;
          label += 1;
          if (grade === 1) forgotten += 1;
        }
        place += 1;
      }
      next += 1;
      dealt.offsets[next] = place;
      labelsUpTo[next] = label;
    }
  let totalWeight = labels;
  if (times === null || rules.recency === null)
    for (let k = 0; k < labels; k += 1) dealt.weights[labelRows[k] as number] = 1;
  else {
    const ranks = rankByTime(times);
    const byRank = recencyWeights(rules.recency, labels);
    totalWeight = 0;
    for (let k = 0; k < labels; k += 1) {
      const weight = byRank[ranks[k] as number] as number;
      dealt.weights[labelRows[k] as number] = weight;
      totalWeight += weight;
    }
  }
  return { ...dealt, labels, labelsUpTo, forgotten, totalWeight, outliers, tooLong };
};
