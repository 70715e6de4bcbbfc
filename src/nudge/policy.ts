import {
  type Found,
  isRecord,
  orDefault,
  type Path,
  readDocument,
  readId,
  reading,
  readJson,
  readNumber,
  readOptions,
  readText,
} from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { type LegalBasis, readLegal } from "./legal.ts";
import { type NudgeRules, readRules } from "./rules.ts";

/** How strongly a policy prefers what promises more: a number, or a schedule that grows with what has been learned. */
export type Gamma = number | GammaSchedule;

/** gamma = scale * round^exponent, where `round` counts the outcomes that the estimates rest on. */
export interface GammaSchedule {
  /** In (0, 1e6]. Vowpal Wabbit's default is 10. */
  readonly scale: number;
  /** In [0, 1]. Vowpal Wabbit's default is 0.5. */
  readonly exponent: number;
}

/** What `nudgePolicy` is made from. */
export interface NudgePolicyOptions {
  /** Names the policy in every decision. */
  readonly name: string;
  /** Which edition of it: change it whenever anything here changes. Default "1". */
  readonly revision?: string;
  /** Of all its draws. A number and its text are one seed: 1 and "1" draw the same. */
  readonly seed: string | number;
  /**
   * On which legal ground each purpose rests; one entry for each purpose and channel. What no entry is about is never sent: an empty list
   * sends nothing. Where no ground is needed, `"not-required"` says so and why.
   */
  readonly legal: readonly LegalBasis[];
  /** In [0, 1e6]: 0 chooses evenly, a large value nearly always the best; or a schedule. */
  readonly gamma: Gamma;
  /**
   * Share of learners, in [0, 1), who are never sent anything but what `legal` declares as a matter of safety, so that the policy as a
   * whole can be measured. Default 0.
   */
  readonly holdOutShare?: number;
  /** What no decision may break. Default: nothing but law, opt-outs and expiry, which hold without a rule. */
  readonly rules?: Partial<NudgeRules>;
}

/** A policy that weighs expected reward against learning more, under guardrails. Plain JSON, to be stored beside its decisions. */
export interface NudgePolicy {
  /** Names the algorithm. */
  readonly kind: "inverse-gap";
  /** Of this layout. */
  readonly version: 1;
  /** Names the policy in every decision. */
  readonly name: string;
  /** Which edition of it. */
  readonly revision: string;
  /** Of all its draws. */
  readonly seed: string | number;
  /** On which legal ground each purpose rests. Names are in the form in which they are compared. */
  readonly legal: readonly LegalBasis[];
  /** How strongly it prefers what promises more. */
  readonly gamma: Gamma;
  /** Share of learners who are never sent anything but what `legal` declares as a matter of safety. */
  readonly holdOutShare: number;
  /** What no decision may break. */
  readonly rules: NudgeRules;
}

const OPTIONS = ["name", "revision", "seed", "legal", "gamma", "holdOutShare", "rules"];

const MOST = 1e6;

const readGamma = (found: Found, path: Path, value: unknown): Gamma => {
  if (typeof value !== "object" || value === null) return readNumber(found, path, value, { min: 0, max: MOST });
  const given = readOptions(found, path, value, ["scale", "exponent"]);
  return {
    scale: readNumber(found, [...path, "scale"], given["scale"], { above: 0, max: MOST }),
    exponent: readNumber(found, [...path, "exponent"], given["exponent"], { min: 0, max: 1 }),
  };
};

const readSeed = (found: Found, path: Path, value: unknown): string | number =>
  typeof value === "number" ? readNumber(found, path, value) : readText(found, path, value, "a string or a number");

const readParts = (found: Found, path: Path, given: Readonly<Record<string, unknown>>): NudgePolicy => ({
  kind: "inverse-gap",
  version: 1,
  name: readId(found, [...path, "name"], given["name"]),
  revision: orDefault(given["revision"], "1", (value) => readId(found, [...path, "revision"], value)),
  seed: readSeed(found, [...path, "seed"], given["seed"]),
  legal: readLegal(found, [...path, "legal"], given["legal"]),
  gamma: readGamma(found, [...path, "gamma"], given["gamma"]),
  holdOutShare: orDefault(given["holdOutShare"], 0, (value) =>
    readNumber(found, [...path, "holdOutShare"], value, { min: 0, below: 1 }),
  ),
  rules: readRules(found, [...path, "rules"], given["rules"]),
});

/** Stands in for a policy that could not be read. */
const NO_POLICY: NudgePolicy = {
  kind: "inverse-gap",
  version: 1,
  name: "",
  revision: "",
  seed: 0,
  legal: [],
  gamma: 0,
  holdOutShare: 0,
  rules: { quietHours: [], caps: [], minimumGapHours: 0 },
};

/** A policy from outside, copied and checked. */
export const readPolicy = (found: Found, path: Path, value: unknown): NudgePolicy => {
  const copy = isRecord(value) ? readJson(found, path, value) : value;
  const given = readDocument(found, path, copy, "inverse-gap", OPTIONS);
  return given === null ? NO_POLICY : readParts(found, path, given);
};

/**
 * How shall we nudge: on what legal ground, how boldly, and within which limits? Makes a policy that `decide` follows.
 *
 * It chooses by inverse gap weighting (see `decide`): the smaller `gamma`, the more it tries what promises less, and the more can be
 * learned from its decisions. Quiet hours, caps and the gap between messages are kept by the learner's own clock and calendar. The one
 * exception is declared in `legal`: mandatory training on which safety hangs, in the last hours before its deadline.
 *
 * @param options - `name`, `seed`, `legal` and `gamma`; `revision`, `holdOutShare` and `rules` if wanted.
 * @returns The policy with all defaults filled in, or `InvalidInput`.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * const policy = orThrow(
 *   nudge.nudgePolicy({
 *     name: "weekday-reminders",
 *     seed: 7,
 *     legal: [
 *       { purpose: "reminder", basis: "agreement", reference: "works agreement 12/2025" },
 *       { purpose: "reminder", channel: "push", basis: "consent" },
 *       { purpose: "safety", basis: "legal-obligation", reference: "ArbSchG § 12", modules: ["fire-safety"] },
 *     ],
 *     gamma: 100,
 *     holdOutShare: 0.1,
 *     rules: {
 *       quietHours: [{ from: "20:00", to: "08:00" }],
 *       caps: [{ max: 1, per: "day" }, { max: 3, per: "week" }, { channel: "push", max: 2, per: "hours", hours: 168 }],
 *       minimumGapHours: 20,
 *     },
 *   }),
 * );
 * policy.kind; // "inverse-gap"
 * ```
 */
export const nudgePolicy = (options: NudgePolicyOptions): Result<NudgePolicy> =>
  reading("nudge.nudgePolicy", (found) =>
    readParts(found, [], readOptions(found, [], readJson(found, [], options ?? null), OPTIONS)),
  );

/**
 * Reads a stored policy.
 *
 * @param value - What was stored, parsed from JSON.
 * @returns The policy, copied, or `InvalidInput`: another kind, a version from a newer learnlift, a key that is not known.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * const legal = [{ purpose: "reminder", basis: "consent" }] as const;
 * const stored = JSON.stringify(orThrow(nudge.nudgePolicy({ name: "reminders", seed: "2026", legal, gamma: 100 })));
 * orThrow(nudge.parsePolicy(JSON.parse(stored))).rules.caps; // []
 * ```
 */
export const parsePolicy = (value: unknown): Result<NudgePolicy> =>
  reading("nudge.parsePolicy", (found) => readPolicy(found, [], value));
