import {
  type Found,
  type NumberRange,
  note,
  type Path,
  readArray,
  readInteger,
  readNumber,
  readObject,
  readText,
} from "../core/check/index.ts";
import { civilDateText } from "../core/time/index.ts";
import type { Json } from "../core/vocabulary/index.ts";
import type { Workload } from "../spacing/index.ts";

/** A workload with a name, such as "before" and "after". */
export interface NamedWorkload {
  /** What it is. */
  readonly label: string;
  /** From `balanceLoad`, `planLoad`, `flatten`, `takeBreak` or a forecast. */
  readonly workload: Workload;
}

/** What is drawn of a workload. */
export type Measure = "reviews" | "minutes";

/** A workload, read. */
export interface Drawn {
  readonly label: string;
  readonly days: readonly number[];
  readonly amounts: readonly number[];
}

const AMOUNT: NumberRange = { min: 0, max: 1e9 };
/** The study days that can be drawn. */
export const DAY: NumberRange = { min: -1_000_000, max: 1_000_000 };

const DAY_MS = 86_400_000;

/** Up to five days for the axis, evenly apart, none so near to its end that the label would stand out. */
export const labelledDays = (first: number, last: number): readonly number[] => {
  const step = Math.max(1, Math.ceil((last - first + 1) / 5));
  const days: number[] = [];
  for (let day = first; day <= Math.max(first, last - 0.8 * step); day += step) days.push(day * DAY_MS);
  return days;
};

/** More days in a row than fit on a chart. */
const MOST_DAYS = 3660;

/** A column of numbers as an array; a typed array counts as one. */
const columnOf = (value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value; // a view with elements

const readAmounts = (found: Found, path: Path, value: unknown, length: number): readonly number[] => {
  const amounts = readArray(found, path, columnOf(value), (cell, at) => readNumber(found, at, cell, AMOUNT));
  if (amounts.length !== length) note(found, path, "inconsistent", `${length} entries, one for each day`, value);
  return amounts;
};

const readWorkload = (found: Found, path: Path, value: unknown, measure: Measure): Drawn => {
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

/** Reads workloads with labels, together at least one day and not too many. */
export const readWorkloads = (found: Found, value: unknown, measure: Measure): readonly Drawn[] => {
  const labels = new Set<string>();
  const drawn = readArray(found, [], value, (element, path) => {
    const one = readWorkload(found, path, element, measure);
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
export const rowsOf = ({ label, days, amounts }: Drawn, first: number, last: number): readonly Json[] => {
  const amountOn = new Map(days.map((day, place) => [day, amounts[place] as number])); // as long as the days
  return Array.from({ length: last - first + 1 }, (_, place) => ({
    label,
    date: civilDateText(first + place),
    amount: amountOn.get(first + place) ?? 0,
  }));
};
