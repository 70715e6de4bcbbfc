import {
  type Found,
  hasOwn,
  note,
  oneOf,
  orDefault,
  type Path,
  readArray,
  readChoice,
  readId,
  readInteger,
  readNumber,
  readOptions,
} from "../../core/check/index.ts";
import { ACTS, type Act, OBJECT_KINDS, type ObjectKind } from "../event.ts";
import { type ActivityFeature, type ActivityWindow, DEFAULT_FEATURES, FEATURE_VALUE } from "./activityFeature.ts";
import { LEARNING_ACTS } from "./acts.ts";
import { requireOptions } from "./dayFold.ts";
import { countedFrom, type DayRule, readCalendar } from "./dayRule.ts";
import { readAsOf } from "./eventFold.ts";

/** What to say about each learner's activity, over which window. */
export interface ActivityOptions extends DayRule {
  /** Epoch milliseconds or a Date. Only events before it count, so nothing leaks in from the future. */
  readonly asOf: number | Date;
  /**
   * An instant of day 0, such as the start of the course. All events before `asOf` count, those before day 0 too. Give either this or
   * `windowDays`.
   */
  readonly origin?: number | Date;
  /** The window is this many days before the day of `asOf`, and that day until `asOf`. Whole days, at least 1. */
  readonly windowDays?: number;
  /** Columns of the table. Default: log1pClicks, activeDays, distinctObjects, weekEntropy, longestStreak, dormantDays. */
  readonly features?: readonly ActivityFeature[];
  /** Acts and kinds of objects whose share of the clicks becomes a column each: `"forum"` gives `forumShare`. Default: none. */
  readonly shares?: readonly (Act | ObjectKind)[];
  /**
   * Acts that count as activity. Default: everything learners do themselves; not what was done to their enrolment, not marks given
   * by others, and not messages, or else a nudge would make its own effect.
   */
  readonly acts?: readonly Act[];
  /** A new session begins after more than this many minutes without an event. Above 0, default 30. */
  readonly gapMinutes?: number;
  /**
   * The rows, in this order, with or without activity; others are left out. Default: every learner with activity in the window, in
   * the order of their ids.
   */
  readonly learners?: readonly string[];
}

/** The options as the fold needs them. */
export interface ActivityPlan {
  readonly asOf: number;
  readonly window: ActivityWindow;
  /** The first day that counts; minus infinity where all count. */
  readonly firstDay: number;
  readonly features: readonly ActivityFeature[];
  readonly shares: readonly (Act | ObjectKind)[];
  readonly acts: ReadonlySet<Act>;
  readonly gapMinutes: number;
  readonly learners: readonly string[] | null;
}

const KEYS: readonly string[] = [
  "asOf",
  "origin",
  "windowDays",
  "zone",
  "cutoffHour",
  "features",
  "shares",
  "acts",
  "gapMinutes",
  "learners",
];

const SHARED: readonly (Act | ObjectKind)[] = /* @__PURE__ */ (() => [...ACTS, ...OBJECT_KINDS])();

/** Two complete weeks: fewer have no slope. */
const DAYS_OF_A_TREND = 14;

const isFeature = (value: unknown): value is ActivityFeature =>
  typeof value === "string" && hasOwn(FEATURE_VALUE, value);

const readFeature = (found: Found, path: Path, value: unknown): ActivityFeature => {
  if (isFeature(value)) return value;
  note(
    found,
    path,
    typeof value === "string" ? "unknown-value" : "wrong-type",
    oneOf(Object.keys(FEATURE_VALUE), value),
    value,
  );
  return "events";
};

const readAct = (found: Found, path: Path, value: unknown): Act => readChoice(found, path, value, ACTS);

const readShared = (found: Found, path: Path, value: unknown): Act | ObjectKind => {
  const word = SHARED.find((known) => known === value);
  if (word !== undefined) return word;
  note(found, path, typeof value === "string" ? "unknown-value" : "wrong-type", oneOf(SHARED, value), value);
  return "viewed";
};

/** The elements of an optional list, each only once. */
const readList = <A extends string>(
  found: Found,
  key: string,
  value: unknown,
  element: (found: Found, path: Path, value: unknown) => A,
): readonly A[] => {
  const seen = new Set<A>();
  return readArray(found, [key], value, (item, path) => {
    const read = element(found, path, item);
    if (seen.has(read)) note(found, path, "duplicate", "each only once", item);
    seen.add(read);
    return read;
  });
};

/** The window, and the first day of it that counts. */
const readWindow = (
  found: Found,
  options: Readonly<Record<string, unknown>>,
  asOf: number,
): Pick<ActivityPlan, "window" | "firstDay"> => {
  const calendar = readCalendar(found, options);
  const today = calendar.dayOf(asOf);
  if (options["windowDays"] !== undefined) {
    const days = readInteger(found, ["windowDays"], options["windowDays"], { min: 1, max: 36_525 });
    if (options["origin"] !== undefined) {
      note(found, ["windowDays"], "inconsistent", "either origin or windowDays", options["windowDays"]);
    }
    return { window: { calendar: countedFrom(calendar, today - days), elapsedDays: days }, firstDay: 0 };
  }
  if (options["origin"] === undefined) note(found, ["origin"], "missing", "either origin or windowDays", undefined);
  else if (today < 1) note(found, ["asOf"], "inconsistent", "a later day than that of origin", options["asOf"]);
  return { window: { calendar, elapsedDays: today }, firstDay: Number.NEGATIVE_INFINITY };
};

/** Reads the options of an activity table. */
export const readActivityOptions = (found: Found, value: unknown): ActivityPlan => {
  const options = readOptions(found, [], value, KEYS);
  requireOptions(found, options, ["asOf"]);
  const asOf = readAsOf(found, options);
  const { window, firstDay } = readWindow(found, options, asOf);
  const features = orDefault(options["features"], DEFAULT_FEATURES, (names) =>
    readList(found, "features", names, readFeature),
  );
  const shares = orDefault<readonly (Act | ObjectKind)[]>(options["shares"], [], (words) =>
    readList(found, "shares", words, readShared),
  );
  if (features.length + shares.length === 0) note(found, ["features"], "empty", "at least one feature", features);
  if (features.includes("weeklyTrend") && window.elapsedDays < DAYS_OF_A_TREND) {
    note(found, ["features"], "inconsistent", `at least ${DAYS_OF_A_TREND} days for weeklyTrend`, window.elapsedDays);
  }
  return {
    asOf,
    window,
    firstDay,
    features,
    shares,
    acts: new Set(orDefault(options["acts"], LEARNING_ACTS, (acts) => readList(found, "acts", acts, readAct))),
    gapMinutes: orDefault(options["gapMinutes"], 30, (gap) => readNumber(found, ["gapMinutes"], gap, { above: 0 })),
    learners: orDefault<readonly string[] | null>(options["learners"], null, (ids) =>
      readList(found, "learners", ids, readId),
    ),
  };
};
