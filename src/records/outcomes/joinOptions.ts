import {
  type Found,
  note,
  orDefault,
  readArray,
  readChoice,
  readInstant,
  readNumber,
  readOptions,
} from "../../core/check/index.ts";
import type { Decision } from "../../core/vocabulary/index.ts";
import { ACTS, type Act, OBJECT_KINDS, type ObjectKind } from "../event.ts";

/** Which events earn the reward. */
export interface Reward<A> {
  /** What the learner has to do. */
  readonly act: Act;
  /** To which kind of object. Default: any. */
  readonly objectKind?: ObjectKind;
  /**
   * To which object: reads its id from the decision, also from one that left the learner alone (put it in `context`), or the two could
   * not be compared. Default: any object.
   */
  readonly object?: (decision: Decision<A>) => string;
}

/** How outcomes are joined to decisions. */
export interface JoinOutcomesOptions<A> {
  /** Which events earn the reward: an act, or an act with its object. */
  readonly reward: Act | Reward<A>;
  /** How long after the decision a reward counts, in days of 24 hours. Above 0. */
  readonly windowDays: number;
  /** Epoch milliseconds or a Date: what is known then. Events at or after it are passed over. */
  readonly asOf: number | Date;
  /**
   * Which decisions a reward counts for.
   *
   * - `"every"` (default): each decision in whose window it falls, whether or not others did too. A decision's reward then depends on
   *   nothing that was decided later, which is what effects are estimated from.
   * - `"last-touch"`: only the latest decision that had reached the learner by then and in whose window it falls, or the one that the
   *   event names. Each reward counts once, which is what reports add up.
   */
  readonly attribution?: "every" | "last-touch";
  /**
   * Acts that show that the message reached the learner, in events that name the decision. Default: delivered, impression, opened,
   * clicked, dismissed. `"assumed"` asks for no delivery: for comparisons of what was decided, and for channels that do not report. A
   * decision whose message bounced keeps the reward of its window then; only under `"last-touch"` it is undelivered, and another gets the
   * credit.
   */
  readonly delivered?: readonly Act[] | "assumed";
  /**
   * True of an action that leaves the learner alone and so needs no delivery. Default: the word `"nothing"`, and objects of `kind`
   * `"nothing"`.
   */
  readonly isNothing?: (action: A) => boolean;
}

/** The options as the join needs them; functions stay with the caller's options, where their types are. */
export interface JoinPlan {
  readonly act: Act;
  readonly objectKind: ObjectKind | null;
  readonly windowMs: number;
  readonly asOf: number;
  readonly attribution: "every" | "last-touch";
  readonly delivered: ReadonlySet<Act> | "assumed";
}

const KEYS: readonly string[] = ["reward", "windowDays", "asOf", "attribution", "delivered", "isNothing"];
const DELIVERED: readonly Act[] = ["delivered", "impression", "opened", "clicked", "dismissed"];
const DAY_MS = 86_400_000;
const LONGEST_DAYS = 36_525;

const noteUnlessFunction = (found: Found, path: readonly string[], value: unknown): void => {
  if (value !== undefined && typeof value !== "function") note(found, path, "wrong-type", "a function", value);
};

const readReward = (found: Found, value: unknown): Pick<JoinPlan, "act" | "objectKind"> => {
  if (typeof value !== "object" || value === null) {
    return { act: readChoice(found, ["reward"], value, ACTS), objectKind: null };
  }
  const reward = readOptions(found, ["reward"], value, ["act", "objectKind", "object"]);
  noteUnlessFunction(found, ["reward", "object"], reward["object"]);
  return {
    act: readChoice(found, ["reward", "act"], reward["act"], ACTS),
    objectKind: orDefault<ObjectKind | null>(reward["objectKind"], null, (kind) =>
      readChoice(found, ["reward", "objectKind"], kind, OBJECT_KINDS),
    ),
  };
};

const readDelivered = (found: Found, value: unknown): ReadonlySet<Act> | "assumed" => {
  if (value === "assumed") return value;
  const acts = readArray(found, ["delivered"], value, (act, path) => readChoice(found, path, act, ACTS));
  if (Array.isArray(value) && acts.length === 0) {
    note(found, ["delivered"], "empty", 'at least one act, or "assumed"', value);
  }
  return new Set(acts);
};

/** Reads the options of a join. */
export const readJoinOptions = (found: Found, value: unknown): JoinPlan => {
  const options = readOptions(found, [], value, KEYS);
  noteUnlessFunction(found, ["isNothing"], options["isNothing"]);
  return {
    ...readReward(found, options["reward"]),
    windowMs: DAY_MS * readNumber(found, ["windowDays"], options["windowDays"], { above: 0, max: LONGEST_DAYS }),
    asOf: readInstant(found, ["asOf"], options["asOf"]),
    attribution: orDefault(options["attribution"], "every", (rule) =>
      readChoice(found, ["attribution"], rule, ["every", "last-touch"]),
    ),
    delivered: orDefault<ReadonlySet<Act> | "assumed">(options["delivered"], new Set(DELIVERED), (acts) =>
      readDelivered(found, acts),
    ),
  };
};
