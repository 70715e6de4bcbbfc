// What the forward pass over one card leaves for the backward pass: STRIDE numbers for each row, and one byte.

/** How many numbers a row leaves. */
export const STRIDE = 9;

/** ln S before the review. */
export const LN_S = 0;
/** S before the review. */
export const S = 1;
/** D before the review. */
export const D = 2;
/** ln(1 + f t / S). */
export const LN_U = 3;
/** R before the review. */
export const R = 4;
/** (f t / S) / (1 + f t / S). */
export const SHARE = 5;
/** After a recall: growth · (11 - D) · S^-w9 · e^(w10 (1-R)), with the factor of the grade. After a lapse: the slope of ln S' in ln S. */
export const SLOPE = 6;
/** After a recall: S'/S - 1. After a lapse: the slope of ln S' in w13. */
export const GAIN = 7;
/** After a recall: S'/S - 1 without the factor of the grade. After a lapse: ln D. */
export const PLAIN_GAIN = 8;

// What happened to stability in a row.

/** It was kept at a bound, or the rule left it alone: no slope leads further back through it but what `KEPT` says. */
export const AT_BOUND = 0;
/** It grew after a recall. */
export const RECALLED = 1;
/** It fell after a lapse, by the formula. */
export const LAPSED = 2;
/** It fell after a lapse, to S e^(-w17 w18). */
export const LAPSED_TO_CEILING = 3;
/** It moved within the day. */
export const MOVED_WITHIN_DAY = 4;
/** A review within the day left it as it was. */
export const KEPT = 5;
/** Added where difficulty was kept at a bound. */
export const DIFFICULTY_AT_BOUND = 8;

/** The scratch of one kernel, with room for cards of so many rows. */
export interface Tape {
  readonly numbers: Float64Array;
  readonly branches: Uint8Array;
}

/** A tape for the longest card of these histories. */
export const tapeFor = (offsets: Uint32Array): Tape => {
  let longest = 1;
  for (let card = 0; card + 1 < offsets.length; card += 1)
    longest = Math.max(longest, (offsets[card + 1] as number) - (offsets[card] as number)); // card + 1 < offsets.length
  return { numbers: new Float64Array((longest + 1) * STRIDE), branches: new Uint8Array(longest + 1) };
};
