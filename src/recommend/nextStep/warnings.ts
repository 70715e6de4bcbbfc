import { type Reason, reason } from "../../core/vocabulary/index.ts";
import type { CatalogueModule } from "../../records/module.ts";
import type { ReadSituation } from "./situation.ts";

/** A catalogue of titles: nothing says what a module teaches or what it builds on. */
export const knowsOnlyTitles = (modules: readonly CatalogueModule[]): boolean =>
  modules.every(({ skills = [], prerequisites = [] }) => skills.length === 0 && prerequisites.length === 0);

const missing = (
  { catalogue: { modules } }: ReadSituation,
  code: "skills-missing" | "prerequisites-missing",
  known: (module: CatalogueModule) => unknown,
): readonly Reason[] => {
  const unknown = modules.filter((module) => known(module) === undefined).length;
  return unknown > 0 ? [reason(code, { unknown, of: modules.length })] : [];
};

/** What the catalogue does not say of skills and of what builds on what. */
export const gapsInCatalogue = (situation: ReadSituation): readonly Reason[] => [
  ...missing(situation, "skills-missing", ({ skills }) => skills),
  ...missing(situation, "prerequisites-missing", ({ prerequisites }) => prerequisites),
];

/** What the answer had to assume, and what it cannot answer. */
export const warningsAbout = (situation: ReadSituation, usual: number | null): readonly Reason[] => {
  const { modules } = situation.catalogue;
  const of = modules.length;
  const untaught = untaughtSkills(situation);
  if (knowsOnlyTitles(modules)) return [reason("only-titles"), ...untaught];
  const minutes = modules.filter((module) => module.minutes === undefined).length;
  return [
    ...gapsInCatalogue(situation),
    ...(usual === null ? [reason("no-minutes")] : []),
    ...(usual !== null && minutes > 0 ? [reason("minutes-missing", { unknown: minutes, of, assumed: usual })] : []),
    ...(situation.evidence.size === 0 ? [reason("no-mastery")] : []),
    ...untaught,
  ];
};

const untaughtSkills = ({ catalogue, role }: ReadSituation): readonly Reason[] => {
  if (role === null) return [];
  const taught = new Set(catalogue.modules.flatMap(({ skills = [] }) => skills));
  return [...role.levels.keys()]
    .filter((skill) => !taught.has(skill))
    .map((skill) => reason("skill-untaught", { skill, role: role.name }));
};
