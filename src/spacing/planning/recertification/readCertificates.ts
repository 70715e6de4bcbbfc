import {
  type Found,
  orDefault,
  readArray,
  readFields,
  readInteger,
  readNumber,
  readResult,
  readUniqueId,
} from "../../../core/check/index.ts";
import type { MemoryModel, MemoryState } from "../../memory.ts";
import { checkOrder, readMoment, readStudyDay } from "../../moment.ts";
import type { RecertificationSettings } from "./readSettings.ts";

const FIELDS = ["id", "expires", "expiresDay", "validityDays", "minutes", "blockedDays", "state"];

/** A certificate, read. Days are counted from the first one of the plan. */
export interface Held<S extends MemoryState> {
  readonly id: string;
  readonly expires: number;
  readonly validityDays: number;
  readonly minutes: number;
  /** Days on which its holder is away. */
  readonly away: ReadonlySet<number>;
  readonly state: S | null;
}

/** Reads the certificates. */
export const readCertificates = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  { memory, from }: RecertificationSettings<M, S>,
  certificates: unknown,
): readonly Held<S>[] => {
  const seen = new Set<string>();
  return readArray(found, [], certificates, (one, path) => {
    const source = readFields(found, path, one, "a certificate", FIELDS);
    const id = readUniqueId(found, [...path, "id"], source["id"], seen, "certificate");
    const paths = { at: [...path, "expires"], day: [...path, "expiresDay"] };
    const { day } = readMoment(found, paths, source["expires"], source["expiresDay"]);
    const away = orDefault<readonly number[]>(source["blockedDays"], [], (value) =>
      readArray(found, [...path, "blockedDays"], value, (blocked, at) => readStudyDay(found, at, blocked)),
    );
    const state =
      source["state"] === undefined
        ? null
        : readResult<S | null>(found, [...path, "state"], memory.kernel.parseState(source["state"]), null);
    if (state !== null) checkOrder(found, [...path, "state", "lastAt"], from.at, state.lastAt);
    return {
      id,
      expires: day - from.day,
      validityDays: readInteger(found, [...path, "validityDays"], source["validityDays"], { min: 1, max: 36_500 }),
      minutes: readNumber(found, [...path, "minutes"], source["minutes"], { above: 0, max: 1440 }),
      away: new Set(away.map((blocked) => blocked - from.day)),
      state,
    };
  });
};
