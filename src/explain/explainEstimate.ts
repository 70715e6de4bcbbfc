import type { Estimate, Interval, Reason } from "../core/vocabulary/index.ts";
import { explainReason } from "./explainReason.ts";
import { numberText } from "./numberText.ts";

/** Warnings whose codes begin like this name an assumption on which a quasi-experimental estimate rests. */
const ASSUMPTION = "assumes-";

/** An estimate as a sentence, with no more said of causes than its evidence allows; then its warnings. */
export const explainEstimate = (estimate: Estimate): string => {
  const assumptions = estimate.warnings.filter(({ code }) => code.startsWith(ASSUMPTION));
  const warnings = estimate.warnings.filter(({ code }) => !code.startsWith(ASSUMPTION));
  const { estimand, scale } = estimate;
  const said =
    estimate.estimate === null
      ? "these data do not determine it"
      : `${numberText(estimate.estimate)}${scale === "" || scale === "proportion" ? "" : ` ${scale}`}`;
  const start = `${estimand.charAt(0).toUpperCase()}${estimand.slice(1)}: ${said} (${particulars(estimate)})`;
  const notes = warnings.length === 0 ? "" : ` Note: ${clauses(warnings)}.`;
  return `${start}${standing(estimate, assumptions)}.${notes}`;
};

const clauses = (reasons: readonly Reason[]): string => reasons.map(explainReason).join("; ");

const standing = ({ evidence, test, n }: Estimate, assumptions: readonly Reason[]): string => {
  switch (evidence) {
    case "randomised":
      // only a comparison can be caused by something; the level of one policy or arm is just a level
      return test === undefined && n.byArm === undefined
        ? "; chance decided who got what"
        : "; chance decided who got what, so any difference was caused by it";
    case "quasi-experimental":
      return assumptions.length === 0
        ? "; it goes along with what was done, and the assumptions behind more than that are not named"
        : `; it was caused by what was done if these assumptions hold: ${clauses(assumptions)}`;
    case "association":
      return "; it goes along with the groups as they are, which may differ in more than this";
    case "simulated":
      return "; this is a simulation, not something that happened";
    case "descriptive":
      return "";
  }
};

const particulars = ({ interval, test, n }: Estimate): string => {
  const { rows, clusters, byArm } = n;
  const arms =
    byArm === undefined
      ? ""
      : `: ${Object.entries(byArm)
          .map(([arm, size]) => `${arm} ${size}`)
          .join(", ")}`;
  const grouped = clusters === undefined ? "" : ` in ${clusters} clusters`;
  return [
    intervalText(interval),
    ...(test === undefined ? [] : [test.pValue < 0.001 ? "p below 0.001" : `p = ${numberText(test.pValue)}`]),
    `${rows} ${rows === 1 ? "row" : "rows"}${grouped}${arms}`,
  ].join("; ");
};

const intervalText = ({ lower, upper, level, kind, method }: Interval): string => {
  const name = `${numberText(level * 100)} % ${kind} interval`;
  const ends =
    lower === null
      ? upper === null
        ? "without ends"
        : `up to ${numberText(upper)}`
      : upper === null
        ? `from ${numberText(lower)} upwards`
        : `${numberText(lower)} to ${numberText(upper)}`;
  return `${name} ${ends}, ${method}`;
};
