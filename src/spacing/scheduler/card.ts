import {
  EARLIEST_INSTANT,
  type Found,
  LATEST_INSTANT,
  type NumberRange,
  note,
  type Path,
  readChoice,
  readHeader,
  readInteger,
  readNumber,
  readObject,
  readResult,
} from "../../core/check/index.ts";
import type { MemoryKernel, MemoryState } from "../memory.ts";
import { DAY_MS } from "../moment.ts";

/** Where a card stands: never seen; in its learning steps; in review; in its relearning steps, after it was forgotten in review. */
export type CardPhase = "new" | "learning" | "review" | "relearning";

/** One learner's card: plain JSON to store. */
export interface Card<S extends MemoryState = MemoryState> {
  /** Which document this is. */
  readonly kind: "card";
  /** Of the JSON layout, from 1. */
  readonly version: 1;
  /** Where it stands. */
  readonly phase: CardPhase;
  /** The index of its step, from 0. In review it is 0, unless a step of a day or more brought it there. */
  readonly step: number;
  /** What is remembered of it; `null` of a new card. */
  readonly memory: S | null;
  /** When it is due: epoch milliseconds; `null` of a new card, which is due when you introduce it. */
  readonly dueAt: number | null;
  /** The number of the study day on which it is due; `null` of a new card and in steps, which count minutes. */
  readonly dueDay: number | null;
  /** Reviews so far. */
  readonly reviews: number;
  /** How often it was forgotten in review. */
  readonly lapses: number;
}

/**
 * A card that was never seen: what `undoReview` gives after the first review. `reviewCard` starts from it where it is given no card.
 *
 * @example
 * ```ts
 * import { spacing } from "learnlift";
 *
 * spacing.NEW_CARD.phase; // => "new"
 * ```
 */
export const NEW_CARD: Card<never> = {
  kind: "card",
  version: 1,
  phase: "new",
  step: 0,
  memory: null,
  dueAt: null,
  dueDay: null,
  reviews: 0,
  lapses: 0,
};

// The last review lies before 2200, and no interval is longer than a century.
const DUE: NumberRange = { min: EARLIEST_INSTANT, max: LATEST_INSTANT + 36_500 * DAY_MS };
const NOT_NEGATIVE: NumberRange = { min: 0 };

const NOTHING: unknown = Object.freeze({});

/** The paths of a card's parts, made once for each place at which a card can stand. */
export interface CardPaths {
  readonly card: Path;
  readonly phase: Path;
  readonly step: Path;
  readonly memory: Path;
  readonly dueAt: Path;
  readonly dueDay: Path;
  readonly reviews: Path;
  readonly lapses: Path;
}

/** The paths of a card that stands at a place. */
export const cardPaths = (card: Path): CardPaths => ({
  card,
  phase: [...card, "phase"],
  step: [...card, "step"],
  memory: [...card, "memory"],
  dueAt: [...card, "dueAt"],
  dueDay: [...card, "dueDay"],
  reviews: [...card, "reviews"],
  lapses: [...card, "lapses"],
});

const PHASES = ["new", "learning", "review", "relearning"] as const;

/** Notes a part that is there in a phase that has none, or the other way round. */
const checkNull = (found: Found, path: Path, value: unknown, isNull: boolean, phase: CardPhase): boolean => {
  if ((value === null) === isNull) return !isNull;
  const expected = isNull ? `null in the phase ${phase}` : `a value in the phase ${phase}`;
  note(found, path, value === undefined ? "missing" : "inconsistent", expected, value);
  return false;
};

/** Reads a stored card. Keys it does not know are left behind. */
export const readCard = <S extends MemoryState>(
  found: Found,
  paths: CardPaths,
  kernel: MemoryKernel<S>,
  stored: unknown,
): Card<S> => {
  const source = readObject(found, paths.card, stored, "a card");
  if (source !== stored) return NEW_CARD;
  readHeader(found, paths.card, source, "card");
  const { memory, dueAt, dueDay } = source;
  const phase = readChoice(found, paths.phase, source["phase"], PHASES);
  if (phase !== source["phase"]) return NEW_CARD;
  const isNew = phase === "new";
  const reviews = readInteger(found, paths.reviews, source["reviews"], NOT_NEGATIVE);
  const lapses = readInteger(found, paths.lapses, source["lapses"], NOT_NEGATIVE);
  if (isNew !== (reviews === 0)) {
    note(
      found,
      paths.reviews,
      "inconsistent",
      isNew ? "0 in the phase new" : `at least 1 in the phase ${phase}`,
      reviews,
    );
  } else if (lapses > 0 && lapses >= reviews) {
    note(found, paths.lapses, "inconsistent", "fewer lapses than reviews", lapses);
  }
  return {
    kind: "card",
    version: 1,
    phase,
    step: readInteger(found, paths.step, source["step"], NOT_NEGATIVE),
    memory: checkNull(found, paths.memory, memory, isNew, phase)
      ? readResult(found, paths.memory, kernel.parseState(memory), NOTHING as S) // used only if nothing was noted
      : null,
    dueAt: checkNull(found, paths.dueAt, dueAt, isNew, phase) ? readNumber(found, paths.dueAt, dueAt, DUE) : null,
    dueDay: checkNull(found, paths.dueDay, dueDay, phase !== "review", phase)
      ? readInteger(found, paths.dueDay, dueDay)
      : null,
    reviews,
    lapses,
  };
};
