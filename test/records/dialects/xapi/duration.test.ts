import { describe, expect, it } from "vitest";
import { reading } from "../../../../src/core/check/index.ts";
import { readDuration } from "../../../../src/records/dialects/xapi/duration.ts";
import { issuesOf, rightOf } from "../../../support/property.ts";

const read = (value: unknown) => reading("test", (found) => readDuration(found, ["d"], value));

describe("readDuration", () => {
  it.each([
    ["PT1H0M0S", 3_600_000],
    ["PT1H0M0.1S", 3_600_100],
    ["PT4H35M59.14S", ((4 * 60 + 35) * 60 + 59.14) * 1000],
    ["PT16559.14S", 16_559_140],
    ["PT03M15S", 195_000],
    ["PT0S", 0],
    ["P1D", 86_400_000],
    ["P1DT1M", 86_460_000],
    ["P4W", 4 * 7 * 86_400_000],
    ["P0.5W", 302_400_000],
    ["PT1,5M", 90_000],
    ["P0.5D", 43_200_000],
    ["PT0.0004S", 0],
    ["P0Y0M2D", 172_800_000],
  ])("reads %s as %d ms", (text, ms) => {
    expect(rightOf(read(text))).toBe(ms);
  });

  it("leaves the length of years and months open", () => {
    for (const text of ["P3Y", "P1M", "P3Y1M29DT4H35M59.14S", "P0.5Y"]) expect(rightOf(read(text))).toBeNull();
  });

  it.each([
    "P",
    "PT",
    "P1DT",
    "P4W1D",
    "PA1H0M0S",
    "1H",
    "P1S",
    "PT1D",
    "P-1D",
    "-P1D",
    "PT1.5H30M",
    "PT1.H",
    "should fail",
    "",
    "P1W2D",
  ])("refuses %j", (text) => {
    expect(issuesOf(read(text))).toEqual(["unknown-value at d"]);
  });

  it("refuses other types, and what no number can hold", () => {
    for (const value of [12345, null, { key: "invalid" }]) expect(issuesOf(read(value))).toEqual(["wrong-type at d"]);
    expect(issuesOf(read(`PT${"9".repeat(20)}S`))).toEqual(["unknown-value at d"]);
    expect(issuesOf(read(`PT${"0".repeat(100)}S`))).toEqual(["unknown-value at d"]);
  });
});
