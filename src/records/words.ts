import type { Words } from "../core/vocabulary/index.ts";

/** Codes of the reasons and notes that records give. */
export type RecordsCode =
  // refused
  | "unreadable"
  | "not-a-statement"
  | "misspelt-key"
  | "unsupported-version"
  | "invalid-id"
  | "invalid-actor"
  | "invalid-verb"
  | "invalid-object"
  | "invalid-result"
  | "invalid-context"
  | "invalid-time"
  | "time-unknown"
  | "unknown-verb"
  | "object-without-id"
  | "voids-no-statement"
  | "conflicting-duplicate"
  | "not-a-row"
  | "invalid-learner"
  | "invalid-act"
  | "invalid-cell"
  | "unknown-act"
  | "unknown-object-kind"
  | "unknown-assessment"
  | "score-missing"
  | "invalid-event"
  | "unknown-identity"
  // set aside
  | "voiding"
  | "voided"
  | "planned"
  | "verb-without-act"
  | "word-without-act"
  | "merged-duplicate"
  | "banked-result"
  // notes
  | "time-of-storage"
  | "time-of-receipt"
  | "group-as-learner"
  | "negative-score-clamped"
  | "score-out-of-nothing"
  | "score-without-ends"
  | "score-scaled-from-minus-one"
  | "score-disagrees-with-raw"
  | "duration-without-fixed-length"
  | "unknown-activity-type"
  | "unknown-site"
  | "registration-day-unknown"
  // answers of a catalogue
  | "catalogue-empty"
  | "minutes-known"
  | "minutes-unknown"
  | "skills-known"
  | "skills-unknown"
  | "prerequisites-known"
  | "prerequisites-unknown"
  | "tags-known"
  | "tags-unknown"
  | "difficulty-known"
  | "difficulty-unknown";

/** English for the reasons of `records`. */
export const recordsWords: Words<RecordsCode> = {
  unreadable: "the record could not be read: reading it threw an error",
  "not-a-statement": "this is no statement: expected {expected}",
  "misspelt-key": "{where} is not a key of xAPI, and ignoring it would lose its content: expected {expected}",
  "unsupported-version": "the statement is of version {version}, which the rules in force do not cover",
  "invalid-id": "the id does not fit at {where}: expected {expected}",
  "invalid-actor": "the actor does not fit at {where}: expected {expected}",
  "invalid-verb": "the verb does not fit at {where}: expected {expected}",
  "invalid-object": "the object does not fit at {where}: expected {expected}",
  "invalid-result": "the result does not fit at {where}: expected {expected}",
  "invalid-context": "the context does not fit at {where}: expected {expected}",
  "invalid-time": "the time does not fit at {where}: expected {expected}",
  "time-unknown": "the statement carries no time, and the importer was not told when it was received",
  "unknown-verb": "nobody said what the verb {verb} means",
  "object-without-id": "the object, of type {type}, has no id of its own",
  "voids-no-statement":
    "a statement that voids needs a reference to a statement as its object, and this one has: {type}",
  "conflicting-duplicate":
    "the id {id} was given to another record before, at position {first}, which says something else",
  "not-a-row": "this is no row: expected {expected}",
  "invalid-learner": "the learner does not fit at {where}: expected {expected}",
  "invalid-act": "what was done is not said at {where}: expected {expected}",
  "invalid-cell": "a cell does not fit at {where}: expected {expected}",
  "unknown-act": 'nobody said which act "{word}" is',
  "unknown-object-kind": 'nobody said which kind of object "{word}" is',
  "unknown-assessment": "{object} is not in the table of assessments",
  "score-missing": "there is no score at {where}: expected {expected}",
  "invalid-event": "the event does not fit at {where}: expected {expected}",
  "unknown-identity": 'no link says who "{id}" of the system "{system}" is',
  voiding: "it withdraws statement {voids} and is no event itself",
  voided: "another statement withdraws statement {id}",
  planned: "its object is a SubStatement, which is a plan and not an event",
  "verb-without-act": "{verb} is known, and is no act of a learner",
  "word-without-act": '"{word}" was declared to be no act of a learner',
  "merged-duplicate": "the same record came before, at position {first}, under the same id {id}",
  "banked-result": "the result of {learner} for {object} was carried over from an earlier presentation",
  "time-of-storage": "the statement says when it was stored, not when it happened; the time of storage was taken",
  "time-of-receipt": "the statement carries no time; the time of receipt was taken",
  "group-as-learner": "a group did this under an id of its own, so the group {group} stands as the learner",
  "negative-score-clamped": "the scaled score is {scaled}, below zero; 0 was taken",
  "score-out-of-nothing": "the lowest and the highest score are both {max}, so there is no score",
  "score-without-ends": "the raw score is {raw}, but without a lowest and a highest score it is no share of anything",
  "score-scaled-from-minus-one":
    "the sender scales scores from -1 to 1 ({scaled}); the raw score's share {share} was taken",
  "score-disagrees-with-raw":
    "the scaled score {scaled} differs from the raw score's share {share}; the scaled one was taken",
  "duration-without-fixed-length":
    "the duration {duration} counts years or months, which have no fixed length; it was left out",
  "unknown-activity-type": 'the activity type "{activityType}" is not one of those published',
  "unknown-site": "{object} is not in the table of sites",
  "registration-day-unknown":
    "the day on which {learner} registered is missing; the day of leaving or the first day was taken, whichever is earlier",
  "catalogue-empty": "the catalogue has no modules",
  "minutes-known": "minutes are known for all {of} modules: weekly budgets can be planned",
  "minutes-unknown": "minutes are unknown for {unknown} of {of} modules: weekly budgets cannot be planned",
  "skills-known": "skills are known for all {of} modules: paths to skills can be found",
  "skills-unknown": "skills are unknown for {unknown} of {of} modules: paths to skills cannot be found",
  "prerequisites-known": "prerequisites are known for all {of} modules: an order that respects them can be given",
  "prerequisites-unknown":
    "prerequisites are unknown for {unknown} of {of} modules: an order that respects them cannot be promised",
  "tags-known": "tags are known for all {of} modules: they can be filtered by tags",
  "tags-unknown": "tags are unknown for {unknown} of {of} modules: filtering by tags would miss some",
  "difficulty-known": "difficulty is known for all {of} modules: it can be matched to ability",
  "difficulty-unknown": "difficulty is unknown for {unknown} of {of} modules: it cannot be matched to ability",
};
