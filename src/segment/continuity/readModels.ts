import { clean, type Found, readResult } from "../../core/check/index.ts";
import type { Table } from "../../core/vocabulary/index.ts";
import { type CompiledPersonas, NO_PERSONAS, readPersonas } from "../compilePersonas.ts";
import { nearestTo } from "../nearest.ts";
import { parsePersonaModel } from "../parsePersonaModel.ts";
import type { PersonaModel } from "../personaModel.ts";
import { readScaledTable } from "../scaledTable.ts";
import { type CrossTable, crossTable } from "../stability/crossTable.ts";
import { noteWeighted } from "../unweighted.ts";

/** Two models of the same learners. */
export interface TwoModels {
  readonly before: CompiledPersonas;
  readonly after: CompiledPersonas;
}

/** Stands in for models that were refused. */
export const NO_MODELS: TwoModels = { before: NO_PERSONAS, after: NO_PERSONAS };

/** Reads the options `before` and `after`: models whose rows counted once each. */
export const readTwoModels = (found: Found, options: Readonly<Record<string, unknown>>): TwoModels => {
  const model = (key: "before" | "after"): CompiledPersonas => {
    const personas = readPersonas(found, [key], options[key]);
    noteWeighted(found, [key], options[key], "learners are counted here by rows, each once");
    return personas;
  };
  return { before: model("before"), after: model("after") };
};

/** A model that is to be changed, checked to the last key and copied. Whoever stands in is never used. */
export const readWholeModel = (found: Found, key: string, value: unknown): PersonaModel =>
  readResult(found, [key], parsePersonaModel(value), value as PersonaModel); // used only if nothing was noted, that is when it is one

/** How the rows of a table fall under both models. */
export const readCrossTable = (found: Found, { before, after }: TwoModels, table: Table): CrossTable => {
  const first = readScaledTable(found, before, table);
  // what is wrong with the table itself is said once
  const second = clean(found) ? readScaledTable(found, after, table) : first;
  if (!clean(found)) return crossTable([], 0, [], 0);
  return crossTable(
    nearestTo(first, before.places),
    before.ids.length,
    nearestTo(second, after.places),
    after.ids.length,
  );
};
