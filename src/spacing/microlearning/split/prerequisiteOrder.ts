import { type Found, note } from "../../../core/check/index.ts";
import type { ReadAtom } from "./atom.ts";

/**
 * The places of the atoms in an order in which each comes after those it builds on: of the atoms that are ready always the one that the
 * author put first. Atoms that build on themselves in the end are refused. O((atoms + pairs) log atoms).
 */
export const prerequisiteOrder = (found: Found, atoms: readonly ReadAtom[]): readonly number[] => {
  const waitsFor = Int32Array.from(atoms, ({ prerequisites }) => prerequisites.length);
  const dependents: number[][] = atoms.map(() => []);
  atoms.forEach(({ prerequisites }, place) => {
    for (const before of prerequisites) dependents[before]?.push(place);
  });
  const done = new Uint8Array(atoms.length);
  const order: number[] = [];
  const ready: number[] = [];
  atoms.forEach(({ prerequisites }, place) => {
    if (prerequisites.length === 0) add(ready, place);
  });
  for (let next = takeLeast(ready); next !== undefined; next = takeLeast(ready)) {
    done[next] = 1;
    order.push(next);
    for (const place of dependents[next] ?? []) {
      waitsFor[place] = (waitsFor[place] ?? 0) - 1;
      if (waitsFor[place] === 0) add(ready, place);
    }
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

/** Puts a place into a heap whose least one comes first. */
const add = (heap: number[], place: number): void => {
  let at = heap.length;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] ?? 0; // parent < at
    if (above <= place) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = place;
};

/** Takes the least place out of a heap. */
const takeLeast = (heap: number[]): number | undefined => {
  const [least] = heap;
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return least;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const child = right < heap.length && (heap[right] ?? 0) < (heap[left] ?? 0) ? right : left;
    const below = heap[child];
    if (below === undefined || below >= last) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
  return least;
};
