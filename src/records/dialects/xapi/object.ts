import { type Found, note, type Path, readChoice, readObject } from "../../../core/check/index.ts";
import type { ObjectKind } from "../../event.ts";
import { kindOfType } from "./activityTypes.ts";
import { readActor } from "./actor.ts";
import { noteMisspelt, readIri, readUuid } from "./identifiers.ts";

const OBJECT_TYPES = ["Activity", "Agent", "Group", "StatementRef", "SubStatement"] as const; // keeps the literal words

// Open edX writes this for a problem of several questions. The standard does not know it, and Open edX is too much used to refuse.
const ACTIVITY_OF_SEVERAL = "GroupActivity";

const INTERACTIONS = [
  "true-false",
  "choice",
  "fill-in",
  "long-fill-in",
  "matching",
  "performance",
  "sequencing",
  "likert",
  "numeric",
  "other",
] as const; // keeps the literal words

/** What a statement is about. */
export interface StatementObject {
  /** How it is referred to. */
  readonly type: (typeof OBJECT_TYPES)[number];
  /** Its id; "" for a SubStatement, and for a group of several that has no id of its own. */
  readonly id: string;
  /** Its kind. */
  readonly kind: ObjectKind;
}

/** An activity and its kind: by its type, else an item where it carries an interaction. */
const readActivity = (
  found: Found,
  path: Path,
  from: Readonly<Record<string, unknown>>,
  types: ReadonlyMap<string, ObjectKind>,
): { readonly id: string; readonly kind: ObjectKind } => {
  noteMisspelt(found, path, from, ["objectType", "id", "definition"]);
  const id = readIri(found, [...path, "id"], from["id"]);
  if (from["definition"] === undefined) return { id, kind: "other" };
  const where = [...path, "definition"];
  const definition = readObject(found, where, from["definition"], "the definition of an activity");
  const interaction = definition["interactionType"];
  if (interaction !== undefined) readChoice(found, [...where, "interactionType"], interaction, INTERACTIONS);
  if (definition["type"] === undefined) return { id, kind: interaction === undefined ? "other" : "item" };
  const type = readIri(found, [...where, "type"], definition["type"]);
  return { id, kind: types.get(type) ?? kindOfType(type) };
};

/** Reads the object of a statement. Of a SubStatement nothing is read: it is a plan. */
export const readStatementObject = (
  found: Found,
  path: Path,
  value: unknown,
  types: ReadonlyMap<string, ObjectKind>,
): StatementObject => {
  const from = readObject(found, path, value, "an activity, agent, group or reference to a statement");
  const given = from["objectType"];
  const type =
    given === undefined || given === ACTIVITY_OF_SEVERAL
      ? "Activity"
      : readChoice(found, [...path, "objectType"], given, OBJECT_TYPES);
  switch (type) {
    case "Activity":
      return { type, ...readActivity(found, path, from, types) };
    case "Agent":
    case "Group": {
      const { ids } = readActor(found, path, from);
      return { type, id: ids.length === 1 ? (ids[0] ?? "") : "", kind: "person" };
    }
    case "StatementRef": {
      if (from["id"] === undefined) note(found, [...path, "id"], "missing", "the UUID of a statement", undefined);
      return { type, id: from["id"] === undefined ? "" : readUuid(found, [...path, "id"], from["id"]), kind: "other" };
    }
    case "SubStatement":
      return { type, id: "", kind: "other" };
  }
};
