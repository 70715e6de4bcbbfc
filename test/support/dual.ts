/**
 * Numbers that carry their slope in n variables: forward-mode differentiation, slow and obvious, the twin of kernels that compute slopes by hand.
 */
export interface Dual {
  readonly value: number;
  readonly slope: Float64Array;
}

type Operand = Dual | number;

const numberOf = (x: Operand): number => (typeof x === "number" ? x : x.value);

const chain = (value: number, ...terms: readonly (readonly [by: number, of: Operand])[]): Dual => {
  const size = Math.max(...terms.map(([, of]) => (typeof of === "number" ? 0 : of.slope.length)));
  const slope = new Float64Array(size);
  for (const [by, of] of terms)
    if (typeof of !== "number") for (let k = 0; k < size; k += 1) slope[k] = (slope[k] ?? 0) + by * (of.slope[k] ?? 0);
  return { value, slope };
};

/** The variables themselves. */
export const variables = (values: readonly number[]): Dual[] =>
  values.map((value, k) => {
    const slope = new Float64Array(values.length);
    slope[k] = 1;
    return { value, slope };
  });

export const add = (...all: readonly Operand[]): Dual =>
  chain(
    all.reduce<number>((sum, x) => sum + numberOf(x), 0),
    ...all.map((x) => [1, x] as const),
  );
export const negate = (x: Operand): Dual => chain(-numberOf(x), [-1, x]);
export const subtract = (x: Operand, y: Operand): Dual => chain(numberOf(x) - numberOf(y), [1, x], [-1, y]);
export const multiply = (x: Operand, y: Operand): Dual =>
  chain(numberOf(x) * numberOf(y), [numberOf(y), x], [numberOf(x), y]);
export const product = (first: Operand, ...rest: readonly Operand[]): Dual =>
  rest.reduce<Dual>((all, x) => multiply(all, x), add(first));
export const divide = (x: Operand, y: Operand): Dual =>
  chain(numberOf(x) / numberOf(y), [1 / numberOf(y), x], [-numberOf(x) / numberOf(y) ** 2, y]);
export const exp = (x: Operand): Dual => chain(Math.exp(numberOf(x)), [Math.exp(numberOf(x)), x]);
export const expm1 = (x: Operand): Dual => chain(Math.expm1(numberOf(x)), [Math.exp(numberOf(x)), x]);
export const log = (x: Operand): Dual => chain(Math.log(numberOf(x)), [1 / numberOf(x), x]);
export const log1p = (x: Operand): Dual => chain(Math.log1p(numberOf(x)), [1 / (1 + numberOf(x)), x]);
/** x^y for x above 0. */
export const pow = (x: Operand, y: Operand): Dual => exp(multiply(y, log(x)));
/** The smaller one; the first where they are equal. */
export const min = (x: Operand, y: Operand): Dual => add(numberOf(y) < numberOf(x) ? y : x);
/** The greater one; the first where they are equal. */
export const max = (x: Operand, y: Operand): Dual => add(numberOf(y) > numberOf(x) ? y : x);
/** Between two numbers; on one of them the slope is still that of x. */
export const clamped = (x: Operand, lower: number, upper: number): Dual => min(max(x, lower), upper);
