// order
export { areaUnderCurve, areaUnderSorted } from "./areaUnderCurve.ts";
// size
export { brierScore, rootMeanSquaredError } from "./brierScore.ts";
export { logLoss } from "./logLoss.ts";
// calibration
export {
  type CalibrationCurve,
  calibrationCurve,
  calibrationIndex,
  curveOver,
  wilsonInterval,
} from "./calibration.ts";
export { lowess } from "./lowess.ts";
export { sortPredictions } from "./sortPredictions.ts";
