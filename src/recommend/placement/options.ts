import {
  type Found,
  ifGiven,
  note,
  orDefault,
  readInteger,
  readNumber,
  readOptions,
  readText,
} from "../../core/check/index.ts";

/** How a placement is done. */
export interface PlacementOptions {
  /** The level from which a skill counts as mastered, where the role names none: in (0, 1], 0.7. */
  readonly masteryLevel?: number | undefined;
  /** Answers without which a level is not believed: whole, at least 1, 3. */
  readonly minimumAnswers?: number | undefined;
  /** How sure it is that who knows a skill knows the one a step before it: in [0.5, 1), 0.9; over n steps its n-th power. */
  readonly impliedConfidence?: number | undefined;
  /** From which confidence on a skill is settled without being asked: in (0.5, 1], 0.8. At 1 every skill is asked. */
  readonly confidence?: number | undefined;
  /** The most probes that are asked: whole, at least 0; left out, as many as it takes. */
  readonly maximumProbes?: number | undefined;
  /** Where several probes are equally good, the draw among them: a text or a whole number, 0. */
  readonly seed?: number | string | undefined;
}

/** The options with their defaults. */
export interface ReadPlacementOptions {
  readonly masteryLevel: number;
  readonly minimumAnswers: number;
  readonly impliedConfidence: number;
  readonly confidence: number;
  readonly maximumProbes: number;
  readonly seed: number | string;
}

const KEYS = ["masteryLevel", "minimumAnswers", "impliedConfidence", "confidence", "maximumProbes", "seed"] as const;

const readSeed = (found: Found, value: unknown): number | string => {
  if (typeof value === "string") return readText(found, ["seed"], value, "a seed");
  if (typeof value === "number") return readInteger(found, ["seed"], value);
  note(found, ["seed"], "wrong-type", "a text or a whole number", value);
  return 0;
};

/** Reads the options. */
export const readPlacementOptions = (found: Found, value: unknown): ReadPlacementOptions => {
  const given = readOptions(found, [], value, KEYS);
  const number = (key: (typeof KEYS)[number], standard: number, range: Parameters<typeof readNumber>[3]): number =>
    orDefault(given[key], standard, (one) => readNumber(found, [key], one, range));
  return {
    masteryLevel: number("masteryLevel", 0.7, { above: 0, max: 1 }),
    minimumAnswers: orDefault(given["minimumAnswers"], 3, (one) =>
      readInteger(found, ["minimumAnswers"], one, { min: 1 }),
    ),
    impliedConfidence: number("impliedConfidence", 0.9, { min: 0.5, below: 1 }),
    confidence: number("confidence", 0.8, { above: 0.5, max: 1 }),
    maximumProbes:
      ifGiven(given["maximumProbes"], (one) => readInteger(found, ["maximumProbes"], one, { min: 0 })) ??
      Number.POSITIVE_INFINITY,
    seed: orDefault(given["seed"], 0, (one) => readSeed(found, one)),
  };
};
