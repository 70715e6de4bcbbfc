import type { Words } from "../core/vocabulary/index.ts";

/** Codes of the reasons and warnings that recommendations give. */
export type RecommendCode =
  // answers
  | "right-answer"
  | "wrong-answer"
  // why a step is needed
  | "needed-for"
  | "needed-unmeasured"
  | "needed-before"
  | "finished-but-weak"
  | "mandatory-module"
  | "skill-to-raise"
  | "skill-unmeasured"
  | "not-finished-yet"
  // why it was chosen
  | "worth-most"
  | "worth-most-untimed"
  | "only-step"
  | "first-in-order"
  | "nothing-left"
  | "nothing-left-for-role"
  // why another was not
  | "already-finished"
  | "already-mastered"
  | "not-asked-for"
  | "waits-for"
  | "worth-less"
  | "later-in-order"
  // which skill is asked for
  | "settles-most"
  | "drawn-among"
  | "only-open-skill"
  | "all-settled"
  | "no-more-probes"
  | "nothing-to-place"
  // what is held of a skill
  | "skill-passed"
  | "skill-failed"
  | "skill-implied"
  | "skill-lack-implied"
  | "skill-open"
  | "skills-unsaid"
  // where the prerequisites of a failed module break
  | "weak-link"
  | "only-weak-link"
  | "widest-gap"
  | "mended-by"
  | "builds-on-nothing"
  | "nothing-known-weak"
  | "prerequisites-hold"
  | "level-reached"
  | "behind-another"
  | "narrower-gap"
  // what had to be assumed
  | "only-titles"
  | "skills-missing"
  | "prerequisites-missing"
  | "minutes-missing"
  | "no-minutes"
  | "no-mastery"
  | "skill-untaught";

/** English for the reasons and warnings of `recommend`. */
export const recommendWords: Words<RecommendCode> = {
  "right-answer": "a right answer, to which the chance was {predicted}, moved the ability by {change}",
  "wrong-answer": "a wrong answer, where the chance of a right one was {predicted}, moved the ability by {change}",
  "needed-for": "needed for '{module}': level {level} of {of} in {skill}",
  "needed-unmeasured": "needed for '{module}', and too few answers say anything of {skill}",
  "needed-before": "needed for '{module}'",
  "finished-but-weak": "finished, but the level in {skill} is {level}, below {below}",
  "mandatory-module": "it is mandatory and not finished",
  "skill-to-raise": "level {level} of {of} in {skill}",
  "skill-unmeasured": "{answers} answers in {skill}, where {needed} are needed to say anything",
  "not-finished-yet": "it is not finished yet",
  "worth-most":
    "no other module within reach ({others}) is worth more: need {need} times readiness {readiness} over {minutes} minutes is {value}",
  "worth-most-untimed":
    "no other module within reach ({others}) is worth more: need {need} times readiness {readiness} is {value}",
  "only-step": "no other module could come next",
  "first-in-order": "it is the first in the order of the catalogue that is not finished",
  "nothing-left": "everything is finished or mastered",
  "nothing-left-for-role": "nothing in the catalogue is left to learn for the role {role}",
  "already-finished": "it is finished",
  "already-mastered": "its skills are mastered: the least sure is {skill} with level {level} of {of}",
  "not-asked-for": "the role {role} does not ask for it",
  "waits-for": "it waits for '{module}'",
  "worth-less": "its value is {value}, where the best is {best}",
  "later-in-order": "it comes later in the order of the catalogue",
  "settles-most":
    "no other skill settles more on average: {skill} settles {ifPassed} of {open} open skills if it is passed, to which the chance is {chance}, and {ifFailed} if it is failed",
  "drawn-among": "it was drawn among {equals} that settle as much",
  "only-open-skill": "{skill} is the only skill that is still open",
  "all-settled": "every skill is settled; {asked} of {of} had to be asked for",
  "no-more-probes": "no more skills may be asked for: {asked} were, and {open} are still open",
  "nothing-to-place": "no module could be skipped, whatever the learner knows",
  "skill-passed": "{skill} was asked for and passed",
  "skill-failed": "{skill} was asked for and failed",
  "skill-implied": "who knows {by} knows {skill}, with confidence {confidence}",
  "skill-lack-implied": "who lacks {by} lacks {skill}, with confidence {confidence}",
  "skill-open": "nothing settles {skill} yet",
  "skills-unsaid": "it names no skill that it teaches",
  "weak-link": "'{module}' builds on {skill}, where the level is {level} of {of}",
  "only-weak-link": "no other skill it could start from is known to be weak but {skill}",
  "widest-gap":
    "none of the {others} other weak skills it could start from misses more of its level than {skill}, which misses {gap}",
  "mended-by": "'{module}' teaches {skill}",
  "builds-on-nothing": "'{module}' builds on no skill of the catalogue",
  "nothing-known-weak":
    "nothing that '{module}' builds on is known to be weak; of {unmeasured} of its {of} skills too few answers say anything",
  "prerequisites-hold": "what '{module}' builds on holds: the level is reached in each of {skills} skills",
  "level-reached": "level {level} of {of} in {skill}",
  "behind-another": "{skill} is weak too, but builds on {behind}, which is weak",
  "narrower-gap": "{skill} misses {gap} of its level, where the widest gap is {widest}",
  "only-titles":
    "the catalogue tells neither skills nor prerequisites, so its order was followed; what a learner needs it cannot tell",
  "skills-missing":
    "{unknown} of {of} modules do not say what they teach; they count as unmastered until they are finished",
  "prerequisites-missing":
    "{unknown} of {of} modules do not say what they build on; they were taken to build on nothing",
  "minutes-missing": "{unknown} of {of} modules do not say how long they take; {assumed} minutes were assumed",
  "no-minutes": "no module says how long it takes, so length was not weighed",
  "no-mastery": "nothing is known of the learner's skills, so nothing could be skipped",
  "skill-untaught": "the role {role} asks for {skill}, which no module teaches",
};
