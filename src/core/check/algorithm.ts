import { isLeft, right } from "fp-ts/lib/Either.js";
import type { Result } from "../vocabulary/failure.ts";
import { readChoice, readText } from "./readers.ts";
import { type Found, note, type Path, reading } from "./reading.ts";
import { readArray, readObject, readOptions } from "./structures.ts";

/** What makes stored documents of one kind usable; a domain names what its kernels can do. */
export interface Algorithm<M, K> {
  readonly kind: string;
  readonly defaults: M;
  parse(stored: unknown): Result<M>;
  prepare(model: M): K;
}

/** A document and the arithmetic that was made of it. */
export interface Prepared<M, K> {
  readonly model: M;
  readonly kernel: K;
}

/** How a domain speaks of its algorithms. */
export interface AlgorithmWords {
  /** One of its algorithms: "a memory algorithm such as fsrs6". */
  readonly algorithm: string;
  /** One of their documents: "a stored memory model". */
  readonly document: string;
}

/** A result under the name of the public function that was called. */
export const namedAfter = <A>(name: string, result: Result<A>): Result<A> =>
  isLeft(result) ? { _tag: "Left", left: { ...result.left, in: name } } : result;

/** Notes each of these parts that is not a function. */
export const checkFunctions = (
  found: Found,
  path: Path,
  source: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void => {
  for (const name of names) {
    if (typeof source[name] === "function") continue;
    note(found, [...path, name], source[name] === undefined ? "missing" : "wrong-type", "a function", source[name]);
  }
};

/** Looks at an algorithm once, before its first use, and gives its kind. */
const checkAlgorithm = (found: Found, path: Path, algorithm: unknown, words: AlgorithmWords): string => {
  const source = readObject(found, path, algorithm, words.algorithm);
  if (source !== algorithm) return "";
  const kind = readText(found, [...path, "kind"], source["kind"]);
  readObject(found, [...path, "defaults"], source["defaults"]);
  checkFunctions(found, path, source, ["parse", "prepare"]);
  return kind;
};

/** The inside of a `create…` function: the algorithm's defaults, overridden by options of the same names, parsed and prepared. */
export const creatorOf = <M extends object, K>(
  name: string,
  words: AlgorithmWords,
  algorithm: Algorithm<M, K>,
): ((options: unknown) => Result<Prepared<M, K>>) => {
  const checked = reading(name, (found) => {
    checkAlgorithm(found, ["algorithm"], algorithm, words);
    return algorithm;
  });
  return (options) => {
    if (isLeft(checked)) return checked;
    const { defaults } = checked.right;
    const document = reading(name, (found) => {
      const known = Object.keys(defaults).filter((key) => key !== "kind" && key !== "version");
      const given = readOptions(found, [], options, known);
      const merged: Record<string, unknown> = {};
      for (const [key, standard] of Object.entries(defaults))
        merged[key] = given[key] === undefined ? standard : given[key];
      return merged;
    });
    if (isLeft(document)) return document;
    const model = namedAfter(name, checked.right.parse(document.right));
    return isLeft(model) ? model : right({ model: model.right, kernel: checked.right.prepare(model.right) });
  };
};

/** The inside of a `parse…Model` function: takes a document by the one of these algorithms whose kind it names. */
export const modelParserOf = <M, K>(
  name: string,
  words: AlgorithmWords,
  algorithms: readonly Algorithm<M, K>[],
): ((stored: unknown) => Result<Prepared<M, K>>) => {
  const byKind = reading(name, (found) => {
    const known = new Map<string, Algorithm<M, K>>();
    readArray(found, ["algorithms"], algorithms, (algorithm, path, index) => {
      const kind = checkAlgorithm(found, path, algorithm, words);
      if (known.has(kind)) note(found, [...path, "kind"], "duplicate", "each algorithm once", kind);
      known.set(kind, algorithms[index] as Algorithm<M, K>); // checkAlgorithm has just seen it
    });
    if (known.size === 0) note(found, ["algorithms"], "empty", `at least one: ${words.algorithm}`, algorithms);
    return known;
  });
  return (stored) => {
    if (isLeft(byKind)) return byKind;
    const [first = "", ...others] = byKind.right.keys();
    const chosen = reading(name, (found) => {
      const source = readObject(found, [], stored, words.document);
      return source === stored ? readChoice(found, ["kind"], source["kind"], [first, ...others]) : first;
    });
    if (isLeft(chosen)) return chosen;
    const algorithm = byKind.right.get(chosen.right) as Algorithm<M, K>; // readChoice returns one of the keys
    const model = algorithm.parse(stored);
    return isLeft(model) ? model : right({ model: model.right, kernel: algorithm.prepare(model.right) });
  };
};
