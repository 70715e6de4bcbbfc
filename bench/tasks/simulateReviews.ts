import { orThrow, spacing } from "learnlift";
import { slowSimulation } from "../../test/spacing/planning/slowSimulation.ts";
import type { Task } from "../task.ts";

const FROM = Date.UTC(2025, 2, 3, 9);

export const simulateReviews: Task = {
  name: "a year of reviews, simulated",
  unit: "card",
  peer: "our slow twin",
  equalWithin: 1e-9,
  note:
    "a learner with half an hour a day goes through a deck for a year, FSRS-6: cards known, reviews, new cards, right answers and minutes of each day. " +
    "The twin looks at every card on every day and calls the public `review` and `recall`.",
  units: 1000,
  rounds: 5,
  sides: async (units) => {
    const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
    const options = { memory, from: FROM, deck: units, days: 365, minutesPerDay: 30, seed: 1 };
    const simulate = spacing.simulateReviews(options);
    return {
      ours: {
        run: () => {
          const { memorised, reviews, learned, correct, minutes } = orThrow(simulate([]));
          return Float64Array.from(memorised, (known, day) =>
            [known, reviews[day], learned[day], correct[day], minutes[day]].reduce<number>(
              (sum, one, place) => sum + (one ?? 0) * (place + 1),
              0,
            ),
          );
        },
      },
      peer: {
        run: () => {
          const limits = { newPerDay: Number.POSITIVE_INFINITY, reviewsPerDay: Number.POSITIVE_INFINITY };
          return Float64Array.from(slowSimulation({ ...options, ...limits }), (day) =>
            day.reduce((sum, one, place) => sum + one * (place + 1), 0),
          );
        },
      },
    };
  },
};
