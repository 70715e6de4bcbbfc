import { right } from "fp-ts/lib/Either.js";
import type { Found } from "../../core/check/index.ts";
import {
  type Failure,
  insufficientData,
  notIdentified,
  type Reason,
  type Result,
  reason,
} from "../../core/vocabulary/index.ts";
import { type Labels, readLabels, readNumbers, readSource, readTruths } from "../columns.ts";
import {
  completeRows,
  droppedWarning,
  type Kept,
  keptCount,
  labelsPart,
  numbersPart,
  pick,
  pickCodes,
} from "../completeRows.ts";
import type { Comparison } from "./settings.ts";
import { unitOf } from "./unit.ts";

/** The rows of a comparison: complete, in the order of the input. */
export interface Arms {
  /** In units of `unit`, so that squares neither under- nor overflow. */
  readonly outcome: Float64Array;
  /** A power of two: what one unit of `outcome` is in the unit of the column. */
  readonly unit: number;
  /** True where every outcome is 0 or 1, so that means are proportions. */
  readonly isProportion: boolean;
  /** 1 in the treated arm, 0 in the other. */
  readonly treated: Float64Array;
  /** For each row the index of its cluster, or `null` where every row stands for itself. */
  readonly cluster: Int32Array | null;
  /** How many clusters there are. */
  readonly clusters: number;
  /** Their labels, by index. */
  readonly clusterLabels: readonly string[];
  /** Further columns by the names they were asked for. */
  readonly extra: readonly Float64Array[];
  readonly warnings: readonly Reason[];
}

/** Reads the columns of a comparison, and further columns of numbers under the options that name them. */
export const readArms = (
  found: Found,
  settings: Comparison,
  extra: readonly { readonly option: string; readonly name: string }[],
  value: unknown,
): Arms => {
  const source = readSource(found, value);
  const outcome = readNumbers(found, source, "outcome", settings.outcome);
  const treated = readTruths(found, source, "treatment", settings.treatment, settings.treated);
  const labels = settings.cluster === null ? null : readLabels(found, source, "cluster", settings.cluster);
  const columns = extra.map(({ option, name }) => readNumbers(found, source, option, name));
  const parts = [numbersPart(settings.outcome, outcome), numbersPart(settings.treatment, treated)];
  if (labels !== null) parts.push(labelsPart(settings.cluster ?? "", labels.codes));
  for (const [at, column] of columns.entries()) parts.push(numbersPart(extra[at]?.name ?? "", column));
  const rows = completeRows(found, source.rowCount, parts, settings.missing);
  const cluster = labels === null ? null : compact(labels, rows);
  const kept = pick(outcome, rows);
  const unit = unitOf(kept);
  return {
    outcome: unit === 1 ? kept : kept.map((value) => value / unit),
    unit,
    isProportion: kept.every((value) => value === 0 || value === 1),
    treated: pick(treated, rows),
    cluster: cluster === null ? null : cluster.index,
    clusters: cluster === null ? 0 : cluster.labels.length,
    clusterLabels: cluster === null ? [] : cluster.labels,
    extra: columns.map((column) => pick(column, rows)),
    warnings: droppedWarning(source.rowCount, keptCount(rows, source.rowCount)),
  };
};

/** Some rows of a comparison, with one more thing to say of them. */
export const armsOf = (arms: Arms, rows: Int32Array, warnings: readonly Reason[]): Arms => {
  const labels = arms.cluster === null ? null : { codes: arms.cluster, labels: arms.clusterLabels };
  const cluster = labels === null ? null : compact(labels, rows);
  return {
    outcome: pick(arms.outcome, rows),
    unit: arms.unit,
    isProportion: arms.isProportion,
    treated: pick(arms.treated, rows),
    cluster: cluster === null ? null : cluster.index,
    clusters: cluster === null ? 0 : cluster.labels.length,
    clusterLabels: cluster === null ? [] : cluster.labels,
    extra: arms.extra.map((column) => pick(column, rows)),
    warnings: [...arms.warnings, ...warnings],
  };
};

/** Fails unless both arms have at least `needed` rows, and clusters, where there are any, at least two. */
export const requireArms = (name: string, arms: Arms, needed: number): Result<Arms> => {
  let treated = 0;
  for (const one of arms.treated) treated += one;
  const control = arms.treated.length - treated;
  if (arms.treated.length === 0) return insufficientData(name, "rows", 2 * needed, 0);
  if (treated === 0 || control === 0) {
    const arm = treated === 0 ? "untreated" : "treated";
    return notIdentified(name, "the difference between the arms", [arm], reason("one-arm", { arm }));
  }
  if (treated < needed) return insufficientData(name, "treated rows", needed, treated);
  if (control < needed) return insufficientData(name, "untreated rows", needed, control);
  if (arms.cluster !== null && arms.clusters < 2) return insufficientData(name, "clusters", 2, arms.clusters);
  return right(arms);
};

/** Fewer clusters than this make a sandwich interval rough. */
const ENOUGH_CLUSTERS = 50;

/** The warning that there are few clusters, where there are. */
export const clusterWarning = ({ cluster, clusters }: Arms): readonly Reason[] =>
  cluster === null || clusters >= ENOUGH_CLUSTERS ? [] : [reason("few-clusters", { clusters })];

/** The unit of a difference in means. */
export const scaleOf = ({ isProportion }: Arms, column: string): string => (isProportion ? "proportion" : column);

/** The rows of each arm. */
export const armSizes = (treated: Float64Array): { readonly treated: number; readonly control: number } => {
  let count = 0;
  for (const one of treated) count += one;
  return { treated: count, control: treated.length - count };
};

/** The clusters of the given rows, numbered from 0 in the order of first appearance. */
const compact = (
  { codes, labels }: Labels,
  rows: Kept,
): { readonly index: Int32Array; readonly labels: readonly string[] } => {
  const place = new Map<number, number>();
  const index = pickCodes(codes, rows).map((code) => {
    const at = place.get(code) ?? place.size;
    place.set(code, at);
    return at;
  });
  return { index, labels: Array.from(place.keys(), (code) => labels[code] ?? "") };
};

/** The same failure with the cluster it is about by its label: regression knows it only by number. */
export const nameCluster = (failure: Failure, { clusterLabels }: Arms): Failure => {
  if (failure._tag !== "NotIdentified") return failure;
  const { code, values } = failure.because;
  const { cluster } = values;
  if (code !== "cluster-of-its-own" || typeof cluster !== "number") return failure;
  const label = clusterLabels[cluster] ?? "";
  const because = reason("cluster-of-its-own", { ...values, cluster: label });
  return { ...failure, involved: [label], because };
};
