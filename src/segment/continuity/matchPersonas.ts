import { assignment } from "../../core/graph/index.ts";
import { type CrossTable, jaccardOf } from "../stability/crossTable.ts";

/** Two personas, one of each model, that share learners. */
export interface MatchedPair {
  /** Index among the first model's personas. */
  readonly before: number;
  /** Index among the second model's. */
  readonly after: number;
  /** Learners that are in both. */
  readonly both: number;
  readonly jaccard: number;
}

/**
 * Pairs the rows and columns of a cross table one to one so that as many learners as possible are in both of their pair, by the
 * Hungarian algorithm. Pairs without a learner in common are left out. In the order of the rows.
 */
export const matchPersonas = (table: CrossTable): readonly MatchedPair[] => {
  const { rows, columns, counts } = table;
  const partners = assignment(
    Float64Array.from(counts, (count) => -count),
    rows,
    columns,
  );
  return Array.from(partners, (after, before): MatchedPair | null => {
    const both = after < 0 ? 0 : (counts[before * columns + after] ?? 0);
    return both === 0 ? null : { before, after, both, jaccard: jaccardOf(table, before, after) };
  }).filter((pair) => pair !== null);
};
