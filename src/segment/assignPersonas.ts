import { isLeft, map } from "fp-ts/lib/Either.js";
import { type Found, reading } from "../core/check/index.ts";
import { log } from "../core/numeric/elementary/index.ts";
import { type Result, readTable, type Table } from "../core/vocabulary/index.ts";
import { allDistances } from "./allDistances.ts";
import { type CompiledPersonas, compilePersonas } from "./compilePersonas.ts";
import { readElapsedDays, soundColumns } from "./featureMatrix.ts";
import { type AssignOptions, isAmbiguous, memberships, readClearLead } from "./membership.ts";
import type { PersonaModel } from "./personaModel.ts";
import { noteOtherDay, readScaledTable } from "./scaledTable.ts";

const NAME = "segment.assignPersonas";

/** Which persona each learner of a table is nearest to, in columns. It says something about persons, so it is not for managers or boards. */
export interface PersonaAssignments {
  /** Whom this is about. */
  readonly subject: "person";
  /** Ids of the personas, in the order of the model. */
  readonly personas: readonly string[];
  /** For each row the index of the nearest persona. */
  readonly codes: Int32Array;
  /** For each row the index of the next nearest. */
  readonly runnersUp: Int32Array;
  /**
   * For row i and persona p how well it fits, at `i * personas.length + p`; each row sums to 1. Computed when it is first read, since most who
   * ask for a whole table want the codes.
   */
  readonly memberships: Float64Array;
  /** For each row the distance from its persona's centre, in scaled units. */
  readonly distances: Float64Array;
  /** For each row 1 where the two nearest fit almost alike, else 0. */
  readonly ambiguous: Uint8Array;
  /** For each row 1 where it is farther from its persona than 999 of 1,000 rows of the fit were, else 0. */
  readonly outliers: Uint8Array;
}

// Indices below stay within the typed arrays they read (rows below their number, personas below theirs), so `as number` is true.

/** Of row i and persona p at `i * k + p`. */
interface TableDistances {
  readonly squared: Float64Array;
  readonly count: number;
}

/** All memberships of all rows, from their squared distances. */
const allMemberships = (squared: Float64Array, codes: Int32Array, k: number, variance: number): Float64Array => {
  const row = new Float64Array(k);
  const fits = new Float64Array(codes.length * k);
  for (let i = 0; i < codes.length; i += 1) {
    for (let p = 0; p < k; p += 1) row[p] = squared[i * k + p] as number;
    memberships(row, codes[i] as number, variance, fits, i * k);
  }
  return fits;
};

/**
 * A lead in squared distance from which on no row is ambiguous, whatever the other personas: with a = exp(-lead / (2 s^2)) the lead in membership
 * is at least (1 - a) / (1 + (k - 1) a).
 */
const clearFrom = ({ variance, ids }: CompiledPersonas, clearLead: number): number => {
  const most = (1 - clearLead) / (1 + (ids.length - 1) * clearLead);
  return 2 * variance * (1e-9 - (1 + 1e-9) * log(most));
};

/**
 * The squared distances of every row of a table to every persona. What is wrong with a table is said by the reader of its rows, which costs more
 * and is asked only where something is.
 */
const readDistances = (found: Found, model: CompiledPersonas, value: unknown): TableDistances => {
  const table = readTable(found, ["table"], value);
  const columns = soundColumns(table, model.features);
  const squared = columns === null ? null : allDistances(model, columns, table.rowCount);
  if (squared === null) readScaledTable(found, model, value);
  else if (table.rowCount > 0) noteOtherDay(found, model, readElapsedDays(found, table, model.features));
  return { squared: squared ?? new Float64Array(0), count: table.rowCount };
};

const assignAll = (
  model: CompiledPersonas,
  clearLead: number,
  { squared, count }: TableDistances,
): PersonaAssignments => {
  const { variance, outlierDistance } = model;
  const k = model.ids.length;
  const row = new Float64Array(k);
  const fits = new Float64Array(k);
  const codes = new Int32Array(count);
  const runnersUp = new Int32Array(count);
  const distances = new Float64Array(count);
  const ambiguous = new Uint8Array(count);
  const outliers = new Uint8Array(count);
  const clear = clearFrom(model, clearLead);
  for (let i = 0, at = 0; i < count; i += 1, at += k) {
    let winner = 0;
    let other = -1;
    let least = squared[at] as number;
    let next = Number.POSITIVE_INFINITY;
    for (let p = 1; p < k; p += 1) {
      const distance = squared[at + p] as number;
      if (distance < least) {
        next = least;
        other = winner;
        least = distance;
        winner = p;
      } else if (distance < next) {
        next = distance;
        other = p;
      }
    }
    const distance = Math.sqrt(least);
    codes[i] = winner;
    runnersUp[i] = other;
    distances[i] = distance;
    outliers[i] = distance > outlierDistance ? 1 : 0;
    if (next - least >= clear) continue;
    for (let p = 0; p < k; p += 1) row[p] = squared[at + p] as number;
    memberships(row, winner, variance, fits, 0);
    ambiguous[i] = Number(isAmbiguous(fits[winner] as number, fits[other] as number, clearLead));
  }
  let made: Float64Array | undefined;
  return {
    subject: "person",
    personas: model.ids,
    codes,
    runnersUp,
    get memberships(): Float64Array {
      made ??= allMemberships(squared, codes, k, variance);
      return made;
    },
    distances,
    ambiguous,
    outliers,
  };
};

/**
 * What kind of learner is each of these? `assignPersona` for a whole table: the same answers, to the bit, without the reasons; ask
 * for those row by row.
 *
 * The table needs a column, of whatever role, for each feature of the model, without missing cells.
 *
 * Fails with `InvalidInput` for a model or table that does not fit, for values too far from the fit to measure, and, where the model was fitted on a table with `elapsedDays`, for
 * a table cut at another day. Cost O(n k d).
 *
 * @example
 * ```ts
 * import { orThrow, segment, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ activeDays: [1, 2, 2, 20, 21, 24], sessions: [1, 3, 2, 40, 38, 44] }));
 * const model = orThrow(segment.fitPersonas({ k: 2, seed: 7 })(table));
 * orThrow(segment.assignPersonas(model)(table)).codes; // => [0, 0, 0, 1, 1, 1]
 * ```
 */
export const assignPersonas = (
  model: PersonaModel,
  options: AssignOptions = {},
): ((table: Table) => Result<PersonaAssignments>) => {
  const read = reading(NAME, (found) => ({
    personas: compilePersonas(found, model),
    clearLead: readClearLead(found, options),
  }));
  return (table) => {
    if (isLeft(read)) return read;
    const { personas, clearLead } = read.right;
    return map((distances: TableDistances) => assignAll(personas, clearLead, distances))(
      reading(NAME, (found) => readDistances(found, personas, table)),
    );
  };
};
