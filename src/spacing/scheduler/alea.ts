const TWO_TO_THE_32 = 4_294_967_296;
const TWO_TO_THE_MINUS_32 = 1 / TWO_TO_THE_32;

/** What its hash starts from, and what it multiplies by. */
const START = 4_022_871_197;
const SPREAD = 0.025_196_032_824_169_38;

const MULTIPLIER = 2_091_639;

/**
 * Feeds a text into the hash of Alea: each letter is added to the sum, which is then multiplied twice in a way that keeps the bits that
 * do not fit into 32. Only whole numbers and products below 2^53 occur, so every engine agrees.
 */
const mash = (from: number, text: string): number => {
  let sum = from;
  for (let at = 0; at < text.length; at += 1) {
    sum += text.charCodeAt(at);
    const spread = SPREAD * sum;
    const whole = spread >>> 0;
    const product = (spread - whole) * whole;
    const low = product >>> 0;
    sum = low + (product - low) * TWO_TO_THE_32;
  }
  return sum;
};

const fraction = (sum: number): number => (sum >>> 0) * TWO_TO_THE_MINUS_32;

/**
 * The first draw of the generator Alea (Baagøe 2010) for a seed, in [0, 1): what ts-fsrs moves intervals by. The state is three fractions and
 * a carry of 1; the first draw takes the carry and the first fraction, which is the hash of one blank less the hash of three blanks and the
 * seed, modulo 1.
 */
export const firstAleaDraw = (seed: string): number => {
  const blank = mash(START, " ");
  const blanks = mash(mash(blank, " "), " ");
  const difference = fraction(blank) - fraction(mash(blanks, seed));
  // a whole multiple of 2^-32 below 2^21 in size, so exact: modulo 1 once is enough
  const drawn = MULTIPLIER * difference + TWO_TO_THE_MINUS_32;
  return drawn - Math.floor(drawn);
};
