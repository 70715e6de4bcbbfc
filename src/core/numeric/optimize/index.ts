export { brentMinimum } from "./brentMinimum.ts";
export { type BfgsOptions, type Evaluation, type Minimum, projectedBfgs } from "./projectedBfgs.ts";
