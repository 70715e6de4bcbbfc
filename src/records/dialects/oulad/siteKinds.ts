import type { ObjectKind } from "../../event.ts";

/** The kinds of the twenty activity types of OULAD's virtual learning environment. */
export const SITE_KINDS: Readonly<Record<string, ObjectKind>> = {
  dataplus: "module",
  dualpane: "page",
  externalquiz: "assessment",
  folder: "page",
  forumng: "forum",
  glossary: "page",
  homepage: "page",
  htmlactivity: "module",
  oucollaborate: "session",
  oucontent: "module",
  ouelluminate: "session",
  ouwiki: "page",
  page: "page",
  questionnaire: "survey",
  quiz: "assessment",
  repeatactivity: "module",
  resource: "page",
  sharedsubpage: "page",
  subpage: "page",
  url: "page",
};
