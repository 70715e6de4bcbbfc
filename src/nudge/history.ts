import {
  EARLIEST_INSTANT,
  type Found,
  hopeless,
  isRecord,
  LATEST_INSTANT,
  note,
  orDefault,
  type Path,
  readChoice,
  readId,
  readInstant,
  readInteger,
} from "../core/check/index.ts";
import { ACTS, type LearnerEvent } from "../records/event.ts";
import type { Scope } from "./action.ts";

/**
 * A learner event as the guardrails read it. Of message acts they want to know the channel and the purpose; an event that does not
 * name them counts for every channel and every purpose. Acts that are no messages are passed over.
 */
export interface PastEvent extends LearnerEvent {
  /** By which channel the message went, or of which channel the learner has opted out. */
  readonly channel?: string;
  /** What the message was for, or of which purpose the learner has opted out. */
  readonly purpose?: string;
}

/** A message that reached the learner. */
export interface PastMessage extends Scope {
  readonly at: number;
  readonly count: number;
}

/** What the guardrails know of the past. */
export interface History {
  /** Ascending in time. */
  readonly messages: readonly PastMessage[];
  /** Of what the learner has opted out, for good; each scope once, in a fixed order. */
  readonly optOuts: readonly Scope[];
}

const KNOWN_ACTS: ReadonlySet<unknown> = /* @__PURE__ */ new Set<unknown>(ACTS);

type Event = Readonly<Record<string, unknown>>;

const readScope = (found: Found, path: Path, event: Event): Scope => {
  const [channel, purpose] = [event["channel"], event["purpose"]];
  return {
    ...(channel === undefined ? {} : { channel: readId(found, [...path, "channel"], channel) }),
    ...(purpose === undefined ? {} : { purpose: readId(found, [...path, "purpose"], purpose) }),
  };
};

const readAt = (found: Found, path: Path, at: unknown): number =>
  typeof at === "number" && at >= EARLIEST_INSTANT && at <= LATEST_INSTANT
    ? at
    : readInstant(found, [...path, "at"], at);

/** A scope as text: equal texts are equal scopes. */
const scopeKey = ({ channel, purpose }: Scope): string => JSON.stringify([channel ?? null, purpose ?? null]);

/** By what a second copy of one message is recognised: its scope with its decision, else with its own id; else it is not. */
const copyKey = (event: Event, scope: Scope): string | undefined => {
  if (typeof event["decision"] === "string") return `decision ${scopeKey(scope)} ${event["decision"]}`;
  if (typeof event["id"] === "string")
    return `event ${scopeKey(scope)} ${JSON.stringify([event["source"], event["id"]])}`;
  return undefined;
};

/** Of two copies the earlier stands, and of two at one instant the larger. */
const standsBefore = (one: PastMessage, other: PastMessage): boolean =>
  one.at < other.at || (one.at === other.at && one.count > other.count);

const inOrder = (optOuts: ReadonlyMap<string, Scope>): readonly Scope[] =>
  [...optOuts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, optOut]) => optOut);

/**
 * Reads a learner's events. An act that is not known or an event of somebody else is refused, not passed over: it might be the
 * opt-out that we must not miss.
 */
export const readHistory = (found: Found, path: Path, value: unknown, learner: string): History => {
  if (!Array.isArray(value)) {
    note(found, path, value === undefined ? "missing" : "wrong-type", "an array of the learner's events", value);
    return { messages: [], optOuts: [] };
  }
  const messages: PastMessage[] = [];
  const copies = new Map<string, PastMessage>();
  const optOuts = new Map<string, Scope>();
  for (let index = 0; index < value.length && !hopeless(found); index += 1) {
    const event: unknown = value[index];
    if (!isRecord(event)) {
      note(found, [...path, index], "wrong-type", "a learner event", event);
      continue;
    }
    const act = event["act"];
    if (event["learner"] !== learner)
      note(found, [...path, index, "learner"], "inconsistent", "the learner of this decision", event["learner"]);
    if (!KNOWN_ACTS.has(act)) readChoice(found, [...path, index, "act"], act, ACTS);
    if (act !== "delivered" && act !== "optedOut") continue;
    const where = [...path, index];
    const scope = readScope(found, where, event);
    const at = readAt(found, where, event["at"]);
    if (act === "optedOut") {
      optOuts.set(scopeKey(scope), scope);
      continue;
    }
    const count = orDefault(event["count"], 1, (given) => readInteger(found, [...where, "count"], given, { min: 1 }));
    const message = { ...scope, at, count };
    const key = copyKey(event, scope);
    const known = key === undefined ? undefined : copies.get(key);
    if (key === undefined) messages.push(message);
    else if (known === undefined || standsBefore(message, known)) copies.set(key, message);
  }
  messages.push(...copies.values());
  return { messages: messages.sort((one, other) => one.at - other.at), optOuts: inOrder(optOuts) };
};
