import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  type NumberRange,
  note,
  orDefault,
  type Path,
  readArray,
  readChoice,
  readInteger,
  reading,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../core/check/index.ts";
import { civilDateText } from "../core/time/index.ts";
import type { Json, Result } from "../core/vocabulary/index.ts";
import type { Workload } from "../spacing/index.ts";
import { type ChartSpec, chart, PALETTE } from "./spec.ts";

/** How a workload chart is worded. */
export interface WorkloadChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
  /** What is drawn: reviews or minutes. Default `"reviews"`. */
  readonly measure?: "reviews" | "minutes" | undefined;
}

/** A workload with a name, such as "before" and "after". */
export interface NamedWorkload {
  /** What it is. */
  readonly label: string;
  /** From `balanceLoad`, `planLoad`, `flatten`, `takeBreak` or a forecast. */
  readonly workload: Workload;
}

interface Settings {
  readonly title: string;
  readonly measure: "reviews" | "minutes";
}

interface Drawn {
  readonly label: string;
  readonly days: readonly number[];
  readonly amounts: readonly number[];
}

const NAME = "charts.workloadChart";
const AMOUNT: NumberRange = { min: 0, max: 1e9 };
const DAY: NumberRange = { min: -1_000_000, max: 1_000_000 };

const A_YEAR = 366;
const DAY_MS = 86_400_000;

/** Up to five days for the axis, evenly apart, none so near to its end that the label would stand out. */
const labelledDays = (first: number, last: number): readonly number[] => {
  const step = Math.max(1, Math.ceil((last - first + 1) / 5));
  const days: number[] = [];
  for (let day = first; day <= Math.max(first, last - 0.8 * step); day += step) days.push(day * DAY_MS);
  return days;
};

/** More days in a row than fit on a chart. */
const MOST_DAYS = 3660;

const readSettings = (found: Found, options: unknown): Settings => {
  const given = readOptions(found, [], options ?? null, ["title", "measure"]);
  return {
    title: readText(found, ["title"], given["title"]),
    measure: orDefault(given["measure"], "reviews" as const, (measure) =>
      readChoice(found, ["measure"], measure, ["reviews", "minutes"]),
    ),
  };
};

/** A column of numbers as an array; a typed array counts as one. */
const columnOf = (value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value; // a view with elements

const readAmounts = (found: Found, path: Path, value: unknown, length: number): readonly number[] => {
  const amounts = readArray(found, path, columnOf(value), (cell, at) => readNumber(found, at, cell, AMOUNT));
  if (amounts.length !== length) note(found, path, "inconsistent", `${length} entries, one for each day`, value);
  return amounts;
};

const readWorkload = (found: Found, path: Path, value: unknown, { measure }: Settings): Drawn => {
  const source = readObject(found, path, value, "a workload with a label");
  const label = readText(found, [...path, "label"], source["label"]);
  const at = [...path, "workload"];
  const workload = readObject(found, at, source["workload"], "a workload");
  let last = Number.NEGATIVE_INFINITY;
  const days = readArray(found, [...at, "days"], columnOf(workload["days"]), (cell, place) => {
    const day = readInteger(found, place, cell, DAY);
    if (day <= last) note(found, place, "unordered", `a day after the one before (${last})`, day);
    last = day;
    return day;
  });
  const counts = readAmounts(found, [...at, "counts"], workload["counts"], days.length);
  const minutes = readAmounts(found, [...at, "minutes"], workload["minutes"], days.length);
  return { label, days, amounts: measure === "reviews" ? counts : minutes };
};

const readWorkloads = (found: Found, value: unknown, settings: Settings): readonly Drawn[] => {
  const labels = new Set<string>();
  const drawn = readArray(found, [], value, (element, path) => {
    const one = readWorkload(found, path, element, settings);
    if (labels.has(one.label)) note(found, [...path, "label"], "duplicate", "each label once", one.label);
    labels.add(one.label);
    return one;
  });
  const days = drawn.flatMap((one) => one.days);
  if (Array.isArray(value) && days.length === 0) note(found, [], "empty", "a workload with at least one day", value);
  const span =
    days.reduce((most, day) => Math.max(most, day), DAY.min as number) -
    days.reduce((least, day) => Math.min(least, day), DAY.max as number);
  if (span >= MOST_DAYS) note(found, [], "too-many", `at most ${MOST_DAYS} days from first to last`, span);
  return drawn;
};

/** Every day from the first of all workloads to the last of all, with what there is to do: 0 where nothing is. */
const rowsOf = ({ label, days, amounts }: Drawn, first: number, last: number): readonly Json[] => {
  const amountOn = new Map(days.map((day, place) => [day, amounts[place] as number])); // as long as the days
  return Array.from({ length: last - first + 1 }, (_, place) => ({
    label,
    date: civilDateText(first + place),
    amount: amountOn.get(first + place) ?? 0,
  }));
};

/** The fullest day, in words. */
const fullest = ({ label, days, amounts }: Drawn, measure: string): string => {
  let place = 0;
  for (let one = 1; one < amounts.length; one += 1)
    if ((amounts[one] as number) > (amounts[place] as number)) place = one; // in range
  const day = days[place];
  return day === undefined
    ? `${label} has nothing to do`
    : `${label} has most on ${civilDateText(day)}, ${Number((amounts[place] as number).toFixed(1))} ${measure}`;
};

/**
 * How much is there to do on which day, before and after? One panel of bars for each workload, on the same scales: what was levelled is seen at
 * once, and so are the days without any.
 *
 * Fails on empty texts, an unknown option, a label that comes twice, days out of order, columns of different lengths, no day at all, and
 * more than 3,660 days from first to last.
 *
 * @example
 * ```ts
 * import { charts, orThrow } from "learnlift";
 *
 * const workload = { days: [20158, 20159], counts: [20, 0], minutes: [4, 0] };
 * const chart = orThrow(charts.workloadChart({ title: "All on one day" })([{ label: "as planned", workload }]));
 * chart.description; // => "All on one day: as planned has most on 2025-03-11, 20 reviews."
 * ```
 */
export const workloadChart = (
  options: WorkloadChartOptions,
): ((workloads: readonly NamedWorkload[]) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (workloads) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readWorkloads(found, workloads, settings.right));
    return isLeft(read) ? read : right(drawWorkloads(settings.right, read.right));
  };
};

const drawWorkloads = ({ title, measure }: Settings, drawn: readonly Drawn[]): ChartSpec => {
  const days = drawn.flatMap((one) => one.days);
  const first = days.reduce((least, day) => Math.min(least, day));
  const last = days.reduce((most, day) => Math.max(most, day));
  const labels = drawn.map(({ label }) => label);
  const axis = { format: last - first > A_YEAR ? "%b %Y" : "%d %b", values: labelledDays(first, last) };
  const range = labels.map((_, place) => PALETTE[place % PALETTE.length] as string); // in range
  return chart(title, `${title}: ${drawn.map((one) => fullest(one, measure)).join("; ")}.`, {
    height: 120,
    data: { values: drawn.flatMap((one) => rowsOf(one, first, last)) },
    mark: { type: "bar", width: { band: 0.9 } },
    encoding: {
      x: { field: "date", type: "temporal", timeUnit: "utcyearmonthdate", title: null, scale: { type: "utc" }, axis },
      y: { field: "amount", type: "quantitative", title: measure },
      color: { field: "label", type: "nominal", legend: null, scale: { domain: labels, range } },
      row: {
        field: "label",
        type: "nominal",
        sort: labels,
        title: null,
        header: { orient: "top", anchor: "start", labelFontSize: 12, labelAnchor: "start" },
      },
    },
  });
};
