import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  hopeless,
  type NumberRange,
  note,
  orDefault,
  type Path,
  readArray,
  readInteger,
  reading,
  readNumber,
  readObject,
  readOptions,
  readResult,
  readText,
} from "../core/check/index.ts";
import type { Json, Result } from "../core/vocabulary/index.ts";
import {
  type Memory,
  type MemoryModel,
  type MemoryState,
  type RecallPoints,
  type Review,
  type Reviewed,
  replay,
} from "../spacing/index.ts";
import { type ChartSpec, chart, MUTED, PALETTE } from "./spec.ts";

/** How a chart of forgetting is worded, and how far it looks. */
export interface ForgettingChartOptions {
  /** What it says, as a sentence. */
  readonly title: string;
  /** How many days after the first review are shown, above 0 and at most 36,500. Default 180. */
  readonly days?: number;
}

/** One card under one memory model. */
export interface Forgetting<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** Its name in the chart: "FSRS-7". */
  readonly label: string;
  /** From `createMemory` or `parseMemoryModel`. */
  readonly memory: Memory<M, S>;
  /** The reviews of the card in order of time, at least one. */
  readonly reviews: readonly Omit<Review<S>, "state">[];
  /** From `observedRecall`, with the same first grade: what was recalled after one review. Where it is given, the card has one review. */
  readonly observed?: ObservedPoints | undefined;
}

/** The columns of `observedRecall` that are drawn. */
export interface ObservedPoints
  extends Pick<RecallPoints, "firstGrade" | "days" | "observed" | "lower" | "upper" | "count"> {}

interface Settings {
  readonly title: string;
  readonly days: number;
}

/** A card that was replayed. */
interface Course {
  readonly label: string;
  readonly recall: Memory["kernel"]["recall"];
  readonly retention: number;
  readonly reviews: readonly Reviewed[];
  readonly points: readonly Point[];
}

/** What was observed so many days after the first review. */
interface Point {
  readonly day: number;
  readonly observed: number;
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

const NAME = "charts.forgettingChart";
const DAY_MS = 86_400_000;
const DAYS: NumberRange = { above: 0, max: 36_500 };
const SHARE: NumberRange = { min: 0, max: 1 };
/** Points along a curve between two reviews; most of them early, where it falls fastest. */
const POINTS = 40;

const readSettings = (found: Found, options: unknown): Settings => {
  const given = readOptions(found, [], options ?? null, ["title", "days"]);
  return {
    title: readText(found, ["title"], given["title"]),
    days: orDefault(given["days"], 180, (days) => readNumber(found, ["days"], days, DAYS)),
  };
};

const NO_REVIEWS: { readonly reviews: readonly Reviewed[] } = { reviews: [] };

const readPoints = (found: Found, path: Path, value: unknown, given: readonly Review[]): readonly Point[] => {
  const source = readObject(found, path, value, "columns of observedRecall");
  const [first] = given;
  if (source["firstGrade"] !== first?.grade)
    note(
      found,
      [...path, "firstGrade"],
      "inconsistent",
      `"${first?.grade}", the card's first grade`,
      source["firstGrade"],
    );
  if (given.length > 1)
    note(
      found,
      path,
      "inconsistent",
      "a card with one review: points are of what was recalled after one",
      given.length,
    );
  const column = (key: string, range: NumberRange): readonly number[] =>
    readArray(found, [...path, key], source[key], (each, where) => readNumber(found, where, each, range));
  const days = column("days", { min: 0, max: 36_500 });
  const [observed, lower, upper] = [column("observed", SHARE), column("lower", SHARE), column("upper", SHARE)];
  const count = readArray(found, [...path, "count"], source["count"], (each, where) =>
    readInteger(found, where, each, { min: 1 }),
  );
  for (const [key, values] of Object.entries({ observed, lower, upper, count }))
    if (values.length !== days.length && !hopeless(found))
      note(found, [...path, key], "inconsistent", `${days.length} points, as many as in days`, values);
  return days.map((day, k) => ({
    day,
    observed: observed[k] ?? 0,
    lower: lower[k] ?? 0,
    upper: upper[k] ?? 1,
    count: count[k] ?? 1,
  }));
};

const readCourse = (found: Found, path: Path, value: unknown): Course | null => {
  const source = readObject(found, path, value, "a label, a memory and reviews");
  const label = readText(found, [...path, "label"], source["label"]);
  const memory = source["memory"] as Memory; // replay looks at it before it uses it
  const reviewing = replay(memory);
  const tried = reviewing([]);
  if (isLeft(tried) && tried.left._tag === "InvalidInput") {
    const unreadable = tried.left.issues[0].path.length === 0;
    readResult(found, unreadable ? [...path, "memory"] : path, tried, NO_REVIEWS);
    return null;
  }
  const given = source["reviews"] as readonly Review[]; // and at them
  const replayed = reviewing(given);
  const { reviews } = readResult(found, [...path, "reviews"], replayed, NO_REVIEWS);
  const { kernel, model } = memory;
  const observed = source["observed"];
  const points =
    observed === undefined || reviews.length === 0 ? [] : readPoints(found, [...path, "observed"], observed, given);
  return { label, recall: (state, days) => kernel.recall(state, days), retention: model.retention, reviews, points };
};

/** What is drawn between one review and the next, or the end. */
interface Stretch {
  /** Days since the first review. */
  readonly from: number;
  readonly to: number;
  readonly state: MemoryState;
}

const stretchesOf = ({ reviews }: Course, days: number): readonly Stretch[] => {
  const start = reviews[0]?.state.lastAt ?? 0;
  const dayOf = ({ state }: Reviewed): number => (state.lastAt - start) / DAY_MS;
  return reviews.flatMap((review, place) => {
    const next = reviews[place + 1];
    const from = dayOf(review);
    const to = Math.min(days, next === undefined ? days : dayOf(next));
    return from < to ? [{ from, to, state: review.state }] : [];
  });
};

const recallAt = ({ recall }: Course, { from, state }: Stretch, day: number): number => recall(state, day - from);

/**
 * How fast is it forgotten, and what do reviews change? Recall over the days since the first review, falling from review to review, one colour a
 * card or model; the recall that each model asks for as a dashed rule.
 *
 * With `observed`, from `observedRecall`, what people really recalled stands beside the curve: a point for each group of second reviews, larger
 * where it rests on more, with its 95 % interval. Where the curve runs through the intervals, its promises were kept. Points after the last
 * day shown are left out.
 *
 * Curves are drawn continuously, also for models that count whole study days.
 *
 * Fails on empty texts, an unknown option, days out of range, on memories and reviews that `replay` refuses, and on observed recall of another
 * first grade than the card's, beside a card with several reviews, with shares outside [0, 1] or columns of different lengths.
 *
 * @example
 * ```ts
 * import { charts, orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const reviews = [{ grade: "good", at: new Date("2025-03-03T09:00:00Z") }] as const;
 * const spec = orThrow(charts.forgettingChart({ title: "Once is not enough", days: 30 })([{ label: "one review", memory, reviews }]));
 * spec.description; // => "Once is not enough: one review, recall 67 % after 30 days."
 * ```
 */
export const forgettingChart = (
  options: ForgettingChartOptions,
): (<M extends MemoryModel, S extends MemoryState>(cards: readonly Forgetting<M, S>[]) => Result<ChartSpec>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (cards) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readArray(found, [], cards, (card, path) => readCourse(found, path, card)));
    if (isLeft(read)) return read;
    const courses = read.right.flatMap((course) => (course === null ? [] : [course])); // what is null was refused
    return right(drawForgetting(settings.right, courses));
  };
};

const drawForgetting = ({ title, days }: Settings, courses: readonly Course[]): ChartSpec => {
  const labels = courses.map(({ label }) => label);
  const values = courses.flatMap((course) =>
    stretchesOf(course, days).flatMap((stretch, place) =>
      Array.from({ length: POINTS + 1 }, (_, point) => {
        const day = stretch.from + (stretch.to - stretch.from) * (point / POINTS) ** 2;
        return { label: course.label, stretch: place, day, recall: recallAt(course, stretch, day) };
      }),
    ),
  );
  const ends = courses.map((course) => {
    const stretches = stretchesOf(course, days);
    const last = stretches[stretches.length - 1];
    const end = last === undefined ? 1 : recallAt(course, last, days);
    const reviews = course.points.reduce((sum, { day, count }) => sum + (day <= days ? count : 0), 0);
    const seen = reviews > 0 ? `, observed in ${reviews} reviews` : "";
    return `${course.label}, recall ${(100 * end).toFixed(0)} % after ${days} days${seen}`;
  });
  const points = courses.flatMap(({ label, points }) =>
    points.flatMap((point) => (point.day <= days ? [{ label, ...point }] : [])),
  );
  const lowest = [...values.map(({ recall }) => recall), ...points.map(({ lower }) => lower)].reduce(
    (least, each) => Math.min(least, each),
    1,
  );
  const domain = [Math.max(0, Math.floor(10 * lowest - 0.5) / 10), 1];
  const retentions = Array.from(new Set(courses.map(({ retention }) => retention)));
  const scale = { domain: labels, range: labels.map((_, place) => PALETTE[place % PALETTE.length] ?? MUTED) };
  const legend = labels.length > 1 ? { symbolType: "stroke", symbolStrokeWidth: 3 } : null;
  const x = {
    field: "day",
    type: "quantitative",
    title: "days since the first review",
    scale: { domain: [0, days], nice: false },
  };
  const y = { type: "quantitative", title: "recall", scale: { domain }, axis: { format: ".0%" } };
  const color = { field: "label", type: "nominal", title: null, scale, legend };
  return chart(title, `${title}: ${ends.join("; ")}.`, {
    height: 240,
    data: { values },
    layer: [
      {
        data: { values: retentions.map((retention) => ({ retention })) },
        mark: { type: "rule", strokeDash: [4, 4], color: MUTED },
        encoding: { y: { field: "retention", ...y } },
      },
      {
        mark: { type: "line", strokeWidth: 2 },
        encoding: {
          x,
          y: { field: "recall", ...y },
          detail: { field: "stretch", type: "nominal" },
          color,
        },
      },
      ...(points.length > 0 ? observedLayers(points, { x, y, color }) : []),
    ],
  });
};

/** An interval and a point for each, larger where there are more reviews. */
const observedLayers = (
  points: readonly Point[],
  { x, y, color }: { readonly x: Json; readonly y: Readonly<Record<string, Json>>; readonly color: Json },
): readonly Json[] => {
  const data = { values: points.map((point) => ({ ...point })) };
  const most = points.reduce((largest, { count }) => Math.max(largest, count), 1);
  return [
    {
      data,
      mark: { type: "rule", strokeWidth: 1.5 },
      encoding: { x, y: { field: "lower", ...y }, y2: { field: "upper" }, color },
    },
    {
      data,
      mark: { type: "point", filled: true, opacity: 1 },
      encoding: {
        x,
        y: { field: "observed", ...y },
        color,
        size: {
          field: "count",
          type: "quantitative",
          legend: null,
          scale: { domain: [0, most], range: [20, 140] },
        },
      },
    },
  ];
};
