import type { CatalogueModule } from "../../records/module.ts";
import type { ReadOptions } from "./options.ts";
import type { ReadSituation } from "./situation.ts";

/** One skill of a module, as the learner stands in it. */
export interface SkillStanding {
  readonly skill: string;
  /** `null` where too few answers say anything. */
  readonly level: number | null;
  readonly answers: number;
  /** The level needed. */
  readonly of: number;
  /** What is missing, as a share of what is needed: 0 mastered, 1 unknown. */
  readonly gap: number;
  /** Known to be so low that a finished module is not held to be learned. */
  readonly weak: boolean;
}

/** One module, as the learner stands before it. */
export interface Standing {
  readonly module: CatalogueModule;
  readonly finished: boolean;
  /** It is mandatory and not finished. */
  readonly mandatory: boolean;
  /** All its skills are mastered, and it may be skipped for that. */
  readonly mastered: boolean;
  /** Finished, with a skill known to be weak: the weakest of them. `null` otherwise. */
  readonly weakest: SkillStanding | null;
  /** Nothing that builds on it has to wait for it. */
  readonly passed: boolean;
  /** All its skills, the one with the greatest gap first. */
  readonly skills: readonly SkillStanding[];
  /** Asked for by itself, not only as a prerequisite. */
  readonly wanted: boolean;
  /**
   * What is missing: the mean gap of its skills, with a role of those the role asks for; without a role, 1 where it has no skills and is
   * not finished. 1 more where it is mandatory.
   */
  readonly gap: number;
}

const byGap = (one: SkillStanding, other: SkillStanding): number => other.gap - one.gap;

/** Where a learner stands in one skill. */
export const standingIn = (skill: string, situation: ReadSituation, options: ReadOptions): SkillStanding => {
  const of = situation.role?.levels.get(skill) ?? options.masteryLevel;
  const evidence = situation.evidence.get(skill);
  const answers = evidence?.answers ?? 0;
  if (evidence === undefined || answers < options.minimumAnswers)
    return { skill, level: null, answers, of, gap: 1, weak: false };
  const { level } = evidence;
  return {
    skill,
    level,
    answers,
    of,
    gap: Math.max(0, of - level) / of,
    weak: level < Math.min(of, options.remediationLevel),
  };
};

const meanGap = (skills: readonly SkillStanding[]): number =>
  skills.length === 0 ? 0 : skills.reduce((sum, { gap }) => sum + gap, 0) / skills.length;

/** Where a learner stands before one module. */
export const standingBefore = (module: CatalogueModule, situation: ReadSituation, options: ReadOptions): Standing => {
  const { role } = situation;
  const skills = (module.skills ?? []).map((skill) => standingIn(skill, situation, options)).sort(byGap);
  const asked = role === null ? skills : skills.filter(({ skill }) => role.levels.has(skill));
  const finished = situation.completed.has(module.id);
  const mandatory = !finished && situation.mandatory.has(module.id);
  const mastered = !mandatory && skills.length > 0 && meanGap(skills) === 0;
  const weakest = finished ? (skills.find(({ weak }) => weak) ?? null) : null;
  const unknown = role === null && skills.length === 0;
  const gap = unknown && !finished ? 1 : meanGap(asked);
  const wanted = finished ? role !== null && asked.some(({ weak }) => weak) : mandatory || gap > 0;
  return {
    module,
    finished,
    mandatory,
    mastered,
    weakest,
    passed: (finished || mastered) && weakest === null,
    skills,
    wanted,
    gap: mandatory ? gap + 1 : gap,
  };
};
