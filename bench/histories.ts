const MINUTE = 60_000;
const DAY = 86_400_000;
const REVIEWS_PER_CARD = 20;

/** When the first review of each card happens. */
export const START: number = Date.UTC(2025, 0, 1, 9);

/** One review: when, and its grade from 0 (again) to 3 (easy). */
export interface HistoryReview {
  readonly at: number;
  readonly grade: number;
}

/** A whole number from 0 on, below the one given. */
type Next = (below: number) => number;

const historiesWith = (reviews: number, gap: (next: Next) => number): readonly (readonly HistoryReview[])[] => {
  const cards: HistoryReview[][] = [];
  let seed = 1;
  const next: Next = (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
  for (let left = reviews; left > 0; left -= REVIEWS_PER_CARD) {
    const card: HistoryReview[] = [];
    let at = START;
    for (let i = 0; i < Math.min(left, REVIEWS_PER_CARD); i += 1) {
      card.push({ at, grade: next(10) === 0 ? 0 : 1 + next(3) });
      at += gap(next);
    }
    cards.push(card);
  }
  return cards;
};

/** So many reviews of cards with twenty each, days apart: the same cards, gaps and grades for both sides of a row. */
export const histories = (reviews: number): readonly (readonly HistoryReview[])[] =>
  historiesWith(reviews, (next) => DAY * (1 + next(40)));

/** The same where a third of the gaps are minutes. */
export const historiesWithinDays = (reviews: number): readonly (readonly HistoryReview[])[] =>
  historiesWith(reviews, (next) => (next(3) === 0 ? MINUTE * (1 + next(20)) : DAY * (1 + next(40))));
