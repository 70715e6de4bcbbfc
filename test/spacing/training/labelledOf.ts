import type { Labelled } from "../../../src/spacing/training/trainingHistories.ts";

/** A row as it is dealt out for training; left out, it is good, counts once, and is `days` after the one before. */
export interface DealtRow {
  readonly grade?: number;
  readonly days: number;
  readonly weight?: number;
}

/** Cards dealt out for training; a label is a row with a weight, unless the weight is 0. */
export const labelledOf = (cards: readonly (readonly DealtRow[])[]): Labelled => {
  const rows = cards.flat();
  const weights = Float64Array.from(cards.flatMap((card) => card.map(({ weight = 1 }, k) => (k === 0 ? 0 : weight))));
  const offsets = [0];
  const labelsUpTo = [0];
  for (const card of cards) {
    offsets.push((offsets[offsets.length - 1] ?? 0) + card.length);
    labelsUpTo.push((labelsUpTo[labelsUpTo.length - 1] ?? 0) + Math.max(0, card.length - 1));
  }
  const labels = labelsUpTo[cards.length] ?? 0;
  return {
    offsets: Uint32Array.from(offsets),
    grades: Uint8Array.from(rows, ({ grade = 3 }) => grade),
    elapsedDays: Float64Array.from(rows, ({ days }) => days),
    weights,
    labels,
    labelsUpTo: Uint32Array.from(labelsUpTo),
    forgotten: cards.flatMap((card) => card.slice(1)).filter(({ grade }) => grade === 1).length,
    totalWeight: weights.reduce((sum, each) => sum + each, 0),
    outliers: 0,
    tooLong: 0,
  };
};

/** Cards of which only the number of their labels is known, each label weighing `weight`. */
export const labelledWith = (labelsOf: readonly number[], weight = 1): Labelled => {
  const upTo = [0];
  for (const labels of labelsOf) upTo.push((upTo[upTo.length - 1] ?? 0) + labels);
  const labels = upTo[labelsOf.length] ?? 0;
  return {
    ...labelledOf([]),
    offsets: Uint32Array.from(upTo),
    labels,
    labelsUpTo: Uint32Array.from(upTo),
    totalWeight: weight * labels,
  };
};
