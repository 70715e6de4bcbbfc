import { graphFromEdges, reachable } from "../../core/graph/index.ts";
import { log, logistic } from "../../core/numeric/elementary/index.ts";
import type { Standing } from "./standing.ts";

/** A module that could come next. */
export interface Candidate {
  /** Its place in the catalogue. */
  readonly place: number;
  /** need · readiness / minutes, or need · readiness where minutes are unknown. */
  readonly value: number;
  /** The gaps of the module and of all needed modules that build on it, added up. */
  readonly need: number;
  /** The predicted probability of success on it, in (0, 1). */
  readonly readiness: number;
  /** `null` where no module of the catalogue says. */
  readonly minutes: number | null;
  /** The needed modules that build on it, by place, the one with the greatest gap first. */
  readonly opens: readonly number[];
}

/** What is needed, and what of it could come next. */
export interface Choice {
  /** By place: whether the module is wanted or needed for one that is. */
  readonly needed: readonly boolean[];
  /** The best first; where `inOrder` was asked for, in the order of the catalogue. */
  readonly candidates: readonly Candidate[];
}

/** The places of each module's prerequisites. */
export type Prerequisites = readonly (readonly number[])[];

// A level of 0 or 1 is taken for one within this distance of it, so that it has a place on the logit scale.
const EDGE = 1e-6;

const logit = (level: number): number => {
  const inside = Math.min(Math.max(level, EDGE), 1 - EDGE);
  return log(inside / (1 - inside));
};

const readinessFor = ({ module }: Standing, levelOf: (skill: string) => number | null, overall: number): number => {
  const skills = module.skills ?? [];
  let sum = 0;
  for (const skill of skills) sum += logit(levelOf(skill) ?? overall);
  const ability = skills.length === 0 ? logit(overall) : sum / skills.length;
  return logistic(ability - (module.difficulty ?? 0));
};

const findNeeded = (standings: readonly Standing[], prerequisites: Prerequisites): readonly boolean[] => {
  const needed = standings.map(({ wanted }) => wanted);
  const queue = needed.flatMap((wanted, place) => (wanted ? [place] : []));
  for (const place of queue) {
    for (const before of prerequisites[place] ?? []) {
      if (needed[before] === true || standings[before]?.passed === true) continue;
      needed[before] = true;
      queue.push(before);
    }
  }
  return needed;
};

/** The best first; equal ones in the order of the catalogue. */
const byValue = (one: Candidate, other: Candidate): number => other.value - one.value; // sorting is stable: ties stay by place

/**
 * What is needed: what is wanted, and before it every prerequisite that is neither finished nor mastered, or finished but weak, down to
 * those that are passed. What could come next: what is needed and has all its prerequisites passed. Since prerequisites come to an
 * end, there is a candidate wherever anything is needed. O(candidates × (modules + prerequisites)).
 */
export const choose = (
  standings: readonly Standing[],
  prerequisites: Prerequisites,
  minutesOf: (standing: Standing) => number | null,
  levelOf: (skill: string) => number | null,
  overall: number,
  inOrder: boolean,
): Choice => {
  const needed = findNeeded(standings, prerequisites);
  const from: number[] = [];
  const to: number[] = [];
  for (const [place, before] of prerequisites.entries()) {
    if (needed[place] !== true) continue;
    for (const prerequisite of before) {
      if (needed[prerequisite] !== true) continue;
      from.push(prerequisite);
      to.push(place);
    }
  }
  const buildsOn = graphFromEdges(standings.length, from, to);
  const gapOf = (place: number): number => standings[place]?.gap ?? 0;
  const candidates: Candidate[] = [];
  for (const [place, standing] of standings.entries()) {
    const ready = (prerequisites[place] ?? []).every((before) => standings[before]?.passed === true);
    if (needed[place] !== true || !ready) continue;
    const opens = [...reachable(buildsOn, place)].sort((one, other) => gapOf(other) - gapOf(one) || one - other);
    const need = opens.reduce((sum, opened) => sum + gapOf(opened), standing.gap);
    const readiness = readinessFor(standing, levelOf, overall);
    const minutes = minutesOf(standing);
    candidates.push({ place, value: (need * readiness) / (minutes ?? 1), need, readiness, minutes, opens });
  }
  return { needed, candidates: inOrder ? candidates : candidates.sort(byValue) };
};
