import { isLeft, map } from "fp-ts/lib/Either.js";
import {
  clean,
  note,
  orDefault,
  readArray,
  reading,
  readNumber,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { type Reason, type Result, reason, type Table } from "../../core/vocabulary/index.ts";
import { type CompiledPersonas, readPersonas } from "../compilePersonas.ts";
import { type FeatureMatrix, readFeatureMatrix } from "../featureMatrix.ts";
import type { Points } from "../kMeans/points.ts";
import { reasonsOf } from "../naming.ts";
import { nearestTo } from "../nearest.ts";
import type { PersonaModel } from "../personaModel.ts";
import { hedgesG } from "../profile.ts";
import { readScaledTable } from "../scaledTable.ts";
import { scaleFeatures } from "../scaling.ts";
import { noteWeighted } from "../unweighted.ts";
import { benjaminiHochberg } from "./benjaminiHochberg.ts";
import { midRanks } from "./midRanks.ts";
import { type Moments, welchPValue } from "./welch.ts";

const NAME = "segment.profilePersonas";

/** Whose profile, and in what. */
export interface ProfilePersonasOptions {
  /** The model that puts each row to a persona. */
  readonly model: PersonaModel;
  /** Columns to compare in, by name: those of the model (default) or others, such as results that no persona was made from. */
  readonly columns?: readonly string[];
  /** The share of false discoveries to allow among the differences that stand out, in (0, 1). Default 0.05. */
  readonly falseDiscoveryRate?: number;
}

/** How the rows of one persona differ from all others in one column. */
export interface PersonaDifference {
  /** The column. */
  readonly column: string;
  /** The mean over the persona's rows, in the column's own unit. */
  readonly mean: number;
  /** The mean over all other rows. */
  readonly othersMean: number;
  /** Hedges' g: the difference of the means in pooled standard deviations, corrected for small samples. */
  readonly effect: number;
  /**
   * The common-language effect size: how likely a row of the persona, drawn by chance, has more than one of the others; ties count
   * half. In [0, 1], 0.5 is no difference. It is counted, with no assumption of normality.
   */
  readonly commonLanguage: number;
  /** Of Welch's t test that the means are the same, two-sided; `null` where a side has one row or nothing varies. */
  readonly pValue: number | null;
  /** `pValue` adjusted by Benjamini and Hochberg over all columns and personas compared; `null` where there is none. */
  readonly adjustedPValue: number | null;
  /** Whether it is a difference to speak of: |effect| at least 0.2 and `adjustedPValue` at most the rate allowed. */
  readonly standsOut: boolean;
  /** Whether the persona was made from this column: then it differs in it by construction, and its p-value only ranks. */
  readonly madePersonas: boolean;
}

/** What sets one persona apart. */
export interface PersonaProfile {
  /** Its id. */
  readonly persona: string;
  /** Rows of the table that are nearest to it. */
  readonly size: number;
  /** Every column compared, the one with the largest effect first; empty where the persona has no rows, or all. */
  readonly differences: readonly PersonaDifference[];
  /** The differences that stand out most, at most two: codes `high-feature`, `low-feature` and `typical`. */
  readonly reasons: readonly Reason[];
}

/** What sets the personas of a table apart. It speaks of groups, whose smallest may be small: see `size`. */
export interface PersonaProfiles {
  /** Each persona, in the order of the model. */
  readonly personas: readonly PersonaProfile[];
  /** How many p-values were adjusted together. */
  readonly compared: number;
  /** What to know before using it: codes `circular-test`, `constant-column` and `empty-persona`. */
  readonly warnings: readonly Reason[];
  /** Rows of the table. */
  readonly n: number;
}

interface Plan {
  readonly personas: CompiledPersonas;
  readonly columns: readonly string[];
  readonly rate: number;
}

const readPlan = (options: unknown): Result<Plan> =>
  reading(NAME, (found) => {
    const given = readOptions(found, [], options, ["model", "columns", "falseDiscoveryRate"]);
    const personas = readPersonas(found, ["model"], given["model"]);
    noteWeighted(found, ["model"], given["model"], "profiles here count each row once");
    const columns = orDefault<readonly string[]>(given["columns"], personas.features, (names) =>
      readArray(found, ["columns"], names, (name, path) => readText(found, path, name, "a column name")),
    );
    if (given["columns"] !== undefined) {
      if (columns.length === 0) note(found, ["columns"], "empty", "at least one column name", given["columns"]);
      columns.forEach((name, at) => {
        if (columns.indexOf(name) < at) note(found, ["columns", at], "duplicate", "each only once", name);
      });
    }
    return {
      personas,
      columns,
      rate: orDefault(given["falseDiscoveryRate"], 0.05, (rate) =>
        readNumber(found, ["falseDiscoveryRate"], rate, { above: 0, below: 1 }),
      ),
    };
  });

// Indices below stay within the typed arrays they read (rows below count, columns below dimensions), so `as number` is true.

/** The moments of column j over the rows on one side: those with the label, or all others. */
const momentsOf = (
  { coordinates, dimensions }: Points,
  j: number,
  labels: Int32Array,
  label: number,
  inside: boolean,
): Moments => {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < labels.length; i += 1) {
    if ((labels[i] === label) !== inside) continue;
    count += 1;
    sum += coordinates[i * dimensions + j] as number;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < labels.length; i += 1) {
    if ((labels[i] === label) !== inside) continue;
    const deviation = (coordinates[i * dimensions + j] as number) - mean;
    squares += deviation * deviation;
  }
  return { count, mean, squares };
};

/** P(persona's value > another's) + half P(equal), from ranks among all rows: the Mann-Whitney U over all pairs. */
const commonLanguageOf = (ranks: Float64Array, labels: Int32Array, label: number, size: number): number => {
  let sum = 0;
  for (let i = 0; i < ranks.length; i += 1) if (labels[i] === label) sum += ranks[i] as number;
  return (sum - (size * (size + 1)) / 2) / (size * (ranks.length - size));
};

type Untested = Omit<PersonaDifference, "adjustedPValue" | "standsOut">;

const compare = (plan: Plan, rows: Points, matrix: FeatureMatrix): PersonaProfiles => {
  const { personas, rate } = plan;
  const labels = nearestTo(rows, personas.places);
  const { features, points, warnings } = scaleFeatures(matrix, "z-score");
  const ranks = features.map((_, j) =>
    midRanks(Float64Array.from(labels, (_, i) => points.coordinates[i * points.dimensions + j] as number)),
  );
  const sizes = personas.ids.map((_, p) => labels.filter((label) => label === p).length);
  const untested = personas.ids.map((_, p): readonly Untested[] => {
    const size = sizes[p] ?? 0;
    if (size === 0 || size === labels.length) return [];
    return features.map(({ name, centre, scale }, j): Untested => {
      const mine = momentsOf(points, j, labels, p, true);
      const others = momentsOf(points, j, labels, p, false);
      return {
        column: name,
        mean: centre + scale * mine.mean,
        othersMean: centre + scale * others.mean,
        effect: hedgesG(mine.mean - others.mean, mine.squares + others.squares, size, labels.length - size, 1),
        commonLanguage: commonLanguageOf(ranks[j] ?? new Float64Array(0), labels, p, size),
        pValue: welchPValue(mine, others),
        madePersonas: personas.features.includes(name),
      };
    });
  });
  const tested = untested.flat().flatMap(({ pValue }) => (pValue === null ? [] : [pValue]));
  const adjusted = benjaminiHochberg(tested);
  let next = 0;
  const circular = features.filter(({ name }) => personas.features.includes(name)).length;
  return {
    personas: untested.map((one, p): PersonaProfile => {
      const differences = one
        .map((difference): PersonaDifference => {
          const { pValue, effect } = difference;
          const adjustedPValue = pValue === null ? null : (adjusted[next] ?? null);
          if (pValue !== null) next += 1;
          const standsOut = Math.abs(effect) >= SMALLEST_EFFECT && adjustedPValue !== null && adjustedPValue <= rate;
          return { ...difference, adjustedPValue, standsOut };
        })
        .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
      return {
        persona: personas.ids[p] ?? "",
        size: sizes[p] ?? 0,
        differences,
        reasons: reasonsOf(
          differences
            .filter(({ standsOut }) => standsOut)
            .map(({ column, mean, effect }) => ({ feature: column, mean, effect })),
        ),
      };
    }),
    compared: tested.length,
    warnings: [
      ...warnings,
      ...(circular > 0 ? [reason("circular-test", { columns: circular, of: features.length })] : []),
      ...personas.ids.flatMap((persona, p) => (sizes[p] === 0 ? [reason("empty-persona", { persona })] : [])),
    ],
    n: labels.length,
  };
};

const NO_COLUMNS: FeatureMatrix = {
  names: [],
  points: { coordinates: new Float64Array(0), count: 0, dimensions: 0 },
  elapsedDays: null,
};

/** Cohen's "small": smaller effects are not spoken of. */
const SMALLEST_EFFECT = 0.2;

/**
 * What sets these personas apart, and in more than they were made from? Puts each row to its nearest persona and compares the rows of
 * each persona with all others, column by column.
 *
 * Hedges' g is the difference of means over the pooled standard deviation, times 1 - 3 / (4 (n1 + n2) - 9). The common-language
 * effect size is U / (n1 n2), U from mid-ranks. p-values are Welch's, two-sided, adjusted by Benjamini and Hochberg over all columns
 * and personas. A difference stands out where |g| is at least 0.2 and the adjusted p-value at most `falseDiscoveryRate`, and only then
 * it is given as a reason.
 *
 * Personas differ by construction in the columns they were made from; a test of that is circular, and its p-value says nothing about
 * whether the personas exist. Such columns are marked `madePersonas`, with the warning `circular-test`. To learn something new, name
 * other columns. Everything here is descriptive: it claims no cause.
 *
 * Failures: `InvalidInput` for a model or table that does not fit (every cell must hold a number), for a model whose fit
 * was weighted, since each row counts once here (`personas[i].profile` of the model is weighted), and for columns that are not in the table.
 *
 * Cost O(k n d + d n log n). Sources: Hedges (1981); Vargha & Delaney (2000), J. Educ. Behav. Stat. 25, for the common-language effect
 * size; Welch (1947); Benjamini & Hochberg (1995); Gao, Bien & Witten (2024), J. Am. Stat. Assoc. 119, for the circle.
 *
 * @example
 * ```ts
 * import { explain, orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(
 *   tableFromColumns()({ activeDays: [1, 2, 2, 3, 20, 21, 24, 23], score: [40, 55, 48, 52, 70, 81, 77, 75] }),
 * );
 * const model = orThrow(segment.fitPersonas({ k: 2, seed: 7, features: ["activeDays"] })(table));
 * const { personas } = orThrow(segment.profilePersonas({ model, columns: ["score"] })(table));
 * personas.map(({ differences }) => differences[0]?.commonLanguage); // => [0, 1]
 * personas[1]?.reasons.map((one) => explain(one)); // => ["high score: mean 76, 4.2 standard deviations above the other learners"]
 * ```
 */
export const profilePersonas = (options: ProfilePersonasOptions): ((table: Table) => Result<PersonaProfiles>) => {
  const plan = readPlan(options);
  return (table) => {
    if (isLeft(plan)) return plan;
    const read = reading(NAME, (found) => {
      const rows = readScaledTable(found, plan.right.personas, table);
      // what is wrong with the table itself is said once
      const matrix = clean(found) ? readFeatureMatrix(found, table, plan.right.columns, ["columns"]) : NO_COLUMNS;
      return { rows, matrix };
    });
    return map(({ rows, matrix }: { readonly rows: Points; readonly matrix: FeatureMatrix }) =>
      compare(plan.right, rows, matrix),
    )(read);
  };
};
