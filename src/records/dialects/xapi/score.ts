import { type Found, type Path, readNumber, readObject } from "../../../core/check/index.ts";
import { type Reason, reason } from "../../../core/vocabulary/index.ts";
import { noteMisspelt } from "./identifiers.ts";

/** A score as a share of what could be reached, if the statement tells it, and what to know about it. */
export interface ScoreReading {
  /** In [0, 1]. */
  readonly score?: number;
  /** What to know about it. */
  readonly notes: readonly Reason[];
}

/** Two scores are the same where they differ by rounding only. */
const SAME = 0.01;

const clamped = (scaled: number, notes: readonly Reason[]): ScoreReading =>
  scaled >= 0
    ? { score: scaled, notes }
    : { score: 0, notes: [...notes, reason("negative-score-clamped", { scaled })] };

/**
 * Reads `result.score`. Checked as the standard has it: `scaled` in [-1, 1], `raw` within [`min`, `max`], `min` not above `max`.
 *
 * The score is `scaled`, or (raw - min)/(max - min) where both ends are given; where both are there and agree, the latter, which is
 * not rounded. Three cases are noted:
 * - a negative `scaled` becomes 0;
 * - `scaled` = 2 (raw - min)/(max - min) - 1: this sender stretches [min, max] over [-1, 1] (Moodle's log store does), and the
 *   share is taken;
 * - any other disagreement of the two: `scaled` is taken.
 * Where `max` equals `min` nothing could be reached, and there is no score, whatever `scaled` says (Open edX sends 0 for 0 of 0).
 */
export const readScore = (found: Found, path: Path, value: unknown): ScoreReading => {
  const from = readObject(found, path, value, "a score");
  noteMisspelt(found, path, from, ["scaled", "raw", "min", "max"]);
  const given = (key: string, low?: number, high?: number): number | undefined =>
    from[key] === undefined
      ? undefined
      : readNumber(found, [...path, key], from[key], {
          ...(low === undefined ? {} : { min: low }),
          ...(high === undefined ? {} : { max: high }),
        });
  const scaled = given("scaled", -1, 1);
  const min = given("min");
  const max = given("max", min);
  const raw = given("raw", min, max);
  if (min !== undefined && max !== undefined && min === max)
    return { notes: [reason("score-out-of-nothing", { max })] };
  const share =
    raw === undefined || min === undefined || max === undefined || !Number.isFinite(max - min)
      ? undefined
      : (raw - min) / (max - min);
  if (scaled === undefined) {
    if (share !== undefined) return { score: share, notes: [] };
    return { notes: raw === undefined ? [] : [reason("score-without-ends", { raw })] };
  }
  if (share === undefined) return clamped(scaled, []);
  if (Math.abs(scaled - share) <= SAME) return { score: share, notes: [] };
  if (Math.abs(scaled - (2 * share - 1)) <= SAME)
    return { score: share, notes: [reason("score-scaled-from-minus-one", { scaled, share })] };
  return clamped(scaled, [reason("score-disagrees-with-raw", { scaled, share })]);
};
