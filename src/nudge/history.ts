import {
  EARLIEST_INSTANT,
  type Found,
  hopeless,
  isRecord,
  LATEST_INSTANT,
  note,
  type Path,
  readChoice,
  readInstant,
  readInteger,
} from "../core/check/index.ts";
import { ACTS, type LearnerEvent } from "../records/event.ts";
import type { Scope } from "./action.ts";
import { isCanonical, readName as readNameAt } from "./canonicalName.ts";

/**
 * A learner event as the guardrails read it. Of `delivered`, `optedOut`, `withdrewConsent` and `objected` they want to know the channel and
 * the purpose; one that does not name them counts for every channel and every purpose. A `consented` counts only for the purpose and
 * the channel that it names. Acts that are no messages and no such words are passed over.
 */
export interface PastEvent extends LearnerEvent {
  /** By which channel the message went, or about which channel the learner has spoken. */
  readonly channel?: string;
  /** What the message was for, or about which purpose the learner has spoken. */
  readonly purpose?: string;
}

/** A message that reached the learner. */
export interface PastMessage extends Scope {
  readonly at: number;
  readonly count: number;
}

/** A consent to one purpose by one channel. */
export interface Consent extends Required<Scope> {
  readonly at: number;
}

/** A word against messages. */
export interface Refusal extends Scope {
  readonly act: "withdrewConsent" | "objected";
  readonly at: number;
}

/** What the guardrails know of the past. All names are canonical. */
export interface History {
  /** Ascending in time. */
  readonly messages: readonly PastMessage[];
  /** Whether a message of a decision with the id of this one was delivered before it. */
  readonly alreadySent: boolean;
  /** Of what the learner has opted out, for good; each scope once, in a fixed order. */
  readonly optOuts: readonly Scope[];
  /** Up to the decision. */
  readonly consents: readonly Consent[];
  /** Also those whose stamp lies ahead. */
  readonly refusals: readonly Refusal[];
}

/** Of which decision the history is read. */
export interface About {
  readonly id: string;
  readonly learner: string;
  readonly at: number;
}

const KNOWN_ACTS: ReadonlySet<unknown> = /* @__PURE__ */ new Set<unknown>(ACTS);

/** What is read of an event beside its act and time. */
interface Event {
  readonly channel?: unknown;
  readonly purpose?: unknown;
  readonly decision?: unknown;
  readonly id?: unknown;
  readonly source?: unknown;
}

/** Nearly all names are canonical as they come; the path to one is written only where it is needed. */
const readName = (found: Found, path: Path, index: number, key: keyof Scope, name: unknown): string =>
  typeof name === "string" && isCanonical(name) ? name : readNameAt(found, [...path, index, key], name);

const readScope = (found: Found, path: Path, index: number, event: Event): Scope => {
  const { channel, purpose } = event;
  const by = channel === undefined ? undefined : readName(found, path, index, "channel", channel);
  const about = purpose === undefined ? undefined : readName(found, path, index, "purpose", purpose);
  if (by === undefined) return about === undefined ? {} : { purpose: about };
  return about === undefined ? { channel: by } : { channel: by, purpose: about };
};

const readAt = (found: Found, path: Path, index: number, at: unknown): number =>
  typeof at === "number" && at >= EARLIEST_INSTANT && at <= LATEST_INSTANT
    ? at
    : readInstant(found, [...path, index, "at"], at);

/** Texts one after the other, so that equal results come from equal texts only. */
const joined = (first: string, second: string): string => `${first.length}:${first}${second}`;

/** A scope as text: equal texts are equal scopes, since no name is empty. */
const scopeKey = ({ channel, purpose }: Scope): string => joined(channel ?? "", purpose ?? "");

/** By what a second copy of one message is recognised: its scope with its decision, else with its own id; else it is not. */
const copyKey = ({ decision, id, source }: Event, scope: Scope): string | undefined => {
  if (typeof decision === "string") return `decision ${joined(scopeKey(scope), decision)}`;
  if (typeof id !== "string") return undefined;
  return `event ${joined(joined(scopeKey(scope), typeof source === "string" ? source : ""), id)}`;
};

/** Of two copies the earlier stands, and of two at one instant the larger. */
const standsBefore = (one: PastMessage, other: PastMessage): boolean =>
  one.at < other.at || (one.at === other.at && one.count > other.count);

const inOrder = (optOuts: ReadonlyMap<string, Scope>): readonly Scope[] =>
  [...optOuts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, optOut]) => optOut);

const NO_HISTORY: History = { messages: [], alreadySent: false, optOuts: [], consents: [], refusals: [] };

/**
 * Reads a learner's events. An act that is not known or an event of somebody else is refused, not passed over: it might be the
 * opt-out that we must not miss.
 */
export const readHistory = (found: Found, path: Path, value: unknown, about: About): History => {
  if (!Array.isArray(value)) {
    note(found, path, value === undefined ? "missing" : "wrong-type", "an array of the learner's events", value);
    return NO_HISTORY;
  }
  const messages: PastMessage[] = [];
  const copies = new Map<string, PastMessage>();
  const optOuts = new Map<string, Scope>();
  const consents: Consent[] = [];
  const refusals: Refusal[] = [];
  let alreadySent = false;
  for (let index = 0; index < value.length && !hopeless(found); index += 1) {
    const event: unknown = value[index];
    if (!isRecord(event)) {
      note(found, [...path, index], "wrong-type", "a learner event", event);
      continue;
    }
    const act = event["act"];
    if (event["learner"] !== about.learner)
      note(found, [...path, index, "learner"], "inconsistent", "the learner of this decision", event["learner"]);
    if (!KNOWN_ACTS.has(act)) readChoice(found, [...path, index, "act"], act, ACTS);
    const word = act === "optedOut" || act === "consented" || act === "withdrewConsent" || act === "objected";
    if (act !== "delivered" && !word) continue;
    const scope = readScope(found, path, index, event);
    const at = readAt(found, path, index, event["at"]);
    if (act === "optedOut") optOuts.set(scopeKey(scope), scope);
    if (act === "withdrewConsent" || act === "objected") refusals.push({ ...scope, act, at });
    const { channel, purpose } = scope;
    if (act === "consented" && channel !== undefined && purpose !== undefined && at <= about.at)
      consents.push({ channel, purpose, at });
    if (word) continue;
    const given = event["count"];
    const count = given === undefined ? 1 : readInteger(found, [...path, index, "count"], given, { min: 1 });
    if (event["decision"] === about.id) {
      if (at >= about.at) continue;
      alreadySent = true;
    }
    const message = { ...scope, at, count };
    const key = copyKey(event, scope);
    const known = key === undefined ? undefined : copies.get(key);
    if (key === undefined) messages.push(message);
    else if (known === undefined || standsBefore(message, known)) copies.set(key, message);
  }
  messages.push(...copies.values());
  messages.sort((one, other) => one.at - other.at);
  return { messages, alreadySent, optOuts: inOrder(optOuts), consents, refusals };
};
