import { note, oneOf, readResult } from "../check/index.ts";
import type { Fold } from "./fold.ts";
import type { Json } from "./json.ts";
import { loadPairs, loadState, savedState } from "./saved.ts";

/**
 * The same summary of something else: `read` takes from each input what the fold wants.
 *
 * A function leaves no trace in a saved state: the kind stays that of the fold, and a state saved with one `read` loads with another.
 *
 * @example
 * ```ts
 * import { foldOver, mapInput, orThrow, sumFold } from "learnlift";
 *
 * const minutes = mapInput(sumFold, (session: { minutes: number }) => session.minutes);
 * orThrow(foldOver(minutes)([{ minutes: 40 }, { minutes: 25 }])); // 65
 * ```
 */
export const mapInput = <Wide, In, State, Out>(
  fold: Fold<In, State, Out>,
  read: (input: Wide) => In,
): Fold<Wide, State, Out> => ({ ...delegate(fold), step: (state, input) => fold.step(state, read(input)) });

/**
 * The same summary, said otherwise.
 *
 * @example
 * ```ts
 * import { countFold, foldOver, mapOutput, orThrow } from "learnlift";
 *
 * orThrow(foldOver(mapOutput(countFold, (n) => `${n} events`))(["a", "b"])); // "2 events"
 * ```
 */
export const mapOutput = <In, State, Out, Said>(
  fold: Fold<In, State, Out>,
  say: (output: Out) => Said,
): Fold<In, State, Said> => ({ ...delegate(fold), extract: (state) => say(fold.extract(state)) });

/**
 * The same summary of some inputs only.
 *
 * @example
 * ```ts
 * import { countFold, filterInput, foldOver, orThrow } from "learnlift";
 *
 * orThrow(foldOver(filterInput(countFold, (score: number) => score >= 0.5))([0.2, 0.7, 0.5])); // 2
 * ```
 */
export const filterInput = <Wide extends In, In, State, Out>(
  fold: Fold<In, State, Out>,
  keep: (input: Wide) => boolean,
): Fold<Wide, State, Out> => ({
  ...delegate(fold),
  step: (state, input) => (keep(input) ? fold.step(state, input) : state),
});

/** A fold of any kind, for constraints: every fold is one. */
export type AnyFold = Fold<never, unknown, unknown>;

/** What all the folds of a record read. */
export type InputOfAll<Folds> = {
  readonly [Name in keyof Folds]: Folds[Name] extends Fold<infer In, infer _State, infer _Out>
    ? (input: In) => void
    : never;
}[keyof Folds] extends (input: infer In) => void
  ? In
  : never;

/** What each fold of a record says, under its name. */
export type OutputOfEach<Folds> = {
  readonly [Name in keyof Folds]: Folds[Name] extends Fold<infer _In, infer _State, infer Out> ? Out : never;
};

/** The states of several folds, in the order of their names. */
export type TogetherState = unknown[];

/**
 * Several summaries in one pass.
 *
 * @param folds - by name; all read the same input.
 * @returns one fold that says what each says, under its name.
 *
 * @example
 * ```ts
 * import { foldOver, minMaxFold, momentsFold, orThrow, together } from "learnlift";
 *
 * const { spread, ends } = orThrow(foldOver(together({ spread: momentsFold, ends: minMaxFold }))([1, 2, 6]));
 * spread.mean; // 3
 * ends.max; // 6
 * ```
 */
export const together = <Folds extends Readonly<Record<string, AnyFold>>>(
  folds: Folds,
): Fold<InputOfAll<Folds>, TogetherState, OutputOfEach<Folds>> => {
  const names = Object.keys(folds);
  const parts: readonly AnyFold[] = Object.values(folds);
  const kind = `together(${names.map((name, place) => `${name}: ${parts[place]?.kind}`).join(", ")})`;
  const empty = (): TogetherState => parts.map((part) => part.empty());
  return {
    kind,
    empty,
    step(state, input) {
      // InputOfAll is the intersection of what the parts read, so each part can read it
      for (let place = 0; place < parts.length; place += 1)
        state[place] = (parts[place] as AnyFold).step(state[place], input as never);
      return state;
    },
    merge(into, from) {
      parts.forEach((part, place) => {
        into[place] = part.merge(into[place], from[place]);
      });
      return into;
    },
    extract(state) {
      const said: [string, unknown][] = parts.map((part, place) => [names[place] ?? "", part.extract(state[place])]);
      return recordOf(said) as OutputOfEach<Folds>; // one entry for each name, with what its fold says
    },
    save: (state) =>
      savedState(kind, {
        states: parts.map((part, place): Json => [names[place] ?? "", part.save(state[place])]),
      }),
    load: (saved) =>
      loadState(
        kind,
        saved,
        (found, held) => {
          const read = loadPairs(found, ["states"], held["states"], (value, path, name) => {
            const part = parts[names.indexOf(name)];
            if (part === undefined) note(found, path, "unknown-key", oneOf(names, name), name);
            return part === undefined ? undefined : readResult(found, path, part.load(value), undefined);
          });
          for (const name of names)
            if (!read.has(name)) note(found, ["states"], "missing", `a state for ${name}`, undefined);
          return names.map((name) => read.get(name));
        },
        empty(),
      ),
  };
};

const recordOf = (entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> => {
  const record: Record<string, unknown> = {};
  for (const [name, value] of entries) record[name] = value;
  return record;
};

/**
 * One summary for each key: for each learner, each course, each day.
 *
 * @param fold - the summary of the inputs of one key.
 * @param key - which key an input belongs to.
 * @returns a fold that says a Map from key to summary, in the order in which keys first came.
 *
 * Saved as an array of pairs, so that a learner named `__proto__` is a learner like any other.
 *
 * @example
 * ```ts
 * import { byKey, countFold, foldOver, orThrow } from "learnlift";
 *
 * const perLearner = byKey(countFold, (event: { learner: string }) => event.learner);
 * orThrow(foldOver(perLearner)([{ learner: "a" }, { learner: "b" }, { learner: "a" }])); // Map { "a" => 2, "b" => 1 }
 * ```
 */
export const byKey = <Wide extends In, In, State, Out>(
  fold: Fold<In, State, Out>,
  key: (input: Wide) => string,
): Fold<Wide, Map<string, State>, ReadonlyMap<string, Out>> => {
  const kind = `by-key(${fold.kind})`;
  const at = (states: Map<string, State>, name: string): State => {
    const state = states.get(name);
    return state === undefined ? fold.empty() : state;
  };
  return {
    kind,
    empty: () => new Map(),
    step(states, input) {
      const name = key(input);
      return states.set(name, fold.step(at(states, name), input));
    },
    merge(into, from) {
      for (const [name, state] of from) into.set(name, fold.merge(at(into, name), state));
      return into;
    },
    extract: (states) => new Map(Array.from(states, ([name, state]) => [name, fold.extract(state)])),
    save: (states) =>
      savedState(kind, { states: Array.from(states, ([name, state]): Json => [name, fold.save(state)]) }),
    load: (saved) =>
      loadState(
        kind,
        saved,
        (found, held) =>
          new Map(
            loadPairs(found, ["states"], held["states"], (value, path) =>
              readResult(found, path, fold.load(value), fold.empty()),
            ),
          ),
        new Map<string, State>(),
      ),
  };
};

/** The operations of a fold as own properties, each still called on the fold it belongs to. */
const delegate = <In, State, Out>(fold: Fold<In, State, Out>): Fold<In, State, Out> => ({
  kind: fold.kind,
  empty: () => fold.empty(),
  step: (state, input) => fold.step(state, input),
  merge: (into, from) => fold.merge(into, from),
  extract: (state) => fold.extract(state),
  save: (state) => fold.save(state),
  load: (saved) => fold.load(saved),
});
