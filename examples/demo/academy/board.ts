import { isLeft } from "fp-ts/lib/Either.js";
import {
  charts,
  type Decision,
  type Estimate,
  explain,
  type LoggedDecision,
  metrics,
  nudge,
  orThrow,
  type records,
} from "learnlift";
import type { Section } from "../page.ts";
import { drawn } from "../renderChart.ts";
import type { Effects } from "./effects.ts";

const DAY_MS = 86_400_000;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const points = (share: number): string => `${(100 * share).toFixed(1)} percentage points`;

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
  readonly otherPolicies: OtherPolicies;
}

/** What other policies would have brought, told from the decisions that this one logged. */
export interface OtherPolicies {
  readonly sendWheneverAllowed: {
    readonly value: Estimate;
    readonly logged: Estimate;
    readonly gain: Estimate;
    /** As many decisions of its own would say as much. */
    readonly effective: number;
    readonly decisions: number;
  };
  /** Why the other question is refused. */
  readonly alwaysByEmail: string;
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

type Weighed = ReturnType<nudge.EvaluatePolicyOptions<nudge.NudgeAction>["target"]>;

/** Never nothing where something may be sent; which channel, in the proportions of the policy that was logged. */
const sendWheneverAllowed = ({ eligible }: Decision<nudge.NudgeAction>): Weighed => {
  const sends = (eligible ?? []).filter(({ action, probability }) => action.kind === "send" && probability > 0);
  const total = sends.reduce((sum, { probability }) => sum + probability, 0);
  return total === 0
    ? [{ action: { kind: "nothing" }, probability: 1 }]
    : sends.map(({ action, probability }) => ({ action, probability: probability / total }));
};

/** By email to everybody, whatever law and rules say. */
const alwaysByEmail = ({ eligible, ruledOut }: Decision<nudge.NudgeAction>): Weighed =>
  [...(eligible ?? []), ...ruledOut]
    .filter(({ action }) => action.kind === "send" && action.channel === "email")
    .slice(0, 1)
    .map(({ action }) => ({ action, probability: 1 }));

const tellOtherPolicies = (joined: readonly LoggedDecision<nudge.NudgeAction>[]): OtherPolicies => {
  const { value, logged, gain } = orThrow(
    nudge.evaluatePolicy<nudge.NudgeAction>({ target: sendWheneverAllowed, missing: "drop" })(joined),
  ).by;
  const refused = nudge.evaluatePolicy<nudge.NudgeAction>({ target: alwaysByEmail, missing: "drop" })(joined);
  return {
    sendWheneverAllowed: { value, logged, gain, effective: value.n.effective ?? 0, decisions: value.n.rows },
    alwaysByEmail: isLeft(refused) ? explain(refused.left) : "not refused",
  };
};

/** @param baseShare - of those who start without a message */
export const tellBoard = (
  enrolments: readonly records.Enrolment[],
  asOf: number,
  { naive, joined }: Effects,
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
    otherPolicies: tellOtherPolicies(joined),
  };
};

const excludesZero = ({ interval: { lower, upper } }: Estimate): boolean =>
  (lower !== null && lower > 0) || (upper !== null && upper < 0);

const ORIGIN_HEAD = ["how they came to be enrolled", "enrolments", "share", "still enrolled", "half have left after"];

const originRows = ({ origins }: BoardStory): readonly (readonly string[])[] =>
  origins.map(({ origin, enrolments, share, stillThere, median }) => [
    ORIGINS[origin] ?? origin,
    String(enrolments),
    percent(share),
    percent(stillThere / enrolments),
    median === null ? "fewer than half left" : `${median.toFixed(0)} days`,
  ]);

const ORIGINS: Readonly<Record<string, string>> = {
  assigned: "assigned by a manager",
  mandatory: "mandatory",
  recommended: "recommended, and taken up",
  self: "chosen by themselves",
};

/** From one number to another, both of one unit. */
const between = ({ interval: { lower, upper } }: Estimate, factor: number, unit: string, digits = 1): string =>
  `${lower === null ? "open" : (factor * lower).toFixed(digits)} to ${upper === null ? "open" : (factor * upper).toFixed(digits)} ${unit}`;

const stayingLine = ({ horizon, daysMore }: BoardStory): string => {
  const more = daysMore.estimate ?? 0;
  const how = `${Math.abs(more).toFixed(1)} days ${more < 0 ? "less" : "longer"}`;
  const chance = excludesZero(daysMore) ? "" : ": no difference that could not be chance";
  return `Over ${horizon} days, people who enrolled of their own will stayed ${how} than the others (95 % interval of the difference: ${between(daysMore, 1, "days")})${chance}.`;
};

const originLine = ({ logRank: { test } }: BoardStory): string => {
  const p = test.pValue < 0.001 ? "below 0.001" : test.pValue.toFixed(3);
  return test.pValue < 0.05
    ? `How fast people leave differs between the four ways of being enrolled by more than chance would (log-rank test, p ${test.pValue < 0.001 ? p : `= ${p}`}). That is no proof that the way is the reason: different people come different ways.`
    : `The four ways of being enrolled do not differ by more than chance would (log-rank test, p = ${p}).`;
};

/** "1,234": thousands apart, in any locale the same. */
const grouped = (count: number): string => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");

const lines = (story: BoardStory): readonly string[] => [
  `${percent(story.voluntaryShare)} of the enrolments were voluntary: people chose the training, or took it up when it was recommended.`,
  stayingLine(story),
  originLine(story),
  `What the comparison of the managers' reminders can show: ${percent(story.detectable.base)} start without a reminder. With ${grouped(story.detectable.perArm)} people in the smaller group, a true difference of ${points(story.detectable.difference)} would be found four times in five, a smaller one less often.`,
  `With n = ${grouped(story.detectable.perArm)} you cannot see ${points(story.needed.typical)}, which is what reminders added on average in 126 trials (DellaVigna and Linos 2022). To see that, each group would need ${grouped(story.needed.perArm)} people.`,
];

const otherLines = ({ otherPolicies: { sendWheneverAllowed: other, alwaysByEmail: refused } }: BoardStory) => [
  `What if we had written whenever law and rules allow? ${percent(other.value.estimate ?? 0)} of the decisions would have been followed by a start, against ${percent(other.logged.estimate ?? 0)} as it was: ${points(other.gain.estimate ?? 0)} more (95 % interval ${between(other.gain, 100, "points", 2)})${excludesZero(other.gain) ? "" : ", which can be chance"}.`,
  `How much that rests on: ${grouped(other.decisions)} logged decisions, which say as much about this other policy as ${grouped(other.effective)} of its own would. No new trial was needed, because every decision was logged with its probability.`,
  `What if we had always written by email? No answer, and no guess: nobody was ever written to where a rule, the law or the held-out group forbade it, so nobody can know. In the words of the library: ${refused}`,
];

/** What the console shows. */
export const boardText = (story: BoardStory): readonly string[] => [...lines(story), ...otherLines(story)];

/** The heads and rows of its table. */
export const boardTable = (story: BoardStory) => ({ head: ORIGIN_HEAD, rows: originRows(story) });

/** What the page shows. */
export const boardSection = async (story: BoardStory): Promise<Section> => ({
  id: "board",
  title: "For the board",
  blocks: [
    { kind: "list", items: lines(story) },
    { kind: "table", caption: "Enrolments by how they came about", head: ORIGIN_HEAD, rows: originRows(story) },
    {
      kind: "chart",
      caption:
        "The share still enrolled after so many days (Kaplan-Meier, with 95 % bands); below, how many were still observed. People still enrolled at the end count for as long as they were seen.",
      ...(await drawn(
        orThrow(
          charts.survivalChart({
            title: "Drop-off by how people came to be enrolled",
            time: "days since enrolment",
            still: "still enrolled",
          })({
            ...story.staying,
            curves: story.staying.curves.map((curve) => ({
              ...curve,
              group: ORIGINS[curve.group ?? ""] ?? curve.group,
            })),
          }),
        ),
      )),
    },
    { kind: "text", text: "Should we have written more often?" },
    { kind: "list", items: otherLines(story) },
  ],
});
