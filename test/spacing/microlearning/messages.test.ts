import { describe, expect, test } from "vitest";
import { compileCalendar, compileZone } from "../../../src/core/time/index.ts";
import type { Result } from "../../../src/core/vocabulary/index.ts";
import {
  allocateAttention,
  type CourseAtom,
  perceivedEffort,
  splitCourse,
  spreadModules,
} from "../../../src/spacing/microlearning/index.ts";
import { invalidOf, issuesOf, rightOf } from "../../support/property.ts";

type Ask = (options?: object) => (data: unknown) => Result<unknown>;

/** The function as a caller without types calls it. */
const loose = (call: unknown): Ask => call as Ask; // that is what the tests are about

const MONDAY = Date.UTC(2025, 2, 3);
const DAY = 86_400_000;
const zone = rightOf(compileZone({ zone: "UTC" }));
const calendar = rightOf(compileCalendar({ hours: [{ from: "09:00", to: "12:00" }] }));
const when = { zone, calendar, from: MONDAY, until: MONDAY + 14 * DAY };

const attention = loose(allocateAttention);
const split = loose(splitCourse);
const spread = loose(spreadModules);
const effort = loose(perceivedEffort);

/** Code, path and what was expected of each issue. */
const told = (result: Result<unknown>): readonly (readonly [string, string, string])[] =>
  invalidOf(result).issues.map(({ code, path, expected }) => [code, path.join("."), expected]);

describe("what is told where something does not fit", () => {
  test("of the attention to allocate", () => {
    const claim = { id: "a", kind: "path", portions: [{ minutes: 1, value: 1 }] };
    expect(told(attention()([claim, claim]))).toEqual([["duplicate", "1.id", "an id that no other claim has"]]);
    expect(told(attention()([{ ...claim, portions: [] }]))).toEqual([["empty", "0.portions", "at least one portion"]]);
    const many = (count: number) => ({ ...claim, portions: new Array(count).fill({ minutes: 1, value: 0 }) });
    expect(told(attention()([many(10_001)]))).toEqual([["too-many", "0.portions", "at most 10000 portions"]]);
    expect(attention({ budgetMinutes: 1, unitMinutes: 1 })([many(10_000)])._tag).toBe("Right");
    expect(told(attention()([3]))[0]).toEqual(["wrong-type", "0", "a claim on attention"]);
    expect(told(attention()([{ ...claim, portions: [3] }]))[0]).toEqual([
      "wrong-type",
      "0.portions.0",
      "a portion of a claim",
    ]);
    expect(issuesOf(attention()([{ ...claim, id: 3 }]))).toEqual(["wrong-type at 0.id"]);
    expect(issuesOf(attention()([{ ...claim, id: undefined, ID: "a" }]))).toEqual([
      "unknown-key at 0.ID",
      "missing at 0.id",
    ]);
    expect(issuesOf(attention()([{ ...claim, Kind: "a", kind: undefined }]))[0]).toBe("unknown-key at 0.Kind");
    expect(issuesOf(attention()([{ ...claim, portion: [], portions: undefined }]))[0]).toBe("unknown-key at 0.portion");
    expect(issuesOf(attention()([{ ...claim, requird: true }]))).toEqual(["unknown-key at 0.requird"]);
    expect(issuesOf(attention()([{ ...claim, portions: [{ minute: 1, Value: 1 }] }]))).toEqual([
      "unknown-key at 0.portions.0.minute",
      "unknown-key at 0.portions.0.Value",
      "missing at 0.portions.0.minutes",
      "missing at 0.portions.0.value",
    ]);
  });

  test("of the units of attention: at most ten thousand", () => {
    expect(told(attention({ budgetMinutes: 1000, unitMinutes: 0.05 })([]))).toEqual([
      ["out-of-range", "unitMinutes", "at least 0.1"],
    ]);
    expect(attention({ budgetMinutes: 1000, unitMinutes: 0.1 })([])._tag).toBe("Right");
    expect(issuesOf(attention({ unitMinutes: 1441 })([]))).toEqual(["out-of-range at unitMinutes"]);
    expect(attention({ unitMinutes: 1440 })([])._tag).toBe("Right");
  });

  test("of two claims worth the same, the one that stands first is taken", () => {
    const claims = ["a", "b"].map((id) => ({ id, kind: "path", portions: [{ minutes: 1, value: 1 }] }));
    const { shares } = rightOf(allocateAttention({ budgetMinutes: 1 })(claims));
    expect(shares.map(({ portions }) => portions)).toEqual([1, 0]);
  });

  test("of the atoms of a course", () => {
    const atom = { id: "a", minutes: 4 };
    expect(told(split()([atom, { ...atom, id: "b" }, atom]))).toEqual([
      ["duplicate", "2.id", "an id that atom 0 does not have"],
    ]);
    expect(told(split()([{ ...atom, prerequisites: ["z"] }]))).toEqual([
      ["unknown-value", "0.prerequisites", "ids of other atoms of the course"],
    ]);
    expect(told(split()([3]))[0]).toEqual(["wrong-type", "0", "an atom of a course"]);
    expect(issuesOf(split()([{ ...atom, concepts: [3], prerequisites: [4] }]))).toEqual([
      "wrong-type at 0.concepts.0",
      "wrong-type at 0.prerequisites.0",
    ]);
    for (const key of ["Boundary", "concept", "Load", "prerequisite", "splitable"])
      expect(issuesOf(split()([{ ...atom, [key]: undefined }]))).toEqual([`unknown-key at 0.${key}`]);
    expect(split()([{ ...atom, minutes: 10_080, load: 1000, boundary: 0 }])._tag).toBe("Right");
    expect(issuesOf(split()([{ ...atom, load: 1000.5 }]))).toEqual(["out-of-range at 0.load"]);
  });

  test("of the bounds of a module", () => {
    expect(told(split({ targetMinutes: 4, minimumMinutes: 4.5, maximumMinutes: 3 })([]))).toEqual([
      ["inconsistent", "minimumMinutes", "at most targetMinutes (4)"],
      ["inconsistent", "maximumMinutes", "at least targetMinutes (4)"],
    ]);
    for (const key of ["boundaryPenalty", "maximumLoad", "loadPenalty", "severedPenalty", "minimumMinutes"])
      expect(issuesOf(split({ [key]: -0.1 })([]))).toEqual([`out-of-range at ${key}`]);
  });

  test("of modules and reviews to spread", () => {
    const one = { id: "a", minutes: 4 };
    const given = (request: unknown) => told(spread(when)(request));
    expect(given(3)[0]).toEqual(["wrong-type", "", "modules and reviews to place"]);
    expect(given({ modules: [one, one] })).toEqual([["duplicate", "modules.1.id", "an id that no other module has"]]);
    const review = { id: "a", minutes: 1, dueDay: 20_150 };
    expect(given({ modules: [one], reviews: [review, review] })).toEqual([
      ["duplicate", "reviews.1.id", "an id that no other review has"],
    ]);
    expect(spread(when)({ modules: [one], reviews: [review] })._tag).toBe("Right"); // a module and a review may share one
    expect(given({ modules: [3], reviews: [4] }).filter(([code]) => code === "wrong-type")).toEqual([
      ["wrong-type", "modules.0", "a module"],
      ["wrong-type", "reviews.0", "a review"],
    ]);
    expect(given({ modules: [{ ...one, prerequisites: ["z"] }] })).toEqual([
      ["unknown-value", "modules.0.prerequisites.0", "the id of a module of the request or a finished one"],
    ]);
    const circle = [
      one,
      { id: "b", minutes: 1, prerequisites: ["a", "c"] },
      { id: "c", minutes: 1, prerequisites: ["b"] },
    ];
    expect(given({ modules: circle })).toEqual([
      [
        "inconsistent",
        "modules.1.prerequisites",
        "prerequisites that come to an end (here none of b, c could be the first)",
      ],
    ]);
    const issues = (request: unknown) => issuesOf(spread(when)(request));
    expect(issues({ modules: [], finished: [3] })).toEqual(["wrong-type at finished.0"]);
    expect(issues({ module: [] })).toEqual(["unknown-key at module", "missing at modules"]);
    expect(issues({ modules: [], review: [] })).toEqual(["unknown-key at review"]);
    expect(issues({ modules: [], finishd: [] })).toEqual(["unknown-key at finishd"]);
    expect(issues({ modules: [{ id: 5, minutes: 0, prerequisites: [6] }] })).toEqual([
      "wrong-type at modules.0.id",
      "out-of-range at modules.0.minutes",
      "wrong-type at modules.0.prerequisites.0",
    ]);
    expect(issues({ modules: [], reviews: [{ id: 5, minutes: 0, dueDay: 20_150.5 }] })).toEqual([
      "wrong-type at reviews.0.id",
      "out-of-range at reviews.0.minutes",
      "not-integer at reviews.0.dueDay",
    ]);
    expect(issues({ modules: [{ id: "a", minute: 4, prerequisite: [] }] })).toEqual([
      "unknown-key at modules.0.minute",
      "unknown-key at modules.0.prerequisite",
      "missing at modules.0.minutes",
    ]);
    expect(issues({ modules: [], reviews: [{ id: "a", minutes: 4, dueday: 3 }] })).toEqual([
      "unknown-key at reviews.0.dueday",
      "missing at reviews.0.dueDay",
    ]);
  });

  test("of the time there is to spread them over", () => {
    const given = (more: object) => told(spread({ ...when, ...more })({ modules: [] }));
    expect(given({ until: MONDAY })).toEqual([["inconsistent", "until", `later than from (${MONDAY})`]]);
    const short = rightOf(compileZone({ zone: "UTC", from: MONDAY, to: MONDAY + 7 * DAY }));
    expect(given({ zone: short })).toEqual([["out-of-range", "zone", "a zone compiled for all of from to until"]]);
    const late = rightOf(compileZone({ zone: "UTC", from: MONDAY + 1, to: MONDAY + 20 * DAY }));
    expect(given({ zone: late })).toEqual([["out-of-range", "zone", "a zone compiled for all of from to until"]]);
    const busy = { from: MONDAY, to: MONDAY, kind: "meeting" };
    expect(given({ busy: [busy] })).toEqual([["inconsistent", "busy.0.to", `later than from (${MONDAY})`]]);
    expect(given({ busy: [3] })[0]).toEqual(["wrong-type", "busy.0", "a busy interval"]);
    const issues = (more: object) => issuesOf(spread({ ...when, ...more })({ modules: [] }));
    expect(issues({ from: "now", until: "then" })).toEqual(["wrong-type at from", "wrong-type at until"]);
    expect(issues({ zone: undefined })).toEqual(["missing at zone"]);
    expect(issues({ busy: [{ from: "now", to: "then" }] })).toEqual([
      "wrong-type at busy.0.from",
      "wrong-type at busy.0.to",
      "missing at busy.0.kind",
    ]);
    expect(issues({ busy: 3 })).toEqual(["wrong-type at busy"]);
    expect(issues({ minutesPerDay: 10_081, minutesPerWeek: 10_081 })).toEqual([
      "out-of-range at minutesPerDay",
      "out-of-range at minutesPerWeek",
    ]);
    expect(issues({ bufferMinutes: 1441, prerequisiteGapDays: 3661 })).toEqual([
      "out-of-range at bufferMinutes",
      "out-of-range at prerequisiteGapDays",
    ]);
  });

  test("of offers", () => {
    const options = { announced: "randomised" };
    const offer = { announcedMinutes: 5, startedAfterDays: 3, observedDays: 14 };
    const given = (offers: unknown) => effort(options)(offers);
    expect(told(given([{ ...offer, observedDays: 2 }]))).toEqual([
      ["inconsistent", "0.observedDays", "at least startedAfterDays (3)"],
    ]);
    expect(told(given([3]))[0]).toEqual(["wrong-type", "0", "an offer"]);
    expect(issuesOf(given([{ announcedMinutes: 0, startedAfterDays: -1, observedDays: 36_601, learner: 3 }]))).toEqual([
      "out-of-range at 0.announcedMinutes",
      "out-of-range at 0.startedAfterDays",
      "out-of-range at 0.observedDays",
      "wrong-type at 0.learner",
    ]);
    expect(issuesOf(given([{ announcedMinute: 5, startedAfterDay: null, observedDay: 3 }]))).toEqual([
      "unknown-key at 0.announcedMinute",
      "unknown-key at 0.startedAfterDay",
      "unknown-key at 0.observedDay",
      "missing at 0.announcedMinutes",
      "missing at 0.startedAfterDays",
      "missing at 0.observedDays",
    ]);
    expect(invalidOf(given([{ ...offer, lerner: "a" }])).in).toBe("spacing.perceivedEffort");
    expect(issuesOf(effort({ ...options, lengthScale: "doublings", perMinutes: 3 })([]))).toContain(
      "inconsistent at perMinutes",
    );
  });
});

describe("defaults of a split", () => {
  const modules = (atoms: readonly CourseAtom[]) => rightOf(splitCourse()(atoms)).modules;

  test("a load of four costs nothing, and each more costs one", () => {
    const [four] = modules([{ id: "a", minutes: 4, load: 4 }]);
    const [six] = modules([{ id: "a", minutes: 4, load: 6 }]);
    expect([four?.costs.load, six?.costs.load]).toEqual([0, 2]);
    expect([four?.reasons.length, six?.reasons.length]).toEqual([1, 2]);
  });

  test("modules of three and of five minutes are neither too short nor too long", () => {
    for (const minutes of [3, 5]) expect(modules([{ id: "a", minutes }])[0]?.costs.bounds).toBe(0);
    for (const minutes of [2.99, 5.01]) expect(modules([{ id: "a", minutes }])[0]?.costs.bounds).toBe(100);
  });

  test("an atom as long as a module may be stays whole though it is splittable, and a longer one does not", () => {
    expect(modules([{ id: "a", minutes: 5, splittable: true }])).toHaveLength(1);
    expect(modules([{ id: "a", minutes: 6, splittable: true }])).toHaveLength(2);
    expect(modules([{ id: "a", minutes: 6 }])).toHaveLength(1);
  });

  test("of equally cheap splits the last modules are the shortest", () => {
    // 4 + 8 or 8 + 4, and both cost the same: 16 beside the target, and no bounds
    const atoms = ["a", "b", "c"].map((id) => ({ id, minutes: 4 }));
    const options = { targetMinutes: 6, minimumMinutes: 0, maximumMinutes: 20, boundaryPenalty: 0 };
    expect(rightOf(splitCourse(options)(atoms)).modules.map(({ minutes }) => minutes)).toEqual([8, 4]);
  });
});

describe("a plan of modules", () => {
  const placed = (more: object, request: Parameters<ReturnType<typeof spreadModules>>[0]) =>
    rightOf(spreadModules({ ...when, ...more })(request));

  test("lists its sessions in the order of time", () => {
    const night = rightOf(compileCalendar({ hours: [{ from: "09:00", to: "09:10" }] }));
    // the module waits for a gap of ten minutes, the review that is due on its day comes before it
    const { sessions } = placed(
      { calendar: night, minutesPerDay: 10, minutesPerWeek: 100, modulesPerDay: 9 },
      {
        modules: [
          { id: "long", minutes: 9 },
          { id: "short", minutes: 2 },
        ],
        reviews: [{ id: "r", minutes: 3, dueDay: MONDAY / DAY }],
      },
    );
    expect(sessions.map(({ id }) => id)).toEqual(["r", "short", "long"]);
    expect(sessions.map(({ from }) => from)).toEqual([...sessions.map(({ from }) => from)].sort((a, b) => a - b));
  });

  test("names the modules that are waited for, one after the other", () => {
    const { notPlaced } = placed(
      {},
      {
        modules: [
          { id: "a", minutes: 11 },
          { id: "b", minutes: 11 },
          { id: "c", minutes: 1, prerequisites: ["a", "b"] },
        ],
      },
    );
    expect(notPlaced.map(({ because }) => because)).toEqual([
      { code: "longer-than-allowed", values: { minutes: 11, most: 10 } },
      { code: "longer-than-allowed", values: { minutes: 11, most: 10 } },
      { code: "waits-for-modules", values: { prerequisites: "a, b" } },
    ]);
    const week = placed({ minutesPerWeek: 8, minutesPerDay: 9 }, { modules: [{ id: "a", minutes: 8.5 }] });
    expect(week.notPlaced[0]?.because).toEqual({ code: "longer-than-allowed", values: { minutes: 8.5, most: 8 } });
  });

  test("a module as long as all that is free found no time, not a gap that is too short", () => {
    const brief = rightOf(compileCalendar({ hours: [{ from: "09:00", to: "09:08" }] }));
    const { sessions, notPlaced } = placed(
      { calendar: brief, until: MONDAY + DAY, modulesPerDay: 2 },
      { modules: ["a", "b"].map((id) => ({ id, minutes: 8 })) },
    );
    expect(sessions.map(({ id }) => id)).toEqual(["a"]);
    expect(notPlaced[0]?.because).toEqual({
      code: "no-time-for-module",
      values: { minutes: 8, minutesPerDay: 10, minutesPerWeek: 24, modulesPerDay: 2 },
    });
  });

  test("weeks begin on Mondays, and each has its own minutes", () => {
    const modules = Array.from({ length: 8 }, (_, place) => ({ id: `m${place}`, minutes: 5 }));
    const { days } = placed({ minutesPerWeek: 10, from: MONDAY + 5 * DAY, until: MONDAY + 16 * DAY }, { modules });
    expect(days.map(({ day }) => day - MONDAY / DAY)).toEqual([5, 6, 7, 8, 14, 15]);
  });
});
