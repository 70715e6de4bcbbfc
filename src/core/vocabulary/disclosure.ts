import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readChoice,
  readHeader,
  readInteger,
  reading,
  readObject,
  readOptions,
} from "../check/index.ts";
import type { Estimate } from "./estimate.ts";
import { notDisclosed, type Result } from "./failure.ts";
import { reason } from "./reason.ts";

/** Who is looking. */
export type Audience = "learner" | "coach" | "manager" | "board" | "works-council" | "researcher";

/** Audiences that never see a result about one person, whatever the policy says. */
export type GroupAudience = "manager" | "board";

const AUDIENCES: readonly [Audience, ...Audience[]] = [
  "learner",
  "coach",
  "manager",
  "board",
  "works-council",
  "researcher",
];

const GROUPS_ONLY: readonly Audience[] = ["manager", "board"];

/** Who may see what. Plain data; made by `disclosurePolicy`. */
export interface DisclosurePolicy {
  /** The tag. */
  readonly kind: "disclosure-policy";
  /** Of the layout. */
  readonly version: 1;
  /** Results about fewer people than this are not shown to anybody. */
  readonly smallestGroup: number;
  /** Whether a count of nobody is shown. */
  readonly zeros: "shown" | "hidden";
  /** Audiences that see results about groups only; `manager` and `board` are always among them. */
  readonly groupsOnly: readonly Audience[];
}

/** What a disclosure policy may say. */
export interface DisclosureOptions {
  /** Results about fewer people than this are not shown. Whole, from 2 to 1,000. Default 10. */
  readonly smallestGroup?: number;
  /** Whether a count of nobody is shown. Default `"shown"`: that nobody did something singles nobody out. */
  readonly zeros?: "shown" | "hidden";
  /** Further audiences that see results about groups only, besides `manager` and `board`. Default none. */
  readonly groupsOnly?: readonly Audience[];
}

/**
 * Who may see what, from how many people on?
 *
 * @returns the policy as plain data to store, or `InvalidInput`.
 *
 * @example
 * ```ts
 * import { disclosurePolicy, orThrow } from "learnlift";
 *
 * orThrow(disclosurePolicy({ groupsOnly: ["works-council"] })).smallestGroup; // 10
 * ```
 */
export const disclosurePolicy = (options: DisclosureOptions = {}): Result<DisclosurePolicy> =>
  reading("disclosurePolicy", (found) =>
    readRules(found, [], readOptions(found, [], options, ["smallestGroup", "zeros", "groupsOnly"])),
  );

const readRules = (found: Found, path: Path, rules: Readonly<Record<string, unknown>>): DisclosurePolicy => {
  const further = orDefault<readonly Audience[]>(rules["groupsOnly"], [], (given) =>
    readArray(found, [...path, "groupsOnly"], given, (audience, where) =>
      readChoice(found, where, audience, AUDIENCES),
    ),
  );
  return {
    kind: "disclosure-policy",
    version: 1,
    smallestGroup: orDefault(rules["smallestGroup"], 10, (given) =>
      readInteger(found, [...path, "smallestGroup"], given, { min: 2, max: 1_000 }),
    ),
    zeros: orDefault<"shown" | "hidden">(rules["zeros"], "shown", (given) =>
      readChoice(found, [...path, "zeros"], given, ["shown", "hidden"]),
    ),
    groupsOnly: AUDIENCES.filter((audience) => GROUPS_ONLY.includes(audience) || further.includes(audience)),
  };
};

/** A stored policy from outside. `manager` and `board` see groups only, even where the store says otherwise. */
export const readPolicy = (found: Found, path: Path, value: unknown): DisclosurePolicy => {
  const policy = readObject(found, path, value, "a policy made by disclosurePolicy");
  readHeader(found, path, policy, "disclosure-policy");
  for (const key of ["smallestGroup", "zeros", "groupsOnly"])
    if (policy[key] === undefined)
      note(found, [...path, key], "missing", "what disclosurePolicy wrote here", undefined);
  return readRules(found, path, policy);
};

/** A result about one person: a persona, a risk, a due date, hours. */
export interface AboutPerson {
  /** The tag. */
  readonly subject: "person";
}

/** A result about several people. */
export interface AboutGroup {
  /** The tag. */
  readonly subject: "group";
  /** How many people it is about. */
  readonly people: number;
}

/** Hands a result on, or withholds it. */
export interface Disclose {
  /** A result about one person, to an audience that may see one. */
  <R extends AboutPerson>(audience: Exclude<Audience, GroupAudience>, result: R): Result<R>;
  /** A result about several people. */
  <R extends AboutGroup>(audience: Audience, result: R): Result<R>;
  /** An estimate: of as many people as its smallest arm has rows. */
  <R extends Estimate>(audience: Audience, result: R): Result<R>;
}

/**
 * May this audience see this result? The result itself, or `NotDisclosed` with the reason.
 *
 * A result about one person is refused to `manager` and `board` by its type, so that such a line does not compile, and again when it
 * runs; and to the policy's further audiences when it runs. A result about fewer people than the smallest group is refused to everybody.
 * An estimate counts as about as many people as its smallest arm has rows, or all its rows where it has no arms: give estimates whose
 * rows are people, or wrap them with the number of people they rest on.
 *
 * For counts of people use `discloseCounts`, which hides single cells.
 *
 * @param policy - made by `disclosurePolicy`.
 *
 * Cost: constant.
 *
 * @example
 * ```ts
 * import { disclose, disclosurePolicy, orThrow } from "learnlift";
 *
 * const show = disclose(orThrow(disclosurePolicy()));
 * orThrow(show("coach", { subject: "person", persona: "sprinter" })).persona; // "sprinter"
 * show("board", { subject: "group", people: 4, meanMinutes: 31 })._tag; // "Left": four people are too few
 * ```
 */
export const disclose = (policy: DisclosurePolicy): Disclose => {
  const known = reading("disclose", (found) => readPolicy(found, ["policy"], policy));
  return <R extends object>(audience: Audience, result: R): Result<R> => {
    if (isLeft(known)) return known;
    const read = reading("disclose", (found) => ({
      audience: readChoice(found, ["audience"], audience, AUDIENCES),
      people: readPeople(found, result),
    }));
    if (isLeft(read)) return read;
    const { people } = read.right;
    const { smallestGroup, groupsOnly } = known.right;
    if (people === "one" && groupsOnly.includes(read.right.audience))
      return notDisclosed("disclose", reason("person-not-for-audience", { audience }));
    if (people !== "one" && people < smallestGroup)
      return notDisclosed("disclose", reason("group-too-small", { people, smallestGroup }));
    return right(result);
  };
};

/** How many people a result is about: "one" where it is about a person. */
const readPeople = (found: Found, value: unknown): number | "one" => {
  const result = readObject(found, ["result"], value, "a result");
  if (result["subject"] === undefined && result["n"] !== undefined) return readRows(found, result["n"]);
  const subject = readChoice(found, ["result", "subject"], result["subject"], ["person", "group"]);
  return subject === "person" ? "one" : readInteger(found, ["result", "people"], result["people"], { min: 0 });
};

const readRows = (found: Found, value: unknown): number => {
  const n = readObject(found, ["result", "n"], value, "the numbers an estimate rests on");
  const rows = readInteger(found, ["result", "n", "rows"], n["rows"], { min: 0 });
  if (n["byArm"] === undefined) return rows;
  const byArm = readObject(found, ["result", "n", "byArm"], n["byArm"], "rows by arm");
  return Object.keys(byArm).reduce(
    (least, arm) => Math.min(least, readInteger(found, ["result", "n", "byArm", arm], byArm[arm], { min: 0 })),
    rows,
  );
};
