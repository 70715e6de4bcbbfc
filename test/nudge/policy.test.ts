import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { isRecord } from "../../src/core/check/index.ts";
import { orThrow, type Result } from "../../src/core/vocabulary/index.ts";
import { type NudgePolicyOptions, nudgePolicy, parsePolicy } from "../../src/nudge/index.ts";
import { policyOptions } from "./arbitraries.ts";

const legal: NudgePolicyOptions["legal"] = [{ purpose: "reminder", basis: "consent" }];
const least: NudgePolicyOptions = { name: "reminders", seed: 7, legal, gamma: 100 };

describe("nudgePolicy", () => {
  it("fills in what is left out", () => {
    expect(orThrow(nudgePolicy(least))).toEqual({
      kind: "inverse-gap",
      version: 1,
      name: "reminders",
      revision: "1",
      seed: 7,
      legal,
      gamma: 100,
      holdOutShare: 0,
      rules: { quietHours: [], caps: [], minimumGapHours: 0 },
    });
  });

  it("keeps what it is given: weekdays listed, windows that are off left out", () => {
    const policy = orThrow(
      nudgePolicy({
        ...least,
        revision: "b",
        seed: "2026",
        gamma: { scale: 10, exponent: 0.5 },
        holdOutShare: 0.1,
        rules: {
          quietHours: [
            { from: "20:05", to: "08:00" },
            { from: "12:00", to: "12:00" },
            { from: "00:00", to: "24:00", weekdays: [7, 6] },
          ],
          caps: [
            { max: 1, per: "day" },
            { max: 0, per: "week", purpose: "social" },
            { channel: "push", max: 2, per: "hours", hours: 36.5 },
          ],
          minimumGapHours: 20,
        },
      }),
    );
    expect(policy).toEqual({
      kind: "inverse-gap",
      version: 1,
      name: "reminders",
      revision: "b",
      seed: "2026",
      legal,
      gamma: { scale: 10, exponent: 0.5 },
      holdOutShare: 0.1,
      rules: {
        quietHours: [
          { from: "20:05", to: "08:00", weekdays: [1, 2, 3, 4, 5, 6, 7] },
          { from: "00:00", to: "24:00", weekdays: [6, 7] },
        ],
        caps: [
          { per: "day", max: 1 },
          { purpose: "social", per: "week", max: 0 },
          { channel: "push", per: "hours", hours: 36.5, max: 2 },
        ],
        minimumGapHours: 20,
      },
    });
    expect(orThrow(parsePolicy(JSON.parse(JSON.stringify(policy))))).toEqual(policy);
  });

  it("is read back by parsePolicy, and means the same when made again", () => {
    fc.assert(
      fc.property(policyOptions, (options) => {
        const policy = orThrow(nudgePolicy(options));
        expect(orThrow(parsePolicy(JSON.parse(JSON.stringify(policy))))).toEqual(policy);
        expect(orThrow(nudgePolicy({ ...options, rules: policy.rules }))).toEqual(policy);
      }),
    );
  });

  it("leaves frozen options as they are", () => {
    const rules = Object.freeze({ quietHours: Object.freeze([Object.freeze({ from: "20:00", to: "08:00" })]) });
    expect(orThrow(nudgePolicy(Object.freeze({ ...least, rules }))).rules.quietHours).toHaveLength(1);
  });

  const first = (result: Result<unknown>): unknown => {
    if (!isLeft(result) || result.left._tag !== "InvalidInput") return result;
    const [{ path, code }] = result.left.issues;
    return [result.left.in, path.join("."), code];
  };
  const cap = { max: 1, per: "day" };

  it.each<[unknown, string, string]>([
    [undefined, "", "wrong-type"],
    [null, "", "wrong-type"],
    [[], "", "wrong-type"],
    [{ ...least, name: undefined }, "name", "missing"],
    [{ ...least, name: "" }, "name", "empty"],
    [{ ...least, revision: 2 }, "revision", "wrong-type"],
    [{ ...least, seed: undefined }, "seed", "missing"],
    [{ ...least, seed: "" }, "seed", "empty"],
    [{ ...least, seed: Number.NaN }, "seed", "not-finite"],
    [{ ...least, seed: true }, "seed", "wrong-type"],
    [{ ...least, gamma: undefined }, "gamma", "missing"],
    [{ ...least, gamma: -1 }, "gamma", "out-of-range"],
    [{ ...least, gamma: 1e6 + 1 }, "gamma", "out-of-range"],
    [{ ...least, gamma: Number.POSITIVE_INFINITY }, "gamma", "not-finite"],
    [{ ...least, gamma: { scale: 0, exponent: 0.5 } }, "gamma.scale", "out-of-range"],
    [{ ...least, gamma: { scale: 1e6 + 1, exponent: 0.5 } }, "gamma.scale", "out-of-range"],
    [{ ...least, gamma: { scale: 10 } }, "gamma.exponent", "missing"],
    [{ ...least, gamma: { scale: 10, exponent: -0.1 } }, "gamma.exponent", "out-of-range"],
    [{ ...least, gamma: { scale: 10, exponent: 1.1 } }, "gamma.exponent", "out-of-range"],
    [{ ...least, gamma: { scale: 10, exponent: 0.5, power: 1 } }, "gamma.power", "unknown-key"],
    [{ ...least, holdOutShare: -0.1 }, "holdOutShare", "out-of-range"],
    [{ ...least, holdOutShare: 1 }, "holdOutShare", "out-of-range"],
    [{ ...least, epsilon: 0.1 }, "epsilon", "unknown-key"],
    [{ ...least, kind: "inverse-gap" }, "kind", "unknown-key"],
    [{ ...least, rules: null }, "rules", "wrong-type"],
    [{ ...least, rules: { quiet: [] } }, "rules.quiet", "unknown-key"],
    [{ ...least, rules: { quietHours: [{ from: "22", to: "07:00" }] } }, "rules.quietHours.0.from", "unknown-value"],
    [{ ...least, rules: { caps: {} } }, "rules.caps", "wrong-type"],
    [{ ...least, rules: { caps: [null] } }, "rules.caps.0", "wrong-type"],
    [{ ...least, rules: { caps: [{ ...cap, max: -1 }] } }, "rules.caps.0.max", "out-of-range"],
    [{ ...least, rules: { caps: [{ ...cap, max: 1.5 }] } }, "rules.caps.0.max", "not-integer"],
    [{ ...least, rules: { caps: [{ ...cap, per: "month" }] } }, "rules.caps.0.per", "unknown-value"],
    [{ ...least, rules: { caps: [{ ...cap, hours: 24 }] } }, "rules.caps.0.hours", "inconsistent"],
    [{ ...least, rules: { caps: [{ max: 1, per: "hours" }] } }, "rules.caps.0.hours", "missing"],
    [{ ...least, rules: { caps: [{ max: 1, per: "hours", hours: 0 }] } }, "rules.caps.0.hours", "out-of-range"],
    [{ ...least, rules: { caps: [{ max: 1, per: "hours", hours: 87_601 }] } }, "rules.caps.0.hours", "out-of-range"],
    [{ ...least, rules: { caps: [{ ...cap, channel: 1 }] } }, "rules.caps.0.channel", "wrong-type"],
    [{ ...least, rules: { caps: [{ ...cap, purpose: "" }] } }, "rules.caps.0.purpose", "empty"],
    [{ ...least, rules: { caps: [{ ...cap, category: "x" }] } }, "rules.caps.0.category", "unknown-key"],
    [{ ...least, rules: { minimumGapHours: -1 } }, "rules.minimumGapHours", "out-of-range"],
    [{ ...least, rules: { minimumGapHours: 87_601 } }, "rules.minimumGapHours", "out-of-range"],
  ])("refuses %o", (options, path, code) => {
    // @ts-expect-error: hostile on purpose
    expect(first(nudgePolicy(options))).toEqual(["nudge.nudgePolicy", path, code]);
  });

  it.each<[unknown, string, string]>([
    [undefined, "", "missing"],
    ["{}", "", "wrong-type"],
    [{ kind: undefined }, "kind", "missing"],
    [{ kind: "thompson" }, "kind", "unknown-value"],
    [{ version: 2 }, "version", "unsupported-version"],
    [{ version: undefined }, "version", "missing"],
    [{ version: 0 }, "version", "unknown-value"],
    [{ gamma: Number.NaN }, "gamma", "not-finite"],
    [{ state: {} }, "state", "unknown-key"],
  ])("parsePolicy refuses %o", (value, path, code) => {
    const given = isRecord(value) ? { ...orThrow(nudgePolicy(least)), ...value } : value;
    expect(first(parsePolicy(given))).toEqual(["nudge.parsePolicy", path, code]);
  });

  it("takes the ends of its ranges", () => {
    const ends = { gamma: 0, holdOutShare: 0, rules: { minimumGapHours: 87_600 } };
    expect(orThrow(nudgePolicy({ ...least, ...ends })).rules.minimumGapHours).toBe(87_600);
    expect(orThrow(nudgePolicy({ ...least, gamma: 1e6 })).gamma).toBe(1e6);
    expect(orThrow(nudgePolicy({ ...least, gamma: { scale: 1e6, exponent: 1 } })).gamma).toEqual({
      scale: 1e6,
      exponent: 1,
    });
    const hours = { caps: [{ max: 0, per: "hours" as const, hours: 87_600 }] };
    expect(orThrow(nudgePolicy({ ...least, rules: hours })).rules.caps).toEqual(hours.caps);
  });

  it("never throws", () => {
    const stored = orThrow(nudgePolicy(least));
    fc.assert(
      fc.property(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(stored)), fc.anything()), (any, some) => {
        expect(() => [parsePolicy(any), parsePolicy({ ...stored, ...some })]).not.toThrow();
        // @ts-expect-error: hostile on purpose
        expect(() => nudgePolicy(any)).not.toThrow();
      }),
    );
  });
});
