import fc from "fast-check";
import { expect, it } from "vitest";
import { wishes } from "../../../src/spacing/planning/deadline/wishes.ts";

it("takes wishes as sorting would: by gain, of equal gains by number, and again after it was cleared", () => {
  const todo = wishes();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), (gains) => {
      todo.clear();
      gains.forEach((gain, wish) => {
        todo.add(wish, gain);
      });
      todo.settle();
      expect(todo.left()).toBe(gains.length);
      const taken: number[] = [];
      while (todo.left() > 0) taken.push(todo.take());
      const sorted = gains.map((gain, wish) => ({ gain, wish })).sort((a, b) => b.gain - a.gain || a.wish - b.wish);
      expect(taken).toEqual(sorted.map(({ wish }) => wish));
    }),
  );
});
