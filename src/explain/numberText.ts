/**
 * A number as a person reads it: `digits` that count, shares with at least two decimals (0.70), and whole numbers whole, however long. What
 * is not quite 1 is not rounded to 1, since a probability of 1 means something else.
 */
export const numberText = (value: number, digits: number = MEASURED): string => {
  if (Math.abs(value) >= 10 ** digits) return String(Math.round(value));
  for (let shown = digits; shown <= MOST; shown += 1) {
    const rounded = Number(value.toPrecision(shown));
    if (Number.isInteger(rounded) && Math.abs(value) < 1) continue;
    const text = String(rounded);
    return /^-?0\.\d$/.test(text) ? `${text}0` : text;
  }
  return String(value);
};

/** Digits of a measurement: an estimate has its interval beside it. */
const MEASURED = 3;

/** Digits of a number in a reason: more would claim a precision that nobody acts on. */
const GIVEN = 2;

/** As many digits as tell any two numbers apart. */
const MOST = 17;

/**
 * The numbers of one reason, in their order: two digits each, and more only where numbers that differ would read the same ("level 0.499,
 * below 0.50"). What is nearly whole and below ten says that it is not: 1.02 reads 1.0.
 */
export const numberTexts = (values: readonly number[]): readonly string[] =>
  values.map((value) => {
    for (let digits = GIVEN; digits <= MOST; digits += 1) {
      const text = numberText(value, digits);
      if (values.every((other) => other === value || numberText(other, digits) !== text))
        return !Number.isInteger(value) && /^-?\d$/.test(text) ? `${text}.0` : text;
    }
    return String(value);
  });
