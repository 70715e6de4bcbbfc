/** Distances in days at which something is worked out, close together where they are short; between them it is mixed. */
export interface Ladder {
  /** The distances, ascending. */
  readonly rungs: readonly number[];
  /** The rung at or below a distance; by the distance less the shortest. */
  readonly below: Int32Array;
  /** How far a distance is on the way to the next rung, in [0, 1). */
  readonly up: Float64Array;
}

const FARTHER = 1.2;

/** Each distance `farther` times as far as the one before, but at least a day farther, up to the farthest: with 1.2, every day up to a week. */
export const ladder = (nearest: number, farthest: number, farther: number = FARTHER): Ladder => {
  const rungs: number[] = [];
  for (let rung = nearest; rung < farthest; rung = Math.max(rung + 1, Math.floor(rung * farther))) rungs.push(rung);
  rungs.push(farthest);
  const length = farthest - nearest + 1;
  const below = new Int32Array(length);
  const up = new Float64Array(length);
  let rung = 0;
  for (let distance = nearest; distance <= farthest; distance += 1) {
    while (rung + 1 < rungs.length && (rungs[rung + 1] as number) <= distance) rung += 1; // the next rung is there
    const low = rungs[rung] as number; // the distance lies at or above it
    const high = rungs[rung + 1];
    below[distance - nearest] = rung;
    if (high !== undefined) up[distance - nearest] = (distance - low) / (high - low);
  }
  return { rungs, below, up };
};
