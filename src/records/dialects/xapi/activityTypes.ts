import { hasOwn } from "../../../core/check/index.ts";
import type { ObjectKind } from "../../event.ts";

// By the part of the IRI up to its last slash. A type that is not here is of kind "other": nothing is lost by that, so an
// unknown type is no reason to refuse a statement, as an unknown verb is.
const KINDS: Readonly<Record<string, Readonly<Record<string, ObjectKind>>>> = {
  "http://adlnet.gov/expapi/activities/": {
    assessment: "assessment",
    attempt: "assessment",
    "cmi.interaction": "item",
    course: "course",
    file: "page",
    interaction: "item",
    lesson: "module",
    "lesson-content-page": "page",
    link: "page",
    media: "module",
    meeting: "session",
    module: "module",
    objective: "other",
    question: "item",
    simulation: "module",
  },
  "http://activitystrea.ms/schema/1.0/": { page: "page", video: "video", person: "person", event: "session" },
  "https://w3id.org/xapi/cmi5/activitytype/": { course: "course", block: "module" },
  "https://w3id.org/xapi/video/activity-type/": { video: "video" },
  "https://w3id.org/xapi/acrossx/activities/": {
    "face-to-face-discussion": "session",
    page: "page",
    video: "video",
    webpage: "page",
    course: "course",
  },
  "https://w3id.org/xapi/openedx/activity/": {
    "practice-assessment": "assessment",
    "proctored-assessment": "assessment",
    "timed-assessment": "assessment",
  },
  "http://id.tincanapi.com/activitytype/": {
    book: "module",
    chapter: "page",
    "chat-channel": "forum",
    "chat-message": "forum",
    discussion: "forum",
    "forum-reply": "forum",
    "forum-topic": "forum",
    resource: "page",
    section: "module",
    solution: "item",
    survey: "survey",
    "user-profile": "person",
    webinar: "session",
  },
  "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/": {
    assignment: "assessment",
    feedback: "survey",
    forum: "forum",
    "lesson-session": "module",
    "scorm-content-object": "module",
    submission: "assessment",
    wiki: "page",
    "wiki-page": "page",
    workshop: "assessment",
  },
};

/** The kind of an activity type; "other" for one that the table does not know. */
export const kindOfType = (iri: string): ObjectKind => {
  const cut = iri.lastIndexOf("/") + 1;
  const words = hasOwn(KINDS, iri.slice(0, cut)) ? KINDS[iri.slice(0, cut)] : undefined;
  const word = iri.slice(cut);
  return (words !== undefined && hasOwn(words, word) ? words[word] : undefined) ?? "other";
};
