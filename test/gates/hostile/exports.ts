/** An export that can be called, or that holds something that can. */
export interface Callable {
  /** As a user names it: "spacing.review", "orThrow". */
  readonly name: string;
  readonly value: unknown;
}

const isCallable = (value: unknown): boolean =>
  typeof value === "function" ||
  (typeof value === "object" && value !== null && Object.values(value).some((member) => typeof member === "function"));

/** The callables of the public entries; a namespace of the root is known by its own entry. */
export const callables = (entries: Readonly<Record<string, Readonly<Record<string, unknown>>>>): readonly Callable[] =>
  Object.entries(entries).flatMap(([entry, module]) =>
    Object.entries(module)
      .filter(([, value]) => isCallable(value) && Object.prototype.toString.call(value) !== "[object Module]")
      .map(([name, value]) => ({ name: entry === "" ? name : `${entry}.${name}`, value })),
  );
