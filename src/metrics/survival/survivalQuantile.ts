import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading, readNumber, readOptions } from "../../core/check/index.ts";
import type { Estimate, Result } from "../../core/vocabulary/index.ts";
import type { SurvivalCurves } from "./curve.ts";
import { quantileTime } from "./quantileTime.ts";
import { type GroupEstimate, type ReadCurves, readSteps, type Steps } from "./readCurves.ts";

const NAME = "metrics.survivalQuantile";

/**
 * By when has a quarter left, with its interval?
 *
 * The first time at which S(t) is below 1 - `share` (the middle of the rest where S is exactly that); the ends of the interval are the
 * times at which the ends of the band come down to it. `null` where the curve, or that end of its band, never does. With share 0.5 it
 * is the median.
 *
 * @param options - `share`: of those who had the event, in (0, 1).
 * @returns a function from `kaplanMeier`'s answer to one time for each group, in the unit of the curves.
 *
 * Cost: linear in the distinct times. Source: Brookmeyer and Crowley 1982; the rule of R's `quantile.survfit`.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const rows = [3, 8, 12, 20].map((days) => ({ days, left: true }));
 * const curves = orThrow(metrics.kaplanMeier({ time: "days", event: "left" })(rows));
 * orThrow(metrics.survivalQuantile({ share: 0.3 })(curves))[0]?.estimate.estimate; // => 8
 * ```
 */
export const survivalQuantile = (options: {
  readonly share: number;
}): ((curves: SurvivalCurves) => Result<readonly GroupEstimate[]>) => {
  const settings = reading(NAME, (found) =>
    readNumber(found, ["share"], readOptions(found, [], options, ["share"])["share"], { above: 0, below: 1 }),
  );
  return (curves) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readSteps(found, curves));
    if (isLeft(read)) return read;
    const share = settings.right;
    return right(
      read.right.curves.map((curve) => ({ group: curve.group, estimate: estimateOf(read.right, curve, share) })),
    );
  };
};

const estimateOf = ({ level, band, unit }: ReadCurves, curve: Steps, share: number): Estimate => ({
  estimand: `time by which ${Number((100 * share).toPrecision(12))} % had the event`,
  scale: unit,
  evidence: "descriptive",
  estimate: quantileTime(curve.time, curve.survival, 1 - share),
  interval: {
    lower: quantileTime(curve.time, curve.lower, 1 - share),
    upper: quantileTime(curve.time, curve.upper, 1 - share),
    level,
    kind: "confidence",
    method: band,
  },
  n: { rows: curve.n },
  diagnostics: { events: curve.events.reduce((sum, count) => sum + count, 0) },
  warnings: [],
});
