import { pow } from "../../core/numeric/elementary/index.ts";
import type { Recency } from "./trainer.ts";

/** What the label of each rank weighs, in order of time: floor + (1 - floor) · (i / m)^power, m = n - 1, or n where the last does not reach 1. */
export const recencyWeights = ({ floor, power, reachesOne = true }: Recency, n: number): Float64Array => {
  const last = reachesOne ? Math.max(1, n - 1) : n;
  const weights = new Float64Array(n);
  if (power === 3)
    for (let i = 0; i < n; i += 1) {
      const share = i / last;
      weights[i] = floor + (1 - floor) * share * share * share;
    }
  else for (let i = 0; i < n; i += 1) weights[i] = floor + (1 - floor) * pow(i / last, power);
  if (n === 1) weights[0] = 1;
  return weights;
};
