import { type Found, isRecord, note, type Path, readOptions } from "../check/index.ts";

/**
 * The parts of a stored document of ours, its keys known; `null` where it is of another kind or a newer layout, which is noted and
 * then the only thing to say about it.
 */
export const readDocument = (
  found: Found,
  path: Path,
  value: unknown,
  kind: string,
  keys: readonly string[],
): Readonly<Record<string, unknown>> | null => {
  if (!isRecord(value)) {
    note(found, path, value === undefined ? "missing" : "wrong-type", `a document of kind "${kind}"`, value);
    return null;
  }
  const itsKind = value["kind"];
  if (itsKind !== kind) {
    note(found, [...path, "kind"], itsKind === undefined ? "missing" : "unknown-value", `"${kind}"`, itsKind);
    return null;
  }
  const version = value["version"];
  if (version !== 1) {
    const newer = typeof version === "number" && version > 1;
    const code = newer ? "unsupported-version" : version === undefined ? "missing" : "unknown-value";
    note(found, [...path, "version"], code, newer ? "version 1 (a newer learnlift wrote this)" : "version 1", version);
    return null;
  }
  return readOptions(found, path, value, ["kind", "version", ...keys]);
};
