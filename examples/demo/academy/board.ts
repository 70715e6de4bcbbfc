import { charts, type Estimate, metrics, orThrow, type records } from "learnlift";
import type { Section } from "../page.ts";
import { drawn } from "../renderChart.ts";
import type { Effects } from "./effects.ts";

const DAY_MS = 86_400_000;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const days = (value: number | null): string => (value === null ? "open" : `${value.toFixed(1)} days`);
const points = (share: number): string => `${(100 * share).toFixed(1)} points`;

/** People enrolled in one way. */
export interface OriginRow {
  readonly origin: string;
  readonly enrolments: number;
  readonly share: number;
  readonly stillThere: number;
  /** Days until half have left; `null` where more than half are still there. */
  readonly median: number | null;
}

/** What the board asks. */
export interface BoardStory {
  readonly origins: readonly OriginRow[];
  /** Share of enrolments that people chose themselves or took up when it was recommended. */
  readonly voluntaryShare: number;
  readonly staying: metrics.SurvivalCurves;
  readonly logRank: metrics.LogRank;
  /** Days enrolled within the horizon: voluntary less the others. */
  readonly daysMore: Estimate;
  /** How many days that is measured over. */
  readonly horizon: number;
  /** What a comparison of this size shows four times in five, and what nudges have been seen to add. */
  readonly detectable: { readonly perArm: number; readonly base: number; readonly difference: number };
  /** People per arm that it takes to see `typical`. */
  readonly needed: { readonly typical: number; readonly perArm: number };
}

/** Enrolments of one's own will. */
const VOLUNTARY = new Set(["self", "recommended"]);

/** What reminders add on average in 126 trials of two nudge units: DellaVigna and Linos 2022. */
const TYPICAL = 0.014;

const rowsOf = (enrolments: readonly records.Enrolment[], asOf: number) =>
  enrolments.map(({ leftAt, enrolledAt, origin }) => ({
    days: ((leftAt ?? asOf) - enrolledAt) / DAY_MS,
    left: leftAt !== undefined,
    origin,
    voluntary: VOLUNTARY.has(origin) ? "voluntary" : "not voluntary",
  }));

/** @param baseShare - of those who start without a message */
export const tellBoard = (
  enrolments: readonly records.Enrolment[],
  asOf: number,
  { naive }: Effects,
  baseShare: number,
): BoardStory => {
  const rows = rowsOf(enrolments, asOf);
  const staying = orThrow(metrics.kaplanMeier({ time: "days", event: "left", group: "origin" })(rows));
  const byWill = orThrow(metrics.kaplanMeier({ time: "days", event: "left", group: "voluntary" })(rows));
  // up to here every group still has people under observation
  const horizon = Math.floor(Math.min(...byWill.curves.map(({ time }) => time[time.length - 1] ?? 0)));
  const perArm = Math.min(...Object.values(naive.n.byArm ?? {}));
  const shown = orThrow(metrics.detectableDifference({ share: baseShare })({ treated: perArm, control: perArm }));
  return {
    origins: staying.curves.map(({ group, n, eventCount, median }) => ({
      origin: group ?? "",
      enrolments: n,
      share: n / enrolments.length,
      stillThere: n - eventCount,
      median: median.estimate,
    })),
    voluntaryShare: rows.filter(({ voluntary }) => voluntary === "voluntary").length / rows.length,
    staying,
    logRank: orThrow(metrics.logRank({ time: "days", event: "left", group: "origin" })(rows)),
    horizon,
    daysMore: orThrow(
      metrics.restrictedMeanDifference({ until: horizon, between: ["voluntary", "not voluntary"] })(byWill),
    ),
    detectable: { perArm, base: baseShare, difference: shown.difference },
    needed: { typical: TYPICAL, perArm: orThrow(metrics.rowsToDetect({ share: baseShare })(TYPICAL)).perArm },
  };
};

const excludesZero = ({ interval: { lower, upper } }: Estimate): boolean =>
  (lower !== null && lower > 0) || (upper !== null && upper < 0);

const ORIGIN_HEAD = ["how they came to be enrolled", "enrolments", "share", "still enrolled", "half have left after"];

const originRows = ({ origins }: BoardStory): readonly (readonly string[])[] =>
  origins.map(({ origin, enrolments, share, stillThere, median }) => [
    origin,
    String(enrolments),
    percent(share),
    percent(stillThere / enrolments),
    median === null ? "not within the time" : `${median.toFixed(0)} days`,
  ]);

const lines = (story: BoardStory): readonly string[] => [
  `${percent(story.voluntaryShare)} of the enrolments were voluntary: chosen, or taken up when recommended.`,
  `Within the first ${story.horizon} days people stayed ${days(story.daysMore.estimate)} longer where they came of their own will (95 % interval ${days(story.daysMore.interval.lower)} to ${days(story.daysMore.interval.upper)})${excludesZero(story.daysMore) ? "" : "; such a difference can be chance"}.`,
  `The four ways of being enrolled differ: log-rank chi-square ${story.logRank.test.statistic.toFixed(1)}, p ${story.logRank.test.pValue < 0.001 ? "below 0.001" : `= ${story.logRank.test.pValue.toFixed(3)}`}.`,
  `What this sample could detect: with n = ${story.detectable.perArm} in the smaller arm and ${percent(story.detectable.base)} who start anyway, a comparison finds a difference of ${points(story.detectable.difference)} four times in five. You cannot see ${points(story.needed.typical)}, which is what reminders added in 126 trials (DellaVigna and Linos 2022); that takes ${story.needed.perArm} people in each arm.`,
];

/** What the console shows. */
export const boardText = lines;

/** The heads and rows of its table. */
export const boardTable = (story: BoardStory) => ({ head: ORIGIN_HEAD, rows: originRows(story) });

/** What the page shows. */
export const boardSection = async (story: BoardStory): Promise<Section> => ({
  id: "board",
  title: "For the board",
  blocks: [
    { kind: "list", items: lines(story) },
    { kind: "table", caption: "Enrolments by origin", head: ORIGIN_HEAD, rows: originRows(story) },
    {
      kind: "chart",
      caption:
        "Kaplan-Meier with 95 % bands; below, how many were still under observation. People still enrolled at the end count as long as they were seen.",
      ...(await drawn(
        orThrow(
          charts.survivalChart({
            title: "Drop-off by how people came to be enrolled",
            time: "days since enrolment",
            still: "still enrolled",
          })(story.staying),
        ),
      )),
    },
  ],
});
