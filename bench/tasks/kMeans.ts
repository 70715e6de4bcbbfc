import { orThrow, segment, type Table, tableFromColumns } from "learnlift";
import { drawNormal, stream } from "learnlift/core";
import { foreign } from "../foreign.ts";
import { peerPackage, type Side, type Task } from "../task.ts";

const ROWS = 100_000;
const FEATURES = 20;
const GROUPS = 8;
const SEED = 1;

/** The part of ml-kmeans that is used here. */
interface Peer {
  kmeans(
    points: number[][],
    k: number,
    options: { readonly initialization: number[][]; readonly maxIterations: number; readonly tolerance: number },
  ): { readonly centroids: number[][] };
}

/** Eight overlapping blobs, row after row: the same numbers for every side. */
const blobs = (): Float64Array => {
  const random = stream(SEED, "blobs");
  const centres = Float64Array.from({ length: GROUPS * FEATURES }, () => 0.6 * drawNormal(random));
  return Float64Array.from(
    { length: ROWS * FEATURES },
    (_, cell) =>
      (centres[(Math.floor(cell / FEATURES) % GROUPS) * FEATURES + (cell % FEATURES)] ?? 0) + drawNormal(random),
  );
};

const tableOf = (rows: Float64Array): Table =>
  orThrow(
    tableFromColumns()(
      Object.fromEntries(
        Array.from({ length: FEATURES }, (_, j) => [
          `f${j}`,
          Array.from({ length: ROWS }, (_row, i) => rows[i * FEATURES + j] ?? 0),
        ]),
      ),
    ),
  );

const START = Array.from({ length: GROUPS }, (_, row) => row);

const fromRows = (): segment.FitPersonasOptions => ({ k: GROUPS, scale: "none", start: START });

const bestOfTen = (restartMode: "full" | "subsample"): segment.FitPersonasOptions => ({
  k: GROUPS,
  scale: "none",
  seed: SEED,
  restarts: 10,
  restartMode,
});

const fitting = (
  table: Table,
  options: segment.FitPersonasOptions,
  output: (model: segment.PersonaModel) => number[],
): Side => {
  const fit = segment.fitPersonas(options);
  return { run: () => output(orThrow(fit(table))) };
};

/** Centres in the features' own units, ordered by their first coordinate. */
const inOrder = (centres: readonly (readonly number[])[]): number[] =>
  [...centres].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)).flat();

const centresOf = ({ personas, features }: segment.PersonaModel): number[] =>
  inOrder(personas.map(({ centre }) => centre.map((value, j) => value + (features[j]?.centre ?? 0))));

const scikitLearn = (rows: Float64Array, starts: number) =>
  foreign({
    language: "Python",
    script: "kMeans.py",
    arrays: { rows, start: rows.slice(0, GROUPS * FEATURES) },
    parameters: { n: ROWS, d: FEATURES, k: GROUPS, starts, seed: SEED },
  });

/** How far our inertia is above the peer's, relative: lower is as good. */
const excess = (ours: ArrayLike<number>, peer: ArrayLike<number>): number =>
  Math.max(0, (ours[0] ?? Number.NaN) / (peer[0] ?? Number.NaN) - 1);

const WHAT =
  "100,000 rows, 20 features, eight overlapping blobs of a seeded stream. Ours takes a table, checks every cell, centres the columns and " +
  "describes the personas besides.";

const bestBeside = (restartMode: "full" | "subsample", how: string): Task => ({
  name: `k-means, best of ten starts, ours ${restartMode}`,
  unit: "fit",
  peer: "scikit-learn",
  language: "Python",
  equalWithin: 1e-7,
  note:
    `${WHAT} KMeans(8, n_init=10), one thread, with its default tolerance, beside restarts: 10, restartMode: "${restartMode}", ${how}. The starts are ` +
    "random on both sides; compared is by how much our inertia is above the peer's, and it may be below.",
  units: 1,
  rounds: restartMode === "full" ? 3 : 7,
  compare: excess,
  sides: async () => {
    const rows = blobs();
    const peer = await scikitLearn(rows, 10);
    return { ours: fitting(tableOf(rows), bestOfTen(restartMode), ({ inertia }) => [inertia]), peer };
  },
});

export const K_MEANS: readonly Task[] = [
  {
    name: "k-means from given rows",
    unit: "fit",
    peer: "ml-kmeans",
    equalWithin: 1e-9,
    note: `${WHAT} Lloyd's iteration from the first eight rows, as many iterations for ml-kmeans as ours takes; the centres are compared.`,
    units: 1,
    rounds: 11,
    sides: async () => {
      const rows = blobs();
      const table = tableOf(rows);
      const points = Array.from({ length: ROWS }, (_, i) => [...rows.subarray(i * FEATURES, (i + 1) * FEATURES)]);
      const { kmeans } = await peerPackage<Peer>("ml-kmeans");
      const maxIterations = orThrow(segment.fitPersonas(fromRows())(table)).fit.iterations;
      const initialization = START.map((row) => [...(points[row] ?? [])]);
      return {
        ours: fitting(table, fromRows(), centresOf),
        peer: { run: () => inOrder(kmeans(points, GROUPS, { initialization, maxIterations, tolerance: 0 }).centroids) },
      };
    },
  },
  {
    name: "k-means from given rows",
    unit: "fit",
    peer: "scikit-learn",
    language: "Python",
    equalWithin: 1e-12,
    note: `${WHAT} KMeans(8, init=the first eight rows, n_init=1, algorithm="lloyd"), one thread; inertia and the number of iterations are compared. The version names the BLAS and the core it was built for.`,
    units: 1,
    rounds: 11,
    sides: async () => {
      const rows = blobs();
      const peer = await scikitLearn(rows, 1);
      return { ours: fitting(tableOf(rows), fromRows(), ({ inertia, fit }) => [inertia, fit.iterations]), peer };
    },
  },
  bestBeside(
    "subsample",
    "which is ours by default for so many rows: the ten starts run on 5,000 rows, the best of them on all",
  ),
  bestBeside("full", "every start on all rows, as scikit-learn does it"),
];
