/** Places of rows in order of their instants; those at the same instant by row. */
export const inTimeOrder = (rows: Uint32Array, at: Float64Array): Uint32Array => {
  const places = Uint32Array.from(rows, (_, place) => place);
  // a and b are places of rows, and rows have instants, so each `as number` is true
  const when = (place: number): number => at[rows[place] as number] as number;
  return places.sort((a, b) => when(a) - when(b) || (rows[a] as number) - (rows[b] as number));
};

/** For each prediction 0.25 + 0.75 (i / (n - 1))^3, i its rank in order of time: later reviews count for more (fsrs-rs 6). One alone weighs 1. */
export const recencyWeights = (rows: Uint32Array, at: Float64Array): Float64Array => {
  const weights = new Float64Array(rows.length);
  const last = rows.length - 1;
  inTimeOrder(rows, at).forEach((place, rank) => {
    weights[place] = last === 0 ? 1 : 0.25 + 0.75 * (rank / last) ** 3;
  });
  return weights;
};
