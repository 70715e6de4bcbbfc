import { type Reason, reason } from "../../core/vocabulary/index.ts";
import type { ReadOptions } from "../nextStep/options.ts";
import type { ReadSituation } from "../nextStep/situation.ts";
import { type SkillStanding, standingIn } from "../nextStep/standing.ts";
import { modulesBefore, skillOrder } from "../skillOrder.ts";

/** A skill that the module builds on. */
export interface Link {
  readonly standing: SkillStanding;
  /** Steps of prerequisites between the module and the nearest one that teaches the skill. */
  readonly steps: number;
  /** A skill it builds on that is known to be low too; `null` where the chain breaks here first. */
  readonly behind: string | null;
}

/** What a module builds on, and where that breaks. */
export interface Chain {
  /** By place: the modules it builds on, with the steps between, nearest first. */
  readonly before: ReadonlyMap<number, number>;
  /** Nearest first. */
  readonly links: readonly Link[];
  /** The one to repair; `null` where none is known to be low. */
  readonly weakest: Link | null;
  /** The module that repairs it, by place. */
  readonly repair: number | null;
}

const isLow = ({ level, gap }: SkillStanding): boolean => level !== null && gap > 0;

/** Follows the prerequisites of a module down to where they break first. */
export const chainBefore = (module: number, situation: ReadSituation, options: ReadOptions): Chain => {
  const { modules } = situation.catalogue;
  const allBefore = modulesBefore(modules);
  const before = allBefore[module] ?? new Map<number, number>();
  const { skills, before: skillsBefore } = skillOrder(modules);
  const placeOf = new Map(skills.map((skill, place) => [skill, place]));
  const standings = new Map<string, { standing: SkillStanding; steps: number }>();
  for (const [place, steps] of before)
    for (const skill of modules[place]?.skills ?? [])
      if (!standings.has(skill)) standings.set(skill, { standing: standingIn(skill, situation, options), steps });
  const low = new Set([...standings].flatMap(([skill, { standing }]) => (isLow(standing) ? [skill] : [])));
  const lowBefore = (skill: string): string | null => {
    const earlier = skillsBefore[placeOf.get(skill) ?? -1] ?? new Map<number, number>();
    return [...earlier.keys()].map((place) => skills[place] ?? "").find((one) => low.has(one)) ?? null;
  };
  const links = [...standings].map(
    ([skill, { standing, steps }]): Link => ({ standing, steps, behind: low.has(skill) ? lowBefore(skill) : null }),
  );
  const weakest = links.reduce<Link | null>(
    (most, link) =>
      low.has(link.standing.skill) && link.behind === null && link.standing.gap > (most?.standing.gap ?? 0)
        ? link
        : most,
    null,
  );
  /** How many low skills a module builds on: from one that builds on none the learner can start at once. */
  const lowUnder = (place: number): number =>
    new Set(
      [...(allBefore[place]?.keys() ?? [])].flatMap((at) => (modules[at]?.skills ?? []).filter((one) => low.has(one))),
    ).size;
  const lasts = (place: number): number => modules[place]?.minutes ?? Number.POSITIVE_INFINITY;
  const repairs = [...before.keys()].filter((place) =>
    (modules[place]?.skills ?? []).includes(weakest?.standing.skill ?? ""),
  );
  const better = (one: number, other: number): boolean =>
    lowUnder(one) === lowUnder(other) ? lasts(one) < lasts(other) : lowUnder(one) < lowUnder(other);
  const repair =
    weakest === null
      ? null
      : repairs.reduce<number | null>((best, place) => (best === null || better(place, best) ? place : best), null);
  return { before, links, weakest, repair };
};

/** Why a skill is not the one to repair. */
export const whyNotLink = (
  { standing, behind }: Link,
  weakest: Link | null,
  { minimumAnswers }: ReadOptions,
): Reason => {
  const { skill, level, answers, of, gap } = standing;
  if (level === null) return reason("skill-unmeasured", { skill, answers, needed: minimumAnswers });
  if (gap === 0) return reason("level-reached", { skill, level, of });
  if (behind !== null) return reason("behind-another", { skill, behind });
  return reason("narrower-gap", { skill, gap, widest: weakest?.standing.gap ?? gap });
};
