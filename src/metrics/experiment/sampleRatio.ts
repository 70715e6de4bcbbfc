import { chiSquareUpperTail } from "../../core/numeric/distributions/index.ts";
import { type Reason, reason } from "../../core/vocabulary/index.ts";

/** Sizes that chance gives less often than this mean that rows were lost or doubled on the way. */
const ALARM = 0.001;

/** What the sizes of the arms say. */
export interface SampleRatio {
  readonly diagnostics: Readonly<Record<string, number>>;
  readonly warnings: readonly Reason[];
}

/**
 * Whether the arms have the sizes that were meant: chi-square on 1 degree of freedom, (n1 - n s)^2 / (n s (1 - s)) with the share s.
 * Nothing where no share was named.
 */
export const sampleRatio = (
  { treated, control }: { readonly treated: number; readonly control: number },
  share: number | null,
): SampleRatio => {
  if (share === null) return { diagnostics: {}, warnings: [] };
  const rows = treated + control;
  const statistic = (treated - rows * share) ** 2 / (rows * share * (1 - share));
  const pValue = chiSquareUpperTail(statistic, 1);
  const values = { expected: Number((100 * share).toFixed(2)), found: Number(((100 * treated) / rows).toFixed(2)) };
  return {
    diagnostics: { sampleRatioStatistic: statistic, sampleRatioPValue: pValue },
    warnings: pValue < ALARM ? [reason("sample-ratio", values)] : [],
  };
};
