// order
export { areaUnderCurve } from "./areaUnderCurve.ts";
// size
export { brierScore, rootMeanSquaredError } from "./brierScore.ts";
export { calibration } from "./calibration.ts";
export { logLoss } from "./logLoss.ts";
