import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  readInteger,
  reading,
  readNumber,
  readObject,
  readOptions,
} from "../../core/check/index.ts";
import {
  noncentralTUpperTail,
  normalQuantile,
  normalUpperTail,
  studentTQuantile,
} from "../../core/numeric/distributions/index.ts";
import { insufficientData, notIdentified, type Result, reason } from "../../core/vocabulary/index.ts";
import { readLevel } from "./settings.ts";

const DETECTABLE = "metrics.detectableDifference";
const POWER = "metrics.powerToDetect";
const ROWS = "metrics.rowsToDetect";

/** What is known of the outcome: how it spreads, or, of a share, how large it is without treatment. One of the two. */
export interface OutcomeSpread {
  /** Standard deviation of the outcome within an arm, above 0. */
  readonly standardDeviation?: number;
  /** The share without treatment, in (0, 1): 0.1 where one in ten starts anyway. */
  readonly share?: number;
}

/** What is asked of a sample. */
export interface DetectableOptions extends OutcomeSpread {
  /** The chance to see a difference that is there, in (0, 1); default 0.8. */
  readonly power?: number;
  /** Coverage of the interval that must leave out 0, in (0, 1); default 0.95. */
  readonly level?: number;
}

/** Rows of each arm. */
export interface ArmSizes {
  /** Of the treated arm, at least 2. */
  readonly treated: number;
  /** Of the other arm, at least 2. */
  readonly control: number;
}

/** The smallest difference that a sample is likely to show. */
export interface DetectableDifference {
  /** In the unit of the outcome (of a share: 0.014 is 1.4 points); upwards. */
  readonly difference: number;
  /** With this chance. */
  readonly power: number;
  /** In an interval of this coverage. */
  readonly level: number;
  /** The rows it was asked for. */
  readonly n: ArmSizes;
}

/** Rows that are needed to see a difference. */
export interface RowsNeeded {
  /** Of each arm, rounded up. */
  readonly perArm: number;
  /** Of each arm, as it comes out. */
  readonly exact: number;
  /** With this chance. */
  readonly power: number;
  /** In an interval of this coverage. */
  readonly level: number;
}

interface Spread {
  readonly standardDeviation: number | null;
  readonly share: number;
}

interface Settings {
  readonly spread: Spread;
  readonly power: number;
  readonly level: number;
}

const readSpread = (found: Found, options: Readonly<Record<string, unknown>>): Spread => {
  const { standardDeviation, share } = options;
  if ((standardDeviation === undefined) === (share === undefined))
    note(found, [], "inconsistent", "either standardDeviation or share", options);
  return {
    standardDeviation: orDefault<number | null>(standardDeviation, null, (value) =>
      readNumber(found, ["standardDeviation"], value, { above: 0, max: 1e150 }),
    ),
    share: orDefault(share, 0.5, (value) => readNumber(found, ["share"], value, { above: 0, below: 1 })),
  };
};

const readSettings = (found: Found, value: unknown): Settings => {
  const options = readOptions(found, [], value, ["standardDeviation", "share", "power", "level"]);
  return {
    spread: readSpread(found, options),
    power: orDefault(options["power"], 0.8, (power) => readNumber(found, ["power"], power, { above: 0, below: 1 })),
    level: readLevel(found, options["level"]),
  };
};

const readSizes = (found: Found, value: unknown): ArmSizes => {
  const sizes = readObject(found, [], value, "the rows of both arms");
  return {
    treated: readInteger(found, ["treated"], sizes["treated"], { min: 0 }),
    control: readInteger(found, ["control"], sizes["control"], { min: 0 }),
  };
};

const requireSizes = (name: string, { treated, control }: ArmSizes): Result<ArmSizes> => {
  if (treated < 2) return insufficientData(name, "treated rows", 2, treated);
  if (control < 2) return insufficientData(name, "control rows", 2, control);
  return right({ treated, control });
};

/**
 * The chance that the interval leaves out 0 on the side of the true difference. Means: the pooled t test, noncentral t with shift
 * d / (s sqrt(1/n1 + 1/n0)). Shares: the z test with pooled variance under no difference and separate variances under the difference.
 */
const powerOf = (
  { standardDeviation, share }: Spread,
  level: number,
  difference: number,
  n1: number,
  n0: number,
): number => {
  if (standardDeviation !== null) {
    const df = n1 + n0 - 2;
    const shift = difference / standardDeviation / Math.sqrt(1 / n1 + 1 / n0);
    return noncentralTUpperTail(studentTQuantile(0.5 + level / 2, df), df, Math.abs(shift));
  }
  const other = share + difference;
  const pooled = (n1 * other + n0 * share) / (n1 + n0);
  const alike = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0));
  const apart = Math.sqrt((other * (1 - other)) / n1 + (share * (1 - share)) / n0);
  const reach = Math.abs(difference) - normalQuantile(0.5 + level / 2) * alike;
  return apart === 0 ? (reach > 0 ? 1 : 0) : normalUpperTail(-reach / apart);
};

/** Where a rising function reaches a value, between ends that enclose it, by halving; 200 halvings leave nothing between doubles. */
const solve = (rises: (x: number) => number, value: number, low: number, high: number): number => {
  let [below, above] = [low, high];
  for (let step = 0; step < 200; step += 1) {
    const middle = below + (above - below) / 2;
    if (middle === below || middle === above) break;
    if (rises(middle) < value) below = middle;
    else above = middle;
  }
  return above;
};

/**
 * How large must an effect be before this sample is likely to show it? Answers "no effect was found" with "and one below 1.4 points would
 * be missed at least one time in five".
 *
 * The smallest difference d > 0 for which the interval leaves out 0, on the right side, with the chance `power`. For means the pooled t
 * test and the noncentral t distribution; for shares the z test, with pooled variance where there is no difference.
 *
 * @param options - see `DetectableOptions`: `standardDeviation` or `share`, and not both; an unknown key is a failure.
 * @returns a function from the rows of each arm to the difference; `InsufficientData` below 2 rows in an arm, `NotIdentified` where not even
 *   a share of 1 would be seen.
 *
 * Cost: constant. Source: Cohen 1988; Fleiss, Levin and Paik 2003, (4.14) without correction; agrees with R's `power.t.test` and
 * `power.prop.test`.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const { difference } = orThrow(metrics.detectableDifference({ share: 0.3 })({ treated: 500, control: 500 }));
 * (100 * difference).toFixed(1); // => "8.4"
 * ```
 */
export const detectableDifference = (
  options: DetectableOptions,
): ((sizes: ArmSizes) => Result<DetectableDifference>) => {
  const settings = reading(DETECTABLE, (found) => readSettings(found, options));
  return (sizes) => {
    if (isLeft(settings)) return settings;
    const read = reading(DETECTABLE, (found) => readSizes(found, sizes));
    if (isLeft(read)) return read;
    const enough = requireSizes(DETECTABLE, read.right);
    if (isLeft(enough)) return enough;
    const { spread, power, level } = settings.right;
    const { treated, control } = read.right;
    const reached = (difference: number): number => powerOf(spread, level, difference, treated, control);
    let most = spread.standardDeviation === null ? 1 - spread.share : spread.standardDeviation;
    if (spread.standardDeviation === null && reached(most) < power) {
      const because = reason("too-few-rows", { percent: Math.round(100 * power) });
      return notIdentified(DETECTABLE, "a difference", [], because);
    }
    for (let step = 0; reached(most) < power && step < 60; step += 1) most *= 2;
    return right({ difference: solve(reached, power, 0, most), power, level, n: read.right });
  };
};

/** A difference whose chance to be seen is asked for. */
export interface PowerOptions extends OutcomeSpread {
  /** In the unit of the outcome; of a share: 0.02 is two points. Not 0. */
  readonly difference: number;
  /** Coverage of the interval that must leave out 0, in (0, 1); default 0.95. */
  readonly level?: number;
}

const readDifference = (found: Found, value: unknown, { standardDeviation, share }: Spread): number => {
  const difference = readNumber(found, ["difference"], value, { min: -1e150, max: 1e150 });
  if (difference === 0) note(found, ["difference"], "out-of-range", "a difference other than 0", value);
  const other = share + difference;
  if (standardDeviation === null && (other < 0 || other > 1))
    note(found, ["difference"], "out-of-range", `one that keeps the share ${share} between 0 and 1`, value);
  return difference;
};

/**
 * How likely is this sample to show an effect of that size?
 *
 * The chance that the interval leaves out 0 on the side of the difference; see `detectableDifference` for the tests.
 *
 * @param options - see `PowerOptions`: `standardDeviation` or `share`, and not both; an unknown key is a failure.
 * @returns a function from the rows of each arm to the chance, in [0, 1].
 *
 * Cost: constant. Source: as `detectableDifference`.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * orThrow(metrics.powerToDetect({ difference: 0.02, share: 0.1 })({ treated: 3000, control: 3000 })).toFixed(3); // => "0.697"
 * ```
 */
export const powerToDetect = (options: PowerOptions): ((sizes: ArmSizes) => Result<number>) => {
  const settings = reading(POWER, (found) => {
    const given = readOptions(found, [], options, ["difference", "standardDeviation", "share", "level"]);
    const spread = readSpread(found, given);
    return {
      spread,
      difference: readDifference(found, given["difference"], spread),
      level: readLevel(found, given["level"]),
    };
  });
  return (sizes) => {
    if (isLeft(settings)) return settings;
    const read = reading(POWER, (found) => readSizes(found, sizes));
    if (isLeft(read)) return read;
    const enough = requireSizes(POWER, read.right);
    if (isLeft(enough)) return enough;
    const { spread, difference, level } = settings.right;
    return right(powerOf(spread, level, difference, read.right.treated, read.right.control));
  };
};

/** More rows than this in an arm are not looked for. */
const MOST_ROWS = 1e12;

/**
 * How many learners must take part to see an effect of that size?
 *
 * The rows of each of two arms of one size at which `powerToDetect` comes to `power`.
 *
 * @param options - see `DetectableOptions`: `standardDeviation` or `share`, and not both; an unknown key is a failure.
 * @returns a function from the difference (not 0) to the rows; `NotIdentified` beyond 1e12 rows in an arm.
 *
 * Cost: constant. Source: as `detectableDifference`.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * orThrow(metrics.rowsToDetect({ share: 0.1 })(0.02)).perArm; // => 3841
 * ```
 */
export const rowsToDetect = (options: DetectableOptions): ((difference: number) => Result<RowsNeeded>) => {
  const settings = reading(ROWS, (found) => readSettings(found, options));
  return (difference) => {
    if (isLeft(settings)) return settings;
    const { spread, power, level } = settings.right;
    const read = reading(ROWS, (found) => readDifference(found, difference, spread));
    if (isLeft(read)) return read;
    const reached = (rows: number): number => powerOf(spread, level, read.right, rows, rows);
    if (reached(MOST_ROWS) < power) {
      const because = reason("too-few-rows", { percent: Math.round(100 * power) });
      return notIdentified(ROWS, "how many rows are needed", [], because);
    }
    const exact = reached(2) >= power ? 2 : solve(reached, power, 2, MOST_ROWS);
    return right({ perArm: Math.ceil(exact), exact, power, level });
  };
};
