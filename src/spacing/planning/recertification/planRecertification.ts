import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../../core/check/index.ts";
import { insufficientData, type Result } from "../../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../../memory.ts";
import { level } from "./level.ts";
import { readCertificates } from "./readCertificates.ts";
import { NAME, readSettings } from "./readSettings.ts";
import type { Certificate, RecertificationOptions } from "./recertificationOptions.ts";
import type { RecertificationPlan } from "./recertificationPlan.ts";
import { unmetOf } from "./unmet.ts";

/**
 * Whose certificate runs out when, and on which day does each do the refresher? Certificates with a date of expiry and a validity, minutes for refreshers on
 * each day: nothing expires unrenewed where that can be, and not everybody comes in the last week.
 *
 * A certificate is renewed at most `earliestDays` before its expiry (at most half its validity), and at most `graceDays` after it. With a
 * `target`, and a state, a refresher comes in between before recall falls below it. Day by day, those needed first come first, or those with
 * the fewest days left, whichever misses less, as long as no day takes more than a share of its minutes; the share is the least with which
 * nothing is missed, and nothing expires before it is renewed, that could be met with all of them: days of grace are for what cannot be in
 * time, not for a leveler plan. That is exact where all refreshers are equally long and nobody's leave lies between days on which a refresher
 * could be, and a good rule elsewhere: with such leave, nothing was missed in some thousand small cases in which nothing need be. What is late
 * takes what is left of all minutes. What may be done in the plan but is needed after it is levelled with the rest, as if the days after the
 * plan were like those of its last week. A refresher is taken to end well (grade "good"): plan again when it did not.
 *
 * Fails with InvalidInput on what is out of range, duplicate ids, a state reviewed after `from`; with InsufficientData without certificates. Cost: days times
 * certificates times log certificates, about seventeen times over.
 *
 * @param options `memory`, `from` and `minutesPerDay`; the rest if wanted
 * @returns a function from the certificates to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const plan = orThrow(
 *   spacing.planRecertification({ memory, from: new Date("2025-03-03"), days: 60, minutesPerDay: 60 })(
 *     ["ana", "ben", "eve", "joe"].map((id) => ({ id, expires: new Date("2025-04-01"), validityDays: 365, minutes: 30 })),
 *   ),
 * );
 * plan.refreshers.map(({ day }) => day); // => [20150, 20151, 20152, 20153]
 * plan.unmet; // => []
 * plan.fullest; // => 0.5
 * ```
 */
export const planRecertification = <M extends MemoryModel, S extends MemoryState>(
  options: RecertificationOptions<M, S>,
): ((certificates: readonly Certificate<S>[]) => Result<RecertificationPlan>) => {
  const read = reading(NAME, (found) => readSettings<M, S>(found, options));
  return (certificates) => {
    if (isLeft(read)) return read;
    const settings = read.right;
    const held = reading(NAME, (found) => readCertificates(found, settings, certificates));
    if (isLeft(held)) return held;
    if (held.right.length === 0) return insufficientData(NAME, "certificates", 1, 0);
    const { from, days } = settings;
    const { full, levelled } = level(settings, held.right);
    const { refreshers, expires, used, counts } = levelled;
    // days are in range
    const minutesOf = (day: number): number => settings.minutes[day] as number;
    const open = Array.from({ length: days }, (_, day) => day).filter((day) => minutesOf(day) > 0);
    return right({
      refreshers: refreshers.filter(({ day }) => day < from.day + days),
      unmet: unmetOf(settings, full),
      certificates: held.right.map(({ id }, place) => ({ id, expiresDay: from.day + (expires[place] as number) })), // as many
      fullest: open.reduce((most, day) => Math.max(most, (used[day] as number) / minutesOf(day)), 0),
      workload: {
        days: open.map((day) => from.day + day),
        counts: open.map((day) => counts[day] as number),
        minutes: open.map((day) => used[day] as number),
      },
    });
  };
};
