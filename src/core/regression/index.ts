// problems
export type { RegressionProblem } from "./design.ts";
// linear
export { type LinearFit, linearRegression } from "./linearRegression.ts";
export { classicalCovariance, type RobustKind, robustCovariance } from "./covariance.ts";
export { clusterCovariance } from "./clusterCovariance.ts";
export { leverage } from "./leverage.ts";
// logistic
export { type LogisticFit, type LogisticProblem, logisticRegression } from "./logisticRegression.ts";
export { logisticClusterCovariance } from "./logisticClusterCovariance.ts";
