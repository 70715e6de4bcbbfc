/** Numbers for pairs of learner and card, from 0 in the order in which they are met. */
export interface CardCodes {
  readonly cards: string[];
  readonly learners: string[];
  codeOf(learner: string, card: string): number;
}

/** Makes a numbering. Pairs are never glued together, so no two of them can be taken for one. */
export const cardCodes = (): CardCodes => {
  const cards: string[] = [];
  const learners: string[] = [];
  const byLearner = new Map<string, Map<string, number>>();
  return {
    cards,
    learners,
    codeOf: (learner, card) => {
      let codes = byLearner.get(learner);
      if (codes === undefined) {
        codes = new Map();
        byLearner.set(learner, codes);
      }
      let code = codes.get(card);
      if (code === undefined) {
        code = cards.length;
        codes.set(card, code);
        cards.push(card);
        learners.push(learner);
      }
      return code;
    },
  };
};
