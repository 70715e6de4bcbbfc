import { type Found, isRecord, type Path, readArray, readObject } from "../../../core/check/index.ts";
import type { ObjectKind } from "../../event.ts";
import { kindOfType } from "./activityTypes.ts";
import { noteMisspelt, readIri, readUuid } from "./identifiers.ts";

/** What of a statement's context analytics reads. */
export interface StatementContext {
  /** The registration, if the statement names one. */
  readonly registration?: string;
  /** The first activity of type course among its parents, else among its groupings. */
  readonly course?: string;
}

const KEYS: readonly string[] = ["registration", "contextActivities"];
const RELATIONS = ["parent", "grouping", "category", "other"] as const; // keeps the literal keys

/** Reads registration and course. Instructor, team, language, platform and extensions are not read. */
export const readContext = (
  found: Found,
  path: Path,
  value: unknown,
  types: ReadonlyMap<string, ObjectKind>,
): StatementContext => {
  if (value === undefined) return {};
  const from = readObject(found, path, value, "the context of a statement");
  noteMisspelt(found, path, from, KEYS);
  const registration =
    from["registration"] === undefined ? undefined : readUuid(found, [...path, "registration"], from["registration"]);
  const course =
    from["contextActivities"] === undefined
      ? undefined
      : readCourse(found, [...path, "contextActivities"], from["contextActivities"], types);
  return {
    ...(registration === undefined ? {} : { registration }),
    ...(course === undefined ? {} : { course }),
  };
};

const readCourse = (
  found: Found,
  path: Path,
  value: unknown,
  types: ReadonlyMap<string, ObjectKind>,
): string | undefined => {
  const from = readObject(found, path, value, "the context activities of a statement");
  noteMisspelt(found, path, from, RELATIONS);
  const courses: string[] = [];
  const readOne = (activity: unknown, where: Path): void => {
    const source = readObject(found, where, activity, "an activity");
    if (isCourse(source["definition"], types)) courses.push(readIri(found, [...where, "id"], source["id"]));
  };
  for (const relation of ["parent", "grouping"] as const) {
    // the two relations that place an activity inside a course; the literal keys
    const given = from[relation];
    // 1.0.x allows a single activity for a list of one
    if (Array.isArray(given)) readArray(found, [...path, relation], given, readOne);
    else if (given !== undefined) readOne(given, [...path, relation]);
  }
  return courses[0];
};

/** Of the activities around a statement only courses are read: what else stands there may look as it likes. */
const isCourse = (definition: unknown, types: ReadonlyMap<string, ObjectKind>): boolean => {
  if (!isRecord(definition) || typeof definition["type"] !== "string") return false;
  const type = definition["type"];
  return (types.get(type) ?? kindOfType(type)) === "course";
};
