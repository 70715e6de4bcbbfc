import { orThrow, spacing } from "learnlift";
import { bestTogether, everyWay } from "../../test/spacing/planning/deadlineTwin.ts";
import type { Task } from "../task.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const TODAY = Math.floor(FROM / DAY);
const SECONDS = 18;
const DAYS = 3;

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
  name: "deadline plan of four cards and three days",
  unit: "plan",
  peer: "our slow twin",
  // the twin has whole reviews only and exact states, ours expected parts of them and states between nodes of a grid
  equalWithin: 0.02,
  note:
    "our own slow way, not another library: every way to treat each card, answer by answer, and every combination of them that keeps the seconds of " +
    "each day; the number of combinations is 42 to the power of the cards, and squares with each day more, so that hardly more can be " +
    "compared. The mean worth of the plans is compared, within 0.02. For so few cards ours takes longer, " +
    "because it fills its tables first; it takes 2,000 cards and 60 days as well.",
  units: 1,
  rounds: 9,
  sides: async () => {
    const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
    const cards = deckOf(memory, 4);
    const plan = spacing.planDeadline({
      memory,
      from: FROM,
      deadline: FROM + DAYS * DAY,
      minutesPerDay: SECONDS / 60,
      passingShares: [0, 1, 0],
    });
    return {
      ours: { run: () => [orThrow(plan(cards)).certificate.value] },
      peer: {
        run: () => {
          const ways = cards.flatMap(({ state }) =>
            state === undefined ? [] : [everyWay(memory, state, TODAY - state.lastDay, 0, DAYS, 60, 0.5)],
          );
          return [
            bestTogether(
              ways,
              Array.from({ length: DAYS }, () => SECONDS),
            ) / cards.length,
          ];
        },
      },
    };
  },
};
