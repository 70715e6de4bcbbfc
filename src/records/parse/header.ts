import { type Found, note, type Path, readChoice } from "../../core/check/index.ts";

/** Reads what says which document this is and how it is laid out: `kind`, and `version` 1. A newer version is refused by name. */
export const readHeader = (found: Found, path: Path, from: Readonly<Record<string, unknown>>, kind: string): void => {
  readChoice(found, [...path, "kind"], from["kind"], [kind]);
  const version = from["version"];
  if (version === 1) return;
  if (typeof version === "number" && version > 1)
    note(found, [...path, "version"], "unsupported-version", "version 1 (a newer learnlift wrote this)", version);
  else note(found, [...path, "version"], version === undefined ? "missing" : "unknown-value", "version 1", version);
};
