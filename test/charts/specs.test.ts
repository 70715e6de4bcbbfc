import { describe, expect, it } from "vitest";
import * as charts from "../../src/charts/index.ts";
import type { Estimate } from "../../src/core/vocabulary/index.ts";
import type { SurvivalCurve } from "../../src/metrics/index.ts";
import { createMemory, fsrs6 } from "../../src/spacing/index.ts";
import { rightOf } from "../support/property.ts";

const estimate = (value: number | null, lower: number | null, upper: number | null): Estimate => ({
  estimand: "difference",
  scale: "proportion",
  evidence: "randomised",
  estimate: value,
  interval: { lower, upper, level: 0.95, kind: "confidence", method: "Welch t" },
  n: { rows: 400 },
  diagnostics: {},
  warnings: [],
});

const curve = (group: string | null, time: readonly number[], survival: readonly number[]): SurvivalCurve => ({
  group,
  n: 8,
  eventCount: time.length,
  time,
  atRisk: time.map((_, at) => 8 - at),
  events: time.map(() => 1),
  censored: time.map(() => 0),
  survival,
  standardError: time.map(() => 0.1),
  lower: survival.map((share) => share / 2),
  upper: survival.map((share) => (share === 0 ? null : (1 + share) / 2)),
  median: estimate(survival.some((share) => share <= 0.5) ? 20 : null, 5, null),
});

const survival = (curves: readonly SurvivalCurve[]): charts.ChartSpec =>
  rightOf(
    charts.survivalChart({
      title: "Those who chose stay longer than those who were sent",
      time: "days",
      still: "here",
    })({ kind: "kaplan-meier", level: 0.95, band: "log", unit: "days", curves, warnings: [] }),
  );

const effect = (rows: readonly charts.LabelledEstimate[], factor?: number): charts.ChartSpec =>
  rightOf(
    charts.effectChart({ title: "What messages added", unit: "points", ...(factor === undefined ? {} : { factor }) })(
      rows,
    ),
  );

const MONDAY = Date.UTC(2025, 2, 3);

const forgetting = (): charts.ChartSpec =>
  rightOf(
    charts.forgettingChart({ title: "Once is not enough", days: 30 })([
      { label: "once", memory: rightOf(createMemory(fsrs6)()), reviews: [{ grade: "good", at: MONDAY }] },
      {
        label: "not at all",
        memory: rightOf(createMemory(fsrs6)({ retention: 0.8 })),
        reviews: [{ grade: "again", at: MONDAY }],
      },
    ]),
  );

/** What each chart is made of, down to the last colour; the pictures of these specifications were looked at when they were frozen. */
const SPECS: readonly (readonly [string, charts.ChartSpec])[] = [
  [
    "survivalChart of groups",
    survival([curve("sent", [0, 10, 20], [0.75, 0.5, 0]), curve("chose", [5, 40], [0.9, 0.8])]),
  ],
  ["survivalChart of one", survival([curve(null, [5], [0.5])])],
  ["survivalChart of none", survival([])],
  [
    "effectChart of groups with a truth",
    effect(
      [
        { label: "naive", estimate: estimate(0.25, 0.125, 0.5), truth: 0.0625, group: "on" },
        { label: "naive", estimate: estimate(0.25, null, 0.5), group: "off" },
        { label: "adjusted", estimate: estimate(null, -0.125, null), group: "off" },
      ],
      100,
    ),
  ],
  ["effectChart of one", effect([{ label: "plain", estimate: estimate(2, 1, 3) }])],
  ["effectChart of nothing but zero", effect([{ label: "plain", estimate: estimate(0, 0, 0) }])],
  ["effectChart of none", effect([])],
  [
    "ledgerChart",
    rightOf(
      charts.ledgerChart({ title: "Two of three were left alone" })({
        sent: 1204,
        nothing: 2310,
        blocks: { "opted-out": 330, "daily-cap": 330, "quiet-hours": 1840 },
      }),
    ),
  ],
  [
    "personaChart",
    rightOf(
      charts.personaChart({ title: "Two ways of learning" })({
        personas: [
          {
            name: "High active days",
            size: 120,
            profile: [
              { feature: "dormancyDays", effect: -1.5 },
              { feature: "activeDays", effect: 1.25 },
              { feature: "meanClicks", effect: 0 },
            ],
          },
          {
            name: "Typical",
            size: 200,
            profile: [
              { feature: "activeDays", effect: -0.25 },
              { feature: "week1Share", effect: 0.5 },
            ],
          },
        ],
      }),
    ),
  ],
  ["personaChart of none", rightOf(charts.personaChart({ title: "Nobody" })({ personas: [] }))],
  ["forgettingChart, its points left out", { ...forgetting(), data: { values: [] } }],
  [
    "personaChoiceChart",
    rightOf(
      charts.personaChoiceChart({ title: "Two, if any" })({
        recommended: 2,
        counts: [
          {
            k: 2,
            silhouette: 0.4,
            gap: 0.125,
            bic: -5750.4,
            stability: 0.9,
            smallestShare: 0.4,
            votes: ["silhouette"],
          },
          { k: 3, silhouette: 0.3, gap: null, bic: -5761.6, stability: 0.7, smallestShare: 0.1, votes: ["bic"] },
        ],
      }),
    ),
  ],
  [
    "personaChoiceChart of none",
    rightOf(charts.personaChoiceChart({ title: "Nobody" })({ recommended: null, counts: [] })),
  ],
  [
    "personaStabilityChart",
    rightOf(
      charts.personaStabilityChart({ title: "Not all are found again" })({
        agreement: 0.64,
        personas: [
          { persona: "persona-1", jaccard: 0.75, verdict: "doubtful" },
          { persona: "persona-2", jaccard: 0.55, verdict: "not-stable" },
        ],
      }),
    ),
  ],
  [
    "personaStabilityChart of none",
    rightOf(charts.personaStabilityChart({ title: "Nobody" })({ agreement: 1, personas: [] })),
  ],
];

describe("the specifications, word for word", () => {
  it.each(SPECS)("%s", (_, spec) => {
    expect(spec).toMatchSnapshot();
  });
});
