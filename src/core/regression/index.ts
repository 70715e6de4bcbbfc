// linear
export { type LinearFit, linearRegression } from "./linearRegression.ts";
export { leverage } from "./leverage.ts";
export { classicalCovariance, type RobustKind, robustCovariance } from "./covariance.ts";
export { type ClusterCovariance, clusterCovariance } from "./clusterCovariance.ts";
// logistic
export { type LogisticFit, type LogisticProblem, logisticRegression } from "./logisticRegression.ts";
// problems
export { INTERCEPT, type RegressionProblem } from "./design.ts";
