import { type Found, note, type Path, readText } from "../../../core/check/index.ts";

// a scheme, a colon, and something without spaces and the characters that RFC 3987 leaves out
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An absolute IRI; "" stands in for anything else. */
export const readIri = (found: Found, path: Path, value: unknown): string => {
  const text = readText(found, path, value, "an IRI");
  if (text === "" || IRI.test(text)) return text;
  note(found, path, "unknown-value", "an IRI with a scheme, such as https://example.org/course/1", value);
  return "";
};

/** A UUID in lower case; "" stands in for anything else. */
export const readUuid = (found: Found, path: Path, value: unknown): string => {
  const text = readText(found, path, value, "a UUID as a string");
  if (text === "" || UUID.test(text)) return text.toLowerCase();
  note(found, path, "unknown-value", "a UUID of 36 characters", value);
  return "";
};

/** A key that differs from a known one only in case would be lost in silence; it is noted by the name it should have. */
export const noteMisspelt = (
  found: Found,
  path: Path,
  from: Readonly<Record<string, unknown>>,
  known: readonly string[],
): void => {
  for (const key of Object.keys(from)) {
    if (known.includes(key)) continue;
    const meant = known.find((each) => each.toLowerCase() === key.toLowerCase());
    if (meant !== undefined) note(found, [...path, key], "unknown-key", `"${meant}", in this case`, from[key]);
  }
};
