import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  type AttentionClaim,
  type AttentionOptions,
  type AttentionPlan,
  allocateAttention,
} from "../../../src/spacing/microlearning/index.ts";

const plan = (options: AttentionOptions, claims: readonly AttentionClaim[]): AttentionPlan =>
  orThrow(allocateAttention(Object.freeze(options))(Object.freeze(claims.map((claim) => Object.freeze(claim)))));

/** The most that fits, by trying every number of portions of every claim. */
const mostOfAll = (claims: readonly AttentionClaim[], budget: number, unit: number): number => {
  const [first, ...rest] = claims;
  if (first === undefined) return 0;
  let best = Number.NEGATIVE_INFINITY;
  let minutes = 0;
  let value = 0;
  for (let count = 0; count <= first.portions.length; count += 1) {
    if (count > 0) {
      minutes += first.portions[count - 1]?.minutes ?? 0;
      value += first.portions[count - 1]?.value ?? 0;
    }
    const takes = Math.ceil(minutes / unit) * unit;
    if (first.required === true && count < first.portions.length) continue;
    if (takes <= budget) best = Math.max(best, value + mostOfAll(rest, budget - takes, unit));
  }
  return best;
};

// Eighths of a minute and whole values are exact in binary.
const portions = fc.array(
  fc.record({ minutes: fc.integer({ min: 1, max: 24 }).map((n) => n / 8), value: fc.integer({ min: 0, max: 9 }) }),
  { minLength: 1, maxLength: 4 },
);
const claimsOf = (required: fc.Arbitrary<boolean>) =>
  fc
    .array(fc.record({ kind: fc.constantFrom("path", "reviews"), portions, required }), { maxLength: 5 })
    .map((claims) => claims.map((claim, place) => ({ ...claim, id: `c${place}` })));
const budgets = fc.integer({ min: 0, max: 40 }).map((n) => n / 4);
const units = fc.constantFrom(0.125, 0.25, 0.5, 1);

describe("allocateAttention", () => {
  test("nothing that fits is worth more (all choices tried), and a larger budget is worth what it says", () => {
    fc.assert(
      fc.property(claimsOf(fc.constant(false)), budgets, units, (claims, budgetMinutes, unitMinutes) => {
        const { value, minutes, shares, minutesByKind, valueOfAnotherMinute } = plan(
          { budgetMinutes, unitMinutes },
          claims,
        );
        const whole = Math.floor(budgetMinutes / unitMinutes) * unitMinutes;
        const most = mostOfAll(claims, whole, unitMinutes);
        expect(value).toBe(most);
        expect(minutes).toBeLessThanOrEqual(budgetMinutes);
        expect(shares.reduce((sum, share) => sum + share.minutes, 0)).toBe(minutes);
        expect(Object.values(minutesByKind).reduce((sum, one) => sum + one, 0)).toBe(minutes);
        const longest = Math.max(0, ...claims.flatMap((claim) => claim.portions.map((portion) => portion.minutes)));
        const slopes = Array.from({ length: Math.ceil(longest / unitMinutes) }, (_, place) => {
          const more = (place + 1) * unitMinutes;
          return (mostOfAll(claims, whole + more, unitMinutes) - most) / more;
        });
        expect(valueOfAnotherMinute).toBeCloseTo(Math.max(0, ...slopes), 12);
      }),
    );
  });

  test("what is required is taken whole, and the rest of the budget is used as well as it can be", () => {
    fc.assert(
      fc.property(claimsOf(fc.boolean()), budgets, (claims, budgetMinutes) => {
        const most = mostOfAll(claims, budgetMinutes, 0.125);
        const answer = allocateAttention({ budgetMinutes, unitMinutes: 0.125 })(claims);
        if (most === Number.NEGATIVE_INFINITY) expect(answer).toMatchObject({ left: { _tag: "Infeasible" } });
        else {
          expect(orThrow(answer).value).toBe(most);
          for (const [place, { portions: taken, of }] of orThrow(answer).shares.entries())
            if (claims[place]?.required === true) expect(taken).toBe(of);
        }
      }),
    );
  });

  test("says what each claim gets, why, and what was left out at which worth", () => {
    const claims: AttentionClaim[] = [
      { id: "fire", kind: "path", portions: [{ minutes: 4, value: 0 }], required: true },
      {
        id: "talks",
        kind: "path",
        portions: [
          { minutes: 5, value: 3 },
          { minutes: 4, value: 2 },
        ],
      },
      { id: "cards", kind: "reviews", portions: [{ minutes: 2, value: 2 }] },
      { id: "mail", kind: "messages", portions: [{ minutes: 1, value: 0.25 }] },
    ];
    expect(plan({ budgetMinutes: 11, unitMinutes: 1 }, claims)).toEqual({
      shares: [
        {
          id: "fire",
          kind: "path",
          portions: 1,
          of: 1,
          minutes: 4,
          value: 0,
          reasons: [{ code: "required-attention", values: { minutes: 4 } }],
        },
        {
          id: "talks",
          kind: "path",
          portions: 1,
          of: 2,
          minutes: 5,
          value: 3,
          reasons: [
            { code: "worth-its-minutes", values: { minutes: 5, value: 3 } },
            {
              code: "left-out",
              values: { portions: 1, minutes: 4, valuePerMinute: 0.5, valueOfAnotherMinute: 0.5 },
            },
          ],
        },
        {
          id: "cards",
          kind: "reviews",
          portions: 1,
          of: 1,
          minutes: 2,
          value: 2,
          reasons: [{ code: "worth-its-minutes", values: { minutes: 2, value: 2 } }],
        },
        {
          id: "mail",
          kind: "messages",
          portions: 0,
          of: 1,
          minutes: 0,
          value: 0,
          reasons: [
            {
              code: "left-out",
              values: { portions: 1, minutes: 1, valuePerMinute: 0.25, valueOfAnotherMinute: 0.5 },
            },
          ],
        },
      ],
      minutesByKind: { path: 9, reviews: 2, messages: 0 },
      minutes: 11,
      value: 5,
      // four more minutes would hold the second of the talks
      valueOfAnotherMinute: 0.5,
    });
  });

  test("24 minutes in quarters are the default", () => {
    const even = (count: number) => [
      { id: "a", kind: "path", portions: Array.from({ length: count }, () => ({ minutes: 0.25, value: 1 })) },
    ];
    const full = plan({}, even(200));
    expect([full.minutes, full.value, full.valueOfAnotherMinute]).toEqual([24, 96, 4]);
    expect(plan({}, even(96)).valueOfAnotherMinute).toBe(0);
  });

  test("minutes that are whole units but for a rounding are not rounded up", () => {
    const tenths = [{ id: "a", kind: "path", portions: [0.1, 0.1, 0.1].map((minutes) => ({ minutes, value: 1 })) }];
    expect(plan({ budgetMinutes: 0.3, unitMinutes: 0.1 }, tenths).value).toBe(3);
  });

  test("a portion that has to be rounded up past the budget is left out", () => {
    const claims = [{ id: "a", kind: "path", portions: [{ minutes: 1.01, value: 1 }] }];
    expect(plan({ budgetMinutes: 1.4, unitMinutes: 0.5 }, claims).value).toBe(0);
    expect(plan({ budgetMinutes: 1.5, unitMinutes: 0.5 }, claims).value).toBe(1);
  });

  test("no claims and no budget are no failure", () => {
    expect(plan({}, [])).toEqual({ shares: [], minutesByKind: {}, minutes: 0, value: 0, valueOfAnotherMinute: 0 });
    const one = plan({ budgetMinutes: 0 }, [{ id: "a", kind: "b", portions: [{ minutes: 0.25, value: 1 }] }]);
    expect([one.minutes, one.valueOfAnotherMinute]).toEqual([0, 4]);
  });

  test("required claims take their own minutes, not those rounded up to units", () => {
    const claim = (id: string, minutes: number, required: boolean) => ({
      id,
      kind: "p",
      portions: [{ minutes, value: required ? 0 : 1 }],
      required,
    });
    const thirds = ["a", "b", "c"].map((id) => claim(id, 3.33, true));
    expect(plan({ budgetMinutes: 10 }, thirds).minutes).toBeCloseTo(9.99, 12);
    expect(plan({ budgetMinutes: 9.99 }, thirds).minutes).toBeCloseTo(9.99, 12);
    expect(allocateAttention({ budgetMinutes: 9.98 })(thirds)._tag).toBe("Left");
    // what they leave, a quarter of a minute less the hundredth, is not a whole unit
    const left = plan({ budgetMinutes: 10.23 }, [...thirds, claim("d", 0.24, false)]);
    expect(left.shares[3]?.portions).toBe(0);
    const just = plan({ budgetMinutes: 10.24 }, [...thirds, claim("d", 0.24, false)]);
    expect(just.shares[3]?.portions).toBe(1);
  });

  test("required claims that do not fit are named with what they need", () => {
    const claims = ["a", "b"].map((id) => ({ id, kind: "p", portions: [{ minutes: 3, value: 1 }], required: true }));
    expect(allocateAttention({ budgetMinutes: 5 })(claims)).toEqual({
      _tag: "Left",
      left: {
        _tag: "Infeasible",
        in: "spacing.allocateAttention",
        conflict: [{ code: "required-above-budget", values: { required: "a, b", neededMinutes: 6, budgetMinutes: 5 } }],
      },
    });
    expect(allocateAttention({ budgetMinutes: 6 })(claims)._tag).toBe("Right");
  });

  const good = { id: "a", kind: "path", portions: [{ minutes: 1, value: 1 }] };
  test.each([
    [{}, [good, good], [1, "id"], "duplicate"],
    [{}, [{ ...good, portions: [] }], [0, "portions"], "empty"],
    [{}, [{ ...good, portions: [{ minutes: 0, value: 1 }] }], [0, "portions", 0, "minutes"], "out-of-range"],
    [{}, [{ ...good, portions: [{ minutes: 1, value: -1 }] }], [0, "portions", 0, "value"], "out-of-range"],
    [{}, [{ ...good, portions: [{ minutes: 1, value: Number.NaN }] }], [0, "portions", 0, "value"], "not-finite"],
    [{}, [{ ...good, portions: new Array(10_001).fill({ minutes: 1, value: 1 }) }], [0, "portions"], "too-many"],
    [{}, [{ ...good, required: "yes" }], [0, "required"], "wrong-type"],
    [{}, [{ ...good, kind: "" }], [0, "kind"], "empty"],
    [{ budgetMinutes: -1 }, [good], ["budgetMinutes"], "out-of-range"],
    [{ unitMinutes: 0 }, [good], ["unitMinutes"], "out-of-range"],
    [{ budgetMinutes: 1000, unitMinutes: 0.01 }, [good], ["unitMinutes"], "out-of-range"],
    [{ budget: 3 }, [good], ["budget"], "unknown-key"],
  ])("%#: options or claims that are wrong are refused at their place", (options, claims, path, code) => {
    const refused = allocateAttention(options as AttentionOptions)(claims as AttentionClaim[]); // what a caller without types may hand in
    expect(refused).toMatchObject({ left: { in: "spacing.allocateAttention", issues: [{ path, code }] } });
  });
});
