import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, note, type Path, reading } from "../core/check/index.ts";
import { type Issue, type Reason, type Result, reason } from "../core/vocabulary/index.ts";
import type { Imported, ImportNote, ImportOutcome, Refusal, Refused, SetAside } from "./imported.ts";

const NOTHING_READ: Issue = { path: [], code: "unreadable", expected: "readable input", received: "nothing" };

const LONGEST = 200;

/** A text from outside as a value of a reason: whole if it is short. */
export const shown = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

/** A refusal by its first issue: `code` says which part of the record, the issue says what is wrong with it. */
export const refusedFor = (code: string, found: Found): Refused => {
  const issue: Issue = found.issues[0] ?? NOTHING_READ;
  return {
    outcome: "refused",
    reason: reason(code, {
      where: issue.path.length === 0 ? "the record" : issue.path.join("."),
      expected: issue.expected,
    }),
    issue,
  };
};

/** Runs a mapper on one outside value; a throw while reading it (getters, revoked proxies) is a refusal. */
export const guarded = <A>(
  map: (found: Found, input: unknown) => ImportOutcome<A>,
): ((input: unknown) => ImportOutcome<A>) => {
  return (input) => {
    try {
      return map({ issues: [], more: 0 }, input);
    } catch {
      return unreadable();
    }
  };
};

const unreadable = (): Refused => {
  const found: Found = { issues: [], more: 0 };
  note(found, [], "unreadable", "an object that can be read", undefined);
  return refusedFor("unreadable", found);
};

const tally = (reasons: readonly { readonly reason: Reason }[], into: Record<string, number> = {}): typeof into => {
  for (const { reason: given } of reasons) into[given.code] = (into[given.code] ?? 0) + 1;
  return into;
};

/**
 * Settles what the outcomes say about each other: what is withdrawn, wherever its withdrawal stands; which is a second copy of
 * another (the same id and the same records: set aside as merged) and which contradicts it (the same id, other records: refused).
 */
export const settle = <A>(outcomes: readonly ImportOutcome<A>[]): Imported<A> => {
  const voided = new Set<string>();
  for (const each of outcomes) if (each.outcome === "setAside" && each.voids !== undefined) voided.add(each.voids);
  const firstOf = new Map<string, { readonly index: number; readonly accepted: readonly A[] }>();
  const accepted: A[] = [];
  const from: number[] = [];
  const refused: Refusal[] = [];
  const setAside: SetAside[] = [];
  const notes: ImportNote[] = [];
  let mapped = 0;
  outcomes.forEach((each, index) => {
    if (each.outcome === "refused") {
      refused.push({ index, reason: each.reason, ...(each.issue === undefined ? {} : { issue: each.issue }) });
      return;
    }
    if (each.outcome === "setAside") {
      setAside.push({ index, reason: each.reason });
      return;
    }
    if (each.id !== undefined) {
      const id = each.id;
      if (voided.has(id)) {
        setAside.push({ index, reason: reason("voided", { id }) });
        return;
      }
      const first = firstOf.get(id);
      if (first !== undefined) {
        const same = JSON.stringify(first.accepted) === JSON.stringify(each.accepted);
        const values = { id, first: first.index };
        if (same) setAside.push({ index, reason: reason("merged-duplicate", values) });
        else refused.push({ index, reason: reason("conflicting-duplicate", values) });
        return;
      }
      firstOf.set(id, { index, accepted: each.accepted });
    }
    mapped += 1;
    for (const record of each.accepted) {
      accepted.push(record);
      from.push(index);
    }
    for (const given of each.notes) notes.push({ index, reason: given });
  });
  return {
    accepted,
    from,
    refused,
    setAside,
    notes,
    counts: {
      inputs: outcomes.length,
      mapped,
      refused: refused.length,
      setAside: setAside.length,
      accepted: accepted.length,
      byReason: tally(setAside, tally(refused)),
      byNote: tally(notes),
    },
  };
};

/** More elements than any list that fits into memory: what claims to have more is made up. */
const MOST = 2 ** 26;

/** Imports the elements of an outside list, each read once; an element whose reading throws is refused by itself. */
export const importList = <A>(
  name: string,
  path: Path,
  what: string,
  one: (input: unknown) => ImportOutcome<A>,
): ((list: unknown) => Result<Imported<A>>) => {
  return (list) => {
    const outcomes: ImportOutcome<A>[] = [];
    const walked = reading(name, (found) => {
      if (!Array.isArray(list)) {
        note(found, path, list === undefined ? "missing" : "wrong-type", what, list);
        return;
      }
      const length = list.length;
      if (!(length <= MOST)) {
        note(found, path, "too-many", `at most ${MOST} elements`, list);
        return;
      }
      for (let index = 0; index < length; index += 1) {
        let element: unknown;
        try {
          element = list[index];
        } catch {
          outcomes.push(unreadable());
          continue;
        }
        outcomes.push(one(element));
      }
    });
    return isLeft(walked) ? walked : right(settle(outcomes));
  };
};
