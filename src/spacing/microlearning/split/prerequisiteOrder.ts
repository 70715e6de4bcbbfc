import { type Found, note } from "../../../core/check/index.ts";
import type { ReadAtom } from "./atom.ts";

/**
 * The places of the atoms in an order in which each comes after those it builds on: of the atoms that are ready always the one that the
 * author put first. Atoms that build on themselves in the end are refused. O(atoms² + pairs).
 */
export const prerequisiteOrder = (found: Found, atoms: readonly ReadAtom[]): readonly number[] => {
  const done = new Uint8Array(atoms.length);
  const order: number[] = [];
  const isReady = ({ prerequisites }: ReadAtom, place: number): boolean =>
    done[place] === 0 && prerequisites.every((before) => done[before] === 1);
  let next = atoms.findIndex(isReady);
  while (next >= 0) {
    done[next] = 1;
    order.push(next);
    next = atoms.findIndex(isReady);
  }
  const stuck = atoms.findIndex((_, place) => done[place] === 0);
  if (stuck >= 0) refuseCycle(found, atoms, cycleFrom(atoms, stuck, done));
  return order;
};

/** The places of a cycle that one reaches from an atom by going from prerequisite to prerequisite among those that never get ready. */
const cycleFrom = (atoms: readonly ReadAtom[], start: number, done: Uint8Array): readonly number[] => {
  const path: number[] = [];
  let place = start;
  while (!path.includes(place)) {
    path.push(place);
    place = atoms[place]?.prerequisites.find((before) => done[before] === 0) ?? place;
  }
  return path.slice(path.indexOf(place));
};

const refuseCycle = (found: Found, atoms: readonly ReadAtom[], cycle: readonly number[]): void => {
  const [first = 0] = cycle;
  const ids = [...cycle, first].map((place) => atoms[place]?.id ?? "").join(" needs ");
  const needed = atoms[first]?.prerequisites.map((before) => atoms[before]?.id);
  note(found, [first, "prerequisites"], "inconsistent", `prerequisites that come to an end (here ${ids})`, needed);
};
