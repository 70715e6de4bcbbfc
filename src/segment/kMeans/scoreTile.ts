import type { Points } from "./points.ts";

/** Centres are scored four at a time. */
const PANEL = 4;

/** Centres laid out for scoring. */
export interface CentrePanels {
  /** In panels of four, coordinate by coordinate. */
  readonly panels: Float64Array;
  /** |c|^2 / 2, infinite where a panel has no centre. */
  readonly halfNorms: Float64Array;
}

/** Of some points, in their order: the least and the second least score, and the centre of the least. */
export interface Scores {
  readonly best: Float64Array;
  readonly second: Float64Array;
  readonly label: Int32Array;
}

// In this file every index into a typed array is a point below count, a centre below k (below its panels, where it is padded), a coordinate
// below dimensions or a place among the points to score, so `as number` after an index never hides an undefined.

/** Room for k centres. */
export const startPanels = (k: number, dimensions: number): CentrePanels => {
  const padded = PANEL * Math.ceil(k / PANEL);
  return {
    panels: new Float64Array(padded * dimensions),
    halfNorms: new Float64Array(padded).fill(Number.POSITIVE_INFINITY),
  };
};

/** Room for the scores of so many points. */
export const startScores = (size: number): Scores => ({
  best: new Float64Array(size),
  second: new Float64Array(size),
  label: new Int32Array(size),
});

/** Lays centres out, and returns the largest |c|^2. Cost O(k d). */
export const layOut = ({ panels, halfNorms }: CentrePanels, centres: Float64Array, dimensions: number): number => {
  let largest = 0;
  for (let c = 0, at = 0; at < centres.length; c += 1) {
    let place = Math.floor(c / PANEL) * PANEL * dimensions + (c % PANEL);
    let norm = 0;
    for (const end = at + dimensions; at < end; at += 1, place += PANEL) {
      const value = centres[at] as number;
      panels[place] = value;
      norm += value * value;
    }
    halfNorms[c] = norm / 2;
    largest = Math.max(largest, norm);
  }
  return largest;
};

/**
 * The least and the second least |c|^2 / 2 - x.c of some points, which order centres as their distances do, and the centre of the
 * least. Two points and four centres at a time: eight sums that stay in registers.
 */
export const score = (
  { panels, halfNorms }: CentrePanels,
  { coordinates, dimensions }: Points,
  which: Int32Array,
  size: number,
  scores: Scores,
): void => {
  const { best, second, label } = scores;
  const k = halfNorms.length;
  for (let w = 0; w < size; w += 2) {
    const pair = w + 1 < size ? w + 1 : w;
    const a = (which[w] as number) * dimensions;
    const b = (which[pair] as number) * dimensions;
    let bestA = Number.POSITIVE_INFINITY;
    let bestB = Number.POSITIVE_INFINITY;
    let secondA = Number.POSITIVE_INFINITY;
    let secondB = Number.POSITIVE_INFINITY;
    let labelA = 0;
    let labelB = 0;
    let at = 0;
    for (let c = 0; c < k; c += PANEL) {
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let j = 0; j < dimensions; j += 1) {
        const x = coordinates[a + j] as number;
        const y = coordinates[b + j] as number;
        const c0 = panels[at] as number;
        const c1 = panels[at + 1] as number;
        const c2 = panels[at + 2] as number;
        const c3 = panels[at + 3] as number;
        at += PANEL;
        a0 += x * c0;
        a1 += x * c1;
        a2 += x * c2;
        a3 += x * c3;
        b0 += y * c0;
        b1 += y * c1;
        b2 += y * c2;
        b3 += y * c3;
      }
      const h0 = halfNorms[c] as number;
      const h1 = halfNorms[c + 1] as number;
      const h2 = halfNorms[c + 2] as number;
      const h3 = halfNorms[c + 3] as number;
      a0 = h0 - a0;
      a1 = h1 - a1;
      a2 = h2 - a2;
      a3 = h3 - a3;
      b0 = h0 - b0;
      b1 = h1 - b1;
      b2 = h2 - b2;
      b3 = h3 - b3;
      if (a0 < bestA) {
        secondA = bestA;
        bestA = a0;
        labelA = c;
      } else if (a0 < secondA) secondA = a0;
      if (a1 < bestA) {
        secondA = bestA;
        bestA = a1;
        labelA = c + 1;
      } else if (a1 < secondA) secondA = a1;
      if (a2 < bestA) {
        secondA = bestA;
        bestA = a2;
        labelA = c + 2;
      } else if (a2 < secondA) secondA = a2;
      if (a3 < bestA) {
        secondA = bestA;
        bestA = a3;
        labelA = c + 3;
      } else if (a3 < secondA) secondA = a3;
      if (b0 < bestB) {
        secondB = bestB;
        bestB = b0;
        labelB = c;
      } else if (b0 < secondB) secondB = b0;
      if (b1 < bestB) {
        secondB = bestB;
        bestB = b1;
        labelB = c + 1;
      } else if (b1 < secondB) secondB = b1;
      if (b2 < bestB) {
        secondB = bestB;
        bestB = b2;
        labelB = c + 2;
      } else if (b2 < secondB) secondB = b2;
      if (b3 < bestB) {
        secondB = bestB;
        bestB = b3;
        labelB = c + 3;
      } else if (b3 < secondB) secondB = b3;
    }
    best[w] = bestA;
    second[w] = secondA;
    label[w] = labelA;
    best[pair] = bestB;
    second[pair] = secondB;
    label[pair] = labelB;
  }
};
