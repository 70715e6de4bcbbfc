import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../core/check/index.ts";
import { insufficientData, type Reason, type Result } from "../../core/vocabulary/index.ts";
import type { CatalogueModule } from "../../records/module.ts";
import { gapsInCatalogue } from "../nextStep/warnings.ts";
import { modulesBefore } from "../skillOrder.ts";
import { confidenceIn, whyModule, whyProbe, whySkill } from "./because.ts";
import { type PlacementOptions, type ReadPlacementOptions, readPlacementOptions } from "./options.ts";
import { place } from "./place.ts";
import { type PlacementSituation, type ReadPlacementSituation, readPlacementSituation } from "./situation.ts";

/** The skill to ask for next. */
export interface Probe {
  /** Its id: ask one question on it, or a few. */
  readonly skill: string;
  /** The probability that it is passed, as far as is known, in (0, 1). */
  readonly chance: number;
  /** How many fewer skills are open when it is passed. */
  readonly ifPassed: number;
  /** How many fewer skills are open when it is failed. */
  readonly ifFailed: number;
}

/** What the placement holds of one skill. */
export interface PlacedSkill {
  /** Its id. */
  readonly skill: string;
  /** `open` while nobody can say. */
  readonly standing: "known" | "lacking" | "open";
  /** How sure that is, in (0.5, 1]: 1 where it was asked or measured, `null` while it is open. */
  readonly confidence: number | null;
  /** Why. */
  readonly because: Reason;
}

/** What the placement says of one module. */
export interface PlacedModule {
  /** Its id. */
  readonly module: string;
  /** Whether the learner may skip it. */
  readonly skip: boolean;
  /** Why, or why not: what is said of the skill on which it hangs. */
  readonly because: Reason;
}

/** How far a placement has come. */
export interface Placement {
  /** This is about a person: it is not for everybody's eyes. */
  readonly subject: "person";
  /** What to ask next; `null` when the placement is done. */
  readonly probe: Probe | null;
  /** Why this probe, or why no more; `explain` words it. */
  readonly reasons: readonly Reason[];
  /** All modules, in the order of the catalogue. */
  readonly modules: readonly PlacedModule[];
  /** The skills on which it hangs what may be skipped, in the order in which the catalogue names them. */
  readonly skills: readonly PlacedSkill[];
  /** What had to be assumed because the catalogue does not say. */
  readonly warnings: readonly Reason[];
}

const NAME = "recommend.placement";

/**
 * Which modules may this learner skip, and how few questions does it take to find out? A placement test that asks for one skill at a
 * time, at most once each, and never for what is already settled. It is a pure function: hand in all answers so far, and it says what to
 * ask next, and what follows from them. The same answers give the same placement, so the list of answers is all there is to store.
 *
 * - A skill is settled when it was asked, when at least `minimumAnswers` answers put the whole interval of its level (its level, where
 *   there is no interval) on one side of `masteryLevel` or the role's level, or when others imply it: who knows a skill knows the one n
 *   steps of prerequisites before it with confidence `impliedConfidence`^n, and who lacks one lacks the one n steps after it likewise. Of
 *   each kind only the strongest sign counts; ln(c / (1 - c)) of the one less that of the other is ln of the odds, settled from
 *   `confidence` on.
 * - Skill k builds on skill j where every module that teaches k has one that teaches j among those it builds on.
 * - Asked is the open skill that settles most on average, weighted by the chance that it is passed: that of its level, or of the overall
 *   level, moved by what others imply. Of equals it is the one whose worse outcome settles more; among those that are equal in this too,
 *   `seed`, `id` and the number of answers draw.
 * - Skipped is a module when all its skills are known. Mandatory modules are never skipped, nor are those that do not say what they teach.
 *   With a role, only modules that it asks for, and those they build on, are in question.
 *
 * An answer settles its skill for good, so ask enough for it: with one question of four choices a guess passes one time in four. Modules
 * to skip can be handed to `nextStep` as `completed`.
 *
 * Fails on what `nextStep` fails on, and on answers to skills that the catalogue does not have, or twice to the same (`InvalidInput`).
 * Cost: open skills × skills × settled skills.
 *
 * Source: the prerequisite order as a knowledge structure and the search for its most telling question follow Doignon and Falmagne (1999,
 * Knowledge Spaces, chapters 1 and 10), without their probabilities over whole states.
 *
 * @param options `masteryLevel` in (0, 1], 0.7; `minimumAnswers`, whole from 1, 3; `impliedConfidence` in [0.5, 1), 0.9; `confidence` in
 *   (0.5, 1], 0.8; `maximumProbes`, whole from 0, as many as it takes; `seed`, a text or a whole number, 0
 * @returns a function from a learner's situation with the answers so far to the next probe and what may be skipped
 *
 * @example
 * ```ts
 * import { orThrow, recommend, records } from "learnlift";
 *
 * const catalogue = orThrow(
 *   records.catalogue([
 *     { id: "m1", title: "Tables", skills: ["tables"], prerequisites: [] },
 *     { id: "m2", title: "Joins", skills: ["joins"], prerequisites: ["m1"] },
 *     { id: "m3", title: "Windows", skills: ["windows"], prerequisites: ["m2"] },
 *   ]),
 * );
 * const place = recommend.placement();
 * orThrow(place({ id: "placement-7", catalogue })).probe?.skill; // => "joins"
 * const answers = [{ skill: "joins", passed: true }];
 * const { modules, probe } = orThrow(place({ id: "placement-7", catalogue, answers }));
 * modules.map(({ module, skip }) => (skip ? module : "")); // => ["m1", "m2", ""]
 * probe?.skill; // => "windows"
 * ```
 */
export const placement = (options?: PlacementOptions): ((situation: PlacementSituation) => Result<Placement>) => {
  const settings = reading(NAME, (found) => readPlacementOptions(found, options));
  return (situation) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readPlacementSituation(NAME, found, situation));
    if (isLeft(read)) return read;
    if (read.right.catalogue.modules.length === 0) return insufficientData(NAME, "modules", 1, 0);
    return right(placed(read.right, settings.right));
  };
};

/** By place: whether the role asks for a module, or for one that builds on it; without a role, every module. */
const askedFor = (modules: readonly CatalogueModule[], role: ReadPlacementSituation["role"]): readonly boolean[] => {
  if (role === null) return modules.map(() => true);
  const asked = modules.map(({ skills = [] }) => skills.some((skill) => role.levels.has(skill)));
  const needed = [...asked];
  for (const [module, before] of modulesBefore(modules).entries())
    if (asked[module] === true) for (const place of before.keys()) needed[place] = true;
  return needed;
};

const placed = (situation: ReadPlacementSituation, options: ReadPlacementOptions): Placement => {
  const { modules } = situation.catalogue;
  const asked = askedFor(modules, situation.role);
  const placing = place(situation, options, asked);
  const { order, skills, inQuestion, chosen } = placing;
  return {
    subject: "person",
    probe:
      chosen === null
        ? null
        : {
            skill: order.skills[chosen.place] ?? "",
            chance: chosen.chance,
            ifPassed: chosen.ifPassed,
            ifFailed: chosen.ifFailed,
          },
    reasons: whyProbe(placing, situation),
    modules: modules.map((module, at) => ({
      module: module.id,
      ...whyModule(placing, module, asked[at] === true, situation, options),
    })),
    skills: skills.flatMap((one, at): readonly PlacedSkill[] =>
      inQuestion[at] === true
        ? [
            {
              skill: order.skills[at] ?? "",
              standing: one.standing,
              confidence: confidenceIn(one),
              because: whySkill(placing, at, situation, options),
            },
          ]
        : [],
    ),
    warnings: gapsInCatalogue(situation),
  };
};
