import { isLeft, map } from "fp-ts/lib/Either.js";
import { type Found, hopeless, note, reading } from "../core/check/index.ts";
import type { Result, Table } from "../core/vocabulary/index.ts";
import { distancesTo } from "./assignPersona.ts";
import { type CompiledPersonas, compilePersonas, isTooFar, noteTooFar, scaledValue } from "./compilePersonas.ts";
import { ELAPSED_DAYS, readFeatureMatrix } from "./featureMatrix.ts";
import type { Points } from "./kMeans/points.ts";
import { isAmbiguous, memberships, smallest } from "./membership.ts";
import type { PersonaModel } from "./personaModel.ts";

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
  /** For row i and persona p how well it fits, at `i * personas.length + p`; each row sums to 1. */
  readonly memberships: Float64Array;
  /** For each row the distance from its persona's centre, in scaled units. */
  readonly distances: Float64Array;
  /** For each row 1 where the two nearest fit almost alike, else 0. */
  readonly ambiguous: Uint8Array;
}

// Indices below stay within the typed arrays they read (rows below their number, personas below theirs), so `as number` is true.

/** The points in the model's scaled units; those too far away to measure are noted. */
const scaleAll = (found: Found, model: CompiledPersonas, { coordinates, count, dimensions }: Points): Points => {
  const scaled = new Float64Array(coordinates.length);
  for (let cell = 0; cell < scaled.length && !hopeless(found); cell += 1) {
    const j = cell % dimensions;
    const value = coordinates[cell] as number;
    const there = scaledValue(model, j, value);
    if (isTooFar(there)) noteTooFar(found, [Math.floor(cell / dimensions), model.features[j] ?? ""], value);
    scaled[cell] = there;
  }
  return { coordinates: scaled, count, dimensions };
};

const assignAll = (model: CompiledPersonas, points: Points): PersonaAssignments => {
  const { coordinates, count, dimensions } = points;
  const k = model.ids.length;
  const squared = new Float64Array(k);
  const row = new Float64Array(dimensions);
  const codes = new Int32Array(count);
  const runnersUp = new Int32Array(count);
  const fits = new Float64Array(count * k);
  const distances = new Float64Array(count);
  const ambiguous = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < dimensions; j += 1) row[j] = coordinates[i * dimensions + j] as number;
    distancesTo(model, row, squared);
    const winner = smallest(squared, -1);
    const other = smallest(squared, winner);
    memberships(squared, winner, model.variance, fits, i * k);
    codes[i] = winner;
    runnersUp[i] = other;
    distances[i] = Math.sqrt(squared[winner] as number);
    ambiguous[i] = Number(isAmbiguous(fits[i * k + winner] as number, fits[i * k + other] as number));
  }
  return {
    subject: "person",
    personas: model.ids,
    codes,
    runnersUp,
    memberships: fits,
    distances,
    ambiguous,
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
export const assignPersonas = (model: PersonaModel): ((table: Table) => Result<PersonaAssignments>) => {
  const personas = reading(NAME, (found) => compilePersonas(found, model));
  return (table) => {
    if (isLeft(personas)) return personas;
    const read = reading(NAME, (found) => {
      const { points, elapsedDays } = readFeatureMatrix(found, table, personas.right.features);
      const expected = personas.right.elapsedDays;
      if (expected !== null && elapsedDays !== expected && points.count > 0) {
        const code = elapsedDays === null ? "missing" : "inconsistent";
        note(found, ["columns", ELAPSED_DAYS], code, `${expected}, the day at which the model was cut`, elapsedDays);
      }
      return scaleAll(found, personas.right, points);
    });
    return map((points: Points) => assignAll(personas.right, points))(read);
  };
};
