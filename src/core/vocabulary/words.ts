import type { Words } from "./reason.ts";

/** English for the reasons of the vocabulary itself. */
export const coreWords: Words<"person-not-for-audience" | "group-too-small"> = {
  "person-not-for-audience": "results about one person are not for the audience {audience}",
  "group-too-small": "it rests on {people} people, and nothing is shown about fewer than {smallestGroup}",
};
