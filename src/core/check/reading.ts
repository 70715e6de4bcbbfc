import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Failure, type Issue, type IssueCode, invalidInput, type Result } from "../vocabulary/failure.ts";
import { render } from "./render.ts";

/** Where in the input a value stands. */
export type Path = readonly (string | number)[];

/** At most this many issues are kept of one input; the rest are counted. */
const KEPT = 20;

/** Where this many issues are counted, reading on would only cost time. */
const ENOUGH = 10_000;

/**
 * What one reading of outside values has found wrong so far. Made by `reading`, passed through the readers of this folder, and
 * local to one call.
 */
export interface Found {
  readonly issues: Issue[];
  more: number;
}

/** Notes one issue. The path is copied, so a caller may go on using its own. */
export const note = (found: Found, path: Path, code: IssueCode, expected: string, value: unknown): void => {
  if (found.issues.length < KEPT) found.issues.push({ path: [...path], code, expected, received: render(value) });
  else found.more += 1;
};

/** True while nothing was found wrong. */
export const clean = (found: Found): boolean => found.issues.length === 0;

/** True once so much was found wrong that a loop over the input may stop. */
export const hopeless = (found: Found): boolean => found.more >= ENOUGH;

/**
 * The answer of a reading inside a reading (a nested document, a part with a reader of its own), or the stand-in; its issues are
 * noted under `path`.
 */
export const readResult = <A>(found: Found, path: Path, result: Result<A>, standIn: A): A => {
  if (!isLeft(result)) return result.right;
  noteFailure(found, path, result.left);
  return standIn;
};

const noteFailure = (found: Found, path: Path, failure: Failure): void => {
  if (failure._tag !== "InvalidInput") {
    note(found, path, "inconsistent", `what ${failure.in} accepts (${failure._tag})`, undefined);
    return;
  }
  const free = Math.max(0, KEPT - found.issues.length);
  for (const issue of failure.issues.slice(0, free)) found.issues.push({ ...issue, path: [...path, ...issue.path] });
  found.more += Math.max(0, failure.issues.length - free) + failure.moreIssues;
};

/** What reading can say of a value that throws when it is touched. */
const UNREADABLE: Issue = {
  path: [],
  code: "unreadable",
  expected: "an object that can be read",
  received: "one that throws when it is touched",
};

/**
 * Reads outside values into plain ones: the one place where hostile input can throw (getters, proxies, revoked objects), and
 * there the throw becomes an issue. `read` must copy what it needs and compute nothing; kernels run on what it returns.
 *
 * Readers return a stand-in (NaN, "", []) after noting an issue, so `read` needs no branches; its result is used only if
 * nothing was noted.
 */
export const reading = <A>(name: string, read: (found: Found) => A): Result<A> => {
  const found: Found = { issues: [], more: 0 };
  let value: A;
  try {
    value = read(found);
  } catch {
    const all: readonly [...Issue[], Issue] = [...found.issues, UNREADABLE];
    const [first, ...rest] = all;
    return invalidInput(name, [first, ...rest], found.more);
  }
  const [first, ...rest] = found.issues;
  return first === undefined ? right(value) : invalidInput(name, [first, ...rest], found.more);
};
