import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  readArray,
  reading,
  readNumber,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { normalQuantile, normalUpperTail } from "../../core/numeric/distributions/index.ts";
import { type Estimate, notIdentified, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import { type Assignment, evidenceOf, readAssignment } from "../experiment/settings.ts";
import type { SurvivalCurves } from "./curve.ts";
import { type GroupEstimate, type ReadCurves, readSteps, requireFollowUp, type Steps, timeIn } from "./readCurves.ts";

const NAME = "metrics.restrictedMean";
const DIFFERENCE = "metrics.restrictedMeanDifference";

/** Fewer than this at risk at the end make the last part of a curve rest on few. */
const FEW = 10;

/** The area under one curve up to a time. */
interface Area {
  readonly area: number;
  /** Greenwood's variance of the area. */
  readonly variance: number;
  /** Under observation just before the end. */
  readonly atRisk: number;
}

/**
 * The area under S up to `until`, and its variance: the sum over event times t of (area right of t)^2 d / (n (n - d)).
 * From the right, so that the area right of each time is at hand. Where d = n nothing is right of it.
 */
const areaOf = ({ time, atRisk, events, survival }: Steps, until: number): Area => {
  let last = time.length - 1;
  while (last >= 0 && (time[last] ?? 0) >= until) last -= 1;
  let end = until;
  let area = 0;
  let variance = 0;
  for (let at = last; at >= 0; at -= 1) {
    const here = time[at] ?? 0; // at < length, as below
    const [d, risk] = [events[at] ?? 0, atRisk[at] ?? 0];
    area += (survival[at] ?? 0) * (end - here);
    if (d > 0 && d < risk) variance += area * area * (d / (risk * (risk - d)));
    end = here;
  }
  return { area: area + end, variance, atRisk: atRisk[last + 1] ?? 0 }; // nobody after the last time
};

const tailWarning = ({ atRisk }: Area, group: string | null, until: number): readonly Reason[] =>
  atRisk < FEW ? [reason("thin-tail", { atRisk, group: group ?? "all", time: until })] : [];

/**
 * How many days of the first year did they stay, on average? Says more than a median where fewer than half leave, and needs no
 * assumption about the time after.
 *
 * The restricted mean: the area under S(t) from 0 to `until`. Its variance by Greenwood: the sum over event times of
 * (area right of t)² d / (n (n - d)). The interval is normal.
 *
 * @param options - `until`: above 0, in the unit of the curves.
 * @returns a function from `kaplanMeier`'s answer to one estimate for each group, in the unit of the curves; `InsufficientData` where a
 *   group was not followed that long and some of it was still there. Fewer than ten at risk at the end give the warning `thin-tail`.
 *
 * Cost: linear in the distinct times. Source: Irwin 1949; Klein and Moeschberger 2003, section 4.5; agrees with R's
 * `print(survfit, rmean =)`.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const rows = [10, 20, 30, 40].map((days) => ({ days, left: days < 40 }));
 * const curves = orThrow(metrics.kaplanMeier({ time: "days", event: "left" })(rows));
 * orThrow(metrics.restrictedMean({ until: 30 })(curves))[0]?.estimate.estimate; // => 22.5
 * ```
 */
export const restrictedMean = (options: {
  readonly until: number;
}): ((curves: SurvivalCurves) => Result<readonly GroupEstimate[]>) => {
  const settings = reading(NAME, (found) =>
    readNumber(found, ["until"], readOptions(found, [], options, ["until"])["until"], { above: 0 }),
  );
  return (curves) => {
    if (isLeft(settings)) return settings;
    const until = settings.right;
    const read = reading(NAME, (found) => readSteps(found, curves));
    if (isLeft(read)) return read;
    const followed = requireFollowUp(NAME, read.right.curves, until, read.right.unit);
    if (isLeft(followed)) return followed;
    return right(followed.right.map((curve) => ({ group: curve.group, estimate: meanOf(read.right, curve, until) })));
  };
};

const meanOf = ({ level, unit }: ReadCurves, curve: Steps, until: number): Estimate => {
  const area = areaOf(curve, until);
  const spread = Math.sqrt(area.variance);
  const half = normalQuantile(0.5 + level / 2) * spread;
  return {
    estimand: `mean time before the event within the first ${timeIn(until, unit)}`,
    scale: unit,
    evidence: "descriptive",
    estimate: area.area,
    standardError: { value: spread, kind: "Greenwood" },
    interval: {
      lower: Math.max(0, area.area - half),
      upper: Math.min(until, area.area + half),
      level,
      kind: "confidence",
      method: "normal",
    },
    n: { rows: curve.n },
    diagnostics: { atRisk: area.atRisk },
    warnings: tailWarning(area, curve.group, until),
  };
};

/** What two restricted means are compared on. */
export interface RestrictedMeanDifferenceOptions {
  /** Up to which time, above 0, in the unit of the curves. */
  readonly until: number;
  /** The two groups: the first minus the second. Default: the second curve minus the first, where there are two. */
  readonly between?: readonly [string, string];
  /** How rows came into their groups; default `"observed"`. */
  readonly assignment?: Assignment;
}

interface DifferenceSettings {
  readonly until: number;
  readonly between: readonly string[] | null;
  readonly assignment: Assignment;
}

const readDifference = (found: Found, value: unknown): DifferenceSettings => {
  const options = readOptions(found, [], value, ["until", "between", "assignment"]);
  const between = orDefault<readonly string[] | null>(options["between"], null, (groups) =>
    readArray(found, ["between"], groups, (group, path) => readText(found, path, group, "the name of a group")),
  );
  if (between !== null && Array.isArray(options["between"]) && (between.length !== 2 || between[0] === between[1]))
    note(found, ["between"], "inconsistent", "two groups, the first minus the second", options["between"]);
  return {
    until: readNumber(found, ["until"], options["until"], { above: 0 }),
    between,
    assignment: readAssignment(found, options["assignment"]),
  };
};

/**
 * How many more days of the first quarter did one group stay than the other?
 *
 * The difference of two restricted means (see `restrictedMean`); the variances add, the interval and the test are normal. Unlike a ratio of
 * hazards it is in days, and right whatever the shape of the curves.
 *
 * @param options - see `RestrictedMeanDifferenceOptions`; an unknown key is a failure.
 * @returns a function from `kaplanMeier`'s answer to the estimate; `NotIdentified` where there are not two groups to compare,
 *   `InsufficientData` where one was not followed that long.
 *
 * Cost: linear in the distinct times. Source: Royston and Parmar 2013; Uno and others 2014.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const rows = [10, 20, 30, 40, 20, 30, 40, 50].map((days, i) => ({ days, left: true, arm: i < 4 ? "plain" : "nudged" }));
 * const curves = orThrow(metrics.kaplanMeier({ time: "days", event: "left", group: "arm" })(rows));
 * const longer = orThrow(
 *   metrics.restrictedMeanDifference({ until: 40, between: ["nudged", "plain"], assignment: "randomised" })(curves),
 * );
 * longer.estimate; // => 7.5
 * ```
 */
export const restrictedMeanDifference = (
  options: RestrictedMeanDifferenceOptions,
): ((curves: SurvivalCurves) => Result<Estimate>) => {
  const settings = reading(DIFFERENCE, (found) => readDifference(found, options));
  return (curves) => {
    if (isLeft(settings)) return settings;
    const read = reading(DIFFERENCE, (found) => readSteps(found, curves));
    if (isLeft(read)) return read;
    const all = read.right.curves;
    const between = settings.right.between ?? [all[1]?.group ?? null, all[0]?.group ?? null];
    const [one, other] = between.map((group) => all.find((curve) => curve.group === group));
    if (
      one === undefined ||
      other === undefined ||
      one === other ||
      (settings.right.between === null && all.length > 2)
    ) {
      const because = reason("not-two-groups", { groups: all.length });
      return notIdentified(DIFFERENCE, "a difference", all.map(nameBeside), because);
    }
    const followed = requireFollowUp(DIFFERENCE, [one, other], settings.right.until, read.right.unit);
    return isLeft(followed) ? followed : right(differenceOf(settings.right, read.right, one, other));
  };
};

/** How a curve is called beside others: what has no group is not all there is. */
const nameBeside = ({ group }: Steps): string => group ?? "no group";

const differenceOf = (
  { until, assignment }: DifferenceSettings,
  { level, unit }: ReadCurves,
  one: Steps,
  other: Steps,
): Estimate => {
  const [first, second] = [areaOf(one, until), areaOf(other, until)];
  const estimate = first.area - second.area;
  const spread = Math.sqrt(first.variance + second.variance);
  const [name, than] = [nameBeside(one), nameBeside(other)];
  const method = "restricted mean z";
  const shared = {
    estimand: `difference in mean time before the event within the first ${timeIn(until, unit)} between ${name} and ${than}`,
    scale: unit,
    evidence: evidenceOf(assignment),
    estimate,
    standardError: { value: spread, kind: "Greenwood" },
    n: { rows: one.n + other.n, byArm: { [name]: one.n, [than]: other.n } },
    diagnostics: { first: first.area, second: second.area },
  };
  const warnings = [...tailWarning(first, name, until), ...tailWarning(second, than, until)];
  if (spread === 0)
    return {
      ...shared,
      interval: { lower: null, upper: null, level, kind: "confidence", method },
      warnings: [...warnings, reason("no-spread")],
    };
  const half = normalQuantile(0.5 + level / 2) * spread;
  const statistic = estimate / spread;
  return {
    ...shared,
    interval: { lower: estimate - half, upper: estimate + half, level, kind: "confidence", method },
    test: {
      name: method,
      statistic,
      pValue: Math.min(1, 2 * normalUpperTail(Math.abs(statistic))),
      alternative: "two-sided",
    },
    warnings,
  };
};
