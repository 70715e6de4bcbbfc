import type { TrainingHistories } from "../../../../src/spacing/training/trainer.ts";
import {
  add,
  clamped,
  type Dual,
  divide,
  exp,
  log,
  max,
  min,
  multiply,
  negate,
  pow,
  product,
  subtract,
  variables,
} from "../../../support/dual.ts";

/** FSRS-7's loss with its slope, by the formulas one after the other, in dual numbers. */
export const fsrs7Twin = (weights: readonly number[], histories: TrainingHistories): Dual => {
  const w = variables(weights);
  const of = (k: number): Dual => w[k] as Dual;
  const stability = (x: Dual): Dual => clamped(x, 1e-4, 36_500);
  const firstDifficulty = (grade: number): Dual => add(subtract(of(4), exp(multiply(of(5), grade - 1))), 1);

  const trace = (k: number, grade: number, x: Dual, d: Dual, q: Dual): Dual => {
    const forgetting = subtract(1, q);
    const lapsed = min(
      x,
      product(of(k + 3), subtract(pow(add(x, 1), of(k + 4)), 1), exp(multiply(forgetting, of(k + 5)))),
    );
    if (grade === 1) return stability(lapsed);
    const byGrade = grade === 2 ? of(k + 6) : grade === 4 ? of(k + 7) : add(1, multiply(0, of(0)));
    const gain = product(
      exp(subtract(of(k), 1.5)),
      subtract(11, d),
      pow(x, negate(of(k + 1))),
      subtract(exp(multiply(of(k + 2), forgetting)), 1),
      byGrade,
    );
    const recalled = multiply(x, add(1, gain));
    return stability(max(recalled, lapsed));
  };

  let total = multiply(0, of(0));
  for (let card = 0; card + 1 < histories.offsets.length; card += 1) {
    const rows = [...histories.grades.keys()].slice(histories.offsets[card], histories.offsets[card + 1]);
    let s = of(0);
    let f = of(0);
    let d = of(0);
    for (const [index, row] of rows.entries()) {
      const grade = histories.grades[row] ?? 0;
      const days = histories.elapsedDays[row] ?? 0;
      const weight = histories.weights[row] ?? 0;
      if (index === 0) {
        s = stability(of(grade - 1));
        f = stability(multiply(0.8, s));
        d = clamped(firstDifficulty(grade), 1, 10);
        continue;
      }
      const df = negate(clamped(multiply(of(23), pow(f, subtract(of(33), 0.3))), 0.01, 0.95));
      const a = subtract(exp(min(divide(log(of(25)), df), 60)), 1);
      const rf = pow(add(1, divide(multiply(a, days), f)), df);
      const ds = negate(clamped(of(24), 0.01, 0.95));
      const b = multiply(subtract(pow(of(26), divide(1, ds)), 1), exp(multiply(subtract(d, 5), subtract(of(32), 0.3))));
      const rs = pow(add(1, divide(multiply(b, days), s)), ds);
      const pf = multiply(of(27), pow(f, negate(of(29))));
      const ps = product(of(28), pow(s, of(30)), exp(multiply(subtract(d, 5), subtract(of(31), 0.5))));
      const mixture = divide(add(multiply(pf, rf), multiply(ps, rs)), add(pf, ps));
      const r = add(multiply(mixture, 1 - 2e-5), 1e-5);
      total = subtract(total, multiply(weight, log(grade > 1 ? r : subtract(1, r))));

      const slow = trace(7, grade, s, d, r);
      const fast = trace(15, grade, f, d, rf);
      const change = product(negate(of(6)), grade - 3, grade === 1 ? add(r, 0.1) : 1);
      const moved = add(d, multiply(divide(subtract(10, d), 9), change));
      d = clamped(add(multiply(0.01, firstDifficulty(4)), multiply(0.99, moved)), 1, 10);
      f = grade === 1 ? stability(min(fast, multiply(0.8, slow))) : fast;
      s = slow;
    }
  }
  return total;
};
