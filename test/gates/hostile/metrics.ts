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
  "metrics.armMomentsFold": plain(
    "a fold over numbers that the host has read; its saved states are read by load, which the laws of folds test",
  ),
  "metrics.kaplanMeier": takes(() => [[{ time: "days", event: "left" }], [rows()]], { accepts: { "1.0.*.*": cells } }),
  "metrics.survivalAt": takes(() => [[{ time: 5 }], [curves()]], { strict: ["0.0"] }),
};
