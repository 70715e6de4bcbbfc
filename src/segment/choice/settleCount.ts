import { left, right } from "fp-ts/lib/Either.js";
import { insufficientData, type Progress, reason, type Steps } from "../../core/vocabulary/index.ts";
import type { FitPlan } from "../fitOptions.ts";
import { countDistinct } from "../kMeans/points.ts";
import type { PersonaCountDecision } from "../personaModel.ts";
import type { Scaled } from "../scaling.ts";
import { COUNT_DEFAULTS } from "./countOptions.ts";
import { clusteringsFor, weighCounts } from "./weighCounts.ts";

/** How many personas there are to be, and why, where the rows decide. */
export interface SettledCount {
  readonly k: number;
  readonly choice: PersonaCountDecision | null;
  /** Clusterings made to find out. */
  readonly done: number;
}

/** The number asked for, or the one that `choosePersonaCount` recommends. Fails where too few rows differ or the rules allow no number. */
export function* settleCount(name: string, plan: FitPlan, scaled: Scaled): Steps<SettledCount> {
  const least = plan.k ?? COUNT_DEFAULTS.from;
  const distinct = countDistinct(scaled.points, plan.k ?? COUNT_DEFAULTS.to);
  if (distinct < least) return insufficientData(name, "rows that differ", least, distinct);
  if (plan.k !== null) return right({ k: plan.k, choice: null, done: 0 });
  const counting = { ...COUNT_DEFAULTS, to: distinct, fit: plan };
  const done = clusteringsFor(counting);
  const counted = told(weighCounts(scaled, counting), (step) => ({ ...step, total: done + 1 })); // and the fit itself
  const { recommended, reasons, warnings } = yield* counted;
  const [first, ...others] = reasons;
  if (recommended !== null) return right({ k: recommended, choice: { recommended, reasons, warnings }, done });
  return left({ _tag: "Infeasible", in: name, conflict: [first ?? reason("no-count-allowed"), ...others] });
}

/** Drives a part, saying its progress as that of the whole. */
export function* told<A>(
  part: Generator<Progress, A, void>,
  tell: (step: Progress) => Progress,
): Generator<Progress, A, void> {
  for (;;) {
    const next = part.next();
    if (next.done) return next.value;
    yield tell(next.value);
  }
}
