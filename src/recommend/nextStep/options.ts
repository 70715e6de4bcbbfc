import { type Found, note, orDefault, readInteger, readNumber, readOptions } from "../../core/check/index.ts";

/** How the next step is chosen. */
export interface NextStepOptions {
  /** The level from which a skill counts as mastered, where the role names none: in (0, 1], 0.7. */
  readonly masteryLevel?: number | undefined;
  /** A finished module comes back when a skill of it is known to be below this level: in [0, `masteryLevel`], 0.5. */
  readonly remediationLevel?: number | undefined;
  /** Answers without which a level is not believed: whole, at least 1, 3. */
  readonly minimumAnswers?: number | undefined;
}

/** The options with their defaults. */
export type ReadOptions = { readonly [K in keyof Required<NextStepOptions>]: number };

const KEYS = ["masteryLevel", "remediationLevel", "minimumAnswers"] as const;

/** Reads the options. */
export const readNextStepOptions = (found: Found, value: unknown): ReadOptions => {
  const given = readOptions(found, [], value, KEYS);
  const masteryLevel = orDefault(given["masteryLevel"], 0.7, (level) =>
    readNumber(found, ["masteryLevel"], level, { above: 0, max: 1 }),
  );
  const standard = Math.min(0.5, masteryLevel);
  const remediationLevel = orDefault(given["remediationLevel"], standard, (level) =>
    readNumber(found, ["remediationLevel"], level, { min: 0, max: 1 }),
  );
  if (remediationLevel > masteryLevel)
    note(found, ["remediationLevel"], "inconsistent", `at most masteryLevel (${masteryLevel})`, remediationLevel);
  const minimumAnswers = orDefault(given["minimumAnswers"], 3, (count) =>
    readInteger(found, ["minimumAnswers"], count, { min: 1 }),
  );
  return { masteryLevel, remediationLevel, minimumAnswers };
};
