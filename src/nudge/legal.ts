import {
  type Found,
  note,
  type Path,
  readArray,
  readChoice,
  readId,
  readNumber,
  readOptions,
  readText,
} from "../core/check/index.ts";
import type { Scope } from "./action.ts";
import { readName } from "./canonicalName.ts";

/** Why messages for a purpose may be sent at all. Where several entries are about a message, each of them must allow it. */
export type LegalBasis = ConsentBasis | ReferencedBasis | LegalObligationBasis;

/** The learner has said yes: a `consented` event that names this purpose and the channel, later than any word against it. */
export interface ConsentBasis {
  /** What the messages are for. Compared without regard to case and blanks around. */
  readonly purpose: string;
  /** Only messages by this channel. Default: by any. */
  readonly channel?: string;
  /** Consent, as in article 6(1)(a) GDPR. */
  readonly basis: "consent";
}

/** A ground that stands in a document: which one, so that learners and works council can ask for it. */
export interface ReferencedBasis {
  /** What the messages are for. Compared without regard to case and blanks around. */
  readonly purpose: string;
  /** Only messages by this channel. Default: by any. */
  readonly channel?: string;
  /**
   * - `"agreement"`: a works agreement or a contract provides for it.
   * - `"legitimate-interest"`: interests were weighed, as in article 6(1)(f) GDPR. Whoever objects, or withdraws consent, gets none.
   * - `"not-required"`: no ground is needed, say for a hint inside the page that is open. Objections are heeded all the same.
   */
  readonly basis: "agreement" | "legitimate-interest" | "not-required";
  /** Where that is written down: "works agreement 12/2025, § 4". It is shown to the learner. */
  readonly reference: string;
}

/**
 * The law demands the training. It allows only messages that name one of these modules with this reference and a deadline; they hang
 * neither on consent nor on opt-outs that name no channel. Quiet hours, caps and gaps hold for them as for all others, but see `safety`.
 */
export interface LegalObligationBasis {
  /** What the messages are for. Compared without regard to case and blanks around. */
  readonly purpose: string;
  /** Only messages by this channel. Default: by any. */
  readonly channel?: string;
  /** Legal obligation, as in article 6(1)(c) GDPR. */
  readonly basis: "legal-obligation";
  /** The law: "GwG § 6(2) no. 6". Candidates name it in the same words. It is shown to the learner. */
  readonly reference: string;
  /** Ids of the modules that are mandatory under it; at least one. */
  readonly modules: readonly string[];
  /** Where safety is at stake: the one exception from hold-out, quiet hours, caps and gaps. Default: none. */
  readonly safety?: SafetyException;
}

/**
 * Messages about training on which safety hangs: the hold-out does not apply to them, and in the last hours before the deadline quiet
 * hours, caps and gaps give way. Each exception is logged. A cap of 0 and quiet hours without end never give way, nor does an unknown zone.
 */
export interface SafetyException {
  /** What is at stake, from a closed list. */
  readonly category: SafetyCategory;
  /** How long before the deadline timing rules begin to give way; above 0, at most 72. After the deadline they hold again. */
  readonly hoursBeforeDeadline: number;
}

/** What may be at stake: life and limb; the permission to do one's work; an attack on systems that is under way. */
export type SafetyCategory = "danger-to-life" | "licence-to-work" | "security-incident";

const BASES = ["consent", "agreement", "legitimate-interest", "not-required", "legal-obligation"] as const; // a closed list
const SAFETY = ["danger-to-life", "licence-to-work", "security-incident"] as const; // a closed list

/** Three days: a long weekend. Who begins earlier has time to wait for the morning. */
const MOST_HOURS_BEFORE = 72;

const KEYS = ["purpose", "channel", "basis", "reference", "modules", "safety"];

/** What does not belong to a basis is refused: it would look as if it did something. */
const onlyFor = (
  found: Found,
  path: Path,
  given: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  basis: string,
): void => {
  for (const key of keys)
    if (given[key] !== undefined)
      note(found, [...path, key], "inconsistent", `no ${key} beside basis "${basis}"`, given[key]);
};

const readModules = (found: Found, path: Path, value: unknown): readonly string[] => {
  const modules = readArray(found, path, value, (module, where) => readId(found, where, module));
  if (Array.isArray(value) && modules.length === 0) note(found, path, "empty", "at least one module", value);
  return modules;
};

const readSafety = (found: Found, path: Path, value: unknown): SafetyException => {
  const given = readOptions(found, path, value ?? null, ["category", "hoursBeforeDeadline"]);
  return {
    category: readChoice(found, [...path, "category"], given["category"], SAFETY),
    hoursBeforeDeadline: readNumber(found, [...path, "hoursBeforeDeadline"], given["hoursBeforeDeadline"], {
      above: 0,
      max: MOST_HOURS_BEFORE,
    }),
  };
};

const readBasis = (found: Found, path: Path, value: unknown): LegalBasis => {
  const given = readOptions(found, path, value ?? null, KEYS);
  const scope = {
    purpose: readName(found, [...path, "purpose"], given["purpose"]),
    ...(given["channel"] === undefined ? {} : { channel: readName(found, [...path, "channel"], given["channel"]) }),
  };
  const basis = readChoice(found, [...path, "basis"], given["basis"], BASES);
  if (basis === "consent") {
    if (given["basis"] === basis) onlyFor(found, path, given, ["reference", "modules", "safety"], basis);
    return { ...scope, basis };
  }
  const reference = readText(found, [...path, "reference"], given["reference"], "where that is written down");
  if (basis !== "legal-obligation") {
    onlyFor(found, path, given, ["modules", "safety"], basis);
    return { ...scope, basis, reference };
  }
  return {
    ...scope,
    basis,
    reference,
    modules: readModules(found, [...path, "modules"], given["modules"]),
    ...(given["safety"] === undefined ? {} : { safety: readSafety(found, [...path, "safety"], given["safety"]) }),
  };
};

/** Legal bases from outside, in full; one for each purpose and channel. */
export const readLegal = (found: Found, path: Path, value: unknown): readonly LegalBasis[] => {
  const seen = new Set<string>();
  return readArray(found, path, value, (element, where) => {
    const entry = readBasis(found, where, element);
    const { purpose, channel }: Scope = entry;
    const key = JSON.stringify([purpose, channel ?? null]);
    if (purpose !== "" && seen.has(key))
      note(found, where, "duplicate", "one basis for each purpose and channel", element);
    seen.add(key);
    return entry;
  });
};
