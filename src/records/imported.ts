import type { Issue, Reason } from "../core/vocabulary/index.ts";

/** An input that could not be taken, where it stood in the list, and why. */
export interface Refusal {
  /** Position in the list that was imported, from 0. */
  readonly index: number;
  /** Why, as a code with values. */
  readonly reason: Reason;
  /** The value that does not fit, where it is about one. */
  readonly issue?: Issue;
}

/** An input that is well formed and yet no event, and why: a withdrawal, a plan, a second copy, a row about somebody's teaching. */
export interface SetAside {
  /** Position in the list that was imported, from 0. */
  readonly index: number;
  /** Why, as a code with values. */
  readonly reason: Reason;
}

/** Something to know about an input that was taken: a score that was clipped, a duration that could not be kept. */
export interface ImportNote {
  /** Position in the list that was imported, from 0. */
  readonly index: number;
  /** What, as a code with values. */
  readonly reason: Reason;
}

/** How many inputs met which fate. `inputs` is the sum of `mapped`, `refused` and `setAside`, always. */
export interface ImportCounts {
  /** How many inputs there were. */
  readonly inputs: number;
  /** How many became one record or more. */
  readonly mapped: number;
  /** How many were refused. */
  readonly refused: number;
  /** How many were set aside. */
  readonly setAside: number;
  /** How many records came of it: `accepted.length`. One input can become several (a statement about a group). */
  readonly accepted: number;
  /** How often each reason was given, over refusals and inputs set aside. */
  readonly byReason: Readonly<Record<string, number>>;
  /** How often each note was made. */
  readonly byNote: Readonly<Record<string, number>>;
}

/** What became of a list: nothing is thrown and nothing is lost. */
export interface Imported<A> {
  /** The records, in the order of the inputs. */
  readonly accepted: readonly A[];
  /** `from[k]` is the index of the input that `accepted[k]` came from. */
  readonly from: readonly number[];
  /** What could not be taken, in the order of the inputs. */
  readonly refused: readonly Refusal[];
  /** What is no event, in the order of the inputs. */
  readonly setAside: readonly SetAside[];
  /** What to know about what was taken, in the order of the inputs. */
  readonly notes: readonly ImportNote[];
  /** How many met which fate. */
  readonly counts: ImportCounts;
}

/** One input that became one record or more. */
export interface Mapped<A> {
  /** Tells the outcomes apart. */
  readonly outcome: "mapped";
  /** At least one. */
  readonly accepted: readonly A[];
  /** What to know about it. */
  readonly notes: readonly Reason[];
  /** The id the source gave to the input, where it has one: the key by which a second copy is recognised. */
  readonly id?: string;
}

/** One input that could not be taken. */
export interface Refused {
  /** Tells the outcomes apart. */
  readonly outcome: "refused";
  /** Why. */
  readonly reason: Reason;
  /** The value that does not fit, where it is about one. */
  readonly issue?: Issue;
}

/** One input that is no event. */
export interface PutAside {
  /** Tells the outcomes apart. */
  readonly outcome: "setAside";
  /** Why. */
  readonly reason: Reason;
  /** The id of an input that this one withdraws, wherever in the list that stands. */
  readonly voids?: string;
}

/** What became of one input. A streaming host takes these one by one and keeps track of ids and withdrawals itself. */
export type ImportOutcome<A> = Mapped<A> | Refused | PutAside;
