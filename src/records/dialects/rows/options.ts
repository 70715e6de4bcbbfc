import {
  type Found,
  note,
  type Path,
  readArray,
  readChoice,
  reading,
  readNumber,
  readOptions,
  readRecord,
  readText,
} from "../../../core/check/index.ts";
import type { Result } from "../../../core/vocabulary/index.ts";
import { ACTS, type Act, OBJECT_KINDS, type ObjectKind } from "../../event.ts";
import type { TimeUnit } from "../cells.ts";

/** In which column each field of an event stands. */
export interface RowColumns {
  /** Column of the learner's id. */
  readonly learner: string;
  /** Column of the time: epoch milliseconds (or seconds, if `timeUnit` says so), a `Date`, or ISO 8601 with an offset. */
  readonly at: string;
  /** Column of the object's id. */
  readonly object: string;
  /** Column of what was done, in the source's words; without it, `act` holds for every row. */
  readonly act?: string;
  /** Column of the object's kind, in the source's words; without it, `objectKind` holds for every row. */
  readonly objectKind?: string;
  /** Column of the row's own id, by which a second copy is recognised. */
  readonly id?: string;
  /** Column of the course's id. */
  readonly course?: string;
  /** Column of the registration's id. */
  readonly registration?: string;
  /** Column of the number of the try, from 1. */
  readonly attempt?: string;
  /** Column of the score, on the scale of `scoreRange`. */
  readonly score?: string;
  /** Column of whether it went well: true or false, 1 or 0. */
  readonly success?: string;
  /** Column of whether the object is finished: true or false, 1 or 0. */
  readonly completion?: string;
  /** Column of what the learner answered. */
  readonly response?: string;
  /** Column of the time spent, in `durationUnit`. */
  readonly duration?: string;
  /** Column of how many such acts the row stands for, from 1. */
  readonly count?: string;
  /** Column of the id of the nudge decision the row belongs to. */
  readonly decision?: string;
  /** Column of the channel of a message or of an opt-out. */
  readonly channel?: string;
  /** Column of the purpose of a message or of an opt-out. */
  readonly purpose?: string;
}

/** How rows are to be read. */
export interface ImportRowsOptions {
  /** What the events are to name as their source. */
  readonly source: string;
  /** In which column each field stands. Columns that are not named are not read. */
  readonly columns: RowColumns;
  /** The act of every row, where no column says it. */
  readonly act?: Act;
  /**
   * The source's words for what was done: word -> act, or `null` to set such rows aside. A word that is not here is refused.
   * Default: the column holds our own words.
   */
  readonly acts?: Readonly<Record<string, Act | null>>;
  /** The kind of object of every row, where no column says it. Default "other". */
  readonly objectKind?: ObjectKind;
  /** The source's words for kinds of objects: word -> kind. A word that is not here is refused. Default: our own words. */
  readonly objectKinds?: Readonly<Record<string, ObjectKind>>;
  /** Unit of times that are numbers. Default "milliseconds". Numbers of the other unit are refused by name. */
  readonly timeUnit?: "milliseconds" | "seconds";
  /** Unit of durations. Default "milliseconds". */
  readonly durationUnit?: "milliseconds" | "seconds" | "minutes";
  /** The lowest and the highest score of the source, which become 0 and 1. Default [0, 1]. */
  readonly scoreRange?: readonly [number, number];
}

/** The fields a column may be named for. */
export type RowField = keyof RowColumns;

/** The options, checked. */
export interface RowSettings {
  readonly source: string;
  readonly columns: ReadonlyMap<RowField, string>;
  readonly acts: ReadonlyMap<string, Act | null>;
  readonly act: Act | null;
  readonly objectKinds: ReadonlyMap<string, ObjectKind>;
  readonly objectKind: ObjectKind;
  readonly timeUnit: TimeUnit;
  readonly durationMs: number;
  readonly lowest: number;
  readonly highest: number;
}

const REQUIRED: readonly RowField[] = ["learner", "at", "object"];
const FIELDS: readonly RowField[] = [
  ...REQUIRED,
  "act",
  "objectKind",
  "id",
  "course",
  "registration",
  "attempt",
  "score",
  "success",
  "completion",
  "response",
  "duration",
  "count",
  "decision",
  "channel",
  "purpose",
];
const KNOWN = [
  "source",
  "columns",
  "act",
  "acts",
  "objectKind",
  "objectKinds",
  "timeUnit",
  "durationUnit",
  "scoreRange",
];
const DURATION_UNITS = { milliseconds: 1, seconds: 1000, minutes: 60_000 } as const; // keeps the literal keys

const readColumns = (found: Found, value: unknown): ReadonlyMap<RowField, string> => {
  const from = readOptions(found, ["columns"], value === undefined ? null : value, FIELDS);
  const columns = new Map<RowField, string>();
  for (const field of FIELDS)
    if (from[field] !== undefined || REQUIRED.includes(field))
      columns.set(field, readText(found, ["columns", field], from[field], "the name of a column"));
  return columns;
};

const readRange = (found: Found, value: unknown): readonly [number, number] => {
  if (value === undefined) return [0, 1];
  const path = ["scoreRange"];
  const ends = readArray(found, path, value, (end, where) => readNumber(found, where, end));
  const [low, high] = ends;
  if (ends.length === 2 && low !== undefined && high !== undefined) {
    if (!(high > low && Number.isFinite(high - low)))
      note(found, [...path, 1], "inconsistent", `above the lowest score (${low})`, high);
    return [low, high];
  }
  if (Array.isArray(value)) note(found, path, "inconsistent", "the lowest and the highest score", value);
  return [0, 1];
};

const readWords = <A>(
  found: Found,
  key: string,
  value: unknown,
  builtIn: readonly A[],
  entry: (value: unknown, path: Path) => A | null,
): ReadonlyMap<string, A | null> => {
  if (value === undefined) return new Map(builtIn.map((word) => [String(word), word]));
  return new Map(Object.entries(readRecord(found, [key], value, entry)));
};

/** Checks the options of `importRows`. */
export const readRowOptions = (name: string, value: unknown): Result<RowSettings> =>
  reading(name, (found) => {
    const options = readOptions(found, [], value, KNOWN);
    const columns = readColumns(found, options["columns"]);
    const { act, objectKind } = options;
    if (!columns.has("act") && act === undefined)
      note(found, ["act"], "missing", "an act for every row, or a column for it (columns.act)", undefined);
    if (columns.has("act") && act !== undefined)
      note(found, ["act"], "inconsistent", "no act beside columns.act: one of them says it", act);
    // pairs of literals: an option that translates a column, and the field of that column
    for (const [words, field] of [
      ["acts", "act"],
      ["objectKinds", "objectKind"],
    ] as const)
      if (options[words] !== undefined && !columns.has(field))
        note(
          found,
          [words],
          "inconsistent",
          `columns.${field} beside it: the column whose words it translates`,
          options[words],
        );
    if (columns.has("objectKind") && objectKind !== undefined)
      note(found, ["objectKind"], "inconsistent", "no objectKind beside columns.objectKind", objectKind);
    const timeUnit = options["timeUnit"];
    const durationUnit = options["durationUnit"];
    const [lowest, highest] = readRange(found, options["scoreRange"]);
    const readAct = (given: unknown, path: Path): Act | null =>
      given === null ? null : readChoice(found, path, given, ACTS);
    const kinds = readWords<ObjectKind>(found, "objectKinds", options["objectKinds"], OBJECT_KINDS, (given, path) =>
      readChoice(found, path, given, OBJECT_KINDS),
    );
    return {
      source: readText(found, ["source"], options["source"], "the name of a source"),
      columns,
      acts: readWords<Act>(found, "acts", options["acts"], ACTS, readAct),
      act: act === undefined ? null : readChoice(found, ["act"], act, ACTS),
      objectKinds: new Map([...kinds].map(([word, kind]) => [word, kind ?? "other"])),
      objectKind: objectKind === undefined ? "other" : readChoice(found, ["objectKind"], objectKind, OBJECT_KINDS),
      timeUnit:
        timeUnit === undefined
          ? "milliseconds"
          : readChoice(found, ["timeUnit"], timeUnit, ["milliseconds", "seconds"]),
      durationMs:
        DURATION_UNITS[
          durationUnit === undefined
            ? "milliseconds"
            : readChoice(found, ["durationUnit"], durationUnit, ["milliseconds", "seconds", "minutes"])
        ],
      lowest,
      highest,
    };
  });
