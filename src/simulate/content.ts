import type { CatalogueModule } from "../records/index.ts";

/** Skills in the order in which they build on each other, and what each module of one is called. */
const SKILLS: readonly { readonly skill: string; readonly needs: string | null; readonly difficulty: number }[] = [
  { skill: "Basics", needs: null, difficulty: -1 },
  { skill: "Spreadsheets", needs: "Basics", difficulty: -0.5 },
  { skill: "Statistics", needs: "Spreadsheets", difficulty: 0.2 },
  { skill: "Dashboards", needs: "Spreadsheets", difficulty: 0 },
  { skill: "Experiments", needs: "Statistics", difficulty: 0.7 },
  { skill: "Storytelling", needs: "Dashboards", difficulty: 0.3 },
];

const PARTS: readonly { readonly part: string; readonly harder: number; readonly minutes: number }[] = [
  { part: "first steps", harder: -0.3, minutes: 12 },
  { part: "in practice", harder: 0, minutes: 18 },
  { part: "case study", harder: 0.2, minutes: 25 },
  { part: "review", harder: 0.4, minutes: 10 },
];

const idOf = (skill: string, part: string): string => `${skill} ${part}`.toLowerCase().replace(/ /g, "-");

/** The module that the managers' reminder and later nudges may point to without any prerequisite. */
export const SPOTLIGHT: CatalogueModule = {
  id: "incident-review",
  title: "Incident review",
  minutes: 15,
  skills: ["Incidents"],
  prerequisites: [],
  tags: ["elective"],
  difficulty: 0,
};

/**
 * Twenty-four modules of six skills, and one elective. Within a skill each part needs the one before; a skill's first part needs the
 * third part of the skill it builds on. Prerequisites come before what needs them.
 */
export const academyModules = (): readonly CatalogueModule[] => {
  const modules: CatalogueModule[] = [];
  for (const { skill, needs, difficulty } of SKILLS) {
    PARTS.forEach(({ part, harder, minutes }, at) => {
      const before = PARTS[at - 1];
      const prerequisite =
        before === undefined ? (needs === null ? null : idOf(needs, "case study")) : idOf(skill, before.part);
      modules.push({
        id: idOf(skill, part),
        title: `${skill}: ${part}`,
        minutes,
        skills: [skill],
        prerequisites: prerequisite === null ? [] : [prerequisite],
        tags: [part],
        difficulty: difficulty + harder,
      });
    });
  }
  return [...modules, SPOTLIGHT];
};
