import { logistic } from "../../core/numeric/elementary/index.ts";
import { type Reason, reason } from "../../core/vocabulary/index.ts";
import type { CatalogueModule } from "../../records/module.ts";
import type { ReadPlacementOptions } from "./options.ts";
import type { PlacedAs, Placing } from "./place.ts";
import type { ReadPlacementSituation } from "./situation.ts";

/** How sure what was found of a skill is: 1 where it was asked or measured. */
export const confidenceIn = ({ from, belief }: PlacedAs): number | null =>
  from === null ? null : from === "implied" ? logistic(Math.abs(belief.logOdds)) : 1;

/** Why a skill is held to be what it is. */
export const whySkill = (
  { order, skills }: Placing,
  place: number,
  { evidence, role }: ReadPlacementSituation,
  { masteryLevel }: ReadPlacementOptions,
): Reason => {
  const skill = order.skills[place] ?? "";
  const placed = skills[place];
  if (placed === undefined || placed.from === null) return reason("skill-open", { skill });
  const known = placed.standing === "known";
  if (placed.from === "asked") return reason(known ? "skill-passed" : "skill-failed", { skill });
  if (placed.from === "measured") {
    const level = evidence.get(skill)?.level ?? 0;
    const of = role?.levels.get(skill) ?? masteryLevel;
    return reason(known ? "already-mastered" : "skill-to-raise", { skill, level, of });
  }
  const by = order.skills[(known ? placed.belief.pro : placed.belief.contra)?.by ?? -1] ?? "";
  const confidence = confidenceIn(placed) ?? 0;
  return reason(known ? "skill-implied" : "skill-lack-implied", { skill, by, confidence });
};

const RANK = { lacking: 0, open: 1, known: 2 } as const;

/** The skill on which it hangs whether a module is skipped: one that is lacking, then one that is open, then the least sure. */
const decidingSkill = (placing: Placing, module: CatalogueModule): number => {
  const places = (module.skills ?? []).map((skill) => placing.order.skills.indexOf(skill));
  const rank = (place: number): number => {
    const placed = placing.skills[place];
    return placed === undefined ? 0 : RANK[placed.standing] + (confidenceIn(placed) ?? 0) / 2;
  };
  return places.reduce((least, place) => (rank(place) < rank(least) ? place : least));
};

/** Why a module may be skipped, or may not. */
export const whyModule = (
  placing: Placing,
  module: CatalogueModule,
  asked: boolean,
  situation: ReadPlacementSituation,
  options: ReadPlacementOptions,
): { readonly skip: boolean; readonly because: Reason } => {
  const stays = (because: Reason) => ({ skip: false, because });
  if (situation.completed.has(module.id)) return stays(reason("already-finished"));
  if (situation.mandatory.has(module.id)) return stays(reason("mandatory-module"));
  if ((module.skills ?? []).length === 0) return stays(reason("skills-unsaid"));
  if (!asked) return stays(reason("not-asked-for", { role: situation.role?.name ?? "" }));
  const place = decidingSkill(placing, module);
  return {
    skip: placing.skills[place]?.standing === "known",
    because: whySkill(placing, place, situation, options),
  };
};

/** Why this skill is asked for, or why none is. */
export const whyProbe = (
  { chosen, best, open, order, skills, inQuestion }: Placing,
  { answers }: ReadPlacementSituation,
): readonly Reason[] => {
  const all = inQuestion.filter((one) => one).length;
  if (chosen !== null) {
    const { ifPassed, ifFailed, chance } = chosen;
    const skill = order.skills[chosen.place] ?? "";
    if (open === 1) return [reason("only-open-skill", { skill })];
    const settles = reason("settles-most", { skill, ifPassed, ifFailed, chance, open });
    return best.length === 1 ? [settles] : [settles, reason("drawn-among", { equals: best.length })];
  }
  if (all === 0) return [reason("nothing-to-place")];
  if (open > 0) return [reason("no-more-probes", { asked: answers.size, open })];
  const asked = skills.filter(({ from }, place) => from === "asked" && inQuestion[place] === true).length;
  return [reason("all-settled", { asked, of: all })];
};
