// order
export { areaUnderCurve } from "./areaUnderCurve.ts";
// size
export { brierScore, rootMeanSquaredError } from "./brierScore.ts";
export { logLoss } from "./logLoss.ts";
