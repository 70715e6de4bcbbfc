import type { Words } from "../../core/vocabulary/index.ts";

/** English for why the value of a policy cannot be told, and what to know where it can. */
export const evaluationWords: Words = {
  "nothing-left-to-chance":
    "all {rows} decisions were certain (probability 1), so they are not evaluable: nothing else was ever tried",
  "no-support":
    "in {rows} decisions the policy asked about could do what had no chance of being logged ({percent} % of its choices)",
  "weights-too-uneven":
    "the two policies differ so much that the log says as much about it as {effective} decisions of its own, where {needed} are needed; the largest weight is {largest}",
  "outcomes-dropped":
    "{pending} decisions whose outcome is still open and {undelivered} that did not reach anybody were left out; the rest may differ from them",
  "few-learners": "only {learners} learners: the interval is rough below 50",
  "one-weight-heavy": "one decision carries {percent} % of all weight",
  "mean-weight-off": "the weights average {mean} where 1 is expected: check the logged probabilities",
  "weights-clipped":
    "{percent} % of the weights were cut back to {largest}, which makes the value lean on the logged policy",
  "value-without-spread": "nothing varies in what was seen, so nothing can be said of how sure the value is",
};
