import { type Found, note } from "../../../core/check/index.ts";
import type { ReadAtom } from "./atom.ts";
import type { ReadSplitOptions } from "./options.ts";

/** What is never cut any further: an atom, or an equal part of one that is too long for a module. */
export interface Piece {
  /** The place of its atom in the order of the course. */
  readonly atom: number;
  /** Minutes into the atom at which it begins and ends. */
  readonly from: number;
  readonly to: number;
  /** How good a place to stop its end is. */
  readonly boundary: number;
  /** What it adds to the load of a module. */
  readonly load: number;
  /** The concepts that the course uses here for the first time. */
  readonly newConcepts: readonly string[];
  /** The pieces it builds on, by place; none for a further part of an atom. */
  readonly prerequisites: readonly number[];
}

/** How many equal parts an atom is cut into: the number that leaves each nearest to the target without being too long. */
const partsOf = ({ minutes, splittable }: ReadAtom, { targetMinutes, maximumMinutes }: ReadSplitOptions): number => {
  if (!splittable || minutes <= maximumMinutes) return 1;
  return Math.max(Math.round(minutes / targetMinutes), Math.ceil(minutes / maximumMinutes));
};

/** More parts than this in one course are a mistake in the unit: sixty weeks in modules of six minutes. */
const MOST_PARTS = 100_000;

/** Refuses the atom with which a course would be cut into too many parts to hold. */
export const noteTooManyParts = (found: Found, atoms: readonly ReadAtom[], options: ReadSplitOptions): void => {
  let parts = 0;
  for (const [place, atom] of atoms.entries()) {
    const own = partsOf(atom, options);
    if (own > 1) parts += own;
    if (parts <= MOST_PARTS) continue;
    const expected = `a course of at most ${MOST_PARTS} parts of ${options.targetMinutes} minutes`;
    note(found, [place, "minutes"], "out-of-range", expected, atom.minutes);
    return;
  }
};

/** The pieces of a course, in its order. Who builds on an atom that is cut builds on its last part. */
export const piecesOf = (atoms: readonly ReadAtom[], options: ReadSplitOptions): readonly Piece[] => {
  const known = new Set<string>();
  const lastPieceOf: number[] = [];
  const pieces: Piece[] = [];
  // Prerequisites may stand later in the author's order: where each atom ends is settled first.
  let count = 0;
  for (const atom of atoms) {
    count += partsOf(atom, options);
    lastPieceOf.push(count - 1);
  }
  atoms.forEach((atom, place) => {
    const newConcepts = atom.concepts.filter((concept) => !known.has(concept));
    for (const concept of newConcepts) known.add(concept);
    const parts = partsOf(atom, options);
    const load = (atom.load ?? newConcepts.length) / parts;
    for (let part = 0; part < parts; part += 1) {
      const isLast = part === parts - 1;
      pieces.push({
        atom: place,
        from: (atom.minutes * part) / parts,
        to: isLast ? atom.minutes : (atom.minutes * (part + 1)) / parts,
        boundary: isLast ? atom.boundary : 0,
        load,
        newConcepts: part === 0 ? newConcepts : [],
        prerequisites: part === 0 ? atom.prerequisites.map((before) => lastPieceOf[before] ?? 0) : [],
      });
    }
  });
  return pieces;
};
