/** What is summed of each row; w is the weight target / probability, r the reward, q the prediction for the action taken. */
export const COUNT = 0;
export const REWARD = 1;
export const WEIGHT = 2;
export const WEIGHTED_REWARD = 3;
export const WEIGHTED_PREDICTION = 4;
export const DIRECT = 5;
/** How many sums there are. */
export const SUMS = 6;
/** Their products, each pair once. */
export const PRODUCTS: number = (SUMS * (SUMS + 1)) / 2;

/**
 * Means and centred products of the sums of units (rows, or people with all their rows): all that values of policies and their
 * standard errors need.
 */
export interface UnitMoments {
  /** How many units. */
  units: number;
  /** The mean over units of each sum. */
  readonly means: Float64Array;
  /** Centred products of the sums, the lower triangle row by row. */
  readonly products: Float64Array;
}

/** Of no unit at all. */
export const noUnits = (): UnitMoments => ({
  units: 0,
  means: new Float64Array(SUMS),
  products: new Float64Array(PRODUCTS),
});

/** A copy. */
export const copyOf = ({ units, means, products }: UnitMoments): UnitMoments => ({
  units,
  means: means.slice(),
  products: products.slice(),
});

/** Takes in one unit: its sums stand in `sums` from `at` on. Welford's update, for all pairs at once. */
export const addUnit = (moments: UnitMoments, sums: Float64Array, at: number): void => {
  const { means, products } = moments;
  moments.units += 1;
  const share = 1 / moments.units;
  const kept = 1 - share;
  let pair = 0;
  // i and j are below SUMS, pair below PRODUCTS, and sums holds SUMS values from `at` on
  for (let i = 0; i < SUMS; i += 1) {
    const difference = (sums[at + i] as number) - (means[i] as number);
    for (let j = 0; j <= i; j += 1) {
      const other = (sums[at + j] as number) - (means[j] as number);
      products[pair] = (products[pair] as number) + kept * difference * other;
      pair += 1;
    }
  }
  for (let i = 0; i < SUMS; i += 1) {
    const mean = means[i] as number;
    means[i] = mean + share * ((sums[at + i] as number) - mean);
  }
};

/** Takes in the units of other moments. Source: Chan, Golub and LeVeque 1979, (2.1). */
export const addUnits = (into: UnitMoments, from: UnitMoments): void => {
  if (from.units === 0) return;
  const units = into.units + from.units;
  const share = from.units / units;
  const between = into.units * share;
  let pair = 0;
  // i and j are below SUMS, pair below PRODUCTS
  for (let i = 0; i < SUMS; i += 1) {
    const difference = (from.means[i] as number) - (into.means[i] as number);
    for (let j = 0; j <= i; j += 1) {
      const other = (from.means[j] as number) - (into.means[j] as number);
      into.products[pair] =
        (into.products[pair] as number) + (from.products[pair] as number) + between * difference * other;
      pair += 1;
    }
  }
  for (let i = 0; i < SUMS; i += 1) {
    const mean = into.means[i] as number;
    into.means[i] = mean + share * ((from.means[i] as number) - mean);
  }
  into.units = units;
};

/** Writes the sums of one row to `into` from `at` on, added to what stands there. */
export const addRow = (
  into: Float64Array,
  at: number,
  reward: number,
  weight: number,
  predicted: number,
  direct: number,
): void => {
  // into holds SUMS values from `at` on
  into[at] = (into[at] as number) + 1;
  into[at + REWARD] = (into[at + REWARD] as number) + reward;
  into[at + WEIGHT] = (into[at + WEIGHT] as number) + weight;
  into[at + WEIGHTED_REWARD] = (into[at + WEIGHTED_REWARD] as number) + weight * reward;
  into[at + WEIGHTED_PREDICTION] = (into[at + WEIGHTED_PREDICTION] as number) + weight * predicted;
  into[at + DIRECT] = (into[at + DIRECT] as number) + direct;
};
