import { normalQuantile } from "../../core/numeric/distributions/index.ts";
import type { Estimate } from "../../core/vocabulary/index.ts";

/**
 * The difference of two shares of the same n things, from how many gained the mark and how many lost it: (gained - lost) / n, with the
 * adjusted Wald interval, which adds one to each count: d +- z sqrt((p + q - d^2) / (n + 2)), p = (gained + 1) / (n + 2), q = (lost + 1) /
 * (n + 2), d = p - q, cut at -1 and 1. Source: Bonett & Price (2012), J. Educ. Behav. Stat. 37, equation 9.
 */
export const pairedDifference = (
  estimand: string,
  n: number,
  gained: number,
  lost: number,
  level: number,
): Estimate => {
  const p = (gained + 1) / (n + 2);
  const q = (lost + 1) / (n + 2);
  const standardError = Math.sqrt((p + q - (p - q) ** 2) / (n + 2));
  const reach = normalQuantile(0.5 + level / 2) * standardError;
  return {
    estimand,
    scale: "proportion",
    evidence: "descriptive",
    estimate: (gained - lost) / n,
    standardError: { value: standardError, kind: "adjusted Wald, paired" },
    interval: {
      lower: Math.max(-1, p - q - reach),
      upper: Math.min(1, p - q + reach),
      level,
      kind: "confidence",
      method: "Bonett-Price adjusted Wald, models as given",
    },
    n: { rows: n },
    diagnostics: { gained, lost },
    warnings: [],
  };
};
