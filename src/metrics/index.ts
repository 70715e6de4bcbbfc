// who is still there

// what they read
export type { Rows } from "./columns.ts";
export type { MissingRule } from "./completeRows.ts";
// did it help
export { type AdjustedDifferenceOptions, adjustedDifference } from "./experiment/adjustedDifference.ts";
// aggregates to compare later
export { type ArmMoments, type ArmMomentsState, type ArmOutcome, armMomentsFold } from "./experiment/armMoments.ts";
export {
  differenceInMeans,
  differenceInMeansFromMoments,
  type FromMomentsOptions,
  type MomentsInput,
} from "./experiment/differenceInMeans.ts";
export {
  type InversePropensityOptions,
  inversePropensityDifference,
} from "./experiment/inversePropensityDifference.ts";
export type { Assignment, ComparisonOptions } from "./experiment/settings.ts";
export type { BandKind, SurvivalCurve, SurvivalCurves } from "./survival/curve.ts";
export { type KaplanMeierOptions, kaplanMeier } from "./survival/kaplanMeier.ts";
export { type GroupEstimate, survivalAt } from "./survival/survivalAt.ts";
