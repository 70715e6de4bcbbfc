import fc from "fast-check";
import { type CompiledZone, compileZone } from "../../src/core/time/index.ts";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import type {
  ConsentBasis,
  LegalBasis,
  LegalObligationBasis,
  NudgeCandidate,
  NudgePolicyOptions,
  NudgeRequest,
  NudgeRules,
  PastEvent,
  ReferencedBasis,
} from "../../src/nudge/index.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

export const ZONE_FROM: number = Date.UTC(2024, 0, 1);
export const ZONE_TO: number = Date.UTC(2027, 0, 1);

export const zoneNamed = (zone: string, to: number = ZONE_TO): CompiledZone =>
  orThrow(compileZone({ zone, from: ZONE_FROM, to }));

export const zones: readonly CompiledZone[] = ["Europe/Lisbon", "Australia/Lord_Howe", "America/St_Johns"].map((zone) =>
  zoneNamed(zone),
);

/** The same table, ending earlier. */
const cutOff = (zone: CompiledZone, to: number): CompiledZone => {
  const transitions = zone.transitions.filter((transition) => transition < to);
  return { ...zone, to, transitions, offsetsMinutes: zone.offsetsMinutes.slice(0, transitions.length + 1) };
};

/** A name as one host or another may write it. */
const spelt = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(name) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(name.toUpperCase(), ` ${name}`, `${name.charAt(0).toUpperCase()}${name.slice(1)} `),
    },
  );
const channel = fc.constantFrom("email", "push", "chat").chain(spelt);
const purposeName = fc.constantFrom("reminder", "social", "duty");
const purpose = purposeName.chain(spelt);
const scope = fc.record({ channel, purpose }, { requiredKeys: [] });

const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 30))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
export const quietWindow: fc.Arbitrary<NudgeRules["quietHours"][number]> = fc.record(
  { from: timeOfDay, to: timeOfDay, weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }) },
  { requiredKeys: ["from", "to"] },
);

const max = fc.integer({ min: 0, max: 2 });
export const cap: fc.Arbitrary<NudgeRules["caps"][number]> = fc
  .tuple(
    scope,
    fc.oneof(
      fc.record({ per: fc.constantFrom("day" as const, "week" as const), max }),
      fc.record({ per: fc.constant("hours" as const), hours: fc.constantFrom(0.5, 12, 24, 72, 168), max }),
    ),
  )
  .map(([about, limit]) => ({ ...about, ...limit }));

export const rules: fc.Arbitrary<NudgeRules> = fc.record({
  quietHours: fc.array(quietWindow, { maxLength: 2 }),
  caps: fc.array(cap, { maxLength: 3 }),
  minimumGapHours: fc.constantFrom(0, 0, 1, 20),
});

const LAW = "law 1";
const duty: fc.Arbitrary<Omit<LegalObligationBasis, "purpose">> = fc.record(
  {
    basis: fc.constant("legal-obligation" as const),
    reference: fc.constant(LAW),
    modules: fc.constant(["m1"]),
    safety: fc.record({
      category: fc.constant("licence-to-work" as const),
      hoursBeforeDeadline: fc.constantFrom(2, 24, 72),
    }),
  },
  { requiredKeys: ["basis", "reference", "modules"] },
);
const otherBasis: fc.Arbitrary<Omit<ConsentBasis, "purpose"> | Omit<ReferencedBasis, "purpose">> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ basis: "consent" as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      basis: fc.constantFrom("agreement" as const, "legitimate-interest" as const, "not-required" as const),
      reference: fc.constant("paper 1"),
    }),
  },
);

/** One basis of some sort; for what is called a duty mostly the law. */
export const legalBasis: fc.Arbitrary<LegalBasis> = fc
  .tuple(purposeName, fc.option(channel, { nil: undefined }), duty, otherBasis, fc.integer({ min: 0, max: 9 }))
  .chain(([name, by, law, other, dice]) =>
    spelt(name).map((purpose): LegalBasis => {
      const entry = dice < (name === "duty" ? 8 : 1) ? law : other;
      return { purpose, ...(by === undefined ? {} : { channel: by }), ...entry };
    }),
  );

const scopeOf = ({ purpose, channel }: LegalBasis): string =>
  JSON.stringify([purpose, channel ?? null])
    .toLowerCase()
    .replace(/ /g, "");

/** Each purpose with a basis, for the most part, and some channels with one more. */
export const legal: fc.Arbitrary<readonly LegalBasis[]> = fc
  .tuple(
    fc.subarray(["reminder", "social", "duty"], { minLength: 2 }),
    duty,
    otherBasis,
    fc.array(legalBasis, { maxLength: 2 }),
  )
  .map(([covered, law, other, more]) => {
    const general = covered.map((purpose): LegalBasis => ({ purpose, ...(purpose === "duty" ? law : other) }));
    return [...new Map([...general, ...more].map((entry) => [scopeOf(entry), entry])).values()];
  });

export const policyOptions: fc.Arbitrary<NudgePolicyOptions & { readonly rules: NudgeRules }> = fc.record({
  name: fc.constant("p"),
  seed: fc.integer({ min: 0, max: 1000 }),
  legal,
  gamma: fc.constantFrom(0, 1, 30, 1000),
  rules,
});

/** An event of the learner "ana", within ten days of an instant. */
const eventNear = (at: number, latest: number): fc.Arbitrary<PastEvent> =>
  fc
    .tuple(
      scope,
      fc.record(
        {
          hours: fc.oneof(fc.integer({ min: -240, max: latest }), fc.integer({ min: -14, max: 0 })),
          minutes: fc.integer({ min: -30, max: 0 }),
          act: fc.oneof(
            { weight: 9, arbitrary: fc.constant("delivered" as const) },
            { weight: 3, arbitrary: fc.constant("consented" as const) },
            { weight: 3, arbitrary: fc.constantFrom("withdrewConsent" as const, "objected" as const) },
            { weight: 1, arbitrary: fc.constant("opened" as const) },
            { weight: 1, arbitrary: fc.constant("optedOut" as const) },
          ),
          decision: fc.constantFrom("d1", "d2", "d3"),
          id: fc.constantFrom("e1", "e2", "e3"),
          count: fc.integer({ min: 1, max: 2 }),
        },
        { requiredKeys: ["hours", "minutes", "act"] },
      ),
    )
    .map(([about, { hours, minutes, ...event }]) => ({
      learner: "ana",
      object: "n",
      objectKind: "nudge",
      source: "host",
      ...about,
      ...event,
      at: at + hours * HOUR + minutes * MINUTE,
    }));

/** A word of the learner's against messages, at some time around an instant. */
export const refusalEvent = (at: number): fc.Arbitrary<PastEvent> =>
  fc
    .tuple(
      scope,
      fc.constantFrom("optedOut" as const, "withdrewConsent" as const, "objected" as const),
      fc.constantFrom(-300 * HOUR, -HOUR, 0, HOUR),
    )
    .map(([about, act, after]) => ({
      learner: "ana",
      object: "n",
      objectKind: "nudge",
      source: "host",
      act,
      at: at + after,
      ...about,
    }));

const candidateAt = (at: number): fc.Arbitrary<Omit<NudgeCandidate, "id">> =>
  fc.oneof({ weight: 3, arbitrary: anyCandidateAt(at) }, { weight: 1, arbitrary: dutyAt(at) });

const dutyAt = (at: number): fc.Arbitrary<Omit<NudgeCandidate, "id">> =>
  fc.record({
    channel,
    purpose: spelt("duty"),
    module: fc.constantFrom("m1", "m1", "m1", "m2"),
    obligation: fc.record({
      reference: fc.constantFrom(LAW, LAW, LAW, "law 2"),
      deadline: fc
        .constantFrom(-HOUR, 0, 1, HOUR, 2 * HOUR, 2 * HOUR + 1, 10 * HOUR, 500 * HOUR)
        .map((after) => at + after),
    }),
    expected: fc.constantFrom(0, 0.3, 1),
  });

const anyCandidateAt = (at: number): fc.Arbitrary<Omit<NudgeCandidate, "id">> =>
  fc.record(
    {
      channel,
      purpose,
      module: fc.constant("m1"),
      expected: fc.constantFrom(0, 0.1, 0.24999, 0.25, 0.25001, 0.5, 1),
      expiresAt: fc.constantFrom(at - HOUR, at, at + 1, at + HOUR, at + 20 * HOUR),
    },
    { requiredKeys: ["channel", "purpose", "expected"] },
  );

/** A request as it may come, with `latest` hours of future in the history. */
export const requestWith = (latest: number): fc.Arbitrary<NudgeRequest & { readonly at: number }> =>
  fc
    .tuple(fc.constantFrom(...zones), fc.integer({ min: 20 * 24, max: 700 * 24 }), fc.boolean(), fc.nat({ max: 59 }))
    .chain(([zone, hours, near, minutes]) => {
      const transition = zone.transitions[hours % zone.transitions.length] ?? 0;
      const at = (near ? transition + ((hours % 40) - 20) * HOUR : ZONE_FROM + hours * HOUR) + minutes * MINUTE;
      return fc.record(
        {
          id: fc.oneof(
            { weight: 4, arbitrary: fc.string({ minLength: 1, maxLength: 8 }) },
            { weight: 3, arbitrary: fc.constant("d1") },
          ),
          learner: fc.constant("ana"),
          at: fc.constant(at),
          zone: fc.oneof(
            { weight: 12, arbitrary: fc.constant(zone) },
            { weight: 1, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: fc.constant(cutOff(zone, at)) },
          ),
          candidates: fc
            .array(candidateAt(at), { maxLength: 4 })
            .map((candidates) => candidates.map((candidate, index) => ({ ...candidate, id: `c${index}` }))),
          history: fc.array(eventNear(at, latest), { maxLength: 7 }),
          expectedIfNothing: fc.constantFrom(0, 0.25, 0.6),
        },
        { requiredKeys: ["id", "learner", "at", "zone", "candidates", "history"] },
      );
    });

export const request: fc.Arbitrary<NudgeRequest & { readonly at: number }> = requestWith(30);
