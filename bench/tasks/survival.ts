import { metrics, orThrow, type Table } from "learnlift";
import { foreign } from "../foreign.ts";
import type { Task } from "../task.ts";

type Columns = Readonly<Record<"time" | "event" | "group", Float64Array>>;

/** Exponential times of two groups with censoring, by a linear congruence: the same for both sides and in every run. */
const rowsOf = (units: number, tied: boolean): Columns => {
  let seed = 7;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return ((seed >>> 0) + 0.5) / 2 ** 32;
  };
  const columns = { time: new Float64Array(units), event: new Float64Array(units), group: new Float64Array(units) };
  for (let row = 0; row < units; row += 1) {
    const group = row % 2;
    const [event, censored] = [(-100 * Math.log(uniform())) / (1 + 0.01 * group), 300 * uniform()];
    const time = Math.min(event, censored);
    columns.time[row] = tied ? Math.ceil(time) : Math.round(1e5 * time) / 1e5; // no nearer, or R takes two as one
    columns.event[row] = event <= censored ? 1 : 0;
    columns.group[row] = group;
  }
  return columns;
};

const tableOf = ({ time, event, group }: Columns): Table => ({
  schema: {
    time: { kind: "number", role: "feature" },
    event: { kind: "boolean", role: "feature" },
    group: { kind: "category", role: "feature", categories: ["0", "1"] },
  },
  rowCount: time.length,
  columns: {
    time: { kind: "number", values: time },
    event: { kind: "boolean", values: Int8Array.from(event) },
    group: { kind: "category", codes: Int32Array.from(group), categories: ["0", "1"], ordered: false },
  },
});

/** As many places of the curve as R rounds them to: half to even, from 1. */
const PLACES = 50;

const roundHalfToEven = (value: number): number => {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
};

const survfit = (table: Table): number[] => {
  const { curves } = orThrow(metrics.kaplanMeier({ time: "time", event: "event" })(table));
  const [curve] = curves;
  if (curve === undefined) return [];
  const { time, survival, standardError, lower, upper } = curve;
  const places = Array.from(
    { length: PLACES },
    (_, place) => roundHalfToEven(1 + (place * (time.length - 1)) / (PLACES - 1)) - 1,
  );
  const at = (column: readonly (number | null)[]): number[] => places.map((place) => column[place] ?? Number.NaN);
  return [time.length, ...at(survival), ...at(standardError), ...at(lower), ...at(upper)];
};

const survdiff = (table: Table): number[] => {
  const { test, groups } = orThrow(metrics.logRank({ time: "time", event: "event", group: "group" })(table));
  return [test.statistic, ...groups.map(({ observed }) => observed), ...groups.map(({ expected }) => expected)];
};

const taskOf = (kind: "survfit" | "survdiff", tied: boolean): Task => ({
  name: `${kind === "survfit" ? "Kaplan-Meier with bands" : "log-rank of two groups"}, 1M rows, ${tied ? "whole days" : "times to the second"}`,
  unit: "row",
  peer: `survival ${kind}`,
  language: "R",
  equalWithin: 1e-7,
  note: "Both from columns to the estimate with their defaults, checks of the input included; one thread.",
  units: 1_000_000,
  rounds: 5,
  sides: async (units) => {
    const columns = rowsOf(units, tied);
    const table = tableOf(columns);
    const peer = await foreign({ language: "R", script: "survival.R", arrays: columns, parameters: { task: kind } });
    return { ours: { run: () => (kind === "survfit" ? survfit : survdiff)(table) }, peer };
  },
});

/** Kaplan-Meier and log-rank beside R. */
export const SURVIVAL: readonly Task[] = [
  taskOf("survfit", false),
  taskOf("survfit", true),
  taskOf("survdiff", false),
  taskOf("survdiff", true),
];
