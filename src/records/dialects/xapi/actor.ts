import { type Found, note, type Path, readArray, readChoice, readObject, readText } from "../../../core/check/index.ts";
import { noteMisspelt, readIri } from "./identifiers.ts";

const IDENTIFIERS = ["account", "mbox", "mbox_sha1sum", "openid"] as const; // keeps the literal keys
const KEYS: readonly string[] = [...IDENTIFIERS, "objectType", "name", "member"];
const MAILBOX = /^mailto:[^\s@]+@[^\s@]+$/i;
const SHA1 = /^[0-9a-f]{40}$/i;

/** Who a statement speaks of: one id, or the ids of a group's members where the group has none of its own. */
export interface Actor {
  /** Ids, each once, at least one. */
  readonly ids: readonly string[];
  /** True for a group under an id of its own: its id then stands for the group, because nobody knows which member acted. */
  readonly group: boolean;
}

const readMailbox = (found: Found, path: Path, value: unknown): string => {
  const text = readText(found, path, value, "a mailto IRI");
  if (text === "" || MAILBOX.test(text)) return text.toLowerCase();
  note(found, path, "unknown-value", "an address such as mailto:ann@example.org", value);
  return "";
};

const readSha1 = (found: Found, path: Path, value: unknown): string => {
  const text = readText(found, path, value, "a SHA-1 sum as a string");
  if (text === "" || SHA1.test(text)) return text.toLowerCase();
  note(found, path, "unknown-value", "40 hexadecimal digits", value);
  return "";
};

const readAccount = (found: Found, path: Path, value: unknown): string => {
  const account = readObject(found, path, value, "an account");
  noteMisspelt(found, path, account, ["homePage", "name"]);
  const home = readIri(found, [...path, "homePage"], account["homePage"]);
  const name = readText(found, [...path, "name"], account["name"], "the name of an account");
  return `${home}|${name}`;
};

/** The one identifier: account as `homePage|name`, mailbox and its sum in lower case, openid. `null` where there is none. */
const readIdentifier = (found: Found, path: Path, from: Readonly<Record<string, unknown>>): string | null => {
  const given = IDENTIFIERS.filter((key) => from[key] !== undefined);
  const [key, second] = given;
  if (key === undefined) return null;
  if (second !== undefined) {
    note(found, [...path, second], "inconsistent", `one identifier, and ${key} is one`, from[second]);
    return "";
  }
  const where = [...path, key];
  switch (key) {
    case "account":
      return readAccount(found, where, from[key]);
    case "mbox":
      return readMailbox(found, where, from[key]);
    case "mbox_sha1sum":
      return readSha1(found, where, from[key]);
    case "openid":
      return readIri(found, where, from[key]);
  }
};

const readAgent = (found: Found, path: Path, from: Readonly<Record<string, unknown>>): string => {
  const id = readIdentifier(found, path, from);
  if (id !== null) return id;
  note(found, path, "missing", `one of ${IDENTIFIERS.join(", ")}`, from);
  return "";
};

const readMember = (found: Found, path: Path, value: unknown): string => {
  const from = readObject(found, path, value, "an agent");
  noteMisspelt(found, path, from, KEYS);
  if (from["objectType"] !== undefined) readChoice(found, [...path, "objectType"], from["objectType"], ["Agent"]);
  return readAgent(found, path, from);
};

/** Reads an agent or a group. A group without an identifier is its members; it needs at least one. */
export const readActor = (found: Found, path: Path, value: unknown): Actor => {
  const from = readObject(found, path, value, "an agent or a group");
  noteMisspelt(found, path, from, KEYS);
  const type = from["objectType"];
  const kind = type === undefined ? "Agent" : readChoice(found, [...path, "objectType"], type, ["Agent", "Group"]);
  if (from["name"] !== undefined && typeof from["name"] !== "string")
    note(found, [...path, "name"], "wrong-type", "a name as a string", from["name"]);
  if (kind === "Agent") return { ids: [readAgent(found, path, from)], group: false };
  const own = readIdentifier(found, path, from);
  const memberPath = [...path, "member"];
  const members =
    own !== null && from["member"] === undefined
      ? []
      : readArray(found, memberPath, from["member"], (member, where) => readMember(found, where, member));
  if (own !== null) return { ids: [own], group: true };
  if (Array.isArray(from["member"]) && members.length === 0)
    note(found, memberPath, "empty", "at least one member", members);
  return { ids: [...new Set(members)], group: false };
};
