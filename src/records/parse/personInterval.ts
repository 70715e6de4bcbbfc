import {
  type Found,
  note,
  type Path,
  readId,
  reading,
  readNumber,
  readObject,
  readText,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { PersonInterval } from "../person.ts";
import { readHistoricalInstant } from "./historicalInstant.ts";

/** Reads one person interval into a copy; what does not fit is noted. */
export const readPersonInterval = (found: Found, path: Path, value: unknown): PersonInterval => {
  const given = readObject(found, path, value, "a person interval");
  const from = readHistoricalInstant(found, [...path, "from"], given["from"]);
  const to = given["to"] === null ? null : readHistoricalInstant(found, [...path, "to"], given["to"]);
  if (to !== null && to <= from) note(found, [...path, "to"], "inconsistent", `later than from (${from}), or null`, to);
  const manager = given["manager"];
  return {
    person: readId(found, [...path, "person"], given["person"]),
    from,
    to,
    unit: readId(found, [...path, "unit"], given["unit"]),
    role: readId(found, [...path, "role"], given["role"]),
    zone: readText(found, [...path, "zone"], given["zone"], 'the IANA name of a zone, such as "Europe/Lisbon"'),
    fte: readNumber(found, [...path, "fte"], given["fte"], { above: 0, max: 1 }),
    manager: manager === null ? null : readId(found, [...path, "manager"], manager),
  };
};

/**
 * Is this value a person interval? Checks one from outside and copies it.
 *
 * Times may go back to 1900, because people were hired before 2000. `to` is `null` for an open end, never missing; so is
 * `manager` for nobody. The zone's name is taken as it is: compile it (`core/time`) to learn whether it exists.
 *
 * Fails with `InvalidInput`, naming each field that does not fit. Cost: one pass over the fields.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const interval = orThrow(
 *   records.parsePersonInterval({
 *     person: "E1042",
 *     from: Date.UTC(1998, 4, 1),
 *     to: null,
 *     unit: "claims-lisbon",
 *     role: "adjuster",
 *     zone: "Europe/Lisbon",
 *     fte: 0.8,
 *     manager: "E0007",
 *   }),
 * );
 * interval.fte; // => 0.8
 * ```
 */
export const parsePersonInterval = (value: unknown): Result<PersonInterval> =>
  reading("records.parsePersonInterval", (found) => readPersonInterval(found, [], value));
