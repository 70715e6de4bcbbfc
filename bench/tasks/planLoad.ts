import { orThrow, spacing } from "learnlift";
import { slowPlan } from "../../test/spacing/calendar/slowPlan.ts";
import type { Task } from "../task.ts";

const DAY = 86_400_000;
const START = Date.UTC(2025, 2, 3, 9);
const TODAY = START / DAY - 0.375;
const SEED = 1;

/** Cards that were answered once, on one of the last ninety days, by each grade in turn. */
const deckOf = (
  scheduler: spacing.Scheduler<spacing.Fsrs6Model, spacing.Fsrs6State>,
  cards: number,
): spacing.DeckCard<spacing.Fsrs6State>[] => {
  const answer = spacing.reviewCard(scheduler);
  return Array.from({ length: cards }, (_, number) => {
    const grade = spacing.GRADES[number % 4] ?? "good";
    const at = START - (((number * 7919) % 90) + 1) * DAY;
    return { id: `card-${number}`, card: orThrow(answer({ grade, at })).card };
  });
};

export const planLoad: Task = {
  name: "a year of reviews, levelled",
  unit: "card",
  peer: "our slow twin",
  equalWithin: 0,
  note:
    "every review of the coming year, each on a day chosen by load within its fuzz range; the same card on the same day in the same order. The " +
    "twin counts all reviews anew for each choice and calls the public `review`, so its time grows with the square of the cards.",
  units: 600,
  rounds: 5,
  sides: async (units) => {
    const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
    const steps = { learningStepsMinutes: [], relearningStepsMinutes: [] };
    const scheduler = orThrow(spacing.createScheduler({ memory, ...steps }));
    const cards = deckOf(scheduler, units);
    const plan = spacing.planLoad({ scheduler, today: TODAY, seed: SEED });
    return {
      ours: {
        run: () => {
          const planned = orThrow(plan(cards));
          return Float64Array.from(planned.days, (day, row) => (planned.cards[row] ?? 0) + 1e6 * day);
        },
      },
      peer: {
        run: () =>
          Float64Array.from(slowPlan(memory, cards, undefined, TODAY, 365, SEED), ({ card, day }) => card + 1e6 * day),
      },
    };
  },
};
