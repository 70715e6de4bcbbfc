import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  type AuditEntry,
  type AuditHead,
  type AuditRecord,
  appendAudit,
  decide,
  forgetPerson,
  replayAudit,
  verifyAuditChain,
} from "../../../src/nudge/index.ts";
import { deepFreeze, invalidOf, issuesOf } from "../../support/property.ts";
import { keysOf, type Log, logOf, policy, policyWith, requestOf } from "./log.ts";
import { secretOf, slowCommitment, slowHash } from "./slowAudit.ts";

const ZEROS = "0".repeat(64);
const LEARNERS = ["ana", "bo", "ana", "cy", "bo", "ana"];
const people = fc.array(fc.constantFrom("ana", "bo", "cy", "di"), { minLength: 1, maxLength: 12 });

const replayOf = ({ entries, records, keys }: Pick<Log, "entries" | "records" | "keys">, head?: AuditHead) =>
  orThrow(replayAudit({ policies: [policy], keys, ...(head === undefined ? {} : { head }) })({ entries, records }));

describe("appendAudit", () => {
  it("writes the chain that its formulas say, by another implementation", () => {
    fc.assert(
      fc.property(people, (learners) => {
        const { entries, records, head } = logOf(learners);
        let previous = ZEROS;
        entries.forEach((entry, index) => {
          const record = records[index];
          const commitment = slowCommitment(secretOf(learners[index] ?? ""), index, {
            request: record?.request,
            decision: record?.decision,
          });
          const hash = slowHash(index, previous, commitment);
          expect(entry).toEqual({ index, previous, commitment, hash });
          previous = hash;
        });
        expect(head).toEqual({ length: entries.length, hash: previous });
      }),
      { numRuns: 30 },
    );
  });

  it("commits to the same whatever the order of keys, and whether instants are dates or numbers", () => {
    const request = {
      ...requestOf("ana", 0),
      candidates: [
        { id: "mail", channel: "email", purpose: "reminder", expected: 0.3, expiresAt: Date.UTC(2025, 7, 1) },
      ],
    };
    const decision = orThrow(decide(policy)(request));
    const append = appendAudit(keysOf(["ana"]));
    const once = orThrow(append({ request, decision }));
    const dated = {
      ...request,
      at: new Date(Number(request.at)),
      candidates: request.candidates.map((each) => ({ ...each, expiresAt: new Date(each.expiresAt) })),
    };
    const reversed = Object.fromEntries(Object.entries(decision).reverse());
    // @ts-expect-error: the type is lost on the way through the database
    const again = orThrow(append({ request: dated, decision: reversed }));
    expect(again.entry).toEqual(once.entry);
    expect(again.record.request.at).toBe(request.at);
    expect(orThrow(append({ request: JSON.parse(JSON.stringify(request)), decision })).entry).toEqual(once.entry);
  });

  it("gives equal payloads of one person different commitments at different places", () => {
    const request = requestOf("ana", 0);
    const decision = orThrow(decide(policy)(request));
    const append = appendAudit(keysOf(["ana"]));
    const first = orThrow(append({ request, decision }));
    const second = orThrow(append({ head: first.head, request, decision }));
    expect(second.entry.commitment).not.toBe(first.entry.commitment);
    expect(second.entry.previous).toBe(first.entry.hash);
  });

  const request = requestOf("ana", 0);
  const decision = orThrow(decide(policy)(request));
  const good = secretOf("ana");

  it.each<[string, unknown, string]>([
    ["a short secret", good.slice(2), "wrong-type at keys.0.secret"],
    ["an empty secret", "", "wrong-type at keys.0.secret"],
    ["capital letters, which would make two texts of one secret", good.toUpperCase(), "wrong-type at keys.0.secret"],
    ["no secret", undefined, "missing at keys.0.secret"],
    ["bytes", [1, 2], "wrong-type at keys.0.secret"],
    ["zeros", ZEROS, "out-of-range at keys.0.secret"],
    ["a repeated pattern", "0123456789abcdeffedcba9876543210".repeat(2), "out-of-range at keys.0.secret"],
    [
      "counting",
      Array.from({ length: 32 }, (_, i) => (i + 240).toString(16).slice(-2).padStart(2, "0")).join(""),
      "out-of-range at keys.0.secret",
    ],
    ["a pass phrase", Buffer.from("quick fox jumps over 13 lazy DOG").toString("hex"), "out-of-range at keys.0.secret"],
    [
      "the hash of the person's id",
      "24d4b96f58da6d4a8512313bbd02a28ebf0ca95dec6e4c86ef78ce7f01e788ac",
      "out-of-range at keys.0.secret",
    ],
  ])("refuses %s", (_, secret, issue) => {
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(appendAudit([{ learner: "ana", secret }])({ request, decision }))).toEqual([issue]);
  });

  it("refuses one secret for two persons and two secrets for one, and never shows a secret", () => {
    const keys = [
      { learner: "ana", secret: good },
      { learner: "bo", secret: good },
      { learner: "ana", secret: secretOf("other") },
    ];
    const result = appendAudit(keys)({ request, decision });
    expect(issuesOf(result)).toEqual(["duplicate at keys.1.secret", "duplicate at keys.2.learner"]);
    expect(JSON.stringify(invalidOf(result))).not.toContain(good.slice(0, 8));
    expect(
      JSON.stringify(invalidOf(appendAudit([{ learner: "ana", secret: `${good}ff` }])({ request, decision }))),
    ).not.toContain(good.slice(0, 8));
  });

  it("takes what a random source gives", () => {
    for (let i = 0; i < 2_000; i += 1)
      expect(appendAudit([{ learner: "ana", secret: secretOf(`random ${i}`) }])({ request, decision })._tag).toBe(
        "Right",
      );
  });

  it.each<[string, object, string]>([
    [
      "a person without a key",
      { request: requestOf("bo", 0), decision: orThrow(decide(policy)(requestOf("bo", 0))) },
      "unknown-value at decision.learner",
    ],
    ["another person's request", { request: requestOf("bo", 0) }, "inconsistent at decision.learner"],
    ["another request", { request: { ...request, id: "d9" } }, "inconsistent at decision.id"],
    ["no decision", { decision: undefined }, "missing at decision"],
    ["a request that is none", { request: [] }, "wrong-type at request"],
    ["a head that is none", { head: { length: -1, hash: ZEROS } }, "out-of-range at head.length"],
    ["a head with a short hash", { head: { length: 1, hash: "ab" } }, "wrong-type at head.hash"],
    ["a misspelt key", { haed: null }, "unknown-key at haed"],
  ])("refuses %s", (_, more, issue) => {
    expect(issuesOf(appendAudit(keysOf(["ana"]))({ request, decision, ...more }))[0]).toBe(issue);
  });
});

describe("verifyAuditChain", () => {
  const whole = logOf(LEARNERS);
  const check = (entries: readonly AuditEntry[], head?: AuditHead) =>
    orThrow(verifyAuditChain(head === undefined ? {} : { head })(deepFreeze(entries)));
  const at = (index: number): AuditEntry => {
    const entry = whole.entries[index];
    if (entry === undefined) throw new Error("no such entry");
    return entry;
  };

  it("holds for what was appended, and says where it ends", () => {
    expect(check(whole.entries)).toEqual({ intact: true, head: whole.head, broken: null });
    expect(check([])).toEqual({ intact: true, head: { length: 0, hash: ZEROS }, broken: null });
    for (const length of [0, 1, 5, 6]) {
      const early = { length, hash: length === 0 ? ZEROS : at(length - 1).hash };
      expect(check(whole.entries, early).intact).toBe(true);
    }
  });

  it("names what is wrong, and where", () => {
    const other = "ab".repeat(32);
    const changed = whole.entries.map((entry, i) => (i === 2 ? { ...entry, commitment: other } : entry));
    expect(check(changed)).toEqual({
      intact: false,
      head: { length: 2, hash: at(1).hash },
      broken: { index: 2, why: { code: "audit-entry-changed", values: { index: 2 } } },
    });
    const rehashed = whole.entries.map((entry, i) =>
      i === 2 ? { ...entry, commitment: other, hash: slowHash(2, entry.previous, other) } : entry,
    );
    expect(check(rehashed).broken).toEqual({ index: 3, why: { code: "audit-link-broken", values: { index: 3 } } });
    expect(check(whole.entries.filter((_, i) => i !== 2)).broken).toEqual({
      index: 2,
      why: { code: "audit-entry-misplaced", values: { index: 2, found: 3 } },
    });
    const head = whole.head;
    expect(check(whole.entries.slice(0, 4)).intact).toBe(true); // why a head has to be kept elsewhere
    expect(check(whole.entries.slice(0, 4), head).broken).toEqual({
      index: 4,
      why: { code: "audit-truncated", values: { length: 4, expected: 6 } },
    });
    expect(check(logOf([...LEARNERS].reverse()).entries, head).broken).toEqual({
      index: 5,
      why: { code: "audit-head-differs", values: { length: 6 } },
    });
    expect(check(whole.entries, { length: 0, hash: other }).broken).toEqual({
      index: 0,
      why: { code: "audit-head-differs", values: { length: 0 } },
    });
  });

  it("detects every single change, against a head kept elsewhere", () => {
    const digits = fc.constantFrom(..."0123456789abcdef");
    fc.assert(
      fc.property(
        people,
        fc.nat(),
        fc.constantFrom("index", "previous", "commitment", "hash", "remove", "swap", "repeat"),
        fc.nat({ max: 63 }),
        digits,
        (learners, place, what, digit, put) => {
          const { entries, head } = logOf(learners);
          const index = place % entries.length;
          const entry = entries[index];
          if (entry === undefined) return;
          const edited = [...entries];
          if (what === "remove") edited.splice(index, 1);
          else if (what === "repeat") edited.splice(index, 0, entry);
          else if (what === "swap") edited.splice(index, 2, ...edited.slice(index, index + 2).reverse());
          else if (what === "index") edited[index] = { ...entry, index: entry.index + 1 + digit };
          else
            edited[index] = { ...entry, [what]: `${entry[what].slice(0, digit)}${put}${entry[what].slice(digit + 1)}` };
          const same = JSON.stringify(edited) === JSON.stringify(entries);
          expect(check(edited, head).intact && edited.length === entries.length).toBe(same);
        },
      ),
    );
  });

  it("refuses what is no chain", () => {
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(verifyAuditChain()({}))).toEqual(["wrong-type at "]);
    expect(issuesOf(verifyAuditChain()([{ ...at(0), hash: "x" }]))).toEqual(["wrong-type at 0.hash"]);
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(verifyAuditChain({ haed: 1 })([]))).toEqual(["unknown-key at haed"]);
  });
});

describe("forgetPerson", () => {
  const log = deepFreeze(logOf(LEARNERS));

  it("leaves a chain that verifies, everybody else to the bit, and nothing of the person", () => {
    fc.assert(
      fc.property(
        people,
        fc.constantFrom<string>("ana", "bo", "cy", "di", "nobody"),
        (learners: readonly string[], person) => {
          const { entries, records, keys, head } = logOf(learners);
          const left = orThrow(forgetPerson(person)({ records, keys }));
          const count = learners.filter((each) => each === person).length;
          expect(left.erased).toEqual({ records: count, keys: learners.includes(person) ? 1 : 0 });
          expect(left.mentionedIn).toEqual([]);
          expect(left.records).toEqual(records.filter((_, index) => learners[index] !== person));
          const held = JSON.stringify([entries, left.records, left.keys]);
          expect(held.includes(`"${person}"`)).toBe(false);
          if (learners.includes(person)) expect(held).not.toContain(secretOf(person));
          const replay = replayOf({ entries, ...left }, head);
          expect(replay).toMatchObject({ replayed: learners.length - count, erased: count, findings: [] });
          expect(replay.chain).toEqual({ intact: true, head, broken: null });
        },
      ),
      { numRuns: 30 },
    );
  });

  it("leaves nothing that guessing could find: not the id, nor the payload, nor both under hashes without the secret", () => {
    const { entries, records } = log;
    const own = records.filter(({ decision }) => decision.learner === "ana");
    expect(own.length).toBe(3);
    const guesses = own.flatMap(({ request, decision, index }) =>
      ["", "ana", ZEROS, slowHash(index, ZEROS, "ana")].map((secret) =>
        slowCommitment(secret, index, { request, decision }),
      ),
    );
    for (const { commitment } of entries) expect(guesses).not.toContain(commitment);
  });

  it("does it twice without harm, and names records of others in which the person is mentioned", () => {
    const once = orThrow(forgetPerson("ana")({ records: log.records, keys: log.keys }));
    const twice = orThrow(forgetPerson("ana")({ records: once.records, keys: once.keys }));
    expect(twice).toEqual({ ...once, erased: { records: 0, keys: 0 } });
    const mentor = { ...requestOf("bo", 9), context: { mentor: "ana" } };
    const decision = orThrow(decide(policy)(mentor));
    const records = [{ index: 9, request: mentor, decision }, ...once.records, { index: 8, request: mentor, decision }];
    expect(orThrow(forgetPerson("ana")({ records, keys: [] })).mentionedIn).toEqual([8, 9]);
    const keyed = { index: 3, request: { ...mentor, context: { ana: true } }, decision: { ...decision, context: {} } };
    expect(orThrow(forgetPerson("ana")({ records: [keyed], keys: [] })).mentionedIn).toEqual([3]);
  });

  it("fails rather than forgetting half", () => {
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(forgetPerson("ana")({ records: [{ index: 0 }], keys: [] }))).toEqual([
      "missing at records.0.request",
      "missing at records.0.decision",
    ]);
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(forgetPerson(7)({ records: [], keys: [] }))).toEqual(["wrong-type at learner"]);
    // @ts-expect-error: hostile on purpose
    expect(issuesOf(forgetPerson("ana")({ records: [] }))).toEqual(["missing at keys"]);
  });
});

describe("replayAudit", () => {
  const log = deepFreeze(logOf(LEARNERS));
  const findingsOf = (changes: Partial<Pick<Log, "records" | "keys">>) => replayOf({ ...log, ...changes }).findings;
  const edited = (index: number, edit: (record: AuditRecord) => AuditRecord): readonly AuditRecord[] =>
    log.records.map((record, i) => (i === index ? edit(record) : record));

  it("makes every decision again, in whatever order the records come", () => {
    const replay = replayOf({ ...log, records: [...log.records].reverse() }, log.head);
    expect(replay).toEqual({
      chain: { intact: true, head: log.head, broken: null },
      replayed: 6,
      erased: 0,
      findings: [],
    });
  });

  it("counts lost records as erased, which is why their number has to be kept", () => {
    expect(replayOf({ ...log, records: log.records.slice(1) })).toMatchObject({ replayed: 5, erased: 1, findings: [] });
  });

  it("names what is not as it was", () => {
    const why = (code: string, index: number, more: object = {}) => [
      { index, why: { code, values: { index, ...more } } },
    ];
    expect(
      findingsOf({ records: edited(1, (record) => ({ ...record, decision: { ...record.decision, at: 1 } })) }),
    ).toEqual(why("audit-payload-changed", 1));
    expect(
      findingsOf({
        records: edited(2, (record) => ({ ...record, request: { ...record.request, expectedIfNothing: 0 } })),
      }),
    ).toEqual(why("audit-payload-changed", 2));
    expect(findingsOf({ keys: keysOf(["ana", "bo"]) })).toEqual(why("audit-key-missing", 3));
    expect(
      findingsOf({ keys: log.keys.map((key) => (key.learner === "cy" ? { ...key, secret: secretOf("x") } : key)) }),
    ).toEqual(why("audit-payload-changed", 3));
    const [first] = log.records;
    if (first === undefined) throw new Error("no record");
    expect(findingsOf({ records: [...log.records, { ...first, index: 44 }, { ...first, index: 7 }] })).toEqual([
      ...why("audit-record-stray", 7),
      ...why("audit-record-stray", 44),
    ]);
  });

  it("finds a payload that was put under another entry of the same person", () => {
    const [first, , third] = log.records;
    if (first === undefined || third === undefined) throw new Error("no record");
    const swapped = log.records.map((record, i) =>
      i === 0 ? { ...third, index: 0 } : i === 2 ? { ...first, index: 2 } : record,
    );
    expect(findingsOf({ records: swapped }).map(({ index }) => index)).toEqual([0, 2]);
  });

  it("says where a policy is missing, where it was another, and where a request cannot be read", () => {
    const { entries, records, keys } = log;
    const missing = orThrow(replayAudit({ policies: [], keys })({ entries, records }));
    expect(missing.replayed).toBe(0);
    expect(missing.findings[0]?.why).toEqual({
      code: "audit-policy-missing",
      values: { index: 0, policy: "reminders", revision: "1" },
    });
    const bolder = orThrow(policyWith(6));
    const other = orThrow(replayAudit({ policies: [bolder], keys })({ entries, records }));
    expect([other.replayed, other.findings.length]).toEqual([0, 6]);
    expect(other.findings[5]?.why).toMatchObject({ code: "audit-decision-differs", values: { index: 5 } });
    const request = { ...requestOf("ana", 0), surprise: 1 };
    const decision = { ...orThrow(decide(policy)(requestOf("ana", 0))), reasons: [] };
    const append = appendAudit(keysOf(["ana"]));
    const odd = orThrow(append({ request, decision }));
    const unread = replayOf({ entries: [odd.entry], records: [odd.record], keys: keysOf(["ana"]) });
    expect(unread.findings).toEqual([{ index: 0, why: { code: "audit-not-replayable", values: { index: 0 } } }]);
    const forged = orThrow(append({ request: requestOf("ana", 0), decision }));
    const differs = replayOf({ entries: [forged.entry], records: [forged.record], keys: keysOf(["ana"]) });
    expect(differs.findings[0]?.why.code).toBe("audit-decision-differs");
    expect(differs.findings[0]?.why.values["path"]).toBe("reasons.0");
  });

  it("refuses policies and records that are there twice", () => {
    const { entries, records, keys } = log;
    expect(issuesOf(replayAudit({ policies: [policy, policy], keys })({ entries, records }))).toEqual([
      "duplicate at policies.1",
    ]);
    const [first] = records;
    if (first === undefined) throw new Error("no record");
    expect(issuesOf(replayAudit({ policies: [policy], keys })({ entries, records: [first, first] }))).toEqual([
      "duplicate at records.1.index",
    ]);
  });
});

describe("an audit chain of a hundred thousand", () => {
  it("is appended to, checked and searched in linear time", () => {
    const append = appendAudit(keysOf(["ana"]));
    const request = requestOf("ana", 0);
    const decision = orThrow(decide(policy)(request));
    const entries: AuditEntry[] = [];
    let previous = ZEROS;
    const commitment = "cd".repeat(32);
    for (let index = 0; index < 100_000; index += 1) {
      const hash = slowHash(index, previous, commitment);
      entries.push({ index, previous, commitment, hash });
      previous = hash;
    }
    const started = performance.now();
    const checked = orThrow(verifyAuditChain()(entries));
    expect(checked.intact).toBe(true);
    expect(orThrow(append({ head: checked.head, request, decision })).entry.index).toBe(100_000);
    expect(performance.now() - started).toBeLessThan(10_000); // quadratic would take minutes
  });
});
