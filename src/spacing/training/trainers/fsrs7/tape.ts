// What the forward pass keeps of one review for the backward pass: offsets into a row of the tape. The state is that before the review.

/** S, F and D. */
export const SLOW = 0;
export const FAST = 1;
export const DIFFICULTY = 2;
/** ln S and ln F. */
export const LN_SLOW = 3;
export const LN_FAST = 4;
/** w23 F^(w33 - 0.3), before its clamp. */
export const FAST_DECAY = 5;
/** a + 1 = e^min(ln w25 / df, 60); 0 where the 60 binds, and a does not depend on the weights. */
export const FAST_FACTOR = 6;
/** a / F and ln(1 + a t / F). */
export const FAST_RATE = 7;
export const LN_FAST_SPAN = 8;
/** b / S and ln(1 + b t / S). */
export const SLOW_RATE = 9;
export const LN_SLOW_SPAN = 10;
/** Rf, Rs, and their mixture m. */
export const FAST_RECALL = 11;
export const SLOW_RECALL = 12;
export const MIXTURE = 13;
/** pf and ps. */
export const FAST_WEIGHT = 14;
export const SLOW_WEIGHT = 15;
/** R. */
export const RECALL = 16;
/** D after the review, before its clamp. */
export const DIFFICULTY_RAW = 17;
/**
 * Of the slow trace: the stability after the review before its clamp, and three factors of it. Recalled: x e^(w(k) - 1.5) (11 - D) x^-w(k+1), then
 * e^(w(k+2) (1-q)) - 1, then nothing. Forgotten: (x + 1)^w(k+4), e^(w(k+5) (1-q)), and 1 where L is below x.
 */
export const SLOW_TRACE = 18;
/** The same four of the fast trace. */
export const FAST_TRACE = 22;
/** Numbers a row. */
export const WIDTH = 26;
