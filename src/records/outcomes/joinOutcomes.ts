import { isLeft, map } from "fp-ts/lib/Either.js";
import { clean, type Found, note, reading, readObject } from "../../core/check/index.ts";
import type { Decision, LoggedDecision, OutcomeStatus, Result } from "../../core/vocabulary/index.ts";
import { isMessageAct } from "../activity/acts.ts";
import { type ReadEvent, readEvents } from "../activity/readEvents.ts";
import type { LearnerEvent } from "../event.ts";
import { creditEvery, creditLastTouch, creditNamed } from "./attribute.ts";
import { type JoinOutcomesOptions, type JoinPlan, readJoinOptions } from "./joinOptions.ts";
import { isNothing } from "./nothing.ts";
import { readDecisions } from "./readDecisions.ts";
import { earlier, reachedAt, type Touch } from "./touch.ts";

const NAME = "records.joinOutcomes";

/** What was decided and what happened: the two halves of the log, in any order. */
export interface DecisionLog<A> {
  /** Decisions; one that is there twice counts once. */
  readonly decisions: readonly Decision<A>[];
  /** Events of the learners: what they did, and what became of messages. */
  readonly events: readonly LearnerEvent[];
}

interface Read<A> {
  readonly touches: ReadonlyMap<string, Touch<A>>;
  readonly events: readonly ReadEvent[];
}

const readLog = <A, B extends A>(
  found: Found,
  plan: JoinPlan,
  options: JoinOutcomesOptions<A>,
  log: DecisionLog<B>,
): Read<B> => {
  const touches = new Map<string, Touch<B>>();
  readObject(found, [], log, "decisions and events");
  if (!clean(found)) return { touches, events: [] };
  const decisions = readDecisions(found, ["decisions"], log.decisions);
  const events = readEvents(found, ["events"], log.events);
  if (!clean(found)) return { touches, events };
  const leavesAlone = options.isNothing ?? isNothing;
  const objectOf = typeof options.reward === "object" ? options.reward.object : undefined;
  for (const [id, decision] of decisions) {
    const needsDelivery = plan.delivered !== "assumed" && !leavesAlone(decision.action);
    const object = objectOf === undefined ? null : objectOf(decision);
    if (object !== null && (typeof object !== "string" || object === "")) {
      note(found, ["reward", "object"], "wrong-type", `the id of an object, for decision ${id}`, object);
    }
    const end = decision.at + plan.windowMs;
    touches.set(id, { decision, object, end, needsDelivery, deliveredAt: null, bounced: false, rewardedAt: null });
  }
  events.forEach((event, index) => {
    const learner = event.decision === undefined ? undefined : decisions.get(event.decision)?.learner;
    if (learner === undefined || learner === event.learner) return;
    const expected = `the learner of decision ${event.decision}`;
    note(found, ["events", index, "learner"], "inconsistent", expected, event.learner);
  });
  return { touches, events };
};

const deliver = <A>(plan: JoinPlan, touches: ReadonlyMap<string, Touch<A>>, events: readonly ReadEvent[]): void => {
  const { delivered } = plan;
  for (const { decision, act, at } of events) {
    const touch = decision === undefined ? undefined : touches.get(decision);
    if (touch === undefined) continue;
    if (act === "bounced") touch.bounced = true;
    else if (delivered === "assumed" ? act === "delivered" : delivered.has(act)) {
      touch.deliveredAt = earlier(touch.deliveredAt, at);
    }
  }
};

const attribute = <A>(plan: JoinPlan, touches: ReadonlyMap<string, Touch<A>>, rewards: readonly ReadEvent[]): void => {
  const open: ReadEvent[] = [];
  for (const event of rewards) {
    const isNamed = event.decision !== undefined && (plan.attribution === "last-touch" || isMessageAct(event.act));
    if (isNamed) creditNamed(touches.get(event.decision ?? ""), event);
    else open.push(event);
  }
  if (plan.attribution === "every") creditEvery(touches.values(), open);
  else creditLastTouch(touches.values(), open, plan.windowMs);
};

const statusOf = <A>({ asOf, delivered, attribution }: JoinPlan, touch: Touch<A>): OutcomeStatus => {
  const isOver = asOf >= touch.end;
  const asDecided = delivered === "assumed" && attribution === "every";
  if (touch.bounced && !asDecided) return "undelivered";
  if (!asDecided && reachedAt(touch) === null) return isOver ? "undelivered" : "pending";
  return isOver || touch.rewardedAt !== null ? "observed" : "pending";
};

const logged = <A>(plan: JoinPlan, touch: Touch<A>): LoggedDecision<A> => {
  const status = statusOf(plan, touch);
  const isObserved = status === "observed";
  return {
    decision: touch.decision,
    status,
    reward: isObserved ? Number(touch.rewardedAt !== null) : null,
    rewardedAt: isObserved ? touch.rewardedAt : null,
    deliveredAt: touch.deliveredAt,
  };
};

const join = <A>(plan: JoinPlan, { touches, events }: Read<A>): readonly LoggedDecision<A>[] => {
  const { asOf, act, objectKind } = plan;
  const known = events.filter((event) => event.at < asOf);
  deliver(plan, touches, known);
  attribute(
    plan,
    touches,
    known.filter((event) => event.act === act && (objectKind === null || event.objectKind === objectKind)),
  );
  return [...touches.values()]
    .sort((a, b) => a.decision.at - b.decision.at || (a.decision.id < b.decision.id ? -1 : 1))
    .map((touch) => logged(plan, touch));
};

/**
 * What came of what we decided? Joins each decision with its outcome: reward 1 where the learner did what was hoped for within the
 * window, 0 where not.
 *
 * A reward counts after the instant of the decision and before `windowDays` later; the window runs from the decision, not from
 * delivery, so that a message and leaving the learner alone are measured alike. What is not known is not zero:
 *
 * - `observed`: the reward came, or the window is over;
 * - `pending`: the window is still open at `asOf` and the reward has not come, or the message is still on its way;
 * - `undelivered`: the message bounced, or the window went by without delivery. Decided is not delivered, and that is worth a report.
 *
 * For a comparison of what was decided take `delivered: "assumed"`: every decision then has the reward of its window, whatever became of its
 * message (intention to treat). Chance chose what was decided, not what arrived: without those whom no message reaches, who would be
 * missing among the messages and stay among the rest, a message without any effect seems to work.
 *
 * Events may come late, twice and in any order; those that name a decision not in the log, or no decision and no reward, change
 * nothing. A message act (`clicked`) that names a decision counts for that decision only. Decisions come out in order of time, each
 * once. As `asOf` moves on, nothing observed becomes pending again; under `"last-touch"` a bounce that becomes known hands its reward to the
 * touch before it.
 *
 * Fails with `InvalidInput` for options, decisions or events that do not fit, for two different decisions under one id, and for an
 * event that names a decision about another learner. Cost O((d + e) log(d + e)) for d decisions and e events.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const at = Date.UTC(2025, 0, 6, 9);
 * const policy = { name: "reminders", version: "1" };
 * const rest = { policy, probability: 0.5, eligible: null, ruledOut: [], context: {}, reasons: [] };
 * const decisions = [
 *   { id: "d1", learner: "ada", at, action: "send", ...rest },
 *   { id: "d2", learner: "ben", at, action: "nothing", ...rest },
 * ];
 * const hour = 3_600_000;
 * const nudge = { learner: "ada", object: "n1", objectKind: "nudge", decision: "d1", source: "mail" } as const;
 * const events = [
 *   { ...nudge, act: "delivered", at: at + hour },
 *   { learner: "ada", act: "launched", object: "m7", objectKind: "module", at: at + 30 * hour, source: "lms" },
 * ] as const;
 * const join = records.joinOutcomes({ reward: "launched", windowDays: 7, asOf: at + 200 * hour });
 * orThrow(join({ decisions, events })).map(({ reward }) => reward); // [1, 0]
 * ```
 */
export const joinOutcomes = <A>(
  options: JoinOutcomesOptions<A>,
): (<B extends A>(log: DecisionLog<B>) => Result<readonly LoggedDecision<B>[]>) => {
  const plan = reading(NAME, (found) => readJoinOptions(found, options));
  return <B extends A>(log: DecisionLog<B>): Result<readonly LoggedDecision<B>[]> => {
    if (isLeft(plan)) return plan;
    const read = reading(NAME, (found) => readLog(found, plan.right, options, log));
    return map((both: Read<B>) => join(plan.right, both))(read);
  };
};
