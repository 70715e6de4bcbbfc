import type { Estimate } from "../../core/vocabulary/index.ts";
import type { CupedAnswer, CupedInput } from "./cuped.ts";
import { type EffectKind, effectWords } from "./effect.ts";
import { type Assignment, evidenceOf } from "./settings.ts";
import { spreadWarning } from "./welch.ts";

/** An answer of CUPED with what is said of it. */
export const cupedEstimate = (
  { inference, diagnostics, warnings }: CupedAnswer,
  { treated, control }: Pick<CupedInput, "treated" | "control">,
  said: {
    readonly covariates: readonly string[];
    readonly effect: EffectKind;
    readonly assignment: Assignment;
    readonly words: Parameters<typeof effectWords>[1];
    readonly warnings: Estimate["warnings"];
  },
): Estimate => {
  const { estimand, scale } = effectWords(said.effect, said.words);
  const kind = inference.standardError?.kind ?? "";
  return {
    estimand: `${estimand}, adjusted for ${said.covariates.join(", ")}`,
    scale,
    evidence: evidenceOf(said.assignment),
    ...inference,
    ...(inference.standardError === undefined
      ? {}
      : { standardError: { ...inference.standardError, kind: `CUPED, ${kind}` } }),
    n: { rows: treated.n + control.n, byArm: { treated: treated.n, control: control.n } },
    diagnostics: { ...inference.diagnostics, ...diagnostics },
    warnings: [...said.warnings, ...warnings, ...spreadWarning(inference)],
  };
};
