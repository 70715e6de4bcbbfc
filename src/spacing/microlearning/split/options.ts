import {
  type Found,
  note,
  orDefault,
  readChoice,
  readNumber,
  readOptions,
  readText,
} from "../../../core/check/index.ts";

/** How a course is split. Costs are in squared minutes, so that a penalty of 4 weighs as much as two minutes beside the target. */
export interface SplitOptions {
  /** What the ids of the modules begin with: `"phishing"` makes `"phishing-1"`, `"phishing-2"`. `"module"`. */
  readonly course?: string | undefined;
  /** How long a module should be, in minutes, above 0: 4. */
  readonly targetMinutes?: number | undefined;
  /** A shorter module costs `lengthPenalty`: minutes from 0 up to the target, 3. */
  readonly minimumMinutes?: number | undefined;
  /** A longer module costs `lengthPenalty`: minutes from the target on, 5. */
  readonly maximumMinutes?: number | undefined;
  /** What a module outside of these bounds costs, at least 0: 100. */
  readonly lengthPenalty?: number | undefined;
  /** What a cut at the worst place costs, at least 0: 4. A cut at a boundary of strength b costs (1 - b) of it. */
  readonly boundaryPenalty?: number | undefined;
  /** How much a module may load the mind before it costs `loadPenalty`, at least 0: 4 new concepts. */
  readonly maximumLoad?: number | undefined;
  /** What each unit of load beyond that costs, at least 0: 1. */
  readonly loadPenalty?: number | undefined;
  /** What each pair of an atom and its prerequisite costs that ends up in two modules, at least 0: 1. */
  readonly severedPenalty?: number | undefined;
  /**
   * `"author"` keeps the order given. `"prerequisites"` moves an atom behind those it builds on, and keeps the author's order among those
   * that are ready. `"author"`.
   */
  readonly order?: "author" | "prerequisites" | undefined;
}

/** The options with their defaults. */
export type ReadSplitOptions = { readonly [K in keyof SplitOptions]-?: Exclude<SplitOptions[K], undefined> };

const NUMBERS = {
  targetMinutes: 4,
  minimumMinutes: 3,
  maximumMinutes: 5,
  lengthPenalty: 100,
  boundaryPenalty: 4,
  maximumLoad: 4,
  loadPenalty: 1,
  severedPenalty: 1,
} as const;

const MOST = 1e9;

/** Reads the options. */
export const readSplitOptions = (found: Found, value: unknown): ReadSplitOptions => {
  const given = readOptions(found, [], value, ["course", "order", ...Object.keys(NUMBERS)]);
  const number = (key: keyof typeof NUMBERS): number =>
    orDefault(given[key], NUMBERS[key], (one) =>
      readNumber(found, [key], one, key === "targetMinutes" ? { above: 0, max: MOST } : { min: 0, max: MOST }),
    );
  const options: ReadSplitOptions = {
    course: orDefault(given["course"], "module", (text) => readText(found, ["course"], text)),
    order: orDefault(given["order"], "author", (one) => readChoice(found, ["order"], one, ["author", "prerequisites"])),
    targetMinutes: number("targetMinutes"),
    minimumMinutes: number("minimumMinutes"),
    maximumMinutes: number("maximumMinutes"),
    lengthPenalty: number("lengthPenalty"),
    boundaryPenalty: number("boundaryPenalty"),
    maximumLoad: number("maximumLoad"),
    loadPenalty: number("loadPenalty"),
    severedPenalty: number("severedPenalty"),
  };
  const { targetMinutes, minimumMinutes, maximumMinutes } = options;
  if (minimumMinutes > targetMinutes)
    note(found, ["minimumMinutes"], "inconsistent", `at most targetMinutes (${targetMinutes})`, minimumMinutes);
  if (maximumMinutes < targetMinutes)
    note(found, ["maximumMinutes"], "inconsistent", `at least targetMinutes (${targetMinutes})`, maximumMinutes);
  return options;
};
