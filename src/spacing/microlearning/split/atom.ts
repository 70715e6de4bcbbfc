import {
  clean,
  type Found,
  ifGiven,
  note,
  orDefault,
  type Path,
  readArray,
  readBoolean,
  readFields,
  readId,
  readNumber,
} from "../../../core/check/index.ts";

/**
 * The smallest part of a course that stands by itself: a paragraph, a slide, a stretch of video, an exercise. Further keys are left alone,
 * unless they look like a misspelling.
 */
export interface CourseAtom {
  /** Id of the atom, unique in its course. */
  readonly id: string;
  /** How long it takes, in minutes, above 0. */
  readonly minutes: number;
  /**
   * How good a place to stop its end is, in [0, 1]: 1 is the end of a section, 0 the middle of a sentence. Left out, 1.
   */
  readonly boundary?: number | undefined;
  /** Names of the concepts that it uses. A concept is new where an atom is the first of the course to use it. */
  readonly concepts?: readonly string[] | undefined;
  /** How many things have to be held in mind at once to understand it, at least 0. Left out, the number of its new concepts. */
  readonly load?: number | undefined;
  /** Ids of the atoms that it builds on. */
  readonly prerequisites?: readonly string[] | undefined;
  /** Whether it may be cut into equal pieces where it is longer than a module may be. Left out, false. */
  readonly splittable?: boolean | undefined;
}

/** An atom that has been read. */
export interface ReadAtom {
  readonly id: string;
  readonly minutes: number;
  readonly boundary: number;
  readonly concepts: readonly string[];
  readonly load: number | null;
  /** By place in the order given. */
  readonly prerequisites: readonly number[];
  readonly splittable: boolean;
}

const KEYS = ["id", "minutes", "boundary", "concepts", "load", "prerequisites", "splittable"];
const NONE: readonly string[] = [];

/** A week: what takes longer is a mistake in the unit. */
const LONGEST_MINUTES = 10_080;

const readIds = (found: Found, path: Path, value: unknown): readonly string[] => [
  ...new Set(readArray(found, path, value, (one, where) => readId(found, where, one))),
];

/** Reads the atoms of a course, in the author's order: each id once, and every prerequisite an atom of the course. */
export const readAtoms = (found: Found, value: unknown): readonly ReadAtom[] => {
  const atoms = readArray(found, [], value, (one, path) => {
    const source = readFields(found, path, one, "an atom of a course", KEYS);
    return {
      id: readId(found, [...path, "id"], source["id"]),
      minutes: readNumber(found, [...path, "minutes"], source["minutes"], { above: 0, max: LONGEST_MINUTES }),
      boundary: orDefault(source["boundary"], 1, (strength) =>
        readNumber(found, [...path, "boundary"], strength, { min: 0, max: 1 }),
      ),
      concepts: orDefault(source["concepts"], NONE, (names) => readIds(found, [...path, "concepts"], names)),
      load:
        ifGiven(source["load"], (load) => readNumber(found, [...path, "load"], load, { min: 0, max: 1000 })) ?? null,
      needs: orDefault(source["prerequisites"], NONE, (ids) => readIds(found, [...path, "prerequisites"], ids)),
      splittable: orDefault(source["splittable"], false, (may) => readBoolean(found, [...path, "splittable"], may)),
    };
  });
  if (!clean(found)) return [];
  const placeOf = new Map<string, number>();
  atoms.forEach(({ id }, place) => {
    const first = placeOf.get(id);
    if (first === undefined) placeOf.set(id, place);
    else note(found, [place, "id"], "duplicate", `an id that atom ${first} does not have`, id);
  });
  return atoms.map(({ needs, ...atom }, place) => ({
    ...atom,
    prerequisites: needs.flatMap((id) => {
      const before = placeOf.get(id);
      if (before !== undefined && before !== place) return [before];
      note(found, [place, "prerequisites"], "unknown-value", "ids of other atoms of the course", id);
      return [];
    }),
  }));
};
