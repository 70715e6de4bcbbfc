import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  oneOf,
  orDefault,
  readId,
  readInteger,
  reading,
  readNumber,
  readObject,
  readOptions,
} from "../../core/check/index.ts";
import { insufficientData, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { ReadOptions } from "../nextStep/options.ts";
import { type ReadSituation, readSituation, type Situation } from "../nextStep/situation.ts";
import { gapsInCatalogue } from "../nextStep/warnings.ts";
import { chainBefore, whyNotLink } from "./weakestLink.ts";

/** How a weak link is looked for. */
export interface RemediationOptions {
  /** The level below which a skill is weak, where the role names none: in (0, 1], 0.7. */
  readonly masteryLevel?: number | undefined;
  /** Answers without which a level is not believed: whole, at least 1, 3. */
  readonly minimumAnswers?: number | undefined;
}

/** A learner who fails at a module. */
export interface FailedModule extends Pick<Situation, "catalogue" | "mastery" | "role"> {
  /** Its id. */
  readonly module: string;
}

/** The skill at which the chain of prerequisites breaks. */
export interface WeakLink {
  /** Its id. */
  readonly skill: string;
  /** The level in it, in [0, 1]. */
  readonly level: number;
  /** The level needed. */
  readonly of: number;
  /** What is missing, as a share of what is needed, in (0, 1]. */
  readonly gap: number;
  /** Steps of prerequisites between the failed module and the nearest one that teaches it. */
  readonly steps: number;
}

/** A skill that is not the one to repair. */
export interface OtherLink {
  /** Its id. */
  readonly skill: string;
  /** Why not. */
  readonly because: Reason;
}

/** What to repair before a failed module is tried again. */
export interface Remediation {
  /** This is about a person: it is not for everybody's eyes. */
  readonly subject: "person";
  /** `null` where nothing that the module builds on is known to be weak. */
  readonly link: WeakLink | null;
  /** The module to take; `null` where there is no weak link. */
  readonly module: string | null;
  /** Why this skill and this module, or why none; `explain` words it. */
  readonly reasons: readonly Reason[];
  /** The other skills that the module builds on, nearest first, each with why not. */
  readonly others: readonly OtherLink[];
  /** What had to be assumed because the catalogue does not say. */
  readonly warnings: readonly Reason[];
}

const NAME = "recommend.remediation";
const KEYS = ["masteryLevel", "minimumAnswers"] as const;

const readRemediationOptions = (found: Found, value: unknown): ReadOptions => {
  const given = readOptions(found, [], value, KEYS);
  return {
    masteryLevel: orDefault(given["masteryLevel"], 0.7, (level) =>
      readNumber(found, ["masteryLevel"], level, { above: 0, max: 1 }),
    ),
    remediationLevel: 0,
    minimumAnswers: orDefault(given["minimumAnswers"], 3, (count) =>
      readInteger(found, ["minimumAnswers"], count, { min: 1 }),
    ),
  };
};

const readFailedModule = (found: Found, value: unknown): { situation: ReadSituation; place: number } => {
  const { catalogue, mastery, role, module } = readObject(found, [], value, "a learner who fails at a module");
  const situation = readSituation(NAME, found, { catalogue, mastery, role });
  const id = readId(found, ["module"], module);
  const ids = situation.catalogue.modules.map((one) => one.id);
  const place = ids.indexOf(id);
  if (place < 0 && id !== "" && ids.length > 0) note(found, ["module"], "unknown-value", oneOf(ids, id), id);
  return { situation, place };
};

/**
 * A learner keeps failing at a module: which of the things it builds on does not hold, and which module mends it?
 *
 * - A link is a skill taught by one of the modules that the failed one builds on, directly or not. It is weak where at least
 *   `minimumAnswers` answers put its level below `masteryLevel`, or below what the role asks for.
 * - The chain breaks first at a weak link that builds on no other weak one. Of those, the one with the widest gap = (level needed -
 *   level) / level needed is the one to repair; of equals, the nearest to the failed module.
 * - The module to take is one of those that teach it and that the failed module builds on: with the fewest weak links before it, then
 *   the shortest, then the nearest.
 *
 * Where no link is known to be weak it says so, and names the skills of which too few answers say anything: `placement` asks for them. A
 * low level beside a failure is a likely cause, not a proven one.
 *
 * Fails on a catalogue that does not hold together, a module it does not have and levels outside [0, 1] (`InvalidInput`), and on an empty
 * catalogue (`InsufficientData`). Cost: modules × (modules + prerequisites).
 *
 * @param options `masteryLevel` in (0, 1], 0.7; `minimumAnswers`, a whole number from 1, 3
 * @returns a function from a learner before a failed module to the weakest link
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
 * const mastery = { skills: { tables: { level: 0.4, answers: 9 }, joins: { level: 0.3, answers: 9 } } };
 * const { link, module, others } = orThrow(recommend.remediation()({ catalogue, mastery, module: "m3" }));
 * link?.skill; // => "tables"
 * module; // => "m1"
 * others[0]?.because.code; // => "behind-another"
 * ```
 */
export const remediation = (options?: RemediationOptions): ((failed: FailedModule) => Result<Remediation>) => {
  const settings = reading(NAME, (found) => readRemediationOptions(found, options));
  return (failed) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readFailedModule(found, failed));
    if (isLeft(read)) return read;
    if (read.right.situation.catalogue.modules.length === 0) return insufficientData(NAME, "modules", 1, 0);
    return right(repair(read.right.place, read.right.situation, settings.right));
  };
};

const repair = (place: number, situation: ReadSituation, options: ReadOptions): Remediation => {
  const { modules } = situation.catalogue;
  const titleOf = (at: number): string => modules[at]?.title ?? "";
  const { links, weakest, repair: mends } = chainBefore(place, situation, options);
  const others = links
    .filter((link) => link !== weakest)
    .map((link) => ({ skill: link.standing.skill, because: whyNotLink(link, weakest, options) }));
  const warnings = gapsInCatalogue(situation);
  const module = titleOf(place);
  if (weakest === null || mends === null) {
    const unmeasured = links.filter(({ standing }) => standing.level === null).length;
    const none =
      links.length === 0
        ? reason("builds-on-nothing", { module })
        : unmeasured > 0
          ? reason("nothing-known-weak", { module, unmeasured, of: links.length })
          : reason("prerequisites-hold", { module, skills: links.length });
    return { subject: "person", link: null, module: null, reasons: [none], others, warnings };
  }
  const { skill, level, of, gap } = weakest.standing;
  const rivals = others.filter(({ because }) => because.code === "narrower-gap").length;
  return {
    subject: "person",
    link: { skill, level: level ?? 0, of, gap, steps: weakest.steps },
    module: modules[mends]?.id ?? "",
    reasons: [
      reason("weak-link", { module, skill, level: level ?? 0, of }),
      rivals === 0 ? reason("only-weak-link", { skill }) : reason("widest-gap", { skill, gap, others: rivals }),
      reason("mended-by", { module: titleOf(mends), skill }),
    ],
    others,
    warnings,
  };
};
