import { type Found, hopeless, note } from "../../core/check/index.ts";
import { disjointSets } from "./disjointSets.ts";
import type { Identity } from "./identityMap.ts";
import { bySystemAndId, keyOf, type SystemId } from "./systemId.ts";

/** The name of a person: the id of the authority, else the first id with its system before it. */
const nameOf = (ids: readonly SystemId[], authority: string): string => {
  const decided = ids.find((id) => id.system === authority);
  const [first] = ids;
  return decided?.id ?? (first === undefined ? "" : `${first.system}:${first.id}`);
};

/** The people that links make, sorted by name; a link that would join two people of the authority is noted and left out. */
export const joinLinks = (
  found: Found,
  authority: string,
  links: readonly (readonly SystemId[])[],
): readonly Identity[] => {
  const numberOf = new Map<string, number>();
  const all: SystemId[] = [];
  const numbered = (id: SystemId): number => {
    const key = keyOf(id);
    const known = numberOf.get(key);
    if (known !== undefined) return known;
    numberOf.set(key, all.length);
    all.push(id);
    return all.length - 1;
  };
  const ends = links.map((ids) => ids.map(numbered));
  const sets = disjointSets(all.length);
  // what decides about a set so far: the id of the authority that is in it
  const decidedBy = new Map<number, SystemId>();
  all.forEach((id, number) => {
    if (id.system === authority) decidedBy.set(number, id);
  });
  ends.forEach((numbers, link) => {
    const [first, ...rest] = numbers;
    if (first === undefined || hopeless(found)) return;
    for (const [position, number] of rest.entries()) {
      const [one, other] = [sets.find(first), sets.find(number)];
      if (one === other) continue;
      const [mine, theirs] = [decidedBy.get(one), decidedBy.get(other)];
      if (mine !== undefined && theirs !== undefined) {
        note(
          found,
          [link, "ids", position + 1],
          "inconsistent",
          `one person, but this link joins ${mine.id} and ${theirs.id} of "${authority}"`,
          all[number]?.id,
        );
        continue;
      }
      const root = sets.join(one, other);
      const decided = mine ?? theirs;
      if (decided !== undefined) decidedBy.set(root, decided);
    }
  });
  const members = new Map<number, SystemId[]>();
  all.forEach((id, number) => {
    const root = sets.find(number);
    const ids = members.get(root);
    if (ids === undefined) members.set(root, [id]);
    else ids.push(id);
  });
  return [...members.values()]
    .map((ids): Identity => {
      const sorted = [...ids].sort(bySystemAndId);
      return { learner: nameOf(sorted, authority), ids: sorted };
    })
    .sort((a, b) => (a.learner < b.learner ? -1 : a.learner > b.learner ? 1 : 0));
};
