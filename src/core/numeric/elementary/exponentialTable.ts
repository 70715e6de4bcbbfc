import { type DoubleDouble, multiply, squareRoot } from "./doubleDouble.ts";

/** How many steps an octave is cut into. */
export const STEPS_PER_OCTAVE = 128;

/** 2^(j/128) for j = 0 … 127: the double nearest below or above it at index 2j, what it lacks at index 2j + 1. */
export const OCTAVE: Float64Array = /* @__PURE__ */ (() => {
  let root: DoubleDouble = [2, 0];
  for (let steps = STEPS_PER_OCTAVE; steps > 1; steps /= 2) root = squareRoot(root);
  const table = new Float64Array(2 * STEPS_PER_OCTAVE);
  let value: DoubleDouble = [1, 0];
  for (let j = 0; j < STEPS_PER_OCTAVE; j += 1) {
    table[2 * j] = value[0];
    table[2 * j + 1] = value[1];
    value = multiply(value, root);
  }
  return table;
})();
