import { type CompiledPersonas, isTooFar, scaledValue } from "./compilePersonas.ts";
import type { SoundColumns } from "./featureMatrix.ts";

/** Centres are taken four at a time. */
const PANEL = 4;

/** Rows are scaled so many at a time, so that they stay in the cache. */
const RUN = 256;

// In this file every index is a row, a feature, a persona (or a spare place of the last panel), so `as number` after an index never hides an
// undefined.

/** Centres in panels of four, coordinate by coordinate; spare places are 0. */
const panelsOf = (places: Float64Array, k: number, dimensions: number): Float64Array => {
  const panels = new Float64Array(PANEL * Math.ceil(k / PANEL) * dimensions);
  for (let c = 0; c < k; c += 1) {
    const panel = Math.floor(c / PANEL) * PANEL * dimensions + (c % PANEL);
    for (let j = 0; j < dimensions; j += 1) panels[panel + PANEL * j] = places[c * dimensions + j] as number;
  }
  return panels;
};

/** Rows from `from` to `to` in scaled units, one after the other; false where one is too far to measure. */
const scaleRun = (
  model: CompiledPersonas,
  columns: SoundColumns,
  from: number,
  to: number,
  into: Float64Array,
): boolean => {
  const dimensions = columns.length;
  for (let j = 0; j < dimensions; j += 1) {
    const cells = columns[j] as Float64Array | Int8Array;
    for (let row = from, at = j; row < to; row += 1, at += dimensions) {
      const scaled = scaledValue(model, j, cells[row] as number);
      if (isTooFar(scaled)) return false;
      into[at] = scaled;
    }
  }
  return true;
};

/**
 * Squared distances of all rows to all personas: of row i and persona p at `i * k + p`, each summed in the order of the features, so that it is the
 * same to the bit as when it is computed alone. Four sums at a time stay in registers. `null` where a row is too far to measure. The last four
 * places are spare. Cost O(n k d).
 */
export const allDistances = (model: CompiledPersonas, columns: SoundColumns, rowCount: number): Float64Array | null => {
  const dimensions = columns.length;
  const k = model.ids.length;
  const panels = panelsOf(model.places, k, dimensions);
  const run = new Float64Array(RUN * dimensions);
  // The spare places of a row's last panel are the first of the next row, which is written after it.
  const squared = new Float64Array(rowCount * k + PANEL);
  for (let first = 0; first < rowCount; first += RUN) {
    const end = Math.min(rowCount, first + RUN);
    if (!scaleRun(model, columns, first, end, run)) return null;
    for (let i = first, from = 0, to = first * k; i < end; i += 1, from += dimensions, to += k) {
      for (let c = 0, at = 0; c < k; c += PANEL) {
        let sum0 = 0;
        let sum1 = 0;
        let sum2 = 0;
        let sum3 = 0;
        for (let j = 0; j < dimensions; j += 1, at += PANEL) {
          const x = run[from + j] as number;
          const by0 = x - (panels[at] as number);
          const by1 = x - (panels[at + 1] as number);
          const by2 = x - (panels[at + 2] as number);
          const by3 = x - (panels[at + 3] as number);
          sum0 += by0 * by0;
          sum1 += by1 * by1;
          sum2 += by2 * by2;
          sum3 += by3 * by3;
        }
        squared[to + c] = sum0;
        squared[to + c + 1] = sum1;
        squared[to + c + 2] = sum2;
        squared[to + c + 3] = sum3;
      }
    }
  }
  return squared;
};
