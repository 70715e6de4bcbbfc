import { stream } from "../../core/numeric/random/index.ts";
import type { Progress } from "../../core/vocabulary/index.ts";
import type { AssignKernel } from "./kernel.ts";
import { type LloydFit, type LloydLimits, type LloydRound, lloyd } from "./lloyd.ts";
import { plusPlus } from "./plusPlus.ts";
import { type Points, pointsAt } from "./points.ts";
import { subsampleOf } from "./subsample.ts";

/** How to look for the best clustering. */
export interface Search {
  readonly k: number;
  readonly seed: number | string;
  /** How many times to start anew from k-means++ centres. Not read where the start is given. */
  readonly restarts: number;
  /** The points that are the starting centres, for one start that is not random. */
  readonly startRows: readonly number[] | null;
  /** The starting centres themselves, for one start that is not random. */
  readonly startCentres?: Float64Array;
  readonly limits: LloydLimits;
  /** How many points each restart runs on, before the best goes on with all; all where there is no number. */
  readonly subsample?: number;
  readonly kernel?: AssignKernel | null;
}

const progressOf = (phase: string, done: number, total: number, { inertia }: LloydRound): Progress => ({
  phase,
  done,
  total,
  ...(inertia === null ? {} : { value: inertia }),
});

/** One start, with its progress. */
function* oneStart(
  points: Points,
  centres: Float64Array,
  { limits, kernel = null }: Search,
  place: { readonly phase: string; readonly done: number; readonly total: number },
): Generator<Progress, LloydFit, void> {
  const rounds = lloyd(points, centres, limits, kernel);
  for (;;) {
    const round = rounds.next();
    if (round.done) return round.value;
    yield progressOf(place.phase, place.done, place.total, round.value);
  }
}

/** The best of several k-means++ starts on the same points. */
function* bestStart(points: Points, search: Search, total: number): Generator<Progress, LloydFit, void> {
  let best: LloydFit | null = null;
  for (let start = 0; ; start += 1) {
    const centres = plusPlus(points, search.k, stream(search.seed, `segment.fitPersonas ${start}`));
    const phase = `start ${start + 1} of ${search.restarts}`;
    const fit: LloydFit = yield* oneStart(points, centres, search, { phase, done: start, total });
    if (fit.faulty === true) return fit;
    if (best === null || fit.inertia < best.inertia) best = fit;
    if (start + 1 >= search.restarts) return best;
  }
}

/**
 * The clustering with the lowest inertia over several starts; the earliest on a tie. Start r draws from its own stream, so the first
 * starts of a longer search are those of a shorter one and more restarts on all points are never worse. With `subsample` the starts run on
 * one random sample of the points, drawn without weights, and the best of them goes on with all points. Yields where `lloyd` does.
 */
export function* bestOfRestarts(points: Points, search: Search): Generator<Progress, LloydFit, void> {
  const { k, startRows, startCentres, restarts, subsample } = search;
  const given = startCentres ?? (startRows === null ? null : pointsAt(points, startRows));
  if (given !== null) return yield* oneStart(points, given, search, { phase: "start 1 of 1", done: 0, total: 1 });
  const sample = subsample === undefined ? null : subsampleOf(points, subsample, k, search.seed);
  if (sample === null) return yield* bestStart(points, search, restarts);
  const best: LloydFit = yield* bestStart(sample, search, restarts + 1);
  if (best.faulty === true) return best;
  const place = { phase: "the best start, on all rows", done: restarts, total: restarts + 1 };
  return yield* oneStart(points, best.centres, search, place);
}
