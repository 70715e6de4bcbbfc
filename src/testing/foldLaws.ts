import fc, { type Arbitrary } from "fast-check";
import { type Fold, monoid } from "../core/vocabulary/index.ts";
import { nearlyEqual } from "./nearlyEqual.ts";

/** What the laws of a fold are tried on. */
export interface FoldLawOptions<In, Out> {
  /** Inputs of the fold. Include the awkward ones: zeros, ties, missing values, the same key twice. */
  readonly input: Arbitrary<In>;
  /**
   * When two answers count as the same. Default: equal, where numbers may differ by 1e-12 of the larger. Sums that cancel need a
   * tolerance relative to their terms.
   */
  readonly equal?: (first: Out, second: Out) => boolean;
  /** How many random cases each law is tried on. Default 100. */
  readonly runs?: number;
}

/** One law: a title for the test runner, and a check that throws fast-check's report where the law does not hold. */
export interface Law {
  /** What holds: "merging shards says the same as one pass". */
  readonly name: string;
  /** Tries it; throws with seed and smallest counterexample where it fails. */
  readonly check: () => void;
}

/**
 * Does my fold keep the laws that let it run over shards, restarts and clusters?
 *
 * Nine laws: merging shards says what one pass says; merging is associative; the empty state changes nothing; merging
 * leaves its second argument alone; the fp-ts monoid leaves both alone; every empty state is fresh; asking changes nothing; a state survives saving and
 * loading, and goes on from there; what is no saved state is refused and nothing is thrown.
 *
 * @param fold - the fold on trial.
 * @param options - its inputs, and when two answers are the same.
 * @returns the laws, for a runner of your choice.
 *
 * @example
 * ```ts
 * import { sumFold } from "learnlift";
 * import { foldLaws } from "learnlift/testing";
 * import fc from "fast-check";
 *
 * for (const law of foldLaws(sumFold, { input: fc.integer() })) law.check(); // in a runner: it(law.name, law.check)
 * ```
 */
export const foldLaws = <In, State, Out>(
  fold: Fold<In, State, Out>,
  { input, equal = nearlyEqual, runs = 100 }: FoldLawOptions<In, Out>,
): readonly Law[] => {
  const inputs = fc.array(input, { maxLength: 30 });
  const over = (all: readonly In[], from: State = fold.empty()): State =>
    all.reduce((state, one) => fold.step(state, one), from);
  const says = (state: State): Out => fold.extract(state);
  const written = (state: State): string => JSON.stringify(fold.save(state));
  const read = (text: string): State => {
    const loaded = fold.load(JSON.parse(text));
    if (loaded._tag === "Right") return loaded.right;
    throw new Error(`load refused what save wrote: ${JSON.stringify(loaded.left)}`);
  };
  const law = <Given extends [unknown, ...unknown[]]>(
    name: string,
    given: { [Place in keyof Given]: Arbitrary<Given[Place]> },
    holds: (...given: Given) => boolean,
  ): Law => ({ name, check: () => fc.assert(fc.property(...given, holds), { numRuns: runs }) });

  return [
    law<[In[], In[]]>("merging two shards says what one pass says", [inputs, inputs], (xs, ys) =>
      equal(says(fold.merge(over(xs), over(ys))), says(over([...xs, ...ys]))),
    ),
    law<[In[], In[], In[]]>("merging is associative", [inputs, inputs, inputs], (xs, ys, zs) =>
      equal(
        says(fold.merge(fold.merge(over(xs), over(ys)), over(zs))),
        says(fold.merge(over(xs), fold.merge(over(ys), over(zs)))),
      ),
    ),
    law<[In[]]>("the empty state changes nothing, on either side", [inputs], (xs) => {
      const once = says(over(xs));
      return (
        equal(says(fold.merge(over(xs), fold.empty())), once) && equal(says(fold.merge(fold.empty(), over(xs))), once)
      );
    }),
    law<[In[], In[], In[]]>(
      "merging leaves its second argument alone, then and later",
      [inputs, inputs, inputs],
      (xs, ys, zs) => {
        const from = over(ys);
        const before = written(from);
        over(zs, fold.merge(over(xs), from));
        return written(from) === before;
      },
    ),
    law<[In[], In[]]>("the fp-ts monoid leaves both arguments alone", [inputs, inputs], (xs, ys) => {
      const { concat, empty } = monoid(fold);
      const [first, second] = [over(xs), over(ys)];
      const before = [written(first), written(second), written(empty)].join();
      over(ys, concat(first, second));
      concat(empty, second);
      return [written(first), written(second), written(empty)].join() === before;
    }),
    law<[In[]]>("every empty state is fresh", [inputs], (xs) => {
      const untouched = written(fold.empty());
      over(xs);
      return written(fold.empty()) === untouched;
    }),
    law<[In[]]>("asking changes nothing", [inputs], (xs) => {
      const state = over(xs);
      const before = written(state);
      const first = says(state);
      return equal(first, says(state)) && written(state) === before;
    }),
    law<[In[], In[]]>("a state survives JSON and goes on from there", [inputs, inputs], (xs, ys) => {
      const restored = read(written(over(xs)));
      return equal(says(restored), says(over(xs))) && equal(says(over(ys, restored)), says(over([...xs, ...ys])));
    }),
    law<[unknown, In[]]>(
      "what is no saved state is refused, and nothing is thrown",
      [fc.anything(), inputs],
      (thing, xs) => {
        const saved: unknown = JSON.parse(written(over(xs)));
        const changed = typeof saved === "object" && saved !== null ? saved : {};
        return [
          thing,
          { ...changed, kind: "another fold" },
          { ...changed, version: 2 },
          { ...changed, version: undefined },
        ].every((wrong) => fold.load(wrong)._tag === "Left");
      },
    ),
  ];
};
