/** Where a function of one number is least, as far as it was looked at. */
export interface LeastPoint {
  readonly at: number;
  readonly value: number;
  readonly evaluations: number;
}

const GOLDEN = 0.3819660112501051; // (3 - √5) / 2

/**
 * The minimum of a function with one valley on an interval, by parabolas through the three best points and golden sections where these do not help
 * (Brent 1973, Algorithms for Minimization without Derivatives, chapter 5). The ends themselves are looked at last, since the search never reaches
 * them. `tolerance` is the distance in x below which points count as one.
 */
export const brentMinimum = (
  evaluate: (x: number) => number,
  lower: number,
  upper: number,
  tolerance: number,
  mostEvaluations = 64,
): LeastPoint => {
  let a = lower;
  let b = upper;
  let best = a + GOLDEN * (b - a);
  let second = best;
  let third = best;
  let fBest = evaluate(best);
  let fSecond = fBest;
  let fThird = fBest;
  let step = 0;
  let stepBefore = 0;
  let evaluations = 1;
  while (evaluations < mostEvaluations - 2) {
    const middle = 0.5 * (a + b);
    if (Math.abs(best - middle) <= 2 * tolerance - 0.5 * (b - a)) break;
    let golden = true;
    if (Math.abs(stepBefore) > tolerance) {
      const r = (best - second) * (fBest - fThird);
      let q = (best - third) * (fBest - fSecond);
      let p = (best - third) * q - (best - second) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      else q = -q;
      if (Math.abs(p) < Math.abs(0.5 * q * stepBefore) && p > q * (a - best) && p < q * (b - best)) {
        stepBefore = step;
        step = p / q;
        const x = best + step;
        if (x - a < 2 * tolerance || b - x < 2 * tolerance) step = best < middle ? tolerance : -tolerance;
        golden = false;
      }
    }
    if (golden) {
      stepBefore = best < middle ? b - best : a - best;
      step = GOLDEN * stepBefore;
    }
    const x = best + (Math.abs(step) >= tolerance ? step : step > 0 ? tolerance : -tolerance);
    const value = evaluate(x);
    evaluations += 1;
    if (value <= fBest) {
      if (x < best) b = best;
      else a = best;
      third = second;
      fThird = fSecond;
      second = best;
      fSecond = fBest;
      best = x;
      fBest = value;
    } else {
      if (x < best) a = x;
      else b = x;
      if (value <= fSecond || second === best) {
        third = second;
        fThird = fSecond;
        second = x;
        fSecond = value;
      } else if (value <= fThird || third === best || third === second) {
        third = x;
        fThird = value;
      }
    }
  }
  for (const end of [lower, upper]) {
    if (Math.abs(best - end) > 3 * tolerance) continue;
    const value = evaluate(end);
    evaluations += 1;
    if (value < fBest) {
      best = end;
      fBest = value;
    }
  }
  return { at: best, value: fBest, evaluations };
};
