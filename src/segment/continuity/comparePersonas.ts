import { isLeft, right } from "fp-ts/lib/Either.js";
import { orDefault, reading, readNumber, readOptions } from "../../core/check/index.ts";
import {
  type Estimate,
  insufficientData,
  type Reason,
  type Result,
  reason,
  type Table,
} from "../../core/vocabulary/index.ts";
import type { PersonaModel } from "../personaModel.ts";
import { adjustedRandIndex } from "../stability/adjustedRandIndex.ts";
import type { CrossTable } from "../stability/crossTable.ts";
import { STABLE } from "../stability/verdict.ts";
import { matchPersonas } from "./matchPersonas.ts";
import { pairedDifference } from "./pairedDifference.ts";
import { readCrossTable, readTwoModels, type TwoModels } from "./readModels.ts";

const NAME = "segment.comparePersonas";

/** Which two models to compare. */
export interface ComparePersonasOptions {
  /** The model in use: "that of last year". */
  readonly before: PersonaModel;
  /** The model that might replace it: "a refit". */
  readonly after: PersonaModel;
  /** Coverage of the intervals, in (0, 1). Default 0.95. */
  readonly level?: number;
}

/** A persona of the first model and the one of the second that shares most learners with it. */
export interface PersonaPair {
  /** Id under the first model. */
  readonly before: string;
  /** Id under the second. */
  readonly after: string;
  /** Learners that are in both. */
  readonly both: number;
  /** `both` over the learners that are in either, in [0, 1]. */
  readonly jaccard: number;
  /** The share of the learners in the first. */
  readonly shareBefore: number;
  /** The share of the learners in the second. */
  readonly shareAfter: number;
  /** `shareAfter` less `shareBefore`, paired since the learners are the same. */
  readonly difference: Estimate;
}

/** How two persona models sort the same learners. */
export interface PersonaComparison {
  /** The adjusted Rand index of the two groupings: 1 where they are the same up to names, 0 on average by chance. */
  readonly agreement: number;
  /** The share of the learners that do not go along with their persona to its partner, in [0, 1]. */
  readonly churn: number;
  /** Ids of the first model's personas: the rows of `counts`. */
  readonly before: readonly string[];
  /** Ids of the second model's personas: the columns of `counts`. */
  readonly after: readonly string[];
  /** Learners of each pair of personas, row by row. */
  readonly counts: readonly (readonly number[])[];
  /** Personas that belong together, each at most once, in the order of the first model. */
  readonly pairs: readonly PersonaPair[];
  /** What to know before using it: code `models-disagree`. */
  readonly warnings: readonly Reason[];
  /** Learners compared. */
  readonly n: number;
}

interface Plan {
  readonly models: TwoModels;
  readonly level: number;
}

const readPlan = (options: unknown): Result<Plan> =>
  reading(NAME, (found) => {
    const given = readOptions(found, [], options, ["before", "after", "level"]);
    return {
      models: readTwoModels(found, given),
      level: orDefault(given["level"], 0.95, (level) => readNumber(found, ["level"], level, { above: 0, below: 1 })),
    };
  });

const compare = ({ models, level }: Plan, table: CrossTable): PersonaComparison => {
  const { counts, columns, rowSums, columnSums, total: n } = table;
  const { before, after } = models;
  const pairs = matchPersonas(table).map((pair): PersonaPair => {
    const sizeBefore = rowSums[pair.before] ?? 0;
    const sizeAfter = columnSums[pair.after] ?? 0;
    const id = before.ids[pair.before] ?? "";
    return {
      before: id,
      after: after.ids[pair.after] ?? "",
      both: pair.both,
      jaccard: pair.jaccard,
      shareBefore: sizeBefore / n,
      shareAfter: sizeAfter / n,
      difference: pairedDifference(
        `difference in the share of ${id}`,
        n,
        sizeAfter - pair.both,
        sizeBefore - pair.both,
        level,
      ),
    };
  });
  const agreement = adjustedRandIndex(table);
  return {
    agreement,
    churn: 1 - pairs.reduce((sum, { both }) => sum + both, 0) / n,
    before: before.ids,
    after: after.ids,
    counts: before.ids.map((_, r) => Array.from(counts.subarray(r * columns, (r + 1) * columns))),
    pairs,
    warnings: agreement < STABLE ? [reason("models-disagree", { agreement, threshold: STABLE })] : [],
    n,
  };
};

/**
 * Does a new model put the same learners into the same personas? Assigns every row of the table under both models and sets the two
 * groupings against each other.
 *
 * Agreement is the adjusted Rand index, which needs no names. Personas are paired one to one so that as many learners as possible
 * stay with theirs (the Hungarian algorithm on `counts`); `churn` is the share of the others. Each pair has the difference of its
 * shares with a paired interval: the learners are the same under both models, which are taken as given. The interval speaks of other
 * learners like these, not of other fits, and the difference is descriptive.
 *
 * To see how much a course has changed in a year, give the model of last year and a refit on this year's table.
 *
 * Failures: `InvalidInput` for models or a table that do not fit (the table needs the columns of both, cut at the day of both),
 * and for models whose fit was weighted, since learners are counted by rows;
 * `InsufficientData` for a table without rows.
 *
 * Cost O(n k d + k^3). Sources: Hubert & Arabie (1985); Kuhn (1955); Bonett & Price (2012).
 *
 * @example
 * ```ts
 * import { orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const lastYear = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 20, 21, 24] }));
 * const thisYear = orThrow(tableFromColumns()({ activeDays: [1, 3, 11, 12, 22, 25] }));
 * const before = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(lastYear));
 * const after = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(thisYear));
 * const { counts, churn } = orThrow(segment.comparePersonas({ before, after })(thisYear));
 * counts; // => [[3, 0], [1, 2]]
 * churn; // => 0.167
 * ```
 */
export const comparePersonas = (options: ComparePersonasOptions): ((table: Table) => Result<PersonaComparison>) => {
  const plan = readPlan(options);
  return (table) => {
    if (isLeft(plan)) return plan;
    const read = reading(NAME, (found) => readCrossTable(found, plan.right.models, table));
    if (isLeft(read)) return read;
    if (read.right.total === 0) return insufficientData(NAME, "rows", 1, 0);
    return right(compare(plan.right, read.right));
  };
};
