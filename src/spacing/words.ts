import type { Words } from "../core/vocabulary/index.ts";

/** Codes of the reasons that reviews give. */
export type SpacingCode =
  // what the review did
  | "first-review"
  | "same-day-review"
  | "recalled-within-day"
  | "forgotten-within-day"
  | "recalled"
  | "forgotten"
  // when the next one is due
  | "recall-falls-due"
  | "longest-interval"
  | "shortest-interval"
  | "already-below"
  // when a card of a scheduler is due
  | "learning-step"
  | "relearning-step"
  | "ordered-interval"
  // plans for a deadline
  | "review-before-deadline"
  | "learn-before-deadline"
  | "target-beyond-minutes"
  | "visit-beyond-every-day"
  | "renewed-before-expiry"
  | "renewed-in-grace"
  | "refreshed-before-forgotten"
  | "refreshed-late"
  | "certificate-lapses"
  | "certificate-already-expired"
  | "recall-falls-below-target"
  | "holder-away"
  | "nothing-learned"
  | "fuzzed-interval"
  // where the days of cards come from, and what is due
  | "balanced-day"
  | "earlier-working-day"
  | "later-working-day"
  | "no-open-day"
  | "apart-from-siblings"
  | "postponed"
  | "advanced"
  | "daily-cap"
  | "taken-up"
  | "first-day-with-room"
  | "after-break"
  | "due-for-days"
  | "due-for-minutes"
  | "leech"
  // rows of a review log that are not taken
  | "unreadable-review"
  | "no-rating"
  | "filtered-without-rescheduling"
  | "before-last-start"
  | "no-learning-start"
  // fits of memory models
  | "no-times"
  | "too-few-labels"
  | "one-outcome"
  | "fit-not-converged"
  | "kept-start"
  | "at-bound"
  | "labels-without-weight"
  // priors from a population
  | "few-learners"
  | "population-moving"
  | "factor-at-end"
  | "factor-not-compared"
  // scores of predictions
  | "one-outcome-only"
  | "few-predictions"
  | "no-better-than-constant"
  | "few-clusters"
  // how a course is split
  | "module-length"
  | "module-too-short"
  | "module-too-long"
  | "weak-boundary"
  | "module-overloaded"
  | "severed-prerequisites"
  | "atom-too-long"
  | "prerequisite-comes-later"
  // what a learner's minutes go to
  | "required-attention"
  | "worth-its-minutes"
  | "left-out"
  | "required-above-budget"
  // where modules and reviews are in a calendar
  | "first-free-gap"
  | "first-free-gap-after"
  | "review-when-due"
  | "review-after-due"
  | "waits-for-modules"
  | "due-after-plan"
  | "longer-than-allowed"
  | "longer-than-free-gaps"
  | "no-time-for-module"
  | "gap-after-plan"
  | "no-time-for-review"
  // how starting goes with announced lengths
  | "lengths-as-offered"
  | "few-starts"
  | "few-offers"
  | "watched-until-start"
  | "beyond-announced-lengths"
  | "learner-alone";

/** English for the reasons of `spacing`. */
export const spacingWords: Words<SpacingCode> = {
  "first-review": "this was the first review, so the memory starts from its grade",
  "same-day-review": "this was a further review on the same day, which moves the memory less than one on a later day",
  "recalled-within-day": "recalled {minutes} minutes after the last review, when the chance of it was {recall}",
  "forgotten-within-day": "forgotten {minutes} minutes after the last review, when the chance of recall was {recall}",
  recalled: "recalled {days} days after the last review, when the chance of it was {recall}",
  forgotten: "forgotten {days} days after the last review, when the chance of recall was {recall}",
  "recall-falls-due": "the chance of recall is expected to fall to {retention} after {days} days",
  "longest-interval":
    "the chance of recall would fall to {retention} only after {days} days, but no interval is longer than {maximumIntervalDays} days",
  "shortest-interval":
    "the chance of recall is expected to fall to {retention} within {days} days, but no interval is shorter than {minimumIntervalDays} days",
  "already-below":
    "the chance of recall is {recall} right after this review, already below the {retention} asked for: the interval is the shortest, {minimumIntervalDays} days",
  "learning-step": "learning step {step} of {steps}: again after {minutes} minutes",
  "relearning-step": "relearning step {step} of {steps}: again after {minutes} minutes",
  "ordered-interval": "moved to {intervalDays} days, so that better grades come back later",
  "review-before-deadline":
    "reviewed {days} days before the deadline: recall on it is then expected to be {recall}, without a review {without}",
  "learn-before-deadline": "learned {days} days before the deadline: recall on it is then expected to be {recall}",
  "visit-beyond-every-day":
    "'{card}' has no place in the plan: one visit takes at least {minutes} minutes, and no day has more than {availableMinutes}",
  "target-beyond-minutes":
    "recall on the deadline is expected to be {recall}, below the {target} asked for; no plan for the minutes of these {days} days gives more than {most}",
  "renewed-before-expiry": "renewed {days} days before it expires on {expires}",
  "renewed-in-grace": "renewed {days} days after it expired on {expires}, within its days of grace",
  "refreshed-before-forgotten":
    "refreshed {days} days before recall falls below the {target} asked for: the chance of recall is {recall} by then",
  "refreshed-late": "{days} days later than it was needed, on the first day with room",
  "certificate-lapses": "cannot be renewed by {day}, the last day for it: no day before it has {minutes} minutes left",
  "certificate-already-expired": "could have been renewed until {day}, before the plan begins",
  "recall-falls-below-target":
    "recall falls below the {target} asked for after {day}: no day before it has {minutes} minutes left",
  "holder-away":
    "cannot be refreshed by {day}, the last day for it: its holder is away on every day from {from} on that would do",
  "nothing-learned": "of {cards} cards none is known after {days} days: there is no time to learn any",
  "fuzzed-interval": "moved to {intervalDays} days by chance, so that cards learned together do not stay together",
  "balanced-day": "moved to {date}, within the days that its memory cannot tell apart, beside {reviews} other reviews",
  "earlier-working-day":
    "moved to {date}: nobody works on the days on which it should come, and on this one before them the chance of recall is still {recall}",
  "later-working-day":
    "moved to {date}: nobody works on the days on which it should come, and this is the next working day; the chance of recall is {recall} by then",
  "no-open-day": "no day for reviews is left after day {day}",
  "apart-from-siblings": "{siblings} cards give each other's answer away, and now come at least {days} days apart",
  postponed:
    "can wait {days} days: it would be late by {overdue} of its interval, and the chance of recall is {recall} by then",
  advanced: "comes {days} days early, when the chance of recall is {recall}",
  "taken-up": "its day is over, and {date} has room for it; the chance of recall is {recall} by then",
  "first-day-with-room":
    "its own day has no room, and {date} is the first that has; the chance of recall is {recall} by then",
  "daily-cap":
    "moved by {days} days, since no day is to have more than {perDay} reviews; the chance of recall is {recall} by then",
  "after-break": "moved by {days} days to after the break; the chance of recall is {recall} by then",
  "due-for-days": "due for {days} days; the chance of recall is {recall}",
  "due-for-minutes": "due for {minutes} minutes; the chance of recall is {recall}",
  leech: "forgotten {lapses} times: rewrite it, split it into smaller ones, or take it out for a while",
  "unreadable-review": "{where} does not fit: expected {expected}",
  "no-rating": "{rows} rows are changes by hand, without an answer",
  "filtered-without-rescheduling": "{rows} rows are answers in a filtered deck that does not reschedule",
  "before-last-start": "{rows} rows are from before the card was learned anew",
  "no-learning-start": "{rows} rows are of cards whose log does not begin with learning",
  "no-times":
    "the log does not say when its reviews were, so all {labels} count alike, the oldest as much as the latest",
  "too-few-labels":
    "{labels} reviews to learn from, fewer than the {leastLabels} that were asked for: the weights are those of the start",
  "one-outcome":
    "all {labels} reviews to learn from were {outcome}: what holds the weights is what was known beforehand, not the log",
  "fit-not-converged": "the fit ended after {iterations} iterations, before it could not get better",
  "kept-start": "what {labels} reviews taught was no better than the start, so the start was kept",
  "at-bound": "held by a bound of the range, while the reviews push further: weight {weights}, counted from 0",
  "labels-without-weight": "{labels} reviews to predict, but by recency all of them weigh nothing: nothing was fitted",
  "few-learners": "{learners} learners, fewer than {wanted}: how far learners differ is told by too few of them",
  "population-moving":
    "after {iterations} rounds a mean still moved by {lastChange} spreads: with more rounds the prior is another one",
  "factor-at-end":
    "the spread was multiplied by {factor}, the {end} there is: what lies beyond was not tried, and the tightest leaves hardly more than the centre",
  "factor-not-compared":
    "no learner has two labels, so nothing says how tightly the prior is to hold: its spread was multiplied by {factor}, the tightest there is",
  "one-outcome-only":
    "all {predictions} reviews had the same outcome, so nothing tells whether predictions part one from the other",
  "no-better-than-constant":
    "the log loss of {logLoss} is no better than the {constant} of always saying the share that was recalled",
  "few-clusters": "only {clusters} of them (counted by {by}): the interval is rough below {few}",
  "few-predictions": "only {predictions} predictions: scores move a lot from one such sample to the next",
  "module-length": "{minutes} minutes long, for a target of {targetMinutes}",
  "module-too-short": "only {minutes} minutes long, below the {minimumMinutes} of a module",
  "module-too-long": "{minutes} minutes long, above the {maximumMinutes} of a module",
  "weak-boundary": "ends where there is no good place to stop: a boundary of strength {boundary}",
  "module-overloaded": "asks for {load} things at once, above the {maximumLoad} of a module",
  "severed-prerequisites": "prerequisites that are in earlier modules: {severed}",
  "atom-too-long": "{atom} takes {minutes} minutes, more than the {maximumMinutes} of a module, and may not be cut",
  "prerequisite-comes-later": "{atom} builds on {prerequisite}, which comes later",
  "required-attention": "required, so its {minutes} minutes come first",
  "worth-its-minutes": "worth {value} for {minutes} minutes, which no better use would bring",
  "left-out":
    "{portions} portions of {minutes} minutes left out: the next would be worth {valuePerMinute} a minute, and a larger budget would add at most {valueOfAnotherMinute} a minute",
  "required-above-budget": "what is required ({required}) takes {neededMinutes} minutes, and there are {budgetMinutes}",
  "first-free-gap": "the first free time that is long enough",
  "first-free-gap-after": "the first free time that is long enough after {prerequisites}",
  "review-when-due": "due for review on this day",
  "review-after-due": "due for review {days} days earlier, when there was no time",
  "waits-for-modules": "waits for what found no place itself: {prerequisites}",
  "due-after-plan": "falls due on {date}, after the last working day of the plan",
  "longer-than-allowed": "takes {minutes} minutes, above the {most} that one day may have",
  "longer-than-free-gaps": "takes {minutes} minutes, and no free time is longer than {longest}",
  "no-time-for-module":
    "no day had room left for its {minutes} minutes, within the limits of {minutesPerDay} minutes a day, {minutesPerWeek} minutes a week and new modules a day: {modulesPerDay}",
  "gap-after-plan": "{days} days after {prerequisites}, when it may begin, are past the last working day of the plan",
  "no-time-for-review": "no day had {minutes} minutes left for it once it was due",
  "lengths-as-offered":
    "lengths were announced as they came, not drawn by chance: what was announced as short may differ in more than its length, and so may who was asked",
  "few-starts": "only {starts} starts for {coefficients} coefficients: the interval is rough below ten each",
  "watched-until-start":
    "{atStart} offers were watched until their start only, {before} without a start for less than {horizonDays} days: chances of starting come out too high; give for each offer how long a start would have been seen",
  "few-offers": "only {offers} offers: the interval is rough below 50",
  "beyond-announced-lengths":
    "no offer was announced as shorter than {shortest} or longer than {longest} minutes: beyond these the curve rests on its form alone",
  "learner-alone": "{learner} alone determines a coefficient, so its error cannot be seen",
};
