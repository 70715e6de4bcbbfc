import type { CatalogueModule } from "../records/module.ts";

/** How many steps of prerequisites lie between two skills, by place. */
type Steps = ReadonlyMap<number, number>;

/** Which skills of a catalogue build on which. */
export interface SkillOrder {
  /** Each once, in the order in which modules first name them. */
  readonly skills: readonly string[];
  /** By skill: those it builds on. */
  readonly before: readonly Steps[];
  /** By skill: those that build on it. */
  readonly after: readonly Steps[];
}

/** By module: the modules it builds on, directly or not, with the steps between, nearest first. O(modules × prerequisites). */
export const modulesBefore = (modules: readonly CatalogueModule[]): readonly ReadonlyMap<number, number>[] => {
  const placeOf = new Map(modules.map(({ id }, place) => [id, place]));
  return modules.map((_, start) => {
    const steps = new Map([[start, 0]]);
    for (const [place, count] of steps)
      for (const id of modules[place]?.prerequisites ?? []) {
        const before = placeOf.get(id);
        if (before !== undefined && !steps.has(before)) steps.set(before, count + 1);
      }
    steps.delete(start);
    return steps;
  });
};

/**
 * Which skills build on which: skill k builds on skill j where every module that teaches k has one that teaches j among the modules it
 * builds on. So no skill builds on itself in the end, whatever the catalogue. The steps between are those to the nearest such module,
 * from the module of k that has it farthest away.
 */
export const skillOrder = (modules: readonly CatalogueModule[]): SkillOrder => {
  const skills = [...new Set(modules.flatMap(({ skills: taught = [] }) => taught))];
  const placeOf = new Map(skills.map((skill, place) => [skill, place]));
  const taughtBy = modules.map(({ skills: taught = [] }) => taught.flatMap((skill) => placeOf.get(skill) ?? []));
  const before: (Map<number, number> | undefined)[] = skills.map(() => undefined);
  for (const [module, modulesSteps] of modulesBefore(modules).entries()) {
    const nearest = new Map<number, number>();
    for (const [place, steps] of modulesSteps)
      for (const skill of taughtBy[place] ?? []) if (!nearest.has(skill)) nearest.set(skill, steps);
    for (const skill of taughtBy[module] ?? []) {
      const known = before[skill];
      const kept = [...nearest].flatMap(([earlier, steps]): readonly (readonly [number, number])[] => {
        if (earlier === skill) return [];
        if (known === undefined) return [[earlier, steps]];
        const other = known.get(earlier);
        return other === undefined ? [] : [[earlier, Math.max(steps, other)]];
      });
      before[skill] = new Map(kept);
    }
  }
  const after = skills.map(() => new Map<number, number>());
  for (const [skill, earlier] of before.entries())
    for (const [place, steps] of earlier ?? []) after[place]?.set(skill, steps);
  return { skills, before: before.map((steps) => steps ?? new Map<number, number>()), after };
};
