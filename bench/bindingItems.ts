// What @open-spaced-repetition/binding takes, made of columns.

/** The parts of the binding that training and evaluation use. */
export interface Peer {
  FSRSBindingReview: new (rating: number, deltaT: number) => object;
  FSRSBindingItem: new (reviews: readonly object[]) => object;
  computeParameters(items: readonly object[], options: object): Promise<number[]>;
  convertCsvToFsrsItems(
    csv: Uint8Array,
    nextDayStartsAt: number,
    zone: string,
    offset: (ms: number, zone: string) => number,
  ): readonly object[];
}

/** The reviews of many cards, in columns: offsets of the cards, grades, days since the review before, instants. */
export interface ReviewedCards {
  readonly offsets: ArrayLike<number>;
  readonly grades: ArrayLike<number>;
  readonly days: ArrayLike<number>;
  readonly at: ArrayLike<number>;
}

/** The binding's items: for each review on a later day the reviews of its card so far, in order of time over all cards. */
export const itemsOf = (peer: Peer, { offsets, grades, days, at }: ReviewedCards): readonly object[] => {
  const items: { readonly at: number; readonly item: object }[] = [];
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const reviews: object[] = [];
    for (let row = offsets[card] ?? 0; row < (offsets[card + 1] ?? 0); row += 1) {
      reviews.push(new peer.FSRSBindingReview(grades[row] ?? 0, days[row] ?? 0));
      if ((days[row] ?? 0) > 0) items.push({ at: at[row] ?? 0, item: new peer.FSRSBindingItem(reviews.slice()) });
    }
  }
  return items.sort((a, b) => a.at - b.at).map(({ item }) => item);
};
