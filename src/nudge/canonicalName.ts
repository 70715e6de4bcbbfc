import { type Found, note, type Path, readId } from "../core/check/index.ts";

/** What is in its one form already, which nearly all names are. */
const PLAIN = /^[a-z0-9_.:/-]+$/;

/** Whether a name is surely in that form. */
export const isCanonical = (name: string): boolean => PLAIN.test(name);

/** Down, up, and down again: ẞ, ß and SS are one, and so are the two sigmas. */
const fold = (name: string): string => name.toLowerCase().toUpperCase().toLowerCase();

/**
 * The one form of a channel's or purpose's name in which names are compared: compatibility characters resolved (NFKC), case folded
 * without regard to any language, no blanks around it. An opt-out of "Email" must not miss a message by " email".
 */
export const canonicalName = (name: string): string =>
  isCanonical(name) ? name : fold(name.normalize("NFKC")).normalize("NFKC").trim();

/** A name from outside in its one form; blanks alone are no name. */
export const readName = (found: Found, path: Path, value: unknown): string => {
  const name = readId(found, path, value);
  const canonical = canonicalName(name);
  if (canonical === "" && name !== "") note(found, path, "empty", "a name that is more than blanks", value);
  return canonical;
};
