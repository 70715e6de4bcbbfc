import { type Reason, reason } from "../../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../../memory.ts";
import type { DeadlinePlan, DeadlineVisit } from "./deadlinePlan.ts";
import type { KeptPlan } from "./keepDays.ts";
import type { NamedCard } from "./readCards.ts";
import type { DeadlineSettings } from "./readSettings.ts";
import { meanOf, type Search } from "./searchPlan.ts";
import type { DeadlineTables } from "./tables.ts";

/** The plan by the names of its cards and the numbers of its days, with reasons. */
export const planInWords = <M extends MemoryModel, S extends MemoryState>(
  { from, deadline, days, seconds, target, afterShare }: DeadlineSettings<M, S>,
  cards: readonly NamedCard<S>[],
  { tables, plan, floor, bound, most, extraSeconds }: Search,
): DeadlinePlan => {
  const reached = meanOf(cards, plan.recallAt);
  const after = meanOf(cards, plan.recallAfter);
  const values = cards.reduce((sum, { value }) => sum + value, 0);
  const spent = plan.seconds.reduce((sum, one) => sum + one, 0);
  const unmet: readonly Reason[] = [
    ...cards.flatMap(({ id, effort }, card) => tooLong(tables, id, effort, card)),
    ...(target === null || most === null
      ? []
      : [reason("target-beyond-minutes", { target, recall: reached, days: deadline, most })]),
  ];
  // one of each for every day and every card
  const minutes = Array.from(plan.seconds, (one) => one / 60);
  const counts = days.map((_, j) => (plan.order[j] as readonly number[]).length + (plan.furtherReviews[j] as number));
  return {
    days: days.map((day, j) => ({
      day: from.day + day,
      visits: (plan.order[j] as readonly number[]).map((card) =>
        visitOf(cards[card] as NamedCard<S>, tables, plan, card, j, deadline - day),
      ),
      furtherReviews: plan.furtherReviews[j] as number,
      minutes: minutes[j] as number,
      availableMinutes: (seconds[j] as number) / 60,
    })),
    cards: cards.map(({ id }, card) => {
      const place = plan.first[card] as number;
      return {
        card: id,
        day: place === -1 ? null : from.day + (days[place] as number),
        recallAtDeadline: plan.recallAt[card] as number,
        recallAfter: plan.recallAfter[card] as number,
        recallWithout: tables.cardEnd.at[card] as number,
      };
    }),
    recall: { atDeadline: reached, after, without: meanOf(cards, tables.cardEnd.at) },
    minutes: spent / 60,
    unmet,
    extraMinutes: extraSeconds === null ? null : extraSeconds / 60,
    certificate: {
      value: (1 - afterShare) * reached + afterShare * after - (floor * spent) / values,
      bound: bound / values,
    },
    workload: { days: days.map((day) => from.day + day), counts, minutes },
  };
};

/** A card whose visit takes more than any day on which it may be has, whatever else is left out. */
const tooLong = (
  { m, open, seconds, visitSeconds }: DeadlineTables,
  card: string,
  effort: number,
  place: number,
): readonly Reason[] => {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  // j < m, and one entry for each card and day
  for (let j = open[place] as number; j < m; j += 1) {
    const needs = effort * (visitSeconds[place * m + j] as number);
    const has = seconds[j] as number;
    if (needs <= has) return [];
    least = Math.min(least, needs);
    most = Math.max(most, has);
  }
  return least < Number.POSITIVE_INFINITY
    ? [reason("visit-beyond-every-day", { card, minutes: least / 60, availableMinutes: most / 60 })]
    : [];
};

const visitOf = (
  { id, state, effort }: NamedCard<MemoryState>,
  tables: DeadlineTables,
  plan: KeptPlan,
  card: number,
  place: number,
  before: number,
): DeadlineVisit => {
  const recall = plan.recallAt[card] as number;
  return {
    card: id,
    minutes: (effort * (tables.visitSeconds[card * tables.m + place] as number)) / 60,
    reason:
      state === null
        ? reason("learn-before-deadline", { days: before, recall: recall })
        : reason("review-before-deadline", {
            days: before,
            recall: recall,
            without: tables.cardEnd.at[card] as number,
          }),
  };
};
