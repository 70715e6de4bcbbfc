import { type Reason, reason } from "../../core/vocabulary/index.ts";
import type { Candidate, Choice, Prerequisites } from "./choose.ts";
import type { ReadOptions } from "./options.ts";
import type { ReadSituation } from "./situation.ts";
import type { SkillStanding, Standing } from "./standing.ts";

const titleAt = (standings: readonly Standing[], place: number | undefined): string =>
  (place === undefined ? undefined : standings[place]?.module.title) ?? "";

/**
 * The skill a step is about: of those that count the one with the greatest gap. Where a role asks for none of them, one that is
 * known to be low, or the only one that is missing; of several that nobody knows anything of none is the reason.
 */
const lackingSkill = ({ skills, mandatory }: Standing, role: ReadSituation["role"]): SkillStanding | undefined => {
  const lacking = skills.filter(({ gap }) => gap > 0);
  const only = lacking.length === 1 && !mandatory ? lacking[0] : undefined;
  return (
    lacking.find(({ skill }) => role === null || role.levels.has(skill)) ??
    lacking.find(({ level }) => level !== null) ??
    only
  );
};

const forOwnSake = (lacking: SkillStanding | undefined, { minimumAnswers }: ReadOptions): Reason => {
  if (lacking === undefined) return reason("not-finished-yet");
  const { skill, level, answers, of } = lacking;
  return level === null
    ? reason("skill-unmeasured", { skill, answers, needed: minimumAnswers })
    : reason("skill-to-raise", { skill, level, of });
};

const forAnother = (module: string, lacking: SkillStanding | undefined): Reason => {
  if (lacking === undefined) return reason("needed-before", { module });
  const { skill, level, of } = lacking;
  return level === null
    ? reason("needed-unmeasured", { module, skill })
    : reason("needed-for", { module, skill, level, of });
};

/** Why a module is needed. */
const whyNeeded = (
  standings: readonly Standing[],
  standing: Standing,
  { opens: [opened] }: Candidate,
  { role }: ReadSituation,
  options: ReadOptions,
): readonly Reason[] => {
  const lacking = lackingSkill(standing, role);
  const forWhom = opened !== undefined && (standings[opened]?.gap ?? 0) > 0 ? titleAt(standings, opened) : null;
  if (standing.weakest !== null) {
    const { skill, level, of } = standing.weakest;
    const below = Math.min(of, options.remediationLevel);
    const weak = reason("finished-but-weak", { skill, level: level ?? 0, below });
    return forWhom === null ? [weak] : [weak, reason("needed-before", { module: forWhom })];
  }
  const mandatory = standing.mandatory ? [reason("mandatory-module")] : [];
  if (forWhom !== null) return [...mandatory, forAnother(forWhom, lacking)];
  return standing.mandatory && lacking === undefined ? mandatory : [...mandatory, forOwnSake(lacking, options)];
};

/** Why a module was chosen: what it is needed for, and why before the others. */
export const whyChosen = (
  standings: readonly Standing[],
  standing: Standing,
  { candidates }: Choice,
  chosen: Candidate,
  situation: ReadSituation,
  options: ReadOptions,
  inOrder: boolean,
): readonly Reason[] => {
  const needed = whyNeeded(standings, standing, chosen, situation, options);
  const { value, need, readiness, minutes } = chosen;
  const others = candidates.length - 1;
  if (others === 0) return [...needed, reason("only-step")];
  if (inOrder) return [...needed, reason("first-in-order")];
  return minutes === null
    ? [...needed, reason("worth-most-untimed", { value, need, readiness, others })]
    : [...needed, reason("worth-most", { value, need, readiness, minutes, others })];
};

const mostDoubtful = (skills: readonly SkillStanding[]): SkillStanding | undefined =>
  skills.reduce<SkillStanding | undefined>(
    (least, skill) =>
      least === undefined || (skill.level ?? 0) - skill.of < (least.level ?? 0) - least.of ? skill : least,
    undefined,
  );

/** Why a module was not chosen. */
export const whyNotChosen = (
  standings: readonly Standing[],
  prerequisites: Prerequisites,
  place: number,
  { needed, candidates }: Choice,
  role: ReadSituation["role"],
  inOrder: boolean,
): Reason => {
  const standing = standings[place] as Standing; // place is one of the catalogue
  const [best] = candidates;
  if (needed[place] !== true) {
    if (standing.finished) return reason("already-finished");
    const doubtful = mostDoubtful(standing.skills);
    if (standing.mastered && doubtful !== undefined)
      return reason("already-mastered", { skill: doubtful.skill, level: doubtful.level ?? 0, of: doubtful.of });
    return reason("not-asked-for", { role: role?.name ?? "" });
  }
  const waitsFor = prerequisites[place]?.find((before) => standings[before]?.passed !== true);
  if (waitsFor !== undefined) return reason("waits-for", { module: titleAt(standings, waitsFor) });
  if (inOrder) return reason("later-in-order");
  const own = candidates.find((candidate) => candidate.place === place);
  return reason("worth-less", { value: own?.value ?? 0, best: best?.value ?? 0 });
};
