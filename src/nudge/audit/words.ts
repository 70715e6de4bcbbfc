import type { Words } from "../../core/vocabulary/index.ts";

/** English for what an audit finds. */
export const auditWords: Words = {
  "audit-entry-misplaced":
    "entry {found} stands where entry {index} should be: something was moved, put in or taken out",
  "audit-link-broken": "entry {index} does not follow on the entry before it",
  "audit-entry-changed": "entry {index} is not what it was when it was written",
  "audit-truncated": "the chain has {length} entries, and once had {expected}",
  "audit-head-differs": "the first {length} entries are not those that were vouched for",
  "audit-key-missing": "there is a record for entry {index}, but no key of its person",
  "audit-payload-changed": "the record of entry {index} is not what was logged",
  "audit-policy-missing": "entry {index} was decided by revision {revision} of {policy}, which was not given",
  "audit-not-replayable": "the record of entry {index} cannot be read as a request with its decision",
  "audit-decision-differs": "made again, the decision of entry {index} comes out otherwise: {path}",
  "audit-record-stray": "there is a record for entry {index}, which the chain does not have",
};
