import { note, readChoice, readId, readInstant, reading, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { BUSY_KINDS, type BusyInterval } from "../journey.ts";

/**
 * Is this value a busy interval? Checks one from outside and copies it; a reason for leave, if there is one, is left behind.
 *
 * Fails with `InvalidInput`, naming each field that does not fit, an end that is not later than the start included.
 * Cost: one pass over the fields.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const busy = orThrow(
 *   records.parseBusyInterval({
 *     person: "E1042",
 *     from: Date.UTC(2026, 2, 3, 9),
 *     to: Date.UTC(2026, 2, 3, 10),
 *     kind: "meeting",
 *   }),
 * );
 * busy.to - busy.from; // => 3600000
 * ```
 */
export const parseBusyInterval = (value: unknown): Result<BusyInterval> =>
  reading("records.parseBusyInterval", (found) => {
    const given = readObject(found, [], value, "a busy interval");
    const from = readInstant(found, ["from"], given["from"]);
    const to = readInstant(found, ["to"], given["to"]);
    if (to <= from) note(found, ["to"], "inconsistent", `later than from (${from})`, to);
    return {
      person: readId(found, ["person"], given["person"]),
      from,
      to,
      kind: readChoice(found, ["kind"], given["kind"], BUSY_KINDS),
    };
  });
