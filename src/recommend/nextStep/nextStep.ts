import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../core/check/index.ts";
import { insufficientData, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import { whyChosen, whyNotChosen } from "./because.ts";
import { choose, type Prerequisites } from "./choose.ts";
import { SHORTEST_MINUTES, usualMinutes } from "./minutes.ts";
import { type NextStepOptions, type ReadOptions, readNextStepOptions } from "./options.ts";
import { type ReadSituation, readSituation, type Situation } from "./situation.ts";
import { standingBefore } from "./standing.ts";
import { knowsOnlyTitles, warningsAbout } from "./warnings.ts";

/** The module that comes next, with what the choice rests on. */
export interface Step {
  /** Its id. */
  readonly module: string;
  /** Whether it was finished before and comes back. */
  readonly remediation: boolean;
  /** need · readiness / minutes; where no module says its minutes, need · readiness. */
  readonly value: number;
  /** The gaps of it and of the needed modules that build on it, added up. */
  readonly need: number;
  /** The predicted probability of success on it, in (0, 1). */
  readonly readiness: number;
  /** How long it takes, or is taken to take, a second at least; `null` where no module of the catalogue says. */
  readonly minutes: number | null;
}

/** A module that does not come next. */
export interface NotNow {
  /** Its id. */
  readonly module: string;
  /** Why not. */
  readonly because: Reason;
}

/** What comes next for one learner. */
export interface NextStep {
  /** This is about a person: it is not for everybody's eyes. */
  readonly subject: "person";
  /** `null` where nothing is left. */
  readonly step: Step | null;
  /** Why this step, or why none; `explain` words it. */
  readonly reasons: readonly Reason[];
  /** All other modules, in the order of the catalogue, each with why not. */
  readonly others: readonly NotNow[];
  /** What the answer had to assume because the catalogue or the evidence does not say. */
  readonly warnings: readonly Reason[];
}

const NAME = "recommend.nextStep";

/**
 * What should this learner do next? One module of the catalogue, with the reason, and for every other module why not.
 *
 * - Wanted is every module that is not finished and not mastered; with a role, only those that teach a skill in which the role's level
 *   is not reached, and those that are mandatory; a finished one only if such a skill is weak. A module is mastered when at least `minimumAnswers` answers in each of
 *   its skills put the level at `masteryLevel` (or the role's level) or above. Mandatory modules are never skipped.
 * - Needed is what is wanted, and before it every prerequisite that is neither finished nor mastered. A finished prerequisite is needed
 *   again when a skill of it is known to be below `remediationLevel`.
 * - Ready is a needed module whose prerequisites are all finished or mastered, and not weak.
 * - Chosen is the ready module with the greatest value = need · readiness / minutes; of equals, the first in the catalogue. The gap of a
 *   skill is (level needed - level) / level needed, at least 0, and 1 where too few answers say anything; the gap of a module is the
 *   mean over its skills (with a role, over those it asks for), without a role 1 where it has none, and 1 more if it is mandatory. Need is the gap of
 *   the module and of all needed modules that build on it, added up. Readiness is 1 / (1 + e^-(m - difficulty)), m the mean over its
 *   skills of ln(level / (1 - level)), with the overall level for unknown skills.
 *
 * The value is a stated rule of thumb, not an optimum: it weighs what a module opens up against the time it takes. A catalogue that knows
 * neither skills nor prerequisites is followed in its order, and the warnings say so.
 *
 * Fails on a catalogue that does not hold together, levels outside [0, 1] and mandatory modules that do not exist
 * (`InvalidInput`), and on an empty catalogue (`InsufficientData`). Cost: ready modules × (modules + prerequisites).
 *
 * @param options `masteryLevel` in (0, 1], 0.7; `remediationLevel` in [0, `masteryLevel`], 0.5 or `masteryLevel` if that is less;
 *   `minimumAnswers`, a whole number from 1, 3
 * @returns a function from a learner's situation to the next step
 *
 * @example
 * ```ts
 * import { orThrow, recommend, records } from "learnlift";
 *
 * const catalogue = orThrow(
 *   records.catalogue([
 *     { id: "m1", title: "Triage", minutes: 10, skills: ["triage"], prerequisites: [] },
 *     { id: "m2", title: "Incident review", minutes: 25, skills: ["review"], prerequisites: ["m1"] },
 *   ]),
 * );
 * const mastery = { skills: { triage: { level: 0.41, answers: 12 } } };
 * const { step, reasons } = orThrow(recommend.nextStep()({ catalogue, mastery }));
 * step?.module; // => "m1"
 * reasons[0]?.code; // => "needed-for"
 * reasons[0]?.values; // => { module: "Incident review", skill: "triage", level: 0.41, of: 0.7 }
 * ```
 */
export const nextStep = (options?: NextStepOptions): ((situation: Situation) => Result<NextStep>) => {
  const settings = reading(NAME, (found) => readNextStepOptions(found, options));
  return (situation) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readSituation(NAME, found, situation));
    if (isLeft(read)) return read;
    if (read.right.catalogue.modules.length === 0) return insufficientData(NAME, "modules", 1, 0);
    return right(stepFor(read.right, settings.right));
  };
};

const stepFor = (situation: ReadSituation, options: ReadOptions): NextStep => {
  const { catalogue, role, evidence } = situation;
  const { modules } = catalogue;
  const standings = modules.map((module) => standingBefore(module, situation, options));
  const placeOf = new Map(modules.map(({ id }, place) => [id, place]));
  const prerequisites: Prerequisites = modules.map(({ prerequisites: before = [] }) =>
    before.flatMap((id) => placeOf.get(id) ?? []),
  );
  const inOrder = knowsOnlyTitles(modules);
  const usual = usualMinutes(modules);
  const choice = choose(
    standings,
    prerequisites,
    ({ module }) => (usual === null ? null : Math.max(module.minutes ?? usual, SHORTEST_MINUTES)),
    (skill) => {
      const known = evidence.get(skill);
      return known === undefined || known.answers < options.minimumAnswers ? null : known.level;
    },
    situation.overallLevel ?? 0.5,
    inOrder,
  );
  const [chosen] = choice.candidates;
  const standing = chosen === undefined ? undefined : standings[chosen.place];
  const others = modules.flatMap(({ id }, place) =>
    place === chosen?.place
      ? []
      : [{ module: id, because: whyNotChosen(standings, prerequisites, place, choice, role, inOrder) }],
  );
  const warnings = warningsAbout(situation, usual);
  if (chosen === undefined || standing === undefined) {
    const none = role === null ? reason("nothing-left") : reason("nothing-left-for-role", { role: role.name });
    return { subject: "person", step: null, reasons: [none], others, warnings };
  }
  const { value, need, readiness, minutes } = chosen;
  return {
    subject: "person",
    step: {
      module: standing.module.id,
      remediation: standing.finished,
      value,
      need,
      readiness,
      minutes,
    },
    reasons: whyChosen(standings, standing, choice, chosen, situation, options, inOrder),
    others,
    warnings,
  };
};
