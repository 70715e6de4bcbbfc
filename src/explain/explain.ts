import type { Estimate, Failure, Reason } from "../core/vocabulary/index.ts";
import { explainEstimate } from "./explainEstimate.ts";
import { explainFailure } from "./explainFailure.ts";
import { explainReason } from "./explainReason.ts";

/**
 * What does this say, in English?
 *
 * A failure becomes a sentence that names the function, the place in its input, what was expected and what was received. A reason
 * becomes a clause made of the words for its code, or the code with its values where nobody knows it. An estimate becomes a sentence whose
 * words follow its evidence: "caused" is said of randomised estimates, and of quasi-experimental ones whose assumptions are
 * named (warnings with codes that begin with `assumes-`); of all others at most that something goes along with something.
 *
 * Numbers are rounded: to three digits in estimates and failures, to two in reasons, with more only where two numbers of a reason would
 * read the same; the data hold them all. Other languages: a table of your own from code to template.
 *
 * @param said - a failure, a reason or an estimate.
 *
 * @example
 * ```ts
 * import { explain, parseCsv } from "learnlift";
 *
 * const read = parseCsv({ separator: "::" })("a::b");
 * read._tag === "Left" && explain(read.left);
 * // 'parseCsv does not take separator: expected one character other than " and a line end, received "::".'
 * ```
 */
export const explain = (said: Failure | Reason | Estimate): string => {
  try {
    const text: unknown = words(said);
    return typeof text === "string" ? text : NOTHING;
  } catch {
    return NOTHING;
  }
};

/** Said of what is none of the three, whatever its type claims. */
const NOTHING = "There are no words for this: it is neither a failure nor a reason nor an estimate.";

const words = (said: Failure | Reason | Estimate): string => {
  if ("_tag" in said) return explainFailure(said);
  return "estimand" in said ? explainEstimate(said) : explainReason(said);
};
