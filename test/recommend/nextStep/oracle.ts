import type { CatalogueModule } from "../../../src/records/module.ts";
import type { PlainSituation } from "../arbitraries.ts";

/** What should come next, worked out slowly and with nothing of what it checks: sets, recursion, no graph, no order of evaluation. */
export interface Expected {
  readonly chosen: string | null;
  readonly value: number;
  readonly need: number;
  readonly readiness: number;
  readonly status: Readonly<Record<string, "chosen" | "ready" | "waiting" | "finished" | "mastered" | "unasked">>;
}

export const expectedStep = (
  { modules, mastery, completed = [], mandatory = [], role }: PlainSituation,
  {
    masteryLevel,
    remediationLevel,
    minimumAnswers,
  }: Record<"masteryLevel" | "remediationLevel" | "minimumAnswers", number>,
): Expected => {
  const bar = (skill: string): number => role?.levels[skill] ?? masteryLevel;
  const known = (skill: string): number | undefined => {
    const one = mastery?.skills[skill];
    return one !== undefined && one.answers >= minimumAnswers ? one.level : undefined;
  };
  const gapIn = (skill: string): number => {
    const level = known(skill);
    return level === undefined ? 1 : level >= bar(skill) ? 0 : (bar(skill) - level) / bar(skill);
  };
  const isWeak = (skill: string): boolean => {
    const level = known(skill);
    return level !== undefined && level < bar(skill) && level < remediationLevel;
  };
  const counts = (skill: string): boolean => role === undefined || skill in role.levels;
  const skillsOf = (module: CatalogueModule): readonly string[] => module.skills ?? [];
  const finished = (module: CatalogueModule): boolean => completed.includes(module.id);
  const owed = (module: CatalogueModule): boolean => mandatory.includes(module.id) && !finished(module);
  const mastered = (module: CatalogueModule): boolean =>
    !owed(module) && skillsOf(module).length > 0 && skillsOf(module).every((skill) => gapIn(skill) === 0);
  const passed = (module: CatalogueModule): boolean =>
    finished(module) ? !skillsOf(module).some(isWeak) : mastered(module);
  const byId = (id: string): CatalogueModule => {
    const module = modules.find((one) => one.id === id);
    if (module === undefined) throw new Error(id);
    return module;
  };
  const wanted = (module: CatalogueModule): boolean => {
    if (finished(module)) return role !== undefined && skillsOf(module).some((skill) => counts(skill) && isWeak(skill));
    if (owed(module)) return true;
    if (role === undefined) return !mastered(module);
    return skillsOf(module).some((skill) => counts(skill) && gapIn(skill) > 0);
  };
  const needsToPass = (module: CatalogueModule): readonly CatalogueModule[] =>
    (module.prerequisites ?? []).map(byId).filter((before) => !passed(before));
  const needed = (module: CatalogueModule): boolean =>
    wanted(module) || modules.some((other) => needsToPass(other).includes(module) && needed(other));
  const gapOf = (module: CatalogueModule): number => {
    const extra = owed(module) ? 1 : 0;
    const those = skillsOf(module).filter(counts);
    if (those.length > 0) return extra + those.map(gapIn).reduce((sum, gap) => sum + gap, 0) / those.length;
    return extra + (role === undefined && !finished(module) ? 1 : 0);
  };
  const buildsOn = (module: CatalogueModule, base: CatalogueModule): boolean =>
    (module.prerequisites ?? []).some((id) => id === base.id || (needed(byId(id)) && buildsOn(byId(id), base)));
  const needOf = (module: CatalogueModule): number =>
    modules
      .filter((other) => other === module || (needed(other) && buildsOn(other, module)))
      .map(gapOf)
      .reduce((sum, gap) => sum + gap, 0);
  const logit = (level: number): number => {
    const inside = Math.min(1 - 1e-6, Math.max(1e-6, level));
    return Math.log(inside) - Math.log(1 - inside);
  };
  const overall = mastery?.overall?.level ?? 0.5;
  const readinessOf = (module: CatalogueModule): number => {
    const levels = skillsOf(module).map((skill) => logit(known(skill) ?? overall));
    const mean = levels.length === 0 ? logit(overall) : levels.reduce((sum, one) => sum + one, 0) / levels.length;
    return 1 / (1 + Math.exp(-(mean - (module.difficulty ?? 0))));
  };
  const lengths = modules.flatMap(({ minutes }) => minutes ?? []).sort((one, other) => one - other);
  const median =
    ((lengths[Math.floor((lengths.length - 1) / 2)] ?? 1) + (lengths[Math.ceil((lengths.length - 1) / 2)] ?? 1)) / 2;
  const worthOf = (module: CatalogueModule): number =>
    (needOf(module) * readinessOf(module)) / (lengths.length === 0 ? 1 : (module.minutes ?? median));
  const ready = modules.filter(
    (module) => needed(module) && (module.prerequisites ?? []).every((id) => passed(byId(id))),
  );
  const onlyTitles = modules.every(
    (module) => skillsOf(module).length === 0 && (module.prerequisites ?? []).length === 0,
  );
  const best = Math.max(...ready.map(worthOf));
  // equal up to rounding counts as equal: the first in the catalogue
  const chosen = onlyTitles ? ready[0] : ready.find((module) => worthOf(module) >= best * (1 - 1e-12));
  return {
    chosen: chosen?.id ?? null,
    value: chosen === undefined ? 0 : worthOf(chosen),
    need: chosen === undefined ? 0 : needOf(chosen),
    readiness: chosen === undefined ? 0 : readinessOf(chosen),
    status: Object.fromEntries(
      modules.map((module) => [
        module.id,
        module === chosen
          ? "chosen"
          : ready.includes(module)
            ? "ready"
            : needed(module)
              ? "waiting"
              : finished(module)
                ? "finished"
                : mastered(module)
                  ? "mastered"
                  : "unasked",
      ]),
    ),
  };
};
