/**
 * True for a parameter that the functions here take: from 1e-100 to 1e100, so that products and quotients of two of them stay within
 * the range of doubles.
 */
export const isParameter = (value: number): boolean => value >= 1e-100 && value <= 1e100;
