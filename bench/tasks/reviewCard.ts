import { orThrow, spacing } from "learnlift";
import { peerPackage, type Task } from "../task.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 1, 9);
const REVIEWS_PER_CARD = 20;

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

/** The reviews: the same cards, gaps and grades for both sides; a third of the gaps are minutes. */
const histories = (reviews: number): readonly { readonly at: number; readonly grade: number }[][] => {
  const cards: { at: number; grade: number }[][] = [];
  let seed = 1;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
  for (let left = reviews; left > 0; left -= REVIEWS_PER_CARD) {
    const card: { at: number; grade: number }[] = [];
    let at = START;
    for (let i = 0; i < Math.min(left, REVIEWS_PER_CARD); i += 1) {
      card.push({ at, grade: next(10) === 0 ? 0 : 1 + next(3) });
      at += next(3) === 0 ? MINUTE * (1 + next(20)) : DAY * (1 + next(40));
    }
    cards.push(card);
  }
  return cards;
};

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
    const cards = histories(units);
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
