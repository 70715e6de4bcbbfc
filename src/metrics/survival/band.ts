import type { BandKind } from "./curve.ts";

/** The two ends of a band at one time. */
export interface BandEnds {
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * The pointwise band of S at one time. `sum` is Greenwood's sum of d / (n (n - d)), so that the variance of log S is `sum` and that of S
 * is S^2 `sum`; z is the normal quantile.
 *
 * - log: S e^(±z √sum), at most 1
 * - log-log: S^(e^(±z √sum / log S))
 * - plain: S ± z S √sum, within [0, 1]
 *
 * Before the first event S is 1 and so are both ends; at S = 0 the sum is infinite and there are none.
 */
export const bandAt = (kind: BandKind, survival: number, sum: number, z: number): BandEnds => {
  if (survival === 0) return { lower: null, upper: null };
  if (sum === 0) return { lower: survival, upper: survival };
  const width = z * Math.sqrt(sum);
  switch (kind) {
    case "log":
      return { lower: survival * Math.exp(-width), upper: Math.min(1, survival * Math.exp(width)) };
    case "log-log": {
      const spread = width / Math.log(survival);
      return { lower: survival ** Math.exp(-spread), upper: survival ** Math.exp(spread) };
    }
    case "plain":
      return { lower: Math.max(0, survival - survival * width), upper: Math.min(1, survival + survival * width) };
  }
};
