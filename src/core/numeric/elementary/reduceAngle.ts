import { add, type DoubleDouble, multiply } from "./doubleDouble.ts";
import { ROUND_TO_INTEGER } from "./scaledExp.ts";

/** pi/2 in three parts: 33 bits, the next 33 bits, the rest. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;
/** pi/2 as two doubles. */
const HALF_PI: DoubleDouble = [1.5707963267948966, 6.123233995736766e-17];
const TWO_OVER_PI = 0.6366197723675814;

/** Up to 2^20 · pi/2 the three parts do. */
const MIDDLING = 1_647_099;
/** An angle so near a multiple of pi/2 that the three parts are too short. */
const NEAR = 9.5367431640625e-7;

/** An angle as quadrant · pi/2 + high + low, with |high| at most pi/4 (and a rounding). Quadrant modulo 4. */
export interface ReducedAngle {
  readonly quadrant: number;
  readonly high: number;
  readonly low: number;
}

/** Brings a finite angle into [-pi/4, pi/4], for any double: relative error of the remainder below 2^-70. */
export const reduceAngle = (x: number): ReducedAngle => {
  if (Math.abs(x) > MIDDLING) return reduceExactly(x);
  const n = x * TWO_OVER_PI + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  if (n === 0) return { quadrant: 0, high: x, low: 0 };
  const first = x - n * HALF_PI_1; // exact
  const second = n * HALF_PI_2; // exact
  const third = n * HALF_PI_3;
  const difference = first - second;
  const part = difference - first;
  const lost = first - (difference - part) - (second + part);
  const high = difference - third;
  if (Math.abs(high) < NEAR) return reduceExactly(x);
  return { quadrant: n & 3, high, low: difference - high - third + lost };
};

/** 2/pi = sum over i of digit i · 2^(-24(i + 1)). */
const TWO_OVER_PI_DIGITS: readonly number[] = [
  10680707, 7228996, 1387004, 2578385, 16069853, 12639074, 9804092, 4427841, 16666979, 11263675, 12935607, 2387514,
  4345298, 14681673, 3074569, 13734428, 16653803, 1880361, 10960616, 8533493, 3062596, 8710556, 7349940, 6258241,
  3772886, 3769171, 3798172, 8675211, 12450088, 3874808, 9961438, 366607, 15675153, 9132554, 7151469, 3571407, 2607881,
  12013382, 4155038, 6285869, 7677882, 13102053, 15825725, 473591, 9065106, 15363067, 6271263, 9264392, 5636912,
  4652155, 7056368, 13614112,
];
const DIGIT = 16_777_216; // 2^24
const PAIR: number = 1 / DIGIT / DIGIT;

/**
 * x · 2/pi in digits of 24 bits, only as many as count: those that are whole turns are left out, and eight after the point are
 * kept, that is 192 bits, of which a double can cancel at most about 61 (Payne and Hanek 1983).
 */
const reduceExactly = (x: number): ReducedAngle => {
  // |x| = scaled · 2^(24 shift) with scaled in [2^29, 2^53): four digits, the last one after the point
  let scaled = Math.abs(x);
  let shift = 0;
  for (; scaled < 536_870_912; scaled *= DIGIT) shift -= 1;
  for (; scaled >= 9_007_199_254_740_992; scaled /= DIGIT) shift += 1;
  const ofX: number[] = [];
  let left = scaled / (DIGIT * DIGIT);
  for (let j = 0; j < 4; j += 1) {
    const digit = Math.floor(left);
    ofX.push(digit);
    left = (left - digit) * DIGIT;
  }
  // digit at place p has weight 2^(-24 p); the quadrant is place 0 modulo 4
  const digits: number[] = [];
  let carry = 0;
  for (let place = 8; place >= 0; place -= 1) {
    let total = carry;
    for (let j = 0; j < 4; j += 1) total += (ofX[j] ?? 0) * (TWO_OVER_PI_DIGITS[shift + 1 - j + place] ?? 0); // below 2^51
    carry = Math.floor(total / DIGIT);
    digits[place] = total - carry * DIGIT;
  }
  const up = (digits[1] ?? 0) >= DIGIT / 2;
  const at = (place: number): number => (up ? DIGIT - 1 - (digits[place] ?? 0) : (digits[place] ?? 0));
  const quarter = (digits[0] ?? 0) + (up ? 1 : 0);
  // the digits after the point, from the last to the first, in pairs of 48 bits
  let turn: DoubleDouble = [0, 0];
  for (let place = 7; place >= 1; place -= 2) {
    const pair = (at(place) * DIGIT + at(place + 1)) * PAIR;
    turn = add([pair, 0], [turn[0] * PAIR, turn[1] * PAIR]);
  }
  const [high, low] = multiply(turn, HALF_PI);
  const sign = up === x < 0 ? 1 : -1;
  return { quadrant: (x < 0 ? -quarter : quarter) & 3, high: sign * high, low: sign * low };
};
