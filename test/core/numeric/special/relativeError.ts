/** |actual - expected| over |expected|; NaN counts as infinitely wrong. */
export const relativeError = (actual: number, expected: number): number => {
  if (actual === expected) return 0;
  const error = Math.abs(actual - expected) / Math.abs(expected);
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
};
