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
 * Scores |c|^2 / 2 - x.c of some points, which order centres as their distances do: of the point at place w and centre c at `w * padded + c`, where
 * `padded` is the number of places in the panels. Two points and four centres at a time: eight sums that stay in registers.
 */
export const score = (
  { panels, halfNorms }: CentrePanels,
  { coordinates, dimensions }: Points,
  which: Int32Array,
  size: number,
  scores: Float64Array,
): void => {
  const padded = halfNorms.length;
  for (let w = 0; w < size; w += 2) {
    const pair = w + 1 < size ? w + 1 : w;
    const a = (which[w] as number) * dimensions;
    const b = (which[pair] as number) * dimensions;
    let toA = w * padded;
    let toB = pair * padded;
    for (let c = 0, at = 0; c < padded; c += PANEL, toA += PANEL, toB += PANEL) {
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let j = 0; j < dimensions; j += 1, at += PANEL) {
        const x = coordinates[a + j] as number;
        const y = coordinates[b + j] as number;
        const c0 = panels[at] as number;
        const c1 = panels[at + 1] as number;
        const c2 = panels[at + 2] as number;
        const c3 = panels[at + 3] as number;
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
      scores[toA] = h0 - a0;
      scores[toA + 1] = h1 - a1;
      scores[toA + 2] = h2 - a2;
      scores[toA + 3] = h3 - a3;
      scores[toB] = h0 - b0;
      scores[toB + 1] = h1 - b1;
      scores[toB + 2] = h2 - b2;
      scores[toB + 3] = h3 - b3;
    }
  }
};
