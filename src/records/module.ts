/** One piece of content. An LMS that knows only titles leaves out the rest, and what cannot be answered then is said. */
export interface CatalogueModule {
  readonly id: string;
  readonly title: string;
  readonly minutes?: number;
  readonly skills?: readonly string[];
  /** Ids of modules to be finished before. */
  readonly prerequisites?: readonly string[];
  readonly tags?: readonly string[];
  /** On the logit scale of `recommend`: 0 is average. */
  readonly difficulty?: number;
}
