import { orThrow, spacing } from "learnlift";
import { historiesWithinDays, START } from "../histories.ts";
import { peerPackage, type Task } from "../task.ts";

const MINUTE = 60_000;

/** The parts of ts-fsrs that are used here. */
interface Peer {
  fsrs(options: object): { next(card: PeerCard, at: Date, grade: number): { readonly card: PeerCard } };
  createEmptyCard(at: Date): PeerCard;
}
interface PeerCard {
  readonly stability: number;
  readonly difficulty: number;
  readonly due: Date;
  readonly learning_steps: number;
  readonly state: number;
}

const GRADES = ["again", "hard", "good", "easy"] as const;
const PHASES = { new: 0, learning: 1, review: 2, relearning: 3 };
const COLUMNS = 5;

export const reviewCard: Task = {
  name: "review of a card with learning steps",
  unit: "review",
  peer: "ts-fsrs",
  equalWithin: 1e-6,
  note:
    "histories of 20 reviews each, one call a review, the card handed back in each time; a third of the gaps are minutes. Phase, step, " +
    "minutes until due, stability and difficulty after every review are compared. ts-fsrs `next` without fuzz, learning steps of 1 and " +
    "10 minutes, a relearning step of 10; ours gives the entry for the log and the reasons with it.",
  units: 4000,
  sides: async (units) => {
    const cards = historiesWithinDays(units);
    const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
    const reviewed = spacing.reviewCard(orThrow(spacing.createScheduler({ memory })));
    const { fsrs, createEmptyCard } = await peerPackage<Peer>("ts-fsrs");
    const scheduler = fsrs({ enable_fuzz: false, request_retention: 0.9 });
    const out = new Float64Array(COLUMNS * units);
    const theirs = new Float64Array(COLUMNS * units);
    return {
      ours: {
        run: () => {
          let k = 0;
          for (const history of cards) {
            let card: spacing.Card<spacing.Fsrs6State> | undefined;
            for (const { at, grade } of history) {
              card = orThrow(reviewed({ card, grade: GRADES[grade] ?? "good", at })).card;
              out[k] = PHASES[card.phase];
              out[k + 1] = card.step;
              out[k + 2] = ((card.dueAt ?? at) - at) / MINUTE;
              out[k + 3] = card.memory?.stability ?? 0;
              out[k + 4] = card.memory?.difficulty ?? 0;
              k += COLUMNS;
            }
          }
          return out;
        },
      },
      peer: {
        run: () => {
          let k = 0;
          for (const history of cards) {
            let card = createEmptyCard(new Date(history[0]?.at ?? START));
            for (const { at, grade } of history) {
              card = scheduler.next(card, new Date(at), grade + 1).card;
              theirs[k] = card.state;
              theirs[k + 1] = card.learning_steps;
              theirs[k + 2] = (card.due.getTime() - at) / MINUTE;
              theirs[k + 3] = card.stability;
              theirs[k + 4] = card.difficulty;
              k += COLUMNS;
            }
          }
          return theirs;
        },
      },
    };
  },
};
