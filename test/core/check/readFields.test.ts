import { describe, expect, it } from "vitest";
import { readFields, reading } from "../../../src/core/check/index.ts";

const KNOWN = ["id", "expected", "expiresAt"];
const read = (value: unknown) =>
  reading("test", (found) => ({ ...readFields(found, ["candidate"], value, "a candidate", KNOWN) }));

describe("readFields", () => {
  it("leaves keys alone that look like none of ours", () => {
    const value = { id: "a", expected: 0.2, title: "Incident review", url: "https://example.com" };
    expect(read(value)).toEqual({ _tag: "Right", right: value });
  });
  it("refuses a key that looks like one of ours which is not there", () => {
    expect(read({ id: "a", expected: 0.2, expiresAT: 5 })).toMatchObject({
      left: {
        issues: [
          {
            path: ["candidate", "expiresAT"],
            code: "unknown-key",
            expected: "expiresAt, or a key that does not look like it",
            received: "5",
          },
        ],
      },
    });
    expect(read({ ID: "a", expected: 0.2 })._tag).toBe("Left");
  });
  it("leaves a look-alike alone where ours is there too, and where ours is too short to tell", () => {
    expect(read({ id: "a", expected: 0.2, expiresAt: 5, expires_at: "2025" })._tag).toBe("Right");
    expect(read({ ids: ["a"], expected: 0.2 })._tag).toBe("Right");
  });
});
