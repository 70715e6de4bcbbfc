import type { Words } from "../../core/vocabulary/index.ts";

/** English for why the value of a policy cannot be told, and what to know where it can. */
export const evaluationWords: Words = {
  "nothing-left-to-chance":
    "all {rows} decisions were certain (probability 1), so they are not evaluable: nothing else was ever tried",
  "no-support":
    "in {rows} decisions the policy asked about could do what had no chance of being logged ({percent} % of its choices)",
  "support-unknown":
    "{rows} decisions do not list what could have been decided, so nobody can tell whether what the policy asked about could do had a chance of being logged",
  "weights-too-uneven":
    "the two policies differ so much that the log says as much about it as {effective} decisions of its own, where {needed} are needed; the largest weight is {largest}",
  "outcomes-dropped":
    "{pending} decisions whose outcome is still open and {undelivered} that did not reach anybody were left out; the rest may differ from them",
  "undelivered-dropped":
    '{undelivered} decisions were left out because they did not reach anybody, while every decision to leave somebody alone stayed, so delivery had a say in who is compared; join with delivered: "assumed" to compare as decided',
  "open-windows-dropped":
    "{pending} decisions were left out because their windows are open, while others as late stayed because their outcome came early, so the outcome had a say in who is compared; join when all windows are over",
  "few-learners": "only {learners} learners: the interval is rough below 50",
  "one-weight-heavy": "one decision carries {percent} % of all weight",
  "mean-weight-off": "the weights average {mean} where 1 is expected: check the logged probabilities",
  "weights-clipped":
    "{percent} % of the weights were cut back to {largest}, which makes the value lean on the logged policy",
  "value-without-spread": "nothing varies in what was seen, so nothing can be said of how sure the value is",
};
