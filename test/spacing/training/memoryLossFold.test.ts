import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldOver, orThrow } from "../../../src/core/vocabulary/index.ts";
import { fitMemory, fsrs6Trainer, type MemoryLoss, memoryLossFold } from "../../../src/spacing/index.ts";
import { foldLaws } from "../../../src/testing/index.ts";

const fold = orThrow(memoryLossFold({ trainer: fsrs6Trainer, weights: fsrs6Trainer.defaults }));

const history = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 6 })
  .map((rows) => ({ grades: rows.map(([grade]) => grade), elapsedDays: rows.map(([, days]) => days) }));

/** Counts exactly; sums to 1e-11 of what a card can add, for slopes of opposite sign cancel. */
const same = (a: MemoryLoss, b: MemoryLoss): boolean =>
  a.cards === b.cards &&
  a.labels === b.labels &&
  a.forgotten === b.forgotten &&
  a.totalWeight === b.totalWeight &&
  a.missing === b.missing &&
  Math.abs(a.loss - b.loss) <= 1e-12 * (1 + a.loss) &&
  a.gradient.every((slope, k) => Math.abs(slope - (b.gradient[k] ?? Number.NaN)) <= 1e-11 * (100 + a.loss));

describe("the loss of a memory model as a fold", () => {
  for (const law of foldLaws(fold, { input: history, equal: same })) it(law.name, law.check);

  it("says what a fit on one machine sees at its start", () => {
    const cards = [
      { grades: [3, 3, 1, 3], elapsedDays: [0, 2, 9, 1] },
      { grades: [1, 3, 3], elapsedDays: [0, 0, 4] },
    ];
    const said = orThrow(foldOver(fold)(cards));
    expect(said).toMatchObject({ cards: 2, labels: 4, forgotten: 1, totalWeight: 4, missing: 0 });
    const { fit } = orThrow(
      fitMemory({ trainer: fsrs6Trainer })({
        offsets: [0, 4, 7],
        grades: cards.flatMap(({ grades }) => grades),
        elapsedDays: cards.flatMap(({ elapsedDays }) => elapsedDays),
      }),
    );
    expect(said.loss / 4).toBeCloseTo(fit.startLoss ?? 0, 12);
  });

  it("weighs labels as it is told, and takes same-day reviews as labels where asked", () => {
    const one = { grades: [3, 3, 1], elapsedDays: [7, 0, 5], weights: [1, 1, 0.5] };
    expect(orThrow(foldOver(fold)([one]))).toMatchObject({ labels: 1, totalWeight: 0.5, forgotten: 1 });
    const all = orThrow(memoryLossFold({ trainer: fsrs6Trainer, weights: fsrs6Trainer.defaults, labels: "all" }));
    expect(orThrow(foldOver(all)([one]))).toMatchObject({ labels: 2, totalWeight: 1.5, forgotten: 1 });
  });

  it("leaves histories out that do not fit, and counts them", () => {
    const good = { grades: [3, 3], elapsedDays: [0, 1] };
    for (const wrong of [
      { grades: [], elapsedDays: [] },
      { grades: [3, 3], elapsedDays: [0] },
      { grades: [3, 5], elapsedDays: [0, 1] },
      { grades: [0, 3], elapsedDays: [0, 1] },
      { grades: [3, 3], elapsedDays: [0, -1] },
      { grades: [3, 3], elapsedDays: [0, Number.NaN] },
      { grades: [3, 3], elapsedDays: [0, Number.POSITIVE_INFINITY] },
      { grades: [3, 3], elapsedDays: [0, 1], weights: [1] },
      { grades: [3, 3], elapsedDays: [0, 1], weights: [1, -1] },
    ])
      expect(orThrow(foldOver(fold)([wrong, good]))).toEqual({ ...orThrow(foldOver(fold)([good])), missing: 1 });
    expect(foldOver(fold)([good, null as never])).toMatchObject({
      left: { issues: [{ path: [1], code: "unreadable" }] },
    });
  });

  it("refuses states saved under other weights or another rule", () => {
    const saved = fold.save(fold.step(fold.empty(), { grades: [3, 3], elapsedDays: [0, 1] }));
    expect(fold.load(saved)._tag).toBe("Right");
    const weights = fsrs6Trainer.defaults.map((weight, k) => (k === 3 ? weight + 0.1 : weight));
    expect(orThrow(memoryLossFold({ trainer: fsrs6Trainer, weights })).load(saved)._tag).toBe("Left");
    const all = memoryLossFold({ trainer: fsrs6Trainer, weights: fsrs6Trainer.defaults, labels: "all" });
    expect(orThrow(all).load(saved)._tag).toBe("Left");
  });

  it("refuses options that do not fit", () => {
    expect(memoryLossFold({ trainer: fsrs6Trainer, weights: [1] })).toMatchObject({
      left: {
        in: "spacing.memoryLossFold",
        issues: [{ path: ["weights"], code: "inconsistent", expected: "21 weights" }],
      },
    });
  });
});
