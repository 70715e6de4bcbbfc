import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  readArray,
  readId,
  readInstant,
  reading,
  readNumber,
  readObject,
  readText,
} from "../core/check/index.ts";
import { drawUniform, type RandomStream, stream } from "../core/numeric/random/index.ts";
import type { Decision, Result } from "../core/vocabulary/index.ts";
import type { LearnerEvent } from "../records/index.ts";
import type { Academy, LearnerTruth } from "./academy.ts";
import { chanceOfOptOut, chanceWith, chanceWithout, type Sent } from "./startChance.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The actions that simulated people respond to: those of `nudge.decide`, or any of the same shape. */
export type SimulatedAction =
  | {
      /** Leave the person alone. */
      readonly kind: "nothing";
    }
  | {
      /** Send a message. */
      readonly kind: "send";
      /** By which channel. */
      readonly channel: string;
      /** Id of the module that it points to. */
      readonly module?: string;
    };

/** What one decision did, in truth. */
export interface DecisionTruth {
  /** Id of the decision. */
  readonly decision: string;
  /** The chance to start had nothing been sent. */
  readonly without: number;
  /** The chance to start had a message been sent, over the eligible messages by their probabilities; `null` where none was eligible. */
  readonly with: number | null;
}

/** What simulated people did after decisions, and what the decisions truly changed. */
export interface Responses {
  /** Deliveries, bounces, opens and opt-outs, which name their decision, and starts, which do not; ascending by time. */
  readonly events: readonly LearnerEvent[];
  /** One entry a decision, in the order of time and id. */
  readonly truth: readonly DecisionTruth[];
  /** The mean of `with` minus `without` over the decisions in which a message could have been sent; `null` where there are none. */
  readonly averageEffect: number | null;
}

/** Share of messages that reach nobody. */
const BOUNCING = 0.01;

/** Share of delivered messages that are opened; who opts out has opened the message too. */
const OPENING = 0.45;

/** A start counts for a week after the decision, and every simulated start falls into it. */
const WINDOW_DAYS = 7;

interface Choice {
  readonly id: string;
  readonly learner: LearnerTruth;
  readonly at: number;
  readonly action: SimulatedAction;
  readonly object: string;
  readonly eligible: readonly { readonly action: SimulatedAction; readonly probability: number }[];
}

/**
 * What would these people have done after these decisions?
 *
 * Each decision draws from `stream(seed, id)`, once for both worlds: who starts without a message and is helped by it starts with it. A
 * message adds what the person's responsiveness gives by this channel; it loses force as messages become a habit, tires, and can
 * bounce or make the person opt out. People who have left respond to nothing.
 *
 * @param academy - from `simulateAcademy`.
 * @returns a function from decisions (of `nudge.decide`, or of the same shape; each id once, each learner of the academy) to what came of
 *   them, or `InvalidInput`. A start is a `launched` event of the module that the action or the context's `module` names, within seven days.
 *
 * @example
 * ```ts
 * import { orThrow, simulate } from "learnlift";
 *
 * const academy = orThrow(simulate.simulateAcademy({ seed: 7, learners: 20, weeks: 2 }));
 * const responses = orThrow(
 *   simulate.simulateResponses(academy)([
 *     {
 *       id: "d-1",
 *       learner: "learner-00001",
 *       at: academy.endsAt,
 *       policy: { name: "all", version: "1" },
 *       action: { kind: "send", channel: "email", module: "incident-review" },
 *       probability: 1,
 *       eligible: null,
 *       ruledOut: [],
 *       context: {},
 *       reasons: [],
 *     },
 *   ]),
 * );
 * responses.events[0]?.decision; // => "d-1"
 * ```
 */
export const simulateResponses = (
  academy: Academy,
): ((decisions: readonly Decision<SimulatedAction>[]) => Result<Responses>) => {
  const NAME = "simulate.simulateResponses";
  const known = reading(NAME, (found) => readTruth(found, academy));
  return (decisions) => {
    if (isLeft(known)) return known;
    const choices = reading(NAME, (found) => readChoices(found, known.right.people, decisions));
    return isLeft(choices) ? choices : right(respond(known.right.seed, choices.right));
  };
};

const readTruth = (found: Found, academy: unknown) => {
  const given = readObject(found, [], academy, "an academy from simulateAcademy");
  const settings = readObject(found, ["settings"], given["settings"]);
  const truth = readObject(found, ["truth"], given["truth"]);
  const { seed } = settings;
  const people = new Map<string, LearnerTruth>();
  readArray(found, ["truth", "learners"], truth["learners"], (value, path) => {
    const person = readObject(found, path, value);
    const id = readId(found, [...path, "learner"], person["learner"]);
    const { group, leftOnDay } = person;
    people.set(id, {
      learner: id,
      group: group === "sprinter" || group === "sampler" || group === "drifter" ? group : "steady",
      ability: readNumber(found, [...path, "ability"], person["ability"]),
      drive: readNumber(found, [...path, "drive"], person["drive"]),
      forgetting: readNumber(found, [...path, "forgetting"], person["forgetting"]),
      hour: readNumber(found, [...path, "hour"], person["hour"], { min: 0, max: 24 }),
      channel: readText(found, [...path, "channel"], person["channel"]),
      responsiveness: readNumber(found, [...path, "responsiveness"], person["responsiveness"]),
      leftOnDay: typeof leftOnDay === "number" ? leftOnDay : null,
    });
  });
  return { seed: typeof seed === "number" ? seed : readText(found, ["settings", "seed"], seed), people };
};

const readAction = (found: Found, path: readonly (string | number)[], value: unknown): SimulatedAction => {
  const action = readObject(found, path, value, "an action: nothing, or a message to send");
  const { kind, module } = action;
  if (kind === "nothing") return { kind };
  if (kind !== "send") note(found, [...path, "kind"], "unknown-value", '"nothing" or "send"', kind);
  const channel = readText(found, [...path, "channel"], action["channel"], "a channel");
  return typeof module === "string" ? { kind: "send", channel, module } : { kind: "send", channel };
};

const readChoices = (found: Found, people: ReadonlyMap<string, LearnerTruth>, value: unknown): readonly Choice[] => {
  const seen = new Set<string>();
  const choices: Choice[] = [];
  readArray(found, [], value, (element, path) => {
    const decision = readObject(found, path, element, "a decision");
    const id = readId(found, [...path, "id"], decision["id"]);
    if (seen.has(id)) note(found, [...path, "id"], "duplicate", "each decision once", id);
    seen.add(id);
    const name = readId(found, [...path, "learner"], decision["learner"]);
    const learner = people.get(name);
    if (learner === undefined) {
      if (name !== "") note(found, [...path, "learner"], "unknown-value", "a learner of the academy", name);
      return;
    }
    const action = readAction(found, [...path, "action"], decision["action"]);
    const context = readObject(found, [...path, "context"], decision["context"] ?? {});
    const module = action.kind === "send" && action.module !== undefined ? action.module : context["module"];
    const eligible = decision["eligible"];
    choices.push({
      id,
      learner,
      at: readInstant(found, [...path, "at"], decision["at"]),
      action,
      object: typeof module === "string" ? module : "academy",
      eligible:
        eligible === null || eligible === undefined
          ? [{ action, probability: 1 }]
          : readArray(found, [...path, "eligible"], eligible, (one, where) => {
              const entry = readObject(found, where, one);
              return {
                action: readAction(found, [...where, "action"], entry["action"]),
                probability: readNumber(found, [...where, "probability"], entry["probability"], { min: 0, max: 1 }),
              };
            }),
    });
  });
  return choices.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
};

const respond = (seed: number | string, choices: readonly Choice[]): Responses => {
  const sentTo = new Map<string, number[]>();
  const events: LearnerEvent[] = [];
  const truth: DecisionTruth[] = [];
  let effects = 0;
  let compared = 0;
  for (const choice of choices) {
    const before = sentTo.get(choice.learner.learner) ?? [];
    const sent: Sent = {
      inFourWeeks: before.filter((at) => at > choice.at - 28 * DAY_MS).length,
      inOneWeek: before.filter((at) => at > choice.at - 7 * DAY_MS).length,
    };
    const chances = chancesOf(choice, sent);
    truth.push({ decision: choice.id, ...chances });
    if (chances.with !== null) {
      effects += chances.with - chances.without;
      compared += 1;
    }
    const reached = happen(stream(seed, `response:${choice.id}`), choice, sent, chances.without, events);
    if (reached) sentTo.set(choice.learner.learner, [...before, choice.at]);
  }
  events.sort((a, b) => a.at - b.at || ((a.id ?? "") < (b.id ?? "") ? -1 : 1));
  return { events, truth, averageEffect: compared === 0 ? null : effects / compared };
};

/** The chance to start with one action; a message that may bounce is one that may not have been sent. */
const chanceAfter = ({ learner }: Choice, action: SimulatedAction, sent: Sent): number => {
  if (learner.leftOnDay !== null) return 0;
  const without = chanceWithout(learner);
  if (action.kind === "nothing") return without;
  return BOUNCING * without + (1 - BOUNCING) * chanceWith(learner, action.channel, sent);
};

const chancesOf = (choice: Choice, sent: Sent): Omit<DecisionTruth, "decision"> => {
  let weight = 0;
  let sum = 0;
  for (const { action, probability } of choice.eligible) {
    if (action.kind === "nothing") continue;
    weight += probability;
    sum += probability * chanceAfter(choice, action, sent);
  }
  return { without: chanceAfter(choice, { kind: "nothing" }, sent), with: weight > 0 ? sum / weight : null };
};

/** What one decision is followed by; true where a message reached the person. */
const happen = (source: RandomStream, choice: Choice, sent: Sent, without: number, events: LearnerEvent[]): boolean => {
  const { learner, action, at, id, object } = choice;
  // the draws come in a fixed order, whatever happens, so that both worlds of a decision share them
  const draws = {
    bounce: drawUniform(source),
    start: drawUniform(source),
    open: drawUniform(source),
    out: drawUniform(source),
    when: drawUniform(source),
  };
  const channel = action.kind === "send" ? { channel: action.channel } : {};
  const about = { learner: learner.learner, decision: id, ...channel, source: "academy" };
  const sending = action.kind === "send";
  const bounced = sending && draws.bounce < BOUNCING;
  const reached = sending && !bounced;
  if (sending) {
    const act = bounced ? "bounced" : "delivered";
    events.push({ ...about, id: `${id}/${act}`, at: at + MINUTE_MS, act, object: id, objectKind: "nudge" });
  }
  if (learner.leftOnDay !== null) return reached;
  const optsOut = reached && draws.out < chanceOfOptOut(sent);
  if (optsOut || (reached && draws.open < OPENING)) {
    events.push({
      ...about,
      id: `${id}/opened`,
      at: at + 30 * MINUTE_MS,
      act: "opened",
      object: id,
      objectKind: "nudge",
    });
  }
  if (optsOut) {
    events.push({
      ...about,
      id: `${id}/optedOut`,
      at: at + 40 * MINUTE_MS,
      act: "optedOut",
      object: id,
      objectKind: "nudge",
    });
  }
  const chance = reached && action.kind === "send" ? chanceWith(learner, action.channel, sent) : without;
  if (draws.start < chance) {
    const start = at + MINUTE_MS + Math.round((0.05 + 0.9 * draws.when) * WINDOW_DAYS * DAY_MS);
    const started = {
      learner: learner.learner,
      source: "academy",
      act: "launched",
      object,
      objectKind: "module",
    } as const;
    events.push({ ...started, id: `${id}/launched`, at: start });
  }
  return reached;
};
