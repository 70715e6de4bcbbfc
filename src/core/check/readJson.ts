import type { IssueCode } from "../vocabulary/failure.ts";
import type { Json } from "../vocabulary/json.ts";
import { isForbiddenKey, isRecord } from "./isRecord.ts";
import { type Found, hopeless, note, type Path } from "./reading.ts";

const DEEPEST = 64;

/** More values than any stored document of ours; an object that holds itself twice at every level would have more. */
const MOST = 4_000_000;

/** Where the copy has come to: the path so far (its first `depth` steps), and how many values it may still take. */
interface Walk {
  readonly found: Found;
  readonly path: (string | number)[];
  readonly deepest: number;
  depth: number;
  left: number;
}

/**
 * Copies a document from outside into plain JSON: own enumerable keys only, no key that reaches the prototype, at most 64 levels
 * and 4 million values, finite numbers. Keys without a value (`undefined`) are left out. Everything a schema sees afterwards is
 * our own copy, so no getter runs twice.
 *
 * Cost: linear in the values of the document.
 */
export const readJson = (found: Found, path: Path, value: unknown): Json => {
  const depth = path.length;
  return copyValue({ found, path: [...path], deepest: depth + DEEPEST, depth, left: MOST }, value);
};

const stopped = (walk: Walk): boolean => walk.left <= 0 || hopeless(walk.found);

const noteHere = (walk: Walk, code: IssueCode, expected: string, value: unknown, steps = walk.depth): void => {
  note(walk.found, walk.path.slice(0, steps), code, expected, value);
};

const copyValue = (walk: Walk, value: unknown): Json => {
  walk.left -= 1;
  if (walk.left === 0) noteHere(walk, "too-many", `at most ${MOST} values in all`, value, 6);
  if (stopped(walk)) return null;
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value)) noteHere(walk, "not-finite", "a finite number", value);
      return value;
    case "object":
      return copyObject(walk, value);
    default:
      noteHere(walk, value === undefined ? "missing" : "wrong-type", "plain JSON", value);
      return null;
  }
};

const copyObject = (walk: Walk, value: object | null): Json => {
  if (value === null) return null;
  if (walk.depth >= walk.deepest) {
    noteHere(walk, "too-deep", `at most ${DEEPEST} levels`, value, 6);
    return null;
  }
  if (Array.isArray(value)) return copyArray(walk, value);
  if (isRecord(value)) return copyRecord(walk, value);
  noteHere(walk, "wrong-type", "plain JSON", value);
  return null;
};

const copyArray = (walk: Walk, value: readonly unknown[]): Json => {
  const copy: Json[] = [];
  const { depth } = walk;
  const length = value.length;
  walk.depth = depth + 1;
  for (let index = 0; index < length && !stopped(walk); index += 1) {
    walk.path[depth] = index;
    copy.push(copyValue(walk, value[index]));
  }
  walk.depth = depth;
  return copy;
};

const copyRecord = (walk: Walk, value: Readonly<Record<string, unknown>>): Json => {
  const copy: Record<string, Json> = {};
  const { depth } = walk;
  walk.depth = depth + 1;
  for (const key of Object.keys(value)) {
    if (stopped(walk)) break;
    walk.path[depth] = key;
    if (isForbiddenKey(key)) {
      noteHere(walk, "forbidden-key", "no key that reaches the prototype", key);
      continue;
    }
    const element = value[key];
    if (element !== undefined) copy[key] = copyValue(walk, element);
  }
  walk.depth = depth;
  return copy;
};
