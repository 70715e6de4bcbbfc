import { type Found, type NumberRange, type Path, readNumber, readOptions, readText } from "../core/check/index.ts";

/** Beyond this an axis says nothing. */
const DRAWABLE: NumberRange = { min: -1e15, max: 1e15 };

/** A number that an axis can show. */
export const readDrawable = (found: Found, path: Path, value: unknown): number =>
  readNumber(found, path, value, DRAWABLE);

/** A number, or `null` for an end that is open and an estimate that the data do not determine. */
export const readOpen = (found: Found, path: Path, value: unknown, range: NumberRange = DRAWABLE): number | null =>
  value === null ? null : readNumber(found, path, value, range);

/** Options whose only word is the title. */
export const readTitle = (found: Found, options: unknown): { readonly title: string } => {
  const given = readOptions(found, [], options ?? null, ["title"]);
  return { title: readText(found, ["title"], given["title"]) };
};
