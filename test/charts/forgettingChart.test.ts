import { describe, expect, it } from "vitest";
import { type Forgetting, forgettingChart } from "../../src/charts/index.ts";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import { createMemory, fsrs6, fsrs7, recall, replay } from "../../src/spacing/index.ts";

const DAY = 86_400_000;
const START = Date.UTC(2025, 2, 3, 9);

const memory = orThrow(createMemory(fsrs6)());
const newer = orThrow(createMemory(fsrs7)({ retention: 0.8 }));
const reviews = [
  { grade: "good", at: START },
  { grade: "good", at: START + 2 * DAY },
  { grade: "again", at: START + 20 * DAY },
] as const;
const cards: readonly Forgetting[] = [
  { label: "FSRS-6", memory, reviews } as unknown as Forgetting, // a memory of one kind, with reviews of the same
  { label: "FSRS-7", memory: newer, reviews } as unknown as Forgetting,
];

interface Row {
  readonly label: string;
  readonly stretch: number;
  readonly day: number;
  readonly recall: number;
}

const rowsOf = (spec: object): readonly Row[] => (spec as { data: { values: readonly Row[] } }).data.values;

const draw = (given: readonly Forgetting[], options = { title: "T", days: 30 }) =>
  orThrow(forgettingChart(options)(given));

describe("forgettingChart", () => {
  it("draws recall from each review to the next, and to the end, as the model has it", () => {
    const rows = rowsOf(draw(cards));
    const course = rows.filter(({ label }) => label === "FSRS-6");
    expect(new Set(course.map(({ stretch }) => stretch))).toEqual(new Set([0, 1, 2]));
    const ends = [0, 1, 2].map((stretch) => {
      const part = course.filter((row) => row.stretch === stretch);
      for (let i = 1; i < part.length; i += 1) {
        expect(part[i]?.day ?? 0).toBeGreaterThan(part[i - 1]?.day ?? 0);
        expect(part[i]?.recall ?? 1).toBeLessThan(part[i - 1]?.recall ?? 0);
      }
      return [part[0]?.day, part[part.length - 1]?.day];
    });
    expect(ends).toEqual([
      [0, 2],
      [2, 20],
      [20, 30],
    ]);
    const { state } = orThrow(replay(memory)(reviews));
    const last = course[course.length - 1];
    expect(last?.recall).toBe(orThrow(recall(memory)({ state, at: START + 30 * DAY })));
    expect(course[0]?.recall).toBe(1);
  });

  it("stops where it is told to, with reviews beyond left out", () => {
    const rows = rowsOf(draw(cards, { title: "T", days: 10 }));
    expect(Math.max(...rows.map(({ day }) => day))).toBe(10);
    expect(new Set(rows.map(({ stretch }) => stretch))).toEqual(new Set([0, 1]));
    expect(draw(cards, { title: "T", days: 2 })).toMatchObject({
      description: expect.stringContaining("after 2 days"),
    });
    const usual = orThrow(forgettingChart({ title: "T" })(cards));
    expect(Math.max(...rowsOf(usual).map(({ day }) => day))).toBe(180);
  });

  it("says in words where recall ends, and has no legend for one card", () => {
    const [card] = cards;
    if (card === undefined) throw new Error("there are two");
    const one = draw([card]);
    expect(one.description).toBe(
      `T: FSRS-6, recall ${(100 * (rowsOf(one).slice(-1)[0]?.recall ?? 0)).toFixed(0)} % after 30 days.`,
    );
    expect(JSON.stringify(one)).toContain('"legend":null');
    expect(JSON.stringify(draw(cards))).not.toContain('"legend":null');
    expect(draw(cards).description).toContain("; FSRS-7, recall");
    expect(draw([]).description).toBe("T: .");
  });

  it("marks each recall that is asked for, once, and scales the axis to what is drawn", () => {
    const layers = (spec: object) => (spec as { layer: readonly [{ data: { values: unknown } }, unknown] }).layer;
    expect(layers(draw(cards))[0].data.values).toEqual([{ retention: 0.9 }, { retention: 0.8 }]);
    expect(layers(draw(cards.slice(0, 1)))[0].data.values).toEqual([{ retention: 0.9 }]);
    const lowest = Math.min(...rowsOf(draw(cards)).map((row) => row.recall));
    const domain = /"scale":\{"domain":\[([\d.]+),1\]/.exec(JSON.stringify(layers(draw(cards))[1]))?.[1];
    expect(Number(domain)).toBeLessThan(lowest);
    expect(Number(domain)).toBeGreaterThan(lowest - 0.16);
  });

  const observed = {
    firstGrade: "good",
    days: [1, 4, 40],
    observed: [0.8, 0.5, 0.1],
    lower: [0.7, 0.25, 0],
    upper: [0.9, 0.75, 1],
    count: [9, 4, 2],
  } as const;
  const once = [{ grade: "good", at: START }] as const;

  it("draws what was observed beside the curve, up to the last day, and makes room for it", () => {
    const spec = orThrow(
      forgettingChart({ title: "T", days: 30 })([
        { label: "a", memory, reviews: once, observed },
        { label: "b", memory, reviews: once },
      ]),
    );
    const layers = spec["layer"] as unknown as readonly { data?: { values: readonly object[] } }[];
    expect(layers.length).toBe(4);
    expect(layers[2]?.data?.values).toEqual([
      { label: "a", day: 1, observed: 0.8, lower: 0.7, upper: 0.9, count: 9 },
      { label: "a", day: 4, observed: 0.5, lower: 0.25, upper: 0.75, count: 4 },
    ]);
    expect(layers[3]?.data).toEqual(layers[2]?.data);
    expect(JSON.stringify(layers[3])).toContain('"domain":[0,9]');
    expect(JSON.stringify(layers[1])).toContain('"domain":[0.2,1]');
    expect(spec.description).toMatch(
      /^T: a, recall 6\d % after 30 days, observed in 13 reviews; b, recall 6\d % after 30 days\.$/,
    );
    const atEnd = orThrow(forgettingChart({ title: "T", days: 4 })([{ label: "a", memory, reviews: once, observed }]));
    expect(atEnd.description).toContain("observed in 13 reviews");
  });

  it("refuses what was not observed of such a card, by place", () => {
    const issues = (change: object, reviews: readonly object[] = once) => {
      const card = { label: "a", memory, reviews, observed: { ...observed, ...change } };
      const answer = forgettingChart({ title: "T" })([card] as never); // on purpose: whatever comes
      if (answer._tag === "Right" || answer.left._tag !== "InvalidInput") throw new Error("not refused");
      return answer.left.issues.map(({ path, code }) => [path.slice(2).join("."), code]);
    };
    expect(issues({ firstGrade: "easy" })).toEqual([["firstGrade", "inconsistent"]]);
    expect(issues({}, [...once, { grade: "good", at: START + DAY }])).toEqual([["", "inconsistent"]]);
    expect(issues({ days: [1, -1, 2] })).toEqual([["days.1", "out-of-range"]]);
    for (const key of ["observed", "lower", "upper"]) {
      expect(issues({ [key]: [0, 1.1, 1] })).toEqual([[`${key}.1`, "out-of-range"]]);
      expect(issues({ [key]: [0, 1] })).toEqual([[key, "inconsistent"]]);
    }
    expect(issues({ count: [1, 0, 1] })).toEqual([["count.1", "out-of-range"]]);
    expect(issues({ count: [1, 1] })).toEqual([["count", "inconsistent"]]);
  });

  it("refuses options, memories and reviews that do not fit, by place", () => {
    const issues = (options: object, given: unknown) => {
      const answer = forgettingChart(options as never)(given as never); // on purpose: whatever comes
      if (answer._tag === "Right" || answer.left._tag !== "InvalidInput") throw new Error("not refused");
      expect(answer.left.in).toBe("charts.forgettingChart");
      return answer.left.issues.map(({ path }) => path.join("."));
    };
    const noCard = forgettingChart({ title: "T" })([3] as never); // on purpose: no card
    expect(noCard).toHaveProperty("left.issues.0.expected", "a label, a memory and reviews");
    expect(issues({ title: "" }, cards)).toEqual(["title"]);
    expect(issues({ title: "T", day: 3 }, cards)).toEqual(["day"]);
    for (const days of [0, -1, 36_501, Number.NaN, "30"]) expect(issues({ title: "T", days }, cards)).toEqual(["days"]);
    expect(issues({ title: "T" }, null)).toEqual([""]);
    expect(issues({ title: "T" }, [null])).toContain("0");
    expect(issues({ title: "T" }, [{ label: "", memory, reviews }])).toEqual(["0.label"]);
    expect(issues({ title: "T" }, [{ label: "a", memory: {}, reviews }])).toContain("0.memory.model");
    expect(issues({ title: "T" }, [{ label: "a", memory: 3, reviews }])).toContain("0.memory");
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(issues({ title: "T" }, [{ label: "a", memory: proxy, reviews }])).toEqual(["0.memory"]);
    expect(issues({ title: "T" }, [{ label: "a", memory, reviews: [] }])).toEqual(["0.reviews"]);
    expect(issues({ title: "T" }, [{ label: "a", memory, reviews: [{ grade: "god", at: START }] }])).toEqual([
      "0.reviews.0.grade",
    ]);
  });
});
