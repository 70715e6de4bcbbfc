import type { Rows } from "./points.ts";

export interface SlowFit {
  readonly centres: Rows;
  readonly labels: readonly number[];
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const squared = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, j) => sum + (value - (b[j] ?? 0)) ** 2, 0);

const nearest = (row: readonly number[], centres: Rows): number => {
  const distances = centres.map((centre) => squared(row, centre));
  return distances.indexOf(Math.min(...distances));
};

/** Lloyd's iteration as it is told, list by list: what the fast kernel is compared with. */
export const slowKMeans = (
  rows: Rows,
  start: Rows,
  maxIterations: number,
  shiftTolerance: number,
  weights: readonly number[] = rows.map(() => 1),
): SlowFit => {
  const inertiaOf = (centres: Rows, labels: readonly number[]): number =>
    rows.reduce((sum, row, i) => sum + (weights[i] ?? 0) * squared(row, centres[labels[i] ?? 0] ?? []), 0);
  let centres = start;
  let labels: number[] = rows.map(() => -1);
  let iterations = 0;
  for (let iteration = 1; iteration <= maxIterations; iteration += 1) {
    iterations = iteration;
    const before = centres;
    const next = rows.map((row) => nearest(row, before));
    const same = next.every((label, i) => label === labels[i]);
    labels = [...next];
    let filled = false;
    start.forEach((_, empty) => {
      if (labels.includes(empty)) return;
      const size = (label: number): number => labels.filter((other) => other === label).length;
      const far = rows
        .map((row, i) => ({ i, distance: squared(row, before[next[i] ?? 0] ?? []), label: labels[i] ?? 0 }))
        .filter(({ distance, label, i }) => distance > 0 && size(label) > 1 && label === next[i])
        .sort((a, b) => b.distance - a.distance || a.i - b.i)[0];
      if (far === undefined) return;
      labels[far.i] = empty;
      filled = true;
    });
    centres = before.map((centre, label) => {
      const mine = rows.map((row, i) => ({ row, weight: weights[i] ?? 0 })).filter((_, i) => labels[i] === label);
      const total = mine.reduce((sum, { weight }) => sum + weight, 0);
      return mine.length === 0
        ? centre
        : centre.map((_, j) => mine.reduce((sum, { row, weight }) => sum + weight * (row[j] ?? 0), 0) / total);
    });
    const shift = centres.reduce((sum, centre, label) => sum + squared(centre, before[label] ?? []), 0);
    if (!filled && (same || shift <= shiftTolerance)) {
      const final = same ? labels : rows.map((row) => nearest(row, centres));
      return { centres, labels: final, inertia: inertiaOf(centres, final), iterations, converged: true };
    }
  }
  labels = rows.map((row) => nearest(row, centres));
  return { centres, labels, inertia: inertiaOf(centres, labels), iterations, converged: false };
};
