/** Spellings of a missing cell in CSV files, unless the caller names others. */
export const MISSING_TEXTS: readonly string[] = ["", "NA", "N/A", "NaN", "null", "NULL"];

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number a text writes with a decimal point, or `undefined`. No commas, no hexadecimals, no "Infinity". */
export const numberOfText = (text: string): number | undefined => {
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
};

/** True of a whole number whose last digits a number cannot keep: an id of a learning system, most often. */
export const losesDigits = (text: string, number: number): boolean =>
  !Number.isSafeInteger(number) && /^[+-]?\d+$/.test(text);

/**
 * True of a text that is a number and nothing else. "007" and "01.5" are codes (postcodes, course numbers) that would lose a digit,
 * and so are whole numbers beyond 2^53.
 */
export const isPlainNumber = (text: string): boolean => {
  if (!DECIMAL.test(text) || /^[+-]?0\d/.test(text)) return false;
  if (text.length <= 15 && !/e/i.test(text)) return true; // fifteen digits fit; spares the parse
  const number = Number(text);
  return Number.isFinite(number) && !losesDigits(text, number);
};

/** The truth value a text writes ("true" or "false", in any case), or `undefined`. */
export const booleanOfText = (text: string): boolean | undefined => {
  switch (text.toLowerCase()) {
    case "true":
      return true;
    case "false":
      return false;
    default:
      return undefined;
  }
};

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)$/i;

/**
 * The instant an ISO 8601 text writes, in epoch milliseconds, or `undefined`. The offset is required ("Z", "+02:00"): without it
 * the text names a different instant in every zone. Days that do not exist (30 February) and leap seconds are refused; digits
 * beyond the millisecond are cut off.
 */
export const instantOfText = (text: string): number | undefined => {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = "0", fraction = "", offset = ""] = match;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const minutes = offsetMinutes(offset);
  if (minutes === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const read = new Date(date);
  if (read.getUTCFullYear() !== Number(year)) return undefined;
  if (read.getUTCMonth() !== Number(month) - 1 || read.getUTCDate() !== Number(day)) return undefined;
  return date + ((Number(hour) * 60 + Number(minute) - minutes) * 60 + Number(second)) * 1000 + milliseconds;
};

const offsetMinutes = (offset: string): number | undefined => {
  if (offset.toUpperCase() === "Z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", ""));
  if (hours > 18 || minutes > 59) return undefined;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
};
