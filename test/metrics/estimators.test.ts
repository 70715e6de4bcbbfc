import { chain } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import {
  adjustedDifference,
  cupedDifference,
  differenceInMeans,
  inversePropensityDifference,
  kaplanMeier,
  restrictedMeanDifference,
} from "../../src/metrics/index.ts";
import {
  coverageOf,
  describeEstimator,
  type SuiteEstimator,
  type SuiteRow,
  type SuiteWorld,
} from "./estimatorSuite.ts";

const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

/** A world in which treatment adds 1 to an outcome that follows what was known before. */
const world = (name: string, outcome: (before: number, random: () => number) => number): SuiteWorld => ({
  name,
  truth: 1,
  row: (treated, random) => {
    const before = normal(random);
    return { y: outcome(before, random) + (treated ? 1 : 0), treated, before, chance: 0.5 };
  },
});

const MEANS: readonly SuiteWorld[] = [
  world("a line with normal noise", (before, random) => 2 * before + normal(random)),
  world("a curve with skewed noise", (before, random) => Math.exp(before / 2) - Math.log(random())),
];

/** The restricted mean up to 6 of a time that leaves at a rate, or evenly until an end. */
const UNTIL = 6;
const TIMES: readonly SuiteWorld[] = [
  {
    name: "a constant rate of leaving",
    truth: 8 * (1 - Math.exp(-UNTIL / 8)) - 5 * (1 - Math.exp(-UNTIL / 5)),
    row: (treated, random) => ({ y: -(treated ? 8 : 5) * Math.log(random()), treated, before: 0, chance: 0.5 }),
  },
  {
    name: "leaving spread evenly",
    truth: (UNTIL * UNTIL) / 2 / 10 - (UNTIL * UNTIL) / 2 / 14,
    row: (treated, random) => ({ y: (treated ? 14 : 10) * random(), treated, before: 0, chance: 0.5 }),
  },
];

const columns = { outcome: "y", treatment: "treated" } as const;

const stays =
  (until: (rows: readonly SuiteRow[]) => number): SuiteEstimator["estimate"] =>
  (rows, assignment) => {
    const curves = kaplanMeier({ time: "y", event: "left", group: "arm" })(
      rows.map((row) => ({ ...row, left: true, arm: row.treated ? "treated" : "control" })),
    );
    const between = ["treated", "control"] as const;
    return chain(restrictedMeanDifference({ until: until(rows), between, assignment }))(curves);
  };

const ESTIMATORS: readonly SuiteEstimator[] = [
  {
    name: "differenceInMeans",
    estimate: (rows, assignment) => differenceInMeans({ ...columns, assignment })(rows),
    shifts: true,
    worlds: MEANS,
  },
  {
    name: "adjustedDifference",
    estimate: (rows, assignment) => adjustedDifference({ ...columns, covariates: ["before"], assignment })(rows),
    shifts: true,
    worlds: MEANS,
  },
  {
    name: "cupedDifference",
    estimate: (rows, assignment) => cupedDifference({ ...columns, covariates: ["before"], assignment })(rows),
    shifts: true,
    worlds: MEANS,
  },
  {
    name: "inversePropensityDifference",
    estimate: (rows, assignment) =>
      inversePropensityDifference({ ...columns, probability: "chance", assignment })(rows),
    shifts: true,
    worlds: MEANS,
  },
  {
    name: "restrictedMeanDifference",
    estimate: stays((rows) => 0.75 * Math.max(...rows.map(({ y }) => y))),
    shifts: false,
    worlds: [],
  },
];

for (const estimator of ESTIMATORS) describeEstimator(estimator);

// long: npm run soak runs these, npm test does not
describe.skipIf(process.env["FAST_CHECK_SEED"] !== "fresh")(
  "over 2,000 samples, the interval covers the truth as often as it says",
  () => {
    const all = [
      ...ESTIMATORS,
      { name: "restrictedMeanDifference", estimate: stays(() => UNTIL), shifts: false, worlds: TIMES },
    ];
    const cases = all.flatMap((estimator) => estimator.worlds.map((each) => ({ estimator, each })));
    it.each(cases.map(({ estimator, each }) => [estimator.name, each.name, estimator, each] as const))(
      "%s, %s",
      (_, __, estimator, each) => {
        const coverage = coverageOf(estimator, each, { samples: 2000, perArm: 60, seed: 2026 });
        expect(Math.abs(coverage - 0.95)).toBeLessThan(0.0195); // four standard errors of a share at 2,000 samples
      },
      600_000,
    );
  },
);
