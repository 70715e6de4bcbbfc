import { right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readChoice,
  readInteger,
  readNumber,
  readObject,
  readText,
} from "../../core/check/index.ts";
import { type Estimate, insufficientData, type Result } from "../../core/vocabulary/index.ts";
import type { SurvivalCurve, SurvivalCurves } from "./curve.ts";

/** One number for each curve. */
export interface GroupEstimate {
  /** The group's label, or `null` where nothing was grouped. */
  readonly group: string | null;
  /** The number with what is needed to judge it. */
  readonly estimate: Estimate;
}

/** What is read of one curve. */
export type Steps = Pick<
  SurvivalCurve,
  "group" | "n" | "time" | "atRisk" | "events" | "survival" | "standardError" | "lower" | "upper"
>;

/** What is read of all curves. */
export interface ReadCurves extends Pick<SurvivalCurves, "level" | "band" | "unit"> {
  readonly curves: readonly Steps[];
}

/** What times are counted in where nobody says. */
export const UNIT = "time";

/** A time with its unit, where there is one to name. */
export const timeIn = (time: number, unit: string): string => (unit === UNIT ? `${time}` : `${time} ${unit}`);

/** Reads curves from outside. */
export const readSteps = (found: Found, value: unknown): ReadCurves => {
  const given = readObject(found, [], value, "curves from kaplanMeier");
  return {
    level: readNumber(found, ["level"], given["level"], { above: 0, below: 1 }),
    band: readChoice(found, ["band"], given["band"], ["log", "log-log", "plain"]),
    unit: orDefault(given["unit"], UNIT, (unit) => readText(found, ["unit"], unit)),
    curves: readArray(found, ["curves"], given["curves"], (curve, path) => readCurve(found, path, curve)),
  };
};

const readCurve = (found: Found, path: Path, value: unknown): Steps => {
  const given = readObject(found, path, value, "a curve");
  const { group } = given;
  const time = readArray(found, [...path, "time"], given["time"], (one, at) => readNumber(found, at, one, { min: 0 }));
  const turn = time.findIndex((one, at) => one <= (time[at - 1] ?? -1));
  if (turn > 0) note(found, [...path, "time", turn], "unordered", "ascending times, each once", time[turn]);
  const column = <A>(name: string, read: (value: unknown, at: Path) => A): readonly A[] => {
    const cells = readArray(found, [...path, name], given[name], read);
    if (Array.isArray(given[name]) && cells.length !== time.length)
      note(found, [...path, name], "inconsistent", `an array of ${time.length}, one for each time`, given[name]);
    return cells;
  };
  const share = (cell: unknown, at: Path): number => readNumber(found, at, cell, { min: 0, max: 1 });
  const end = (cell: unknown, at: Path): number | null => (cell === null ? null : share(cell, at));
  const survival = column("survival", share);
  const ends = (name: "lower" | "upper"): readonly (number | null)[] => {
    const read = column(name, end);
    const open = read.findIndex((one, at) => one === null && (survival[at] ?? 0) > 0);
    if (open >= 0) note(found, [...path, name, open], "inconsistent", "a number while anybody is left", null);
    return read;
  };
  return {
    group: group === null ? null : readText(found, [...path, "group"], group, "the name of a group"),
    n: readInteger(found, [...path, "n"], given["n"], { min: 0 }),
    time,
    atRisk: column("atRisk", (cell, at) => readInteger(found, at, cell, { min: 0 })),
    events: column("events", (cell, at) => readInteger(found, at, cell, { min: 0 })),
    survival,
    standardError: column("standardError", (cell, at) => readNumber(found, at, cell, { min: 0 })),
    lower: ends("lower"),
    upper: ends("upper"),
  };
};

const lastOf = (values: readonly number[]): number | undefined => values[values.length - 1];

/** Fails where a group was not followed up to a time while some of it was still there. */
export const requireFollowUp = <C extends Steps>(
  name: string,
  curves: readonly C[],
  time: number,
  unit: string,
): Result<readonly C[]> => {
  const short = curves.find((curve) => time > (lastOf(curve.time) ?? 0) && lastOf(curve.survival) !== 0);
  if (short === undefined) return right(curves);
  const of = unit === UNIT ? "units of follow-up time" : `${unit} of follow-up`;
  return insufficientData(name, short.group === null ? of : `${of} in ${short.group}`, time, lastOf(short.time) ?? 0);
};
