import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import { readTimestamp } from "../../../src/records/dialects/timestamp.ts";
import { invalidOf, issuesOf, rightOf } from "../../support/property.ts";

const read = (value: unknown, strict = false) => reading("test", (found) => readTimestamp(found, ["t"], value, strict));

describe("readTimestamp", () => {
  it.each([
    ["2026-03-01T09:30:00Z", Date.UTC(2026, 2, 1, 9, 30)],
    ["2026-03-01T09:30:00+01:00", Date.UTC(2026, 2, 1, 8, 30)],
    ["2026-03-01T09:30:00-01:30", Date.UTC(2026, 2, 1, 11, 0)],
    ["2026-03-01T09:30:00+0530", Date.UTC(2026, 2, 1, 4, 0)],
    ["2026-03-01T09:30:00+05", Date.UTC(2026, 2, 1, 4, 30)],
    ["2026-03-01t09:30z", Date.UTC(2026, 2, 1, 9, 30)],
    ["2026-03-01 09:30:15,25Z", Date.UTC(2026, 2, 1, 9, 30, 15, 250)],
    ["2020-07-15T06:46:41.543562+00:00", Date.UTC(2020, 6, 15, 6, 46, 41, 543)],
    ["2020-07-15T06:46:41.9999Z", Date.UTC(2020, 6, 15, 6, 46, 41, 999)],
    ["2020-07-15T06:46:41.5Z", Date.UTC(2020, 6, 15, 6, 46, 41, 500)],
    ["2016-12-31T23:59:60Z", Date.UTC(2017, 0, 1)],
    ["2024-02-29T00:00:00+00:00", Date.UTC(2024, 1, 29)],
    ["2000-01-01T00:00:00Z", Date.UTC(2000, 0, 1)],
    ["2200-01-01T00:00:00Z", Date.UTC(2200, 0, 1)],
  ])("reads %s", (text, at) => {
    expect(rightOf(read(text))).toBe(at);
  });

  it.each([
    ["2026-03-01T09:30:00", /with an offset/],
    ["2026-03-01", /with an offset/],
    ["2026-03-01 09:30", /with an offset/],
    ["01/011/2015", /ISO 8601/],
    ["", /ISO 8601/],
    ["2026-3-1T09:30:00Z", /ISO 8601/],
    ["2008-09-15T15:53:00.601-00:00", /offset that is known/],
    ["2008-09-15T15:53:00.601-0000", /offset that is known/],
    ["2008-09-15T15:53:00.601-00", /offset that is known/],
    ["2026-02-29T00:00:00Z", /a day that exists/],
    ["2026-00-10T00:00:00Z", /a day that exists/],
    ["2026-13-10T00:00:00Z", /a day that exists/],
    ["2026-04-31T00:00:00Z", /a day that exists/],
    ["2026-04-00T00:00:00Z", /a day that exists/],
    ["2026-03-01T24:00:00Z", /time of day/],
    ["2026-03-01T09:60:00Z", /time of day/],
    ["2026-03-01T09:30:61Z", /time of day/],
    ["2026-03-01T09:30:00+24:00", /below 24 hours/],
    ["2026-03-01T09:30:00+01:60", /below 24 hours/],
  ])("refuses %s, saying what is wrong", (text, expected) => {
    const [issue] = invalidOf(read(text)).issues;
    expect([issue.code, issue.path, issue.received]).toEqual(["unknown-value", ["t"], JSON.stringify(text)]);
    expect(issue.expected).toMatch(expected);
  });

  it("refuses what is no string, and times no learner lived through", () => {
    expect(issuesOf(read(undefined))).toEqual(["missing at t"]);
    expect(issuesOf(read(Date.UTC(2026, 0, 1)))).toEqual(["wrong-type at t"]);
    expect(issuesOf(read("1999-12-31T23:59:59.999Z"))).toEqual(["out-of-range at t"]);
    expect(issuesOf(read("2200-01-01T00:00:00.001Z"))).toEqual(["out-of-range at t"]);
  });

  it("takes only RFC 3339 where it is strict", () => {
    const at = Date.UTC(2026, 2, 1, 8, 30);
    for (const text of ["2026-03-01T09:30:00+01:00", "2026-03-01T08:30:00.000Z"])
      expect(rightOf(read(text, true))).toBe(at);
    for (const text of [
      "2026-03-01T09:30+01:00",
      "2026-03-01T09:30:00+0100",
      "2026-03-01T09:30:00+01",
      "2026-03-01T08:30:00,0Z",
    ])
      expect(invalidOf(read(text, true)).issues[0].expected).toBe("an RFC 3339 timestamp");
    expect(invalidOf(read("2026-03-01T09:30:00", true)).issues[0].expected).toMatch(/with an offset/);
  });

  it("gives back any instant that Date writes, at any offset", () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2199, 11, 30) });
    fc.assert(
      fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, minutes) => {
        expect(rightOf(read(new Date(at).toISOString(), true))).toBe(at);
        const local = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(minutes);
        const two = (n: number): string => String(n).padStart(2, "0");
        const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(rightOf(read(local + offset))).toBe(at);
      }),
    );
  });
});
