/**
 * A number as a person reads it: whole numbers whole, others to three digits that count, shares with at least two decimals (0.70).
 * What is not quite 1 is not rounded to 1, since a probability of 1 means something else.
 */
export const numberText = (value: number): string => {
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 100) return String(Math.round(value));
  for (let digits = 3; digits <= 17; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Number.isInteger(rounded) && Math.abs(value) < 1) continue;
    const text = String(rounded);
    return /^-?0\.\d$/.test(text) ? `${text}0` : text;
  }
  return String(value);
};
