import { isLeft, left } from "fp-ts/lib/Either.js";
import { type Found, note, readArray, reading, readObject, readOptions, readText } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { joinLinks } from "./joinLinks.ts";
import { readSystemId, type SystemId } from "./systemId.ts";

/** Ids that belong to one person, because the host says so. */
export interface IdentityLink {
  /** At least one; a single id makes a person known under that id alone. */
  readonly ids: readonly SystemId[];
}

/** How links become people. */
export interface IdentityOptions {
  /** The system in which a person has one id and no more; it decides who is who, and its ids become the learners' ids. Default "hr". */
  readonly authority?: string;
}

/** One person under all ids. */
export interface Identity {
  /** The id the person goes by in this library. */
  readonly learner: string;
  /** All ids, sorted by system and id. */
  readonly ids: readonly SystemId[];
}

/** Who is who. Plain JSON; store it, and read it back with `parseIdentityMap`. */
export interface IdentityMap {
  /** Names the document. */
  readonly kind: "identity-map";
  /** Of the layout. */
  readonly version: 1;
  /** The system whose ids decide. */
  readonly authority: string;
  /** Sorted by learner. */
  readonly people: readonly Identity[];
}

const NAME = "records.identityMap";

const readLinks = (found: Found, value: unknown): readonly (readonly SystemId[])[] =>
  readArray(found, [], value, (link, path) => {
    const from = readObject(found, path, link, "a link with ids");
    const ids = readArray(found, [...path, "ids"], from["ids"], (id, where) => readSystemId(found, where, id));
    if (Array.isArray(from["ids"]) && ids.length === 0) note(found, [...path, "ids"], "empty", "at least one id", ids);
    return ids;
  });

/**
 * Who is who across systems? Joins the ids that belong to one person (a learning record's actor, an HR number, a chat handle) and
 * gives each person one id for this library. Links are transitive: a-b and b-c make one person of a, b and c.
 *
 * A person has one id in the authority, by default the system "hr", and goes by it. Where links would give one person two of its
 * ids, somebody's address was reused or a link is wrong: the map is refused, with both people and the link that joined them named.
 * People without an id in the authority go by their first id, with its system before it: "chat:U123".
 *
 * The result does not depend on the order of the links, nor of the ids in them.
 *
 * Fails with `InvalidInput` if options or links do not fit, or if two people become one. Cost: ids × log ids.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const map = orThrow(
 *   records.identityMap()([
 *     { ids: [{ system: "xapi", id: "mailto:Ann@example.org" }, { system: "hr", id: "E1042" }] },
 *     { ids: [{ system: "chat", id: "U123" }, { system: "xapi", id: "mailto:ann@example.org" }] },
 *   ]),
 * );
 * map.people.length; // => 1
 * map.people[0]?.learner; // => "E1042"
 * orThrow(records.resolveIdentity(map)({ system: "chat", id: "U123" })).learner; // => "E1042"
 * ```
 */
export const identityMap = (options?: IdentityOptions): ((links: readonly IdentityLink[]) => Result<IdentityMap>) => {
  const settings = reading(NAME, (found) => {
    const { authority } = readOptions(found, [], options, ["authority"]);
    return authority === undefined ? "hr" : readText(found, ["authority"], authority, "the name of a system");
  });
  if (isLeft(settings)) return () => left(settings.left);
  const authority = settings.right;
  return (links) =>
    reading(NAME, (found) => {
      const people = joinLinks(found, authority, readLinks(found, links));
      refuseSharedNames(found, people);
      return { kind: "identity-map", version: 1, authority, people };
    });
};

/** Two people of one name cannot be told apart afterwards: an HR number spelt like another system's id with its system. */
const refuseSharedNames = (found: Found, people: readonly Identity[]): void => {
  people.forEach((person, index) => {
    if (index > 0 && people[index - 1]?.learner === person.learner)
      note(
        found,
        [],
        "duplicate",
        `a name of its own for each person, and two would be "${person.learner}"`,
        person.ids,
      );
  });
};
