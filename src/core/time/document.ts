import { type Found, note, type Path, readOptions } from "../check/index.ts";

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({});

/** The parts of a stored document of ours: its `kind` and `version` checked, its keys known. */
export const readDocument = (
  found: Found,
  path: Path,
  value: unknown,
  kind: string,
  keys: readonly string[],
): Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null) {
    note(found, path, value === undefined ? "missing" : "wrong-type", `a document of kind "${kind}"`, value);
    return NOTHING;
  }
  const given = readOptions(found, path, value, ["kind", "version", ...keys]);
  const [itsKind, version] = [given["kind"], given["version"]];
  if (itsKind !== kind)
    note(found, [...path, "kind"], itsKind === undefined ? "missing" : "unknown-value", `"${kind}"`, itsKind);
  if (version !== 1) {
    const newer = typeof version === "number" && version > 1;
    const code = newer ? "unsupported-version" : version === undefined ? "missing" : "unknown-value";
    note(found, [...path, "version"], code, newer ? "version 1 (a newer learnlift wrote this)" : "version 1", version);
  }
  return given;
};
