import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  EARLIEST_INSTANT,
  type Found,
  LATEST_INSTANT,
  note,
  readFields,
  readInstant,
  readInteger,
  reading,
  readText,
} from "../../core/check/index.ts";
import { zoneCovers } from "../../core/time/index.ts";
import { type Result, reason } from "../../core/vocabulary/index.ts";
import type { AnkiReview, AnkiReviewLog, RefusedReview } from "./ankiReview.ts";
import { arrangeReviews } from "./arrangeReviews.ts";
import { cardCodes } from "./cardCodes.ts";
import { type ReviewLogOptions, readArrangement } from "./readArrangement.ts";

const NAME = "spacing.ankiReviews";
const KEYS = ["id", "cid", "ease", "type", "factor"];
/** The kinds of rows, as Anki numbers them. */
const LEARNING = 0;
const FILTERED = 3;
const MANUAL = 4;

/** A row that was read; the card's name as text. */
interface Row {
  readonly index: number;
  readonly at: number;
  readonly ease: number;
  readonly type: number;
  readonly factor: number;
}

/** Why a row is not in the log. */
const SET_ASIDE = ["no-rating", "filtered-without-rescheduling", "before-last-start", "no-learning-start"] as const;
type Why = (typeof SET_ASIDE)[number];

/** Of the rows of one card, in order of time, those that make its log; the others are set aside. */
const runOf = (rows: readonly Row[], setAside: (why: Why, row: Row) => void): readonly Row[] => {
  // a reset is a break even where learning stands on both of its sides
  let reset = -1;
  let relearned = false;
  for (let place = rows.length - 1; place >= 0 && reset < 0; place -= 1) {
    const { type, ease, factor } = rows[place] as Row; // place < rows.length
    if (type === LEARNING && ease > 0) relearned = true;
    else if (type === MANUAL && ease === 0 && factor === 0 && relearned) reset = place;
  }
  const answered: Row[] = [];
  rows.forEach((row, place) => {
    if (row.ease === 0 || row.type >= MANUAL) setAside("no-rating", row);
    else if (row.type === FILTERED && row.factor === 0) setAside("filtered-without-rescheduling", row);
    else if (place < reset) setAside("before-last-start", row);
    else answered.push(row);
  });
  let start = answered.length;
  for (let place = answered.length - 1; place >= 0; place -= 1) {
    if (answered[place]?.type === LEARNING) start = place;
    else if (start < answered.length) break;
  }
  const why = start === answered.length ? "no-learning-start" : "before-last-start";
  for (const row of answered.slice(0, start)) setAside(why, row);
  return answered.slice(start);
};

/**
 * Our people learn with Anki: what do their reviews say? Reads rows of the table `revlog` by the rules of FSRS's own trainers.
 *
 * A row counts where somebody answered and the answer moved the card: manual changes (type 4, 5, or button 0) and answers in filtered decks
 * that do not reschedule (type 3 with factor 0) are set aside. Of a card only the run since learning last began is taken: from the first of
 * its last unbroken row of learning answers (type 0), or from the last reset that learning followed. A card without learning answers is
 * incomplete and left out. Rows may come in any order; two with the same card and instant are one, the one with the lower grade.
 *
 * Rows that cannot be read are refused one by one, in `refused`, and do not stop the others. Fails on options that do not fit and on what is
 * no array. Cost: n log n in the rows of a card.
 *
 * Source: fsrs-rs 6.6 (the conversion of its tests), fsrs4anki. Unlike them, days follow the zone's clock on the day itself, also where that
 * is changed, and a reset (type 4 with factor 0) parts two runs of learning.
 *
 * @param options as in `gatherReviews`: `zone`, with `cutoffHour` 4 as in Anki; `minimumReviews`; `until`
 * @returns a function from rows, with `id` the epoch milliseconds, to the log
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const at = Date.UTC(2025, 2, 3, 9);
 * const rows = [
 *   { id: at, cid: 1742979600000, ease: 3, type: 0, factor: 2500 },
 *   { id: at + 600_000, cid: 1742979600000, ease: 3, type: 0, factor: 2500 },
 *   { id: at + 172_800_000, cid: 1742979600000, ease: 0, type: 4, factor: 2500 }, // somebody set the due date
 *   { id: at + 259_200_000, cid: 1742979600000, ease: 1, type: 1, factor: 2500 },
 * ];
 * const log = orThrow(spacing.ankiReviews()(rows));
 * Array.from(log.grades); // => [3, 3, 1]
 * log.setAside.map(({ reason, rows }) => [reason.code, Array.from(rows)]); // => [["no-rating", [2]]]
 * ```
 */
export const ankiReviews = (options?: ReviewLogOptions): ((revlog: readonly AnkiReview[]) => Result<AnkiReviewLog>) => {
  const settings = reading(NAME, (found) => readArrangement(found, options));
  return (revlog) => {
    if (isLeft(settings)) return settings;
    const arrangement = settings.right;
    const read = reading(NAME, (found) => readRevlog(found, revlog, arrangement.zone));
    if (isLeft(read)) return read;
    const { byCard, cards, refused } = read.right;
    const aside = new Map<Why, number[]>(SET_ASIDE.map((why) => [why, []]));
    const taken: { readonly row: Row; readonly card: number }[] = [];
    byCard.forEach((rows, card) => {
      rows.sort((a, b) => a.at - b.at || a.ease - b.ease || a.type - b.type);
      for (const row of runOf(rows, (why, { index }) => aside.get(why)?.push(index))) taken.push({ row, card });
    });
    const log = arrangeReviews(
      {
        card: Int32Array.from(taken, ({ card }) => card),
        grades: Uint8Array.from(taken, ({ row }) => row.ease),
        at: Float64Array.from(taken, ({ row }) => row.at),
        day: null,
        cards,
        learners: null,
      },
      arrangement,
    );
    const setAside = SET_ASIDE.flatMap((why) => {
      const rows = Uint32Array.from(aside.get(why) ?? []).sort();
      return rows.length === 0 ? [] : [{ reason: reason(why, { rows: rows.length }), rows }];
    });
    return right({ ...log, refused, setAside });
  };
};

/** The rows by card, and those that cannot be read. */
interface Revlog {
  readonly byCard: readonly Row[][];
  readonly cards: readonly string[];
  readonly refused: readonly RefusedReview[];
}

const MOST_ROWS = 2 ** 26;

const readRevlog = (found: Found, revlog: unknown, zone: Parameters<typeof zoneCovers>[0] | null): Revlog => {
  const codes = cardCodes();
  const byCard: Row[][] = [];
  const refused: RefusedReview[] = [];
  if (!Array.isArray(revlog)) {
    note(found, [], revlog === undefined ? "missing" : "wrong-type", "an array of rows of a revlog", revlog);
    return { byCard, cards: [], refused };
  }
  const { length } = revlog;
  if (!(length <= MOST_ROWS)) {
    note(found, [], "too-many", `at most ${MOST_ROWS} rows`, revlog);
    return { byCard, cards: [], refused };
  }
  for (let index = 0; index < length; index += 1) {
    const own: Found = { issues: [], more: 0 };
    const row = readRow(own, index, revlog[index], zone);
    const issue = own.issues[0];
    if (issue !== undefined) {
      const where = issue.path.slice(1).join(".") || "the row";
      refused.push({ index, reason: reason("unreadable-review", { where, expected: issue.expected }), issue });
      continue;
    }
    const card = codes.codeOf("", row.card);
    const rows = byCard[card];
    if (rows === undefined) byCard.push([row]);
    else rows.push(row);
  }
  return { byCard, cards: codes.cards, refused };
};

const KINDS = { min: 0, max: 5 };
const BUTTONS = { min: 0, max: 4 };

const readRow = (
  found: Found,
  index: number,
  value: unknown,
  zone: Parameters<typeof zoneCovers>[0] | null,
): Row & { readonly card: string } => {
  const source = readFields(found, [index], value, "a row of a revlog", KEYS);
  const { id, cid, ease, type, factor } = source;
  const at =
    typeof id === "number" && id >= EARLIEST_INSTANT && id <= LATEST_INSTANT
      ? id
      : readInstant(found, [index, "id"], id);
  if (zone !== null && !Number.isNaN(at) && !zoneCovers(zone, at))
    note(found, [index, "id"], "out-of-range", "an instant that the compiled zone covers", at);
  const card =
    typeof cid === "number"
      ? String(readInteger(found, [index, "cid"], cid))
      : readText(found, [index, "cid"], cid, "the number of a card");
  return {
    index,
    at,
    card,
    ease: readInteger(found, [index, "ease"], ease, BUTTONS),
    type: readInteger(found, [index, "type"], type, KINDS),
    // an export without the column says nothing of resets: a factor that is not 0 reads as "rescheduled"
    factor: factor === undefined ? 2500 : readInteger(found, [index, "factor"], factor, { min: 0 }),
  };
};
