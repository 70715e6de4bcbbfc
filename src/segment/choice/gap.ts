/** The gap statistic for 1, 2, … clusters: place i of each list is about i + 1 clusters. */
export interface GapStatistic {
  /** ln W: how loose the clusters are. */
  readonly logDispersion: readonly number[];
  /** The mean of ln W over the reference sets. */
  readonly expected: readonly number[];
  /** `expected` less `logDispersion`: how much tighter the clusters are than those of points spread evenly. */
  readonly gap: readonly number[];
  /** Simulation error: the standard deviation of ln W over the reference sets, times the root of 1 + 1 / references. */
  readonly standardError: readonly number[];
  /** The smallest number whose gap is within one standard error of the first peak. */
  readonly chosen: number;
  /** How many reference sets were drawn. */
  readonly references: number;
}

/**
 * The first place (from 1) whose value is at least the first local maximum less that maximum's error: R's `maxSE(…, "firstSEmax")`.
 * Where the values rise to the end, the last counts as the maximum. Source: Maechler et al., R package cluster 2.1.4, clusGap.
 */
export const firstWithinError = (values: readonly number[], errors: readonly number[]): number => {
  const falls = values.findIndex((value, at) => (values[at + 1] ?? Number.POSITIVE_INFINITY) <= value);
  const peak = falls < 0 ? values.length - 1 : falls;
  const enough = (values[peak] ?? 0) - (errors[peak] ?? 0);
  return 1 + values.findIndex((value, at) => at === peak || value >= enough);
};

/**
 * From ln W of the data, and of each reference set, for 1, 2, … clusters. Needs two reference sets. Source: Tibshirani, Walther &
 * Hastie (2001), J. R. Stat. Soc. B 63, section 3, with R's sample standard deviation.
 */
export const gapStatistic = (
  logDispersion: readonly number[],
  references: readonly (readonly number[])[],
): GapStatistic => {
  const many = references.length;
  const expected = logDispersion.map((_, at) => references.reduce((sum, one) => sum + (one[at] ?? 0), 0) / many);
  const standardError = expected.map((mean, at) => {
    const squares = references.reduce((sum, one) => sum + ((one[at] ?? 0) - mean) ** 2, 0);
    return Math.sqrt((1 + 1 / many) * (squares / (many - 1)));
  });
  const gap = expected.map((mean, at) => mean - (logDispersion[at] ?? 0));
  return {
    logDispersion,
    expected,
    gap,
    standardError,
    chosen: firstWithinError(gap, standardError),
    references: many,
  };
};
