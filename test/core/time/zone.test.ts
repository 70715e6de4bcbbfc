import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { isRecord } from "../../../src/core/check/index.ts";
import { type CompiledZone, compileZone, offsetAt, parseZone, zoneCovers } from "../../../src/core/time/index.ts";
import { orThrow, type Result } from "../../../src/core/vocabulary/index.ts";
import { compiledZone } from "./compiledZone.ts";
import { intlClock } from "./intlClock.ts";

const FROM = Date.UTC(2020, 0, 1);
const TO = Date.UTC(2036, 0, 1);
const DAY = 86_400_000;

const firstIssue = (result: Result<unknown>): unknown => {
  if (!isLeft(result) || result.left._tag !== "InvalidInput") return result;
  const [{ path, code, received }] = result.left.issues;
  return [result.left.in, path.join("."), code, received];
};

const intlOffset = (zone: string, instant: number): number => (intlClock(zone, instant) - instant) / 60_000;

describe("compileZone", () => {
  it("agrees with Intl for every IANA zone, on a grid finer than any two changes, around each change and at random", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    expect(zones.length).toBeGreaterThan(400);
    const wrong: string[] = [];
    let changes = 0;
    for (const [index, zone] of zones.entries()) {
      const compiled = orThrow(compileZone({ zone, from: FROM, to: TO }));
      const check = (instant: number): void => {
        if (offsetAt(compiled, instant) !== intlOffset(zone, instant)) wrong.push(`${zone} ${instant}`);
      };
      for (let instant = FROM + index * 61_007; instant < TO; instant += 6.7 * DAY) check(Math.floor(instant));
      for (const transition of compiled.transitions) {
        check(transition - 1);
        check(transition);
      }
      check(FROM);
      check(TO - 1);
      changes += compiled.transitions.length;
    }
    expect(wrong).toEqual([]);
    expect(changes).toBeGreaterThan(4_000);
  });

  it("finds the two changes of 2025 in London to the millisecond", () => {
    const zone = orThrow(compileZone({ zone: "Europe/London", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }));
    expect(zone).toEqual({
      kind: "zone",
      version: 1,
      zone: "Europe/London",
      from: Date.UTC(2025, 0, 1),
      to: Date.UTC(2026, 0, 1),
      transitions: [Date.UTC(2025, 2, 30, 1), Date.UTC(2025, 9, 26, 1)],
      offsetsMinutes: [0, 60, 0],
    });
  });

  it("knows half hours, quarters, half-hour daylight saving, and the day that Samoa skipped", () => {
    const offsets = (zone: string, ...instants: number[]): number[] => {
      const compiled = orThrow(compileZone({ zone }));
      return instants.map((instant) => offsetAt(compiled, instant));
    };
    expect(offsets("Asia/Kathmandu", FROM)).toEqual([345]);
    expect(offsets("Asia/Kolkata", FROM)).toEqual([330]);
    expect(offsets("America/St_Johns", Date.UTC(2025, 0, 1))).toEqual([-210]);
    expect(offsets("Pacific/Chatham", Date.UTC(2025, 0, 1), Date.UTC(2025, 6, 1))).toEqual([825, 765]);
    expect(offsets("Australia/Lord_Howe", Date.UTC(2025, 0, 1), Date.UTC(2025, 6, 1))).toEqual([660, 630]);
    expect(offsets("Pacific/Apia", Date.UTC(2011, 11, 30, 10) - 1, Date.UTC(2011, 11, 30, 10))).toEqual([-600, 840]);
  });

  it("finds changes that lie only a week apart, and several of one year", () => {
    const recife = orThrow(
      compileZone({ zone: "America/Recife", from: Date.UTC(2000, 8, 1), to: Date.UTC(2000, 11, 1) }),
    );
    expect(recife.offsetsMinutes).toEqual([-180, -120, -180]);
    const cairo = orThrow(compileZone({ zone: "Africa/Cairo", from: Date.UTC(2014, 0, 1), to: Date.UTC(2015, 0, 1) }));
    expect(cairo.offsetsMinutes).toEqual([120, 180, 120, 180, 120]);
  });

  it("covers its stretch with the end excluded, and extends the nearest offset beyond it", () => {
    const options = { zone: "Europe/London", from: Date.UTC(2025, 2, 30, 1), to: Date.UTC(2025, 9, 26, 1) };
    const summer = orThrow(compileZone(options));
    expect(summer.transitions).toEqual([]);
    expect([options.from - 1, options.from, options.to - 1, options.to].map((at) => zoneCovers(summer, at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(offsetAt(summer, Date.UTC(2024, 0, 1))).toBe(60);
    expect(offsetAt(summer, Date.UTC(2026, 0, 1))).toBe(60);
    const one = orThrow(compileZone({ ...options, to: options.to + 1 }));
    expect(one.transitions).toEqual([options.to]);
    const last = orThrow(compileZone({ ...options, to: options.to + 2 }));
    expect(last.transitions).toEqual([options.to]);
  });

  it("takes Dates, and covers 2000 to 2050 unless told otherwise", () => {
    const { from, to } = orThrow(compileZone({ zone: "UTC" }));
    expect([from, to]).toEqual([Date.UTC(2000, 0, 1), Date.UTC(2050, 0, 1)]);
    const dated = orThrow(compileZone({ zone: "UTC", from: new Date(FROM), to: new Date(TO) }));
    expect([dated.from, dated.to]).toEqual([FROM, TO]);
  });

  it("refuses what is not an IANA name, whatever the platform or its library would make of it", () => {
    const unknown = [
      "Europe/Lissabon",
      "+05:00",
      "Foo/Bar+10",
      "Mars/Base+05:30",
      "constructor",
      "__proto__",
      "UTC ",
      "x;",
    ];
    for (const zone of unknown)
      expect(firstIssue(compileZone({ zone }))).toEqual(["compileZone", "zone", "unknown-value", JSON.stringify(zone)]);
  });

  it.each<[unknown, unknown]>([
    [undefined, ["compileZone", "zone", "missing", "undefined"]],
    [null, ["compileZone", "", "wrong-type", "null"]],
    [{}, ["compileZone", "zone", "missing", "undefined"]],
    [{ zone: "" }, ["compileZone", "zone", "empty", '""']],
    [{ zone: 5 }, ["compileZone", "zone", "wrong-type", "5"]],
    [{ zone: "UTC", from: 1_700_000_000 }, ["compileZone", "from", "wrong-unit", "1700000000"]],
    [{ zone: "UTC", from: Number.NaN }, ["compileZone", "from", "not-finite", "NaN"]],
    [{ zone: "UTC", to: Number.POSITIVE_INFINITY }, ["compileZone", "to", "not-finite", "Infinity"]],
    [{ zone: "UTC", to: "2030-01-01" }, ["compileZone", "to", "wrong-type", '"2030-01-01"']],
    [{ zone: "UTC", from: TO, to: FROM }, ["compileZone", "to", "inconsistent", String(FROM)]],
    [{ zone: "UTC", from: FROM, to: FROM }, ["compileZone", "to", "inconsistent", String(FROM)]],
    [{ zone: "UTC", until: TO }, ["compileZone", "until", "unknown-key", String(TO)]],
  ])("refuses %o", (options, issue) => {
    // @ts-expect-error: hostile on purpose
    expect(firstIssue(compileZone(options))).toEqual(issue);
  });

  it("says what it expected", () => {
    const expected = (result: Result<unknown>): unknown =>
      isLeft(result) && result.left._tag === "InvalidInput" && result.left.issues.map((issue) => issue.expected);
    expect(expected(compileZone({ zone: "Europe/Lissabon" }))).toEqual(['an IANA time zone such as "Europe/Lisbon"']);
    expect(expected(compileZone({ zone: "UTC", from: TO, to: FROM }))).toEqual(["an instant after `from`"]);
    // @ts-expect-error: hostile on purpose
    expect(expected(compileZone({}))).toEqual(['an IANA time zone such as "Europe/Lisbon"']);
    expect(expected(parseZone(5))).toEqual(['a document of kind "zone"']);
    const utc = compiledZone("UTC", FROM, TO);
    expect(expected(parseZone({ ...utc, kind: 1, version: 3 }))).toEqual(['one of "zone"']);
    expect(expected(parseZone({ ...utc, version: 3, to: FROM }))).toEqual(["version 1 (a newer learnlift wrote this)"]);
    expect(expected(parseZone({ ...utc, version: "1" }))).toEqual(["version 1"]);
    expect(expected(parseZone({ ...utc, zone: 1, to: FROM, transitions: [1], offsetsMinutes: ["0"] }))).toEqual([
      "an IANA time zone",
      "an instant after `from`",
      "ascending instants within the stretch",
      "minutes within a day of Greenwich",
      "one offset more than transitions",
    ]);
    expect(expected(parseZone({ ...utc, transitions: 1, offsetsMinutes: [0, 0] }))).toEqual([
      "an array of numbers",
      "one offset more than transitions",
    ]);
  });

  it("refuses what throws while it is read", () => {
    const hostile = {
      get zone(): string {
        throw new Error("hostile");
      },
    };
    expect(firstIssue(compileZone(hostile))).toEqual(["compileZone", "", "unreadable", expect.any(String)]);
  });

  it("does not depend on the zone of the machine", () => {
    const script = fileURLToPath(new URL("./machineZone.ts", import.meta.url));
    const outputs = ["Pacific/Apia", "America/St_Johns"].map((TZ) =>
      execFileSync(process.execPath, ["--import", "tsx", script], { env: { ...process.env, TZ }, encoding: "utf8" }),
    );
    expect(outputs[0]).toContain('"zone":"Australia/Lord_Howe"');
    expect(outputs[0]).toBe(outputs[1]);
  });
});

describe("parseZone", () => {
  const lisbon = (): CompiledZone => compiledZone("Europe/Lisbon", FROM, TO);

  it("reads back what was stored, as a copy", () => {
    const zone = lisbon();
    const parsed = orThrow(parseZone(JSON.parse(JSON.stringify(zone))));
    expect(parsed).toEqual(zone);
    const frozen = Object.freeze({ ...zone, transitions: Object.freeze([...zone.transitions]) });
    expect(orThrow(parseZone(frozen)).transitions).not.toBe(frozen.transitions);
  });

  const first = Date.UTC(2020, 2, 29, 1);
  it.each<[string, object | null | undefined, [string, string, string]]>([
    ["nothing", undefined, ["", "missing", "undefined"]],
    ["null", null, ["", "wrong-type", "null"]],
    ["an array", [], ["", "wrong-type", "an empty array"]],
    ["another kind", { kind: "calendar" }, ["kind", "unknown-value", '"calendar"']],
    ["no kind", { kind: undefined }, ["kind", "missing", "undefined"]],
    ["a future version", { version: 2 }, ["version", "unsupported-version", "2"]],
    ["an old version", { version: 0 }, ["version", "unknown-value", "0"]],
    ["no version", { version: undefined }, ["version", "missing", "undefined"]],
    ["an unknown key", { offsets: [] }, ["offsets", "unknown-key", "an empty array"]],
    ["no zone", { zone: "" }, ["zone", "empty", '""']],
    ["seconds", { from: FROM / 1000 }, ["from", "wrong-unit", String(FROM / 1000)]],
    ["an end in seconds", { to: TO / 1000 }, ["to", "wrong-unit", String(TO / 1000)]],
    ["offsets of another type", { offsetsMinutes: null }, ["offsetsMinutes", "wrong-type", "null"]],
    ["an empty stretch", { to: FROM }, ["to", "inconsistent", String(FROM)]],
    ["no transitions", { transitions: undefined }, ["transitions", "missing", "undefined"]],
    ["transitions of another type", { transitions: "x" }, ["transitions", "wrong-type", '"x"']],
    ["a transition twice", { transitions: [first, first] }, ["transitions.1", "unordered", String(first)]],
    ["a transition at the start", { transitions: [FROM] }, ["transitions.0", "unordered", String(FROM)]],
    ["a transition at the end", { transitions: [TO] }, ["transitions.0", "unordered", String(TO)]],
    ["half a millisecond", { transitions: [first + 0.5] }, ["transitions.0", "unordered", String(first + 0.5)]],
    ["an endless array", { transitions: new Array(2 ** 32 - 1) }, ["transitions", "too-many", expect.any(String)]],
    ["a hole", { transitions: [undefined] }, ["transitions.0", "unordered", "undefined"]],
    [
      "an offset too few",
      { transitions: [], offsetsMinutes: [] },
      ["offsetsMinutes", "inconsistent", "an empty array"],
    ],
    ["NaN", { transitions: [], offsetsMinutes: [Number.NaN] }, ["offsetsMinutes.0", "out-of-range", "NaN"]],
    ["a day", { transitions: [], offsetsMinutes: [1440] }, ["offsetsMinutes.0", "out-of-range", "1440"]],
    ["minus a day", { transitions: [], offsetsMinutes: [-1440] }, ["offsetsMinutes.0", "out-of-range", "-1440"]],
    ["text", { transitions: [], offsetsMinutes: ["60"] }, ["offsetsMinutes.0", "out-of-range", '"60"']],
  ])("refuses %s", (_, value, [path, code, received]) => {
    const given = isRecord(value) ? { ...lisbon(), ...value } : value;
    expect(firstIssue(parseZone(given))).toEqual(["parseZone", path, code, received]);
  });

  it("never throws and never returns a zone with a gap in it", () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...Object.keys(lisbon())), fc.anything()),
        (any, parts) => {
          for (const value of [any, { ...lisbon(), ...parts }]) {
            const result = parseZone(value);
            if (isLeft(result)) continue;
            const zone: CompiledZone = result.right;
            expect(zone.offsetsMinutes.length).toBe(zone.transitions.length + 1);
            expect(zone.offsetsMinutes.every(Number.isFinite)).toBe(true);
          }
        },
      ),
    );
  });
});
