// who is still there
export {
  type BandOptions,
  type KaplanMeierOptions,
  kaplanMeier,
  kaplanMeierFromCounts,
} from "./survival/kaplanMeier.ts";
export { survivalAt } from "./survival/survivalAt.ts";
export { survivalQuantile } from "./survival/survivalQuantile.ts";
export {
  type RestrictedMeanDifferenceOptions,
  restrictedMean,
  restrictedMeanDifference,
} from "./survival/restrictedMean.ts";
export {
  type LogRank,
  type LogRankGroup,
  type LogRankOptions,
  type LogRankSettings,
  logRank,
  logRankFromCounts,
} from "./survival/logRank.ts";
export type { BandKind, SurvivalCurve, SurvivalCurves } from "./survival/curve.ts";
export type { GroupEstimate } from "./survival/readCurves.ts";
export type { SurvivalColumns } from "./survival/observations.ts";
// counts to estimate from later
export { type SurvivalObservation, type SurvivalState, survivalFold } from "./survival/survivalFold.ts";
export type { SurvivalCounts, SurvivalGroupCounts } from "./survival/counts.ts";
// did it help
export { type DifferenceInMeansOptions, differenceInMeans } from "./experiment/differenceInMeans.ts";
export {
  differenceInMeansFromMoments,
  type MomentsInput,
} from "./experiment/differenceInMeansFromMoments.ts";
export { type AdjustedDifferenceOptions, adjustedDifference } from "./experiment/adjustedDifference.ts";
export { type CupedDifferenceOptions, cupedDifference } from "./experiment/cupedDifference.ts";
export type { FromMomentsOptions } from "./experiment/fromMomentsOptions.ts";
export { cupedDifferenceFromMoments } from "./experiment/cupedDifferenceFromMoments.ts";
export {
  type InversePropensityOptions,
  inversePropensityDifference,
  type OverlapRule,
} from "./experiment/inversePropensityDifference.ts";
export type { EffectKind, EffectOptions } from "./experiment/effect.ts";
export type { Assignment, ComparisonOptions } from "./experiment/settings.ts";
// what could be seen
export {
  type ArmSizes,
  type DetectableDifference,
  type DetectableOptions,
  detectableDifference,
  type OutcomeSpread,
  type PowerOptions,
  powerToDetect,
  type RowsNeeded,
  rowsToDetect,
} from "./experiment/detectable.ts";
// aggregates to compare later
export { type ArmMoments, type ArmMomentsState, type ArmOutcome, armMomentsFold } from "./experiment/armMoments.ts";
export {
  type ArmCovariances,
  type ArmCovarianceState,
  type ArmCovariates,
  armCovarianceFold,
} from "./experiment/armCovarianceFold.ts";
export type { ArmCovariance, ArmCovarianceCell } from "./experiment/armCovariance.ts";
// what they read
export type { Rows } from "./columns.ts";
export type { MissingRule } from "./completeRows.ts";
