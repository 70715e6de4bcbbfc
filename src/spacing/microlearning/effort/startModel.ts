import { isLeft, right } from "fp-ts/lib/Either.js";
import { logisticClusterCovariance, logisticRegression } from "../../../core/regression/index.ts";
import { type Failure, insufficientData, type Result, reason } from "../../../core/vocabulary/index.ts";
import { dayGroupsOf, daysAtRisk, type StartDayGroup, startCounts } from "./dayGroups.ts";
import type { ReadOffers } from "./offers.ts";
import type { ReadEffortOptions } from "./options.ts";

/**
 * log odds of starting on a day = baseline of the day's group + slope × (length - middle), with length in minutes or in doublings of a
 * minute.
 */
export interface StartModel {
  readonly groups: readonly StartDayGroup[];
  /** That of the first group; for each further one its distance from the first; the slope. */
  readonly coefficients: Float64Array;
  /** Of the coefficients, row-major. */
  readonly covariance: Float64Array;
  /** Of the slope's t. */
  readonly degreesOfFreedom: number;
  /** The mean length over all rows of the fit. */
  readonly middle: number;
  /** Offers with at least one whole watched day. */
  readonly offers: number;
  /** Learners of these offers. */
  readonly clusters: number;
  readonly starts: number;
  readonly offerDays: number;
}

/** A length as the model has it. */
export const lengthOf = (minutes: number, { doublings }: ReadEffortOptions): number =>
  doublings ? Math.log2(minutes) : minutes;

/** How the length is called in failures. */
const LENGTH = "announcedMinutes";

/**
 * The discrete-time hazard by logistic regression. Days of an offer that share a group are one row with a weight, its start another: the
 * likelihood is that of a row a day.
 */
export const fitStarts = (name: string, read: ReadOffers, options: ReadEffortOptions): Result<StartModel> => {
  const { horizonDays } = options;
  const offers = watched(read);
  const count = offers.minutes.length;
  if (count === 0) return insufficientData(name, "offers that were watched for a whole day", 1, 0);
  const longest = offers.watchedDays.reduce((most, days) => Math.max(most, days), 0);
  if (longest < horizonDays)
    return insufficientData(name, "whole days over which an offer was watched", horizonDays, longest);
  const groups = dayGroupsOf(offers, horizonDays);
  const starts = groups.reduce((sum, group) => sum + group.starts, 0);
  const offerDays = groups.reduce((sum, group) => sum + group.offerDays, 0);
  if (starts === 0) return insufficientData(name, "starts", 1, 0);
  if (starts === offerDays) return insufficientData(name, "days without a start", 1, 0);

  const columns = groups.length;
  const most = count * (columns + 1);
  const x = new Float64Array(most * columns);
  const y = new Float64Array(most);
  const weights = new Float64Array(most);
  const cluster = new Int32Array(most);
  const middle = offers.minutes.reduce((sum, minutes) => sum + lengthOf(minutes, options), 0) / count;
  let rows = 0;
  // offer < count, rows < most
  for (let offer = 0; offer < count; offer += 1) {
    const days = daysAtRisk(offers, offer, horizonDays);
    const started = startCounts(offers, offer, horizonDays);
    const length = lengthOf(offers.minutes[offer] as number, options) - middle;
    const add = (group: number, outcome: number, weight: number): void => {
      if (group > 0) x[rows * columns + group - 1] = 1;
      x[rows * columns + columns - 1] = length;
      y[rows] = outcome;
      weights[rows] = weight;
      cluster[rows] = offers.cluster[offer] as number;
      rows += 1;
    };
    groups.forEach(({ fromDay, throughDay }, group) => {
      if (fromDay >= days) return;
      const here = Math.min(days, throughDay + 1) - fromDay;
      const start = started && days <= throughDay + 1 ? 1 : 0;
      if (here > start) add(group, 0, here - start);
      if (start === 1) add(group, 1, 1);
    });
  }
  const problem = {
    caller: name,
    x: x.subarray(0, rows * columns),
    y: y.subarray(0, rows),
    weights: weights.subarray(0, rows),
    rows,
    names: [...groups.slice(1).map(({ fromDay, throughDay }) => daysInWords(fromDay, throughDay)), LENGTH],
  };
  const fit = logisticRegression(problem);
  if (isLeft(fit)) return fit;
  const clusters = 1 + offers.cluster.reduce((last, one) => Math.max(last, one), -1);
  const sandwich = logisticClusterCovariance(problem, fit.right, cluster.subarray(0, rows), clusters);
  if (isLeft(sandwich)) return { ...sandwich, left: named(sandwich.left, offers) };
  const { covariance, degreesOfFreedom } = sandwich.right;
  return right({
    groups,
    coefficients: fit.right.coefficients,
    covariance,
    degreesOfFreedom: degreesOfFreedom[columns] as number, // the last of columns + 1 coefficients
    middle,
    offers: count,
    clusters,
    starts,
    offerDays,
  });
};

const daysInWords = (from: number, through: number): string =>
  from === through ? `day ${from}` : `days ${from} to ${through}`;

/** The offers with at least one whole watched day, their learners numbered anew. */
const watched = (offers: ReadOffers): ReadOffers => {
  const kept: number[] = [];
  offers.watchedDays.forEach((days, offer) => {
    if (days > 0) kept.push(offer);
  });
  const numbers = new Map<number, number>();
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (offer) => column[offer] as number); // offers that are there
  const cluster = Int32Array.from(kept, (offer) => {
    const old = offers.cluster[offer] as number; // an offer that is there
    const number = numbers.get(old) ?? numbers.size;
    numbers.set(old, number);
    return number;
  });
  const names = offers.learners;
  return {
    minutes: pick(offers.minutes),
    startDay: pick(offers.startDay),
    watchedDays: pick(offers.watchedDays),
    endsAtStart: Uint8Array.from(kept, (offer) => offers.endsAtStart[offer] as number), // offers that are there
    cluster,
    learners: [...numbers.keys()].map((old) => names?.[old] ?? `offer ${old}`),
  };
};

/** A failure that names a learner by number, with the learner's name. */
const named = (failure: Failure, { learners }: ReadOffers): Failure => {
  if (failure._tag !== "NotIdentified") return failure;
  const { cluster } = failure.because.values;
  const learner = typeof cluster === "number" ? (learners?.[cluster] ?? "") : "";
  return { ...failure, involved: [learner], because: reason("learner-alone", { learner }) };
};
