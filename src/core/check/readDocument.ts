import { readHeader } from "./header.ts";
import { isRecord } from "./isRecord.ts";
import { type Found, note, type Path } from "./reading.ts";
import { readOptions } from "./structures.ts";

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
  return readHeader(found, path, value, kind) ? readOptions(found, path, value, ["kind", "version", ...keys]) : null;
};
