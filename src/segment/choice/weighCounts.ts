import { stream } from "../../core/numeric/random/index.ts";
import { type Progress, type Reason, reason } from "../../core/vocabulary/index.ts";
import { bestClustering, type Clustering, type ClusteringSearch } from "../bestClustering.ts";
import type { Points } from "../kMeans/points.ts";
import type { Scaled } from "../scaling.ts";
import { resampleOnce } from "../stability/bootstrap.ts";
import { STABLE } from "../stability/verdict.ts";
import { classificationBic } from "./classificationBic.ts";
import type { CountPlan } from "./countOptions.ts";
import { dispersionOf } from "./dispersion.ts";
import { type GapStatistic, gapStatistic } from "./gap.ts";
import {
  type CountCriterion,
  type CountEvidence,
  favouriteOf,
  isAllowed,
  reasonsForCount,
  winnerOf,
} from "./recommendCount.ts";
import { drawFromBox, referenceBox } from "./referenceBox.ts";
import { silhouettes, simplifiedSilhouette } from "./silhouette.ts";

/** Below it the structure that silhouettes show "is weak and could be artificial" (Kaufman & Rousseeuw 1990, table 4 of chapter 2). */
const WEAK_SILHOUETTE = 0.5;

/** What speaks for and against one number of personas. A criterion that was not asked for, or has no answer, is `null`. */
export interface PersonaCount {
  /** How many personas. */
  readonly k: number;
  /** Sum of squared distances to the own centre, in scaled units. It falls with every further persona, so it has no vote. */
  readonly inertia: number;
  /** The mean silhouette, in [-1, 1]; which kind stands in `silhouettes`. */
  readonly silhouette: number | null;
  /** The gap statistic: how much tighter the personas are than those of rows spread evenly. */
  readonly gap: number | null;
  /** 2 ln L - p ln n of round clouds of one variance; larger is better. */
  readonly bic: number | null;
  /** The smallest of `jaccards`. */
  readonly stability: number | null;
  /** Of each persona, the largest first: how well resamples find it again, as a mean Jaccard coefficient in [0, 1]. */
  readonly jaccards: readonly number[] | null;
  /** The share of the smallest persona. */
  readonly smallestShare: number;
  /** Whether it keeps the rules `smallestShare` and `mostPersonas`. */
  readonly allowed: boolean;
  /** The criteria that speak for it among the numbers allowed. */
  readonly votes: readonly CountCriterion[];
}

/** How many personas the data bear, with everything it was decided by. */
export interface PersonaCountChoice {
  /** The number with the most votes among those allowed, the smallest on a tie; `null` where the rules allow none. */
  readonly recommended: number | null;
  /**
   * What decided: taken away, it changes the recommendation. Or that none decides alone, that numbers are tied, and, last, that the gap
   * statistic speaks for no groups.
   */
  readonly reasons: readonly Reason[];
  /** What to know before using it: codes `continuum`, `count-not-clear`, `no-groups-by-gap`, `count-not-stable`, `constant-column` and `weights-not-counted`. */
  readonly warnings: readonly Reason[];
  /** The numbers looked at, side by side. */
  readonly counts: readonly PersonaCount[];
  /** Whether silhouettes are exact (over all pairs of rows) or simplified (distances to centres); `null` where not asked for. */
  readonly silhouettes: "exact" | "simplified" | null;
  /** The gap statistic for 1 to `to` personas; `null` where not asked for, or where rows coincide with their centres. */
  readonly gap: GapStatistic | null;
  /** The columns the rows were clustered by: those read, without the ones that have the same value in every row. */
  readonly features: readonly string[];
  /** Rows looked at. */
  readonly n: number;
  /** The seed of all chance. */
  readonly seed: number | string;
}

/** Numbers the phases of the whole, so that progress runs from 0 to a known total. */
const counter = (total: number) => {
  let done = 0;
  return {
    finish: (): void => {
      done += 1;
    },
    step: (phase: string, { value }: Partial<Progress> = {}): Progress => ({
      phase,
      done,
      total,
      ...(value === undefined ? {} : { value }),
    }),
  };
};
type Counter = ReturnType<typeof counter>;

/** Drives a part, saying of each step what the part is. */
function* within<A>(part: Generator<Progress, A, void>, phase: string, at: Counter): Generator<Progress, A, void> {
  for (;;) {
    const next = part.next();
    if (next.done) {
      at.finish();
      return next.value;
    }
    yield at.step(phase, next.value);
  }
}

function* clusterings(
  points: Points,
  counts: readonly number[],
  seed: number | string,
  search: ClusteringSearch,
  at: Counter,
  what: string,
): Generator<Progress, readonly Clustering[], void> {
  const found: Clustering[] = [];
  for (const k of counts) found.push(yield* within(bestClustering(points, k, seed, search), `${what}k = ${k}`, at));
  return found;
}

function* gapOf(
  points: Points,
  own: readonly Clustering[],
  plan: CountPlan,
  search: ClusteringSearch,
  at: Counter,
): Generator<Progress, GapStatistic | null, void> {
  const { seed } = plan.fit;
  const logs = (of: Points, fits: readonly Clustering[]): readonly number[] =>
    fits.map((fit) => Math.log(dispersionOf(of, fit, plan.dispersion)));
  const box = referenceBox(points);
  const counts = own.map(({ sizes }) => sizes.length);
  const references: (readonly number[])[] = [];
  for (let reference = 0; reference < plan.references; reference += 1) {
    const drawn = drawFromBox(box, points.count, stream(seed, `segment.choosePersonaCount reference ${reference}`));
    const what = `reference ${reference + 1} of ${plan.references}, `;
    references.push(logs(drawn, yield* clusterings(drawn, counts, `${seed} reference ${reference}`, search, at, what)));
  }
  const finite = (values: readonly number[]): boolean => values.every((value) => Number.isFinite(value));
  const data = logs(points, own);
  return finite(data) && references.every(finite) ? gapStatistic(data, references) : null;
}

/** Mean Jaccard coefficients of each persona, the largest persona first. */
function* jaccardsOf(
  points: Points,
  { labels, sizes }: Clustering,
  plan: CountPlan,
  search: ClusteringSearch,
  at: Counter,
): Generator<Progress, readonly number[], void> {
  const k = sizes.length;
  const sums = new Float64Array(k);
  for (let draw = 0; draw < plan.resamples; draw += 1) {
    const phase = `k = ${k}, resample ${draw + 1} of ${plan.resamples}`;
    const one = yield* within(resampleOnce(points, { labels, k }, plan.fit.seed, draw, search), phase, at);
    one.jaccards.forEach((jaccard, persona) => {
      sums[persona] = (sums[persona] ?? 0) + jaccard;
    });
  }
  return Array.from(sizes, (_, persona) => persona)
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
    .map((persona) => (sums[persona] ?? 0) / plan.resamples);
}

function* silhouettesOf(
  points: Points,
  fits: readonly Clustering[],
  exact: boolean,
  at: Counter,
): Generator<Progress, readonly number[], void> {
  if (!exact) return fits.map((fit) => simplifiedSilhouette(points, fit.centres, fit));
  const blocks = silhouettes(points, fits);
  for (;;) {
    const next = blocks.next();
    if (next.done) return next.value;
    yield at.step(`silhouettes, row ${next.value} of ${points.count}`);
  }
}

const warningsOf = (choice: Omit<PersonaCountChoice, "reasons" | "warnings">): readonly Reason[] => {
  const { counts, gap, recommended } = choice;
  const widths = counts.flatMap(({ silhouette }) => (silhouette === null ? [] : [silhouette]));
  const best = Math.max(...widths);
  const chosen = counts.find(({ k }) => k === recommended);
  const width = chosen?.silhouette ?? WEAK_SILHOUETTE;
  const clearest = counts.find(({ silhouette }) => silhouette === best);
  return [
    ...(widths.length > 0 && best < WEAK_SILHOUETTE
      ? [reason("continuum", { silhouette: best, threshold: WEAK_SILHOUETTE })]
      : []),
    ...(chosen !== undefined && clearest !== undefined && width < WEAK_SILHOUETTE && best >= WEAK_SILHOUETTE
      ? [
          reason("count-not-clear", {
            k: chosen.k,
            silhouette: width,
            threshold: WEAK_SILHOUETTE,
            other: clearest.k,
            best,
          }),
        ]
      : []),
    ...(gap?.chosen === 1 ? [reason("no-groups-by-gap")] : []),
    ...(chosen !== undefined && chosen.stability !== null && chosen.stability < STABLE
      ? [reason("count-not-stable", { k: chosen.k, jaccard: chosen.stability, threshold: STABLE })]
      : []),
  ];
};

/** How many clusterings a choice takes: what its progress counts. */
export const clusteringsFor = ({ from, to, criteria, references, resamples }: CountPlan): number => {
  const looked = to - from + 1;
  const clustered = criteria.includes("gap") ? (1 + references) * to : looked;
  return clustered + (criteria.includes("stability") ? resamples * looked : 0);
};

/**
 * Clusters scaled points into each number of personas and lets the criteria vote; at least `plan.to` of the points differ. Warnings are those of the
 * choice alone.
 */
export function* weighCounts(
  { points, meanVariance, features }: Pick<Scaled, "points" | "meanVariance" | "features">,
  plan: CountPlan,
): Generator<Progress, PersonaCountChoice, void> {
  const asks = (criterion: CountCriterion): boolean => plan.criteria.includes(criterion);
  const search = {
    restarts: plan.fit.restarts,
    limits: { maxIterations: plan.fit.maxIterations, shiftTolerance: plan.fit.tolerance * meanVariance },
  };
  const all = Array.from({ length: plan.to }, (_, at) => at + 1); // the gap statistic compares with one group
  const numbers = asks("gap") ? all : all.slice(plan.from - 1);
  const looked = plan.to - plan.from + 1;
  const at = counter(clusteringsFor(plan));
  const fits = yield* clusterings(points, numbers, plan.fit.seed, search, at, "");
  const gap = asks("gap") ? yield* gapOf(points, fits, plan, search, at) : null;
  const shown = fits.slice(-looked);
  const jaccards: (readonly number[] | null)[] = [];
  for (const fit of shown) jaccards.push(asks("stability") ? yield* jaccardsOf(points, fit, plan, search, at) : null);
  const exact = points.count <= plan.exactSilhouetteRows;
  const widths = asks("silhouette") ? yield* silhouettesOf(points, shown, exact, at) : [];
  const evidence = shown.map((fit, place): CountEvidence & Pick<PersonaCount, "inertia" | "jaccards"> => {
    const found = jaccards[place] ?? null;
    return {
      k: fit.sizes.length,
      inertia: fit.inertia,
      silhouette: widths[place] ?? null,
      bic: asks("bic") ? classificationBic(fit.inertia, fit.sizes, points.dimensions) : null,
      stability: found === null ? null : Math.min(...found),
      jaccards: found,
      smallestShare: Math.min(...fit.sizes) / points.count,
    };
  });
  const hearing = { evidence, gap: gap?.chosen ?? null, criteria: plan.criteria, rules: plan.rules };
  const allowed = evidence.filter((one) => isAllowed(plan.rules, one));
  const choice = {
    recommended: winnerOf(hearing),
    counts: evidence.map(
      (one): PersonaCount => ({
        k: one.k,
        inertia: one.inertia,
        silhouette: one.silhouette,
        gap: gap?.gap[one.k - 1] ?? null,
        bic: one.bic,
        stability: one.stability,
        jaccards: one.jaccards,
        smallestShare: one.smallestShare,
        allowed: isAllowed(plan.rules, one),
        votes: plan.criteria.filter((criterion) => favouriteOf(criterion, allowed, hearing.gap) === one.k),
      }),
    ),
    silhouettes: !asks("silhouette") ? null : exact ? ("exact" as const) : ("simplified" as const),
    gap,
    features: features.map(({ name }) => name),
    n: points.count,
    seed: plan.fit.seed,
  };
  return { ...choice, reasons: reasonsForCount(hearing), warnings: warningsOf(choice) };
}
