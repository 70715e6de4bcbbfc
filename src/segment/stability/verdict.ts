/** How well a group is found again in resamples of its rows. */
export type StabilityVerdict = "highly-stable" | "stable" | "doubtful" | "not-stable";

/** Under it nothing is called stable. */
export const STABLE = 0.75;

/** Above it a group is called highly stable. */
export const HIGHLY_STABLE = 0.85;
const DOUBTFUL = 0.6;

/**
 * The word for a mean Jaccard coefficient, or a mean agreement: above .85 highly stable, from .75 stable, from .6 doubtful, below not
 * stable. The limits are those that Hennig gives in the manual of R's fpc (`clusterboot`); they are conventions.
 */
export const verdictOf = (agreement: number): StabilityVerdict => {
  if (agreement > HIGHLY_STABLE) return "highly-stable";
  if (agreement >= STABLE) return "stable";
  return agreement >= DOUBTFUL ? "doubtful" : "not-stable";
};

/** The word for a part of a whole: where the whole is not stable, no part of it is called so. */
export const verdictWithin = (agreement: number, whole: number): StabilityVerdict => {
  return whole < STABLE && agreement >= STABLE ? "doubtful" : verdictOf(agreement);
};
