import { isLeft, left, right } from "fp-ts/lib/Either.js";
import { reading } from "../../core/check/index.ts";
import { notIdentified, type Result, reason } from "../../core/vocabulary/index.ts";
import { shown } from "../gather.ts";
import type { Identity, IdentityMap } from "./identityMap.ts";
import { readIdentityMap } from "./parseIdentityMap.ts";
import { keyOf, readSystemId, type SystemId } from "./systemId.ts";

/** The people by their ids. */
export const indexPeople = (map: IdentityMap): ReadonlyMap<string, Identity> => {
  const index = new Map<string, Identity>();
  for (const person of map.people) for (const id of person.ids) index.set(keyOf(id), person);
  return index;
};

/**
 * Who is this? The person behind an id of a system. Indexes the map once; each question afterwards takes one look-up.
 *
 * Fails with `NotIdentified` (reason `unknown-identity`) where the map does not know the id, and with `InvalidInput` if map or id
 * do not fit.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const ids = [{ system: "hr", id: "E1042" }, { system: "chat", id: "U123" }];
 * const who = records.resolveIdentity(orThrow(records.identityMap()([{ ids }])));
 * orThrow(who({ system: "chat", id: "U123" })).learner; // => "E1042"
 * who({ system: "chat", id: "U999" })._tag; // => "Left"
 * ```
 */
export const resolveIdentity = (map: IdentityMap): ((id: SystemId) => Result<Identity>) => {
  const name = "records.resolveIdentity";
  const read = reading(name, (found) => readIdentityMap(found, [], map));
  if (isLeft(read)) return () => left(read.left);
  const index = indexPeople(read.right);
  return (id) => {
    const asked = reading(name, (found) => readSystemId(found, [], id));
    if (isLeft(asked)) return asked;
    const person = index.get(keyOf(asked.right));
    if (person !== undefined) return right(person);
    const { system } = asked.right;
    return notIdentified(
      name,
      "the person behind an id",
      [asked.right.id],
      reason("unknown-identity", { system, id: shown(asked.right.id) }),
    );
  };
};
