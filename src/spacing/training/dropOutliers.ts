import type { Histories } from "../readHistories.ts";

/** Cards that were first reviewed on a later day after the same grade and the same wait. */
interface Group {
  readonly grade: number;
  readonly days: number;
  readonly cards: number[];
}

/** A group with fewer cards than this is dropped, once the allowance is used up. */
const LEAST_CARDS = 6;
/** A group that waited longer than this for its first review on a later day is dropped, once the allowance is used up. */
const LONGEST_WAIT = 100;
const LONGEST_WAIT_AFTER_EASY = 365;
/** So many cards, or this part of those of a grade, may be dropped whatever their group. */
const ALLOWANCE = 20;

/**
 * Which cards are left when those with an odd start are dropped, by the rule of the published trainer: cards are grouped by first grade and by
 * the days until their first review on a later day; within a grade the smallest groups go first (of equal ones that with fewer days) while
 * what is dropped stays below max(20, a twentieth of the cards of that grade); of the rest, groups with fewer than 6 cards or a
 * wait above 100 days (365 after easy) go too.
 *
 * @returns for each card 1 where it stays. A card without a review on a later day has no label and stays.
 */
export const dropOutliers = ({ offsets, grades, elapsedDays }: Histories): Uint8Array => {
  const cards = offsets.length - 1;
  const stays = new Uint8Array(cards).fill(1);
  const byGrade = new Map<number, Map<number, Group>>();
  for (let card = 0; card < cards; card += 1) {
    const from = offsets[card] as number; // card < cards, rows below the number of rows
    const to = offsets[card + 1] as number;
    let row = from + 1;
    while (row < to && (elapsedDays[row] as number) < 1) row += 1;
    if (row === to) continue;
    const grade = grades[from] as number;
    const days = elapsedDays[row] as number;
    const groups = byGrade.get(grade) ?? new Map<number, Group>();
    byGrade.set(grade, groups);
    const group = groups.get(days) ?? { grade, days, cards: [] };
    groups.set(days, group);
    group.cards.push(card);
  }
  for (const groups of byGrade.values()) {
    const rising = [...groups.values()].sort((a, b) => a.cards.length - b.cards.length || a.days - b.days);
    const total = rising.reduce((sum, group) => sum + group.cards.length, 0);
    const allowance = Math.max(ALLOWANCE, Math.floor(total / 20));
    let dropped = 0;
    for (const { grade, days, cards: members } of rising) {
      const wait = grade === 4 ? LONGEST_WAIT_AFTER_EASY : LONGEST_WAIT;
      const within = dropped + members.length < allowance;
      if (!within && members.length >= LEAST_CARDS && days <= wait) continue;
      dropped += members.length;
      for (const card of members) stays[card] = 0;
    }
  }
  return stays;
};
