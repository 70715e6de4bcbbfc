import {
  clean,
  type Found,
  note,
  orDefault,
  readArray,
  readFields,
  readId,
  readInteger,
  readNumber,
  readUniqueId,
} from "../../../core/check/index.ts";

/** A module to place; `CourseModule` and `CatalogueModule` with minutes fit. Further keys are left alone, unless they look like a misspelling. */
export interface ModuleToPlace {
  /** Id of the module, unique among them. */
  readonly id: string;
  /** How long it takes, in minutes, above 0. */
  readonly minutes: number;
  /** Ids of the modules to be finished before. */
  readonly prerequisites?: readonly string[] | undefined;
}

/** Reviews to place that are known beforehand, such as the cards due on a day. */
export interface ReviewToPlace {
  /** Id of the review, unique among reviews. */
  readonly id: string;
  /** How long it takes, in minutes, above 0. */
  readonly minutes: number;
  /** The number of the study day from which on it is due. */
  readonly dueDay: number;
}

/** What is to be placed. */
export interface SpreadRequest {
  /** Modules, in the order in which they should be taken. */
  readonly modules: readonly ModuleToPlace[];
  /** Reviews known beforehand. Left out, none. */
  readonly reviews?: readonly ReviewToPlace[] | undefined;
  /** Ids of modules that are finished already. Left out, none. */
  readonly finished?: readonly string[] | undefined;
}

/** What has been read of a request. */
export interface ReadRequest {
  readonly modules: readonly (Omit<ModuleToPlace, "prerequisites"> & { readonly prerequisites: readonly string[] })[];
  readonly reviews: readonly ReviewToPlace[];
}

/** From the year 2000 to 2300, so that no other unit is taken for a day number. */
const DAYS = { min: 10_955, max: 120_600 };
const MINUTES = { above: 0, max: 10_080 };
const NONE: readonly never[] = [];

/** Reads a request: each id once, every prerequisite a module of the request or finished, and none that needs itself in the end. */
export const readRequest = (found: Found, value: unknown): ReadRequest => {
  const source = readFields(found, [], value, "modules and reviews to place", ["modules", "reviews", "finished"]);
  const finished = new Set(
    orDefault(source["finished"], NONE, (ids) =>
      readArray(found, ["finished"], ids, (one, path) => readId(found, path, one)),
    ),
  );
  const moduleIds = new Set<string>();
  const modules = readArray(found, ["modules"], source["modules"], (one, path) => {
    const module = readFields(found, path, one, "a module", ["id", "minutes", "prerequisites"]);
    return {
      id: readUniqueId(found, [...path, "id"], module["id"], moduleIds, "module"),
      minutes: readNumber(found, [...path, "minutes"], module["minutes"], MINUTES),
      prerequisites: orDefault(module["prerequisites"], NONE, (ids) =>
        readArray(found, [...path, "prerequisites"], ids, (id, where) => readId(found, where, id)),
      ),
    };
  });
  const reviewIds = new Set<string>();
  const reviews = orDefault(source["reviews"], NONE, (list) =>
    readArray(found, ["reviews"], list, (one, path) => {
      const review = readFields(found, path, one, "a review", ["id", "minutes", "dueDay"]);
      return {
        id: readUniqueId(found, [...path, "id"], review["id"], reviewIds, "review"),
        minutes: readNumber(found, [...path, "minutes"], review["minutes"], MINUTES),
        dueDay: readInteger(found, [...path, "dueDay"], review["dueDay"], DAYS),
      };
    }),
  );
  if (clean(found)) checkPrerequisites(found, modules, moduleIds, finished);
  return {
    modules: modules
      .filter(({ id }) => !finished.has(id))
      .map((module) => ({ ...module, prerequisites: module.prerequisites.filter((id) => !finished.has(id)) })),
    reviews,
  };
};

const checkPrerequisites = (
  found: Found,
  modules: ReadRequest["modules"],
  known: ReadonlySet<string>,
  finished: ReadonlySet<string>,
): void => {
  modules.forEach(({ prerequisites }, module) => {
    prerequisites.forEach((id, place) => {
      const path = ["modules", module, "prerequisites", place];
      if (!(known.has(id) || finished.has(id)))
        note(found, path, "unknown-value", "the id of a module of the request or a finished one", id);
    });
  });
  if (!clean(found)) return;
  const done = new Set(finished);
  let waiting = modules.map((_, place) => place);
  for (;;) {
    const still = waiting.filter((place) => {
      const module = modules[place];
      const ready = module?.prerequisites.every((id) => done.has(id)) ?? true;
      if (ready && module !== undefined) done.add(module.id);
      return !ready;
    });
    if (still.length === waiting.length) break;
    waiting = still;
  }
  const [first] = waiting;
  if (first === undefined) return;
  const ids = waiting.map((place) => modules[place]?.id ?? "").join(", ");
  const expected = `prerequisites that come to an end (here none of ${ids} could be the first)`;
  note(found, ["modules", first, "prerequisites"], "inconsistent", expected, modules[first]?.prerequisites);
};
