// linear

export { type ClusterCovariance, clusterCovariance } from "./clusterCovariance.ts";
export { classicalCovariance, type RobustKind, robustCovariance } from "./covariance.ts";
// problems
export { INTERCEPT, type RegressionProblem } from "./design.ts";
export { leverage } from "./leverage.ts";
export { type LinearFit, linearRegression } from "./linearRegression.ts";
// logistic
export { type LogisticFit, type LogisticProblem, logisticRegression } from "./logisticRegression.ts";
