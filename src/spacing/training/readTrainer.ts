import {
  checkFunctions,
  type Found,
  ifGiven,
  note,
  orDefault,
  type Path,
  readArray,
  readBoolean,
  readChoice,
  readInteger,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import type { AdamSettings, MemoryTrainer, Recency, WeightPrior } from "./trainer.ts";

/** Reads a prior of so many weights. */
export const readPrior = (found: Found, path: Path, value: unknown, n: number): WeightPrior => {
  const { centre, spread, scale, strength } = readObject(
    found,
    path,
    value,
    "a prior, with centre and spread of each weight",
  );
  const many = (given: unknown, key: string): void => {
    if (Array.isArray(given) && given.length !== n)
      note(found, [...path, key], "inconsistent", `${n} numbers, one for each weight`, given);
  };
  const scales = ifGiven(scale, (all) =>
    readArray(found, [...path, "scale"], all, (one, where) =>
      readChoice<"linear" | "log">(found, where, one, ["linear", "log"]),
    ),
  );
  many(scale, "scale");
  const centres = readArray(found, [...path, "centre"], centre, (one, where, k) =>
    readNumber(found, where, one, scales?.[k] === "log" ? { above: 0 } : {}),
  );
  many(centre, "centre");
  const spreads = readArray(found, [...path, "spread"], spread, (one, where) =>
    one === null ? null : readNumber(found, where, one, { above: 0 }),
  );
  many(spread, "spread");
  return {
    centre: centres,
    spread: spreads,
    ...(scales === undefined ? {} : { scale: scales }),
    strength: readNumber(found, [...path, "strength"], strength, { min: 0 }),
  };
};

/** Reads how later reviews count for more. */
export const readRecency = (found: Found, path: Path, value: unknown): Recency => {
  const { floor, power, reachesOne } = readOptions(found, path, value, ["floor", "power", "reachesOne"]);
  return {
    floor: readNumber(found, [...path, "floor"], floor, { min: 0, max: 1 }),
    power: readNumber(found, [...path, "power"], power, { above: 0 }),
    reachesOne: orDefault(reachesOne, true, (does) => readBoolean(found, [...path, "reachesOne"], does)),
  };
};

/** Reads the settings of the stochastic trainer. */
export const readAdam = (found: Found, path: Path, value: unknown): AdamSettings => {
  const { learningRate, betas, epochs, batchLabels } = readOptions(found, path, value, [
    ...(["learningRate", "betas", "epochs", "batchLabels"] as const),
  ]);
  const [mean = Number.NaN, square = Number.NaN, ...more] = readArray(found, [...path, "betas"], betas, (one, where) =>
    readNumber(found, where, one, { min: 0, below: 1 }),
  );
  if (Array.isArray(betas) && (betas.length < 2 || more.length > 0))
    note(found, [...path, "betas"], "inconsistent", "two numbers", betas);
  return {
    learningRate: readNumber(found, [...path, "learningRate"], learningRate, { above: 0 }),
    betas: [mean, square],
    epochs: readInteger(found, [...path, "epochs"], epochs, { min: 1, max: 10_000 }),
    batchLabels: readInteger(found, [...path, "batchLabels"], batchLabels, { min: 1 }),
  };
};

/** Looks at a trainer once: its parts are read, its functions are there. `null` where something is wrong, which was noted. */
export const readTrainer = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  path: Path,
  value: unknown,
): MemoryTrainer<M, S> | null => {
  const before = found.issues.length;
  const source = readObject(found, path, value, "a trainer such as fsrs6Trainer");
  if (found.issues.length > before) return null;
  const algorithm = readObject(found, [...path, "algorithm"], source["algorithm"], "a memory algorithm");
  readText(found, [...path, "algorithm", "kind"], algorithm["kind"]);
  readObject(found, [...path, "algorithm", "defaults"], algorithm["defaults"], "the default model");
  checkFunctions(found, [...path, "algorithm"], algorithm, ["parse", "prepare"]);
  checkFunctions(found, path, source, ["prepare", "project", "weightsOf", "modelOf"]);
  const defaults = readArray(found, [...path, "defaults"], source["defaults"], (one, where) =>
    readNumber(found, where, one),
  );
  const n = defaults.length;
  if (n === 0) note(found, [...path, "defaults"], "empty", "at least one weight", source["defaults"]);
  const bounds = readArray(found, [...path, "bounds"], source["bounds"], (one, where): readonly [number, number] => {
    const [lower = Number.NaN, upper = Number.NaN] = readArray(found, where, one, (end, at) =>
      readNumber(found, at, end),
    );
    if (!(lower <= upper)) note(found, where, "inconsistent", "a lower and an upper bound", one);
    return [lower, upper];
  });
  if (bounds.length !== n)
    note(found, [...path, "bounds"], "inconsistent", `${n} pairs, one for each weight`, source["bounds"]);
  const prior = readPrior(found, [...path, "prior"], source["prior"], n);
  const recency = source["recency"] === null ? null : readRecency(found, [...path, "recency"], source["recency"]);
  const labels = readChoice<"later-days" | "all">(found, [...path, "labels"], source["labels"], ["later-days", "all"]);
  const firstStabilities =
    source["firstStabilities"] === null
      ? null
      : readArray(found, [...path, "firstStabilities"], source["firstStabilities"], (one, where) =>
          readInteger(found, where, one, { min: 0, below: n }),
        );
  if (firstStabilities !== null && firstStabilities.length !== 4)
    note(
      found,
      [...path, "firstStabilities"],
      "inconsistent",
      "four places, again to easy",
      source["firstStabilities"],
    );
  const adam = source["adam"] === null ? null : readAdam(found, [...path, "adam"], source["adam"]);
  if (found.issues.length > before) return null;
  const given = value as MemoryTrainer<M, S>; // its parts were looked at just now
  return {
    algorithm: given.algorithm,
    defaults,
    bounds,
    prior,
    recency,
    labels,
    firstStabilities: firstStabilities as unknown as MemoryTrainer["firstStabilities"], // four, as was checked
    adam,
    prepare: (histories) => given.prepare(histories),
    project: (weights) => given.project(weights),
    weightsOf: (model) => given.weightsOf(model),
    modelOf: (weights, settings) => given.modelOf(weights, settings),
  };
};
