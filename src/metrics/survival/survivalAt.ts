import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading, readNumber, readOptions } from "../../core/check/index.ts";
import type { Estimate, Result } from "../../core/vocabulary/index.ts";
import type { SurvivalCurves } from "./curve.ts";
import { type GroupEstimate, type ReadCurves, readSteps, requireFollowUp, type Steps, timeIn } from "./readCurves.ts";

const NAME = "metrics.survivalAt";

/**
 * What share was still there at day 28, with its interval?
 *
 * Reads S(t) off Kaplan-Meier curves: the value of the last step at or before `time`, 1 before the first.
 *
 * @param options - `time`, at least 0, in the unit of the curves.
 * @returns a function from `kaplanMeier`'s answer to one estimate for each group; `InsufficientData` where a group was not followed that
 *   long and some of it was still there.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const curves = orThrow(
 *   metrics.kaplanMeier({ time: "days", event: "left" })([
 *     { days: 12, left: true },
 *     { days: 30, left: false },
 *   ]),
 * );
 * orThrow(metrics.survivalAt({ time: 28 })(curves))[0]?.estimate.estimate; // => 0.5
 * ```
 */
export const survivalAt = (options: {
  readonly time: number;
}): ((curves: SurvivalCurves) => Result<readonly GroupEstimate[]>) => {
  const settings = reading(NAME, (found) =>
    readNumber(found, ["time"], readOptions(found, [], options, ["time"])["time"], { min: 0 }),
  );
  return (curves) => {
    if (isLeft(settings)) return settings;
    const time = settings.right;
    const read = reading(NAME, (found) => readSteps(found, curves));
    if (isLeft(read)) return read;
    const followed = requireFollowUp(NAME, read.right.curves, time, read.right.unit);
    if (isLeft(followed)) return followed;
    return right(
      followed.right.map((curve) => ({ group: curve.group, estimate: estimateAt(read.right, curve, time) })),
    );
  };
};

const estimateAt = ({ level, band, unit }: ReadCurves, curve: Steps, time: number): Estimate => {
  let at = -1;
  while (at + 1 < curve.time.length && (curve.time[at + 1] ?? 0) <= time) at += 1;
  const lower = at < 0 ? 1 : (curve.lower[at] ?? null);
  const upper = at < 0 ? 1 : (curve.upper[at] ?? null);
  return {
    estimand: `share still there at ${timeIn(time, unit)}`,
    scale: "proportion",
    evidence: "descriptive",
    estimate: at < 0 ? 1 : (curve.survival[at] ?? null),
    standardError: { value: at < 0 ? 0 : (curve.standardError[at] ?? 0), kind: "Greenwood" },
    interval: { lower, upper, level, kind: "confidence", method: band },
    n: { rows: curve.n },
    diagnostics: { atRisk: at < 0 ? curve.n : (curve.atRisk[at] ?? 0) },
    warnings: [],
  };
};
