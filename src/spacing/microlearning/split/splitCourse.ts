import { isLeft, right } from "fp-ts/lib/Either.js";
import { clean, reading } from "../../../core/check/index.ts";
import { type Reason, type Result, reason } from "../../../core/vocabulary/index.ts";
import { type CourseAtom, type ReadAtom, readAtoms } from "./atom.ts";
import { cheapestCuts, type ModuleCosts, moduleCosts, outOfBounds } from "./cheapestCuts.ts";
import { type ReadSplitOptions, readSplitOptions, type SplitOptions } from "./options.ts";
import { noteTooManyParts, type Piece, piecesOf } from "./pieces.ts";
import { prerequisiteOrder } from "./prerequisiteOrder.ts";

/** One stretch of an atom: the whole of it, unless it was cut into pieces. */
export interface ModulePart {
  /** Id of the atom. */
  readonly atom: string;
  /** Minutes into the atom at which the stretch begins. */
  readonly fromMinute: number;
  /** Minutes into the atom at which it ends. */
  readonly toMinute: number;
}

/** One module that a course is split into. */
export interface CourseModule {
  /** The option `course` and a number from 1 on. */
  readonly id: string;
  /** How long it takes, in minutes. */
  readonly minutes: number;
  /** What it is made of, in order. */
  readonly parts: readonly ModulePart[];
  /** The concepts that the course uses here for the first time. */
  readonly newConcepts: readonly string[];
  /** What it loads the mind with: the sum over its atoms. */
  readonly load: number;
  /** Ids of the modules that hold atoms on which its atoms build. */
  readonly prerequisites: readonly string[];
  /** What it costs, in squared minutes. */
  readonly costs: ModuleCosts;
  /** What is not as it should be about it, and what it ends with; `explain` words it. */
  readonly reasons: readonly Reason[];
}

/** A course in modules. */
export interface CourseSplit {
  /** In order; together they hold every atom once. */
  readonly modules: readonly CourseModule[];
  /** The sum of what the modules cost. No other split of this order costs less. */
  readonly cost: number;
  /** Atoms that are longer than a module may be, and atoms that stand before one they build on. */
  readonly warnings: readonly Reason[];
}

const NAME = "spacing.splitCourse";

const total = ({ length, bounds, boundary, load, severed }: ModuleCosts): number =>
  length + bounds + boundary + load + severed;

const reasonsOf = (
  options: ReadSplitOptions,
  minutes: number,
  load: number,
  boundary: number,
  severed: number,
): readonly Reason[] => {
  const { targetMinutes, minimumMinutes, maximumMinutes, maximumLoad } = options;
  const out = outOfBounds(minutes, options);
  return [
    out === 0 ? reason("module-length", { minutes, targetMinutes }) : null,
    out < 0 ? reason("module-too-short", { minutes, minimumMinutes }) : null,
    out > 0 ? reason("module-too-long", { minutes, maximumMinutes }) : null,
    boundary < 1 ? reason("weak-boundary", { boundary }) : null,
    load > maximumLoad ? reason("module-overloaded", { load, maximumLoad }) : null,
    severed > 0 ? reason("severed-prerequisites", { severed }) : null,
  ].filter((one) => one !== null);
};

const modulesOf = (
  atoms: readonly ReadAtom[],
  pieces: readonly Piece[],
  cuts: readonly number[],
  options: ReadSplitOptions,
): readonly CourseModule[] => {
  const moduleOf = new Int32Array(pieces.length);
  for (const [module, end] of cuts.entries()) moduleOf.fill(module, cuts[module - 1] ?? 0, end);
  const idOf = (module: number): string => `${options.course}-${module + 1}`;
  return cuts.map((end, module) => {
    const own = pieces.slice(cuts[module - 1] ?? 0, end);
    const minutes = own.reduce((sum, { from, to }) => sum + (to - from), 0);
    const load = own.reduce((sum, piece) => sum + piece.load, 0);
    const boundary = end === pieces.length ? 1 : (own[own.length - 1]?.boundary ?? 1);
    const elsewhere = own
      .flatMap(({ prerequisites }) => prerequisites.map((one) => moduleOf[one] ?? module))
      .filter((one) => one < module);
    return {
      id: idOf(module),
      minutes,
      parts: partsOf(atoms, own),
      newConcepts: own.flatMap(({ newConcepts }) => newConcepts),
      load,
      prerequisites: [...new Set(elsewhere)].sort((one, other) => one - other).map(idOf),
      costs: moduleCosts(options, { minutes, load, boundary, severed: elsewhere.length }),
      reasons: reasonsOf(options, minutes, load, boundary, elsewhere.length),
    };
  });
};

/** Pieces of one atom that stand side by side in a module are one part of it. */
const partsOf = (atoms: readonly ReadAtom[], pieces: readonly Piece[]): readonly ModulePart[] => {
  const parts: ModulePart[] = [];
  let before: Piece | undefined;
  for (const piece of pieces) {
    const joined = before?.atom === piece.atom ? parts.pop() : undefined;
    parts.push({
      atom: atoms[piece.atom]?.id ?? "",
      fromMinute: joined?.fromMinute ?? piece.from,
      toMinute: piece.to,
    });
    before = piece;
  }
  return parts;
};

const warningsOf = (atoms: readonly ReadAtom[], { maximumMinutes }: ReadSplitOptions): readonly Reason[] => [
  ...atoms
    .filter(({ minutes, splittable }) => !splittable && minutes > maximumMinutes)
    .map(({ id, minutes }) => reason("atom-too-long", { atom: id, minutes, maximumMinutes })),
  ...atoms.flatMap(({ id, prerequisites }, place) =>
    prerequisites
      .filter((before) => before > place)
      .map((before) => reason("prerequisite-comes-later", { atom: id, prerequisite: atoms[before]?.id ?? "" })),
  ),
];

/**
 * Where do I cut a course of an hour into pieces that people take? Into modules of about `targetMinutes`, at the ends of sections rather
 * than in mid-sentence, with few new concepts each, and with what belongs together in one module.
 *
 * The cost of a module is (minutes - target)² + lengthPenalty if it is shorter than the minimum or longer than the maximum +
 * boundaryPenalty (1 - strength of the boundary at its end; free at the end of the course) + loadPenalty (load - maximumLoad)+ +
 * severedPenalty × pairs of an atom in it and a prerequisite in an earlier module. The sum over the modules is minimised exactly, by
 * dynamic programming.
 *
 * Three to five minutes is what is done, not what is proven: watching time of lecture videos peaks at about six minutes (Guo, Kim & Rubin
 * 2014, L@S), and segments help where they are meaningful (Mayer's segmenting principle). So all of it can be set.
 *
 * An atom that is longer than `maximumMinutes` makes a module that is too long, with a warning, unless it is `splittable`: then it is cut into
 * equal parts. No atoms are a split without modules.
 *
 * Fails on minutes that are not above 0, ids that occur twice, prerequisites that are no other atom of the course, splittable atoms that
 * would be cut into more than 100,000 parts, and, with `order: "prerequisites"`, atoms that build on themselves in the end.
 *
 * Cost: atoms × atoms at worst, commonly atoms × those that fit into a module.
 *
 * @param options `course`, the beginning of the ids, `"module"`; `targetMinutes` 4, `minimumMinutes` 3, `maximumMinutes` 5;
 *   `lengthPenalty` 100, `boundaryPenalty` 4, `loadPenalty` 1 beyond `maximumLoad` 4, `severedPenalty` 1, all in squared minutes;
 *   `order`, `"author"` or `"prerequisites"`, `"author"`
 * @returns a function from the atoms of a course, in the author's order, to its modules
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const { modules } = orThrow(
 *   spacing.splitCourse({ course: "phishing" })([
 *     { id: "story", minutes: 2 },
 *     { id: "what-they-want", minutes: 2.5, concepts: ["credentials"] },
 *     { id: "the-link", minutes: 1, concepts: ["domain"], boundary: 0.3 },
 *     { id: "look-closer", minutes: 3, concepts: ["domain"], prerequisites: ["the-link"] },
 *   ]),
 * );
 * modules.map(({ id, minutes }) => [id, minutes]); // => [["phishing-1", 4.5], ["phishing-2", 4]]
 * ```
 */
export const splitCourse = (options?: SplitOptions): ((atoms: readonly CourseAtom[]) => Result<CourseSplit>) => {
  const checked = reading(NAME, (found) => readSplitOptions(found, options));
  return (atoms) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => {
      const given = readAtoms(found, atoms);
      noteTooManyParts(found, given, checked.right);
      return checked.right.order === "author" || !clean(found)
        ? given
        : reordered(given, prerequisiteOrder(found, given));
    });
    if (isLeft(read)) return read;
    const pieces = piecesOf(read.right, checked.right);
    const modules = modulesOf(read.right, pieces, cheapestCuts(pieces, checked.right), checked.right);
    return right({
      modules,
      cost: modules.reduce((sum, { costs }) => sum + total(costs), 0),
      warnings: warningsOf(read.right, checked.right),
    });
  };
};

/** The atoms in another order, with their prerequisites by their new places. */
const reordered = (atoms: readonly ReadAtom[], order: readonly number[]): readonly ReadAtom[] => {
  const placeOf = new Map(order.map((old, place) => [old, place]));
  return order.flatMap((old) => {
    const atom = atoms[old];
    if (atom === undefined) return [];
    return [{ ...atom, prerequisites: atom.prerequisites.map((before) => placeOf.get(before) ?? before) }];
  });
};
