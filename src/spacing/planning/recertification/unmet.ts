import { civilDateText } from "../../../core/time/index.ts";
import { type Reason, reason } from "../../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../../memory.ts";
import type { Draft } from "./draft.ts";
import type { RecertificationSettings } from "./readSettings.ts";
import type { UnmetRefresher } from "./recertificationPlan.ts";

/** What a draft with all minutes misses within the plan, with why. */
export const unmetOf = <M extends MemoryModel, S extends MemoryState>(
  { from, days, minutes, target }: RecertificationSettings<M, S>,
  { missed, used }: Draft<S>,
): readonly UnmetRefresher[] =>
  missed
    .filter(({ need }) => need.until < days)
    .map(({ held, need }) => {
      let room = 0;
      let there = false;
      for (let day = Math.max(0, need.from); day <= need.until; day += 1) {
        if (held.away.has(day)) continue;
        there = true;
        room = Math.max(room, (minutes[day] as number) - (used[day] as number)); // days are in range: they are over
      }
      const day = from.day + need.until;
      const values = { minutes: held.minutes, day: civilDateText(day) };
      const because = (): Reason => {
        if (need.until < 0) return reason("certificate-already-expired", values);
        if (!there)
          return reason("holder-away", { day: values.day, from: civilDateText(from.day + Math.max(0, need.from)) });
        return need.lapses
          ? reason("certificate-lapses", values)
          : reason("recall-falls-below-target", { ...values, target: target ?? 0 });
      };
      return {
        certificate: held.id,
        day,
        extraMinutes: there ? held.minutes - room : 0,
        reason: because(),
      };
    });
