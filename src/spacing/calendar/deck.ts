import {
  clean,
  type Found,
  hopeless,
  ifGiven,
  note,
  orDefault,
  type Path,
  readArray,
  readId,
  readInteger,
  readNumber,
  readObject,
  readOptions,
  readResult,
} from "../../core/check/index.ts";
import { type Reason, reason } from "../../core/vocabulary/index.ts";
import type { MemoryKernel, MemoryModel, MemoryState } from "../memory.ts";
import { DAY_MS, FURTHEST_DAYS } from "../moment.ts";
import { type Card, cardPaths, readCard } from "../scheduler/card.ts";
import { type CheckedScheduler, checkScheduler, type Scheduler } from "../scheduler/scheduler.ts";
import { type OpenDays, openDays } from "./openDays.ts";
import { readReviewDays } from "./parseReviewDays.ts";
import type { ReviewDays } from "./reviewDays.ts";
import { add, type Workload, workloadOf } from "./workload.ts";

/** One of a learner's cards. */
export interface DeckCard<S extends MemoryState = MemoryState> {
  /** The card's id. */
  readonly id: string;
  /** The card. */
  readonly card: Card<S>;
  /** What it has in common with its siblings, such as the id of the note they were made from. `disperseSiblings` and `balanceLoad` read it. */
  readonly siblings?: string | undefined;
}

/** What all plans for a learner's cards are made with. */
export interface DeckOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createScheduler` or `parseScheduler`. */
  readonly scheduler: Scheduler<M, S>;
  /** The number of the learner's study day today, such as `studyDay(zone, at, 4)`. */
  readonly today: number;
  /** From `reviewDays`. Left out, there may be reviews on every day. */
  readonly days?: ReviewDays | undefined;
  /** Minutes that a review takes, above 0, for the workload. Default 0.2, which is 12 seconds. */
  readonly minutesPerReview?: number | undefined;
}

/** A card that is due on another day now. */
export interface CardMove<S extends MemoryState = MemoryState> {
  /** The card's id. */
  readonly id: string;
  /** The card with its new day: store it in place of the one before. Its memory is as it was: time goes on as it does. */
  readonly card: Card<S>;
  /** The study day on which it was due. */
  readonly from: number;
  /** The study day on which it is due now. */
  readonly to: number;
  /** The probability of recall that is expected on that day, in (0, 1]. */
  readonly recall: number;
  /** Why it was moved; `explain` words it. */
  readonly reasons: readonly Reason[];
}

/** What becomes of a learner's cards. */
export interface LoadPlan<S extends MemoryState = MemoryState> {
  /** Cards that are due on another day now, in the order of the cards. All others stay as they are. */
  readonly moves: readonly CardMove<S>[];
  /** What there was to do on which day; what was overdue counts as today's. Only cards in review are counted. */
  readonly before: Workload;
  /** What there is to do now. */
  readonly after: Workload;
}

/** A card in review: one that a plan may move. */
export interface InReview<S extends MemoryState> {
  readonly id: string;
  readonly card: Card<S>;
  readonly memory: S;
  readonly dueDay: number;
  readonly siblings: string | undefined;
}

/** Options that all plans have, read. */
export interface Deck<M extends MemoryModel, S extends MemoryState> {
  readonly scheduler: CheckedScheduler<M, S>;
  readonly model: M;
  readonly kernel: MemoryKernel<S>;
  readonly today: number;
  readonly open: OpenDays;
  readonly minutesPerReview: number;
}

/** The keys of the options that all plans have. */
const DECK_KEYS: readonly string[] = ["scheduler", "today", "days", "minutesPerReview"];

const NOTHING: unknown = Object.freeze({});

/** Study days of the years 2000 to 2200, and a century on. */
const DAY_RANGE = { min: 10_955, max: 120_600 };

/** The number of a study day. */
export const readDay = (found: Found, path: Path, value: unknown): number => readInteger(found, path, value, DAY_RANGE);

/** Reads the options of a plan: those that all have, and the names of its own. */
export const readDeck = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  name: string,
  options: unknown,
  more: readonly string[],
): { readonly deck: Deck<M, S>; readonly given: Readonly<Record<string, unknown>> } => {
  const given = readOptions(found, [], options ?? null, [...DECK_KEYS, ...more]);
  // checkScheduler reads it as unknown, and what stands in for it is used only if nothing was noted
  const checked = checkScheduler(name, given["scheduler"] as Scheduler<M, S>);
  const scheduler = readResult(found, [], checked, NOTHING as CheckedScheduler<M, S>);
  const today = readDay(found, ["today"], given["today"]);
  const days = ifGiven(given["days"], (value) => readReviewDays(found, ["days"], value));
  const minutesPerReview = orDefault(given["minutesPerReview"], 0.2, (minutes) =>
    readNumber(found, ["minutesPerReview"], minutes, { above: 0, max: 1440 }),
  );
  const memory = clean(found) ? scheduler.memory : (NOTHING as CheckedScheduler<M, S>["memory"]); // as above
  return {
    deck: { scheduler, model: memory.model, kernel: memory.kernel, today, open: openDays(days), minutesPerReview },
    given,
  };
};

/** Further than this from its last review no card can be due: the longest interval, and some room for plans. */
const FURTHEST_DUE = 2 * 36_500;

const checkDays = <S extends MemoryState>(found: Found, path: Path, { memory, dueDay }: Card<S>): void => {
  if (memory === null || dueDay === null) return;
  const { lastDay, lastAt } = memory;
  if (Math.abs(lastDay - Math.floor(lastAt / DAY_MS)) > FURTHEST_DAYS)
    note(found, [...path, "memory", "lastDay"], "inconsistent", "the study day of `lastAt`", lastDay);
  else if (dueDay < lastDay || dueDay > lastDay + FURTHEST_DUE)
    note(found, [...path, "dueDay"], "inconsistent", `a day within a century of the last review (${lastDay})`, dueDay);
};

/** A card of a deck with its place in the list. */
export interface ListedCard<S extends MemoryState> {
  readonly id: string;
  readonly card: Card<S>;
  readonly siblings: string | undefined;
}

/** Reads a learner's cards, each once. */
export const readCards = <S extends MemoryState>(
  found: Found,
  kernel: MemoryKernel<S>,
  value: unknown,
): readonly ListedCard<S>[] => {
  const seen = new Set<string>();
  return readArray(found, [], value, (element, path) => {
    const source = readObject(found, path, element, "a card with its id");
    const id = source === element ? readId(found, [...path, "id"], source["id"]) : "";
    if (id !== "" && seen.has(id)) note(found, [...path, "id"], "duplicate", "each card once", id);
    seen.add(id);
    const paths = cardPaths([...path, "card"]);
    const card = readCard(found, paths, kernel, source === element && !hopeless(found) ? source["card"] : null);
    if (clean(found)) checkDays(found, paths.card, card);
    const siblings = ifGiven(source["siblings"], (group) => readId(found, [...path, "siblings"], group));
    return { id, card, siblings };
  });
};

/** Those of the cards that are in review, and not there by a step of a day or more. */
export const inReview = <S extends MemoryState>(cards: readonly ListedCard<S>[]): readonly InReview<S>[] =>
  cards.flatMap(({ id, card, siblings }) =>
    card.phase === "review" && card.memory !== null && card.dueDay !== null
      ? [{ id, card, memory: card.memory, dueDay: card.dueDay, siblings }]
      : [],
  );

/** The day on which a card is done at the earliest: what is overdue waits for today. */
export const dayFrom = (today: number, dueDay: number): number => Math.max(today, dueDay);

/** The reviews of each day. */
export const tally = <S extends MemoryState>(today: number, cards: readonly InReview<S>[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const { dueDay } of cards) add(counts, dayFrom(today, dueDay), 1);
  return counts;
};

/** Where the cards that are due on another day have come to, and why. */
export type Moved = ReadonlyMap<string, { readonly to: number; readonly reasons: readonly Reason[] }>;

/** The card, due on another day. */
const movedCard = <S extends MemoryState>({ card, memory }: InReview<S>, to: number): Card<S> => ({
  ...card,
  dueDay: to,
  dueAt: memory.lastAt + (to - memory.lastDay) * DAY_MS,
});

/** The plan that follows from where cards have come to. */
export const planOf = <M extends MemoryModel, S extends MemoryState>(
  { kernel, today, minutesPerReview }: Deck<M, S>,
  cards: readonly InReview<S>[],
  moved: Moved,
): LoadPlan<S> => {
  const moves: CardMove<S>[] = [];
  const after = new Map<number, number>();
  for (const one of cards) {
    const move = moved.get(one.id);
    add(after, dayFrom(today, move?.to ?? one.dueDay), 1);
    if (move === undefined) continue;
    moves.push({
      id: one.id,
      card: movedCard(one, move.to),
      from: one.dueDay,
      to: move.to,
      recall: kernel.recall(one.memory, move.to - one.memory.lastDay),
      reasons: move.reasons,
    });
  }
  return {
    moves,
    before: workloadOf(tally(today, cards), minutesPerReview),
    after: workloadOf(after, minutesPerReview),
  };
};

/** Why nothing can be planned. */
export const noOpenDay = (day: number): Reason => reason("no-open-day", { day });
