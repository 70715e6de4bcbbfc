import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disjointSets } from "../../../src/records/identity/disjointSets.ts";
import {
  type IdentityLink,
  identifyEvents,
  identityMap,
  type LearnerEvent,
  parseIdentityMap,
  resolveIdentity,
  type SystemId,
} from "../../../src/records/index.ts";
import { deepFreeze, hostileValues, invalidOf, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { garbage } from "../garbage.ts";

const hr = (id: string): SystemId => ({ system: "hr", id });
const xapi = (id: string): SystemId => ({ system: "xapi", id });
const chat = (id: string): SystemId => ({ system: "chat", id });
const link = (...ids: SystemId[]): IdentityLink => ({ ids });

const people = (links: readonly IdentityLink[], options = {}) =>
  rightOf(identityMap(options)(deepFreeze(links))).people;

describe("identityMap", () => {
  it("joins links that share an id, at any distance", () => {
    const map = rightOf(
      identityMap()([
        link(xapi("a"), chat("b")),
        link(hr("E1"), xapi("c")),
        link(xapi("c"), xapi("d"), chat("b")),
        link(hr("E2")),
      ]),
    );
    expect(map).toEqual({
      kind: "identity-map",
      version: 1,
      authority: "hr",
      people: [
        { learner: "E1", ids: [chat("b"), hr("E1"), xapi("a"), xapi("c"), xapi("d")] },
        { learner: "E2", ids: [hr("E2")] },
      ],
    });
  });

  it("tells the same id in two systems apart", () => {
    expect(people([link(hr("42"), chat("7")), link(hr("7"), chat("42"))]).map((each) => each.learner)).toEqual([
      "42",
      "7",
    ]);
  });

  it("compares mailboxes in lower case, and other ids as they are", () => {
    expect(people([link(xapi("mailto:Ann@x.org"), hr("E1")), link(xapi("MAILTO:ann@X.org"), chat("u"))])).toHaveLength(
      1,
    );
    expect(people([link(xapi("https://x.org|Ann"), hr("E1")), link(xapi("https://x.org|ann"), hr("E2"))])).toHaveLength(
      2,
    );
  });

  it("names people without an id in the authority by their first id, with its system", () => {
    expect(people([link(xapi("z"), xapi("a"), chat("u"))]).map((each) => each.learner)).toEqual(["chat:u"]);
    expect(people([link(xapi("z"), xapi("a"))]).map((each) => each.learner)).toEqual(["xapi:a"]);
    expect(people([link(xapi("a"), hr("E1"))], { authority: "xapi" }).map((each) => each.learner)).toEqual(["a"]);
  });

  it("refuses one id for two people, naming both and the link", () => {
    const failure = invalidOf(
      identityMap()([link(xapi("a"), hr("E1")), link(chat("u"), hr("E2")), link(chat("u"), xapi("a"))]),
    );
    expect(failure.in).toBe("records.identityMap");
    expect(failure.issues.map(({ code, path }) => [code, path])).toEqual([["inconsistent", [2, "ids", 1]]]);
    expect(failure.issues[0].expected).toMatch(/E2 and E1|E1 and E2/);
    expect(failure.issues[0].received).toBe('"a"');
    expect(issuesOf(identityMap()([link(hr("E1"), hr("E2"))]))).toEqual(["inconsistent at 0.ids.1"]);
    // in the system that decides nothing, two ids of one person are two accounts
    expect(people([link(hr("E1"), hr("E2"))], { authority: "payroll" })).toHaveLength(1);
  });

  it("refuses two people under one name", () => {
    const failure = invalidOf(identityMap()([link(hr("chat:u"), xapi("a")), link(chat("u"), xapi("b"))]));
    expect(failure.issues[0]).toMatchObject({ code: "duplicate", expected: expect.stringContaining('"chat:u"') });
  });

  it.each([
    [null, "wrong-type at "],
    [[null], "wrong-type at 0"],
    [[{ ids: [] }], "empty at 0.ids"],
    [[{ ids: "E1" }], "wrong-type at 0.ids"],
    [[{ ids: [hr("E1"), { id: "a" }] }], "missing at 0.ids.1.system"],
    [[{ ids: [{ system: "hr", id: 1042 }] }], "wrong-type at 0.ids.0.id"],
    [[{ ids: [{ system: "", id: "a" }] }], "empty at 0.ids.0.system"],
  ])("refuses links that do not fit: %j", (links, issue) => {
    // links of other types than the compiler allows are what this is about
    expect(issuesOf(identityMap()(links as unknown as IdentityLink[]))).toContain(issue);
  });

  it("refuses options that do not fit", () => {
    // options of other types than the compiler allows are what this is about
    const bad = (options: unknown) => issuesOf(identityMap(options as Parameters<typeof identityMap>[0])([]));
    expect(bad({ authorities: "hr" })).toEqual(["unknown-key at authorities"]);
    expect(bad({ authority: "" })).toEqual(["empty at authority"]);
    expect(bad(null)).toEqual(["wrong-type at "]);
  });

  const someId = fc.record({
    system: fc.constantFrom("hr", "xapi", "chat"),
    id: fc.constantFrom("1", "2", "3", "4", "5"),
  });
  const someLinks = fc.array(
    fc.array(someId, { minLength: 1, maxLength: 3 }).map((ids): IdentityLink => ({ ids })),
    { maxLength: 8 },
  );

  it("is the same whatever the order of the links and of the ids in them", () => {
    fc.assert(
      fc.property(someLinks, (links) => {
        const turned = [...links].reverse().map(({ ids }) => ({ ids: [...ids].reverse() }));
        const [one, other] = [identityMap({ authority: "none" })(links), identityMap({ authority: "none" })(turned)];
        expect(other).toEqual(one);
        const [strict, turnedStrict] = [identityMap()(links), identityMap()(turned)];
        expect(turnedStrict._tag).toBe(strict._tag);
        if (strict._tag === "Right") expect(turnedStrict).toEqual(strict);
      }),
    );
  });

  it("agrees with what spreads from id to id (a slow twin)", () => {
    const key = ({ system, id }: SystemId): string => `${system} ${id}`;
    fc.assert(
      fc.property(someLinks, (links) => {
        // spread the smallest name along the links until nothing changes
        const name = new Map<string, string>();
        for (const { ids } of links) for (const id of ids) name.set(key(id), key(id));
        for (let changed = true; changed; ) {
          changed = false;
          for (const { ids } of links) {
            const [least = ""] = ids.map((id) => name.get(key(id)) ?? "").sort();
            for (const id of ids) {
              if (name.get(key(id)) === least) continue;
              name.set(key(id), least);
              changed = true;
            }
          }
        }
        const groups = new Map<string, string[]>();
        for (const [id, least] of name) groups.set(least, [...(groups.get(least) ?? []), id]);
        const expected = [...groups.values()].map((ids) => ids.sort()).sort();
        const found = people(links, { authority: "none" }).map((each) => each.ids.map(key));
        expect([...found].map((ids) => [...ids].sort()).sort()).toEqual(expected);
        // and a conflict is exactly a group with two ids of the authority
        const twoOf = expected.some((ids) => ids.filter((id) => id.startsWith("hr ")).length > 1);
        const result = identityMap()(links);
        const conflict =
          result._tag === "Left" &&
          result.left._tag === "InvalidInput" &&
          result.left.issues[0].code === "inconsistent";
        expect(conflict).toBe(twoOf);
      }),
    );
  });
});

describe("disjointSets", () => {
  it("puts the smaller under the larger set", () => {
    const sets = disjointSets(5);
    expect([0, 1, 2].map(sets.find)).toEqual([0, 1, 2]);
    const root = sets.join(0, 1);
    expect(sets.join(1, 0)).toBe(root);
    expect(sets.join(2, 0)).toBe(root);
    expect(sets.join(3, 4)).not.toBe(root);
    expect(sets.join(4, 2)).toBe(root);
    expect([0, 1, 2, 3, 4].map(sets.find)).toEqual([root, root, root, root, root]);
  });
});

const MAP = rightOf(identityMap()([link(xapi("mailto:ann@x.org"), hr("E1"), chat("u1")), link(xapi("b"), hr("E2"))]));

describe("resolveIdentity", () => {
  const who = resolveIdentity(deepFreeze(MAP));

  it("gives the person behind an id", () => {
    for (const id of [xapi("mailto:Ann@x.org"), hr("E1"), chat("u1")]) expect(rightOf(who(id)).learner).toBe("E1");
    expect(rightOf(who(xapi("b"))).ids).toEqual([hr("E2"), xapi("b")]);
  });

  it("says whom it does not know", () => {
    expect(leftOf(who(chat("E1")))).toEqual({
      _tag: "NotIdentified",
      in: "records.resolveIdentity",
      what: "the person behind an id",
      involved: ["E1"],
      because: { code: "unknown-identity", values: { system: "chat", id: "E1" } },
    });
  });

  it("refuses what is no id and what is no map", () => {
    for (const value of hostileValues()) {
      // values of other types than the compiler allows are what this is about
      expect(invalidOf(who(value as SystemId)).in).toBe("records.resolveIdentity");
      expect(invalidOf(resolveIdentity(value as typeof MAP)(hr("E1"))).in).toBe("records.resolveIdentity");
    }
  });
});

const event = (learner: string): LearnerEvent => ({
  learner,
  at: Date.UTC(2026, 2, 3),
  act: "viewed",
  object: "m1",
  objectKind: "module",
  source: "xapi",
});

describe("identifyEvents", () => {
  const identify = identifyEvents({ map: MAP, system: "xapi" });

  it("puts the learner's one id in the place of a system's, and refuses whom it does not know", () => {
    const named = rightOf(identify(deepFreeze([event("mailto:ANN@x.org"), event("nobody"), event("b"), event("u1")])));
    expect(named.accepted).toEqual([{ ...event("E1") }, { ...event("E2") }]);
    expect(named.from).toEqual([0, 2]);
    expect(named.refused.map(({ index, reason }) => [index, reason])).toEqual([
      [1, { code: "unknown-identity", values: { system: "xapi", id: "nobody" } }],
      [3, { code: "unknown-identity", values: { system: "xapi", id: "u1" } }],
    ]);
  });

  it("keeps copies of the same event apart: ids are not its business", () => {
    const twice = { ...event("b"), id: "e1" };
    expect(rightOf(identify([twice, twice])).accepted).toHaveLength(2);
  });

  it("accounts for whatever it is given", () => {
    fc.assert(
      fc.property(fc.array(garbage, { maxLength: 6 }), (pieces) => {
        // values of other types than the compiler allows are what this is about
        const list = pieces.map((make) => make()) as unknown as LearnerEvent[];
        const { counts } = rightOf(identify(list));
        expect([counts.inputs, counts.mapped + counts.refused + counts.setAside]).toEqual([list.length, list.length]);
        const { "invalid-event": invalid = 0, unreadable = 0 } = counts.byReason;
        expect(invalid + unreadable).toBe(counts.refused);
      }),
    );
  });

  it("refuses options that do not fit", () => {
    // options of other types than the compiler allows are what this is about
    const bad = (options: unknown) => identifyEvents(options as Parameters<typeof identifyEvents>[0])([]);
    expect(issuesOf(bad({ map: MAP }))).toEqual(["missing at system"]);
    expect(issuesOf(bad({ map: {}, system: "x" }))[0]).toBe("missing at map.kind");
    expect(issuesOf(bad({ map: MAP, system: "x", systems: 1 }))).toEqual(["unknown-key at systems"]);
    expect(issuesOf(bad(undefined))).toContain("wrong-type at ");
    expect(invalidOf(bad({ map: null, system: "x" })).in).toBe("records.identifyEvents");
    // a list of another type than the compiler allows is what this is about
    expect(issuesOf(identify({} as unknown as LearnerEvent[]))).toEqual(["wrong-type at "]);
  });
});

describe("parseIdentityMap", () => {
  it("gives back what was stored", () => {
    expect(rightOf(parseIdentityMap(deepFreeze(JSON.parse(JSON.stringify(MAP)))))).toEqual(MAP);
  });

  it.each([
    [{ ...MAP, kind: "roster" }, "unknown-value at kind"],
    [{ ...MAP, version: 2 }, "unsupported-version at version"],
    [{ ...MAP, version: 0 }, "unknown-value at version"],
    [{ ...MAP, version: "1" }, "unknown-value at version"],
    [{ ...MAP, version: undefined }, "missing at version"],
    [{ ...MAP, authority: "" }, "empty at authority"],
    [{ ...MAP, people: {} }, "wrong-type at people"],
    [
      {
        ...MAP,
        people: [
          { learner: "E1", ids: [] },
          { learner: "E1", ids: [] },
        ],
      },
      "duplicate at people.1.learner",
    ],
    [
      {
        ...MAP,
        people: [
          { learner: "E1", ids: [hr("1")] },
          { learner: "E2", ids: [hr("1")] },
        ],
      },
      "inconsistent at people.1.ids.0",
    ],
    [{ ...MAP, people: [{ learner: "E1", ids: [hr("1"), hr("1")] }] }, "duplicate at people.0.ids.1"],
    [{ ...MAP, people: [{ learner: 7, ids: [] }] }, "wrong-type at people.0.learner"],
  ])("refuses what does not fit: %#", (value, issue) => {
    expect(issuesOf(parseIdentityMap(value))).toEqual([issue]);
    expect(invalidOf(parseIdentityMap(value)).in).toBe("records.parseIdentityMap");
  });
});
