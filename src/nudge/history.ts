import {
  EARLIEST_INSTANT,
  type Found,
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

/** A refusal of messages, for good. */
export interface OptOut extends Scope {
  readonly at: number;
}

/** What the guardrails know of the past. */
export interface History {
  /** Ascending in time. */
  readonly messages: readonly PastMessage[];
  /** One for each scope, the earliest. */
  readonly optOuts: readonly OptOut[];
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

/** By what a second copy of one message is recognised: its decision and channel, else its own id, else nothing. */
const keyOf = (event: Event, channel: string | undefined): string | undefined => {
  if (typeof event["decision"] === "string") return JSON.stringify(["decision", event["decision"], channel]);
  if (typeof event["id"] === "string") return JSON.stringify(["event", event["source"], event["id"]]);
  return undefined;
};

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
  const copies = new Map<string, number>();
  const optOuts = new Map<string, OptOut>();
  for (let index = 0; index < value.length; index += 1) {
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
      const key = JSON.stringify([scope.channel, scope.purpose]);
      const known = optOuts.get(key);
      if (known === undefined || at < known.at) optOuts.set(key, { ...scope, at });
      continue;
    }
    const count = orDefault(event["count"], 1, (given) => readInteger(found, [...where, "count"], given, { min: 1 }));
    const key = keyOf(event, scope.channel);
    const copyOf = key === undefined ? undefined : copies.get(key);
    if (copyOf === undefined) {
      if (key !== undefined) copies.set(key, messages.length);
      messages.push({ ...scope, at, count });
    } else if (at < (messages[copyOf]?.at ?? 0)) messages[copyOf] = { ...scope, at, count };
  }
  return { messages: messages.sort((one, other) => one.at - other.at), optOuts: [...optOuts.values()] };
};
