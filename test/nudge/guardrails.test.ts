import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Decision, orThrow } from "../../src/core/vocabulary/index.ts";
import {
  decide,
  type LegalBasis,
  type NudgeAction,
  type NudgePolicyOptions,
  type NudgeRequest,
  type NudgeRules,
  nudgePolicy,
  type PastEvent,
} from "../../src/nudge/index.ts";
import {
  legalBasis,
  policyOptions,
  quietWindow,
  refusalEvent,
  request,
  requestWith,
  cap as someCap,
  zoneNamed,
} from "./arbitraries.ts";
import { type NaiveCandidate, type NaiveEvent, naiveBlocks } from "./naiveGuardrails.ts";

const UTC = zoneNamed("UTC");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONG_AGO = Date.UTC(2001, 0, 1);
const sameName = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

const made = (options: NudgePolicyOptions, about: NudgeRequest): Decision<NudgeAction> =>
  orThrow(decide(orThrow(nudgePolicy(options)))(about));

/** The codes against a candidate, in alphabetical order; quiet hours without end are quiet hours. */
const codesOf = (decision: Decision<NudgeAction>, candidate: string): readonly string[] =>
  decision.ruledOut
    .filter(({ action }) => action.kind === "send" && action.candidate === candidate)
    .map(({ rule }) => (rule.code === "always-quiet" ? "quiet-hours" : rule.code))
    .sort();

const sendsLeft = (decision: Decision<NudgeAction>): readonly string[] =>
  (decision.eligible ?? []).flatMap(({ action }) => (action.kind === "send" ? [action.candidate] : []));

const naiveOf = (
  options: NudgePolicyOptions & { readonly rules: NudgeRules },
  about: NudgeRequest & { at: number },
  candidate: unknown,
): readonly string[] =>
  naiveBlocks(
    options,
    {
      id: about.id,
      at: about.at,
      zone: about.zone === null || about.zone === undefined ? null : { name: about.zone.zone, to: about.zone.to },
      history: about.history as readonly NaiveEvent[], // the same fields, under the oracle's own type
    },
    candidate as NaiveCandidate, // likewise
  );

describe("guardrails", () => {
  it("forbid exactly what an independent reading of the rules forbids, and leave a chance to all the rest", () => {
    const fired = new Map<string, number>();
    let feasible = 0;
    fc.assert(
      fc.property(policyOptions, request, (options, about) => {
        const decision = made(options, about);
        for (const candidate of about.candidates) {
          const expected = naiveOf(options, about, candidate);
          expect(codesOf(decision, candidate.id)).toEqual(expected);
          expect(sendsLeft(decision).includes(candidate.id)).toBe(expected.length === 0);
          for (const code of expected) fired.set(code, (fired.get(code) ?? 0) + 1);
          if (expected.length === 0) feasible += 1;
        }
        for (const { probability } of decision.eligible ?? []) expect(probability).toBeGreaterThan(0);
        if (decision.action.kind === "send") expect(sendsLeft(decision)).toContain(decision.action.candidate);
      }),
      { numRuns: 1_500 },
    );
    expect([...fired.keys()].sort()).toEqual([
      "already-sent",
      "consent-withdrawn",
      "daily-cap",
      "expired",
      "no-consent",
      "no-legal-basis",
      "no-obligation-named",
      "objected",
      "opted-out",
      "quiet-hours",
      "rolling-cap",
      "too-soon",
      "weekly-cap",
      "zone-not-covered",
      "zone-unknown",
    ]);
    expect(Math.min(...fired.values())).toBeGreaterThan(10);
    expect(feasible).toBeGreaterThan(200);
  });

  it("never let another refusal, basis, rule or message turn nothing into a send, or make a send possible or likelier", () => {
    let changed = 0;
    const message = (at: number): PastEvent => ({
      learner: "ana",
      at,
      act: "delivered",
      object: "n",
      objectKind: "nudge",
      source: "host",
    });
    fc.assert(
      fc.property(
        policyOptions,
        request.chain((about) => fc.tuple(fc.constant(about), refusalEvent(about.at))),
        fc.tuple(someCap, quietWindow, legalBasis, fc.integer({ min: -30, max: 30 })),
        (options, [about, refusal], [cap, window, basis, hours]) => {
          const before = made(options, about);
          const { caps, quietHours, minimumGapHours } = options.rules;
          const ruled = (rules: Partial<NudgeRules>): Decision<NudgeAction> =>
            made({ ...options, rules: { ...options.rules, ...rules } }, about);
          const covered = options.legal.some(
            ({ purpose, channel }) => channel === undefined && sameName(purpose, basis.purpose),
          );
          const another = options.legal.every(
            ({ purpose, channel }) =>
              !sameName(purpose, basis.purpose) || !sameName(channel ?? "any", basis.channel ?? "any"),
          );
          const after = [
            made(options, { ...about, history: [...about.history, refusal] }),
            ruled({ caps: [cap, ...caps] }),
            ruled({ quietHours: [window, ...quietHours] }),
            ruled({ minimumGapHours: minimumGapHours + 5 }),
            made(options, { ...about, history: [message(about.at + hours * HOUR), ...about.history] }),
            made(options, { ...about, zone: null }),
            made({ ...options, holdOutShare: 0.5 }, about),
            // a further basis for what has one already; the first for a purpose is what opens it
            ...(covered && another ? [made({ ...options, legal: [...options.legal, basis] }, about)] : []),
          ];
          for (const stricter of after) {
            if (before.action.kind === "nothing") expect(stricter.action.kind).toBe("nothing");
            if (before.action.kind !== stricter.action.kind) changed += 1;
            expect(sendsLeft(before)).toEqual(expect.arrayContaining([...sendsLeft(stricter)]));
            const [noneBefore, noneAfter] = [before.eligible?.[0], stricter.eligible?.[0]];
            expect(noneAfter?.action).toEqual({ kind: "nothing" });
            expect(noneAfter?.probability).toBeGreaterThanOrEqual((noneBefore?.probability ?? 1) - 1e-12);
          }
        },
      ),
      { numRuns: 600 },
    );
    expect(changed).toBeGreaterThan(20);
  });

  it("let go at the instant they say, and not a millisecond before", () => {
    const checked = new Map<string, number>();
    fc.assert(
      fc.property(policyOptions, requestWith(0), (options, drawn) => {
        const about = { ...drawn, id: "of no message in the past" }; // asked again later, one of its own would count
        const decision = made(options, about);
        for (const { action, rule, until } of decision.ruledOut) {
          if (action.kind !== "send" || until === undefined) continue;
          checked.set(rule.code, (checked.get(rule.code) ?? 0) + 1);
          const holdsAt = (at: number): boolean =>
            made(options, { ...about, at }).ruledOut.some(
              (other) =>
                other.action.kind === "send" &&
                other.action.candidate === action.candidate &&
                other.rule.code === rule.code &&
                other.until === until,
            );
          expect(until).toBeGreaterThan(about.at);
          expect(holdsAt(until - 1)).toBe(true);
          expect(holdsAt(Math.floor((about.at + until) / 2))).toBe(true);
          const at = { ...about, at: until };
          expect(codesOf(made(options, at), action.candidate)).toEqual(
            naiveOf(
              options,
              at,
              about.candidates.find(({ id }) => id === action.candidate),
            ),
          );
          expect(holdsAt(until)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
    expect([...checked.keys()].sort()).toEqual(["daily-cap", "quiet-hours", "rolling-cap", "too-soon", "weekly-cap"]);
  });

  it("are each a reason by themselves: without the others the candidate is out, without all of them it is in", () => {
    let several = 0;
    const without = (
      options: NudgePolicyOptions & { rules: NudgeRules },
      about: NudgeRequest & { at: number },
      id: string,
      codes: ReadonlySet<string>,
    ): readonly [NudgePolicyOptions, NudgeRequest] => {
      const caps = options.rules.caps.filter(
        ({ per }) => !codes.has(per === "day" ? "daily-cap" : per === "week" ? "weekly-cap" : "rolling-cap"),
      );
      const quiet = codes.has("quiet-hours");
      const rules = {
        caps,
        quietHours: quiet ? [] : options.rules.quietHours,
        minimumGapHours: codes.has("too-soon") ? 0 : options.rules.minimumGapHours,
      };
      const blind = codes.has("zone-unknown") || codes.has("zone-not-covered");
      const candidates = about.candidates.filter((candidate) => candidate.id === id);
      const [mine] = candidates;
      const said = { learner: "ana", object: "n", objectKind: "nudge" as const, source: "host" };
      const yes: readonly PastEvent[] =
        codes.has("no-consent") && mine !== undefined
          ? [{ ...said, act: "consented", at: LONG_AGO, channel: mine.channel, purpose: mine.purpose }]
          : [];
      const gone = new Set([
        ...(codes.has("opted-out") ? ["optedOut"] : []),
        ...(codes.has("consent-withdrawn") ? ["withdrewConsent"] : []),
        ...(codes.has("objected") ? ["objected"] : []),
      ]);
      return [
        {
          ...options,
          legal:
            codes.has("no-legal-basis") && mine !== undefined
              ? [...options.legal, { purpose: mine.purpose, basis: "agreement", reference: "paper 2" }]
              : options.legal,
          rules: blind ? { ...rules, caps: caps.filter(({ per }) => per === "hours"), quietHours: [] } : rules,
        },
        {
          ...about,
          zone: blind ? UTC : (about.zone ?? null),
          history: [
            ...about.history.filter(
              ({ act, decision, at }) =>
                !gone.has(act) &&
                !(codes.has("already-sent") && act === "delivered" && decision === about.id && at < about.at),
            ),
            ...yes,
          ],
          candidates: candidates.map(({ expiresAt, ...candidate }) => ({
            ...candidate,
            ...(codes.has("expired") || expiresAt === undefined ? {} : { expiresAt }),
            ...(codes.has("no-obligation-named")
              ? { module: "m1", obligation: { reference: "law 1", deadline: about.at - HOUR } }
              : {}),
          })),
        },
      ];
    };
    fc.assert(
      fc.property(policyOptions, request, (options, about) => {
        const decision = made(options, about);
        for (const { id } of about.candidates) {
          const codes = new Set(codesOf(decision, id));
          if (codes.size === 0) continue;
          if (codes.size > 1) several += 1;
          expect(sendsLeft(made(...without(options, about, id, codes)))).toContain(id);
          // once an obligation is named, opt-outs may give way; an id used before is forgotten with its messages
          if (codes.has("no-obligation-named") && codes.has("opted-out")) continue;
          for (const code of codes) {
            if (codes.has("already-sent") && code !== "already-sent") continue;
            const others = new Set([...codes].filter((other) => other !== code));
            expect(new Set(codesOf(made(...without(options, about, id, others)), id))).toEqual(new Set([code]));
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(several).toBeGreaterThan(50);
  });
});

describe("single rules, at their edges", () => {
  const lisbon = zoneNamed("Europe/Lisbon");
  const LEGAL: readonly LegalBasis[] = [{ purpose: "reminder", basis: "agreement", reference: "paper 1" }];
  const candidate = { id: "c", channel: "email", purpose: "reminder", expected: 0.5 };
  const at = Date.UTC(2025, 6, 2, 11); // Wednesday 12:00 in Lisbon
  const delivered = (when: number, more: Partial<PastEvent> = {}): PastEvent => ({
    learner: "ana",
    at: when,
    act: "delivered",
    object: "n",
    objectKind: "nudge",
    source: "host",
    ...more,
  });
  const rulesAt = (
    rules: Partial<NudgeRules>,
    history: readonly PastEvent[],
    more: Partial<NudgeRequest> = {},
  ): readonly { code: string; values: unknown; until: number | undefined }[] =>
    made(
      { name: "p", seed: 1, legal: LEGAL, gamma: 1, rules },
      { id: "d", learner: "ana", at, zone: lisbon, candidates: [candidate], history, ...more },
    ).ruledOut.map(({ rule, until }) => ({ ...rule, until }));
  const codes = (...given: Parameters<typeof rulesAt>): readonly string[] => rulesAt(...given).map(({ code }) => code);

  it("quiet hours say until when, on which day and where", () => {
    const quietHours = [{ from: "20:00", to: "08:05" }];
    expect(rulesAt({ quietHours }, [], { at: Date.UTC(2025, 6, 2, 19) })).toEqual([
      {
        code: "quiet-hours",
        values: { until: "08:05", date: "2025-07-03", zone: "Europe/Lisbon" },
        until: Date.UTC(2025, 6, 3, 7, 5),
      },
    ]);
    expect(codes({ quietHours }, [], { at: Date.UTC(2025, 6, 2, 19) - 1 })).toEqual([]);
    const weekend = [{ from: "00:00", to: "24:00", weekdays: [6, 7] }, ...quietHours];
    expect(rulesAt({ quietHours: weekend }, [], { at: Date.UTC(2025, 6, 4, 22) })).toMatchObject([
      { values: { until: "08:05", date: "2025-07-07" } },
    ]);
    expect(rulesAt({ quietHours: [{ from: "00:00", to: "24:00" }] }, [])).toEqual([
      { code: "always-quiet", values: { zone: "Europe/Lisbon" }, until: undefined },
    ]);
  });

  it("a daily cap counts the learner's calendar day: 23:00 and then 00:00 are two days", () => {
    const caps = [{ max: 1, per: "day" as const }];
    const midnight = Date.UTC(2025, 6, 2, 23);
    expect(rulesAt({ caps }, [delivered(midnight - HOUR)], { at: midnight - 1 })).toEqual([
      { code: "daily-cap", values: { channel: "any", purpose: "any", max: 1, found: 1 }, until: midnight },
    ]);
    expect(codes({ caps }, [delivered(midnight - 1)], { at: midnight })).toEqual([]);
    expect(codes({ caps }, [delivered(midnight)], { at: midnight + DAY - 1 })).toEqual(["daily-cap"]);
    expect(codes({ caps: [{ max: 2, per: "day" }] }, [delivered(at - 1)])).toEqual([]);
    expect(codes({ caps: [{ max: 2, per: "day" }] }, [delivered(at - 1), delivered(at - 2)])).toEqual(["daily-cap"]);
  });

  it("a weekly cap counts from Monday to Sunday", () => {
    const caps = [{ max: 1, per: "week" as const }];
    const monday = Date.UTC(2025, 5, 29, 23); // 30 June 2025, 00:00 in Lisbon
    expect(rulesAt({ caps }, [delivered(monday)], { at: monday + 7 * DAY - 1 })).toEqual([
      { code: "weekly-cap", values: { channel: "any", purpose: "any", max: 1, found: 1 }, until: monday + 7 * DAY },
    ]);
    expect(codes({ caps }, [delivered(monday)], { at: monday + 7 * DAY })).toEqual([]);
    expect(codes({ caps }, [delivered(monday - 1)], { at: monday })).toEqual([]);
    // The week in which summer time ends is an hour longer than seven days.
    const autumn = Date.UTC(2025, 9, 19, 23);
    expect(rulesAt({ caps }, [delivered(autumn)], { at: autumn + 7 * DAY })).toMatchObject([
      { code: "weekly-cap", until: autumn + 7 * DAY + HOUR },
    ]);
  });

  it("a rolling cap and a gap end exactly so many hours after the message that matters", () => {
    const caps = [{ max: 2, per: "hours" as const, hours: 24, channel: "email" }];
    const history = [delivered(at - DAY + 1), delivered(at - 2 * HOUR), delivered(at - HOUR, { channel: "push" })];
    expect(rulesAt({ caps }, history)).toEqual([
      {
        code: "rolling-cap",
        values: { channel: "email", purpose: "any", max: 2, hours: 24, found: 2 },
        until: at + 1,
      },
    ]);
    expect(codes({ caps }, [delivered(at - DAY), delivered(at - 2 * HOUR)])).toEqual([]);
    expect(rulesAt({ minimumGapHours: 3 }, history)).toEqual([
      { code: "too-soon", values: { hours: 3 }, until: at + 2 * HOUR },
    ]);
    expect(codes({ minimumGapHours: 1 }, history)).toEqual([]);
    expect(codes({ minimumGapHours: 0 }, [delivered(at)])).toEqual([]);
  });

  it("a cap of none never lets go", () => {
    expect(rulesAt({ caps: [{ max: 0, per: "day" }] }, [])).toMatchObject([{ code: "daily-cap", until: undefined }]);
    expect(rulesAt({ caps: [{ max: 0, per: "week" }] }, [])).toMatchObject([{ code: "weekly-cap", until: undefined }]);
    expect(rulesAt({ caps: [{ max: 0, per: "hours", hours: 1 }] }, [])).toMatchObject([
      { code: "rolling-cap", until: undefined },
    ]);
  });

  it("messages after the instant count: a clock that runs ahead, a send already planned", () => {
    const caps = [{ max: 1, per: "day" as const }];
    expect(codes({ minimumGapHours: 1 }, [delivered(at + HOUR - 1)])).toEqual(["too-soon"]);
    expect(codes({ minimumGapHours: 1 }, [delivered(at + HOUR)])).toEqual([]);
    expect(codes({ caps }, [delivered(at + 10 * HOUR)])).toEqual(["daily-cap"]);
    const planned = [delivered(at), delivered(at + DAY), delivered(at + 2 * DAY)];
    expect(rulesAt({ caps }, planned)).toMatchObject([{ until: Date.UTC(2025, 6, 4, 23) }]);
    expect(rulesAt({ minimumGapHours: 24 }, planned)).toMatchObject([{ until: at + 3 * DAY }]);
  });

  it("a message is counted once however often it is logged, by its decision or id", () => {
    const caps = [{ max: 2, per: "day" as const }];
    const twice = (one: Partial<PastEvent>, other: Partial<PastEvent>): readonly string[] =>
      codes({ caps }, [delivered(at - 1, one), delivered(at - 2, other)]);
    expect(twice({}, {})).toEqual(["daily-cap"]);
    expect(twice({ decision: "d1" }, { decision: "d1" })).toEqual([]);
    expect(twice({ decision: "d1" }, { decision: "d2" })).toEqual(["daily-cap"]);
    expect(twice({ decision: "d1", channel: "push" }, { decision: "d1", channel: "email" })).toEqual(["daily-cap"]);
    expect(twice({ id: "e1" }, { id: "e1" })).toEqual([]);
    expect(twice({ id: "e1" }, { id: "e2" })).toEqual(["daily-cap"]);
    expect(twice({ id: "e1", source: "other" }, { id: "e1" })).toEqual(["daily-cap"]);
    expect(twice({ decision: "d1", purpose: "social" }, { decision: "d1" })).toEqual(["daily-cap"]);
    expect(twice({ id: "e1", channel: "push" }, { id: "e1", channel: "email" })).toEqual(["daily-cap"]);
    expect(twice({ decision: "e1" }, { id: "e1" })).toEqual(["daily-cap"]);
    expect(codes({ caps }, [delivered(at, { id: "e1" }), delivered(at, { id: "e1", count: 2 })])).toEqual([
      "daily-cap",
    ]);
    expect(codes({ caps }, [delivered(at, { id: "e1", count: 2 }), delivered(at, { id: "e1" })])).toEqual([
      "daily-cap",
    ]);
    expect(twice({ decision: "d1", id: "e1" }, { decision: "d2", id: "e1" })).toEqual(["daily-cap"]);
    expect(codes({ caps }, [delivered(at, { count: 2 })])).toEqual(["daily-cap"]);
    // Of the copies the earliest stands, whichever comes first.
    const copies = [delivered(at - HOUR, { decision: "d1" }), delivered(at - DAY, { decision: "d1" })];
    expect(codes({ minimumGapHours: 2 }, copies)).toEqual([]);
    expect(codes({ minimumGapHours: 2 }, [...copies].reverse())).toEqual([]);
  });

  it("a cap keeps to its channel and purpose, and a message that does not say counts for all", () => {
    const capped = (about: object, message: object): readonly string[] =>
      codes({ caps: [{ max: 1, per: "day", ...about }] }, [delivered(at - 1, message)]);
    expect(capped({ channel: "email" }, { channel: "email" })).toEqual(["daily-cap"]);
    expect(capped({ channel: "email" }, { channel: "push" })).toEqual([]);
    expect(capped({ channel: "email" }, {})).toEqual(["daily-cap"]);
    expect(capped({ channel: "push" }, { channel: "push" })).toEqual([]);
    expect(capped({ purpose: "reminder" }, { purpose: "reminder" })).toEqual(["daily-cap"]);
    expect(capped({ purpose: "reminder" }, { purpose: "social" })).toEqual([]);
    expect(capped({ purpose: "social" }, { purpose: "social" })).toEqual([]);
    expect(capped({ channel: "email", purpose: "reminder" }, { channel: "email", purpose: "social" })).toEqual([]);
  });

  it("the strictest of several caps wins, and each that holds is listed", () => {
    const caps = [
      { max: 3, per: "day" as const },
      { max: 1, per: "week" as const },
      { max: 1, per: "hours" as const, hours: 2 },
    ];
    expect(codes({ caps }, [delivered(at - HOUR)])).toEqual(["weekly-cap", "rolling-cap"]);
  });

  it("an opt-out holds for good, for its channel and purpose or for all, also where its stamp lies ahead", () => {
    const refused = (about: object, more: Partial<NudgeRequest> = {}): readonly string[] =>
      codes({}, [delivered(at - 400 * DAY, { act: "optedOut", ...about })], more);
    expect(refused({})).toEqual(["opted-out"]);
    expect(refused({ channel: "email" })).toEqual(["opted-out"]);
    expect(refused({ channel: "push" })).toEqual([]);
    expect(refused({ purpose: "reminder" })).toEqual(["opted-out"]);
    expect(refused({ purpose: "social" })).toEqual([]);
    expect(refused({ channel: "email", purpose: "social" })).toEqual([]);
    expect(refused({ channel: " eMail" })).toEqual(["opted-out"]);
    expect(refused({ purpose: "REMINDER\u00A0", channel: "ｅmail" })).toEqual(["opted-out"]);
    expect(refused({ channel: "email" }, { candidates: [{ ...candidate, channel: "EMAIL" }] })).toEqual(["opted-out"]);
    expect(codes({}, [delivered(at + DAY, { act: "optedOut" })])).toEqual(["opted-out"]);
    const again = [delivered(at - 1, { act: "optedOut" }), delivered(at - 2, { act: "optedOut" })];
    expect(codes({}, again)).toEqual(["opted-out"]);
    const values = rulesAt({}, [delivered(at, { act: "optedOut", channel: "email" })])[0]?.values;
    expect(values).toEqual({ channel: "email", purpose: "any" });
  });

  it("a message expires at its instant", () => {
    const expiring = (expiresAt: number | Date): readonly unknown[] =>
      rulesAt({}, [], { candidates: [{ ...candidate, expiresAt }] });
    expect(expiring(at)).toEqual([{ code: "expired", values: { expiresAt: at }, until: undefined }]);
    expect(expiring(new Date(at - 1))).toMatchObject([{ code: "expired" }]);
    expect(expiring(at + 1)).toEqual([]);
  });

  it("a zone that is missing, or does not reach to the instant, lets nothing out", () => {
    expect(codes({}, [], { zone: null })).toEqual(["zone-unknown"]);
    expect(rulesAt({}, [], { zone: zoneNamed("Europe/Lisbon", at) })).toEqual([
      { code: "zone-not-covered", values: { zone: "Europe/Lisbon" }, until: undefined },
    ]);
    expect(codes({}, [], { zone: zoneNamed("Europe/Lisbon", at + 1) })).toEqual([]);
    const caps = [
      { max: 0, per: "day" as const },
      { max: 0, per: "hours" as const, hours: 1 },
    ];
    const quietHours = [{ from: "00:00", to: "24:00" }];
    expect(codes({ caps, quietHours }, [], { zone: null })).toEqual(["zone-unknown", "rolling-cap"]);
  });
});
