import {
  type Found,
  note,
  type Path,
  readArray,
  readChoice,
  readDocument,
  readFields,
  readInteger,
  reading,
  readNumber,
  readObject,
  readText,
} from "../../../core/check/index.ts";
import type { Reason, Result } from "../../../core/vocabulary/index.ts";
import type { PopulationPrior } from "./populationPrior.ts";

const ROOT: Path = [];
const KIND = "memory-population";
const KEYS = ["algorithm", "centre", "spread", "scale", "strength", "fit"];
const TOLD = [
  ...["learners", "labels", "labelRule", "iterations"],
  ...["startLoss", "loss", "factor", "lastChange", "warnings"],
];
const COUNTS = { min: 1 };
const WARNINGS = ["few-learners", "population-moving", "factor-at-end", "factor-not-compared"] as const; // keeps the literal words

const numbers = (found: Found, key: string, value: unknown, range: { above?: number } = {}): readonly number[] =>
  readArray(found, [key], value, (one, path) => readNumber(found, path, one, range));

const readWarning = (found: Found, path: Path, value: unknown): Reason => {
  const { code, values } = readFields(found, path, value, "a warning", ["code", "values"]);
  const source = readObject(found, [...path, "values"], values, "what the warning rests on");
  const taken = Object.keys(source).map((key): [string, string | number] => {
    const one = source[key];
    const at = [...path, "values", key];
    return [key, key === "end" ? readText(found, at, one) : readNumber(found, at, one)];
  });
  return { code: readChoice(found, [...path, "code"], code, WARNINGS), values: Object.fromEntries(taken) };
};

const readFit = (found: Found, value: unknown): PopulationPrior["fit"] => {
  const path: Path = ["fit"];
  const told = readFields(found, path, value, "how it came about", TOLD);
  const counted = (key: string): number => readInteger(found, [...path, key], told[key], COUNTS);
  const measured = (key: string): number => readNumber(found, [...path, key], told[key], { min: 0 });
  return {
    learners: counted("learners"),
    labels: counted("labels"),
    labelRule: readChoice<"later-days" | "all">(found, [...path, "labelRule"], told["labelRule"], [
      "later-days",
      "all",
    ]),
    iterations: counted("iterations"),
    startLoss: measured("startLoss"),
    loss: measured("loss"),
    factor: measured("factor"),
    lastChange: measured("lastChange"),
    warnings: readArray(found, [...path, "warnings"], told["warnings"], (one, at) => readWarning(found, at, one)),
  };
};

/**
 * Takes what `fitPopulation` found out of the database. Another kind, a newer version, unknown keys, and lists of unequal length are refused with the place named.
 *
 * @param stored plain JSON
 * @returns the population, copied
 *
 * @example
 * ```ts
 * import { spacing } from "learnlift";
 *
 * spacing.parsePopulationPrior({ kind: "memory-population", version: 2 })._tag; // => "Left"
 * ```
 */
export const parsePopulationPrior = (stored: unknown): Result<PopulationPrior> =>
  reading("spacing.parsePopulationPrior", (found) => {
    const source = readDocument(found, ROOT, stored, KIND, KEYS);
    if (source === null) return {} as PopulationPrior; // noted, and so never used
    const scale = readArray(found, ["scale"], source["scale"], (one, path) =>
      readChoice<"linear" | "log">(found, path, one, ["linear", "log"]),
    );
    const centre = numbers(found, "centre", source["centre"]);
    const spread = numbers(found, "spread", source["spread"], { above: 0 });
    for (const [k, kind] of scale.entries())
      if (kind === "log" && (centre[k] ?? 1) <= 0)
        note(
          found,
          ["centre", k],
          "out-of-range",
          "a number above 0, since it is compared by its logarithm",
          centre[k],
        );
    for (const [key, list] of Object.entries({ spread, scale }))
      if (list.length !== centre.length)
        note(found, [key], "inconsistent", `${centre.length} entries, one for each weight`, source[key]);
    return {
      kind: KIND,
      version: 1,
      algorithm: readText(found, ["algorithm"], source["algorithm"], "the kind of a memory model"),
      centre,
      spread,
      scale,
      strength: readNumber(found, ["strength"], source["strength"], { min: 0 }),
      fit: readFit(found, source["fit"]),
    };
  });
