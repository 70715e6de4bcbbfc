/** The exponent that stands at index 0 of `POWER_OF_TWO`. */
export const LOWEST_EXPONENT = -1074;

/** 2^k at index k + 1074, for every k from -1074 to 1023: exact, so scaling by it is exact but for under- and overflow. */
export const POWER_OF_TWO: Float64Array = /* @__PURE__ */ (() => {
  const table = new Float64Array(1024 - LOWEST_EXPONENT);
  let power = 1;
  for (let k = 0; k < 1024; k += 1) {
    table[k - LOWEST_EXPONENT] = power;
    power *= 2;
  }
  power = 1;
  for (let k = 0; k >= LOWEST_EXPONENT; k -= 1) {
    table[k - LOWEST_EXPONENT] = power;
    power *= 0.5;
  }
  return table;
})();
