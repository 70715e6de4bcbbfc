import { type Found, reading } from "../../core/check/index.ts";
import type { Column, ColumnSpec, Fold, Result, Table } from "../../core/vocabulary/index.ts";
import { ACTS, type LearnerEvent } from "../event.ts";
import { clicksOf, FEATURE_VALUE } from "./activityFeature.ts";
import { type ActivityOptions, type ActivityPlan, readActivityOptions } from "./activityOptions.ts";
import { eventFold } from "./eventFold.ts";
import type { ReadEvent } from "./readEvents.ts";
import { addToDay, daysInOrder } from "./state/days.ts";
import { type LearnerActivity, type Learners, learnersPart } from "./state/learners.ts";
import { addSpell } from "./state/spells.ts";
import { tallyUp } from "./state/tally.ts";

const MINUTE_MS = 60_000;

/** One number for each row. */
const columnOf = (rows: readonly LearnerActivity[], value: (row: LearnerActivity) => number): Float64Array =>
  Float64Array.from(rows, value);

/** Learners in the order of their ids, by UTF-16 code units: the same everywhere. */
const idsOf = (learners: Learners): readonly string[] => [...learners.keys()].sort();

const tableOf = (plan: ActivityPlan, learners: Learners, nobody: LearnerActivity): Table => {
  const ids = plan.learners ?? idsOf(learners);
  const rows = ids.map((id) => learners.get(id) ?? nobody);
  const schema: Record<string, ColumnSpec> = {
    learner: { kind: "category", role: "id", categories: ids, ordered: false },
    asOf: { kind: "time", role: "ignored" },
    elapsedDays: { kind: "number", role: "ignored" },
  };
  const columns: Record<string, Column> = {
    learner: { kind: "category", codes: Int32Array.from(ids, (_, row) => row), categories: ids, ordered: false },
    asOf: { kind: "time", values: new Float64Array(ids.length).fill(plan.asOf) },
    elapsedDays: { kind: "number", values: new Float64Array(ids.length).fill(plan.window.elapsedDays) },
  };
  const ordered = new Map(rows.map((row) => [row, daysInOrder(row.days)]));
  const none = new Float64Array(0);
  for (const feature of plan.features) {
    const value = FEATURE_VALUE[feature];
    schema[feature] = { kind: "number", role: "feature" };
    columns[feature] = {
      kind: "number",
      values: columnOf(rows, (row) => value(row, ordered.get(row) ?? none, plan.window)),
    };
  }
  for (const word of plan.shares) {
    schema[`${word}Share`] = { kind: "number", role: "feature" };
    columns[`${word}Share`] = {
      kind: "number",
      values: columnOf(rows, (row) => (row.words.get(word) ?? 0) / Math.max(1, clicksOf(row))),
    };
  }
  return { schema, rowCount: ids.length, columns };
};

/** The fold of a plan that was read. */
export const activityFoldOf = (name: string, plan: ActivityPlan): Fold<ReadEvent, Learners, Table> => {
  const { asOf, window, firstDay, features, shares, acts, gapMinutes } = plan;
  const { calendar } = window;
  const gap = gapMinutes * MINUTE_MS;
  const part = learnersPart(gap);
  const keepsObjects = features.includes("distinctObjects");
  const keepsHours = features.includes("hourEntropy");
  const keepsSpells = features.includes("sessions") || features.includes("sessionMinutes");
  const keepsWords = shares.length > 0;
  return eventFold({
    name,
    rule: [
      calendar.rule,
      `before ${asOf}`,
      `from day ${firstDay}`,
      `gap ${gapMinutes} minutes`,
      `acts ${ACTS.filter((act) => acts.has(act)).join(" ")}`,
      `keeps ${[keepsObjects, keepsHours, keepsSpells, keepsWords].join(" ")}`,
    ].join(", "),
    asOf,
    part,
    add: (learners, event, count) => {
      if (!acts.has(event.act)) return learners;
      const day = calendar.dayOf(event.at);
      if (day < firstDay) return learners;
      let activity = learners.get(event.learner);
      if (activity === undefined) {
        activity = part.activity.empty();
        learners.set(event.learner, activity);
      }
      activity.events += 1;
      addToDay(activity.days, day, count);
      if (keepsObjects) activity.objects.add(event.object);
      if (keepsHours) {
        const hour = calendar.hourOf(event.at);
        activity.hours[hour] = (activity.hours[hour] ?? 0) + 1;
      }
      if (keepsSpells) addSpell(activity.spells, gap, event.at, event.at);
      if (keepsWords) {
        tallyUp(activity.words, event.act, count);
        tallyUp(activity.words, event.objectKind, count);
      }
      return learners;
    },
    extract: (learners) => tableOf(plan, learners, part.activity.empty()),
  });
};

/**
 * `activityFeatures` as a fold, for events that come one at a time, from several machines, or that are too many to hold: step it
 * event by event, merge the states of shards, extract the table. Events must have been checked (importers do); the order does not
 * matter; each event is to be given once.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number for each learner and active day, and what the features
 * ask for besides. A state saved under other options is refused by `load`.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.activityFold({ asOf: Date.UTC(2025, 0, 27), origin: Date.UTC(2025, 0, 6) }));
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const monday = fold.step(fold.empty(), { ...viewed, at: Date.UTC(2025, 0, 6, 9) });
 * const tuesday = fold.step(fold.empty(), { ...viewed, at: Date.UTC(2025, 0, 7, 9) });
 * fold.extract(fold.merge(monday, tuesday)).columns["activeDays"]; // { kind: "number", values: [2] }
 * ```
 */
export const activityFold = (options: ActivityOptions): Result<Fold<LearnerEvent, Learners, Table>> =>
  reading("records.activityFold", (found: Found) =>
    activityFoldOf("records.activityFold", readActivityOptions(found, options)),
  );
