import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  readArray,
  readChoice,
  reading,
  readNumber,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { type Fold, insufficientData, type Result } from "../../core/vocabulary/index.ts";
import { loadCount, loadNumber, loadState, savedNumber, savedState } from "../../core/vocabulary/saved.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import type { CardHistory, MemoryLoss, MemoryLossOptions, MemoryLossState } from "./memoryLoss.ts";
import { readTrainer } from "./readTrainer.ts";
import type { MemoryTrainer } from "./trainer.ts";

const NAME = "spacing.memoryLossFold";

const readKind = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  { algorithm }: MemoryTrainer<M, S>,
): string => readText(found, ["trainer", "algorithm", "kind"], algorithm.kind);

/**
 * The reviews lie on many machines: how surprising are they under these weights, and which way should the weights move? Loss, slope and counts over card
 * histories, card by card or shard by shard; shards add up to what one pass says, counts exactly and sums to their last digits.
 * A driver that minimises it (`fitMemory` does it on one machine) adds the penalty once, not in each shard. A history with a grade outside 1 to 4, a
 * negative or infinite number, or columns of unequal length counts as missing. States saved under other weights are refused.
 *
 * @param options `trainer`; `weights`; `labels`, `"later-days"` or `"all"`
 * @returns the fold; fails on options that do not fit. Cost: linear in the reviews.
 *
 * @example
 * ```ts
 * import { foldOver, orThrow, spacing } from "learnlift";
 *
 * const fold = orThrow(
 *   spacing.memoryLossFold({ trainer: spacing.fsrs6Trainer, weights: spacing.fsrs6Trainer.defaults }),
 * );
 * const cards = [
 *   { grades: [3, 3, 1], elapsedDays: [0, 2, 9] },
 *   { grades: [1, 3], elapsedDays: [0, 1] },
 * ];
 * const { labels, forgotten, gradient } = orThrow(foldOver(fold)(cards));
 * [labels, forgotten, gradient.length]; // => [3, 1, 21]
 * ```
 */
export const memoryLossFold = <M extends MemoryModel, S extends MemoryState>(
  options: MemoryLossOptions<M, S>,
): Result<Fold<CardHistory, MemoryLossState, MemoryLoss>> => {
  const read = reading(NAME, (found) => {
    const given = readOptions(found, [], options ?? null, ["trainer", "weights", "labels"]);
    const trainer = readTrainer<M, S>(found, ["trainer"], given["trainer"]);
    const weights = readArray(found, ["weights"], given["weights"], (one, path) => readNumber(found, path, one));
    if (trainer !== null && weights.length !== trainer.defaults.length)
      note(found, ["weights"], "inconsistent", `${trainer.defaults.length} weights`, given["weights"]);
    const labels = orDefault<"later-days" | "all">(given["labels"], trainer?.labels ?? "all", (rule) =>
      readChoice<"later-days" | "all">(found, ["labels"], rule, ["later-days", "all"]),
    );
    return {
      trainer,
      weights,
      labels,
      kind: trainer === null ? "" : readKind(found, trainer),
    };
  });
  if (isLeft(read)) return read;
  const { trainer, weights, labels, kind } = read.right;
  return trainer === null
    ? insufficientData(NAME, "trainer", 1, 0) // cannot be: what is wrong was noted
    : right(lossFold(trainer, weights, labels, kind));
};

/** One card as a kernel takes it, with its counts; `null` for a history that does not fit. */
const cardOf = ({ grades, elapsedDays, weights }: CardHistory, leastDays: number) => {
  const rows = grades.length;
  if (!(rows > 0 && elapsedDays.length === rows && (weights?.length ?? rows) === rows)) return null;
  const card = {
    offsets: Uint32Array.of(0, rows),
    grades: new Uint8Array(rows),
    elapsedDays: new Float64Array(rows),
    weights: new Float64Array(rows),
  };
  let [labels, forgotten, totalWeight] = [0, 0, 0];
  for (let row = 0; row < rows; row += 1) {
    const grade = grades[row] as number; // row < rows, as long as all three
    const days = row === 0 ? 0 : (elapsedDays[row] as number);
    const weight = weights === undefined ? 1 : (weights[row] as number);
    const valid = Number.isInteger(grade) && grade >= 1 && grade <= 4 && days >= 0 && weight >= 0;
    if (!(valid && Number.isFinite(days) && Number.isFinite(weight))) return null;
    card.grades[row] = grade;
    card.elapsedDays[row] = days;
    if (row === 0 || days < leastDays || weight === 0) continue;
    card.weights[row] = weight;
    labels += 1;
    totalWeight += weight;
    if (grade === 1) forgotten += 1;
  }
  return { card, labels, forgotten, totalWeight };
};

const lossFold = <M extends MemoryModel, S extends MemoryState>(
  trainer: MemoryTrainer<M, S>,
  given: readonly number[],
  labels: "later-days" | "all",
  algorithm: string,
): Fold<CardHistory, MemoryLossState, MemoryLoss> => {
  const weights = Float64Array.from(given);
  trainer.project(weights);
  const kind = `memory-loss(${algorithm}, ${labels}, ${weights.join(" ")})`;
  const leastDays = labels === "all" ? 0 : 1;
  const n = weights.length;
  const empty = (): MemoryLossState => ({
    loss: 0,
    gradient: new Float64Array(n),
    cards: 0,
    labels: 0,
    forgotten: 0,
    totalWeight: 0,
    missing: 0,
  });
  return {
    kind,
    empty,
    step(state, input) {
      const read = cardOf(input, leastDays);
      if (read === null) {
        state.missing += 1;
        return state;
      }
      state.loss += trainer.prepare(read.card).loss(weights, 0, 1, state.gradient, null);
      state.cards += 1;
      state.labels += read.labels;
      state.forgotten += read.forgotten;
      state.totalWeight += read.totalWeight;
      return state;
    },
    merge(into, from) {
      into.loss += from.loss;
      for (let k = 0; k < n; k += 1) into.gradient[k] = (into.gradient[k] as number) + (from.gradient[k] as number); // k < n
      into.cards += from.cards;
      into.labels += from.labels;
      into.forgotten += from.forgotten;
      into.totalWeight += from.totalWeight;
      into.missing += from.missing;
      return into;
    },
    extract: ({ loss, gradient, cards, labels, forgotten, totalWeight, missing }) => ({
      loss,
      gradient: Array.from(gradient),
      cards,
      labels,
      forgotten,
      totalWeight,
      missing,
    }),
    save: ({ loss, gradient, cards, labels, forgotten, totalWeight, missing }) =>
      savedState(kind, {
        loss: savedNumber(loss),
        gradient: Array.from(gradient, savedNumber),
        cards,
        labels,
        forgotten,
        totalWeight: savedNumber(totalWeight),
        missing,
      }),
    load: (saved) =>
      loadState(
        kind,
        saved,
        (found, held) => {
          const gradient = readArray(found, ["gradient"], held["gradient"], (one, path) =>
            loadNumber(found, path, one),
          );
          if (Array.isArray(held["gradient"]) && gradient.length !== n)
            note(found, ["gradient"], "inconsistent", `${n} numbers`, held["gradient"]);
          return {
            loss: loadNumber(found, ["loss"], held["loss"]),
            gradient: Float64Array.from(gradient),
            cards: loadCount(found, ["cards"], held["cards"]),
            labels: loadCount(found, ["labels"], held["labels"]),
            forgotten: loadCount(found, ["forgotten"], held["forgotten"]),
            totalWeight: loadNumber(found, ["totalWeight"], held["totalWeight"]),
            missing: loadCount(found, ["missing"], held["missing"]),
          };
        },
        empty(),
      ),
  };
};
