import { type Found, type Path, readId, readObject, readText } from "../../core/check/index.ts";

/** An id and the system that gave it: "hr", "xapi", "chat", the host's own word. The same id in two systems is two ids. */
export interface SystemId {
  /** The system. */
  readonly system: string;
  /** The id there. Mailboxes ("mailto:…") are compared in lower case. */
  readonly id: string;
}

/** The spelling under which an id is compared. */
export const comparable = (id: string): string => (/^mailto:/i.test(id) ? id.toLowerCase() : id);

/** Reads an id of a system into a copy. */
export const readSystemId = (found: Found, path: Path, value: unknown): SystemId => {
  const from = readObject(found, path, value, "an id with its system");
  return {
    system: readText(found, [...path, "system"], from["system"], "the name of a system"),
    id: comparable(readId(found, [...path, "id"], from["id"])),
  };
};

/** No system and no id hold this character alone between them: two JSON strings side by side. */
export const keyOf = (id: SystemId): string => JSON.stringify([id.system, id.id]);

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By system, then by id, in the order of code units, which is the same everywhere. */
export const bySystemAndId = (a: SystemId, b: SystemId): number => before(a.system, b.system) || before(a.id, b.id);
