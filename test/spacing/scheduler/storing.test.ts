import { describe, expect, it } from "vitest";
import type { Result } from "../../../src/core/vocabulary/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  type Card,
  type CardLog,
  createMemory,
  createScheduler,
  type Fsrs6State,
  fsrs6,
  fsrs7,
  NEW_CARD,
  parseCard,
  parseScheduler,
  previewCard,
  replayCard,
  reviewCard,
  undoReview,
} from "../../../src/spacing/index.ts";
import { deepFreeze, hostileValues, invalidOf, issuesOf, leftOf } from "../../support/property.ts";
import { DAY, START } from "../arbitraries.ts";

const memory = orThrow(createMemory(fsrs6)({ retention: 0.85 }));
const scheduler = orThrow(createScheduler({ memory }));
const first = orThrow(reviewCard(scheduler)({ grade: "easy", at: START }));
const { card } = first;
const second = orThrow(reviewCard(scheduler)({ card, grade: "again", at: START + DAY }));

/** The function as a caller without types calls it. */
const loose = <A>(call: (given: never) => A) => call as (given: unknown) => A; // that is what the tests are about

describe("createScheduler", () => {
  const create = loose(createScheduler) as (given: unknown) => Result<unknown>; // as above

  it("takes the defaults where nothing is given, and undefined for nothing", () => {
    const model = {
      kind: "scheduler",
      version: 1,
      memory: memory.model,
      learningStepsMinutes: [1, 10],
      relearningStepsMinutes: [10],
      orderIntervals: true,
    };
    expect(scheduler).toEqual({ model, memory });
    const options = {
      memory,
      learningStepsMinutes: undefined,
      relearningStepsMinutes: undefined,
      orderIntervals: undefined,
    };
    expect(orThrow(createScheduler(options)).model).toEqual(model);
  });

  it("takes what is given, frozen too, as a copy", () => {
    const learningStepsMinutes = [1, 525_600];
    const options = { memory, learningStepsMinutes, relearningStepsMinutes: [], orderIntervals: false };
    const made = orThrow(createScheduler(deepFreeze(options)));
    expect(made.model).toMatchObject({
      learningStepsMinutes: [1, 525_600],
      relearningStepsMinutes: [],
      orderIntervals: false,
    });
    expect(made.model.learningStepsMinutes).not.toBe(learningStepsMinutes);
  });

  it.each<[object, string]>([
    [{ learningSteps: [1] }, "unknown-key at learningSteps"],
    [{ learningStepsMinutes: [0] }, "out-of-range at learningStepsMinutes.0"],
    [{ learningStepsMinutes: [1, 525_601] }, "out-of-range at learningStepsMinutes.1"],
    [{ learningStepsMinutes: [1.5] }, "not-integer at learningStepsMinutes.0"],
    [{ learningStepsMinutes: ["10m"] }, "wrong-type at learningStepsMinutes.0"],
    [{ learningStepsMinutes: null }, "wrong-type at learningStepsMinutes"],
    [{ relearningStepsMinutes: 10 }, "wrong-type at relearningStepsMinutes"],
    [{ orderIntervals: "yes" }, "wrong-type at orderIntervals"],
    [{ memory: undefined }, "missing at memory"],
    [{ memory: fsrs6 }, "missing at memory.model"],
  ])("refuses %j", (options, issue) => {
    const result = create({ memory, ...options });
    expect(invalidOf(result).in).toBe("spacing.createScheduler");
    expect(issuesOf(result)).toContain(issue);
  });

  it("refuses anything else", () => {
    for (const value of hostileValues()) expect(invalidOf(create(value)).in).toBe("spacing.createScheduler");
  });
});

describe("parseScheduler", () => {
  const parse = parseScheduler([fsrs6, fsrs7]);

  it("gives back what was stored, ready for use", () => {
    const again = orThrow(parse(JSON.parse(JSON.stringify(scheduler.model))));
    expect(again.model).toEqual(scheduler.model);
    expect(again.memory.model).toBe(again.model.memory);
    const outcome = orThrow(reviewCard(again)({ card, grade: "again", at: START + DAY }));
    expect(outcome).toEqual(second);
  });

  it.each<[object, string]>([
    [{ kind: "fsrs-6" }, "unknown-value at kind"],
    [{ version: 2 }, "unsupported-version at version"],
    [{ learningStepsMinutes: undefined }, "missing at learningStepsMinutes"],
    [{ relearningStepsMinutes: undefined }, "missing at relearningStepsMinutes"],
    [{ orderIntervals: undefined }, "missing at orderIntervals"],
    [{ orderIntervals: 1 }, "wrong-type at orderIntervals"],
    [{ learningStepsMinutes: [0] }, "out-of-range at learningStepsMinutes.0"],
    [{ memory: undefined }, "missing at memory"],
    [{ memory: { ...memory.model, retention: 2 } }, "out-of-range at memory.retention"],
    [{ memory: { ...memory.model, kind: "fsrs-5" } }, "unknown-value at memory.kind"],
    [{ fuzz: true }, "wrong-type at fuzz"],
    [{ fuzz: "some" }, "unknown-value at fuzz"],
    [{ fuzzy: "card" }, "unknown-key at fuzzy"],
    [{ seed: 3 }, "inconsistent at seed"],
    [{ fuzz: "card", seed: Number.NaN }, "not-finite at seed"],
    [{ fuzz: "card", seed: null }, "wrong-type at seed"],
  ])("refuses %j in a document", (change, issue) => {
    const result = parse({ ...scheduler.model, ...change });
    expect(invalidOf(result).in).toBe("spacing.parseScheduler");
    expect(issuesOf(result)).toContain(issue);
  });

  it("refuses anything else, and says so of algorithms that are none", () => {
    for (const value of hostileValues()) {
      expect(invalidOf(parse(value)).in).toBe("spacing.parseScheduler");
      const odd = loose(parseScheduler)(value)(scheduler.model);
      expect(invalidOf(odd).in).toBe("spacing.parseScheduler");
      const [{ code, path }] = invalidOf(odd).issues;
      if (code !== "unreadable") expect(path[0]).toBe("algorithms");
    }
    expect(issuesOf(parseScheduler([fsrs7])(scheduler.model))).toEqual(["unknown-value at memory.kind"]);
  });
});

describe("a scheduler that is none", () => {
  type Use = (given: unknown) => (given: never) => Result<unknown>;
  const used: readonly (readonly [name: string, use: Use, given: unknown])[] = [
    ["reviewCard", loose(reviewCard), { grade: "good", at: START }],
    ["previewCard", loose(previewCard), { at: START }],
    ["replayCard", loose(replayCard), [{ grade: "good", at: START }]],
    ["undoReview", loose(undoReview), { card, log: first.log }],
    ["parseCard", loose(parseCard), card],
  ];

  it.each(used)("is refused by %s, at each call", (name, use, given) => {
    for (const value of [...hostileValues(), memory, scheduler.model]) {
      const asked = loose(use(value));
      expect(invalidOf(asked(given)).in).toBe(`spacing.${name}`);
      expect(invalidOf(asked(given)).issues[0].path[0] ?? "scheduler").toBe("scheduler");
    }
    const half = (model: object) => issuesOf(loose(use({ ...scheduler, model }))(given));
    expect(half({ ...scheduler.model, orderIntervals: undefined })).toEqual([
      "missing at scheduler.model.orderIntervals",
    ]);
    expect(half({ ...scheduler.model, learningStepsMinutes: [0] })).toEqual([
      "out-of-range at scheduler.model.learningStepsMinutes.0",
    ]);
    const wrong = loose(use({ ...scheduler, memory: { ...memory, kernel: {} } }))(given);
    expect(issuesOf(wrong)[0]).toBe("missing at scheduler.memory.kernel.parseState");
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const unreadable = loose(use({ ...scheduler, memory: proxy }))(given);
    expect(issuesOf(unreadable)).toEqual(["unreadable at scheduler.memory"]);
    expect(invalidOf(loose(use(3))(given)).issues[0].expected).toBe(
      "a scheduler made by createScheduler or parseScheduler",
    );
  });
});

describe("parseCard", () => {
  const parse = parseCard(scheduler);

  it.each([
    ["new", NEW_CARD],
    ["in review", card],
    ["relearning", second.card],
  ])("gives back a card that is %s, without what it does not know", (_, stored) => {
    expect(orThrow(parse({ ...JSON.parse(JSON.stringify(stored)), deck: "safety" }))).toEqual(stored);
  });

  it("gives back cards of all four phases", () => {
    expect([NEW_CARD.phase, card.phase, second.card.phase]).toEqual(["new", "review", "relearning"]);
    const learning = orThrow(reviewCard(scheduler)({ grade: "good", at: START })).card;
    expect(orThrow(parse(learning))).toEqual(learning);
  });

  const memoryOf = (change: object) => ({ memory: { ...card.memory, ...change } });
  it.each<[Card, object, string]>([
    [card, { kind: "fsrs-6" }, "unknown-value at kind"],
    [card, { version: 2 }, "unsupported-version at version"],
    [card, { phase: "reviewing" }, "unknown-value at phase"],
    [card, { phase: undefined }, "missing at phase"],
    [card, { step: -1 }, "out-of-range at step"],
    [card, { step: 0.5 }, "not-integer at step"],
    [card, { memory: null }, "inconsistent at memory"],
    [card, { memory: undefined }, "missing at memory"],
    [card, memoryOf({ kind: "fsrs-7" }), "unknown-value at memory.kind"],
    [card, memoryOf({ stability: 0 }), "out-of-range at memory.stability"],
    [card, { dueAt: null }, "inconsistent at dueAt"],
    [card, { dueAt: START / 1000 }, "out-of-range at dueAt"],
    [card, { dueAt: Date.UTC(2301, 0, 1) }, "out-of-range at dueAt"],
    [card, { dueDay: null }, "inconsistent at dueDay"],
    [card, { dueDay: 1.5 }, "not-integer at dueDay"],
    [card, { dueDay: undefined }, "missing at dueDay"],
    [card, { reviews: 0 }, "inconsistent at reviews"],
    [card, { reviews: -1 }, "out-of-range at reviews"],
    [card, { lapses: 1 }, "inconsistent at lapses"],
    [card, { lapses: -1 }, "out-of-range at lapses"],
    [second.card, { dueDay: 20_000 }, "inconsistent at dueDay"],
    [second.card, { lapses: 2 }, "inconsistent at lapses"],
    [NEW_CARD, { reviews: 1 }, "inconsistent at reviews"],
    [NEW_CARD, { lapses: 1 }, "inconsistent at lapses"],
    [NEW_CARD, { memory: card.memory }, "inconsistent at memory"],
    [NEW_CARD, { dueAt: START }, "inconsistent at dueAt"],
  ])("refuses a card changed like this (%#)", (whole, change, issue) => {
    const result = parse({ ...whole, ...change });
    expect(invalidOf(result).in).toBe("spacing.parseCard");
    expect(issuesOf(result)).toEqual([issue]);
  });

  it("says what it expected", () => {
    const expected = (whole: unknown) => invalidOf(parse(whole)).issues[0].expected;
    expect(expected(3)).toBe("a card");
    expect(expected({ ...card, memory: null })).toBe("a value in the phase review");
    expect(expected({ ...NEW_CARD, dueAt: START })).toBe("null in the phase new");
    expect(expected({ ...NEW_CARD, reviews: 1 })).toBe("0 in the phase new");
    expect(expected({ ...card, reviews: 0 })).toBe("at least 1 in the phase review");
    expect(expected({ ...card, lapses: 1 })).toBe("fewer lapses than reviews");
    expect(expected({ ...card, phase: "n" })).toContain('"new", "learning", "review", "relearning"');
  });

  it("takes the latest due time that can come about: a century after the year 2200", () => {
    const at = Date.UTC(2199, 11, 31);
    const known: Fsrs6State = {
      ...(card.memory ?? raise()),
      stability: 36_500,
      lastAt: at - DAY,
      lastDay: at / DAY - 1,
    };
    const late = orThrow(reviewCard(scheduler)({ card: { ...card, memory: known }, grade: "easy", at })).card;
    expect(late.dueAt).toBe(at + 36_500 * DAY);
    expect(orThrow(parse(late))).toEqual(late);
    expect(late.lapses).toBe(0);
  });

  it("refuses anything else", () => {
    for (const value of hostileValues()) expect(invalidOf(parse(value)).in).toBe("spacing.parseCard");
  });
});

const raise = (): never => {
  throw new Error("a card in review has a memory");
};

describe("reviewCard and previewCard", () => {
  const answer = loose(reviewCard(scheduler));
  const preview = loose(previewCard(scheduler));

  it.each<[object, string]>([
    [{ at: START - 1 }, "unordered at at"],
    [{ at: START / 1000 }, "wrong-unit at at"],
    [{ at: START + DAY, day: 3 }, "inconsistent at day"],
    [{ at: START + DAY, Card: card, card: undefined }, "unknown-key at Card"],
    [{ at: START + DAY, card: null }, "wrong-type at card"],
    [{ at: START + DAY, card: { ...card, phase: "old" } }, "unknown-value at card.phase"],
    [
      { at: START + DAY, card: { ...card, memory: { ...card.memory, difficulty: 0 } } },
      "out-of-range at card.memory.difficulty",
    ],
  ])("refuse %j", (change, issue) => {
    const reviewed = answer({ card, grade: "good", ...change });
    const previewed = preview({ card, ...change });
    expect([invalidOf(reviewed).in, invalidOf(previewed).in]).toEqual(["spacing.reviewCard", "spacing.previewCard"]);
    expect(issuesOf(reviewed)).toContain(issue);
    expect(issuesOf(previewed)).toContain(issue);
  });

  it("take a further review at the same instant", () => {
    expect(orThrow(reviewCard(scheduler)({ card, grade: "good", at: START })).card.reviews).toBe(2);
  });

  it("need a grade, and say what they expected", () => {
    expect(issuesOf(answer({ card, at: START }))).toEqual(["missing at grade"]);
    expect(issuesOf(answer({ card, at: START, grade: 3 }))).toEqual(["wrong-type at grade"]);
    expect(invalidOf(answer(3)).issues[0].expected).toBe("a review of a card");
    expect(invalidOf(preview(3)).issues[0].expected).toBe("a card and a time");
    for (const value of hostileValues()) {
      expect(invalidOf(answer(value)).in).toBe("spacing.reviewCard");
      expect(invalidOf(preview(value)).in).toBe("spacing.previewCard");
    }
  });

  it("take dates, and write instants", () => {
    const outcome = orThrow(reviewCard(scheduler)({ grade: "good", at: new Date(START) }));
    expect(outcome.log).toEqual({
      kind: "card-log",
      version: 1,
      grade: "good",
      at: START,
      day: START / DAY - 0.375,
      recallBefore: null,
      before: NEW_CARD,
    });
    expect(second.log.before).toEqual(card);
    expect(second.log.recallBefore).toBeGreaterThan(0.9);
  });
});

describe("undoReview", () => {
  const undo = loose(undoReview(scheduler));
  const log: CardLog<Fsrs6State> = second.log;

  it("gives the card before, and a new card before the first review", () => {
    expect(orThrow(undoReview(scheduler)({ card: second.card, log }))).toEqual(card);
    expect(orThrow(undoReview(scheduler)({ card, log: first.log }))).toEqual(NEW_CARD);
  });

  it.each<[object, string]>([
    [{ log: first.log }, "inconsistent at log"],
    [{ card }, "inconsistent at log"],
    [{ log: { ...log, at: START + DAY + 1 } }, "inconsistent at log"],
    [{ log: { ...log, day: log.day + 1 } }, "inconsistent at log"],
    [{ log: { ...log, before: { ...card, reviews: 2 } } }, "inconsistent at log"],
    [{ card: NEW_CARD }, "inconsistent at log"],
    [{ log: undefined }, "missing at log"],
    [{ log: { ...log, kind: "card" } }, "unknown-value at log.kind"],
    [{ log: { ...log, version: 2 } }, "unsupported-version at log.version"],
    [{ log: { ...log, grade: "ok" } }, "unknown-value at log.grade"],
    [{ log: { ...log, at: "now" } }, "wrong-type at log.at"],
    [{ log: { ...log, day: 0 } }, "inconsistent at log.day"],
    [{ log: { ...log, before: undefined } }, "missing at log.before"],
    [{ log: { ...log, before: { ...card, step: -1 } } }, "out-of-range at log.before.step"],
    [{ card: { ...card, step: -1 } }, "out-of-range at card.step"],
    [{ card: undefined, Card: card }, "unknown-key at Card"],
  ])("refuses what does not belong together (%#)", (change, issue) => {
    const result = undo({ card: second.card, log, ...change });
    expect(invalidOf(result).in).toBe("spacing.undoReview");
    expect(issuesOf(result)).toContain(issue);
  });

  it("says what it expected", () => {
    const expected = (given: unknown) => invalidOf(undo(given)).issues[0].expected;
    expect(expected(3)).toBe("a card and an entry of its log");
    expect(expected({ card, log: 3 })).toBe("an entry of a card's log");
    expect(expected({ card, log })).toBe("the entry of the card's last review");
    for (const value of hostileValues()) expect(invalidOf(undo(value)).in).toBe("spacing.undoReview");
  });
});

describe("replayCard", () => {
  const replay = loose(replayCard(scheduler));

  it.each<[readonly unknown[], string]>([
    [[{ grade: "good", at: START }, 3], "wrong-type at 1"],
    [[{ grade: "goood", at: START }], "unknown-value at 0.grade"],
    [[{ grade: "good", at: START / 1000 }], "wrong-unit at 0.at"],
    [[{ grade: "good", at: START, day: 1 }], "inconsistent at 0.day"],
    [
      [
        { grade: "good", at: START },
        { grade: "good", at: START - 1 },
      ],
      "unordered at 1.at",
    ],
  ])("refuses %j", (history, issue) => {
    const result = replay(history);
    expect(invalidOf(result).in).toBe("spacing.replayCard");
    expect(issuesOf(result)).toEqual([issue]);
    expect(invalidOf(result).issues[0].expected).not.toBe("");
  });

  it("needs a review, and leaves the order as it is", () => {
    expect(leftOf(replay([]))).toEqual({
      _tag: "InsufficientData",
      in: "spacing.replayCard",
      of: "reviews",
      needed: 1,
      found: 0,
    });
    const unsorted = deepFreeze([
      { grade: "good", at: START + 1 },
      { grade: "good", at: START },
    ]);
    expect(issuesOf(replay(unsorted))).toEqual(["unordered at 1.at"]);
    expect(invalidOf(replay([3])).issues[0].expected).toBe("a review");
    for (const value of hostileValues()) expect(leftOf(replay(value)).in).toBe("spacing.replayCard");
  });

  it("follows new weights", () => {
    const logs = [first.log, second.log];
    const other = orThrow(createScheduler({ memory: orThrow(createMemory(fsrs7)()) }));
    const replayed = orThrow(replayCard(other)(logs));
    expect(replayed.card.memory?.kind).toBe("fsrs-7");
    expect(replayed.reviews).toHaveLength(2);
    expect(orThrow(replayCard(scheduler)(logs)).card).toEqual(second.card);
  });
});
