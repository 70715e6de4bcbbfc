import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  type NumberRange,
  orDefault,
  type Path,
  readArray,
  reading,
  readNumber,
  readObject,
  readOptions,
  readResult,
  readText,
} from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import {
  type Memory,
  type MemoryModel,
  type MemoryState,
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
}

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
}

const NAME = "charts.forgettingChart";
const DAY_MS = 86_400_000;
const DAYS: NumberRange = { above: 0, max: 36_500 };
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
  const replayed = reviewing(source["reviews"] as readonly Review[]); // and at them
  const { reviews } = readResult(found, [...path, "reviews"], replayed, NO_REVIEWS);
  const { kernel, model } = memory;
  return { label, recall: (state, days) => kernel.recall(state, days), retention: model.retention, reviews };
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
 * Curves are drawn continuously, also for models that count whole study days.
 *
 * Fails on empty texts, an unknown option, days out of range, and on memories and reviews that `replay` refuses.
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
    return `${course.label}, recall ${(100 * end).toFixed(0)} % after ${days} days`;
  });
  const lowest = values.reduce((least, { recall }) => Math.min(least, recall), 1);
  const domain = [Math.max(0, Math.floor(10 * lowest - 0.5) / 10), 1];
  const retentions = Array.from(new Set(courses.map(({ retention }) => retention)));
  const scale = { domain: labels, range: labels.map((_, place) => PALETTE[place % PALETTE.length] ?? MUTED) };
  const legend = labels.length > 1 ? { symbolType: "stroke", symbolStrokeWidth: 3 } : null;
  const y = { type: "quantitative", title: "recall", scale: { domain }, axis: { format: ".0%" } };
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
          x: {
            field: "day",
            type: "quantitative",
            title: "days since the first review",
            scale: { domain: [0, days], nice: false },
          },
          y: { field: "recall", ...y },
          detail: { field: "stretch", type: "nominal" },
          color: { field: "label", type: "nominal", title: null, scale, legend },
        },
      },
    ],
  });
};
