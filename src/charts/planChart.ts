import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  readArray,
  readInteger,
  reading,
  readObject,
  readOptions,
  readText,
} from "../core/check/index.ts";
import { civilDateText } from "../core/time/index.ts";
import type { Json, Result } from "../core/vocabulary/index.ts";
import { type ChartSpec, chart, MUTED, PALETTE } from "./spec.ts";
import { DAY, type Drawn, labelledDays, type NamedWorkload, readWorkloads, rowsOf } from "./workloads.ts";

/** A day that matters, such as a deadline. */
export interface PlanMark {
  /** Number of the study day (days from 1970-01-01). */
  readonly day: number;
  /** What it is. */
  readonly label: string;
}

/** How a plan chart is worded. */
export interface PlanChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
  /** Days to mark: the deadline, the last day of a certificate. At most 12. Default none. */
  readonly marks?: readonly PlanMark[] | undefined;
}

interface Settings {
  readonly title: string;
  readonly marks: readonly PlanMark[];
}

const NAME = "charts.planChart";
const MOST_MARKS = 12;

const readSettings = (found: Found, options: unknown): Settings => {
  const given = readOptions(found, [], options ?? null, ["title", "marks"]);
  const marks = orDefault<readonly PlanMark[]>(given["marks"], [], (value) =>
    readArray(found, ["marks"], value, (mark, path) => {
      const source = readObject(found, path, mark, "a day with a label");
      return {
        day: readInteger(found, [...path, "day"], source["day"], DAY),
        label: readText(found, [...path, "label"], source["label"]),
      };
    }),
  );
  if (marks.length > MOST_MARKS) note(found, ["marks"], "too-many", `at most ${MOST_MARKS} marks`, marks.length);
  return { title: readText(found, ["title"], given["title"]), marks };
};

const minutesOf = ({ label, days, amounts }: Drawn): string => {
  const minutes = amounts.reduce((sum, amount) => sum + amount, 0);
  const on = amounts.filter((amount) => amount > 0).length;
  return `${label} takes ${Number(minutes.toFixed(1))} minutes on ${on} of ${days.length} days`;
};

/**
 * What comes on which day until the deadline, and how long does it take? One bar for each day, its minutes stacked by kind, and the days that matter marked.
 * A label that would run into another stands a line higher.
 *
 * Give it the `workload` of a plan (`planDeadline`, `planRecertification`, `planLoad`) or several with labels, one for each kind of work.
 *
 * Fails as `workloadChart` does, and on more than 12 marks or one further than 3,660 days from the others.
 *
 * @example
 * ```ts
 * import { charts, orThrow } from "learnlift";
 *
 * const workload = { days: [20158, 20159], counts: [20, 10], minutes: [4, 2] };
 * const chart = orThrow(
 *   charts.planChart({ title: "Before the audit", marks: [{ day: 20161, label: "audit" }] })([{ label: "reviews", workload }]),
 * );
 * chart.description; // => "Before the audit: reviews takes 6 minutes on 2 of 2 days; audit on 2025-03-14."
 * ```
 */
export const planChart = (options: PlanChartOptions): ((kinds: readonly NamedWorkload[]) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (kinds) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => {
      const drawn = readWorkloads(found, kinds, "minutes");
      const days = [...drawn.flatMap((one) => one.days), ...settings.right.marks.map(({ day }) => day)];
      const first = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
      const last = days.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY);
      if (last - first >= 3660)
        note(found, [], "too-many", "at most 3660 days from first to last, marks among them", last - first);
      return { drawn, first, last };
    });
    return isLeft(read) ? read : right(drawPlan(settings.right, read.right));
  };
};

interface Span {
  readonly drawn: readonly Drawn[];
  readonly first: number;
  readonly last: number;
}

/** How far the legend stands above the chart where the labels have one line: pixels. */
const LEGEND = 18;
/** Height of a line of labels, and about the width of a letter and of the chart: pixels. */
const LINE = 12;
const LETTER = 6;
const WIDTH = 400;

const isLate = (day: number, first: number, last: number): boolean => 2 * day > first + last;

/** The line of each label above the chart, from 0 on: the lowest on which it runs into no label before it. */
const labelRows = (marks: readonly PlanMark[], first: number, last: number): readonly number[] => {
  const taken: { readonly row: number; readonly from: number; readonly to: number }[] = [];
  return marks.map(({ day, label }) => {
    const at = (WIDTH * (day - first + 0.5)) / (last - first + 1);
    const length = LETTER * (label.length + 1);
    const from = isLate(day, first, last) ? at - length : at;
    const to = from + length;
    let row = 0;
    while (taken.some((other) => other.row === row && other.from < to && from < other.to)) row += 1;
    taken.push({ row, from, to });
    return row;
  });
};

const drawPlan = ({ title, marks }: Settings, { drawn, first, last }: Span): ChartSpec => {
  const labels = drawn.map(({ label }) => label);
  const range = labels.map((_, place) => PALETTE[place % PALETTE.length] as string); // in range
  const said = [...drawn.map(minutesOf), ...marks.map(({ day, label }) => `${label} on ${civilDateText(day)}`)];
  const x: Json = {
    field: "date",
    type: "temporal",
    timeUnit: "utcyearmonthdate",
    title: null,
    scale: { type: "utc" },
    axis: { format: "%d %b", values: labelledDays(first, last) },
  };
  const marked = (some: readonly PlanMark[], mark: Json, more: { readonly [key: string]: Json } = {}): Json => ({
    data: { values: some.map(({ day, label }) => ({ date: civilDateText(day), mark: label })) },
    mark,
    encoding: { x, ...more },
  });
  // a label stands above the days, to the side of its rule on which there is room, above the labels it would run into
  const text = { type: "text", baseline: "bottom", color: MUTED };
  const words = { text: { field: "mark" } };
  const rows = labelRows(marks, first, last);
  const highest = rows.reduce((most, row) => Math.max(most, row), 0);
  const sides: readonly Json[] = [true, false].flatMap((late) =>
    Array.from(new Set(rows)).flatMap((row) => {
      const some = marks.filter(({ day }, place) => rows[place] === row && isLate(day, first, last) === late);
      const align = late ? "right" : "left";
      return some.length === 0 ? [] : [marked(some, { ...text, align, y: -3 - LINE * row }, words)];
    }),
  );
  const rules: readonly Json[] = [
    ...(marks.length > 0 ? [marked(marks, { type: "rule", color: MUTED, strokeDash: [4, 3] })] : []),
    ...sides,
  ];
  return chart(title, `${title}: ${said.join("; ")}.`, {
    height: 200,
    layer: [
      {
        data: { values: drawn.flatMap((one) => rowsOf(one, first, last)) },
        mark: { type: "bar", width: { band: 0.9 } },
        encoding: {
          x,
          y: { field: "amount", type: "quantitative", title: "minutes", stack: "zero" },
          color: {
            field: "label",
            type: "nominal",
            title: null,
            legend: labels.length > 1 ? { offset: LEGEND + LINE * highest } : null,
            scale: { domain: labels, range },
          },
        },
      },
      ...rules,
    ],
  });
};
