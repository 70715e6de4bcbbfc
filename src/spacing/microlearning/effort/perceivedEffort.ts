import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../../core/check/index.ts";
import { studentTQuantile, studentTUpperTail } from "../../../core/numeric/distributions/index.ts";
import { type Estimate, type Evidence, type Reason, type Result, reason } from "../../../core/vocabulary/index.ts";
import type { StartDayGroup } from "./dayGroups.ts";
import { type AnnouncedOffer, type ReadOffers, readOffers } from "./offers.ts";
import { type PerceivedEffortOptions, type ReadEffortOptions, readEffortOptions } from "./options.ts";
import { type StartCurve, startCurve } from "./startCurve.ts";
import { fitStarts, type StartModel } from "./startModel.ts";

/** How starting goes with the announced length. */
export interface PerceivedEffort {
  /** By what the odds of starting on a day are multiplied for so many minutes more: below 1 where longer announcements are started less. */
  readonly oddsRatio: Estimate;
  /** The chance of starting within the horizon, by announced length. */
  readonly curve: StartCurve;
  /** The days that share one chance of starting, with what was seen on them. */
  readonly dayGroups: readonly StartDayGroup[];
}

const NAME = "spacing.perceivedEffort";
const METHOD = "CR2 t on the log odds";
/** Starts for each coefficient below which intervals are rough. */
const STARTS_EACH = 10;
/** Learners below which they are rough. */
const ENOUGH_LEARNERS = 50;

/** Beyond the largest number: an open end. */
const orOpen = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Watching that ended with a start within the horizon, beside watching that ended before it without one: the first are seen too often. */
const endedUnlike = ({ startDay, watchedDays, endsAtStart }: ReadOffers, horizonDays: number): Reason | null => {
  let atStart = 0;
  let before = 0;
  startDay.forEach((day, offer) => {
    if (day < 0 && (watchedDays[offer] ?? 0) < horizonDays) before += 1;
    if (day >= 0 && day < horizonDays && endsAtStart[offer] === 1) atStart += 1;
  });
  return atStart === 0 || before === 0 ? null : reason("watched-until-start", { atStart, before, horizonDays });
};

const warningsOf = (
  model: StartModel,
  offers: ReadOffers,
  { announced, horizonDays }: ReadEffortOptions,
): readonly Reason[] => {
  const { starts, clusters } = model;
  const { learners } = offers;
  const coefficients = model.coefficients.length;
  return [
    announced === "as-offered" ? reason("lengths-as-offered") : null,
    endedUnlike(offers, horizonDays),
    starts < STARTS_EACH * coefficients ? reason("few-starts", { starts, coefficients }) : null,
    clusters < ENOUGH_LEARNERS
      ? learners === null
        ? reason("few-offers", { offers: clusters })
        : reason("few-clusters", { clusters, by: "learner", few: ENOUGH_LEARNERS })
      : null,
  ].filter((one) => one !== null);
};

const oddsRatioOf = (
  model: StartModel,
  offers: ReadOffers,
  options: ReadEffortOptions,
  evidence: Evidence,
): Estimate => {
  const { doublings, perMinutes, horizonDays, level } = options;
  const { coefficients, covariance, degreesOfFreedom, starts, offerDays } = model;
  const size = coefficients.length;
  const times = doublings ? 1 : perMinutes;
  const logOdds = times * (coefficients[size - 1] as number); // the last of them
  const error = times * Math.sqrt(covariance[size * size - 1] as number);
  const half = studentTQuantile(0.5 + level / 2, degreesOfFreedom) * error;
  const ratio = Math.exp(logOdds);
  const statistic = logOdds / error;
  const step = doublings ? "for twice the minutes announced" : `for ${perMinutes} minutes more announced`;
  const spread = orOpen(ratio * error);
  return {
    estimand: `odds of starting on a day, within ${horizonDays} ${horizonDays === 1 ? "day" : "days"} of the offer, ${step}`,
    scale: "times as high",
    evidence,
    estimate: orOpen(ratio),
    ...(spread === null ? {} : { standardError: { value: spread, kind: "CR2, delta method" } }),
    interval: {
      lower: Math.exp(logOdds - half),
      upper: orOpen(Math.exp(logOdds + half)),
      level,
      kind: "confidence",
      method: METHOD,
    },
    test: {
      name: METHOD,
      statistic,
      degreesOfFreedom,
      pValue: Math.min(1, 2 * studentTUpperTail(Math.abs(statistic), degreesOfFreedom)),
      alternative: "two-sided",
    },
    n: { rows: model.offers, ...(offers.learners === null ? {} : { clusters: model.clusters }) },
    diagnostics: {
      logOdds,
      degreesOfFreedom,
      starts,
      offerDays,
      offersNotWatched: offers.minutes.length - model.offers,
    },
    warnings: warningsOf(model, offers, options),
  };
};

/**
 * Do people start what is announced as short rather than what is announced as long, and by how much? From offers that said how many minutes they
 * would take.
 *
 * The discrete-time hazard of starting: log odds of starting on day d = baseline of d's group + b × announced minutes (or log2 of them), by
 * logistic regression on the days on which an offer was still open. Day groups are 0, 1, 2 to 3, 4 to 7 and so on up to the horizon; a group
 * without a start, without a day that ended without one, or with one learner only is put together with its neighbour. The odds ratio is
 * exp(b × perMinutes). Errors are cluster-robust by learner (CR2 with Satterthwaite's degrees of freedom), the interval is made on the log odds.
 * The chance of starting within the horizon is 1 - product over days of (1 - hazard), with intervals by the delta method.
 *
 * Day d is the time from d to d + 1 days after the offer. Only days that were watched as a whole count, and starts on them: what was seen on a
 * part of a day is left out for all alike, but for starts with which watching ended, which count; a warning says where those bias the chance
 * upwards. Starts after the horizon are no starts within it.
 *
 * What the ratio says depends on how lengths came to be announced, so `announced` has to be given: only where chance decided which length was
 * announced can a difference be put down to the announcement.
 *
 * Fails with `InvalidInput` on offers that do not fit (a start after the end of watching, a learner in some offers only), with `InsufficientData`
 * without starts, without days that end without one, with fewer than two learners, and where no offer was watched up to the horizon; with
 * `NotIdentified` where all announced lengths are the same, where the length tells without error who starts, and where one learner alone
 * determines a coefficient.
 *
 * Cost: offers × day groups³. Source: Singer and Willett 1993; for the errors McCaffrey and Bell 2006, Pustejovsky and Tipton 2018.
 *
 * @param options `announced`, `"randomised"` or `"as-offered"`; `horizonDays` 14; `lengthScale` `"minutes"`, `perMinutes` 5; `atMinutes`, the
 *   announced lengths; `level` 0.95
 * @returns a function from offers to the odds ratio and the curve
 *
 * @example
 * ```ts
 * import { explain, orThrow, spacing } from "learnlift";
 *
 * const offers = Array.from({ length: 240 }, (_, place) => {
 *   const announcedMinutes = place % 2 === 0 ? 3 : 10; // by the toss of a coin
 *   const started = place % (announcedMinutes === 3 ? 5 : 9) < 2;
 *   return { announcedMinutes, startedAfterDays: started ? place % 6 : null, observedDays: 14 };
 * });
 * const { oddsRatio, curve } = orThrow(spacing.perceivedEffort({ announced: "randomised" })(offers));
 * curve.announcedMinutes; // => [3, 10]
 * curve.chance.map((chance) => chance.toFixed(2)); // => ["0.41", "0.23"]
 * oddsRatio.estimate; // => 0.59
 * explain(oddsRatio).endsWith("chance decided who got what, so any difference was caused by it."); // => true
 * ```
 */
export const perceivedEffort = (
  options: PerceivedEffortOptions,
): ((offers: readonly AnnouncedOffer[]) => Result<PerceivedEffort>) => {
  const checked = reading(NAME, (found) => readEffortOptions(found, options));
  return (offers) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => readOffers(found, offers));
    if (isLeft(read)) return read;
    const model = fitStarts(NAME, read.right, checked.right);
    if (isLeft(model)) return model;
    const evidence: Evidence = checked.right.announced === "randomised" ? "randomised" : "association";
    const curve = startCurve(model.right, read.right.minutes, checked.right, evidence);
    const unlike = endedUnlike(read.right, checked.right.horizonDays);
    return right({
      oddsRatio: oddsRatioOf(model.right, read.right, checked.right, evidence),
      curve: unlike === null ? curve : { ...curve, warnings: [...curve.warnings, unlike] },
      dayGroups: model.right.groups,
    });
  };
};
