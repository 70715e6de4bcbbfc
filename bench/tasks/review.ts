import { orThrow, spacing } from "learnlift";
import { histories, START } from "../histories.ts";
import { peerPackage, type Task } from "../task.ts";

const GRADES = ["again", "hard", "good", "easy"] as const;

/** The parts of ts-fsrs that are used here. */
interface Peer {
  fsrs(options: object): {
    next(card: PeerCard, at: Date, grade: number): { readonly card: PeerCard };
    repeat(card: PeerCard, at: Date): Readonly<Record<1 | 2 | 3 | 4, { readonly card: PeerCard }>>;
    reschedule(
      card: PeerCard,
      reviews: readonly { readonly rating: number; readonly review: Date }[],
      options: object,
    ): { readonly collections: readonly { readonly card: PeerCard }[] };
  };
  createEmptyCard(at: Date): PeerCard;
}
interface PeerCard {
  readonly stability: number;
  readonly difficulty: number;
}

export const review: Task = {
  name: "FSRS-6 review",
  unit: "review",
  peer: "ts-fsrs",
  equalWithin: 1e-6,
  note:
    "histories of 20 reviews each, one call a review, the state handed back in each time; stability and difficulty after every review are " +
    "compared. ts-fsrs `next` without fuzz and without short-term steps; it rounds to eight decimals at every step, hence the tolerance.",
  units: 4000,
  sides: async (units) => {
    const cards = histories(units);
    const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
    const reviewed = spacing.review(memory);
    const { fsrs, createEmptyCard } = await peerPackage<Peer>("ts-fsrs");
    const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, request_retention: 0.9 });
    const out = new Float64Array(2 * units);
    const theirs = new Float64Array(2 * units);
    return {
      ours: {
        run: () => {
          let k = 0;
          for (const card of cards) {
            let state: spacing.Fsrs6State | undefined;
            for (const { at, grade } of card) {
              state = orThrow(reviewed({ state, grade: GRADES[grade] ?? "good", at })).state;
              out[k] = state.stability;
              out[k + 1] = state.difficulty;
              k += 2;
            }
          }
          return out;
        },
      },
      peer: {
        run: () => {
          let k = 0;
          for (const card of cards) {
            let state = createEmptyCard(new Date(card[0]?.at ?? START));
            for (const { at, grade } of card) {
              state = scheduler.next(state, new Date(at), grade + 1).card;
              theirs[k] = state.stability;
              theirs[k + 1] = state.difficulty;
              k += 2;
            }
          }
          return theirs;
        },
      },
    };
  },
};

export const preview: Task = {
  name: "FSRS-6 preview of four grades",
  unit: "preview",
  peer: "ts-fsrs",
  equalWithin: 1e-6,
  note:
    "histories of 20 reviews each, previewed at each review, the state of the given grade handed on; stability and difficulty of all four " +
    "grades are compared. ts-fsrs `repeat` without fuzz and without short-term steps.",
  units: 4000,
  sides: async (units) => {
    const cards = histories(units);
    const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
    const previewed = spacing.preview(memory);
    const { fsrs, createEmptyCard } = await peerPackage<Peer>("ts-fsrs");
    const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, request_retention: 0.9 });
    const out = new Float64Array(8 * units);
    const theirs = new Float64Array(8 * units);
    return {
      ours: {
        run: () => {
          let k = 0;
          for (const card of cards) {
            let state: spacing.Fsrs6State | undefined;
            for (const { at, grade } of card) {
              const all = orThrow(previewed({ state, at }));
              for (const each of GRADES) {
                out[k] = all[each].state.stability;
                out[k + 1] = all[each].state.difficulty;
                k += 2;
              }
              state = all[GRADES[grade] ?? "good"].state;
            }
          }
          return out;
        },
      },
      peer: {
        run: () => {
          let k = 0;
          for (const card of cards) {
            let state = createEmptyCard(new Date(card[0]?.at ?? START));
            for (const { at, grade } of card) {
              const all = scheduler.repeat(state, new Date(at));
              for (const each of [1, 2, 3, 4] as const) {
                theirs[k] = all[each].card.stability;
                theirs[k + 1] = all[each].card.difficulty;
                k += 2;
              }
              state = all[(grade + 1) as 1 | 2 | 3 | 4].card; // grades here are 0 to 3
            }
          }
          return theirs;
        },
      },
    };
  },
};

export const replayMany: Task = {
  name: "FSRS-6 replay of many histories",
  unit: "review",
  peer: "ts-fsrs",
  equalWithin: 1e-6,
  note:
    "histories of 20 reviews each, replayed from columns of times and grades in one call; stability and difficulty after every review are " +
    "compared; ours gives recall before each review, the next interval and each card's state besides. ts-fsrs `reschedule`, one call a " +
    "card, its reviews made beforehand, without fuzz and without short-term steps.",
  units: 20_000,
  sides: async (units) => {
    const cards = histories(units);
    const rows = cards.flat();
    const grades = Uint8Array.from(rows, ({ grade }) => grade + 1);
    const at = Float64Array.from(rows, (row) => row.at);
    const offsets = new Uint32Array(cards.length + 1);
    for (const [index, card] of cards.entries()) offsets[index + 1] = (offsets[index] ?? 0) + card.length;
    const replayed = spacing.replayMany(orThrow(spacing.createMemory(spacing.fsrs6)()));
    const { fsrs, createEmptyCard } = await peerPackage<Peer>("ts-fsrs");
    const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, request_retention: 0.9 });
    const theirCards = cards.map((card) => card.map((row) => ({ rating: row.grade + 1, review: new Date(row.at) })));
    const out = new Float64Array(2 * units);
    const theirs = new Float64Array(2 * units);
    return {
      ours: {
        run: () => {
          const { after } = orThrow(replayed({ offsets, grades, at }));
          out.set(after.stability);
          out.set(after.difficulty, units);
          return out;
        },
      },
      peer: {
        run: () => {
          let k = 0;
          for (const card of theirCards) {
            const empty = createEmptyCard(card[0]?.review ?? new Date(START));
            for (const each of scheduler.reschedule(empty, card, { skipManual: true }).collections) {
              theirs[k] = each.card.stability;
              theirs[units + k] = each.card.difficulty;
              k += 1;
            }
          }
          return theirs;
        },
      },
    };
  },
};
