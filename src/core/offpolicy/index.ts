// sums of rows and people
export {
  addRow,
  addUnit,
  addUnits,
  COUNT,
  copyOf,
  noUnits,
  PRODUCTS,
  SUMS,
  type UnitMoments,
  WEIGHT,
} from "./unitMoments.ts";
export { accumulate, type OffPolicyColumns } from "./accumulate.ts";
// values of policies
export {
  covarianceOf,
  difference,
  type Linearised,
  loggedValue,
  type PolicyEstimator,
  policyValue,
} from "./policyValue.ts";
