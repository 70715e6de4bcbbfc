import { type Found, note, type Path, readArray, readObject, readText } from "../../../core/check/index.ts";
import type { Histories } from "../../readHistories.ts";

// Cards are below the number of cards, rows below the number of rows, so each `as number` is true.

/** The cards of one learner out of many. */
const cardsOf = ({ offsets, grades, at, day, elapsedDays }: Histories, cards: readonly number[]): Histories => {
  const starts = [0];
  const rows: number[] = [];
  for (const card of cards) {
    for (let row = offsets[card] as number; row < (offsets[card + 1] as number); row += 1) rows.push(row);
    starts.push(rows.length);
  }
  const taken = (column: Float64Array): Float64Array =>
    Float64Array.from(column.length === 0 ? [] : rows, (row) => column[row] as number);
  return {
    offsets: Float64Array.from(starts),
    grades: taken(grades),
    at: at === null ? null : taken(at),
    day: taken(day),
    elapsedDays: taken(elapsedDays),
  };
};

/** The histories of a log, one for each of the `learners` it names for its cards; all of them as one where it names none. */
export const learnerHistories = (
  found: Found,
  path: Path,
  log: unknown,
  histories: Histories,
): readonly Histories[] => {
  const { learners } = readObject(found, path, log, "columns of reviews") as { readonly learners?: unknown }; // an object, or an empty one
  if (learners === undefined) return [histories];
  const names = readArray(found, [...path, "learners"], learners, (one, where) => readText(found, where, one));
  const cards = histories.offsets.length - 1;
  if (names.length !== cards) {
    note(found, [...path, "learners"], "inconsistent", `${cards} names, one for each card`, learners);
    return [];
  }
  const byName = new Map<string, number[]>();
  for (const [card, name] of names.entries()) {
    const own = byName.get(name);
    if (own === undefined) byName.set(name, [card]);
    else own.push(card);
  }
  return [...byName.values()].map((own) => cardsOf(histories, own));
};
