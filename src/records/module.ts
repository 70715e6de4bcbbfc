/** One piece of content. An LMS that knows only titles leaves out the rest, and what cannot be answered then is said. */
export interface CatalogueModule {
  /** Id of the module, unique in its catalogue. */
  readonly id: string;
  /** What learners see. */
  readonly title: string;
  /** How long it takes, in minutes, above 0. */
  readonly minutes?: number;
  /** Ids of the skills it teaches. An empty list says that it teaches none; a missing one says that nobody knows. */
  readonly skills?: readonly string[];
  /** Ids of modules to be finished before. An empty list says that there are none; a missing one says that nobody knows. */
  readonly prerequisites?: readonly string[];
  /** Words to filter by. */
  readonly tags?: readonly string[];
  /** On the logit scale of `recommend`: 0 is average. */
  readonly difficulty?: number;
}
