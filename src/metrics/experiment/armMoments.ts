import { readResult } from "../../core/check/index.ts";
import { type Fold, type Moments, type MomentsState, momentsFold } from "../../core/vocabulary/index.ts";
import { loadState, savedState } from "../../core/vocabulary/saved.ts";

/** One outcome and the arm it fell into. */
export interface ArmOutcome {
  /** Whether it belongs to the treated arm. */
  readonly treated: boolean;
  /** NaN counts as missing. */
  readonly outcome: number;
}

/** What is known of two arms: all that a difference in means needs. */
export interface ArmMoments {
  /** Of the treated arm. */
  readonly treated: Moments;
  /** Of the other arm. */
  readonly control: Moments;
}

/** The moments of both arms so far. */
export interface ArmMomentsState {
  /** Of the treated arm. */
  treated: MomentsState;
  /** Of the other arm. */
  control: MomentsState;
}

/**
 * What do I keep, event by event or shard by shard, so that I can compare two arms later? Count, mean and squared deviations of each:
 * hand what it says to `differenceInMeansFromMoments`.
 *
 * @example
 * ```ts
 * import { foldOver, metrics, orThrow } from "learnlift";
 *
 * const moments = orThrow(
 *   foldOver(metrics.armMomentsFold)([
 *     { treated: true, outcome: 3 },
 *     { treated: true, outcome: 5 },
 *     { treated: false, outcome: 1 },
 *     { treated: false, outcome: 2 },
 *   ]),
 * );
 * orThrow(metrics.differenceInMeansFromMoments({ assignment: "randomised" })(moments)).estimate; // => 2.5
 * ```
 */
export const armMomentsFold: Fold<ArmOutcome, ArmMomentsState, ArmMoments> = {
  kind: "arm-moments",
  empty: () => ({ treated: momentsFold.empty(), control: momentsFold.empty() }),
  step(state, { treated, outcome }) {
    if (treated) state.treated = momentsFold.step(state.treated, outcome);
    else state.control = momentsFold.step(state.control, outcome);
    return state;
  },
  merge(into, from) {
    into.treated = momentsFold.merge(into.treated, from.treated);
    into.control = momentsFold.merge(into.control, from.control);
    return into;
  },
  extract: ({ treated, control }) => ({ treated: momentsFold.extract(treated), control: momentsFold.extract(control) }),
  save: ({ treated, control }) =>
    savedState("arm-moments", { treated: momentsFold.save(treated), control: momentsFold.save(control) }),
  load: (saved) =>
    loadState(
      "arm-moments",
      saved,
      (found, held) => ({
        treated: readResult(found, ["treated"], momentsFold.load(held["treated"]), momentsFold.empty()),
        control: readResult(found, ["control"], momentsFold.load(held["control"]), momentsFold.empty()),
      }),
      { treated: momentsFold.empty(), control: momentsFold.empty() },
    ),
};
