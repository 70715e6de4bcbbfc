import { orThrow, spacing } from "learnlift";
import type { Task } from "../task.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const CARDS = 100;
const DAYS = 60;
/** So many that no card waits for another: then each can be planned alone. */
const MINUTES = 600;

/** Cards that were answered twice, the second time on one of the last thirty days. */
const deckOf = (
  memory: spacing.Memory<spacing.Fsrs6Model, spacing.Fsrs6State>,
  cards: number,
): spacing.DeadlineCard<spacing.Fsrs6State>[] => {
  const review = spacing.review(memory);
  return Array.from({ length: cards }, (_, number) => {
    const first = orThrow(review({ grade: spacing.GRADES[number % 4] ?? "good", at: FROM - 40 * DAY }));
    const at = FROM - (((number * 7919) % 30) + 1) * DAY;
    return { id: `card-${number}`, state: orThrow(review({ state: first.state, grade: "good", at })).state };
  });
};

export const planDeadline: Task = {
  name: "deadline plan of 100 cards and 60 days",
  unit: "plan",
  peer: "our slow twin",
  // each card alone has a grid of its own, around the states that it can reach
  equalWithin: 0.02,
  note:
    "our own slow way, not another library: dynamic programming for each card alone, with tables of its own, where ours plans all cards on tables that they " +
    "share. Only with minutes to spare do both answer the same question, and no prices are sought; the mean worth of the plans is compared, within 0.02. " +
    "Against every combination of every way to treat a few cards, on exact states, plans are compared in the tests.",
  units: 1,
  rounds: 3,
  sides: async () => {
    const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
    const cards = deckOf(memory, CARDS);
    const plan = spacing.planDeadline({ memory, from: FROM, deadline: FROM + DAYS * DAY, minutesPerDay: MINUTES });
    return {
      ours: { run: () => [orThrow(plan(cards)).certificate.value] },
      peer: {
        run: () => [cards.reduce((sum, card) => sum + orThrow(plan([card])).certificate.value, 0) / CARDS],
      },
    };
  },
};
