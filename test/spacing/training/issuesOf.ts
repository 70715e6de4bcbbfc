import { type Found, reading } from "../../../src/core/check/index.ts";

/** An issue as one line: where, its code, what was expected, what came. */
export type IssueLine = readonly [path: string, code: string, expected: string, received: string];

/** Everything that a reader notes, in order. */
export const issuesOf = (read: (found: Found) => unknown): readonly IssueLine[] => {
  const result = reading("a test", read);
  if (result._tag === "Right" || result.left._tag !== "InvalidInput") return [];
  return result.left.issues.map(({ path, code, expected, received }) => [path.join("."), code, expected, received]);
};
