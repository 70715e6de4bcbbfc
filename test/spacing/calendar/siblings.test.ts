import { describe, expect, it } from "vitest";
import { balanceLoad } from "../../../src/spacing/index.ts";
import { rightOf } from "../../support/property.ts";
import { asMap, cardOf, scheduler, TODAY } from "./deck.ts";

const options = { scheduler, today: TODAY };

/** Two siblings in review, due on their memory's days: 20 days after their last review. */
const pair = [
  { id: "first", card: cardOf(TODAY - 2, 20, TODAY + 18), siblings: "note" },
  { id: "second", card: cardOf(TODAY - 1, 20, TODAY + 19), siblings: "note" },
];

describe("siblings in balanceLoad", () => {
  it("leave their day to others when they leave it", () => {
    let followed = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const { moves } = rightOf(balanceLoad({ ...options, seed })(pair));
      const days = pair.map(({ id, card }) => moves.find((move) => move.id === id)?.to ?? card.dueDay);
      expect(days[0]).not.toBe(days[1]);
      if (days[1] === TODAY + 18) followed += 1;
    }
    expect(followed).toBeGreaterThan(0);
  });

  it("come together rather than stay where nobody works", () => {
    // two weeks in which only one day has work
    const exceptions = Array.from({ length: 14 }, (_, at) => ({ day: TODAY + 12 + at, share: at === 8 ? 1 : null }));
    const days = { kind: "review-days", version: 1, weekdays: [1, 1, 1, 1, 1, 1, 1], exceptions } as const;
    const { moves } = rightOf(balanceLoad({ ...options, days })(pair));
    expect(moves.map(({ id, to }) => [id, to])).toEqual([
      ["first", TODAY + 20],
      ["second", TODAY + 20],
    ]);
  });
});

describe("the reason of balanceLoad", () => {
  it("counts the other reviews of the day in the plan as it is given", () => {
    const cards = Array.from({ length: 60 }, (_, id) => ({ id: `${id}`, card: cardOf(TODAY - 1, 20, TODAY + 19) }));
    const { moves, after } = rightOf(
      balanceLoad(options)([...cards, { id: "late", card: cardOf(TODAY - 30, 9, TODAY - 21) }]),
    );
    const due = asMap(after);
    expect(moves.length).toBeGreaterThan(30);
    for (const { to, reasons } of moves)
      expect(reasons.map(({ code, values }) => [code, values["reviews"]])).toEqual([
        ["balanced-day", (due.get(to) ?? 0) - 1],
      ]);
  });
});
