/** The subpaths of the package: `learnlift/spacing` is `src/spacing/index.ts`. */
export const SUBPATHS: readonly string[] = [
  "segment",
  "spacing",
  "recommend",
  "nudge",
  "metrics",
  "records",
  "simulate",
  "charts",
  "core",
  "testing",
];

/** The folders that are built. `explain` has no subpath of its own: the root re-exports it. */
export const FOLDERS: readonly string[] = [...SUBPATHS, "explain"];
