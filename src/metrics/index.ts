// who is still there
export { type KaplanMeierOptions, kaplanMeier } from "./survival/kaplanMeier.ts";
export { type GroupEstimate, survivalAt } from "./survival/survivalAt.ts";
export type { BandKind, SurvivalCurve, SurvivalCurves } from "./survival/curve.ts";
// did it help
export {
  differenceInMeans,
  differenceInMeansFromMoments,
  type FromMomentsOptions,
  type MomentsInput,
} from "./experiment/differenceInMeans.ts";
export { type AdjustedDifferenceOptions, adjustedDifference } from "./experiment/adjustedDifference.ts";
export {
  type InversePropensityOptions,
  inversePropensityDifference,
} from "./experiment/inversePropensityDifference.ts";
export type { Assignment, ComparisonOptions } from "./experiment/settings.ts";
// aggregates to compare later
export { type ArmMoments, type ArmMomentsState, type ArmOutcome, armMomentsFold } from "./experiment/armMoments.ts";
// what they read
export type { Rows } from "./columns.ts";
export type { MissingRule } from "./completeRows.ts";
