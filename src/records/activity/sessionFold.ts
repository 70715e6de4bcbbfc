import { orDefault, reading, readNumber, readOptions } from "../../core/check/index.ts";
import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { type AsOf, eventFold, readAsOf } from "./eventFold.ts";
import { addSpell, type Spells, spellsPart } from "./state/spells.ts";

/** What ends a session, and until when events count. */
export interface SessionFoldOptions extends AsOf {
  /** A new session begins after more than this many minutes without an event. Above 0, default 30. */
  readonly gapMinutes?: number;
}

/** One learner's sessions. */
export interface SessionSummary {
  /** How many. */
  readonly sessions: number;
  /** From the first to the last event of each session, summed. A session of one event lasts zero minutes. */
  readonly minutes: number;
  /** Of the longest session. */
  readonly longestMinutes: number;
}

const MINUTE_MS = 60_000;

const summarise = ({ starts, ends }: Spells): SessionSummary => {
  let total = 0;
  let longest = 0;
  starts.forEach((start, i) => {
    const length = (ends[i] ?? start) - start;
    total += length;
    longest = Math.max(longest, length);
  });
  return { sessions: starts.length, minutes: total / MINUTE_MS, longestMinutes: longest / MINUTE_MS };
};

/**
 * How often did a learner sit down to learn, and for how long? A session is a stretch of events of which no two neighbours are more
 * than `gapMinutes` apart; a gap of exactly that long does not end it.
 *
 * Thirty minutes is a habit of web analytics, not a fact about learning, and the number of sessions moves with it: report the gap.
 * For one learner: group the events by learner first, or use `activityFeatures`.
 *
 * Fails with `InvalidInput` for options that do not fit. State: two numbers a session; a step costs O(log n) for n sessions where
 * events come in order of time.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.sessionFold({ gapMinutes: 30 }));
 * const at = (minute: number) => Date.UTC(2025, 0, 6, 9, minute);
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const events = [0, 10, 40, 71].map((minute) => ({ ...viewed, at: at(minute) }));
 * fold.extract(events.reduce(fold.step, fold.empty())); // { sessions: 2, minutes: 40, longestMinutes: 40 }
 * ```
 */
export const sessionFold = (options: SessionFoldOptions = {}): Result<Fold<LearnerEvent, Spells, SessionSummary>> => {
  const name = "records.sessionFold";
  return reading(name, (found) => {
    const given = readOptions(found, [], options, ["gapMinutes", "asOf"]);
    const asOf = readAsOf(found, given);
    const gapMinutes = orDefault(given["gapMinutes"], 30, (value) =>
      readNumber(found, ["gapMinutes"], value, { above: 0 }),
    );
    const gap = gapMinutes * MINUTE_MS;
    return eventFold({
      name,
      rule: `gap ${gapMinutes} minutes, before ${asOf}`,
      asOf,
      part: spellsPart(gap),
      add: (spells, event) => {
        addSpell(spells, gap, event.at, event.at);
        return spells;
      },
      extract: summarise,
    });
  });
};
