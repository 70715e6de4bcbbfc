import { note, readArray, readId, readObject } from "../../../core/check/index.ts";
import { type Days, daysPart } from "./days.ts";
import { hoursPart } from "./hours.ts";
import type { Part } from "./part.ts";
import { type Spells, spellsPart } from "./spells.ts";
import { type Tally, tallyPart } from "./tally.ts";
import { textsPart } from "./texts.ts";
import { totalPart } from "./total.ts";

/** What is kept of one learner. Parts that no feature asks for stay empty. */
export interface LearnerActivity {
  /** Number of events. */
  events: number;
  /** Clicks by day. */
  readonly days: Days;
  /** Ids of the objects touched. */
  readonly objects: Set<string>;
  /** Events by hour of the day. */
  readonly hours: number[];
  /** Sessions. */
  readonly spells: Spells;
  /** Clicks by act and by kind of object. */
  readonly words: Tally;
}

const activityPart = (gap: number): Part<LearnerActivity> => {
  const spells = spellsPart(gap);
  return {
    empty: () => ({
      events: totalPart.empty(),
      days: daysPart.empty(),
      objects: textsPart.empty(),
      hours: hoursPart.empty(),
      spells: spells.empty(),
      words: tallyPart.empty(),
    }),
    merge: (into, from) => ({
      events: totalPart.merge(into.events, from.events),
      days: daysPart.merge(into.days, from.days),
      objects: textsPart.merge(into.objects, from.objects),
      hours: hoursPart.merge(into.hours, from.hours),
      spells: spells.merge(into.spells, from.spells),
      words: tallyPart.merge(into.words, from.words),
    }),
    save: (state) => ({
      events: totalPart.save(state.events),
      days: daysPart.save(state.days),
      objects: textsPart.save(state.objects),
      hours: hoursPart.save(state.hours),
      spells: spells.save(state.spells),
      words: tallyPart.save(state.words),
    }),
    read: (found, path, value) => {
      const saved = readObject(found, path, value, "a learner's activity");
      return {
        events: totalPart.read(found, [...path, "events"], saved["events"]),
        days: daysPart.read(found, [...path, "days"], saved["days"]),
        objects: textsPart.read(found, [...path, "objects"], saved["objects"]),
        hours: hoursPart.read(found, [...path, "hours"], saved["hours"]),
        spells: spells.read(found, [...path, "spells"], saved["spells"]),
        words: tallyPart.read(found, [...path, "words"], saved["words"]),
      };
    },
  };
};

/** Activity by learner. */
export type Learners = Map<string, LearnerActivity>;

/** Activity by learner, sessions ending after `gap` milliseconds. */
export const learnersPart = (gap: number): Part<Learners> & { readonly activity: Part<LearnerActivity> } => {
  const activity = activityPart(gap);
  return {
    activity,
    empty: () => new Map(),
    merge: (into, from) => {
      for (const [learner, theirs] of from) {
        into.set(learner, activity.merge(into.get(learner) ?? activity.empty(), theirs));
      }
      return into;
    },
    save: (learners) =>
      [...learners]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([learner, state]) => ({ learner, activity: activity.save(state) })),
    read: (found, path, value) => {
      const learners: Learners = new Map();
      readArray(found, path, value, (entry, at) => {
        const saved = readObject(found, at, entry, "a learner's activity");
        const learner = readId(found, [...at, "learner"], saved["learner"]);
        if (learners.has(learner)) note(found, [...at, "learner"], "duplicate", "each learner once", learner);
        learners.set(learner, activity.read(found, [...at, "activity"], saved["activity"]));
      });
      return learners;
    },
  };
};
