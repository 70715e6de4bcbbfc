import { readChoice } from "./readers.ts";
import { type Found, note, type Path } from "./reading.ts";

/** Notes the version of a document that a newer learnlift wrote, and says whether it did. */
export const refuseNewer = (found: Found, path: Path, version: unknown): boolean => {
  const newer = Number.isInteger(version) && Number(version) > 1;
  if (newer)
    note(found, [...path, "version"], "unsupported-version", "version 1 (a newer learnlift wrote this)", version);
  return newer;
};

/**
 * Reads what says which stored document this is and how it is laid out: `kind`, and `version` 1, the only one there is so far. False where
 * one of them is noted; of another kind nothing more is said, since its versions are not ours. What fits costs no path.
 */
export const readHeader = (
  found: Found,
  path: Path,
  document: Readonly<Record<string, unknown>>,
  kind: string,
): boolean => {
  const { kind: itsKind, version } = document;
  if (itsKind !== kind) {
    readChoice(found, [...path, "kind"], itsKind, [kind]);
    return false;
  }
  if (version === 1) return true;
  if (!refuseNewer(found, path, version))
    note(found, [...path, "version"], version === undefined ? "missing" : "unknown-value", "version 1", version);
  return false;
};
