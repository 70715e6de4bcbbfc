import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  type Path,
  readArray,
  readChoice,
  readInteger,
  reading,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { type Estimate, insufficientData, type Result } from "../../core/vocabulary/index.ts";
import type { SurvivalCurve, SurvivalCurves } from "./curve.ts";

const NAME = "metrics.survivalAt";

/** The share still there at one time, for each curve. */
export interface GroupEstimate {
  /** The group's label, or `null` where nothing was grouped. */
  readonly group: string | null;
  /** The share, in [0, 1]. */
  readonly estimate: Estimate;
}

/**
 * What share was still there at day 28, with its interval?
 *
 * Reads S(t) off Kaplan-Meier curves: the value of the last step at or before `time`, 1 before the first.
 *
 * @param options - `time`, at least 0, in the unit of the curves.
 * @returns a function from `kaplanMeier`'s answer to one estimate for each group; `InsufficientData` where a group was not followed that
 *   long and some of it was still there.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const curves = orThrow(
 *   metrics.kaplanMeier({ time: "days", event: "left" })([
 *     { days: 12, left: true },
 *     { days: 30, left: false },
 *   ]),
 * );
 * orThrow(metrics.survivalAt({ time: 28 })(curves))[0]?.estimate.estimate; // => 0.5
 * ```
 */
export const survivalAt = (options: {
  readonly time: number;
}): ((curves: SurvivalCurves) => Result<readonly GroupEstimate[]>) => {
  const settings = reading(NAME, (found) =>
    readNumber(found, ["time"], readOptions(found, [], options, ["time"])["time"], { min: 0 }),
  );
  return (curves) => {
    if (isLeft(settings)) return settings;
    const time = settings.right;
    const read = reading(NAME, (found) => readSteps(found, curves));
    if (isLeft(read)) return read;
    const short = read.right.curves.find((curve) => !followed(curve, time));
    if (short !== undefined) {
      const of = short.group === null ? "follow-up" : `follow-up of ${short.group}`;
      return insufficientData(NAME, of, time, lastOf(short.time) ?? 0);
    }
    return right(
      read.right.curves.map((curve) => ({ group: curve.group, estimate: estimateAt(read.right, curve, time) })),
    );
  };
};

/** What is read of one curve. */
type Steps = Pick<SurvivalCurve, "group" | "n" | "time" | "atRisk" | "survival" | "standardError" | "lower" | "upper">;

/** What is read of all curves. */
interface ReadCurves extends Pick<SurvivalCurves, "level" | "band"> {
  readonly curves: readonly Steps[];
}

const readSteps = (found: Found, value: unknown): ReadCurves => {
  const given = readObject(found, [], value, "curves from kaplanMeier");
  return {
    level: readNumber(found, ["level"], given["level"], { above: 0, below: 1 }),
    band: readChoice(found, ["band"], given["band"], ["log", "log-log", "plain"]),
    curves: readArray(found, ["curves"], given["curves"], (curve, path) => readCurve(found, path, curve)),
  };
};

const readCurve = (found: Found, path: Path, value: unknown): Steps => {
  const given = readObject(found, path, value, "a curve");
  const { group } = given;
  const time = readArray(found, [...path, "time"], given["time"], (one, at) => readNumber(found, at, one, { min: 0 }));
  const column = <A>(name: string, read: (value: unknown, at: Path) => A): readonly A[] => {
    const cells = readArray(found, [...path, name], given[name], read);
    if (Array.isArray(given[name]) && cells.length !== time.length)
      note(found, [...path, name], "inconsistent", `an array of ${time.length}, one for each time`, given[name]);
    return cells;
  };
  const share = (cell: unknown, at: Path): number => readNumber(found, at, cell, { min: 0, max: 1 });
  const end = (cell: unknown, at: Path): number | null => (cell === null ? null : share(cell, at));
  return {
    group: group === null ? null : readText(found, [...path, "group"], group, "the name of a group"),
    n: readInteger(found, [...path, "n"], given["n"], { min: 0 }),
    time,
    atRisk: column("atRisk", (cell, at) => readInteger(found, at, cell, { min: 0 })),
    survival: column("survival", share),
    standardError: column("standardError", (cell, at) => readNumber(found, at, cell, { min: 0 })),
    lower: column("lower", end),
    upper: column("upper", end),
  };
};

const lastOf = (values: readonly number[]): number | undefined => values[values.length - 1];

const followed = (curve: Steps, time: number): boolean =>
  time <= (lastOf(curve.time) ?? 0) || lastOf(curve.survival) === 0;

const estimateAt = ({ level, band }: ReadCurves, curve: Steps, time: number): Estimate => {
  let at = -1;
  while (at + 1 < curve.time.length && (curve.time[at + 1] ?? 0) <= time) at += 1;
  const lower = at < 0 ? 1 : (curve.lower[at] ?? null);
  const upper = at < 0 ? 1 : (curve.upper[at] ?? null);
  return {
    estimand: `share still there at ${time}`,
    scale: "proportion",
    evidence: "descriptive",
    estimate: at < 0 ? 1 : (curve.survival[at] ?? null),
    standardError: { value: at < 0 ? 0 : (curve.standardError[at] ?? 0), kind: "Greenwood" },
    interval: { lower, upper, level, kind: "confidence", method: band },
    n: { rows: curve.n },
    diagnostics: { atRisk: at < 0 ? curve.n : (curve.atRisk[at] ?? 0) },
    warnings: [],
  };
};
