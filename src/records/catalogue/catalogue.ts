import {
  clean,
  type Found,
  note,
  type Path,
  readArray,
  readHeader,
  reading,
  readObject,
} from "../../core/check/index.ts";
import { graphFromEdges } from "../../core/graph/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { CatalogueModule } from "../module.ts";
import { readCatalogueModule } from "../parse/catalogueModule.ts";
import { shortestCycle } from "./shortestCycle.ts";

/** What there is to learn. Plain JSON; store it, and read it back with `parseCatalogue`. */
export interface Catalogue {
  /** Names the document. */
  readonly kind: "catalogue";
  /** Of the layout. */
  readonly version: 1;
  /** In the order given. */
  readonly modules: readonly CatalogueModule[];
}

const readModules = (found: Found, path: Path, value: unknown): readonly CatalogueModule[] => {
  const modules = readArray(found, path, value, (element, where) => readCatalogueModule(found, where, element));
  if (!clean(found)) return modules;
  const positionOf = new Map<string, number>();
  modules.forEach((module, index) => {
    const first = positionOf.get(module.id);
    if (first === undefined) positionOf.set(module.id, index);
    else note(found, [...path, index, "id"], "duplicate", `an id that module ${first} does not have`, module.id);
  });
  const from: number[] = [];
  const to: number[] = [];
  modules.forEach((module, index) => {
    module.prerequisites?.forEach((id, place) => {
      const position = positionOf.get(id);
      if (position === undefined)
        note(
          found,
          [...path, index, "prerequisites", place],
          "unknown-value",
          "the id of a module of the catalogue",
          id,
        );
      else {
        from.push(index);
        to.push(position);
      }
    });
  });
  if (clean(found)) refuseCycles(found, path, modules, from, to);
  return modules;
};

/** Names a smallest set of modules of which none could ever be the first. */
const refuseCycles = (
  found: Found,
  path: Path,
  modules: readonly CatalogueModule[],
  from: readonly number[],
  to: readonly number[],
): void => {
  const cycle = shortestCycle(graphFromEdges(modules.length, from, to));
  const [first] = cycle ?? [];
  if (cycle === null || first === undefined) return;
  const ids = [...cycle, first].map((position) => modules[position]?.id ?? "");
  note(
    found,
    [...path, first, "prerequisites"],
    "inconsistent",
    `prerequisites that come to an end (here ${ids.join(" needs ")})`,
    modules[first]?.prerequisites,
  );
};

/**
 * What is there to learn? Checks the modules of a catalogue: each id once, every prerequisite in the catalogue, and none that needs
 * itself in the end. A cycle is named by its modules, a smallest one if there are several.
 *
 * Only `id` and `title` are needed. What a catalogue that knows no more cannot answer, `catalogueCan` says.
 *
 * Fails with `InvalidInput`. Cost: modules + prerequisites; naming a smallest cycle costs modules × prerequisites at worst.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const catalogue = orThrow(
 *   records.catalogue([
 *     { id: "triage", title: "Triage", minutes: 10, prerequisites: [] },
 *     { id: "review", title: "Incident review", minutes: 25, prerequisites: ["triage"] },
 *   ]),
 * );
 * catalogue.modules.length; // => 2
 *
 * const circular = records.catalogue([
 *   { id: "a", title: "A", prerequisites: ["b"] },
 *   { id: "b", title: "B", prerequisites: ["a"] },
 * ]);
 * circular._tag; // => "Left"
 * ```
 */
export const catalogue = (modules: readonly CatalogueModule[]): Result<Catalogue> =>
  reading("records.catalogue", (found) => ({
    kind: "catalogue",
    version: 1,
    modules: readModules(found, [], modules),
  }));

/** A stored catalogue, under the name of the function that was called. */
export const readCatalogue = (name: string, value: unknown): Result<Catalogue> =>
  reading(name, (found) => {
    const from = readObject(found, [], value, "a catalogue");
    readHeader(found, [], from, "catalogue");
    return { kind: "catalogue", version: 1, modules: readModules(found, ["modules"], from["modules"]) };
  });

/**
 * Is this value a stored catalogue? Checks it and copies it, by the rules of `catalogue`.
 *
 * Fails with `InvalidInput`, naming each place that does not fit; a newer version is refused as `unsupported-version`.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const catalogue = orThrow(records.parseCatalogue({ kind: "catalogue", version: 1, modules: [] }));
 * catalogue.modules.length; // => 0
 * ```
 */
export const parseCatalogue = (value: unknown): Result<Catalogue> => readCatalogue("records.parseCatalogue", value);
