import {
  type Found,
  note,
  type Path,
  readArray,
  readHeader,
  readId,
  reading,
  readObject,
  readText,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { Identity, IdentityMap } from "./identityMap.ts";
import { keyOf, readSystemId } from "./systemId.ts";

/**
 * Is this value a stored identity map? Checks it and copies it. No id may belong to two people, and no two people may share a name.
 *
 * Fails with `InvalidInput`, naming each place that does not fit; a map of a newer version is refused as `unsupported-version`.
 * Cost: one pass over the ids.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const ids = [{ system: "hr", id: "E1042" }, { system: "chat", id: "U123" }];
 * const map = orThrow(records.identityMap()([{ ids }]));
 * const again = orThrow(records.parseIdentityMap(JSON.parse(JSON.stringify(map))));
 * again.people[0]?.learner; // => "E1042"
 * ```
 */
export const parseIdentityMap = (value: unknown): Result<IdentityMap> =>
  reading("records.parseIdentityMap", (found) => readIdentityMap(found, [], value));

/** Reads an identity map into a copy; what does not fit is noted. */
export const readIdentityMap = (found: Found, path: Path, value: unknown): IdentityMap => {
  const from = readObject(found, path, value, "an identity map");
  readHeader(found, path, from, "identity-map");
  const owner = new Map<string, string>();
  const names = new Set<string>();
  const people = readArray(found, [...path, "people"], from["people"], (element, here): Identity => {
    const person = readObject(found, here, element, "a person");
    const learner = readId(found, [...here, "learner"], person["learner"]);
    if (learner !== "" && names.has(learner))
      note(found, [...here, "learner"], "duplicate", "a name that no other person has", learner);
    names.add(learner);
    const ids = readArray(found, [...here, "ids"], person["ids"], (id, where) => {
      const systemId = readSystemId(found, where, id);
      if (systemId.system === "" || systemId.id === "") return systemId;
      const other = owner.get(keyOf(systemId));
      if (other === learner) note(found, where, "duplicate", "each id once", systemId.id);
      else if (other !== undefined)
        note(found, where, "inconsistent", `one person, but this id is of ${other} and ${learner}`, systemId.id);
      owner.set(keyOf(systemId), learner);
      return systemId;
    });
    return { learner, ids };
  });
  const authority = readText(found, [...path, "authority"], from["authority"], "the name of a system");
  return { kind: "identity-map", version: 1, authority, people };
};
