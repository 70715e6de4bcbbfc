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
