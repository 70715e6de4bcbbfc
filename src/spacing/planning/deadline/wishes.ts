/** What could be done on a day, by what it gains; taken from the best on, without sorting the rest. */
export interface Wishes {
  /** How many are left. */
  left(): number;
  /** Adds one: a number that is its own, and what it gains. */
  add(wish: number, gain: number): void;
  /** Puts them in order, once all are added. */
  settle(): void;
  /** Takes out the one that gains most, of equal ones that of the lowest number. There has to be one. */
  take(): number;
  /** Forgets all. */
  clear(): void;
}

/** A binary heap over two columns. */
export const wishes = (): Wishes => {
  // every place read is below the count
  const who: number[] = [];
  const gains: number[] = [];
  let count = 0;
  const sink = (from: number): void => {
    const wish = who[from] as number;
    const gain = gains[from] as number;
    let place = from;
    for (let child = 2 * place + 1; child < count; child = 2 * place + 1) {
      if (child + 1 < count && isBefore(child + 1, gains[child] as number, who[child] as number)) child += 1;
      if (!isBefore(child, gain, wish)) break;
      who[place] = who[child] as number;
      gains[place] = gains[child] as number;
      place = child;
    }
    who[place] = wish;
    gains[place] = gain;
  };
  const isBefore = (place: number, gain: number, wish: number): boolean => {
    const other = gains[place] as number;
    return other > gain || (other === gain && (who[place] as number) < wish);
  };
  return {
    left: () => count,
    add: (wish, gain) => {
      who[count] = wish;
      gains[count] = gain;
      count += 1;
    },
    settle: () => {
      for (let place = (count >> 1) - 1; place >= 0; place -= 1) sink(place);
    },
    take: () => {
      const best = who[0] as number;
      count -= 1;
      who[0] = who[count] as number;
      gains[0] = gains[count] as number;
      sink(0);
      return best;
    },
    clear: () => {
      count = 0;
    },
  };
};
