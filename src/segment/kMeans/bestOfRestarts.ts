import { stream } from "../../core/numeric/random/index.ts";
import type { Progress } from "../../core/vocabulary/index.ts";
import { type LloydFit, type LloydLimits, lloyd } from "./lloyd.ts";
import { plusPlus } from "./plusPlus.ts";
import { type Points, pointsAt } from "./points.ts";

/** How to look for the best clustering. */
export interface Search {
  readonly k: number;
  readonly seed: number | string;
  /** How many times to start anew from k-means++ centres. Not read where `startRows` are given. */
  readonly restarts: number;
  /** The points that are the starting centres, for one start that is not random. */
  readonly startRows: readonly number[] | null;
  readonly limits: LloydLimits;
}

/**
 * The clustering with the lowest inertia over several starts; the earliest on a tie. Start r draws from its own stream, so the first
 * starts of a longer search are those of a shorter one and more restarts are never worse. Yields after each labelling.
 */
export function* bestOfRestarts(points: Points, search: Search): Generator<Progress, LloydFit, void> {
  const starts = search.startRows === null ? search.restarts : 1;
  let best: LloydFit | null = null;
  for (let start = 0; ; start += 1) {
    const centres =
      search.startRows === null
        ? plusPlus(points, search.k, stream(search.seed, `segment.fitPersonas ${start}`))
        : pointsAt(points, search.startRows);
    const rounds = lloyd(points, centres, search.limits);
    for (;;) {
      const round = rounds.next();
      if (round.done) {
        if (best === null || round.value.inertia < best.inertia) best = round.value;
        break;
      }
      yield { phase: `start ${start + 1} of ${starts}`, done: start, total: starts, value: round.value.inertia };
    }
    if (start + 1 >= starts) return best;
  }
}
