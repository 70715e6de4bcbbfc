import { right } from "fp-ts/lib/Either.js";
import { studentTQuantile, studentTUpperTail } from "../../core/numeric/distributions/index.ts";
import {
  covarianceOf,
  difference,
  type Linearised,
  loggedValue,
  policyValue,
  WEIGHT,
} from "../../core/offpolicy/index.ts";
import {
  type Estimate,
  type Estimates,
  type Evidence,
  insufficientData,
  notIdentified,
  type Reason,
  type Result,
  reason,
  type Test,
} from "../../core/vocabulary/index.ts";
import type { PolicySummary } from "./policyMoments.ts";
import { needsModel, type PolicyValueSettings } from "./settings.ts";

/** What is said of a policy: its value, the value of what was logged, and how much more the policy would have brought. */
export type PolicyValueName = "value" | "logged" | "gain";

const NAMES: readonly PolicyValueName[] = ["value", "logged", "gain"];

/** Fewer learners than this make an interval rough. */
const ENOUGH_LEARNERS = 50;

/** One decision with more than this share of the weight is worth a word. */
const HEAVY = 0.1;

/** Weights average 1 where probabilities are right; beyond this many standard errors they are not. */
const OFF = 4;

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

interface Weights {
  readonly mean: number;
  readonly effective: number;
  readonly largestShare: number;
}

/** A policy that does so little of what was logged is not evaluable at all. */
const LEAST_MEAN = 1e-9;

const weightsOf = ({ moments, rows, weightSquares, largestWeight }: PolicySummary): Weights => {
  const total = moments.units * (moments.means[WEIGHT] as number); // there are SUMS means
  return {
    mean: total / rows,
    effective: total / rows < LEAST_MEAN ? 0 : (total * total) / weightSquares,
    largestShare: total === 0 ? 0 : largestWeight / total,
  };
};

const WHAT = "the value of the policy";

/** What is known of a log beside its rows. */
export interface Provenance {
  /** What there is to say of decisions that were left out. */
  readonly warnings: readonly Reason[];
  /** True where what happened after a decision had a say in whether it was left out: the rest is then no matter of chance alone. */
  readonly selected: boolean;
  /** Decisions without a list of alternatives in which the policy asked about could do something else than what was logged. */
  readonly unlisted: number;
}

/** Of rows that say themselves what had no chance. */
export const ROWS_AS_GIVEN: Provenance = { warnings: [], selected: false, unlisted: 0 };

/** Why the log cannot answer, or `null`. */
const refusal = (
  name: string,
  settings: PolicyValueSettings,
  summary: PolicySummary,
  weights: Weights,
  unlisted: number,
): Result<never> | null => {
  const { rows, units, clustered, certain, unsupportedRows, unsupportedMass } = summary;
  const { leastEffective, estimator } = settings;
  if (rows < leastEffective) return insufficientData(name, "decisions", leastEffective, rows);
  if (units < 2) return insufficientData(name, clustered ? "learners" : "decisions", 2, units);
  if (needsModel(estimator) && summary.modelled < rows)
    return insufficientData(name, "decisions with predictions", rows, summary.modelled);
  if (estimator === "direct") return null;
  if (certain === rows) return notIdentified(name, WHAT, ["probability"], reason("nothing-left-to-chance", { rows }));
  if (unsupportedRows > 0 && settings.unsupported === "refuse") {
    const percent = rounded((100 * unsupportedMass) / rows, 3);
    return notIdentified(
      name,
      WHAT,
      ["target", "probability"],
      reason("no-support", { rows: unsupportedRows, percent }),
    );
  }
  if (unlisted > 0 && settings.unsupported === "refuse")
    return notIdentified(name, WHAT, ["target", "eligible"], reason("support-unknown", { rows: unlisted }));
  if (weights.effective < leastEffective) {
    const values = {
      effective: rounded(weights.effective, 3),
      needed: leastEffective,
      rows,
      largest: rounded(summary.largestWeight, 6),
    };
    return notIdentified(name, WHAT, ["target", "probability"], reason("weights-too-uneven", values));
  }
  return null;
};

const warningsOf = (
  settings: PolicyValueSettings,
  summary: PolicySummary,
  weights: Weights,
  unlisted: number,
): readonly Reason[] => {
  const { rows, units, clustered, unsupportedRows, unsupportedMass, clipped, largestWeight, weightSquares } = summary;
  const warnings: Reason[] = [];
  if (clustered && units < ENOUGH_LEARNERS) warnings.push(reason("few-learners", { learners: units }));
  if (settings.estimator === "direct") return warnings;
  if (unsupportedRows > 0)
    warnings.push(reason("no-support", { rows: unsupportedRows, percent: rounded((100 * unsupportedMass) / rows, 3) }));
  if (unlisted > 0) warnings.push(reason("support-unknown", { rows: unlisted }));
  if (clipped > 0)
    warnings.push(
      reason("weights-clipped", {
        percent: rounded((100 * clipped) / rows, 3),
        largest: rounded(largestWeight, 6),
      }),
    );
  if (weights.largestShare > HEAVY)
    warnings.push(reason("one-weight-heavy", { percent: Math.round(100 * weights.largestShare) }));
  const spread = Math.sqrt(Math.max(0, weightSquares / rows - weights.mean * weights.mean) / rows);
  // what was cut back or had no chance is missing from the mean by design
  if (clipped === 0 && unsupportedRows === 0 && Math.abs(weights.mean - 1) > OFF * spread + 1e-9)
    warnings.push(reason("mean-weight-off", { mean: rounded(weights.mean, 3) }));
  return warnings;
};

const ESTIMANDS: Readonly<Record<PolicyValueName, string>> = {
  value: "mean reward if the policy asked about had decided",
  logged: "mean reward of what was decided",
  gain: "mean reward if the policy asked about had decided, less that of what was decided",
};

const testOf = (name: string, statistic: number, degreesOfFreedom: number): Test => ({
  name,
  statistic,
  degreesOfFreedom,
  pValue: Math.min(1, 2 * studentTUpperTail(Math.abs(statistic), degreesOfFreedom)),
  alternative: "two-sided",
});

/** The estimates of a log that was summed up, or why it cannot answer. */
export const infer = (
  name: string,
  settings: PolicyValueSettings,
  summary: PolicySummary,
  { warnings: more, selected, unlisted }: Provenance,
): Result<Estimates<PolicyValueName>> => {
  const weights = weightsOf(summary);
  const refused = refusal(name, settings, summary, weights, unlisted);
  if (refused !== null) return refused;
  const { moments, rows, units, clustered } = summary;
  const { estimator, level } = settings;
  const value = policyValue(moments, estimator);
  const logged = loggedValue(moments);
  const by: Readonly<Record<PolicyValueName, Linearised>> = { value, logged, gain: difference(value, logged) };
  const covariance = NAMES.map((one) => NAMES.map((other) => covarianceOf(moments, by[one], by[other])));
  const isChance = settings.assignment === "randomised" && estimator !== "direct" && !selected && unlisted === 0;
  const evidence: Evidence = isChance ? "randomised" : "association";
  const warnings = [...more, ...warningsOf(settings, summary, weights, unlisted)];
  const half = studentTQuantile(0.5 + level / 2, units - 1);
  const estimateOf = (which: PolicyValueName, place: number): Estimate => {
    const { estimate } = by[which];
    const standardError = Math.sqrt(Math.max(0, covariance[place]?.[place] ?? 0));
    const sure = standardError > 0;
    const method = `${which === "logged" ? "mean" : estimator} t`;
    return {
      estimand: ESTIMANDS[which],
      scale: "reward",
      evidence: which === "logged" ? "descriptive" : evidence,
      estimate,
      standardError: {
        value: standardError,
        kind: clustered ? "influence function, clustered by learner" : "influence function",
      },
      interval: {
        lower: sure ? estimate - half * standardError : null,
        upper: sure ? estimate + half * standardError : null,
        level,
        kind: "confidence",
        method,
      },
      ...(which === "gain" && sure ? { test: testOf(method, estimate / standardError, units - 1) } : {}),
      n: {
        rows,
        ...(clustered ? { clusters: units } : {}),
        ...(which === "logged" ? {} : { effective: weights.effective }),
      },
      diagnostics: {
        degreesOfFreedom: units - 1,
        ...(which === "logged"
          ? {}
          : {
              meanWeight: weights.mean,
              largestWeight: summary.largestWeight,
              largestShare: weights.largestShare,
              effective: weights.effective,
              clippedShare: summary.clipped / rows,
              certainRows: summary.certain,
              unsupportedRows: summary.unsupportedRows,
              unsupportedShare: summary.unsupportedMass / rows,
            }),
      },
      warnings: [...(which === "logged" ? more : warnings), ...(sure ? [] : [reason("value-without-spread")])],
    };
  };
  return right({
    names: NAMES,
    by: { value: estimateOf("value", 0), logged: estimateOf("logged", 1), gain: estimateOf("gain", 2) },
    covariance,
  });
};
