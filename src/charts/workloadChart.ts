import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, orDefault, readChoice, reading, readOptions, readText } from "../core/check/index.ts";
import { civilDateText } from "../core/time/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { type ChartSpec, chart, PALETTE } from "./spec.ts";
import { type Drawn, labelledDays, type NamedWorkload, readWorkloads, rowsOf } from "./workloads.ts";

/** How a workload chart is worded. */
export interface WorkloadChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
  /** What is drawn: reviews or minutes. Default `"reviews"`. */
  readonly measure?: "reviews" | "minutes" | undefined;
}

interface Settings {
  readonly title: string;
  readonly measure: "reviews" | "minutes";
}

const NAME = "charts.workloadChart";
const A_YEAR = 366;

const readSettings = (found: Found, options: unknown): Settings => {
  const given = readOptions(found, [], options ?? null, ["title", "measure"]);
  return {
    title: readText(found, ["title"], given["title"]),
    measure: orDefault(given["measure"], "reviews" as const, (measure) =>
      readChoice(found, ["measure"], measure, ["reviews", "minutes"]),
    ),
  };
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
 * How much is there to do on which day, before and after? Bars for one workload, steps over each other on one scale for several: what was
 * levelled is seen at once, and so are the days without any.
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
    const read = reading(NAME, (found) => readWorkloads(found, workloads, settings.right.measure));
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
  const several = drawn.length > 1;
  return chart(title, `${title}: ${drawn.map((one) => fullest(one, measure)).join("; ")}.`, {
    height: 240,
    data: { values: drawn.flatMap((one) => rowsOf(one, first, last)) },
    mark: several
      ? { type: "area", interpolate: "step", line: { interpolate: "step", strokeWidth: 1.5 }, fillOpacity: 0.25 }
      : { type: "bar", width: { band: 0.9 } },
    encoding: {
      x: { field: "date", type: "temporal", timeUnit: "utcyearmonthdate", title: null, scale: { type: "utc" }, axis },
      y: { field: "amount", type: "quantitative", title: measure, stack: null },
      color: {
        field: "label",
        type: "nominal",
        title: null,
        legend: several ? { labelLimit: 0 } : null,
        scale: { domain: labels, range },
      },
    },
  });
};
