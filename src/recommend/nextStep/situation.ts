import {
  type Found,
  note,
  oneOf,
  type Path,
  readArray,
  readId,
  readInteger,
  readNumber,
  readObject,
  readRecord,
  readResult,
  readText,
} from "../../core/check/index.ts";
import { type Catalogue, readCatalogue } from "../../records/catalogue/catalogue.ts";

/** What is known of one skill of a learner; `masteryOf` gives it, and so can any other source. */
export interface SkillEvidence {
  /** How well it is mastered, in [0, 1]. */
  readonly level: number;
  /** How many answers say so. */
  readonly answers: number;
  /** Where the level may lie, `null` for an end that is not known; left out, the level is taken for sure. `placement` reads it. */
  readonly interval?:
    | {
        /** In [0, level], or `null`. */
        readonly lower: number | null;
        /** In [level, 1], or `null`. */
        readonly upper: number | null;
      }
    | undefined;
}

/** Evidence that was read: an end that is not known is 0 or 1, and without an interval both ends are the level. */
export interface ReadEvidence {
  readonly level: number;
  readonly answers: number;
  readonly lower: number;
  readonly upper: number;
}

/** What is known of a learner; what `masteryOf` returns fits. */
export interface LearnerMastery {
  /** Over all skills; left out, a level of 0.5. */
  readonly overall?: SkillEvidence | undefined;
  /** By skill. A skill that is not there is unknown, not zero. */
  readonly skills: Readonly<Record<string, SkillEvidence>>;
}

/** What a role asks for. */
export interface RoleProfile {
  /** As people call it. */
  readonly name: string;
  /** The level each skill needs, in (0, 1]. */
  readonly levels: Readonly<Record<string, number>>;
}

/** Where a learner stands, with all there is to learn. */
export interface Situation {
  /** Made by `records.catalogue`. */
  readonly catalogue: Catalogue;
  /** What the learner knows; left out, nothing is known. */
  readonly mastery?: LearnerMastery | undefined;
  /** Ids of the modules the learner has finished. Ids of other catalogues are left alone. */
  readonly completed?: readonly string[] | undefined;
  /** Ids of modules that nobody may skip, however much they know. */
  readonly mandatory?: readonly string[] | undefined;
  /** What the learner is to become; left out, everything in the catalogue is wanted. */
  readonly role?: RoleProfile | undefined;
}

/** A situation that was read. */
export interface ReadSituation {
  readonly catalogue: Catalogue;
  /** `null` where none was given. */
  readonly overallLevel: number | null;
  readonly evidence: ReadonlyMap<string, ReadEvidence>;
  readonly completed: ReadonlySet<string>;
  readonly mandatory: ReadonlySet<string>;
  readonly role: { readonly name: string; readonly levels: ReadonlyMap<string, number> } | null;
}

const EMPTY: Catalogue = { kind: "catalogue", version: 1, modules: [] };
const LEVEL = { min: 0, max: 1 } as const;
const REQUIRED = { above: 0, max: 1 } as const;
const COUNT = { min: 0 } as const;

const readEnd = (found: Found, path: Path, value: unknown, unknown: number): number =>
  value === null ? unknown : readNumber(found, path, value, LEVEL);

const readEvidence = (found: Found, path: Path, value: unknown): ReadEvidence => {
  const source = readObject(found, path, value, "a level with its answers");
  if (source !== value) return { level: 0, answers: 0, lower: 0, upper: 0 };
  const level = readNumber(found, [...path, "level"], source["level"], LEVEL);
  const answers = readInteger(found, [...path, "answers"], source["answers"], COUNT);
  const { interval } = source;
  if (interval === undefined) return { level, answers, lower: level, upper: level };
  const where = [...path, "interval"];
  const ends = readObject(found, where, interval, "an interval with lower and upper");
  if (ends !== interval) return { level, answers, lower: level, upper: level };
  const lower = readEnd(found, [...where, "lower"], ends["lower"], 0);
  const upper = readEnd(found, [...where, "upper"], ends["upper"], 1);
  if (lower > level || upper < level)
    note(found, where, "inconsistent", `an interval that holds the level (${level})`, interval);
  return { level, answers, lower, upper };
};

const readIds = (found: Found, path: Path, value: unknown): ReadonlySet<string> =>
  new Set(value === undefined ? [] : readArray(found, path, value, (id, where) => readId(found, where, id)));

const readMastery = (found: Found, path: Path, value: unknown): Pick<ReadSituation, "overallLevel" | "evidence"> => {
  const source = readObject(found, path, value, "what is known of a learner");
  if (source !== value) return { overallLevel: null, evidence: new Map() };
  const { overall, skills } = source;
  const read = readRecord(found, [...path, "skills"], skills, (one, where) => readEvidence(found, where, one));
  return {
    overallLevel: overall === undefined ? null : readEvidence(found, [...path, "overall"], overall).level,
    evidence: new Map(Object.entries(read)),
  };
};

const readRole = (found: Found, path: Path, value: unknown): ReadSituation["role"] => {
  const source = readObject(found, path, value, "a role");
  if (source !== value) return null;
  const levels = readRecord(found, [...path, "levels"], source["levels"], (level, where) =>
    readNumber(found, where, level, REQUIRED),
  );
  return {
    name: readText(found, [...path, "name"], source["name"], "the name of a role"),
    levels: new Map(Object.entries(levels)),
  };
};

/** Reads where a learner stands, and that every mandatory module is one of the catalogue. */
export const readSituation = (name: string, found: Found, value: unknown): ReadSituation => {
  const source = readObject(found, [], value, "a learner's situation");
  const { catalogue: given, mastery, completed, mandatory, role } = source;
  const document = readObject(found, ["catalogue"], given, "a catalogue made by records.catalogue");
  const catalogue = document === given ? readResult(found, ["catalogue"], readCatalogue(name, given), EMPTY) : EMPTY;
  const ids = catalogue.modules.map(({ id }) => id);
  const known = new Set(ids);
  const needed = readIds(found, ["mandatory"], mandatory);
  if (catalogue !== EMPTY)
    for (const id of needed) if (!known.has(id)) note(found, ["mandatory"], "unknown-value", oneOf(ids, id), id);
  return {
    catalogue,
    ...(mastery === undefined ? { overallLevel: null, evidence: new Map() } : readMastery(found, ["mastery"], mastery)),
    completed: readIds(found, ["completed"], completed),
    mandatory: needed,
    role: role === undefined ? null : readRole(found, ["role"], role),
  };
};
