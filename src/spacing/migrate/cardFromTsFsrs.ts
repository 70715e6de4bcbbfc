import { isLeft } from "fp-ts/lib/Either.js";
import { type Found, note, type Path, readChoice, readFields, reading } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { Fsrs6Model } from "../fsrs6/model.ts";
import type { Fsrs6State } from "../fsrs6/state.ts";
import { DAY_MS } from "../moment.ts";
import { type Card, type CardPaths, type CardPhase, NEW_CARD, readCard } from "../scheduler/card.ts";
import { checkScheduler, type Scheduler } from "../scheduler/scheduler.ts";
import { readTsFsrsTime } from "./readTsFsrsTime.ts";

/** A card of ts-fsrs, as it is in memory or as it was stored. Other keys (`elapsed_days`, `scheduled_days`, an id) are left alone. */
export interface TsFsrsCard {
  /** When it is due: a Date, epoch milliseconds, or an ISO 8601 string that names its offset. */
  readonly due: Date | number | string;
  /** S, in days. */
  readonly stability: number;
  /** D, in [1, 10]. */
  readonly difficulty: number;
  /** The index of its step. Left out (before version 5), 0. */
  readonly learning_steps?: number | undefined;
  /** Reviews so far. */
  readonly reps: number;
  /** How often it was forgotten in review. */
  readonly lapses: number;
  /** 0 or "New", 1 or "Learning", 2 or "Review", 3 or "Relearning". */
  readonly state: number | string;
  /** When it was last reviewed; left out or `null`, never. */
  readonly last_review?: Date | number | string | null | undefined;
}

const NAME = "spacing.cardFromTsFsrs";
const ROOT: Path = [];
const KEYS = ["due", "stability", "difficulty", "learning_steps", "reps", "lapses", "state", "last_review"];
const DUE: Path = ["due"];
const LAST_REVIEW: Path = ["last_review"];
const STATE: Path = ["state"];
/** Where the parts of our card come from; those of the memory have the same names in both. */
const PATHS: CardPaths = {
  card: ROOT,
  phase: STATE,
  step: ["learning_steps"],
  memory: ROOT,
  dueAt: DUE,
  dueDay: DUE,
  reviews: ["reps"],
  lapses: ["lapses"],
};

const PHASES: readonly CardPhase[] = ["new", "learning", "review", "relearning"];
const STATES = ["New", "Learning", "Review", "Relearning"] as const;

const readPhase = (found: Found, state: unknown): CardPhase => {
  if (typeof state === "string") return PHASES[STATES.indexOf(readChoice(found, STATE, state, STATES))] as CardPhase; // one of the four
  const phase = typeof state === "number" ? PHASES[state] : undefined;
  if (phase === undefined)
    note(
      found,
      STATE,
      state === undefined ? "missing" : "unknown-value",
      "0, 1, 2 or 3, or the name of the state",
      state,
    );
  return phase ?? "new";
};

const dayOf = (at: number): number => Math.floor(at / DAY_MS);

/**
 * We come from ts-fsrs: what are its stored cards here? The card with the same memory, phase, step, due time and counts, so that `reviewCard` goes on where
 * ts-fsrs stopped. Take its weights along: `createMemory(fsrs6)({ weights })`, older ones through `migrateFsrsWeights`.
 *
 * Takes cards of ts-fsrs 4 and 5, in memory or stored: states by number or name, times as Date, milliseconds or ISO strings with an offset. Days are
 * counted as there, by the UTC date. A card that was never reviewed becomes `NEW_CARD`.
 *
 * Fails on numbers out of range, and on parts that do not go together, with the names that ts-fsrs gives them; on times without an offset; on a
 * scheduler whose memory is not `fsrs6`. Cost: constant.
 *
 * Where you have the reviews, replay them instead: `replayCard(scheduler)(reviewsFromTsFsrs(logs))`.
 *
 * @param scheduler from `createScheduler` or `parseScheduler`, with a memory of `fsrs6`
 * @returns a function from a card of ts-fsrs to ours
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const scheduler = orThrow(spacing.createScheduler({ memory: orThrow(spacing.createMemory(spacing.fsrs6)()) }));
 * const stored = {
 *   due: "2025-03-14T09:00:00.000Z", stability: 10.96, difficulty: 2.11, elapsed_days: 2, scheduled_days: 11,
 *   learning_steps: 0, reps: 3, lapses: 0, state: 2, last_review: "2025-03-03T09:00:00.000Z",
 * };
 * const card = orThrow(spacing.cardFromTsFsrs(scheduler)(stored));
 * [card.phase, card.reviews, card.memory?.stability]; // => ["review", 3, 10.96]
 * ```
 */
export const cardFromTsFsrs = (
  scheduler: Scheduler<Fsrs6Model, Fsrs6State>,
): ((card: TsFsrsCard) => Result<Card<Fsrs6State>>) => {
  const looked = checkScheduler(NAME, scheduler);
  const checked = isLeft(looked)
    ? looked
    : reading(NAME, (found) => {
        const kind: string = looked.right.memory.model.kind;
        if (kind !== "fsrs-6")
          note(found, ["scheduler", "memory", "model", "kind"], "unknown-value", 'a memory of the kind "fsrs-6"', kind);
        return looked.right;
      });
  return (card) => {
    if (isLeft(checked)) return checked;
    return reading(NAME, (found) => {
      const source = readFields(found, ROOT, card, "a card of ts-fsrs", KEYS);
      const { stability, difficulty, learning_steps: step = 0, reps, lapses, last_review: last } = source;
      const phase = readPhase(found, source["state"]);
      if (phase === "new" && reps === 0) return NEW_CARD;
      const dueAt = readTsFsrsTime(found, DUE, source["due"]);
      const lastAt = readTsFsrsTime(found, LAST_REVIEW, last === null ? undefined : last);
      if (found.issues.length > 0) return NEW_CARD;
      const memory = {
        kind: "fsrs-6",
        version: 1,
        stability,
        difficulty,
        lastAt,
        lastDay: dayOf(lastAt),
        reviews: 1, // both counts are read once, as those of the card
        lapses: 0,
      };
      const inReview = phase === "review";
      const dueDay = inReview ? dayOf(dueAt) : null;
      const ours = { kind: "card", version: 1, phase, step, memory, dueAt, dueDay, reviews: reps, lapses };
      const read = readCard(found, PATHS, checked.right.memory.kernel, ours);
      const { reviews, lapses: forgotten } = read;
      return read.memory === null ? read : { ...read, memory: { ...read.memory, reviews, lapses: forgotten } };
    });
  };
};
