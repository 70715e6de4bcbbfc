import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../../core/check/index.ts";
import { civilDateText } from "../../../core/time/index.ts";
import { type Reason, type Result, reason } from "../../../core/vocabulary/index.ts";
import { plannedDays } from "../../plannedDays.ts";
import { type ReadRequest, readRequest, type SpreadRequest } from "./course.ts";
import { type FreeGap, freeGaps } from "./freeGaps.ts";
import { type ReadSpreadOptions, readSpreadOptions, type SpreadOptions } from "./options.ts";
import { type DayLeft, dayLeft, place, type WeeksLeft } from "./placing.ts";
import type { NotPlaced, PlannedSession, SpreadDay, SpreadPlan } from "./spreadPlan.ts";

const NAME = "spacing.spreadModules";
const MINUTE_MS = 60_000;
/** The grade that is planned for: a first review follows on a module that was understood. */
const GOOD = 3;

interface Due {
  readonly id: string;
  readonly minutes: number;
  readonly dueDay: number;
}

type Module = ReadRequest["modules"][number];

/** What is under way: sessions so far, and what still waits. */
interface Spreading {
  readonly options: ReadSpreadOptions;
  readonly weeks: WeeksLeft;
  readonly sessions: PlannedSession[];
  readonly finished: Map<string, PlannedSession>;
  reviews: Due[];
  modules: readonly Module[];
}

const sooner = (one: Due, other: Due): number => one.dueDay - other.dueDay;

const placeReviews = (spreading: Spreading, left: DayLeft): void => {
  const { options, weeks, sessions } = spreading;
  spreading.reviews = spreading.reviews.sort(sooner).filter(({ id, minutes, dueDay }) => {
    if (dueDay > left.day) return true;
    const from = place(left, weeks, options, minutes, options.from);
    if (from === null) return true;
    const late = left.day - dueDay;
    const because = late > 0 ? reason("review-after-due", { days: late }) : reason("review-when-due");
    const to = from + Math.round(minutes * MINUTE_MS);
    sessions.push({ kind: "review", id, from, to, day: left.day, reasons: [because] });
    return false;
  });
};

/** From when on a module may begin on a day, or `null` where it may not on that day. */
const earliestOn = ({ finished, options }: Spreading, { prerequisites }: Module, day: number): number | null => {
  let earliest = options.from;
  for (const id of prerequisites) {
    const before = finished.get(id);
    if (before === undefined || before.day + options.prerequisiteGapDays > day) return null;
    earliest = Math.max(earliest, before.to);
  }
  return earliest;
};

const firstThatFits = (
  spreading: Spreading,
  left: DayLeft,
): { readonly module: Module; readonly from: number } | null => {
  const { options, weeks, modules } = spreading;
  for (const module of modules) {
    const earliest = earliestOn(spreading, module, left.day);
    const from = earliest === null ? null : place(left, weeks, options, module.minutes, earliest);
    if (from !== null) return { module, from };
  }
  return null;
};

const placeModules = (spreading: Spreading, left: DayLeft): void => {
  const { options, sessions, finished } = spreading;
  for (;;) {
    const next = left.modules > 0 ? firstThatFits(spreading, left) : null;
    if (next === null) return;
    const { module, from } = next;
    const to = from + Math.round(module.minutes * MINUTE_MS);
    const session: PlannedSession = {
      kind: "module",
      id: module.id,
      from,
      to,
      day: left.day,
      reasons: [
        module.prerequisites.length === 0
          ? reason("first-free-gap")
          : reason("first-free-gap-after", { prerequisites: module.prerequisites.join(", ") }),
      ],
    };
    sessions.push(session);
    finished.set(module.id, session);
    spreading.modules = spreading.modules.filter((one) => one !== module);
    left.modules -= 1;
    const review = firstReview(options, session);
    if (review !== null) spreading.reviews.push(review);
  }
};

/** When the memory of a module falls due for the first time. */
const firstReview = ({ memory, reviewMinutes }: ReadSpreadOptions, { id, to, day }: PlannedSession): Due | null => {
  if (memory === null) return null;
  const { model, kernel } = memory;
  const state = kernel.first(GOOD, { at: to, day });
  const days = Math.max(1, Math.floor(plannedDays(model, kernel.intervalDays(state, model.retention))));
  return { id, minutes: reviewMinutes, dueDay: day + days };
};

const whyNot = (
  { options, finished }: Spreading,
  gaps: readonly FreeGap[],
  kind: NotPlaced["kind"],
  item: { readonly minutes: number; readonly prerequisites?: readonly string[]; readonly dueDay?: number },
): Reason => {
  const { minutes, prerequisites = [], dueDay } = item;
  const waiting = prerequisites.filter((id) => !finished.has(id));
  const before = prerequisites.flatMap((id) => finished.get(id) ?? []);
  const { prerequisiteGapDays } = options;
  const lastDay = gaps[gaps.length - 1]?.day;
  if (waiting.length > 0) return reason("waits-for-modules", { prerequisites: waiting.join(", ") });
  if (dueDay !== undefined && lastDay !== undefined && dueDay > lastDay)
    return reason("due-after-plan", { date: civilDateText(dueDay) });
  const most = Math.min(options.minutesPerDay, options.minutesPerWeek);
  if (minutes > most) return reason("longer-than-allowed", { minutes, most });
  const longest = gaps.reduce((so, { from, to }) => Math.max(so, (to - from) / MINUTE_MS), 0);
  if (minutes > longest) return reason("longer-than-free-gaps", { minutes, longest });
  if (kind === "review") return reason("no-time-for-review", { minutes });
  const readyFrom = Math.max(...before.map(({ day }) => day + prerequisiteGapDays));
  if (lastDay !== undefined && readyFrom > lastDay)
    return reason("gap-after-plan", { prerequisites: prerequisites.join(", "), days: prerequisiteGapDays });
  const { minutesPerDay, minutesPerWeek, modulesPerDay } = options;
  return reason("no-time-for-module", { minutes, minutesPerDay, minutesPerWeek, modulesPerDay });
};

/**
 * When in their real week do people take these modules? In the free gaps of working time, a few minutes a day, in an order that keeps
 * prerequisites, with the first review of each module where its memory falls due.
 *
 * Free gaps are working time by the calendar (hours, shifts, holidays, leave) less busy intervals with their buffers. Day by day, what is due for
 * review comes first, the longest due before the rest; then modules in the order given, each in the first gap of the day that is long
 * enough and begins after its prerequisites have ended, as long as the minutes of the day and of the week last. A first review is due as
 * many study days after its module as the memory model gives for good, and takes the first gap from then on. What finds no place is
 * answered with the reason, nothing is dropped.
 *
 * Fails on prerequisites that are neither modules of the request nor finished, modules that need themselves in the end, ids that occur
 * twice, `until` before `from`, and a zone that was not compiled for the whole stretch. No working time is no failure: nothing is placed.
 *
 * Cost: days × (modules + reviews) × gaps of a day.
 *
 * @param options `zone`, `calendar`, `from`, `until`; `busy`, `useFocusTime`, `bufferMinutes` 5; `minutesPerDay` 10, `minutesPerWeek` 24,
 *   `modulesPerDay` 1, `prerequisiteGapDays` 0; `memory` and `reviewMinutes` 1; `cutoffHour` 4
 * @returns a function from modules and reviews to sessions
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 * import { compileCalendar, compileZone } from "learnlift/core";
 *
 * const plan = orThrow(
 *   spacing.spreadModules({
 *     zone: orThrow(compileZone({ zone: "Europe/Lisbon" })),
 *     calendar: orThrow(compileCalendar({ hours: [{ from: "09:00", to: "17:00", weekdays: [1, 2, 3, 4, 5] }] })),
 *     from: Date.UTC(2025, 6, 4, 6), // a Friday
 *     until: Date.UTC(2025, 6, 12),
 *     busy: [{ kind: "meeting", from: Date.UTC(2025, 6, 4, 8), to: Date.UTC(2025, 6, 4, 9) }],
 *     memory: orThrow(spacing.createMemory(spacing.fsrs6)()),
 *   })({ modules: [{ id: "look", minutes: 4 }, { id: "report", minutes: 5, prerequisites: ["look"] }] }),
 * );
 * plan.sessions.map(({ kind, id, from }) => `${kind} ${id} ${new Date(from).toISOString()}`);
 * // => ["module look 2025-07-04T09:05:00.000Z", "review look 2025-07-07T08:00:00.000Z",
 * //     "module report 2025-07-07T08:01:00.000Z", "review report 2025-07-09T08:00:00.000Z"]
 * ```
 */
export const spreadModules = (options: SpreadOptions): ((request: SpreadRequest) => Result<SpreadPlan>) => {
  const checked = reading(NAME, (found) => readSpreadOptions(NAME, found, options));
  return (request) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => readRequest(found, request));
    if (isLeft(read)) return read;
    const gaps = freeGaps(checked.right);
    const spreading: Spreading = {
      options: checked.right,
      weeks: new Map(),
      sessions: [],
      finished: new Map(),
      reviews: [...read.right.reviews],
      modules: read.right.modules,
    };
    const days: SpreadDay[] = [];
    for (const [day, own] of byDay(gaps)) {
      const left = dayLeft(checked.right, day, own);
      placeReviews(spreading, left);
      placeModules(spreading, left);
      const minutes = checked.right.minutesPerDay - left.minutes;
      if (minutes > 0) days.push({ day, minutes });
    }
    const { sessions, modules, reviews } = spreading;
    const because = (kind: NotPlaced["kind"], item: Module | Due): NotPlaced => ({
      kind,
      id: item.id,
      because: whyNot(spreading, gaps, kind, item),
    });
    return right({
      sessions: sessions.sort((one, other) => one.from - other.from),
      notPlaced: [...modules.map((one) => because("module", one)), ...reviews.map((one) => because("review", one))],
      days,
    });
  };
};

const byDay = (gaps: readonly FreeGap[]): ReadonlyMap<number, readonly FreeGap[]> => {
  const days = new Map<number, FreeGap[]>();
  for (const gap of gaps) {
    const own = days.get(gap.day);
    if (own === undefined) days.set(gap.day, [gap]);
    else own.push(gap);
  }
  return days;
};
