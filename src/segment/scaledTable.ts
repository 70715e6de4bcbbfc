import { type Found, hopeless, note } from "../core/check/index.ts";
import { type CompiledPersonas, isTooFar, noteTooFar, scaledValue } from "./compilePersonas.ts";
import { ELAPSED_DAYS, readFeatureMatrix } from "./featureMatrix.ts";
import type { Points } from "./kMeans/points.ts";

/** Notes a table that was cut at another day than the model. */
export const noteOtherDay = (found: Found, personas: CompiledPersonas, elapsedDays: number | null): void => {
  const expected = personas.elapsedDays;
  if (expected === null || elapsedDays === expected) return;
  const code = elapsedDays === null ? "missing" : "inconsistent";
  note(found, ["columns", ELAPSED_DAYS], code, `${expected}, the day at which the model was cut`, elapsedDays);
};

/**
 * The rows of a table as points in a model's scaled units. The table needs a column for each feature of the model; cells too far from
 * the fit to measure are noted, and so is a table cut at another day than the model.
 */
export const readScaledTable = (found: Found, personas: CompiledPersonas, table: unknown): Points => {
  const { points, elapsedDays } = readFeatureMatrix(found, table, personas.features);
  if (points.count > 0) noteOtherDay(found, personas, elapsedDays);
  const { coordinates, count, dimensions } = points;
  const scaled = new Float64Array(coordinates.length);
  for (let row = 0, cell = 0; row < count && !hopeless(found); row += 1) {
    for (let j = 0; j < dimensions; j += 1, cell += 1) {
      const value = coordinates[cell] as number; // in range
      const there = scaledValue(personas, j, value);
      if (isTooFar(there)) noteTooFar(found, [row, personas.features[j] ?? ""], value);
      scaled[cell] = there;
    }
  }
  return { coordinates: scaled, count, dimensions };
};
