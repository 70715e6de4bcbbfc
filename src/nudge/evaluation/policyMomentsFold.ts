import { type Found, readNumber, readObject } from "../../core/check/index.ts";
import {
  addRow,
  addUnit,
  addUnits,
  copyOf,
  noUnits,
  PRODUCTS,
  SUMS,
  type UnitMoments,
} from "../../core/offpolicy/index.ts";
import type { Fold } from "../../core/vocabulary/index.ts";
import { loadCount, loadPairs, loadState, savedState } from "../../core/vocabulary/saved.ts";
import { type PolicyMoments, readNumbers } from "./policyMoments.ts";
import { type PolicyRow, unsupportedIn } from "./policyRow.ts";

/** A log, summed up so far. */
export interface PolicyMomentsState {
  /** Rows so far. */
  rows: number;
  /** Rows with predictions. */
  modelled: number;
  /** Rows whose decision was certain. */
  certain: number;
  /** Rows in which the policy asked about could do what had no chance of being logged. */
  unsupportedRows: number;
  /** The probabilities of that, added up. */
  unsupportedMass: number;
  /** Sum of squares of the weights. */
  weightSquares: number;
  /** The largest weight. */
  largestWeight: number;
  /** The moments of the rows without a learner. */
  readonly single: {
    /** How many. */
    units: number;
    /** Means of their sums. */
    readonly means: Float64Array;
    /** Centred products of their sums. */
    readonly products: Float64Array;
  };
  /** The sums of each learner. */
  readonly learners: Map<string, Float64Array>;
}

const KIND = "policy-moments";

const empty = (): PolicyMomentsState => ({
  rows: 0,
  modelled: 0,
  certain: 0,
  unsupportedRows: 0,
  unsupportedMass: 0,
  weightSquares: 0,
  largestWeight: 0,
  single: noUnits(),
  learners: new Map(),
});

const sumsOf = (state: PolicyMomentsState, learner: string): Float64Array => {
  const known = state.learners.get(learner);
  if (known !== undefined) return known;
  const fresh = new Float64Array(SUMS);
  state.learners.set(learner, fresh);
  return fresh;
};

/** All units together; learners in the order of their ids, so that shards can come in any. */
const together = ({ single, learners }: PolicyMomentsState): UnitMoments => {
  const moments = copyOf(single);
  for (const [, sums] of [...learners].sort(([one], [other]) => (one < other ? -1 : 1))) addUnit(moments, sums, 0);
  return moments;
};

/**
 * How do I evaluate a policy on a log that does not fit into memory, or that lies in shards? A fold over its rows; give what it says to
 * `evaluatePolicyFromMoments`.
 *
 * Six sums a row, their means and products over units: the state is as large as the number of learners, and constant where rows name no
 * learner. Rows are taken as they are: read what comes from outside first.
 *
 * @example
 * ```ts
 * import { foldOver, nudge, orThrow } from "learnlift";
 *
 * const rows = Array.from({ length: 80 }, (_, i) => ({ reward: i % 4 === 0 ? 1 : 0, probability: 0.5, target: i % 2 === 0 ? 0.9 : 0.1 }));
 * const moments = orThrow(foldOver(nudge.policyMomentsFold)(rows));
 * orThrow(nudge.evaluatePolicyFromMoments()(moments)).by.value.estimate; // => 0.45
 * ```
 */
export const policyMomentsFold: Fold<PolicyRow, PolicyMomentsState, PolicyMoments> = {
  kind: KIND,
  empty,
  step: (state, row) => {
    const { reward, probability, target, predicted, predictedUnderTarget, learner } = row;
    const weight = target / probability;
    const unsupported = unsupportedIn(probability, target, row.unsupported ?? 0);
    state.rows += 1;
    if (predicted !== undefined && predictedUnderTarget !== undefined) state.modelled += 1;
    if (probability === 1) state.certain += 1;
    if (unsupported > 0) state.unsupportedRows += 1;
    state.unsupportedMass += unsupported;
    state.weightSquares += weight * weight;
    state.largestWeight = Math.max(state.largestWeight, weight);
    const sums = learner === undefined ? new Float64Array(SUMS) : sumsOf(state, learner);
    addRow(sums, 0, reward, weight, predicted ?? 0, predictedUnderTarget ?? 0);
    if (learner === undefined) addUnit(state.single, sums, 0);
    return state;
  },
  merge: (into, from) => {
    into.rows += from.rows;
    into.modelled += from.modelled;
    into.certain += from.certain;
    into.unsupportedRows += from.unsupportedRows;
    into.unsupportedMass += from.unsupportedMass;
    into.weightSquares += from.weightSquares;
    into.largestWeight = Math.max(into.largestWeight, from.largestWeight);
    addUnits(into.single, from.single);
    for (const [learner, more] of from.learners) {
      const sums = sumsOf(into, learner);
      for (let place = 0; place < SUMS; place += 1) sums[place] = (sums[place] as number) + (more[place] as number); // both hold SUMS
    }
    return into;
  },
  extract: (state) => {
    const { units, means, products } = together(state);
    return {
      rows: state.rows,
      units,
      clustered: state.learners.size > 0,
      modelled: state.modelled,
      certain: state.certain,
      unsupportedRows: state.unsupportedRows,
      unsupportedMass: state.unsupportedMass,
      weightSquares: state.weightSquares,
      largestWeight: state.largestWeight,
      means: Array.from(means),
      products: Array.from(products),
    };
  },
  save: ({ single, learners, ...counts }) =>
    savedState(KIND, {
      ...counts,
      single: { units: single.units, means: Array.from(single.means), products: Array.from(single.products) },
      learners: [...learners].map(([learner, sums]) => [learner, Array.from(sums)]),
    }),
  load: (saved) =>
    loadState(
      KIND,
      saved,
      (found, held) => {
        const count = (key: string): number => loadCount(found, [key], held[key]);
        const size = (key: string): number => readNumber(found, [key], held[key], { min: 0 });
        return {
          rows: count("rows"),
          modelled: count("modelled"),
          certain: count("certain"),
          unsupportedRows: count("unsupportedRows"),
          unsupportedMass: size("unsupportedMass"),
          weightSquares: size("weightSquares"),
          largestWeight: size("largestWeight"),
          single: loadSingle(found, held["single"]),
          learners: new Map(
            loadPairs(found, ["learners"], held["learners"], (sums, path) => readNumbers(found, path, sums, SUMS)),
          ),
        };
      },
      empty(),
    ),
};

const loadSingle = (found: Found, value: unknown): UnitMoments => {
  const held = readObject(found, ["single"], value, "the moments of rows without a learner");
  return {
    units: loadCount(found, ["single", "units"], held["units"]),
    means: readNumbers(found, ["single", "means"], held["means"], SUMS),
    products: readNumbers(found, ["single", "products"], held["products"], PRODUCTS),
  };
};
