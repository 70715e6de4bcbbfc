import {
  type Found,
  note,
  type Path,
  readArray,
  readId,
  reading,
  readNumber,
  readObject,
  readText,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { CatalogueModule } from "../module.ts";
import type { Writable } from "./writable.ts";

/** A list of ids in which none occurs twice. */
const readDistinctIds = (found: Found, path: Path, value: unknown): readonly string[] => {
  const seen = new Set<string>();
  return readArray(found, path, value, (element, where) => {
    const id = readId(found, where, element);
    if (id !== "" && seen.has(id)) note(found, where, "duplicate", "each id once", id);
    seen.add(id);
    return id;
  });
};

/** Reads one module of a catalogue into a copy; what does not fit is noted. */
export const readCatalogueModule = (found: Found, path: Path, value: unknown): CatalogueModule => {
  const from = readObject(found, path, value, "a module of the catalogue");
  const module: Writable<CatalogueModule> = {
    id: readId(found, [...path, "id"], from["id"]),
    title: readText(found, [...path, "title"], from["title"], "a title"),
  };
  if (from["minutes"] !== undefined)
    module.minutes = readNumber(found, [...path, "minutes"], from["minutes"], { above: 0 });
  // the three literal keys, so that each may be assigned
  for (const list of ["skills", "prerequisites", "tags"] as const)
    if (from[list] !== undefined) module[list] = readDistinctIds(found, [...path, list], from[list]);
  if (from["difficulty"] !== undefined)
    module.difficulty = readNumber(found, [...path, "difficulty"], from["difficulty"]);
  return module;
};

/**
 * Is this value a module of a catalogue? Checks one from outside and copies it. Only `id` and `title` are needed.
 *
 * Fails with `InvalidInput`, naming each field that does not fit. Cost: one pass over the fields.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const module = orThrow(
 *   records.parseCatalogueModule({ id: "m1", title: "Incident review", minutes: 12, skills: ["incident-response"] }),
 * );
 * module.minutes; // => 12
 * ```
 */
export const parseCatalogueModule = (value: unknown): Result<CatalogueModule> =>
  reading("records.parseCatalogueModule", (found) => readCatalogueModule(found, [], value));
