import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CompiledZone, compileCalendar, compileZone, type WorkingCalendar } from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { createMemory } from "../../../src/spacing/createMemory.ts";
import { fsrs6 } from "../../../src/spacing/fsrs6/fsrs6.ts";
import {
  type SpreadOptions,
  type SpreadPlan,
  type SpreadRequest,
  spreadModules,
} from "../../../src/spacing/microlearning/index.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const UTC = orThrow(compileZone({ zone: "UTC" }));
const LISBON = orThrow(compileZone({ zone: "Europe/Lisbon" }));
const OFFICE = orThrow(
  compileCalendar({ hours: [{ from: "09:00", to: "12:00", weekdays: [1, 2, 3, 4, 5] }], holidays: ["2025-03-05"] }),
);
/** Monday, the third of March 2025. */
const MONDAY = Date.UTC(2025, 2, 3);
const FIRST_DAY = MONDAY / DAY;
const at = (day: number, hour: number, minute = 0): number => MONDAY + day * DAY + (hour * 60 + minute) * MINUTE;

const BASE: SpreadOptions = { zone: UTC, calendar: OFFICE, from: MONDAY, until: at(14, 0) };

const spread = (options: Partial<SpreadOptions>, request: SpreadRequest): SpreadPlan =>
  orThrow(spreadModules(Object.freeze({ ...BASE, ...options }))(Object.freeze(request)));

const when = ({ sessions }: SpreadPlan): readonly string[] =>
  sessions.map(({ kind, id, from }) => `${kind} ${id} ${new Date(from).toISOString().slice(5, 16)}`);

const memory = orThrow(createMemory(fsrs6)());

describe("an oracle on a grid of minutes that shares no code", () => {
  const requests = fc
    .array(fc.record({ minutes: fc.integer({ min: 1, max: 7 }), needs: fc.subarray([0, 1, 2, 3]) }), { maxLength: 5 })
    .map((modules) =>
      modules.map(({ minutes, needs }, place) => ({
        id: `m${place}`,
        minutes,
        prerequisites: needs.filter((before) => before < place).map((before) => `m${before}`),
      })),
    );
  const meetings = fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 4 }),
      start: fc.integer({ min: 530, max: 560 }),
      length: fc.integer({ min: 1, max: 60 }),
      kind: fc.constantFrom("meeting" as const, "focus" as const), // the words themselves
    }),
    { maxLength: 6 },
  );
  const limits = fc.record({
    minutesPerDay: fc.integer({ min: 1, max: 12 }),
    minutesPerWeek: fc.integer({ min: 1, max: 30 }),
    modulesPerDay: fc.integer({ min: 1, max: 3 }),
    bufferMinutes: fc.integer({ min: 0, max: 5 }),
    prerequisiteGapDays: fc.integer({ min: 0, max: 2 }),
    useFocusTime: fc.boolean(),
  });
  // Half an hour a day from nine on, Monday to Friday, so that room is scarce.
  const scarce = orThrow(compileCalendar({ hours: [{ from: "09:00", to: "09:30", weekdays: [1, 2, 3, 4, 5] }] }));

  test("every session keeps every rule, and what is left out had no room on any day", () => {
    fc.assert(
      fc.property(requests, meetings, limits, (modules, busyTimes, limit) => {
        const busy = busyTimes.map(({ day, start, length, kind }) => ({
          from: at(day, 0, start),
          to: at(day, 0, start + length),
          kind,
        }));
        const options = { ...limit, calendar: scarce, until: at(5, 0), busy };
        const { sessions, notPlaced, days } = spread(options, { modules });
        const inTheWay = busy.filter(({ kind }) => !(limit.useFocusTime && kind === "focus"));
        const isFree = (minute: number): boolean => {
          const instant = MONDAY + minute * MINUTE;
          const ofDay = minute % 1440;
          return (
            ofDay >= 540 &&
            ofDay < 570 &&
            inTheWay.every(
              ({ from, to }) =>
                instant + MINUTE <= from - limit.bufferMinutes * MINUTE || instant >= to + limit.bufferMinutes * MINUTE,
            )
          );
        };
        const taken = new Set<number>();
        for (const { from, to, id } of sessions) {
          expect(to - from).toBe((modules.find((module) => module.id === id)?.minutes ?? 0) * MINUTE);
          for (let minute = (from - MONDAY) / MINUTE; minute < (to - MONDAY) / MINUTE; minute += 1) {
            expect(isFree(minute)).toBe(true);
            expect(taken.has(minute)).toBe(false);
            taken.add(minute);
          }
        }
        const sessionOf = (id: string) => sessions.find((session) => session.id === id);
        const minutesOn = (day: number): number =>
          sessions.filter((one) => one.day === day).reduce((sum, { from, to }) => sum + (to - from) / MINUTE, 0);
        const week = [0, 1, 2, 3, 4].reduce((sum, day) => sum + minutesOn(FIRST_DAY + day), 0);
        expect(week).toBeLessThanOrEqual(limit.minutesPerWeek);
        for (let day = FIRST_DAY; day < FIRST_DAY + 5; day += 1) {
          expect(minutesOn(day)).toBeLessThanOrEqual(limit.minutesPerDay);
          expect(days.find((one) => one.day === day)?.minutes ?? 0).toBe(minutesOn(day));
          expect(sessions.filter((one) => one.day === day).length).toBeLessThanOrEqual(limit.modulesPerDay);
        }
        for (const { id, prerequisites, minutes } of modules) {
          const session = sessionOf(id);
          const before = prerequisites.map(sessionOf);
          if (session !== undefined) {
            for (const one of before) {
              expect(one?.to).toBeLessThanOrEqual(session.from);
              expect((one?.day ?? 1e9) + limit.prerequisiteGapDays).toBeLessThanOrEqual(session.day);
            }
            continue;
          }
          expect(notPlaced.map((one) => one.id)).toContain(id);
          if (before.some((one) => one === undefined) || week + minutes > limit.minutesPerWeek) continue;
          for (let day = 0; day < 5; day += 1) {
            const number = FIRST_DAY + day;
            if (minutesOn(number) + minutes > limit.minutesPerDay) continue;
            if (sessions.filter((one) => one.day === number).length >= limit.modulesPerDay) continue;
            if (before.some((one) => (one?.day ?? 0) + limit.prerequisiteGapDays > number)) continue;
            const earliest = Math.max(0, ...before.map((one) => ((one?.to ?? 0) - MONDAY) / MINUTE));
            let run = 0;
            for (let minute = Math.max(day * 1440, earliest); minute < (day + 1) * 1440; minute += 1) {
              run = isFree(minute) && !taken.has(minute) ? run + 1 : 0;
              expect(run).toBeLessThan(minutes);
            }
          }
        }
      }),
    );
  });
});

describe("spreadModules", () => {
  const three = [
    { id: "a", minutes: 4 },
    { id: "b", minutes: 5, prerequisites: ["a"] },
    { id: "c", minutes: 3 },
  ];

  test("one module a day, over holiday and weekend, until the week is used up", () => {
    const many = ["a", "b", "c", "d", "e", "f", "g", "h"].map((id) => ({ id, minutes: 7 }));
    const plan = spread({}, { modules: many });
    expect(when(plan)).toEqual([
      "module a 03-03T09:00",
      "module b 03-04T09:00",
      "module c 03-06T09:00",
      "module d 03-10T09:00",
      "module e 03-11T09:00",
      "module f 03-12T09:00",
    ]);
    expect(plan.notPlaced.map(({ id }) => id)).toEqual(["g", "h"]);
    expect(plan.days).toEqual([0, 1, 3, 7, 8, 9].map((day) => ({ day: FIRST_DAY + day, minutes: 7 })));
  });

  test("a meeting keeps its buffer, focus time is left alone unless it may be used, and what began before counts", () => {
    const busy = [
      { from: at(-1, 9), to: at(0, 9, 10), kind: "meeting" as const }, // the word itself
      { from: at(0, 9, 18), to: at(0, 9, 30), kind: "focus" as const }, // the word itself
      { from: at(0, 9, 20), to: at(0, 9, 25), kind: "meeting" as const }, // the word itself
    ];
    expect(when(spread({ busy }, { modules: three.slice(0, 1) }))).toEqual(["module a 03-03T09:35"]);
    expect(when(spread({ busy, bufferMinutes: 0 }, { modules: three.slice(0, 1) }))).toEqual(["module a 03-03T09:10"]);
    expect(when(spread({ busy, useFocusTime: true, bufferMinutes: 4 }, { modules: three.slice(0, 1) }))).toEqual([
      "module a 03-03T09:29",
    ]);
  });

  test("what builds on a module follows on the same day, or as many days later as are asked for", () => {
    const day = { modulesPerDay: 3, minutesPerDay: 20 };
    expect(when(spread(day, { modules: three }))).toEqual([
      "module a 03-03T09:00",
      "module b 03-03T09:04",
      "module c 03-03T09:09",
    ]);
    expect(when(spread({ ...day, prerequisiteGapDays: 1 }, { modules: three }))).toEqual([
      "module a 03-03T09:00",
      "module c 03-03T09:04",
      "module b 03-04T09:00",
    ]);
  });

  test("what builds on a module that is finished already may begin at once", () => {
    expect(when(spread({}, { modules: three.slice(0, 2), finished: ["a"] }))).toEqual(["module b 03-03T09:00"]);
  });

  test("reviews come before modules, the longest due first, and count for the day", () => {
    const reviews = [
      { id: "later", minutes: 2, dueDay: FIRST_DAY },
      { id: "sooner", minutes: 3, dueDay: FIRST_DAY - 4 },
    ];
    const plan = spread({ minutesPerDay: 9 }, { modules: three, reviews });
    expect(when(plan).slice(0, 4)).toEqual([
      "review sooner 03-03T09:00",
      "review later 03-03T09:03",
      "module a 03-03T09:05",
      "module b 03-04T09:00",
    ]);
    expect(plan.sessions.slice(0, 4).map(({ reasons }) => reasons)).toEqual([
      [{ code: "review-after-due", values: { days: 4 } }],
      [{ code: "review-when-due", values: {} }],
      [{ code: "first-free-gap", values: {} }],
      [{ code: "first-free-gap-after", values: { prerequisites: "a" } }],
    ]);
  });

  test("a first review falls where the memory of the module falls due: two days after it, then the next day with time", () => {
    const plan = spread({ memory, reviewMinutes: 2 }, { modules: three.slice(0, 1) });
    expect(when(plan)).toEqual(["module a 03-03T09:00", "review a 03-06T09:00"]); // the fifth is a holiday
    expect(plan.sessions[1]).toMatchObject({
      to: at(3, 9, 2),
      reasons: [{ code: "review-after-due", values: { days: 1 } }],
    });
  });

  test("a first review after the end of the plan is answered with its date", () => {
    const plan = spread({ memory, until: at(1, 0) }, { modules: three.slice(0, 1) });
    expect(plan.notPlaced).toEqual([
      { kind: "review", id: "a", because: { code: "due-after-plan", values: { date: "2025-03-05" } } },
    ]);
  });

  test("what finds no place says why", () => {
    const reasonsFor = (options: Partial<SpreadOptions>, request: SpreadRequest) =>
      spread(options, request).notPlaced.map(({ because }) => because);
    const long = [
      { id: "long", minutes: 11 },
      { id: "after", minutes: 1, prerequisites: ["long"] },
    ];
    expect(reasonsFor({}, { modules: long })).toEqual([
      { code: "longer-than-allowed", values: { minutes: 11, most: 10 } },
      { code: "waits-for-modules", values: { prerequisites: "long" } },
    ]);
    expect(
      reasonsFor({ minutesPerDay: 600, minutesPerWeek: 600 }, { modules: [{ id: "long", minutes: 181 }] }),
    ).toEqual([{ code: "longer-than-free-gaps", values: { minutes: 181, longest: 180 } }]);
    expect(reasonsFor({ until: at(1, 0) }, { modules: three.slice(0, 2) })).toEqual([
      { code: "no-time-for-module", values: { minutes: 5, minutesPerDay: 10, minutesPerWeek: 24, modulesPerDay: 1 } },
    ]);
    expect(reasonsFor({ until: at(2, 0), prerequisiteGapDays: 3 }, { modules: three.slice(0, 2) })).toEqual([
      { code: "gap-after-plan", values: { prerequisites: "a", days: 3 } },
    ]);
    expect(
      reasonsFor({ until: at(2, 0), prerequisiteGapDays: 1, minutesPerWeek: 8 }, { modules: three.slice(0, 2) }),
    ).toEqual([
      { code: "no-time-for-module", values: { minutes: 5, minutesPerDay: 10, minutesPerWeek: 8, modulesPerDay: 1 } },
    ]);
    const reviews = ["r", "s"].map((id) => ({ id, minutes: 6, dueDay: FIRST_DAY }));
    expect(reasonsFor({ until: at(1, 0) }, { modules: [], reviews })).toEqual([
      { code: "no-time-for-review", values: { minutes: 6 } },
    ]);
  });

  test("a limit that is met to the rounding is kept, and a module as long as the gap fits", () => {
    const tenths = [0.1, 0.1, 0.1].map((minutes, place) => ({ id: `m${place}`, minutes }));
    expect(spread({ minutesPerDay: 0.3, modulesPerDay: 3, until: at(1, 0) }, { modules: tenths }).notPlaced).toEqual(
      [],
    );
    const exact = { minutesPerDay: 180, minutesPerWeek: 180 };
    expect(when(spread(exact, { modules: [{ id: "all", minutes: 180 }] }))).toEqual(["module all 03-03T09:00"]);
  });

  test("a working night belongs to the study day before the cutoff, and is two gaps around it", () => {
    const night = orThrow(compileCalendar({ hours: [{ from: "22:00", to: "06:00", weekdays: [1] }] }));
    const modules = ["a", "b"].map((id) => ({ id, minutes: 200 }));
    const plan = spread({ calendar: night, minutesPerDay: 400, minutesPerWeek: 400 }, { modules });
    expect(when(plan)).toEqual(["module a 03-03T22:00", "module b 03-10T22:00"]);
    const short = modules.map((module) => ({ ...module, minutes: 100 }));
    expect(when(spread({ calendar: night, minutesPerDay: 100, minutesPerWeek: 400 }, { modules: short }))).toEqual([
      "module a 03-03T22:00",
      "module b 03-04T04:00",
    ]);
    const midnight = { calendar: night, minutesPerDay: 100, minutesPerWeek: 400, cutoffHour: 0 };
    expect(when(spread(midnight, { modules: short }))[1]).toBe("module b 03-04T00:00");
  });

  test("local working hours move with the clock", () => {
    const from = Date.UTC(2025, 2, 28);
    const weekend = orThrow(compileCalendar({ hours: [{ from: "09:00", to: "10:00" }] }));
    const modules = ["fri", "sat", "sun"].map((id) => ({ id, minutes: 5 }));
    const plan = spread({ zone: LISBON, calendar: weekend, from, until: from + 4 * DAY }, { modules });
    expect(when(plan)).toEqual(["module fri 03-28T09:00", "module sat 03-29T09:00", "module sun 03-30T08:00"]);
  });

  test("planning begins in the middle of a gap, at Dates as at milliseconds", () => {
    const from = new Date(at(0, 10, 20));
    expect(when(spread({ from, until: new Date(at(3, 0)) }, { modules: three.slice(0, 1) }))).toEqual([
      "module a 03-03T10:20",
    ]);
  });

  test("sessions begin at whole minutes, and a gap that is too short from there on is left alone", () => {
    const odd = [{ from: at(0, 8), to: at(0, 9) + 13_123, kind: "meeting" as const }]; // the word itself
    expect(when(spread({ busy: odd, bufferMinutes: 0 }, { modules: three.slice(0, 1) }))).toEqual([
      "module a 03-03T09:01",
    ]);
    const all = { busy: odd, bufferMinutes: 0, minutesPerDay: 180, minutesPerWeek: 180, until: at(1, 0) };
    expect(spread(all, { modules: [{ id: "all", minutes: 179.5 }] }).sessions).toEqual([]);
    expect(when(spread(all, { modules: [{ id: "all", minutes: 179 }] }))).toEqual(["module all 03-03T09:01"]);
  });

  test("a week runs from Monday to Sunday", () => {
    const every = orThrow(compileCalendar({ hours: [{ from: "09:00", to: "10:00" }] }));
    const modules = ["a", "b", "c", "d"].map((id) => ({ id, minutes: 7 }));
    const from = at(4, 0); // a Friday
    expect(when(spread({ calendar: every, from, minutesPerWeek: 14 }, { modules }))).toEqual([
      "module a 03-07T09:00",
      "module b 03-08T09:00",
      "module c 03-10T09:00",
      "module d 03-11T09:00",
    ]);
  });

  test("without working time nothing is placed", () => {
    const never: WorkingCalendar = { ...OFFICE, hours: [] };
    expect(spread({ calendar: never }, { modules: three.slice(0, 1) })).toEqual({
      sessions: [],
      days: [],
      notPlaced: [
        { kind: "module", id: "a", because: { code: "longer-than-free-gaps", values: { minutes: 4, longest: 0 } } },
      ],
    });
    expect(spread({}, { modules: [] })).toEqual({ sessions: [], notPlaced: [], days: [] });
  });

  const short: CompiledZone = orThrow(compileZone({ zone: "UTC", from: MONDAY, to: at(7, 0) }));
  test.each([
    [{ until: MONDAY }, ["until"], "inconsistent"],
    [{ zone: short }, ["zone"], "out-of-range"],
    [{ calendar: undefined }, ["calendar"], "missing"],
    [{ minutesPerDay: 0 }, ["minutesPerDay"], "out-of-range"],
    [{ minutesPerWeek: -1 }, ["minutesPerWeek"], "out-of-range"],
    [{ modulesPerDay: 0 }, ["modulesPerDay"], "out-of-range"],
    [{ modulesPerDay: 1.5 }, ["modulesPerDay"], "not-integer"],
    [{ prerequisiteGapDays: -1 }, ["prerequisiteGapDays"], "out-of-range"],
    [{ bufferMinutes: -1 }, ["bufferMinutes"], "out-of-range"],
    [{ cutoffHour: 24 }, ["cutoffHour"], "out-of-range"],
    [{ reviewMinutes: 0 }, ["reviewMinutes"], "out-of-range"],
    [{ useFocusTime: 1 }, ["useFocusTime"], "wrong-type"],
    [{ busy: [{ from: at(0, 9), to: at(0, 9), kind: "meeting" }] }, ["busy", 0, "to"], "inconsistent"],
    [{ busy: [{ from: at(0, 9), to: at(0, 10), kind: "party" }] }, ["busy", 0, "kind"], "unknown-value"],
    [{ minutes: 3 }, ["minutes"], "unknown-key"],
  ])("options with %j are refused", (options, path, code) => {
    const all = { ...BASE, ...options } as SpreadOptions; // what a caller without types may hand in
    expect(spreadModules(all)({ modules: [] })).toMatchObject({
      left: { in: "spacing.spreadModules", issues: [{ path, code }] },
    });
  });

  test("something else in place of a memory is named", () => {
    const answer = spreadModules({ ...BASE, memory: 3 as unknown as typeof memory })({ modules: [] }); // what a caller without types may hand in
    expect(answer).toMatchObject({ left: { in: "spacing.spreadModules", issues: expect.anything() } });
    expect(answer).toMatchObject({ left: { issues: { 0: { path: ["memory"], code: "wrong-type" } } } });
  });

  test("a zone that ends with the plan is taken", () => {
    expect(spreadModules({ ...BASE, zone: short, until: at(7, 0) })({ modules: [] })._tag).toBe("Right");
  });

  test.each([
    [{ modules: [{ id: "a", minutes: 0 }] }, ["modules", 0, "minutes"], "out-of-range"],
    [{ modules: [three[0], three[0]] }, ["modules", 1, "id"], "duplicate"],
    [{ modules: [three[1]] }, ["modules", 0, "prerequisites", 0], "unknown-value"],
    [{ modules: [], reviews: [{ id: "r", minutes: 1, dueDay: 20_150.5 }] }, ["reviews", 0, "dueDay"], "not-integer"],
    [{ modules: [], finished: [3] }, ["finished", 0], "wrong-type"],
    [{ modules: [], review: [] }, ["review"], "unknown-key"],
  ])("the request %j is refused", (request, path, code) => {
    const refused = spreadModules(BASE)(request as unknown as SpreadRequest); // what a caller without types may hand in
    expect(refused).toMatchObject({ left: { issues: [{ path, code }] } });
  });

  test("modules that need themselves in the end are named", () => {
    const circle = [
      { id: "x", minutes: 1, prerequisites: ["y"] },
      { id: "free", minutes: 1 },
      { id: "y", minutes: 1, prerequisites: ["x", "free"] },
    ];
    expect(spreadModules(BASE)({ modules: circle })).toMatchObject({
      left: {
        issues: [
          {
            path: ["modules", 0, "prerequisites"],
            expected: "prerequisites that come to an end (here none of x, y could be the first)",
          },
        ],
      },
    });
  });
});
