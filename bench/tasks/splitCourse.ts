import { orThrow, spacing } from "learnlift";
import type { Task } from "../task.ts";

const TARGET = 4;
const MINIMUM = 3;
const MAXIMUM = 5;
const OUTSIDE = 100;
const BOUNDARY = 4;
const MOST_LOAD = 4;
const SEVERED = 1;

interface Atom {
  readonly id: string;
  readonly minutes: number;
  readonly boundary: number;
  readonly load: number;
  readonly prerequisites: readonly string[];
}

/** Atoms of a quarter of a minute to three and a half, every fifth at the end of a section; every third builds on one of the ten before it. */
const courseOf = (atoms: number): readonly Atom[] => {
  let seed = 1;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
  return Array.from({ length: atoms }, (_, place) => ({
    id: `atom-${place}`,
    minutes: (1 + next(14)) / 4,
    boundary: place % 5 === 4 ? 1 : next(9) / 10,
    load: next(3),
    prerequisites: place % 3 === 2 ? [`atom-${place - 1 - next(Math.min(10, place))}`] : [],
  }));
};

/** What a module of the atoms from one place up to another costs, by the definition. */
const costOf = (atoms: readonly Atom[], from: number, to: number): number => {
  const own = atoms.slice(from, to);
  const minutes = own.reduce((sum, atom) => sum + atom.minutes, 0);
  const load = own.reduce((sum, atom) => sum + atom.load, 0);
  const before = atoms.slice(0, from).map(({ id }) => id);
  const severed = own.flatMap(({ prerequisites }) => prerequisites).filter((id) => before.includes(id)).length;
  return (
    (minutes - TARGET) ** 2 +
    (minutes < MINIMUM || minutes > MAXIMUM ? OUTSIDE : 0) +
    (to === atoms.length ? 0 : BOUNDARY * (1 - (own[own.length - 1]?.boundary ?? 1))) +
    Math.max(0, load - MOST_LOAD) +
    SEVERED * severed
  );
};

/** The cheapest split: of all places for the last cut the best, with what stands before it split in the cheapest way. */
const cheapest = (atoms: readonly Atom[]): number => {
  const known = new Map<number, number>([[0, 0]]);
  const upTo = (end: number): number => {
    const before = known.get(end);
    if (before !== undefined) return before;
    let best = Number.POSITIVE_INFINITY;
    for (let start = 0; start < end; start += 1) best = Math.min(best, upTo(start) + costOf(atoms, start, end));
    known.set(end, best);
    return best;
  };
  return upTo(atoms.length);
};

/** First fit: a module is closed where the next atom would make it too long. */
const firstFit = (atoms: readonly Atom[]): number => {
  let cost = 0;
  let from = 0;
  let minutes = 0;
  atoms.forEach((atom, place) => {
    if (place > from && minutes + atom.minutes > MAXIMUM) {
      cost += costOf(atoms, from, place);
      from = place;
      minutes = 0;
    }
    minutes += atom.minutes;
  });
  return cost + costOf(atoms, from, atoms.length);
};

const ATOMS = 400;

/** What first fit costs, and what the cheapest split does. */
const costsInWords = (): string => {
  const atoms = courseOf(ATOMS);
  const { cost } = orThrow(spacing.splitCourse()(atoms));
  return `costs ${firstFit(atoms).toFixed(0)} on this course, the cheapest split ${cost.toFixed(0)}`;
};

export const splitCourse: Task = {
  name: "split of a course of 400 atoms",
  unit: "course",
  peer: "our slow twin",
  equalWithin: 1e-9,
  // worked out when it is read, and not on loading: a cold start must find nothing warmed up
  get note() {
    return (
      "our own slow way, not another library: the recursion of the definition with what is known kept, each module summed up anew; the cost " +
      "of the cheapest split is compared. Ours checks every atom and gives the modules with their reasons. First fit, which closes a module " +
      `where the next atom would make it too long, ${costsInWords()}.`
    );
  },
  units: 1,
  rounds: 5,
  sides: async () => {
    const atoms = courseOf(ATOMS);
    const split = spacing.splitCourse();
    return {
      ours: { run: () => [orThrow(split(atoms)).cost] },
      peer: { run: () => [cheapest(atoms)] },
    };
  },
};
