import { type Found, orDefault, readOptions, readText } from "../../core/check/index.ts";
import { type EffectKind, type EffectOptions, readEffect } from "./effect.ts";
import { type Assignment, readAssignment, readLevel } from "./settings.ts";

/** What cannot be seen in the moments. */
export interface FromMomentsOptions extends EffectOptions {
  /** How rows came into their arms; default `"observed"`. */
  readonly assignment?: Assignment;
  /** Coverage of the interval, in (0, 1); default 0.95. */
  readonly level?: number;
  /** What the outcome is called; default "outcome". */
  readonly outcome?: string;
}

/** The options with their defaults. */
export interface ReadFromMomentsOptions {
  readonly assignment: Assignment;
  readonly level: number;
  readonly outcome: string;
  readonly effect: EffectKind;
}

/** Reads what cannot be seen in the moments. */
export const readFromMomentsOptions = (found: Found, options: unknown): ReadFromMomentsOptions => {
  const given = readOptions(found, [], options, ["assignment", "level", "outcome", "effect"]);
  return {
    assignment: readAssignment(found, given["assignment"]),
    level: readLevel(found, given["level"]),
    outcome: orDefault(given["outcome"], "outcome", (name) => readText(found, ["outcome"], name)),
    effect: readEffect(found, given["effect"]),
  };
};
