import { right } from "fp-ts/lib/Either.js";
import { type Issue, type IssueCode, invalidInput, type Result } from "../vocabulary/failure.ts";
import { render } from "./render.ts";

/** Where in the input a value stands. */
export type Path = readonly (string | number)[];

/** At most this many issues are kept of one input; the rest are counted. */
const KEPT = 20;

/**
 * What one reading of outside values has found wrong so far. Made by `reading`, passed through the readers of `readers.ts`, and
 * local to one call.
 */
export interface Found {
  readonly issues: Issue[];
  more: number;
}

/** Notes one issue. */
export const note = (found: Found, path: Path, code: IssueCode, expected: string, value: unknown): void => {
  if (found.issues.length < KEPT) found.issues.push({ path, code, expected, received: render(value) });
  else found.more += 1;
};

/** True while nothing was found wrong. */
export const clean = (found: Found): boolean => found.issues.length === 0;

const failed = (name: string, found: Found): Result<never> => {
  const [first, ...rest] = found.issues;
  return first === undefined
    ? invalidInput(name, [{ path: [], code: "unreadable", expected: "readable input", received: "nothing" }])
    : invalidInput(name, [first, ...rest], found.more);
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
    note(found, [], "unreadable", "an object that can be read", undefined);
    return failed(name, found);
  }
  return found.issues.length === 0 ? right(value) : failed(name, found);
};
