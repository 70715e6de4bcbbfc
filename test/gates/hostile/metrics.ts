import { orThrow } from "../../../src/core/vocabulary/index.ts";
import * as metrics from "../../../src/metrics/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const comparison = () =>
  ({
    outcome: "minutes",
    treatment: "nudged",
    cluster: "team",
    assignment: "randomised",
    level: 0.9,
    missing: "refuse",
  }) as const;
const rows = () =>
  [12, 20, 7, 5, 9, 14, 3, 8].map((minutes, i) => ({
    minutes,
    nudged: i < 4,
    team: `team-${i % 4 === 3 ? 2 : i}`,
    before: (i * 7) % 5,
    chance: i < 4 ? 0.5 : 0.25,
    days: 3 + i,
    left: i % 3 !== 0,
    group: i % 2 === 0 ? "a" : "b",
  }));
const cells = "a cell may hold a truth value or 1 and 0, a cluster any id, and other columns anything";
const counts = () => ({
  groups: [
    { group: "a", time: [1, 3, 4], events: [1, 0, 1], censored: [0, 1, 1] },
    { group: "b", stratum: null, time: [2, 3], events: [1, 1], censored: [0, 1], entryTime: [0.5], entered: [1] },
  ],
});
const twoCurves = () => orThrow(metrics.kaplanMeierFromCounts()(counts()));
const covariance = () => ({
  n: 50,
  mean: [12, 4, 0.5],
  products: [
    [98, 60, 1],
    [60, 70, 1],
    [1, 1, 2],
  ],
});
const curves = () => orThrow(metrics.kaplanMeier({ time: "days", event: "left" })(rows()));

export const metricsCases: Cases = {
  "metrics.differenceInMeans": takes(() => [[comparison()], [rows()]], { accepts: { "1.0.*.*": cells } }),
  "metrics.adjustedDifference": takes(() => [[{ ...comparison(), covariates: ["before"] }], [rows()]], {
    accepts: { "1.0.*.*": cells },
  }),
  "metrics.inversePropensityDifference": takes(() => [[{ ...comparison(), probability: "chance" }], [rows()]], {
    accepts: { "1.0.*.*": cells },
  }),
  "metrics.differenceInMeansFromMoments": takes(() => [
    [{ assignment: "randomised", level: 0.9, outcome: "minutes" }],
    [{ treated: { n: 120, mean: 31, variance: 90 }, control: { n: 118, mean: 28, variance: 84 } }],
  ]),
  "metrics.cupedDifference": takes(
    () => {
      const { cluster: _, ...options } = comparison();
      return [[{ ...options, covariates: ["before"], effect: "difference" }], [rows()]];
    },
    { accepts: { "1.0.*.*": cells } },
  ),
  "metrics.cupedDifferenceFromMoments": takes(() => [
    [{ assignment: "randomised", level: 0.9, outcome: "minutes", effect: "relative" }],
    [{ covariates: ["before"], treated: covariance(), control: covariance() }],
  ]),
  "metrics.armCovarianceFold": takes(() => [[["before", "age"]]]),
  "metrics.detectableDifference": takes(() => [
    [{ standardDeviation: 1, power: 0.8, level: 0.95 }],
    [{ treated: 40, control: 50 }],
  ]),
  "metrics.powerToDetect": takes(() => [
    [{ difference: 0.1, share: 0.3, level: 0.95 }],
    [{ treated: 40, control: 50 }],
  ]),
  "metrics.rowsToDetect": takes(() => [[{ share: 0.3, power: 0.8, level: 0.95 }], [0.1]]),
  "metrics.survivalFold": plain(
    "a fold over observations that the host has read; its saved states are read by load, which the laws of folds test",
  ),
  "metrics.kaplanMeierFromCounts": takes(() => [[{ level: 0.9, band: "plain", unit: "weeks" }], [counts()]], {
    accepts: { "1.0.groups.*.group": "null where nothing was grouped" },
  }),
  "metrics.logRank": takes(() => [[{ time: "days", event: "left", group: "group", rho: 0.5 }], [rows()]], {
    accepts: { "1.0.*.*": cells },
  }),
  "metrics.logRankFromCounts": takes(() => [[{ rho: 1, assignment: "randomised" }], [counts()]], {
    accepts: { "1.0.groups.*.group": "null where nothing was grouped" },
  }),
  "metrics.survivalQuantile": takes(() => [[{ share: 0.25 }], [curves()]], { strict: ["0.0"] }),
  "metrics.restrictedMean": takes(() => [[{ until: 3 }], [curves()]], { strict: ["0.0"] }),
  "metrics.restrictedMeanDifference": takes(
    () => [[{ until: 3, between: ["a", "b"], assignment: "observed" }], [twoCurves()]],
    { strict: ["0.0"] },
  ),
  "metrics.armMomentsFold": plain(
    "a fold over numbers that the host has read; its saved states are read by load, which the laws of folds test",
  ),
  "metrics.kaplanMeier": takes(() => [[{ time: "days", event: "left", unit: "days" }], [rows()]], {
    accepts: { "1.0.*.*": cells },
  }),
  "metrics.survivalAt": takes(() => [[{ time: 5 }], [curves()]], { strict: ["0.0"] }),
};
