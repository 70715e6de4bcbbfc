import type { Failure, InvalidInput, Issue } from "../core/vocabulary/index.ts";
import { explainReason } from "./explainReason.ts";
import { numberText } from "./numberText.ts";

/** A failure as a sentence: which function, what it wants, what it got. */
export const explainFailure = (failure: Failure): string => {
  switch (failure._tag) {
    case "InvalidInput":
      return explainInvalidInput(failure);
    case "InsufficientData":
      return `${failure.in} needs at least ${failure.needed} ${failure.of}, and found ${failure.found}.`;
    case "NotIdentified": {
      const involved = failure.involved.length === 0 ? "" : ` (${failure.involved.join(", ")})`;
      return `${failure.in} cannot tell ${failure.what}${involved} from these data: ${explainReason(failure.because)}.`;
    }
    case "NotConverged": {
      const { iterations, reached, tolerance } = failure;
      return `${failure.in} came to no answer in ${iterations} iterations: it reached ${numberText(reached)}, and ${numberText(tolerance)} was asked for.`;
    }
    case "Infeasible":
      return `${failure.in} cannot satisfy these together: ${failure.conflict.map(explainReason).join("; ")}.`;
    case "NotDisclosed":
      return `${failure.in} does not show this: ${explainReason(failure.because)}.`;
    case "Cancelled":
      return `${failure.in} was stopped after ${failure.afterSteps} ${failure.afterSteps === 1 ? "step" : "steps"}.`;
  }
};

const explainInvalidInput = (failure: InvalidInput): string => {
  const more = failure.issues.length - 1 + failure.moreIssues;
  const others = more === 0 ? "" : ` (and ${more} more ${more === 1 ? "issue" : "issues"})`;
  return `${failure.in} ${issueText(failure.issues[0])}${others}.`;
};

const issueText = ({ path, code, expected, received }: Issue): string => {
  const where = path.length === 0 ? "its input" : pathText(path);
  switch (code) {
    case "missing":
      return `needs ${where}, which is missing: expected ${expected}`;
    case "unknown-key":
    case "forbidden-key":
      return `does not take ${where}: expected ${expected}`;
    default:
      return `does not take ${where}: expected ${expected}, received ${received}`;
  }
};

/** `options.k`, `[3].minutes`, `columns["two words"]`: as it would be written. */
const pathText = (path: readonly (string | number)[]): string =>
  path
    .map((step, place) => {
      if (typeof step === "number") return `[${step}]`;
      if (/^[A-Za-z_$][\w$]*$/.test(step)) return place === 0 ? step : `.${step}`;
      return `[${JSON.stringify(step)}]`;
    })
    .join("");
